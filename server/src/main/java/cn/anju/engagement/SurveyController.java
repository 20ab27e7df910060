package cn.anju.engagement;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** 满意度调查与意见征询。 */
@RestController
@RequestMapping("/api/communities/{community}")
class SurveyController {

    record Drawn(long households) {}

    private final Surveys surveys;
    private final SurveyList list;
    private final SurveyResults results;
    private final SurveyReturns returns;
    private final SurveyActions actions;
    private final SurveyPaper paper;
    private final Clock clock;

    SurveyController(Surveys surveys, SurveyList list, SurveyResults results, SurveyReturns returns, SurveyActions actions, SurveyPaper paper, Clock clock) {
        this.surveys = surveys;
        this.list = list;
        this.results = results;
        this.returns = returns;
        this.actions = actions;
        this.paper = paper;
        this.clock = clock;
    }

    @GetMapping("/surveys")
    @Needs("engagement.read")
    Page<SurveyList.Row> list(@PathVariable long community, @ParameterObject SurveyList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/surveys.xlsx")
    @Needs("engagement.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject SurveyList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("满意度调查", List.<Column<SurveyList.Row>>of(Column.text("编号", 18, SurveyList.Row::number), Column.text("种类", 16, row -> row.kind().label),
            Column.text("标题", 30, SurveyList.Row::title), Column.date("从", 12, SurveyList.Row::fromOn), Column.date("到", 12, SurveyList.Row::toOn), Column.text("状态", 12, row -> row.state().label),
            Column.count("抽到（户）", 10, SurveyList.Row::asked), Column.count("收回（户）", 10, SurveyList.Row::returned), Column.number("满意率（%）", 10, SurveyList.Row::satisfaction),
            Column.count("在办整改", 10, SurveyList.Row::openActions)), list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/surveys")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("engagement.manage")
    Surveys.Made make(@PathVariable long community, @Valid @RequestBody Surveys.NewSurvey survey) {
        return surveys.make(community, survey);
    }

    @GetMapping("/surveys/{id}")
    @Needs("engagement.read")
    SurveyList.Detail one(@PathVariable long community, @PathVariable long id) {
        return list.one(community, id);
    }

    @PutMapping("/surveys/{id}/questions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.manage")
    void write(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Surveys.NewForm form) {
        surveys.write(community, id, form);
    }

    @PutMapping("/surveys/{id}/sample")
    @Needs("engagement.manage")
    Drawn draw(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Surveys.Draw draw) {
        return new Drawn(surveys.draw(community, id, draw));
    }

    @PostMapping("/surveys/{id}/opening")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.manage")
    void open(@PathVariable long community, @PathVariable long id) {
        surveys.open(community, id);
    }

    @PostMapping("/surveys/{id}/closing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.manage")
    void close(@PathVariable long community, @PathVariable long id) {
        surveys.close(community, id);
    }

    @PostMapping("/surveys/{id}/report")
    @Needs("engagement.manage")
    Surveys.Submitted submit(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Surveys.Report report) {
        return surveys.submit(community, id, report);
    }

    @PostMapping("/surveys/{id}/archiving")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.manage")
    void archive(@PathVariable long community, @PathVariable long id) {
        surveys.archive(community, id);
    }

    @GetMapping("/surveys/{id}/households")
    @Needs("engagement.read")
    Page<SurveyList.Household> households(@PathVariable long community, @PathVariable long id, @ParameterObject SurveyList.HouseholdFilter filter, @ParameterObject Paging paging) {
        return list.households(community, id, filter, paging);
    }

    @GetMapping("/surveys/{id}/households.xlsx")
    @Needs("engagement.read")
    ResponseEntity<byte[]> householdSheet(@PathVariable long community, @PathVariable long id, @ParameterObject SurveyList.HouseholdFilter filter, @ParameterObject Paging paging) {
        return ListSheet.of("抽到的住户", List.<Column<SurveyList.Household>>of(Column.text("房号", 16, SurveyList.Household::room), Column.text("楼栋", 10, SurveyList.Household::building),
            Column.text("片区", 16, SurveyList.Household::area), Column.text("收回", 10, row -> row.via() == null ? "没有" : row.via().label), Column.text("时间", 18, row -> moment(row.at())),
            Column.text("谁录的", 12, SurveyList.Household::madeName)), list.households(community, id, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping(path = "/surveys/{id}/slips.html", produces = "text/html;charset=UTF-8")
    @Needs("engagement.write")
    String slips(@PathVariable long community, @PathVariable long id, @ParameterObject SurveyList.HouseholdFilter filter) {
        return paper.slips(community, id, filter, ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString());
    }

    @PostMapping("/surveys/{id}/returns")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void enter(@PathVariable long community, @PathVariable long id, @Valid @RequestBody SurveyReturns.NewReturn given) {
        returns.enter(community, id, given);
    }

    @GetMapping("/surveys/{id}/results")
    @Needs("engagement.read")
    SurveyResults.Results results(@PathVariable long community, @PathVariable long id) {
        return results.of(community, id);
    }

    @GetMapping("/surveys/{id}/answers")
    @Needs("engagement.read")
    Page<SurveyList.Answer> answers(@PathVariable long community, @PathVariable long id, @ParameterObject SurveyList.AnswerFilter filter, @ParameterObject Paging paging) {
        return list.answers(community, id, filter, paging);
    }

    @GetMapping("/surveys/{id}/answers.xlsx")
    @Needs("engagement.read")
    ResponseEntity<byte[]> answerSheet(@PathVariable long community, @PathVariable long id, @ParameterObject SurveyList.AnswerFilter filter, @ParameterObject Paging paging) {
        var questions = list.one(community, id).questions();
        return ListSheet.of("答卷", List.<Column<SurveyList.Answer>>of(Column.text("房号", 16, SurveyList.Answer::room), Column.text("片区", 16, SurveyList.Answer::area),
            Column.count("题", 6, row -> (long) row.question()), Column.text("题目", 30, row -> questions.get(row.question() - 1).text()),
            Column.text("回答", 30, row -> said(questions.get(row.question() - 1), row)), Column.text("怎么收回", 10, row -> row.via().label), Column.text("时间", 18, row -> moment(row.at()))),
            list.answers(community, id, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping(path = "/surveys/{id}/report.html", produces = "text/html;charset=UTF-8")
    @Needs("engagement.read")
    String report(@PathVariable long community, @PathVariable long id) {
        return paper.report(community, id);
    }

    @PostMapping("/surveys/{id}/actions")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("engagement.manage")
    SurveyActions.Made act(@PathVariable long community, @PathVariable long id, @Valid @RequestBody SurveyActions.NewAction action) {
        return actions.add(community, id, action);
    }

    @PostMapping("/survey-actions/{id}/outcome")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("engagement.write")
    void finish(@PathVariable long community, @PathVariable long id, @Valid @RequestBody SurveyActions.Outcome outcome) {
        actions.finish(community, id, outcome);
    }

    private static @Nullable String said(Question question, SurveyList.Answer row) {
        return row.choice() != null ? question.options().get(row.choice() - 1) : row.score() != null ? Question.SCORES.get(row.score() - 1) : row.text();
    }

    private @Nullable String moment(@Nullable Instant at) {
        return at == null ? null : Html.moment(at, clock.getZone());
    }
}
