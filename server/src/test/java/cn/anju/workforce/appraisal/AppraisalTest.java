package cn.anju.workforce.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.Arrays;
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
class AppraisalTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long deskId;
    private long supervisorId;
    private long directorId;
    private Office desk;
    private Office supervisor;
    private Office director;
    private Office manager;

    @BeforeEach
    void people() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var one = people.account();
        var two = people.account();
        var three = people.account();
        deskId = one.id();
        supervisorId = two.id();
        directorId = three.id();
        people.grant(deskId, "front_desk", community);
        people.grant(supervisorId, "cs_supervisor", community);
        people.grant(directorId, "director", community);
        desk = people.signIn(one);
        supervisor = people.signIn(two);
        director = people.signIn(three);
        manager = people.with("general_manager", community);
        supervisor.put(path("appraisal-criteria"), Map.of("post", "通用", "items", List.of(item("出勤", 40), item("服务", 60)))).expect(204);
    }

    @Test void 按考核表打分_批了本人才看到_提异议有答复_分数不改() {
        supervisor.put(path("appraisal-criteria"), Map.of("post", "前台客服", "items", List.of(item("接待", 50), item("登记", 30), item("仪容", 20)))).expect(204);
        assertThat(supervisor.get(path("appraisal-criteria/of/" + deskId)).at("/post")).isEqualTo("前台客服");
        assertThat(supervisor.get(path("appraisal-criteria/of/" + directorId)).at("/post")).as("no table of its own").isEqualTo("通用");
        assertThat(appraise(supervisor, deskId, 50, 30).expect(400).code()).isEqualTo("scores-incomplete");
        assertThat(appraise(supervisor, deskId, 51, 30, 20).expect(400).code()).isEqualTo("score-too-high");
        var made = appraise(supervisor, deskId, 45, 20, 20).expect(201);
        assertThat(appraise(supervisor, deskId, 45, 20, 20).expect(409).code()).isEqualTo("appraised-already");
        assertThat(desk.get(path("appraisals/" + made.id())).expect(404).code()).as("nobody has approved it").isEqualTo("appraisal-not-found");
        decide(director, made, true);
        assertThat(today(desk)).contains("您的2026 年 11 月考核请确认");
        assertThat(desk.get(path("appraisals")).at("/items/0/score") + desk.get(path("appraisals/" + made.id())).at("/lines/1/score")).isEqualTo("8520");
        assertThat(supervisor.post(path("appraisals/" + made.id() + "/acknowledgement"), Map.of()).expect(403).code()).isEqualTo("appraisal-of-other");
        desk.post(path("appraisals/" + made.id() + "/acknowledgement"), Map.of("objection", "登记那次是系统停了")).expect(204);
        assertThat(desk.post(path("appraisals/" + made.id() + "/acknowledgement"), Map.of()).expect(409).code()).isEqualTo("acknowledged-already");
        assertThat(today(supervisor)).contains("1 人对考核有异议，等答复");
        supervisor.post(path("appraisals/" + made.id() + "/answer"), Map.of("answer", "查过日志，是漏登")).expect(204);
        assertThat(supervisor.post(path("appraisals/" + made.id() + "/answer"), Map.of("answer", "再答")).expect(409).code()).isEqualTo("nothing-to-answer");
        supervisor.put(path("appraisal-criteria"), Map.of("post", "前台客服", "items", List.of(item("另一张", 100)))).expect(204);
        assertThat(supervisor.get(path("appraisals/" + made.id())).text()).as("what was judged stays").contains("接待", "登记").doesNotContain("另一张");
        assertThat(supervisor.get(path("appraisals.xlsx")).workbook()).contains("查过日志，是漏登", "有异议");
        assertThat(supervisor.get(path("appraisals/" + made.id() + "/print.html")).text()).contains("编号：KH-202611-", "85 / 100", "本人（签字）", "counter(pages)");
    }

    @Test void 不考核自己和上级_没批的可以再考_主任的由总经理定() {
        assertThat(appraise(supervisor, supervisorId, 40, 60).expect(403).code()).isEqualTo("own-appraisal");
        assertThat(appraise(supervisor, directorId, 40, 60).expect(403).code()).isEqualTo("superior-appraised");
        appraise(desk, supervisorId, 40, 60).expect(403);
        var refused = appraise(supervisor, deskId, 10, 10).expect(201);
        decide(director, refused, false);
        appraise(supervisor, deskId, 30, 50).expect(201);
        var direct = appraise(manager, directorId, 40, 55).expect(201);
        assertThat(direct.at("/approval")).as("nobody is above him").isIn("", "null");
        assertThat(director.get(path("appraisals?mine=true")).at("/items/0/score")).isEqualTo("95");
        var bySuperior = appraise(director, supervisorId, 40, 55).expect(201);
        assertThat(director.post(path("approvals/" + bySuperior.at("/approval") + "/decisions"), Map.of("isApproved", true, "note", "好")).expect(403).code()).isEqualTo("not-own-decision");
        decide(manager, bySuperior, true);
        assertThat(supervisor.get(path("appraisals?mine=true")).at("/total")).isEqualTo("1");
        var foreign = counter.community(1);
        assertThat(supervisor.get(Counter.path(foreign, "appraisals/" + direct.id())).status()).isIn(403, 404);
    }

    @Test void 奖惩有因有额_批了本人确认_同一个请求只记一次() throws Exception {
        Callable<Office.Answer> click = () -> supervisor.post(path("rewards"), reward("PENALTY", "50.00"), "Idempotency-Key", "rewardrewardreward1");
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThat(pool.invokeAll(List.of(click, click)).stream().map(each -> each.resultNow().status()).toList()).contains(201).isSubsetOf(201, 409);
        }
        var made = click.call().expect(201);
        assertThat(supervisor.get(path("rewards")).at("/total")).isEqualTo("1");
        assertThat(supervisor.add(path("rewards"), reward("REWARD", "-1.00")).expect(400).code()).isEqualTo("amount-negative");
        assertThat(desk.get(path("rewards")).at("/total")).isEqualTo("0");
        decide(director, made, true);
        assertThat(today(desk)).contains("您的处罚单 JC-202611-");
        assertThat(supervisor.post(path("rewards/" + made.id() + "/acknowledgement"), Map.of()).expect(403).code()).isEqualTo("reward-of-other");
        desk.post(path("rewards/" + made.id() + "/acknowledgement"), Map.of()).expect(204);
        assertThat(today(desk)).doesNotContain("JC-202611-");
        assertThat(supervisor.get(path("rewards.xlsx")).workbook()).contains("未按时接电话");
        assertThat(supervisor.get(path("rewards/print.html")).text()).contains("处罚单", "50.00", "没有异议");
    }

    @Test void 试用期考核_批了改档案_延长的有新的期满日_今日里就销了() {
        assertThat(review("PASS", null).expect(409).code()).isEqualTo("not-on-probation");
        supervisor.put(path("staff-files/" + deskId), Map.of("joinedOn", "2026-09-01", "probationTo", "2026-11-28")).expect(204);
        assertThat(today(supervisor)).contains("1 人一周内试用期满");
        assertThat(review("EXTEND", null).expect(400).code()).isEqualTo("extension-invalid");
        assertThat(review("PASS", "2026-12-28").expect(400).code()).isEqualTo("extension-invalid");
        var extended = review("EXTEND", "2026-12-28").expect(201);
        assertThat(review("PASS", null).expect(409).code()).isEqualTo("reviewed-already");
        assertThat(today(supervisor)).as("it waits for a decision").doesNotContain("试用期满");
        assertThat(file()).as("nothing is decided").contains("\"probationTo\":\"2026-11-28\"");
        decide(director, extended, true);
        assertThat(file()).contains("\"probationTo\":\"2026-12-28\"");
        clock.setTo(LocalDate.of(2026, 12, 22));
        assertThat(today(supervisor)).contains("1 人一周内试用期满");
        decide(director, review("PASS", null).expect(201), true);
        assertThat(file()).contains("\"confirmedOn\":\"2026-12-29\"");
        assertThat(today(supervisor)).doesNotContain("试用期满");
        assertThat(review("END", null).expect(409).code()).isEqualTo("not-on-probation");
        assertThat(supervisor.get(path("probation-reviews?outcome=EXTEND")).at("/items/0/isInTime") + supervisor.get(path("probation-reviews?outcome=PASS")).at("/items/0/isInTime")).isEqualTo("truefalse");
        assertThat(supervisor.get(path("probation-reviews.xlsx")).workbook()).contains("延长", "转正");
        assertThat(supervisor.get(path("probation-reviews/print.html")).text()).contains("试用期考核表", "编号：SY-202612-");
        desk.get(path("probation-reviews")).expect(403);
    }

    private Office.Answer appraise(Office who, long person, int... scores) {
        return who.post(path("appraisals"), Map.of("staffId", person, "span", "MONTH", "day", "2026-11-21", "comment", "还不错", "scores", Arrays.stream(scores).mapToObj(score -> Map.of("score", score)).toList()));
    }

    private Map<String, Object> reward(String kind, String amount) {
        return Map.of("kind", kind, "staffId", deskId, "happenedOn", "2026-11-20", "reason", "未按时接电话", "amount", amount);
    }

    private Office.Answer review(String outcome, String extendTo) {
        var body = new HashMap<String, Object>(Map.of("staffId", deskId, "score", 82, "comment", "会用系统，接待还生", "outcome", outcome));
        if (extendTo != null) body.put("extendTo", extendTo);
        return supervisor.post(path("probation-reviews"), body);
    }

    private String file() {
        return supervisor.get(path("staff-files?staffId=" + deskId)).text();
    }

    private static Map<String, Object> item(String item, int points) {
        return Map.of("item", item, "standard", "少一次扣两分", "points", points);
    }

    private void decide(Office who, Office.Answer made, boolean isApproved) {
        who.post(path("approvals/" + made.at("/approval") + "/decisions"), Map.of("isApproved", isApproved, "note", "看过了")).expect(200);
    }

    private String today(Office who) {
        return who.get(path("today")).expect(200).json().at("/toDo").toString();
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
