package cn.anju.workforce.training;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 培训计划与一场场培训。 */
@RestController
@RequestMapping("/api/communities/{community}")
class TrainingController {

    private static final Map<TrainingPlanList.State, String> PLAN_STATES = Map.of(TrainingPlanList.State.DRAFT, "草拟", TrainingPlanList.State.WAITING, "等批", TrainingPlanList.State.APPROVED, "已批");
    private static final Map<TrainingList.State, String> STATES = Map.of(TrainingList.State.PLANNED, "已安排", TrainingList.State.OVERDUE, "待登记", TrainingList.State.HELD, "已办", TrainingList.State.CANCELLED, "不办了");

    private final TrainingPlans plans;
    private final TrainingPlanList planList;
    private final Trainings trainings;
    private final TrainingList list;
    private final Communities communities;
    private final Clock clock;

    TrainingController(TrainingPlans plans, TrainingPlanList planList, Trainings trainings, TrainingList list, Communities communities, Clock clock) {
        this.plans = plans;
        this.planList = planList;
        this.trainings = trainings;
        this.list = list;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/training-plans")
    @Needs("workforce.team")
    Page<TrainingPlanList.Row> plans(@PathVariable long community, @ParameterObject TrainingPlanList.Filter filter, @ParameterObject Paging paging) {
        return planList.list(community, filter, paging);
    }

    @GetMapping("/training-plans.xlsx")
    @Needs("workforce.team")
    ResponseEntity<byte[]> planSheet(@PathVariable long community, @ParameterObject TrainingPlanList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<TrainingPlanList.Row>>of(Column.text("编号", 18, TrainingPlanList.Row::number), Column.text("哪一期", 16, row -> TrainingPlans.words(row.span(), row.beginsOn())),
            Column.text("部门", 16, TrainingPlanList.Row::unit), Column.text("目标", 40, TrainingPlanList.Row::aim), Column.text("编制", 12, TrainingPlanList.Row::madeName),
            Column.text("状态", 8, row -> PLAN_STATES.get(row.state())), Column.text("谁批的", 12, TrainingPlanList.Row::approvedName), Column.count("课", 8, TrainingPlanList.Row::lines),
            Column.count("已办", 8, TrainingPlanList.Row::held), Column.count("过期没办", 10, TrainingPlanList.Row::late));
        return ListSheet.of("培训计划", columns, planList.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/training-plans/{id}")
    @Needs("workforce.team")
    TrainingPlanList.Detail plan(@PathVariable long community, @PathVariable long id) {
        return planList.get(community, id);
    }

    @GetMapping(path = "/training-plans/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.team")
    String printPlan(@PathVariable long community, @PathVariable long id) {
        return TrainingPaper.plan(communities.name(community), planList.get(community, id), clock.getZone());
    }

    @PostMapping("/training-plans")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.team")
    TrainingPlans.Made write(@PathVariable long community, @Valid @RequestBody TrainingPlans.NewPlan plan) {
        return plans.write(community, plan);
    }

    @PutMapping("/training-plans/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.team")
    void change(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TrainingPlans.Change change) {
        plans.change(community, id, change);
    }

    @PostMapping("/training-plans/{id}/submission")
    @Needs("workforce.team")
    TrainingPlans.Submitted submit(@PathVariable long community, @PathVariable long id) {
        return plans.submit(community, id);
    }

    @GetMapping("/trainings")
    @Needs("workforce.team")
    Page<TrainingList.Row> list(@PathVariable long community, @ParameterObject TrainingList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/trainings.xlsx")
    @Needs("workforce.team")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject TrainingList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<TrainingList.Row>>of(Column.text("编号", 18, TrainingList.Row::number), Column.text("种类", 12, row -> row.kind().label), Column.text("课题", 36, TrainingList.Row::topic),
            Column.text("讲课", 12, TrainingList.Row::trainerName), Column.text("时间", 18, row -> Html.moment(row.startsAt(), clock.getZone())), Column.number("课时", 8, TrainingList.Row::hours),
            Column.text("地点", 18, TrainingList.Row::place), Column.text("岗位", 24, TrainingList.Row::posts), Column.count("应到", 8, TrainingList.Row::people), Column.count("实到", 8, TrainingList.Row::signed),
            Column.text("状态", 8, row -> STATES.get(row.state())), Column.count("考试", 8, TrainingList.Row::tests));
        return ListSheet.of("培训", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/trainings/{id}")
    @Needs("workforce.team")
    TrainingList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping(path = "/trainings/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.team")
    String print(@PathVariable long community, @PathVariable long id) {
        return TrainingPaper.attendance(communities.name(community), list.get(community, id), clock.getZone());
    }

    @PostMapping("/trainings")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.team")
    Trainings.Called arrange(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody Trainings.NewTraining training) {
        return trainings.arrange(community, key, training);
    }

    @PostMapping("/trainings/{id}/signature")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.attend")
    void sign(@PathVariable long community, @PathVariable long id) {
        trainings.sign(community, id);
    }

    @PostMapping("/trainings/{id}/outcome")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.team")
    void hold(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Trainings.Outcome outcome) {
        trainings.hold(community, id, outcome);
    }

    @PostMapping("/trainings/{id}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.team")
    void cancel(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Trainings.Cancellation cancellation) {
        trainings.cancel(community, id, cancellation);
    }
}
