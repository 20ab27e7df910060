package cn.anju.workforce.training;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 11 月 21 日。 */
@Story
class TrainingTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long deskId;
    private long otherId;
    private long supervisorId;
    private Office desk;
    private Office supervisor;
    private Office director;

    @BeforeEach
    void people() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        var boss = people.account();
        deskId = account.id();
        otherId = people.account().id();
        supervisorId = boss.id();
        for (var each : List.of(deskId, otherId)) people.grant(each, "front_desk", community);
        people.grant(supervisorId, "cs_supervisor", community);
        desk = people.signIn(account);
        supervisor = people.signIn(boss);
        director = people.with("director", community);
    }

    @Test void 计划报上去_主任批了才能照它安排_到期的在负责人的今日里_讲完登记了就销() {
        var plan = supervisor.post(path("training-plans"), plan("2026-11-25")).expect(201).id();
        assertThat(supervisor.post(path("training-plans"), plan("2026-11-25")).expect(409).code()).isEqualTo("training-plan-exists");
        assertThat(supervisor.post(path("training-plans"), plan("2026-12-02")).expect(400).code()).isEqualTo("outside-plan");
        desk.get(path("training-plans")).expect(403);
        var line = supervisor.get(path("training-plans/" + plan)).json().at("/lines/0/id").asLong();
        assertThat(arrange(line, "11112222333344445").expect(404).code()).as("nobody has approved it").isEqualTo("plan-line-not-found");
        assertThat(today(supervisor)).doesNotContain("礼仪");
        supervisor.put(path("training-plans/" + plan), Map.of("version", 1, "plan", plan("2026-11-26"))).expect(204);
        assertThat(supervisor.put(path("training-plans/" + plan), Map.of("version", 1, "plan", plan("2026-11-26"))).expect(409).code()).isEqualTo("training-plan-changed");
        decide(supervisor.post(path("training-plans/" + plan + "/submission"), Map.of()).expect(200), false);
        assertThat(supervisor.get(path("training-plans/" + plan)).at("/plan/state") + supervisor.get(path("training-plans/" + plan)).at("/plan/answer")).isEqualTo("DRAFT看过了");
        decide(supervisor.post(path("training-plans/" + plan + "/submission"), Map.of()).expect(200), true);
        assertThat(supervisor.put(path("training-plans/" + plan), Map.of("version", 2, "plan", plan("2026-11-26"))).expect(409).code()).isEqualTo("plan-not-draft");
        assertThat(today(supervisor)).contains("培训「接待礼仪」2026-11-26 前要办，还没有安排");
        var approved = supervisor.get(path("training-plans/" + plan)).json().at("/lines/0/id").asLong();
        var training = arrange(approved, "11112222333344445").expect(201).id();
        assertThat(arrange(approved, "11112222333344445").expect(201).id()).as("the same click twice").isEqualTo(training);
        assertThat(today(supervisor)).doesNotContain("礼仪");
        assertThat(supervisor.post(path("trainings/" + training + "/outcome"), outcome(deskId)).expect(409).code()).isEqualTo("not-begun");
        assertThat(desk.post(path("trainings/" + training + "/signature"), Map.of()).expect(409).code()).isEqualTo("too-early");
        at("2026-11-23T08:30:00");
        assertThat(today(desk)).contains("培训「接待礼仪」请签到");
        desk.post(path("trainings/" + training + "/signature"), Map.of()).expect(204);
        assertThat(director.post(path("trainings/" + training + "/signature"), Map.of()).expect(403).code()).isEqualTo("not-invited");
        at("2026-11-23T11:30:00");
        assertThat(today(supervisor)).contains("1 场培训讲完没有登记谁到了");
        supervisor.post(path("trainings/" + training + "/outcome"), outcome(deskId)).expect(204);
        assertThat(supervisor.post(path("trainings/" + training + "/outcome"), outcome(deskId)).expect(409).code()).isEqualTo("training-over");
        assertThat(supervisor.get(path("training-plans/" + plan)).at("/plan/held") + supervisor.get(path("trainings?state=HELD")).at("/items/0/signed")).isEqualTo("11");
        assertThat(supervisor.get(path("trainings/" + training + "/print.html")).text()).contains("培训签到表", "编号：KC-202611-0001", "缺席", "讲课人（签字）", "（章）", "counter(pages)");
        assertThat(supervisor.get(path("training-plans/" + plan + "/print.html")).text()).contains("2026 年 11 月培训计划", "编号：PX-202611-", "已办");
        assertThat(supervisor.get(path("trainings.xlsx")).workbook()).contains("接待礼仪", "已办");
        assertThat(supervisor.get(path("training-plans.xlsx")).workbook()).contains("2026 年 11 月", "已批");
    }

    @Test void 带教的逐人评定_取消的写原因_别的小区的人叫不来() {
        var coaching = supervisor.add(path("trainings"), training("COACHING", null, List.of(), List.of(deskId))).expect(201).id();
        at("2026-11-23T09:30:00");
        assertThat(supervisor.post(path("trainings/" + coaching + "/outcome"), outcome(deskId)).expect(400).code()).isEqualTo("mark-missing");
        assertThat(supervisor.post(path("trainings/" + coaching + "/outcome"), Map.of("summary", "好", "present", List.of(Map.of("staffId", otherId, "mark", "GOOD")))).expect(400).code()).isEqualTo("not-invited");
        supervisor.post(path("trainings/" + coaching + "/outcome"), Map.of("summary", "会用了", "present", List.of(Map.of("staffId", deskId, "mark", "GOOD", "remark", "再练接线")))).expect(204);
        assertThat(desk.get(path("my-training")).at("/trainings/0/mark") + desk.get(path("my-training")).at("/hours")).isEqualTo("GOOD2.0");
        var called = supervisor.add(path("trainings"), training("SAFETY", null, List.of("前台客服"), List.of())).expect(201).id();
        assertThat(supervisor.get(path("trainings/" + called)).at("/training/people")).as("all who have the post").isEqualTo("2");
        supervisor.post(path("trainings/" + called + "/cancellation"), Map.of("why", "讲师病了")).expect(204);
        assertThat(supervisor.get(path("trainings?state=CANCELLED")).at("/total")).isEqualTo("1");
        var stranger = People.of(office).account().id();
        assertThat(supervisor.add(path("trainings"), training("POST", null, List.of(), List.of(stranger))).expect(404).code()).isEqualTo("staff-not-found");
        assertThat(supervisor.add(path("trainings"), training("POST", null, List.of("没有的岗位"), List.of())).expect(400).code()).isEqualTo("nobody-chosen");
        desk.add(path("trainings"), training("POST", null, List.of(), List.of(deskId))).expect(403);
        var foreign = supervisor.get(Counter.path(counter.community(1), "trainings/" + called)).status();
        assertThat(foreign).isIn(403, 404);
    }

    @Test void 单选多选判断各按答案给分_卷上没有答案_不及格补考_纸卷录分_成绩出表() {
        var single = question("SINGLE", "电话铃响几声内接", List.of("三声", "六声", "十声"), 1).expect(201).id();
        var multiple = question("MULTIPLE", "哪些要登记", List.of("报修", "投诉", "闲聊"), 1, 2).expect(201).id();
        var judgement = question("JUDGEMENT", "业主的电话可以告诉别人", List.of(), 2).expect(201).id();
        assertThat(question("JUDGEMENT", "业主的电话可以告诉别人", List.of(), 2).expect(409).code()).isEqualTo("question-exists");
        assertThat(question("MULTIPLE", "只有一个对的", List.of("甲", "乙"), 1).expect(400).code()).isEqualTo("answers-invalid");
        assertThat(question("SINGLE", "答案不在里面", List.of("甲", "乙"), 3).expect(400).code()).isEqualTo("answers-invalid");
        var body = new HashMap<>(test(List.of(single, multiple, judgement), List.of(deskId, otherId, supervisorId)));
        body.put("passMark", 101);
        assertThat(supervisor.add(path("training-tests"), body).expect(400).code()).isEqualTo("pass-mark-too-high");
        body.put("passMark", 60);
        var id = supervisor.add(path("training-tests"), body).expect(201).id();
        assertThat(today(desk)).contains("考试「接待」2026-11-30 前要考");
        var sheet = desk.get(path("my-training/tests/" + id)).expect(200);
        assertThat(sheet.text()).contains("电话铃响几声内接", "三声").doesNotContain("\"answers\":[");
        assertThat(director.get(path("my-training/tests/" + id)).expect(403).code()).isEqualTo("not-invited");

        var wrong = answer(id, "aaaabbbbccccdddd1", Map.of(single, List.of(1), multiple, List.of(1), judgement, List.of(1))).expect(201);
        assertThat(wrong.at("/score") + wrong.at("/isPassed")).as("half of the right ones is wrong").isEqualTo("30false");
        assertThat(answer(id, "aaaabbbbccccdddd1", Map.of(single, List.of(1))).expect(201).at("/score")).as("the same click twice").isEqualTo("30");
        assertThat(answer(id, "aaaabbbbccccdddd2", Map.of(single, List.of(1))).expect(409).code()).isEqualTo("tries-used");
        assertThat(supervisor.get(path("training-results?testId=" + id + "&standing=FAILED")).at("/items/0/staffId")).isEqualTo(Long.toString(deskId));
        supervisor.post(path("training-tests/" + id + "/retakes"), Map.of("people", List.of(deskId), "until", "2026-12-05")).expect(204);
        assertThat(answer(id, "aaaabbbbccccdddd3", Map.of(single, List.of(1), multiple, List.of(2, 1), judgement, List.of(2))).expect(201).at("/score")).isEqualTo("100");
        assertThat(supervisor.post(path("training-tests/" + id + "/retakes"), Map.of("people", List.of(deskId), "until", "2026-12-05")).expect(409).code()).isEqualTo("passed-already");
        assertThat(answer(id, "aaaabbbbccccdddd4", Map.of(single, List.of(9))).expect(409).code()).isEqualTo("tries-used");

        assertThat(score(id, supervisorId, 90).expect(403).code()).isEqualTo("own-score");
        assertThat(score(id, otherId, 101).expect(400).code()).isEqualTo("score-too-high");
        score(id, otherId, 60).expect(201);
        desk.add(path("training-tests/" + id + "/scores"), Map.of("staffId", otherId, "score", 90, "takenOn", "2026-11-21")).expect(403);
        assertThat(supervisor.get(path("training-tests/" + id)).at("/test/passed") + supervisor.get(path("training-tests")).at("/items/0/taken")).isEqualTo("22");
        assertThat(supervisor.get(path("training-results.xlsx?testId=" + id)).workbook()).contains("及格", "待考");
        assertThat(supervisor.get(path("training-tests/" + id + "/paper.html")).text()).contains("1．（单选，30 分）电话铃响几声内接", "满分 100 分，60 分及格", "编号：KS-202611-");
        assertThat(supervisor.get(path("training-questions.xlsx")).workbook()).contains("A 报修、B 投诉");
        supervisor.post(path("training-questions/" + single + "/retirement"), Map.of()).expect(204);
        assertThat(supervisor.get(path("training-questions")).at("/total") + supervisor.get(path("training-questions?retired=true")).at("/total")).isEqualTo("21");
        assertThat(supervisor.add(path("training-tests"), body).expect(404).code()).as("out of use").isEqualTo("question-not-found");
        clock.setTo(LocalDate.of(2026, 12, 2));
        assertThat(supervisor.get(path("training-results?standing=MISSED")).at("/items/0/staffId")).isEqualTo(Long.toString(supervisorId));
    }

    @Test void 一个人在两处同时交卷_只算一次() throws Exception {
        var only = question("JUDGEMENT", "门要随手关", List.of(), 1).expect(201).id();
        var body = new HashMap<>(test(List.of(only), List.of(deskId)));
        body.put("passMark", 1);
        var id = supervisor.add(path("training-tests"), body).expect(201).id();
        Callable<Office.Answer> one = () -> answer(id, "aaaabbbbccccdddd5", Map.of(only, List.of(2)));
        Callable<Office.Answer> other = () -> answer(id, "aaaabbbbccccdddd6", Map.of(only, List.of(2)));
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThat(pool.invokeAll(List.of(one, other)).stream().map(each -> each.resultNow().status()).toList()).containsExactlyInAnyOrder(201, 409);
        }
        assertThat(supervisor.get(path("training-results?testId=" + id)).at("/items/0/tries")).isEqualTo("1");
    }

    private Map<String, Object> plan(String dueOn) {
        return Map.of("span", "MONTH", "day", "2026-11-21", "unit", "客服部", "aim", "接待少出错", "lines", List.of(Map.of("kind", "POST", "topic", "接待礼仪", "material", "礼仪手册 2026 版",
            "posts", List.of("前台客服"), "leaderId", supervisorId, "dueOn", dueOn, "hours", "2")));
    }

    private Office.Answer arrange(long line, String key) {
        return supervisor.post(path("trainings"), training("POST", line, List.of("前台客服"), List.of()), "Idempotency-Key", key);
    }

    private Map<String, Object> training(String kind, Long line, List<String> posts, List<Long> people) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "topic", "接待礼仪", "content", "站姿、称呼、来电三声内接", "trainerId", supervisorId, "startsAt", "2026-11-23T01:00:00Z", "hours", "2",
            "place", "二楼会议室", "posts", posts, "people", people));
        if (line != null) body.put("planLineId", line);
        return body;
    }

    private static Map<String, Object> outcome(long present) {
        return Map.of("summary", "都会了", "present", List.of(Map.of("staffId", present)));
    }

    private Office.Answer question(String kind, String text, List<String> options, Integer... answers) {
        return supervisor.post(path("training-questions"), Map.of("subject", "接待", "kind", kind, "text", text, "options", options, "answers", List.of(answers)));
    }

    private static Map<String, Object> test(List<Long> questions, List<Long> people) {
        var points = List.of(30, 30, 40);
        return Map.of("title", "接待", "opensOn", "2026-11-21", "closesOn", "2026-11-30", "posts", List.of(), "people", people,
            "items", questions.stream().map(each -> Map.of("questionId", each, "points", points.get(questions.indexOf(each)))).toList());
    }

    private Office.Answer answer(long test, String key, Map<Long, List<Integer>> replies) {
        return desk.post(path("training-tests/" + test + "/attempts"), Map.of("studyMinutes", 45,
            "replies", replies.entrySet().stream().map(each -> Map.of("questionId", each.getKey(), "choices", each.getValue())).toList()), "Idempotency-Key", key);
    }

    private Office.Answer score(long test, long person, int score) {
        return supervisor.add(path("training-tests/" + test + "/scores"), Map.of("staffId", person, "score", score, "takenOn", "2026-11-21"));
    }

    private void decide(Office.Answer submitted, boolean isApproved) {
        director.post(path("approvals/" + submitted.at("/approval") + "/decisions"), Map.of("isApproved", isApproved, "note", "看过了")).expect(200);
    }

    private void at(String moment) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(moment + "+08:00")));
    }

    private String today(Office who) {
        return who.get(path("today")).expect(200).json().at("/toDo").toString();
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
