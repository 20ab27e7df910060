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

/** 任务。 */
@RestController
@RequestMapping("/api/communities/{community}")
class TaskController {

    private final Assignments assignments;
    private final TaskList list;
    private final Communities communities;
    private final Clock clock;

    TaskController(Assignments assignments, TaskList list, Communities communities, Clock clock) {
        this.assignments = assignments;
        this.list = list;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/tasks")
    @Needs("planning.work")
    Page<TaskList.Row> list(@PathVariable long community, @ParameterObject TaskList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/tasks.xlsx")
    @Needs("planning.work")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject TaskList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<TaskList.Row>>of(Column.text("编号", 18, TaskList.Row::number), Column.text("种类", 10, row -> row.kind().label), Column.text("事项", 36, TaskList.Row::title),
            Column.text("承办", 12, TaskList.Row::staffName), Column.text("交办", 12, TaskList.Row::givenName), Column.date("期限", 12, TaskList.Row::dueOn), Column.text("状态", 10, row -> row.state().label),
            Column.count("进度", 8, row -> (long) row.percent()), Column.text("结果", 36, TaskList.Row::result), Column.text("会议", 18, TaskList.Row::meetingNumber),
            Column.text("逾期", 8, row -> row.isLate() ? "是" : null));
        return ListSheet.of("任务", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/tasks/{id}")
    @Needs("planning.work")
    TaskList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping(path = "/tasks/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("planning.work")
    String print(@PathVariable long community, @PathVariable long id) {
        return MeetingPaper.task(communities.name(community), list.get(community, id), clock.getZone());
    }

    @PostMapping("/tasks")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("planning.work")
    Assignments.Made give(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody Assignments.NewTask task) {
        return assignments.give(community, key, task);
    }

    @PostMapping("/tasks/{id}/moves")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void move(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Assignments.Step step) {
        assignments.move(community, id, step);
    }
}
