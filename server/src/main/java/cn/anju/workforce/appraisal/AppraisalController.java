package cn.anju.workforce.appraisal;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.workforce.Colleagues;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 考核、奖惩、试用期考核。 */
@RestController
@RequestMapping("/api/communities/{community}")
class AppraisalController {

    private final AppraisalCriteria criteria;
    private final Appraisals appraisals;
    private final AppraisalList list;
    private final Rewards rewards;
    private final RewardList rewardList;
    private final ProbationReviews probation;
    private final Colleagues colleagues;
    private final Communities communities;
    private final Clock clock;

    AppraisalController(AppraisalCriteria criteria, Appraisals appraisals, AppraisalList list, Rewards rewards, RewardList rewardList, ProbationReviews probation, Colleagues colleagues, Communities communities,
                        Clock clock) {
        this.criteria = criteria;
        this.appraisals = appraisals;
        this.list = list;
        this.rewards = rewards;
        this.rewardList = rewardList;
        this.probation = probation;
        this.colleagues = colleagues;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/appraisal-criteria")
    @Needs("workforce.team")
    List<AppraisalCriteria.Table> criteria(@PathVariable long community) {
        return criteria.all(community);
    }

    @PutMapping("/appraisal-criteria")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.personnel")
    void setCriteria(@PathVariable long community, @Valid @RequestBody AppraisalCriteria.Table table) {
        criteria.set(community, table);
    }

    @GetMapping("/appraisal-criteria/of/{person}")
    @Needs("workforce.team")
    AppraisalCriteria.Table criteriaOf(@PathVariable long community, @PathVariable long person) {
        return criteria.of(community, colleagues.one(community, person).posts());
    }

    @GetMapping("/appraisals")
    @Needs("workforce.attend")
    Page<AppraisalList.Row> list(@PathVariable long community, @ParameterObject AppraisalList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/appraisals.xlsx")
    @Needs("workforce.attend")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject AppraisalList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<AppraisalList.Row>>of(Column.text("编号", 18, AppraisalList.Row::number), Column.text("姓名", 12, AppraisalList.Row::staffName), Column.text("岗位", 16, AppraisalList.Row::post),
            Column.text("考核期", 16, row -> Appraisals.words(row.span(), row.beginsOn())), Column.count("得分", 8, row -> (long) row.score()), Column.count("满分", 8, row -> (long) row.total()),
            Column.text("评语", 40, AppraisalList.Row::comment), Column.text("考核人", 12, AppraisalList.Row::madeName), Column.text("状态", 8, row -> row.state().label), Column.text("谁批的", 12, AppraisalList.Row::endedName),
            Column.text("本人确认", 12, row -> row.acknowledgedAt() == null ? null : row.objection() == null ? "没有异议" : "有异议"), Column.text("异议", 30, AppraisalList.Row::objection), Column.text("答复", 30, AppraisalList.Row::answer));
        return ListSheet.of("考核", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/appraisals/{id}")
    @Needs("workforce.attend")
    AppraisalList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping(path = "/appraisals/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.attend")
    String print(@PathVariable long community, @PathVariable long id) {
        return AppraisalPaper.appraisal(communities.name(community), list.get(community, id), clock.getZone());
    }

    @PostMapping("/appraisals")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.team")
    Appraisals.Made make(@PathVariable long community, @Valid @RequestBody Appraisals.NewAppraisal appraisal) {
        return appraisals.make(community, appraisal);
    }

    @PostMapping("/appraisals/{id}/acknowledgement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.attend")
    void acknowledge(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Appraisals.Acknowledgement said) {
        appraisals.acknowledge(community, id, said);
    }

    @PostMapping("/appraisals/{id}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.team")
    void answer(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Appraisals.Answer answer) {
        appraisals.answer(community, id, answer);
    }

    @GetMapping("/rewards")
    @Needs("workforce.attend")
    Page<RewardList.Row> rewards(@PathVariable long community, @ParameterObject RewardList.Filter filter, @ParameterObject Paging paging) {
        return rewardList.list(community, filter, paging);
    }

    @GetMapping("/rewards.xlsx")
    @Needs("workforce.attend")
    ResponseEntity<byte[]> rewardSheet(@PathVariable long community, @ParameterObject RewardList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<RewardList.Row>>of(Column.text("编号", 18, RewardList.Row::number), Column.text("奖惩", 8, row -> row.kind().label), Column.text("姓名", 12, RewardList.Row::staffName),
            Column.date("日期", 12, RewardList.Row::happenedOn), Column.text("原因", 40, RewardList.Row::reason), Column.money("金额（元）", 12, RewardList.Row::amount), Column.text("提出", 12, RewardList.Row::madeName),
            Column.text("状态", 8, row -> row.state().label), Column.text("谁批的", 12, RewardList.Row::endedName), Column.text("异议", 30, RewardList.Row::objection));
        return ListSheet.of("奖惩", columns, rewardList.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping(path = "/rewards/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.attend")
    String printRewards(@PathVariable long community, @ParameterObject RewardList.Filter filter, @ParameterObject Paging paging) {
        return AppraisalPaper.rewards(communities.name(community), rewardList.list(community, filter, paging).items(), clock.getZone());
    }

    @PostMapping("/rewards")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.team")
    Rewards.Made reward(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody Rewards.NewReward reward) {
        return rewards.make(community, key, reward);
    }

    @PostMapping("/rewards/{id}/acknowledgement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.attend")
    void acknowledgeReward(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Appraisals.Acknowledgement said) {
        rewards.acknowledge(community, id, said);
    }

    @GetMapping("/probation-reviews")
    @Needs("workforce.personnel")
    Page<ProbationReviews.Row> reviews(@PathVariable long community, @ParameterObject ProbationReviews.Filter filter, @ParameterObject Paging paging) {
        return probation.list(community, filter, paging);
    }

    @GetMapping("/probation-reviews.xlsx")
    @Needs("workforce.personnel")
    ResponseEntity<byte[]> reviewSheet(@PathVariable long community, @ParameterObject ProbationReviews.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<ProbationReviews.Row>>of(Column.text("编号", 18, ProbationReviews.Row::number), Column.text("姓名", 12, ProbationReviews.Row::staffName), Column.date("试用期满", 12, ProbationReviews.Row::endsOn),
            Column.count("得分", 8, row -> (long) row.score()), Column.text("结论", 10, row -> row.outcome().label), Column.date("延长到", 12, ProbationReviews.Row::extendTo), Column.text("评语", 40, ProbationReviews.Row::comment),
            Column.text("提前七天", 10, row -> row.isInTime() ? "是" : "否"), Column.text("状态", 8, row -> row.state().label), Column.text("谁批的", 12, ProbationReviews.Row::endedName));
        return ListSheet.of("试用期考核", columns, probation.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping(path = "/probation-reviews/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.personnel")
    String printReviews(@PathVariable long community, @ParameterObject ProbationReviews.Filter filter, @ParameterObject Paging paging) {
        return AppraisalPaper.probation(communities.name(community), probation.list(community, filter, paging).items(), clock.getZone());
    }

    @PostMapping("/probation-reviews")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.personnel")
    ProbationReviews.Made review(@PathVariable long community, @Valid @RequestBody ProbationReviews.NewReview review) {
        return probation.make(community, review);
    }
}
