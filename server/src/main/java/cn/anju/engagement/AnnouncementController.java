package cn.anju.engagement;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
import java.util.stream.Collectors;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 通知公告。 */
@RestController
@RequestMapping("/api/communities/{community}")
class AnnouncementController {

    private static final String STYLE = """
        @page { size: A4; margin: 25mm 25mm; }
        h1 { font-size: 22pt; text-align: center; letter-spacing: 4pt; margin-bottom: 4mm; } .head { text-align: center; margin-bottom: 8mm; } h2 { font-size: 15pt; text-align: center; margin-bottom: 6mm; }
        .text { font-size: 14pt; line-height: 1.9; white-space: pre-line; } .sign { margin-top: 16mm; text-align: right; font-size: 13pt; line-height: 2; }
        """ + Html.NUMBERED;

    private final Announcements announcements;
    private final AnnouncementList list;
    private final Communities communities;

    AnnouncementController(Announcements announcements, AnnouncementList list, Communities communities) {
        this.announcements = announcements;
        this.list = list;
        this.communities = communities;
    }

    @GetMapping("/announcements")
    @Needs("engagement.read")
    Page<AnnouncementList.Row> list(@PathVariable long community, @ParameterObject AnnouncementList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/announcements.xlsx")
    @Needs("engagement.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject AnnouncementList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("通知公告", List.<Column<AnnouncementList.Row>>of(Column.text("编号", 18, AnnouncementList.Row::number), Column.text("种类", 18, row -> row.kind().label),
            Column.text("标题", 36, AnnouncementList.Row::title), Column.text("怎么发", 24, row -> paths(row)), Column.date("从", 12, AnnouncementList.Row::fromOn),
            Column.date("到", 12, AnnouncementList.Row::toOn), Column.text("状态", 10, row -> row.state().label), Column.text("起草", 12, AnnouncementList.Row::madeName),
            Column.count("范围（户）", 10, AnnouncementList.Row::addressed), Column.count("消息", 8, AnnouncementList.Row::messages), Column.count("发出", 8, AnnouncementList.Row::sent),
            Column.count("送上门", 8, AnnouncementList.Row::delivered), Column.count("签收", 8, AnnouncementList.Row::signed), Column.count("还贴着", 8, AnnouncementList.Row::hanging)),
            list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/announcements")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("engagement.write")
    Announcements.Made draft(@PathVariable long community, @Valid @RequestBody Announcements.Text text) {
        return announcements.draft(community, text);
    }

    @GetMapping("/announcements/{id}")
    @Needs("engagement.read")
    AnnouncementList.Detail one(@PathVariable long community, @PathVariable long id) {
        return list.one(community, id);
    }

    @PutMapping("/announcements/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void write(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Announcements.Text text) {
        announcements.write(community, id, text);
    }

    @PostMapping("/announcements/{id}/submission")
    @Needs("engagement.write")
    Announcements.Submitted submit(@PathVariable long community, @PathVariable long id) {
        return announcements.submit(community, id);
    }

    @PostMapping("/announcements/{id}/publication")
    @Needs("engagement.manage")
    Announcements.Published publish(@PathVariable long community, @PathVariable long id) {
        return announcements.publish(community, id);
    }

    @PostMapping("/announcements/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.manage")
    void withdraw(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Announcements.Withdrawal withdrawal) {
        announcements.withdraw(community, id, withdrawal);
    }

    @PostMapping("/announcements/{id}/postings")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("engagement.write")
    Announcements.Placed post(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Announcements.Posting posting) {
        return announcements.post(community, id, posting);
    }

    @PostMapping("/announcement-postings/{id}/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void remove(@PathVariable long community, @PathVariable long id) {
        announcements.remove(community, id);
    }

    @PostMapping("/announcements/{id}/deliveries")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void deliver(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Announcements.Delivery delivery) {
        announcements.deliver(community, id, delivery);
    }

    @GetMapping(path = "/announcements/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("engagement.read")
    String print(@PathVariable long community, @PathVariable long id) {
        var detail = list.one(community, id);
        var row = detail.announcement();
        var name = Html.text(communities.name(community));
        return Html.page(row.kind().label, STYLE, """
            <h1>%s</h1><p class="head">编号：%s　有效期：%s 至 %s%s</p><h2>%s</h2><p class="text">%s</p>
            <p class="sign">%s 管理处（盖章）<br/>签发（签字）：＿＿＿＿＿＿<br/>%s</p>
            """.formatted(row.kind() == Announcements.Kind.INFORMATION || row.kind() == Announcements.Kind.RULES || row.kind() == Announcements.Kind.BRAND ? "公　告" : "通　知", row.number(), row.fromOn(), row.toOn(),
            detail.facts().places().isEmpty() ? "" : "　范围：" + Html.text(String.join("、", detail.facts().places())), Html.text(row.title()), Html.text(detail.facts().content()), name, row.fromOn()));
    }

    private static String paths(AnnouncementList.Row row) {
        return row.channels().stream().map(path -> path.label).collect(Collectors.joining("、"));
    }
}
