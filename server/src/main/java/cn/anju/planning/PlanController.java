package cn.anju.planning;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.setting.Settings;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 计划与总结。 */
@RestController
@RequestMapping("/api/communities/{community}")
class PlanController {

    private final Plans plans;
    private final PlanList list;
    private final PlanDraft draft;
    private final Communities communities;
    private final Settings settings;
    private final Clock clock;

    PlanController(Plans plans, PlanList list, PlanDraft draft, Communities communities, Settings settings, Clock clock) {
        this.plans = plans;
        this.list = list;
        this.draft = draft;
        this.communities = communities;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/plans")
    @Needs("planning.work")
    Page<PlanList.Row> list(@PathVariable long community, @ParameterObject PlanList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/plans.xlsx")
    @Needs("planning.work")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject PlanList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<PlanList.Row>>of(Column.text("编号", 18, PlanList.Row::number), Column.text("级别", 10, row -> row.level().label), Column.text("部门或人", 14, PlanList.Row::unit),
            Column.text("哪一期", 22, PlanList.Row::period), Column.text("编制", 12, PlanList.Row::staffName), Column.text("状态", 12, row -> row.state().label), Column.count("项数", 8, PlanList.Row::items),
            Column.count("完成", 8, PlanList.Row::done), Column.count("逾期", 8, PlanList.Row::overdue), Column.text("审批", 12, PlanList.Row::approvedName),
            Column.text("迟交", 8, row -> row.isLate() ? "是" : null));
        return ListSheet.of("计划", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/plans/missing")
    @Needs("planning.work")
    List<PlanList.Missing> missing(@PathVariable long community) {
        return list.missing(community);
    }

    /** 管理处与各部门的名称，和各要交哪几种。 */
    @GetMapping("/plans/units")
    @Needs("planning.work")
    List<PlanningSettings.Unit> units(@PathVariable long community) {
        return settings.get(community, PlanningSettings.UNITS);
    }

    @GetMapping("/plans/draft")
    @Needs("planning.work")
    PlanDraft.Draft draft(@PathVariable long community, @RequestParam PlanLevel level, @RequestParam PlanSpan span, @RequestParam LocalDate day, @RequestParam @Nullable String department) {
        return draft.of(community, level, span, day, department);
    }

    @GetMapping("/plans/{id}")
    @Needs("planning.work")
    PlanList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping("/plans/{id}/plan.xlsx")
    @Needs("planning.work")
    ResponseEntity<byte[]> items(@PathVariable long community, @PathVariable long id) {
        var detail = list.get(community, id);
        var columns = List.<Column<PlanList.Item>>of(Column.count("序", 6, item -> (long) item.position()), Column.text("工作内容", 40, PlanList.Item::text), Column.text("负责人", 12, PlanList.Item::staffName),
            Column.date("期限", 12, PlanList.Item::dueOn), Column.text("标准", 30, PlanList.Item::measure), Column.text("来自", 22, PlanList.Item::source), Column.count("进度", 8, item -> (long) item.percent()),
            Column.text("进展", 30, PlanList.Item::progressNote), Column.text("完成情况", 10, item -> item.outcome() == null ? null : item.outcome().label), Column.text("原因", 30, PlanList.Item::why),
            Column.text("转下期", 8, item -> item.isCarried() ? "是" : null));
        return ListSheet.of("计划 " + detail.plan().number(), columns, detail.items());
    }

    @GetMapping(path = "/plans/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("planning.work")
    String print(@PathVariable long community, @PathVariable long id) {
        return PlanPaper.of(communities.name(community), list.get(community, id), clock.getZone());
    }

    @PostMapping("/plans")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("planning.work")
    Plans.Made write(@PathVariable long community, @Valid @RequestBody Plans.NewPlan plan) {
        return plans.write(community, plan);
    }

    @PutMapping("/plans/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void change(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Plans.Change change) {
        plans.change(community, id, change);
    }

    @DeleteMapping("/plans/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void discard(@PathVariable long community, @PathVariable long id) {
        plans.discard(community, id);
    }

    @PostMapping("/plans/{id}/submission")
    @Needs("planning.work")
    Plans.Submitted submit(@PathVariable long community, @PathVariable long id) {
        return plans.submit(community, id);
    }

    @PostMapping("/plans/{id}/summary")
    @Needs("planning.work")
    Plans.Submitted summarise(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Plans.Summary summary) {
        return plans.summarise(community, id, summary);
    }

    @PostMapping("/plan-items/{id}/progress")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void progress(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Plans.Progress progress) {
        plans.progress(community, id, progress);
    }
}
