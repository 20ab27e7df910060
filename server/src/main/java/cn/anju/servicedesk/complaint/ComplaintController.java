package cn.anju.servicedesk.complaint;

import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 投诉卷宗。 */
@RestController
@RequestMapping("/api/communities/{community}/complaints")
class ComplaintController {

    record Made(long id) {}

    private final ComplaintList list;
    private final ComplaintWork work;
    private final MajorComplaints major;
    private final Mediations mediations;
    private final ComplaintArchive archive;
    private final ComplaintPaper paper;

    ComplaintController(ComplaintList list, ComplaintWork work, MajorComplaints major, Mediations mediations, ComplaintArchive archive, ComplaintPaper paper) {
        this.list = list;
        this.work = work;
        this.major = major;
        this.mediations = mediations;
        this.archive = archive;
        this.paper = paper;
    }

    @GetMapping
    @Needs("servicedesk.read")
    Page<ComplaintList.Row> list(@PathVariable long community, @ParameterObject ComplaintList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/{id}")
    @Needs("servicedesk.read")
    ComplaintList.Detail one(@PathVariable long community, @PathVariable long id) {
        return list.one(community, id);
    }

    @GetMapping(path = "/{id}/opinion-form.html", produces = "text/html;charset=UTF-8")
    @Needs("servicedesk.read")
    String opinionForm(@PathVariable long community, @PathVariable long id) {
        return paper.opinionForm(community, id);
    }

    @GetMapping(path = "/{id}/file.html", produces = "text/html;charset=UTF-8")
    @Needs("servicedesk.read")
    String file(@PathVariable long community, @PathVariable long id) {
        return paper.whole(community, id);
    }

    @PostMapping("/{id}/receipt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.complaint")
    void receive(@PathVariable long community, @PathVariable long id) {
        work.receive(community, id);
    }

    @PutMapping("/{id}/findings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.complaint")
    void find(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ComplaintWork.Findings findings) {
        work.find(community, id, findings);
    }

    @PostMapping("/{id}/escalations")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.complaint")
    void escalate(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ComplaintWork.Escalation escalation) {
        work.escalate(community, id, escalation);
    }

    @PostMapping("/{id}/liaison")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.complaint")
    void liaison(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ComplaintWork.Liaison liaison) {
        work.toLiaison(community, id, liaison);
    }

    @PostMapping("/{id}/feedback")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.complaint")
    void feedBack(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ComplaintWork.Feedback feedback) {
        work.feedBack(community, id, feedback);
    }

    @PostMapping("/{id}/major")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.complaint")
    void declare(@PathVariable long community, @PathVariable long id, @Valid @RequestBody MajorComplaints.Declaration declaration) {
        major.declare(community, id, declaration);
    }

    @PostMapping("/{id}/parts")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.complaint")
    Made ask(@PathVariable long community, @PathVariable long id, @Valid @RequestBody MajorComplaints.NewPart part) {
        return new Made(major.ask(community, id, part));
    }

    @PostMapping("/{id}/parts/{part}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.read")
    void answer(@PathVariable long community, @PathVariable long id, @PathVariable long part, @Valid @RequestBody MajorComplaints.Answer answer) {
        major.answer(community, id, part, answer);
    }

    @PostMapping("/{id}/mediations")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.complaint")
    Made mediate(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Mediations.NewMediation mediation) {
        return new Made(mediations.record(community, id, mediation));
    }

    @PostMapping("/{id}/mediations/{mediation}/signing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.complaint")
    void sign(@PathVariable long community, @PathVariable long id, @PathVariable long mediation, @Valid @RequestBody Mediations.Signing signing) {
        mediations.sign(community, id, mediation, signing);
    }

    @PostMapping("/{id}/opinion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.review")
    void signOpinion(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ComplaintWork.Opinion opinion) {
        work.signOpinion(community, id, opinion);
    }

    @PostMapping("/{id}/archive")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.complaint")
    void archive(@PathVariable long community, @PathVariable long id) {
        archive.archive(community, id);
    }
}
