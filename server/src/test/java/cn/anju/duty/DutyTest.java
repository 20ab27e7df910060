package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Office.Answer;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.Scope;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@Story
class DutyTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired DutyDay day;
    @Autowired Rounds rounds;
    @Autowired Figures figures;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    private long community;
    private long deskId;
    private Office desk;
    private Office supervisor;

    @BeforeEach
    void people() {
        community = counter.community(2);
        var account = People.of(office).account();
        deskId = account.id();
        People.of(office).grant(deskId, "front_desk", community);
        desk = People.of(office).signIn(account);
        supervisor = People.of(office).with("cs_supervisor", community);
        // The story's first day is a Saturday.
        office.put(path("settings/workforce.weekends"), Map.of("value", "true")).expect(204);
    }

    @Test void 办了事自然打勾_没办的留着_过了点算迟() {
        look();
        assertThat(item(desk, "servicedesk.hotline-hours").at("/state").asString()).as("due at half past eight, nobody has answered yet").isEqualTo("LATE");
        assertThat(item(desk, "cashier.daily-remittance").at("/state").asString()).isEqualTo("DUE");
        say("问装修时间").expect(201);
        takeCash();
        look();
        var done = item(desk, "servicedesk.hotline-hours");
        assertThat(done.at("/state").asString()).isEqualTo("DONE");
        assertThat(done.at("/proof").asString()).contains("问装修时间");
        assertThat(done.at("/link").asString()).isEqualTo("desk-contacts");
        clock.advance(Duration.ofHours(9));
        assertThat(item(desk, "cashier.daily-remittance").at("/state").asString()).as("five o'clock has passed").isEqualTo("LATE");
        var row = fulfilment("servicedesk.hotline-hours");
        assertThat(row.at("/due").asLong() + "/" + row.at("/onTime").asLong() + "/" + row.at("/late").asLong() + "/" + row.at("/missed").asLong()).isEqualTo("1/0/1/0");
        assertThat(supervisor.get(path("duties/servicedesk.hotline-hours/records")).text()).contains("问装修时间");
    }

    @Test void 没收现金就没有款可解_不算迟也不算漏_收了没解就算() {
        look();
        clock.advance(Duration.ofHours(9));
        assertThat(item(desk, "cashier.daily-remittance").at("/state").asString()).as("past five, the drawer is empty").isEqualTo("EXCUSED");
        assertThat(item(desk, "cashier.daily-remittance").at("/proof").asString()).isEqualTo("没有要办的");
        assertThat(item(desk, "workforce.clock-in").at("/state").asString()).as("this needs no occasion").isEqualTo("LATE");
        clock.advance(Duration.ofHours(15));
        look();
        var idle = fulfilment("cashier.daily-remittance");
        assertThat(idle.at("/due").asLong() + "/" + idle.at("/missed").asLong() + "/" + idle.at("/excused").asLong()).isEqualTo("1/0/1");
        assertThat(supervisor.get(path("duties/cashier.daily-remittance/records")).text()).contains("没有要办的");
        takeCash();
        clock.advance(Duration.ofHours(24));
        look();
        var missed = fulfilment("cashier.daily-remittance");
        assertThat(missed.at("/due").asLong() + "/" + missed.at("/missed").asLong() + "/" + missed.at("/excused").asLong()).isEqualTo("2/1/1");
        assertThat(fulfilment("workforce.clock-in").at("/missed").asLong()).isGreaterThanOrEqualTo(2);
    }

    @Test void 昨天的凭据补不了昨天_也不算今天的() {
        look();
        clock.advance(Duration.ofDays(1));
        look();
        say("问停车").expect(201);
        look();
        var row = fulfilment("servicedesk.hotline-hours");
        assertThat(row.at("/due").asLong() + "/" + row.at("/late").asLong() + "/" + row.at("/missed").asLong()).as("yesterday stays missed, today is late").isEqualTo("2/1/1");
    }

    @Test void 有记录可凭的不能自己打勾_别人的岗位也不能() {
        look();
        var task = item(desk, "servicedesk.hotline-hours").at("/taskId").asLong();
        var tick = Map.of("note", "办了");
        assertThat(desk.post(path("duty-tasks/" + task + "/tick"), tick).expect(409).code()).isEqualTo("duty-has-records");
        assertThat(desk.post(path("duty-tasks/999999999/tick"), tick).expect(404).code()).isEqualTo("duty-task-unknown");
        assertThat(desk.get(path("duties/team")).status()).isEqualTo(403);
        assertThat(desk.get(path("duties/today?staff=" + People.of(office).account().id())).status()).isEqualTo(403);
        assertThat(supervisor.get(path("duties/today?staff=" + deskId)).at("/name")).isNotEmpty();
    }

    @Test void 记了台账_记台账的职责打勾() {
        look();
        assertThat(item(supervisor, "inspection.supervisor-tour-daily").at("/link").asString()).isEqualTo("registers/supervisor-tour");
        supervisor.post(path("registers/supervisor-tour/entries"), Map.of("day", LocalDate.now(clock).toString(), "values",
            Map.of("guard", "好", "cleaning", "好", "greening", "一般", "building_work", "没有施工")), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        look();
        assertThat(item(supervisor, "inspection.supervisor-tour-daily").at("/state").asString()).isEqualTo("DONE");
        assertThat(item(supervisor, "inspection.supervisor-site-check").at("/proof").asString()).startsWith("主管巡视记录");
        assertThat(fulfilment("inspection.supervisor-tour-daily").at("/due").asLong()).as("due at the day's end").isZero();
    }

    @Test void 派一遍和派许多遍一样() throws Exception {
        var today = LocalDate.now(clock);
        try (var pool = Executors.newFixedThreadPool(4)) {
            pool.invokeAll(IntStream.range(0, 4).<Callable<Integer>>mapToObj(i -> () -> in(() -> rounds.hand(community, today))).toList()).forEach(each -> {
                try {
                    each.get();
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            });
        }
        var twice = in(() -> jdbc.sql("""
            select count(*) from (select from duty.task where community_id = :community group by duty_id, round_from, holder having count(*) > 1) d
            """).param("community", community).query(Long.class).single());
        assertThat(twice).isZero();
        assertThat(in(() -> rounds.hand(community, today))).isZero();
        assertThat(in(() -> jdbc.sql("select count(*) from duty.task where community_id = :community").param("community", community).query(Long.class).single())).isPositive();
    }

    @Test void 不在岗的日子不算漏办_班组看得见() {
        look();
        supervisor.post(path("duty-absences"), Map.of("staffId", deskId, "fromOn", "2026-11-21", "toOn", "2026-11-22", "reason", "年休假")).expect(201);
        assertThat(item(desk, "workforce.clock-in").at("/state").asString()).isEqualTo("EXCUSED");
        clock.advance(Duration.ofDays(1));
        look();
        assertThat(item(desk, "workforce.clock-in").at("/state").asString()).isEqualTo("EXCUSED");
        assertThat(supervisor.post(path("duty-absences"), Map.of("staffId", deskId, "fromOn", "2026-11-23", "toOn", "2026-11-22", "reason", "事假")).expect(400).code())
            .isEqualTo("dates-reversed");
        assertThat(supervisor.get(path("duties/team")).json().valueStream().filter(member -> member.at("/staffId").asLong() == deskId)
            .map(member -> member.at("/excused").asLong()).findFirst()).hasValueSatisfying(count -> assertThat(count).isPositive());
        assertThat(in(() -> jdbc.sql("""
            select count(*) filter (where absence_id is not null) || '/' || count(*) filter (where absence_id is null)
              from duty.task where community_id = :community and duty_id = 'workforce.clock-in' and holder = 'staff:' || :staff
            """).param("community", community).param("staff", deskId).query(String.class).single())).as("his two days, whoever else works here").isEqualTo("2/0");
    }

    @Test void 休息日只有他能办的免办_来了照样打勾_排了班的照算() {
        office.put(path("settings/workforce.weekends"), Map.of("value", "false")).expect(204);
        look();
        assertThat(item(desk, "workforce.clock-in").at("/state").asString() + item(desk, "workforce.clock-in").at("/proof").asString()).as("Saturday").isEqualTo("EXCUSED休息日");
        assertThat(item(desk, "servicedesk.hotline-hours").at("/state").asString()).as("the desk is open, whoever sits there").isEqualTo("LATE");
        var monday = LocalDate.of(2026, 11, 16);
        office.put(path("rosters/" + monday), Map.of("turns", List.of(Map.of("staffId", deskId, "day", "2026-11-21", "shift", "EARLY")))).expect(204);
        look();
        assertThat(item(desk, "workforce.clock-in").at("/state").asString()).as("rostered").isEqualTo("LATE");
        clock.advance(Duration.ofDays(1));
        look();
        assertThat(item(desk, "workforce.clock-in").at("/state").asString()).as("the roster leaves Sunday out").isEqualTo("EXCUSED");
        desk.post(path("attendance-marks"), Map.of("kind", "IN", "source", "DESK", "missing", List.of())).expect(201);
        look();
        assertThat(item(desk, "workforce.clock-in").at("/state").asString()).as("he came all the same").isEqualTo("DONE");
        clock.advance(Duration.ofDays(1));
        assertThat(in(() -> jdbc.sql("""
            select count(*) || '/' || count(*) filter (where is_rest) from duty.task
             where community_id = :community and duty_id = 'workforce.clock-out' and holder = 'staff:' || :staff and due_at < '2026-11-23 00:00+08'
            """).param("community", community).param("staff", deskId).query(String.class).single())).as("his two days, whoever else works here").isEqualTo("2/1");
        var everybody = fulfilment("workforce.clock-out");
        assertThat(everybody.at("/excused").asLong()).isPositive();
        assertThat(everybody.at("/due").asLong()).isEqualTo(everybody.at("/missed").asLong() + everybody.at("/excused").asLong());
        assertThat(supervisor.get(path("duties/workforce.clock-out/records")).text()).contains("休息日");
    }

    @Test void 签到签退照本人当天的班_夜班第二天早上签退_改了班还没到点的跟着改() {
        clock.advance(Duration.ofHours(16));                                            // Sunday, 1:00
        var monday = LocalDate.of(2026, 11, 16);
        office.put(path("rosters/" + monday), Map.of("turns", List.of(Map.of("staffId", deskId, "day", "2026-11-22", "shift", "LATE")))).expect(204);
        look();
        assertThat(item(desk, "workforce.clock-in").at("/dueAt").asString() + item(desk, "workforce.clock-out").at("/dueAt").asString()).as("14:00 to 22:00, ten minutes ahead")
            .isEqualTo("2026-11-22T05:50:00Z2026-11-22T14:30:00Z");
        office.put(path("rosters/" + monday), Map.of("turns", List.of(Map.of("staffId", deskId, "day", "2026-11-22", "shift", "NIGHT")))).expect(204);
        look();
        assertThat(item(desk, "workforce.clock-in").at("/dueAt").asString() + item(desk, "workforce.clock-out").at("/dueAt").asString()).as("22:00 to 7:00")
            .isEqualTo("2026-11-22T13:50:00Z2026-11-22T23:30:00Z");
        clock.advance(Duration.ofMinutes(20 * 60 + 40));                                // 21:40
        mark("IN");
        look();
        assertThat(item(desk, "workforce.clock-in").at("/state").asString()).isEqualTo("DONE");
        clock.advance(Duration.ofMinutes(9 * 60 + 25));                                 // Monday, 7:05
        office.put(path("rosters/2026-11-23"), Map.of("turns", List.of(Map.of("staffId", deskId, "day", "2026-11-23", "shift", "NIGHT")))).expect(204);
        mark("OUT");
        look();
        look();
        assertThat(in(() -> jdbc.sql("""
            select string_agg(round_from || ' ' || (done_at is not null), ',' order by round_from) from duty.task
             where community_id = :community and duty_id = 'workforce.clock-out' and holder = 'staff:' || :staff and round_from >= '2026-11-22'
            """).param("community", community).param("staff", deskId).query(String.class).single())).as("one morning, one round").isEqualTo("2026-11-22 true,2026-11-23 false");
    }

    private void mark(String kind) {
        desk.post(path("attendance-marks"), Map.of("kind", kind, "source", "DESK", "missing", List.of())).expect(201);
    }

    @Test void 试用期快满的_还没考核就等着_满前一周没考核算超时_考核了就没有了() {
        supervisor.put(path("staff-files/" + deskId), Map.of("joinedOn", "2026-09-01", "probationTo", "2026-12-10")).expect(204);
        look();
        assertThat(has(supervisor, "workforce.probation-assessment")).as("three weeks before its end").isFalse();
        clock.setTo(LocalDate.of(2026, 11, 27));
        look();
        assertThat(item(supervisor, "workforce.probation-assessment").at("/proof").asString()).isEqualTo("1 件等着");
        clock.setTo(LocalDate.of(2026, 12, 4));
        look();
        assertThat(item(supervisor, "workforce.probation-assessment").at("/state").asString()).isEqualTo("LATE");
        assertThat(fulfilment("workforce.probation-assessment").at("/late").asLong()).as("counted in the month in which it began to wait").isZero();
        assertThat(supervisor.get(path("duties/fulfilment?month=2026-11")).json().valueStream().filter(row -> row.at("/dutyId").asString().equals("workforce.probation-assessment"))
            .findFirst().orElseThrow().at("/late").asLong()).isEqualTo(1);
        var review = supervisor.post(path("probation-reviews"), Map.of("staffId", deskId, "score", 88, "comment", "能独当一面", "outcome", "PASS")).expect(201);
        People.of(office).with("director", community).post(path("approvals/" + review.at("/approval") + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
        look();
        assertThat(has(supervisor, "workforce.probation-assessment")).isFalse();
    }

    @Test void 别的部门的用款计划_不算这个部门报了() {
        look();
        fundPlan(People.of(office).with("engineering_supervisor", community), "工程部");
        look();
        assertThat(item(supervisor, "planning.fund-plan").at("/state").asString()).isEqualTo("DUE");
        fundPlan(supervisor, "客服部");
        look();
        assertThat(item(supervisor, "planning.fund-plan").at("/state").asString()).isEqualTo("DONE");
    }

    private void fundPlan(Office who, String unit) {
        var id = who.post(path("budgets"), Map.of("span", "MONTH", "day", "2026-12-01", "unit", unit, "lines", List.of(Map.of("account", "6602", "item", "印刷", "amount", "900.00"))),
            "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
        who.post(path("budgets/" + id + "/submission"), Map.of()).expect(200);
    }

    @Test void 半天不在岗_那半天有钟点的免办_另外半天的照办() {
        look();
        supervisor.post(path("duty-absences"), Map.of("staffId", deskId, "fromOn", "2026-11-21", "fromNoon", true, "toOn", "2026-11-22", "toNoon", true, "reason", "看病")).expect(201);
        assertThat(item(desk, "workforce.clock-in").at("/state").asString() + " " + item(desk, "workforce.clock-out").at("/state").asString()).as("already handed out").isEqualTo("LATE EXCUSED");
        clock.advance(Duration.ofDays(1));
        look();
        assertThat(item(desk, "workforce.clock-in").at("/state").asString() + " " + item(desk, "workforce.clock-out").at("/state").asString()).as("handed out today").isEqualTo("EXCUSED DUE");
        assertThat(in(() -> jdbc.sql("""
            select count(*) from duty.task where community_id = :community and holder = 'staff:' || :staff and absence_id is not null and (due_at at time zone 'Asia/Shanghai')::time > '23:59'
            """).param("community", community).param("staff", deskId).query(Long.class).single())).as("what has the whole day's time is for the other half").isZero();
    }

    @Test void 撤回不在岗_今天起重新算在他头上_登过的不能再登() {
        look();
        var id = supervisor.post(path("duty-absences"), Map.of("staffId", deskId, "fromOn", "2026-11-21", "toOn", "2026-11-24", "reason", "病假")).expect(201).json().at("/id").asLong();
        assertThat(supervisor.post(path("duty-absences"), Map.of("staffId", deskId, "fromOn", "2026-11-23", "toOn", "2026-11-23", "reason", "事假")).expect(409).code())
            .isEqualTo("absence-overlaps");
        clock.advance(Duration.ofDays(1));
        look();
        assertThat(item(desk, "workforce.clock-in").at("/state").asString()).isEqualTo("EXCUSED");
        supervisor.post(path("duty-absences/" + id + "/lifting"), Map.of()).expect(204);
        assertThat(item(desk, "workforce.clock-in").at("/state").asString()).as("he is back").isNotEqualTo("EXCUSED");
        assertThat(fulfilment("workforce.clock-in").at("/excused").asLong()).as("yesterday he was away").isEqualTo(1);
        assertThat(supervisor.post(path("duty-absences/" + id + "/lifting"), Map.of()).expect(409).code()).isEqualTo("absence-lifted");
        var listed = supervisor.get(path("duty-absences")).json().at("/0");
        assertThat(listed.at("/isLifted").asBoolean()).isTrue();
        assertThat(listed.at("/reason").asString()).isEqualTo("病假");
    }

    @Test void 公司改一条职责_从下一回起_别人改过要刷新_恢复成原样() {
        look();
        var change = new HashMap<String, Object>(Map.of("isOff", false, "roles", List.of("cs_supervisor"), "cadence", "daily", "per", "person", "clock", "10:00",
            "evidence", "MANUAL", "reason", "热线归主管", "version", 0));
        office.put("/api/duties/servicedesk.hotline-hours/amendment", change).expect(204);
        try {
            assertThat(office.put("/api/duties/servicedesk.hotline-hours/amendment", change).expect(409).code()).isEqualTo("duty-changed-meanwhile");
            assertThat(supervisor.put("/api/duties/servicedesk.hotline-hours/amendment", change).expect(403).status()).isEqualTo(403);
            change.put("roles", List.of("nobody"));
            change.put("version", 1);
            assertThat(office.put("/api/duties/servicedesk.hotline-hours/amendment", change).expect(400).code()).isEqualTo("role-unknown");
            change.put("roles", List.of("cs_supervisor"));
            look();
            assertThat(has(supervisor, "servicedesk.hotline-hours")).as("today's round was handed out before").isFalse();
            clock.advance(Duration.ofDays(1));
            look();
            assertThat(has(desk, "servicedesk.hotline-hours")).isFalse();
            var mine = item(supervisor, "servicedesk.hotline-hours");
            assertThat(mine.at("/canTick").asBoolean()).isTrue();
            assertThat(mine.at("/dueAt").asString()).isEqualTo("2026-11-22T02:00:00Z");
            change.put("isOff", true);
            office.put("/api/duties/servicedesk.hotline-hours/amendment", change).expect(204);
            clock.advance(Duration.ofDays(1));
            look();
            assertThat(has(supervisor, "servicedesk.hotline-hours")).as("no longer done here").isFalse();
            assertThat(office.get("/api/duties/amendments").text()).contains("热线归主管");
        } finally {
            var version = office.get("/api/duties/amendments").json().at("/0/version").asInt();
            office.delete("/api/duties/servicedesk.hotline-hours/amendment?version=" + version).expect(204);
        }
        clock.advance(Duration.ofDays(1));
        look();
        assertThat(has(desk, "servicedesk.hotline-hours")).as("as shipped again").isTrue();
    }

    @Test void 公司另选凭据和限度_改别的不丢周期_没有的凭据说清楚() {
        var review = "resident.periodic-review";
        var change = new HashMap<String, Object>(Map.of("isOff", false, "roles", List.of("cs_supervisor"), "cadence", "continuous", "per", "post", "evidence", "SHIPPED",
            "limits", List.of("每季清一遍"), "reason", "主管统一清", "version", 0));
        office.put("/api/duties/" + review + "/amendment", change).expect(204);
        try {
            var amended = duty(review);
            assertThat(amended.at("/rhythm").asString()).as("still what the setting says").isEqualTo("quarterly");
            assertThat(amended.at("/limits/0").asString()).isEqualTo("每季清一遍");
            change.put("version", 1);
            change.remove("limits");
            for (var wrong : List.of(Map.of("evidence", "EVENT", "evidenceKey", "no.such-record"), Map.of("evidence", "METRIC", "evidenceKey", "servicedesk.hotline-answered"),
                Map.of("evidence", "REGISTER", "evidenceKey", "no-such-register"), Map.of("evidence", "EVENT"), Map.of("evidence", "SHIPPED", "evidenceKey", "visitor-log"))) {
                var asked = new HashMap<>(change);
                asked.putAll(wrong);
                assertThat(office.put("/api/duties/" + review + "/amendment", asked).expect(400).code()).as(wrong.toString()).isEqualTo("duty-evidence-unknown");
            }
            change.putAll(Map.of("cadence", "daily", "per", "person", "evidence", "REGISTER", "evidenceKey", "supervisor-tour"));
            office.put("/api/duties/" + review + "/amendment", change).expect(204);
            assertThat(duty(review).at("/link").asString() + " " + duty(review).at("/evidence/label").asString()).isEqualTo("registers/supervisor-tour 主管巡视记录");
            assertThat(duty(review).at("/limits/0").asString()).as("as shipped").isEqualTo("存档齐全、有效");
            look();
            supervisor.post(path("registers/supervisor-tour/entries"), Map.of("day", LocalDate.now(clock).toString(), "values",
                Map.of("guard", "好", "cleaning", "好", "greening", "一般", "building_work", "没有施工")), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
            look();
            assertThat(item(supervisor, review).at("/state").asString()).isEqualTo("DONE");
            change.putAll(Map.of("version", 2, "evidence", "METRIC", "evidenceKey", "resident.owners-known"));
            office.put("/api/duties/" + review + "/amendment", change).expect(204);
            assertThat(duty(review).at("/evidence/label").asString()).isEqualTo("业主资料属实");
            change.putAll(Map.of("version", 3, "evidence", "EVENT", "evidenceKey", "resident.changed"));
            office.put("/api/duties/" + review + "/amendment", change).expect(204);
            assertThat(duty(review).at("/evidence/key").asString()).isEqualTo("resident.changed");
            supervisor.get(path("duties/" + review + "/records")).expect(200);
            assertThat(office.get("/api/duties/evidence").json().valueStream().map(each -> each.at("/source").asString() + " " + each.at("/key").asString()).toList())
                .contains("EVENT resident.changed", "METRIC resident.owners-known", "REGISTER supervisor-tour").doesNotContain("EVENT " + review);
        } finally {
            office.delete("/api/duties/" + review + "/amendment?version=" + duty(review).at("/version").asInt()).expect(204);
        }
    }

    private JsonNode duty(String id) {
        return office.get("/api/duties").json().valueStream().filter(each -> each.at("/id").asString().equals(id)).findFirst().orElseThrow();
    }

    @Test void 守得不够的数字才上今日() {
        in(() -> {
            figures.count(community, LocalDate.now(clock));
            return 0;
        });
        var broken = supervisor.get(path("duties/today")).json().at("/broken").valueStream().map(each -> each.at("/key").asString()).toList();
        assertThat(broken).contains("resident.owners-known").doesNotContain("cashier.shortages-open");
        assertThat(office.get("/api/duties").json().size()).isEqualTo(366);
    }

    @Test void 一直要守凭记录说话的_太久没有记录才上今日_刚记的当场就下去() {
        look();
        count();
        assertThat(broken(desk)).as("just begun").doesNotContain("silence.custody.key-register");
        clock.advance(Duration.ofDays(36));
        count();
        assertThat(broken(desk)).contains("silence.custody.key-register");
        assertThat(broken(supervisor)).contains("silence.custody.key-register");
        assertThat(supervisor.get(path("duties/fulfilment")).json().valueStream().filter(row -> row.at("/dutyId").asString().equals("custody.key-register")).findFirst().orElseThrow()
            .at("/figure/value").asInt()).isEqualTo(36);
        desk.post(path("registers/key-book/entries"), Map.of("day", LocalDate.now(clock).toString(), "values",
            Map.of("number", "K-01", "place", "水泵房", "pieces", 1, "state", "在柜", "first_keeper", deskId)), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        assertThat(broken(desk)).as("without waiting for the next count").doesNotContain("silence.custody.key-register");
        office.put(path("settings/duty.silence-days"), Map.of("value", "400")).expect(204);
        assertThat(broken(supervisor).stream().filter(key -> key.startsWith("silence."))).isEmpty();
    }

    private List<String> broken(Office who) {
        return who.get(path("duties/today")).expect(200).json().at("/broken").valueStream().map(each -> each.at("/key").asString()).toList();
    }

    private void count() {
        in(() -> {
            day.count(community, LocalDate.now(clock));
            return 0;
        });
    }

    @Test void 按人的合计等于按职责的合计_没人办的算在岗位头上_点开看各自的一年() {
        // A second one at the desk: what it shares has no named doer any more.
        People.of(office).with("front_desk", community);
        look();
        say("问停车").expect(201);
        clock.advance(Duration.ofDays(1));
        look();
        clock.advance(Duration.ofDays(1));
        look();
        var people = supervisor.get(path("duties/fulfilment/people")).expect(200).json().valueStream().toList();
        var rounds = supervisor.get(path("duties/fulfilment")).json().valueStream().filter(row -> isPeriodic(row.at("/dutyId").asString())).toList();
        for (var count : List.of("/due", "/onTime", "/late", "/missed", "/excused"))
            assertThat(people.stream().mapToLong(row -> row.at(count).asLong()).sum()).as(count).isEqualTo(rounds.stream().mapToLong(row -> row.at(count).asLong()).sum());
        var shared = people.stream().filter(row -> row.at("/name").asString().equals("前台客服（共同）")).findFirst().orElseThrow();
        assertThat(shared.at("/staffId").isNull() || shared.at("/staffId").isMissingNode()).isTrue();
        assertThat(shared.at("/missed").asLong()).isPositive();

        var hotline = fulfilment("servicedesk.hotline-hours");
        assertThat(supervisor.get(path("duties/fulfilment/trend?duty=servicedesk.hotline-hours")).json().at("/0/due").asLong()).isEqualTo(hotline.at("/due").asLong());
        var mine = people.stream().filter(row -> row.at("/staffId").asLong() == deskId).findFirst().orElseThrow();
        var months = supervisor.get(path("duties/fulfilment/trend?staff=" + deskId)).json();
        assertThat(months.at("/0/month").asString() + " " + months.at("/0/due").asLong()).isEqualTo("2026-11 " + mine.at("/due").asLong());
        in(() -> {
            figures.count(community, LocalDate.now(clock));
            return 0;
        });
        assertThat(supervisor.get(path("duties/fulfilment/trend?duty=resident.owner-master-file")).json().at("/0/figure/key").asString()).isEqualTo("resident.owners-known");
        assertThat(supervisor.get(path("duties/fulfilment/trend?duty=nobody.knows")).expect(404).code()).isEqualTo("duty-unknown");
    }

    @Test void 目录班组履行记录都能导出() {
        look();
        clock.advance(Duration.ofDays(1));
        assertThat(supervisor.get(path("duties/team.xlsx")).workbook()).contains("前台客服", "待办");
        assertThat(supervisor.get(path("duties/fulfilment/people.xlsx?month=2026-11")).workbook()).contains("客服主管", "按时率%", "合计");
        assertThat(supervisor.get(path("duties/workforce.clock-in/records.xlsx")).workbook()).contains("没有记录");
        assertThat(supervisor.get(path("duties/nobody.knows/records.xlsx")).expect(404).code()).isEqualTo("duty-unknown");
        assertThat(desk.get(path("duties/team.xlsx")).status()).isEqualTo(403);
        assertThat(desk.get("/api/duties.xlsx?module=parking&role=toll_attendant").workbook()).contains("parking.special-ticket", "车场收费员").doesNotContain("parking.vehicle-watch");
    }

    private boolean isPeriodic(String id) {
        return new Catalogue().find(id).map(duty -> duty.rhythm() != null || duty.cadence().isPeriodic()).orElseThrow();
    }

    @Test void 每个数字每种记录都查得动() {
        supervisor.get(path("duties/fulfilment")).expect(200);
        supervisor.get(path("duties/fulfilment/people")).expect(200);
        supervisor.get(path("duties/fulfilment/trend")).expect(200);
        supervisor.get(path("duties/fulfilment.xlsx")).expect(200);
        for (var duty : new Catalogue().all()) supervisor.get(path("duties/" + duty.id() + "/records")).expect(200);
        assertThat(supervisor.get(path("duties/nobody.knows/records")).expect(404).code()).isEqualTo("duty-unknown");
    }

    private Answer say(String what) {
        return desk.post(path("desk-contacts"), Map.of("source", "PHONE", "kind", "ENQUIRY", "said", what, "answer", "已答复", "introduced", true),
            "Idempotency-Key", UUID.randomUUID().toString());
    }

    private void takeCash() {
        counter.owe(community, "1-101", "WY01", "100.00", LocalDate.now(clock), "0.0005");
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "100.00").expect(201);
    }

    private void look() {
        in(() -> {
            day.close(community, LocalDate.now(clock));
            return 0;
        });
    }

    private <T> T in(Callable<T> work) {
        try {
            return Scope.of(community).call(() -> transaction.execute(status -> {
                try {
                    return work.call();
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            }));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private JsonNode item(Office who, String duty) {
        return who.get(path("duties/today")).expect(200).json().at("/items").valueStream().filter(item -> item.at("/dutyId").asString().equals(duty)).findFirst()
            .orElseThrow(() -> new AssertionError(duty + " is not on today"));
    }

    private boolean has(Office who, String duty) {
        return who.get(path("duties/today")).expect(200).json().at("/items").valueStream().anyMatch(item -> item.at("/dutyId").asString().equals(duty));
    }

    private JsonNode fulfilment(String duty) {
        return supervisor.get(path("duties/fulfilment")).json().valueStream().filter(row -> row.at("/dutyId").asString().equals(duty)).findFirst().orElseThrow();
    }

    private String path(String rest) {
        return "/api/communities/" + community + "/" + rest;
    }
}
