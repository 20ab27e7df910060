package cn.anju.workforce.training;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.math.BigDecimal;
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

/** 题库、考试、成绩，和各人自己的培训。 */
@RestController
@RequestMapping("/api/communities/{community}")
class TrainingTestController {

    private final TrainingQuestions questions;
    private final TrainingTests tests;
    private final TrainingTestList list;
    private final MyTraining own;
    private final Communities communities;

    TrainingTestController(TrainingQuestions questions, TrainingTests tests, TrainingTestList list, MyTraining own, Communities communities) {
        this.questions = questions;
        this.tests = tests;
        this.list = list;
        this.own = own;
        this.communities = communities;
    }

    @GetMapping("/training-questions")
    @Needs("workforce.team")
    Page<TrainingQuestions.Row> questions(@PathVariable long community, @ParameterObject TrainingQuestions.Filter filter, @ParameterObject Paging paging) {
        return questions.list(community, filter, paging);
    }

    @GetMapping("/training-questions.xlsx")
    @Needs("workforce.team")
    ResponseEntity<byte[]> questionSheet(@PathVariable long community, @ParameterObject TrainingQuestions.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<TrainingQuestions.Row>>of(Column.text("科目", 16, TrainingQuestions.Row::subject), Column.text("题型", 8, row -> row.kind().label), Column.text("题目", 60, TrainingQuestions.Row::text),
            Column.text("选项", 60, row -> String.join("；", row.options())), Column.text("答案", 40, TrainingQuestions.Row::answersInWords), Column.text("解析", 40, TrainingQuestions.Row::note),
            Column.count("出过几次", 10, TrainingQuestions.Row::used), Column.text("谁写的", 12, TrainingQuestions.Row::madeName));
        return ListSheet.of("题库", columns, questions.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/training-subjects")
    @Needs("workforce.team")
    List<String> subjects(@PathVariable long community) {
        return questions.subjects(community);
    }

    @PostMapping("/training-questions")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.team")
    TrainingQuestions.Made add(@PathVariable long community, @Valid @RequestBody TrainingQuestions.NewQuestion question) {
        return questions.add(community, question);
    }

    @PostMapping("/training-questions/{id}/retirement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.team")
    void retire(@PathVariable long community, @PathVariable long id) {
        questions.retire(community, id);
    }

    @GetMapping("/training-tests")
    @Needs("workforce.team")
    Page<TrainingTestList.Row> list(@PathVariable long community, @ParameterObject TrainingTestList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/training-tests.xlsx")
    @Needs("workforce.team")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject TrainingTestList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<TrainingTestList.Row>>of(Column.text("编号", 18, TrainingTestList.Row::number), Column.text("考什么", 36, TrainingTestList.Row::title),
            Column.text("培训", 18, TrainingTestList.Row::trainingNumber), Column.date("从", 12, TrainingTestList.Row::opensOn), Column.date("到", 12, TrainingTestList.Row::closesOn),
            Column.count("题数", 8, TrainingTestList.Row::questions), Column.count("满分", 8, row -> (long) row.total()), Column.count("及格线", 8, row -> (long) row.passMark()),
            Column.count("应考", 8, TrainingTestList.Row::people), Column.count("已考", 8, TrainingTestList.Row::taken), Column.count("及格", 8, TrainingTestList.Row::passed));
        return ListSheet.of("考试", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/training-tests/{id}")
    @Needs("workforce.team")
    TrainingTestList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping(path = "/training-tests/{id}/paper.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.team")
    String paper(@PathVariable long community, @PathVariable long id) {
        return TrainingPaper.test(communities.name(community), list.get(community, id));
    }

    @PostMapping("/training-tests")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.team")
    TrainingTests.Made set(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody TrainingTests.NewTest test) {
        return tests.set(community, key, test);
    }

    @PostMapping("/training-tests/{id}/attempts")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.attend")
    TrainingTests.Result answer(@PathVariable long community, @PathVariable long id, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                @Valid @RequestBody TrainingTests.Answers answers) {
        return tests.answer(community, id, key, answers);
    }

    @PostMapping("/training-tests/{id}/scores")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.team")
    TrainingTests.Result enter(@PathVariable long community, @PathVariable long id, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                               @Valid @RequestBody TrainingTests.PaperScore paper) {
        return tests.enter(community, id, key, paper);
    }

    @PostMapping("/training-tests/{id}/retakes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.team")
    void retake(@PathVariable long community, @PathVariable long id, @Valid @RequestBody TrainingTests.Retake retake) {
        tests.retake(community, id, retake);
    }

    @GetMapping("/training-results")
    @Needs("workforce.team")
    Page<TrainingTestList.Result> results(@PathVariable long community, @ParameterObject TrainingTestList.ResultFilter filter, @ParameterObject Paging paging) {
        return list.results(community, filter, paging);
    }

    @GetMapping("/training-results.xlsx")
    @Needs("workforce.team")
    ResponseEntity<byte[]> resultSheet(@PathVariable long community, @ParameterObject TrainingTestList.ResultFilter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<TrainingTestList.Result>>of(Column.text("考试", 18, TrainingTestList.Result::number), Column.text("考什么", 36, TrainingTestList.Result::title),
            Column.text("姓名", 12, TrainingTestList.Result::staffName), Column.number("得分", 8, row -> row.score() == null ? null : BigDecimal.valueOf(row.score())),
            Column.count("满分", 8, row -> (long) row.total()), Column.count("及格线", 8, row -> (long) row.passMark()), Column.text("结果", 8, row -> row.standing().label),
            Column.count("考了几次", 10, row -> (long) row.tries()), Column.date("考的日子", 12, TrainingTestList.Result::takenOn), Column.date("考到", 12, TrainingTestList.Result::dueOn));
        return ListSheet.of("考试成绩", columns, list.results(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/my-training")
    @Needs("workforce.attend")
    MyTraining.Own own(@PathVariable long community) {
        return own.own(community);
    }

    @GetMapping("/my-training/tests/{id}")
    @Needs("workforce.attend")
    MyTraining.Sheet paperOf(@PathVariable long community, @PathVariable long id) {
        return own.sheet(community, id);
    }
}
