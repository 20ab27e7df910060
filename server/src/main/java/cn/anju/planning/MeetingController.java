package cn.anju.planning;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 会议。 */
@RestController
@RequestMapping("/api/communities/{community}")
class MeetingController {

    private final Meetings meetings;
    private final MeetingList list;
    private final Communities communities;
    private final Clock clock;

    MeetingController(Meetings meetings, MeetingList list, Communities communities, Clock clock) {
        this.meetings = meetings;
        this.list = list;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/meetings")
    @Needs("planning.work")
    Page<MeetingList.Row> list(@PathVariable long community, @ParameterObject MeetingList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/meetings.xlsx")
    @Needs("planning.work")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject MeetingList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<MeetingList.Row>>of(Column.text("编号", 18, MeetingList.Row::number), Column.text("会议", 12, row -> row.kind().label), Column.text("议题", 36, MeetingList.Row::topic),
            Column.text("时间", 20, row -> row.startsAt().atZone(clock.getZone()).toLocalDateTime().toString().replace('T', ' ')), Column.text("会场", 18, MeetingList.Row::place),
            Column.text("召集", 12, MeetingList.Row::calledName), Column.count("应到", 8, MeetingList.Row::people), Column.count("实到", 8, MeetingList.Row::signed), Column.count("已阅", 8, MeetingList.Row::read),
            Column.text("记录", 12, MeetingList.Row::minutedName), Column.count("任务", 8, MeetingList.Row::tasks), Column.count("未办", 8, MeetingList.Row::openTasks));
        return ListSheet.of("会议", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/meetings/{id}")
    @Needs("planning.work")
    MeetingList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping(path = "/meetings/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("planning.work")
    String print(@PathVariable long community, @PathVariable long id) {
        return MeetingPaper.of(communities.name(community), list.get(community, id), clock.getZone());
    }

    @PostMapping("/meetings")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("planning.meeting")
    Meetings.Called call(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody Meetings.NewMeeting meeting) {
        return meetings.call(community, key, meeting);
    }

    @PostMapping("/meetings/{id}/readiness")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.meeting")
    void ready(@PathVariable long community, @PathVariable long id) {
        meetings.ready(community, id);
    }

    @PostMapping("/meetings/{id}/signature")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void sign(@PathVariable long community, @PathVariable long id) {
        meetings.sign(community, id);
    }

    @PostMapping("/meetings/{id}/minutes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.meeting")
    void minute(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Meetings.Minutes minutes) {
        meetings.minute(community, id, minutes);
    }

    @PostMapping("/meetings/{id}/reading")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void read(@PathVariable long community, @PathVariable long id) {
        meetings.read(community, id);
    }

    @PostMapping("/meetings/{id}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.meeting")
    void cancel(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Meetings.Cancellation cancellation) {
        meetings.cancel(community, id, cancellation);
    }
}
