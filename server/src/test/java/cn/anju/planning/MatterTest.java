package cn.anju.planning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 管家提建议、往上报，主任报重大事项；在谁手上谁答复，采纳的有人落实，每一步有谁、几时。 */
@Story
class MatterTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private final Map<String, Long> ids = new HashMap<>();
    private long community;
    private People people;
    private Office steward;
    private Office supervisor;
    private Office director;
    private Office manager;
    private Office technician;
    private Office cashier;

    @BeforeEach
    void team() {
        clock.setTo(LocalDate.of(2026, 11, 23));
        community = counter.community(1);
        people = People.of(office);
        steward = with("senior_steward");
        supervisor = with("cs_supervisor");
        director = with("director");
        manager = with("general_manager");
        technician = with("technician");
        cashier = with("cashier");
    }

    @Test void 建议_采纳了由一个人落实_过期说一次_提的人步步知道() {
        var receivers = cashier.get(path("matters/receivers?kind=PROPOSAL")).json().at("/people");
        assertThat(receivers.get(0).get("id").asLong()).as("his own superior stands first").isEqualTo(ids.get("cs_supervisor"));
        assertThat(receivers.valueStream().map(each -> each.get("id").asLong())).doesNotContain(ids.get("cashier"), ids.get("technician"));
        assertThat(steward.get(path("matters/receivers?kind=PROPOSAL")).json().at("/people").valueStream().map(each -> each.get("id").asLong())).as("not himself").doesNotContain(ids.get("senior_steward"));
        assertThat(propose(steward, "technician", key()).expect(400).code()).isEqualTo("receiver-not-leader");
        assertThat(submit(steward, Map.of("kind", "PROPOSAL", "toId", ids.get("cs_supervisor")), key()).expect(400).code()).isEqualTo("topic-missing");
        var id = propose(steward, "cs_supervisor", key()).expect(201).id();
        assertThat(steward.get(path("matters/" + id)).at("/matter/number")).isEqualTo("NJ-202611-0001");
        assertThat(today(supervisor)).contains("建议 1 件等您答复");
        assertThat(unread(supervisor)).contains("提了建议：夜间巡查加一班");
        assertThat(decide(supervisor, id, Map.of("outcome", "AGREED", "reason", "可以")).expect(400).code()).isEqualTo("outcome-of-other");
        assertThat(decide(supervisor, id, Map.of("outcome", "ADOPTED", "reason", "可以")).expect(400).code()).isEqualTo("executor-missing");
        assertThat(decide(supervisor, id, Map.of("outcome", "ADOPTED", "reason", "可以", "executorId", ids.get("technician"), "dueOn", "2026-11-22")).expect(400).code()).isEqualTo("due-past");
        assertThat(decide(supervisor, id, Map.of("outcome", "REFUSED", "reason", "人手不够", "executorId", ids.get("technician"), "dueOn", "2026-11-30")).expect(400).code()).isEqualTo("executor-unwanted");
        decide(supervisor, id, Map.of("outcome", "ADOPTED", "reason", "投诉确实多", "executorId", ids.get("technician"), "dueOn", "2026-11-25")).expect(204);
        assertThat(unread(steward)).contains("采纳：夜间巡查加一班");
        assertThat(today(technician)).contains("您落实的建议与事项 1 件");
        closeDay(24);
        assertThat(unread(technician)).doesNotContain("过期没有落实");
        clock.setTo(LocalDate.of(2026, 11, 26));
        closeDay(25);
        closeDay(25);
        for (var each : List.of(technician, steward, supervisor)) assertThat(unread(each)).containsOnlyOnce("过期没有落实：夜间巡查加一班");
        assertThat(today(technician)).contains("1 件过期");
        assertThat(steward.get(path("matters?late=true&state=DOING")).at("/total") + technician.get(path("matters?waiting=true")).at("/total")).isEqualTo("11");
        assertThat(steward.post(path("matters/" + id + "/outcome"), Map.of("result", "做了")).expect(403).code()).isEqualTo("matter-of-other");
        technician.post(path("matters/" + id + "/outcome"), Map.of("result", "十二月起排了班")).expect(204);
        assertThat(technician.post(path("matters/" + id + "/outcome"), Map.of("result", "再来")).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(unread(steward)).contains("已落实：夜间巡查加一班");
        var detail = steward.get(path("matters/" + id));
        assertThat(detail.at("/matter/state") + detail.at("/matter/isLate") + detail.json().at("/steps").size()).isEqualTo("CLOSEDtrue3");
        assertThat(steward.get(path("matters/" + id + "/print.html")).text()).contains("建议单", "NJ-202611-0001", "十二月起排了班", "（签字）", "（章）");
        assertThat(steward.get(path("matters.xlsx?mine=true")).workbook()).contains("夜间巡查加一班", "采纳", "十二月起排了班");
    }

    @Test void 不采纳的写明理由_就办结了() {
        var id = propose(cashier, "cs_supervisor", key()).expect(201).id();
        assertThat(decide(supervisor, id, Map.of("outcome", "REFUSED")).status()).isEqualTo(400);
        decide(supervisor, id, Map.of("outcome", "REFUSED", "reason", "今年没有人手")).expect(204);
        var detail = cashier.get(path("matters/" + id));
        assertThat(detail.at("/matter/state") + detail.at("/matter/outcome") + detail.at("/matter/reason")).isEqualTo("CLOSEDREFUSED今年没有人手");
        assertThat(cashier.post(path("matters/" + id + "/outcome"), Map.of("result", "我自己做")).expect(409).code()).isEqualTo("move-not-allowed");
    }

    @Test void 上报只报上一级_越级跨部门不行_在谁手上谁办() {
        assertThat(steward.get(path("matters/receivers?kind=ESCALATION")).at("/who") + technician.get(path("matters/receivers?kind=ESCALATION")).expect(409).code())
            .as("the technician's own supervisor is not there yet").isEqualTo("SERVICEnobody-above");
        var engineer = with("engineering_supervisor");
        assertThat(escalate(steward, "director").expect(409).code()).isEqualTo("level-skipped");
        assertThat(escalate(steward, "general_manager").expect(409).code()).isEqualTo("level-skipped");
        assertThat(escalate(steward, "engineering_supervisor").expect(409).code()).isEqualTo("department-crossed");
        assertThat(escalate(steward, "cashier").expect(409).code()).isEqualTo("department-crossed");
        assertThat(escalate(technician, "cs_supervisor").expect(409).code()).isEqualTo("department-crossed");
        assertThat(escalate(manager, "director").expect(409).code()).isEqualTo("nobody-above");
        assertThat(submit(steward, Map.of("kind", "ESCALATION"), key()).expect(400).code()).isEqualTo("receiver-missing");
        escalate(technician, "engineering_supervisor").expect(201);
        assertThat(today(engineer)).contains("上报 1 件等您答复");
        var id = escalate(steward, "cs_supervisor").expect(201).id();
        assertThat(supervisor.get(path("matters/" + id)).json().at("/acts").valueStream().map(each -> each.asString())).containsExactly("DECIDE", "RAISE", "HAND");
        assertThat(decide(director, id, Map.of("outcome", "HANDLED", "reason", "我来")).expect(403).code()).as("not in his hands").isEqualTo("matter-of-other");
        assertThat(raise(supervisor, id, "general_manager").expect(409).code()).isEqualTo("level-skipped");
        assertThat(supervisor.get(path("matters/" + id + "/receivers")).at("/who")).isEqualTo("DIRECTOR");
        raise(supervisor, id, "director").expect(204);
        assertThat(raise(supervisor, id, "director").expect(403).code()).as("it is the director's now").isEqualTo("matter-of-other");
        assertThat(unread(director) + unread(steward)).contains("再往上报：东门外加一盏灯", "您上报的已报到管理处主任：东门外加一盏灯");
        raise(director, id, "general_manager").expect(204);
        assertThat(manager.get(path("matters/" + id)).json().at("/acts").valueStream().map(each -> each.asString())).containsExactly("DECIDE", "HAND");
        assertThat(raise(manager, id, "general_manager").expect(409).code()).isEqualTo("nobody-above");
        decide(manager, id, Map.of("outcome", "INSTRUCTED", "reason", "工程部下周装")).expect(204);
        assertThat(unread(steward) + unread(supervisor)).contains("指示照办：东门外加一盏灯");
        var steps = steward.get(path("matters/" + id)).json().at("/steps");
        assertThat(steps.valueStream().map(each -> each.at("/move").asString() + each.at("/rung").asString(""))).containsExactly("SUBMITSERVICE", "RAISEDIRECTOR", "RAISEMANAGER", "DECIDE");
        assertThat(steward.get(path("matters/" + id + "/print.html")).text()).contains("逐级上报单", "NB-202611-000", "工程部下周装");
    }

    @Test void 重大事项只有总经理决断_执行的人报结果() {
        var body = Map.<String, Object>of("kind", "MAJOR", "title", "更换电梯维保单位", "content", "今年困人五次");
        assertThat(cashier.post(path("matters"), body, "Idempotency-Key", key()).expect(403).code()).isEqualTo("not-permitted");
        var id = director.post(path("matters"), body, "Idempotency-Key", key()).expect(201).id();
        assertThat(today(manager)).contains("重大事项 1 件等您决断");
        assertThat(steward.get(path("matters/" + id)).expect(404).code()).as("not for everybody who leads").isEqualTo("matter-not-found");
        var agreed = Map.<String, Object>of("outcome", "AGREED", "conclusion", "换成云梯公司", "reason", "两年困人都多", "executorId", ids.get("cs_supervisor"), "dueOn", "2026-12-31");
        assertThat(decide(director, id, agreed).expect(403).code()).isEqualTo("matter-of-other");
        assertThat(decide(manager, id, Map.of("outcome", "AGREED", "reason", "好", "executorId", ids.get("cs_supervisor"), "dueOn", "2026-12-31")).expect(400).code()).isEqualTo("conclusion-missing");
        decide(manager, id, agreed).expect(204);
        assertThat(unread(director) + unread(supervisor)).contains("同意：更换电梯维保单位", "由您落实：更换电梯维保单位");
        supervisor.post(path("matters/" + id + "/outcome"), Map.of("result", "合同签了")).expect(204);
        var detail = director.get(path("matters/" + id));
        assertThat(detail.at("/matter/number") + detail.at("/matter/conclusion") + detail.at("/matter/result") + detail.at("/matter/decidedName")).isEqualTo("NZ-202611-0001换成云梯公司合同签了同事");
        assertThat(director.get(path("matters/" + id + "/print.html")).text()).contains("重大事项决定单", "换成云梯公司", "总经理（签字）");
    }

    @Test void 两人同时答复_一个算数_送两次一份() throws Exception {
        var twice = key();
        Callable<Office.Answer> one = () -> propose(steward, "cs_supervisor", twice);
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThat(pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow().status()).toList()).isSubsetOf(201, 409).contains(201);
        }
        assertThat(steward.get(path("matters?kind=PROPOSAL")).at("/total")).isEqualTo("1");
        assertThat(propose(steward, "cs_supervisor", twice).expect(201).at("/number")).isEqualTo("NJ-202611-0001");
        var other = with("general_manager");
        var id = director.post(path("matters"), Map.of("kind", "MAJOR", "title", "停车场改造", "content", "加二十个车位"), "Idempotency-Key", key()).expect(201).id();
        var answers = List.<Callable<Office.Answer>>of(() -> decide(manager, id, Map.of("outcome", "DECLINED", "conclusion", "不办", "reason", "没有预算")),
            () -> decide(other, id, Map.of("outcome", "DECLINED", "conclusion", "缓办", "reason", "明年再说")));
        try (var pool = Executors.newFixedThreadPool(2)) {
            var replies = pool.invokeAll(answers).stream().map(each -> each.resultNow()).toList();
            assertThat(replies).extracting(Office.Answer::status).containsExactlyInAnyOrder(204, 409);
            assertThat(replies.stream().filter(each -> each.status() == 409).findFirst().orElseThrow().code()).isEqualTo("matter-decided");
        }
        assertThat(manager.get(path("matters/" + id)).json().at("/steps").size()).isEqualTo(2);
    }

    @Test void 代理主管的人_不能答复自己提的() {
        var id = propose(steward, "cs_supervisor", key()).expect(201).id();
        office.post("/api/deputies", Map.of("staffId", ids.get("cs_supervisor"), "deputyId", ids.get("senior_steward"), "fromOn", "2026-11-23", "toOn", "2026-11-24", "reason", "外出")).expect(201);
        assertThat(decide(steward, id, Map.of("outcome", "REFUSED", "reason", "算了")).expect(403).code()).isEqualTo("own-matter");
        assertThat(steward.get(path("matters/" + id)).json().at("/acts").valueStream().map(each -> each.asString())).containsExactly("WITHDRAW");
        var other = propose(cashier, "cs_supervisor", key()).expect(201).id();
        decide(steward, other, Map.of("outcome", "REFUSED", "reason", "主管说过不办")).expect(204);
    }

    @Test void 撤回只在答复以前_只有提的人() {
        var id = propose(cashier, "cs_supervisor", key()).expect(201).id();
        assertThat(supervisor.post(path("matters/" + id + "/withdrawal"), Map.of("why", "不想看")).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(cashier.post(path("matters/" + id + "/withdrawal"), Map.of()).status()).isEqualTo(400);
        cashier.post(path("matters/" + id + "/withdrawal"), Map.of("why", "想错了")).expect(204);
        assertThat(cashier.get(path("matters/" + id)).at("/matter/state") + cashier.get(path("matters/" + id)).json().at("/acts").size()).isEqualTo("WITHDRAWN0");
        assertThat(unread(supervisor)).contains("撤回了：夜间巡查加一班");
        assertThat(today(supervisor)).doesNotContain("等您答复");
        assertThat(decide(supervisor, id, Map.of("outcome", "REFUSED", "reason", "不办")).expect(409).code()).isEqualTo("matter-withdrawn");
        assertThat(cashier.post(path("matters/" + id + "/withdrawal"), Map.of("why", "再撤")).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(cashier.get(path("matters/" + id + "/print.html")).text()).contains("已撤回：想错了");
        assertThat(supervisor.get(path("matters?state=WITHDRAWN")).at("/total")).isEqualTo("1");
    }

    @Test void 转交_等答复的由手上的人转_人走了由带人的转_落实的由答复的人转() {
        var id = propose(cashier, "cs_supervisor", key()).expect(201).id();
        assertThat(director.post(path("matters/" + id + "/handing"), Map.of("toId", ids.get("director"), "why", "我来")).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(supervisor.post(path("matters/" + id + "/handing"), Map.of("toId", ids.get("technician"), "why", "他懂")).expect(400).code()).isEqualTo("receiver-not-leader");
        assertThat(supervisor.get(path("matters/" + id + "/successors")).json().at("/people").valueStream().map(each -> each.get("id").asLong()))
            .contains(ids.get("director")).doesNotContain(ids.get("cs_supervisor"), ids.get("cashier"));
        supervisor.post(path("matters/" + id + "/handing"), Map.of("toId", ids.get("director"), "why", "人事上的事")).expect(204);
        assertThat(today(director)).contains("建议 1 件等您答复");
        assertThat(unread(cashier)).contains("您提的转给了");
        for (var grant : office.get("/api/staff/" + ids.get("director")).expect(200).json().at("/grants")) office.delete("/api/staff/" + ids.get("director") + "/grants/" + grant.at("/id").asLong()).expect(200);
        assertThat(supervisor.get(path("matters/" + id)).json().at("/acts").valueStream().map(each -> each.asString())).as("who had it has left").containsExactly("HAND");
        supervisor.post(path("matters/" + id + "/handing"), Map.of("toId", ids.get("cs_supervisor"), "why", "主任调走了")).expect(204);
        decide(supervisor, id, Map.of("outcome", "ADOPTED", "reason", "可以", "executorId", ids.get("technician"), "dueOn", "2026-11-30")).expect(204);
        assertThat(technician.post(path("matters/" + id + "/handing"), Map.of("toId", ids.get("cashier"), "why", "不想做")).expect(409).code()).isEqualTo("move-not-allowed");
        supervisor.post(path("matters/" + id + "/handing"), Map.of("toId", ids.get("senior_steward"), "why", "师傅请长假")).expect(204);
        assertThat(technician.post(path("matters/" + id + "/outcome"), Map.of("result", "做了")).expect(403).code()).isEqualTo("matter-of-other");
        steward.post(path("matters/" + id + "/outcome"), Map.of("result", "排了班")).expect(204);
        assertThat(steward.get(path("matters/" + id)).json().at("/steps").valueStream().map(each -> each.at("/move").asString())).containsExactly("SUBMIT", "HAND", "HAND", "DECIDE", "HAND", "FINISH");
    }

    @Test void 附件_别人看不到_别的小区没有_查找() {
        var id = propose(cashier, "cs_supervisor", key()).expect(201).id();
        var file = cashier.upload(path("attachments?subject=matter:" + id), "方案.pdf", "%PDF-1.4 方案".getBytes(StandardCharsets.UTF_8)).json().at("/id").asLong();
        cashier.post(path("matters/" + id + "/papers"), Map.of("note", "排班方案", "attachmentId", file)).expect(204);
        assertThat(cashier.post(path("matters/" + id + "/papers"), Map.of("note", "排班方案", "attachmentId", 987654)).expect(404).code()).isEqualTo("attachment-not-found");
        assertThat(supervisor.get(path("attachments/" + file)).status()).isEqualTo(200);
        assertThat(technician.get(path("attachments/" + file)).status()).isIn(403, 404);
        assertThat(technician.get(path("matters/" + id)).expect(404).code()).isEqualTo("matter-not-found");
        assertThat(technician.get(path("matters")).at("/total")).isEqualTo("0");
        assertThat(decide(technician, id, Map.of("outcome", "REFUSED", "reason", "不要")).expect(403).code()).isEqualTo("matter-of-other");
        assertThat(director.get(path("matters?q=夜间巡查")).at("/total") + director.get(path("matters?q=%25")).at("/total") + director.get(path("matters?kind=MAJOR")).at("/total")
            + director.get(path("matters?topic=SERVICE&state=WAITING&from=2026-11-23&to=2026-11-23")).at("/total") + director.get(path("matters?to=2026-11-22")).at("/total")).isEqualTo("10010");
        var elsewhere = counter.community(1);
        assertThat(cashier.get(Counter.path(elsewhere, "matters/" + id)).status()).isEqualTo(404);
        assertThat(office.get(Counter.path(elsewhere, "matters/" + id)).expect(404).code()).isEqualTo("matter-not-found");
        assertThat(office.post(Counter.path(elsewhere, "matters/" + id + "/decision"), Map.of("outcome", "REFUSED", "reason", "不要")).expect(404).code()).isEqualTo("matter-not-found");
    }

    private Office with(String role) {
        var account = people.account();
        people.grant(account.id(), role, community);
        ids.put(role, account.id());
        return people.signIn(account);
    }

    private Office.Answer propose(Office who, String to, String key) {
        return submit(who, Map.of("kind", "PROPOSAL", "topic", "SERVICE", "toId", ids.get(to)), key);
    }

    private Office.Answer escalate(Office who, String to) {
        return submit(who, Map.of("kind", "ESCALATION", "title", "东门外加一盏灯", "content", "要工程部装", "toId", ids.get(to)), key());
    }

    private Office.Answer submit(Office who, Map<String, Object> more, String key) {
        var body = new HashMap<String, Object>(Map.of("title", "夜间巡查加一班", "content", "十点以后没有人走动"));
        body.putAll(more);
        return who.post(path("matters"), body, "Idempotency-Key", key);
    }

    private Office.Answer raise(Office who, long id, String to) {
        return who.post(path("matters/" + id + "/raising"), Map.of("why", "要动公共用电，我定不了", "toId", ids.get(to)));
    }

    private Office.Answer decide(Office who, long id, Map<String, Object> decision) {
        return who.post(path("matters/" + id + "/decision"), decision);
    }

    private String today(Office who) {
        return who.get(path("today")).text();
    }

    private String unread(Office who) {
        return who.get(path("notices?unread=true")).text();
    }

    private void closeDay(int day) {
        counter.in(community, () -> {
            for (var end : ends) end.close(community, LocalDate.of(2026, 11, day));
            return null;
        });
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
