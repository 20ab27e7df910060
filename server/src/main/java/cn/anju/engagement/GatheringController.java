package cn.anju.engagement;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 活动与座谈。 */
@RestController
@RequestMapping("/api/communities/{community}")
class GatheringController {

    private final Gatherings gatherings;
    private final GatheringGuests guests;
    private final GatheringList list;
    private final GatheringPaper paper;
    private final Clock clock;

    GatheringController(Gatherings gatherings, GatheringGuests guests, GatheringList list, GatheringPaper paper, Clock clock) {
        this.gatherings = gatherings;
        this.guests = guests;
        this.list = list;
        this.paper = paper;
        this.clock = clock;
    }

    @GetMapping("/gatherings")
    @Needs("engagement.read")
    Page<GatheringList.Row> list(@PathVariable long community, @ParameterObject GatheringList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/gatherings.xlsx")
    @Needs("engagement.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject GatheringList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("活动与座谈", List.<Column<GatheringList.Row>>of(Column.text("编号", 18, GatheringList.Row::number), Column.text("种类", 14, row -> row.kind().label),
            Column.text("名称", 30, GatheringList.Row::title), Column.text("开始", 18, row -> Html.moment(row.startsAt(), clock.getZone())), Column.text("地点", 16, GatheringList.Row::place),
            Column.text("片区", 14, GatheringList.Row::area), Column.text("状态", 12, row -> row.state().label), Column.money("预算（元）", 12, GatheringList.Row::budget),
            Column.money("花费（元）", 12, GatheringList.Row::spent), Column.count("户", 8, GatheringList.Row::households), Column.count("报名（人）", 10, GatheringList.Row::signedUp),
            Column.count("到场（人）", 10, GatheringList.Row::came), Column.count("意见", 8, GatheringList.Row::opinions), Column.count("未答复", 8, GatheringList.Row::unanswered),
            Column.text("拟稿", 12, GatheringList.Row::madeName)), list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/gatherings")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("engagement.write")
    Gatherings.Made draft(@PathVariable long community, @Valid @RequestBody Gatherings.Plan plan) {
        return gatherings.draft(community, plan);
    }

    @GetMapping("/gatherings/{id}")
    @Needs("engagement.read")
    GatheringList.Detail one(@PathVariable long community, @PathVariable long id) {
        return list.one(community, id);
    }

    @PutMapping("/gatherings/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void write(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Gatherings.Plan plan) {
        gatherings.write(community, id, plan);
    }

    @PostMapping("/gatherings/{id}/submission")
    @Needs("engagement.write")
    Gatherings.Submitted submit(@PathVariable long community, @PathVariable long id) {
        return gatherings.submit(community, id);
    }

    @PostMapping("/gatherings/{id}/announcement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void announce(@PathVariable long community, @PathVariable long id) {
        gatherings.announce(community, id);
    }

    @PostMapping("/gatherings/{id}/minutes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void hold(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Gatherings.Minutes minutes) {
        gatherings.hold(community, id, minutes);
    }

    @PostMapping("/gatherings/{id}/summary")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void close(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Gatherings.Summary summary) {
        gatherings.close(community, id, summary);
    }

    @PostMapping("/gatherings/{id}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void cancel(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Gatherings.Reason reason) {
        gatherings.cancel(community, id, reason);
    }

    @PostMapping("/gatherings/{id}/guests")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void signUp(@PathVariable long community, @PathVariable long id, @Valid @RequestBody GatheringGuests.SignUp signUp) {
        guests.signUp(community, id, signUp);
    }

    @DeleteMapping("/gatherings/{id}/guests/{room}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void withdraw(@PathVariable long community, @PathVariable long id, @PathVariable long room) {
        guests.withdraw(community, id, room);
    }

    @PostMapping("/gatherings/{id}/arrivals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void arrive(@PathVariable long community, @PathVariable long id, @Valid @RequestBody GatheringGuests.Arrival arrival) {
        guests.arrive(community, id, arrival);
    }

    @PostMapping("/gatherings/{id}/opinions")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("engagement.write")
    GatheringGuests.Made say(@PathVariable long community, @PathVariable long id, @Valid @RequestBody GatheringGuests.Opinion opinion) {
        return guests.say(community, id, opinion);
    }

    @PostMapping("/gathering-opinions/{id}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void answer(@PathVariable long community, @PathVariable long id, @Valid @RequestBody GatheringGuests.Answer answer) {
        guests.answer(community, id, answer);
    }

    @PostMapping("/gatherings/{id}/costs")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("engagement.write")
    GatheringGuests.Made spend(@PathVariable long community, @PathVariable long id, @Valid @RequestBody GatheringGuests.Cost cost) {
        return guests.spend(community, id, cost);
    }

    @GetMapping(path = "/gatherings/{id}/sign-in.html", produces = "text/html;charset=UTF-8")
    @Needs("engagement.read")
    String signIn(@PathVariable long community, @PathVariable long id) {
        return paper.signIn(community, id);
    }

    @GetMapping(path = "/gatherings/{id}/summary.html", produces = "text/html;charset=UTF-8")
    @Needs("engagement.read")
    String summary(@PathVariable long community, @PathVariable long id) {
        return paper.summary(community, id);
    }
}
