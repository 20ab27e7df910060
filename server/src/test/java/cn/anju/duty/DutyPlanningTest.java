package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 客服部的一个周一：当日、本周、下月、下季、明年的计划都报了，当日的小结了；任务有回执，会开了有纪要。凭这些记录的职责都打了勾。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyPlanningTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private long supervisorId;
    private Office supervisor;
    private Office director;
    private Office manager;
    private Office senior;
    private Office clerk;
    private Office steward;

    @BeforeAll
    void monday() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        supervisorId = account.id();
        people.grant(supervisorId, "cs_supervisor", community);
        supervisor = people.signIn(account);
        director = people.with("director", community);
        manager = people.with("general_manager", community);
        senior = people.with("senior_steward", community);
        clerk = people.with("clerk", community);
        steward = people.with("steward", community);
        people.with("leasing_agent", community);
        spending("YEAR", "2027-01-01");
        clock.setTo(LocalDate.of(2026, 12, 14));
        var day = plan("DAY", "2026-12-14", "2026-12-14");
        plan("WEEK", "2026-12-14", "2026-12-18");
        plan("MONTH", "2027-01-01", "2027-01-20");
        plan("QUARTER", "2027-01-01", "2027-03-20");
        var year = plan("YEAR", "2027-01-01", "2027-12-20");
        var waiting = director.get(path("approvals?size=100")).json().at("/items").valueStream().filter(each -> each.get("subjectId").asLong() == year).findFirst().orElseThrow();
        director.post(path("approvals/" + waiting.get("id").asLong() + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-12-14T17:40:00+08:00")));
        var item = supervisor.get(path("plans/" + day)).json().at("/items/0/id").asLong();
        supervisor.post(path("plans/" + day + "/summary"), Map.of("summary", "办完了", "items", List.of(Map.of("id", item, "outcome", "DONE", "isCarried", false)))).expect(200);
        tasksAndMeetings();
        renewed();
        matters();
        documents();
        spending("MONTH", "2027-01-01");
        for (var kind : List.of("WORK", "BUILDING"))
            (kind.equals("WORK") ? steward : supervisor).put(path("journals/today"), Map.of("kind", kind, "content", "接待三位住户", "items", List.of(), "follows", List.of())).expect(200);
        counter.in(community, () -> {
            for (var end : ends) end.close(community, LocalDate.of(2026, 12, 14));
            return null;
        });
    }

    private void tasksAndMeetings() {
        for (var kind : List.of("ASSIGNED", "TARGET")) {
            var task = director.post(path("tasks"), Map.of("kind", kind, "title", "收缴率到九成五", "staffId", supervisorId, "dueOn", "2026-12-20"), "Idempotency-Key", UUID.randomUUID().toString())
                .expect(201).id();
            for (var move : List.of("TAKE", "FINISH")) supervisor.post(path("tasks/" + task + "/moves"), Map.of("move", move, "note", "收到九成六")).expect(204);
            director.post(path("tasks/" + task + "/moves"), Map.of("move", "CONFIRM")).expect(204);
        }
        for (var kind : List.of("DEPARTMENT", "EXTERNAL", "BUSINESS")) {
            var meeting = director.post(path("meetings"), Map.of("kind", kind, "topic", "年底收费", "place", "二楼", "startsAt", "2026-12-14T09:00:00Z", "supplies", "茶水", "people", List.of(supervisorId)),
                "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
            director.post(path("meetings/" + meeting + "/readiness"), Map.of()).expect(204);
            director.post(path("meetings/" + meeting + "/minutes"), Map.of("minutes", "逐户联系", "present", List.of(supervisorId), "tasks", List.of())).expect(204);
            supervisor.post(path("meetings/" + meeting + "/reading"), Map.of()).expect(204);
        }
    }

    /** 备案证到年底，续了一份接上。 */
    private void renewed() {
        var licence = Map.<String, Object>of("kind", "LICENCE", "title", "停车场备案证", "counterparty", "交管局", "fromOn", "2026-01-01", "toOn", "2026-12-31", "ownerId", supervisorId);
        var old = supervisor.post(path("contracts"), licence, "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
        var renewal = new HashMap<>(licence);
        renewal.putAll(Map.of("fromOn", "2027-01-01", "toOn", "2027-12-31", "renewsId", old));
        supervisor.post(path("contracts"), renewal, "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
    }

    /** 高级管家提的建议主管采纳了、落实了，报的主管接下了；主任报的重大事项总经理定了。 */
    private void matters() {
        var proposal = matter(senior, Map.of("kind", "PROPOSAL", "topic", "SERVICE", "toId", supervisorId));
        var escalation = matter(senior, Map.of("kind", "ESCALATION", "toId", supervisorId));
        var major = matter(director, Map.of("kind", "MAJOR"));
        var carried = Map.<String, Object>of("reason", "应该", "executorId", supervisorId, "dueOn", "2026-12-20");
        decide(supervisor, proposal, "ADOPTED", carried);
        decide(supervisor, escalation, "HANDLED", Map.of("reason", "我来协调"));
        var decision = new HashMap<>(carried);
        decision.put("conclusion", "照办");
        decide(manager, major, "AGREED", decision);
        for (var id : List.of(proposal, major)) supervisor.post(path("matters/" + id + "/outcome"), Map.of("result", "办了")).expect(204);
    }

    private long matter(Office who, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("title", "夜里加一班", "content", "十点以后没有人走动"));
        body.putAll(more);
        return who.post(path("matters"), body, "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
    }

    private void decide(Office who, long id, String outcome, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("outcome", outcome));
        body.putAll(more);
        who.post(path("matters/" + id + "/decision"), body).expect(204);
    }

    /** 下一年的预算十二月前报，下一月的用款计划二十五日前报。 */
    private void spending(String span, String day) {
        var id = supervisor.post(path("budgets"), Map.of("span", span, "day", day, "unit", "客服部", "lines", List.of(Map.of("account", "6602", "item", "印刷", "amount", "900.00"))),
            "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
        supervisor.post(path("budgets/" + id + "/submission"), Map.of()).expect(200);
    }

    /** 主管编的制度，主任审核，总经理批准；来文送到，阅签了。 */
    private void documents() {
        var body = new HashMap<String, Object>(Map.of("kind", "PROCEDURE", "category", "SERVICE", "title", "交接班制度", "content", "当面点清", "datedOn", "2026-12-14"));
        var procedure = supervisor.post(path("documents"), body, "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
        supervisor.post(path("documents/" + procedure + "/submission"), Map.of()).expect(200);
        for (var signer : List.of(director, manager)) {
            var waiting = signer.get(path("approvals?size=100")).json().at("/items").valueStream().filter(each -> each.get("title").asString().contains("交接班制度")).findFirst().orElseThrow();
            signer.post(path("approvals/" + waiting.get("id").asLong() + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
        }
        body.putAll(Map.of("kind", "RECEIVED", "title", "街道通知"));
        var letter = clerk.post(path("documents"), body, "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
        clerk.post(path("documents/" + letter + "/readers"), Map.of("staffIds", List.of(supervisorId))).expect(204);
        supervisor.post(path("documents/" + letter + "/reading"), Map.of()).expect(204);
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#PLANNING")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(supervisor, community, key, YearMonth.of(2026, 11), YearMonth.of(2026, 12));
    }

    @Test void 客服部交了计划_别的各级还欠着() {
        for (var duty : List.of("planning.plan-annual", "planning.plan-quarterly", "planning.plan-monthly")) {
            var rounds = supervisor.get(path("duties/" + duty + "/records?month=2026-12")).expect(200).json().valueStream().toList();
            var done = rounds.stream().filter(each -> each.hasNonNull("doneAt")).map(each -> each.at("/staffId").asLong()).toList();
            assertThat(done).as(duty).containsExactly(supervisorId);
            assertThat(rounds).as("general manager, director, supervisor, senior steward, and for the month the leasing agent").hasSize(duty.endsWith("monthly") ? 5 : 4);
        }
    }

    private long plan(String span, String day, String due) {
        var id = supervisor.post(path("plans"), Map.of("level", "DEPARTMENT", "span", span, "day", day, "department", "客服部",
            "items", List.of(Map.of("text", "走访十户", "staffId", supervisorId, "dueOn", due)))).expect(201).id();
        supervisor.post(path("plans/" + id + "/submission"), Map.of()).expect(200);
        return id;
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
