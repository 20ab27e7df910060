package cn.anju.servicedesk.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.Scope;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class EscalationTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired Escalations escalations;

    private long community;
    private long room;
    private Office supervisor;
    private Office technician;
    private long technicianId;

    @BeforeEach
    void people() {
        community = counter.community(1);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        supervisor = People.of(office).with("cs_supervisor", community);
        var account = People.of(office).account();
        technicianId = account.id();
        People.of(office).grant(technicianId, "technician", community);
        technician = People.of(office).signIn(account);
    }

    @Test void 梯子先看得到_到了告诉一次_两台一起走也只一次() throws Exception {
        var ticket = open("URGENT");                                                    // taken on by 9:15, done by 13:00
        assertThat(steps(ticket, "at")).containsExactly("2026-11-21T01:15:00Z", "2026-11-21T04:30:00Z", "2026-11-21T05:00:00Z", "2026-11-21T06:00:00Z", "2026-11-26T06:00:00Z");
        fire();
        assertThat(fired(ticket)).isEmpty();
        clock.advance(Duration.ofMinutes(15));
        try (var pool = Executors.newFixedThreadPool(4)) {
            var nodes = new ArrayList<Callable<Void>>();
            for (var i = 0; i < 4; i++) nodes.add(() -> { fire(); return null; });
            for (var each : pool.invokeAll(nodes)) each.get();
        }
        fire();
        assertThat(fired(ticket)).containsExactly(1);
        assertThat(told()).as("the new urgent ticket, and the first step").isEqualTo(2);
        assertThat(supervisor.get(path("tickets/" + ticket)).text()).contains("接单期限到时，已告诉客服主管");
        step(dispatch(ticket), "START").expect(204);
        clock.advance(Duration.ofMinutes(226));                                         // 13:01
        fire();
        assertThat(fired(ticket)).containsExactly(1, 2, 3);
        assertThat(office.get(path("search?q=WX-202611-0001")).text()).contains("超时 · 1-101");
        assertThat(supervisor.get(path("today")).text()).contains("1 张工单超时");
        assertThat(supervisor.get(path("work-orders?late=true")).at("/total")).isEqualTo("1");
        assertThat(supervisor.get(path("tickets?late=true")).at("/total")).isEqualTo("1");
    }

    @Test void 暂停时不走_接着干了顺延_办完就停() {
        var ticket = open("URGENT");
        var order = dispatch(ticket);
        step(order, "START").expect(204);
        clock.advance(Duration.ofMinutes(200));                                         // 12:20
        step(order, "PAUSE", "reason", "PART", "text", "买阀门").expect(204);
        clock.advance(Duration.ofMinutes(300));
        fire();
        assertThat(fired(ticket)).isEmpty();
        assertThat(supervisor.get(path("tickets/" + ticket + "/ladder")).at("/isPaused")).isEqualTo("true");
        step(order, "RESUME").expect(204);
        assertThat(steps(ticket, "at").get(1)).as("ten minutes before the pause, ten minutes after it").isEqualTo("2026-11-21T09:30:00Z");
        clock.advance(Duration.ofMinutes(9));
        fire();
        assertThat(fired(ticket)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        fire();
        assertThat(fired(ticket)).containsExactly(2);
        step(order, "FINISH", "text", "换好了").expect(204);
        clock.advance(Duration.ofDays(2));
        fire();
        assertThat(fired(ticket)).containsExactly(2);
        assertThat(supervisor.get(path("tickets/" + ticket + "/ladder")).at("/isOver")).isEqualTo("true");
    }

    @Test void 跨着长假停两次_工单的期限和手算的一分不差() {
        clock.setTo(LocalDate.of(2026, 9, 30));
        clock.advance(Duration.ofHours(7));                                             // 16:00: 90 minutes before the holiday, 470 after
        var ticket = openAs(office, "NORMAL");
        assertThat(due(ticket)).isEqualTo("2026-10-08T08:00:00Z");
        var order = office.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", 1, "task", "上门看看")).expect(201).id();
        by(office, order, "START").expect(204);
        clock.advance(Duration.ofMinutes(30));
        by(office, order, "PAUSE", "reason", "PART").expect(204);                       // 16:30: 530 left
        clock.setTo(LocalDate.of(2026, 10, 8));
        by(office, order, "RESUME").expect(204);                                        // 9:00: 510 today, 20 tomorrow
        assertThat(due(ticket)).isEqualTo("2026-10-09T00:30:00Z");
        clock.advance(Duration.ofHours(8));
        by(office, order, "PAUSE", "reason", "OWNER").expect(204);                      // 17:00: 50 left
        clock.setTo(LocalDate.of(2026, 10, 10));
        clock.advance(Duration.ofMinutes(-60));
        by(office, order, "RESUME").expect(204);                                        // a worked Saturday, 8:00, opens at 8:10
        assertThat(due(ticket)).isEqualTo("2026-10-10T01:00:00Z");
    }

    @Test void 没派工的前台也能停_期限照手算的顺延_两个人同时停一个成() {
        clock.setTo(LocalDate.of(2026, 9, 30));
        clock.advance(Duration.ofHours(7));                                             // 16:00, like the story above, without anybody sent
        var ticket = openAs(office, "NORMAL");
        assertThat(due(ticket) + acceptDue(ticket)).isEqualTo("2026-10-08T08:00:00Z2026-09-30T08:30:00Z");
        clock.advance(Duration.ofMinutes(10));
        assertThat(pause(ticket, "OTHER").expect(400).code()).isEqualTo("pause-reason-missing");
        assertThat(office.post(path("tickets/" + ticket + "/resumption"), Map.of()).expect(409).code()).isEqualTo("ticket-not-paused");
        pause(ticket, "OWNER").expect(204);                                             // 16:10: 80 that day and 470 after, 20 to take it on
        assertThat(pause(ticket, "PART").expect(409).code()).isEqualTo("ticket-not-waiting");
        fire();
        clock.setTo(LocalDate.of(2026, 10, 8));                                         // 9:00 on the first day after the holiday
        fire();
        assertThat(office.get(path("tickets/" + ticket + "/ladder")).expect(200).text()).as("the clock stands still").contains("\"isPaused\":true").doesNotContain("\"firedAt\":\"");
        var shown = office.get(path("tickets/" + ticket));
        assertThat(shown.at("/ticket/state") + shown.at("/pauseReason") + shown.at("/ticket/isLate")).isEqualTo("PAUSEDOWNERfalse");
        assertThat(shown.json().at("/acts").toString()).contains("\"RESUME\"").doesNotContain("\"PAUSE\"");
        office.post(path("tickets/" + ticket + "/resumption"), Map.of()).expect(204);
        assertThat(due(ticket) + acceptDue(ticket)).as("550 left: 510 today, 40 tomorrow; 20 to take it on").isEqualTo("2026-10-09T00:50:00Z2026-10-08T01:20:00Z");
        pause(ticket, "WEATHER").expect(204);
        clock.advance(Duration.ofHours(2));
        var order = office.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", 1, "task", "上门看看")).expect(201).id();
        assertThat(due(ticket)).as("who is sent ends the pause: 120 minutes later").isEqualTo("2026-10-09T02:50:00Z");
        assertThat(pause(ticket, "OWNER").expect(409).code()).isEqualTo("ticket-not-waiting");
        by(office, order, "START").expect(204);
        by(office, order, "PAUSE", "reason", "PART").expect(204);
        assertThat(office.post(path("tickets/" + ticket + "/resumption"), Map.of()).expect(409).code()).as("the order's own pause").isEqualTo("ticket-not-paused");
        var events = office.get(path("tickets/" + ticket)).text();
        assertThat(events).contains("暂停（等业主）：业主出差", "接着办，期限到");
        var other = openAs(office, "NORMAL");
        pause(other, "OWNER").expect(204);
        office.post(path("tickets/" + other + "/closing"), Map.of("responsibility", "OWNER", "conclusion", "业主自己修好了")).expect(204);
        assertThat(office.get(path("tickets/" + other)).at("/pauseReason")).isEmpty();
        technician.post(path("tickets/" + other + "/pause"), Map.of("reason", "OWNER")).expect(403);
    }

    @Test void 答应了几时上门_到时没有人出发也告诉_停过就顺延_有人出发就不告诉() {
        var ticket = open("PLANNED", "2026-11-21T02:00:00Z");                           // 10:00
        var kept = open("PLANNED", "2026-11-21T02:00:00Z");
        clock.advance(Duration.ofMinutes(50));                                          // 9:50
        step(dispatch(kept), "SET_OUT").expect(204);
        pause(ticket, "OWNER").expect(204);
        clock.advance(Duration.ofMinutes(90));                                          // 11:20, ten minutes left
        fire();
        assertThat(fired(ticket)).isEmpty();
        office.post(path("tickets/" + ticket + "/resumption"), Map.of()).expect(204);
        var shown = office.get(path("tickets/" + ticket));
        assertThat(shown.at("/ticket/promisedAt") + shown.at("/ticket/isLate")).isEqualTo("2026-11-21T03:30:00Zfalse");
        assertThat(shown.text()).contains("答应的上门时间顺延到 2026-11-21 11:30，请告诉住户");
        clock.advance(Duration.ofMinutes(9));
        fire();
        assertThat(fired(ticket)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        fire();
        assertThat(fired(ticket)).containsExactly(5);
        assertThat(supervisor.get(path("tickets/" + ticket)).text()).contains("答应上门的时间到时，已告诉客服主管");
        assertThat(fired(kept)).as("somebody set out in time").isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(supervisor.get(path("tickets?late=true")).at("/items/0/id") + supervisor.get(path("tickets?late=true")).at("/total")).isEqualTo(ticket + "1");
    }

    private Office.Answer pause(long ticket, String reason) {
        return office.post(path("tickets/" + ticket + "/pause"), reason.equals("OTHER") ? Map.of("reason", reason) : Map.of("reason", reason, "note", "业主出差"));
    }

    private String acceptDue(long ticket) {
        return office.get(path("tickets/" + ticket)).at("/ticket/acceptDueAt");
    }

    @Test void 节假日已在里面_自己定的在先_明年没有就提醒() {
        var year = supervisor.get(path("special-days?year=2026")).expect(200);
        assertThat(year.text()).contains("国庆");
        assertThat(year.at("/isNextMissing")).isEqualTo("true");
        assertThat(supervisor.get(path("today")).text()).contains("明年的节假日安排还没有");
        supervisor.put(path("special-days/2026-11-23"), Map.of("isWorked", false, "name", "停电检修")).expect(204);
        office.put(path("ticket-limits"), Map.of("limits", List.of(Map.of("kind", "REPAIR", "urgency", "PLANNED", "acceptMinutes", 560, "finishMinutes", 1120, "dayAndNight", false)))).expect(200);
        clock.setTo(LocalDate.of(2026, 11, 22));
        clock.advance(Duration.ofMinutes(510));                                         // 17:30 on Sunday
        assertThat(due(open("PLANNED"))).as("Monday is closed: Tuesday and Wednesday").isEqualTo("2026-11-25T09:30:00Z");
        supervisor.put(path("special-days/2027-01-01"), Map.of("isWorked", false, "name", "元旦")).expect(204);
        assertThat(supervisor.get(path("special-days?year=2027")).at("/isNextMissing")).isEqualTo("false");
        supervisor.delete(path("special-days/2026-11-23")).expect(204);
        assertThat(supervisor.delete(path("special-days/2026-11-23")).expect(404).code()).isEqualTo("special-day-not-found");
    }

    @Test void 梯子可以自己定_空的回到程序带的() {
        var rung = Map.of("kind", "REPAIR", "urgency", "URGENT", "step", 1, "basis", "FINISH", "minutes", -60, "tells", "DIRECTOR");
        assertThat(supervisor.put(path("escalation-ladders"), Map.of("kind", "REPAIR", "urgency", "URGENT", "rungs", List.of(rung, rung))).expect(400).code()).isEqualTo("ladder-step-twice");
        supervisor.put(path("escalation-ladders"), Map.of("kind", "REPAIR", "urgency", "URGENT", "rungs", List.of(rung))).expect(204);
        var ticket = open("URGENT");
        assertThat(steps(ticket, "when")).containsExactly("办完期限前 60 分钟");
        supervisor.put(path("escalation-ladders"), Map.of("kind", "REPAIR", "urgency", "URGENT", "rungs", List.of())).expect(204);
        assertThat(steps(ticket, "when")).hasSize(5);
    }

    private void fire() {
        Scope.of(community).run(() -> escalations.fire(community));
    }

    private List<Integer> fired(long ticket) {
        return supervisor.get(path("tickets/" + ticket + "/ladder")).expect(200).json().at("/steps").valueStream().filter(step -> step.has("firedAt") && !step.get("firedAt").isNull())
            .map(step -> step.get("step").asInt()).toList();
    }

    private List<String> steps(long ticket, String field) {
        return supervisor.get(path("tickets/" + ticket + "/ladder")).expect(200).json().at("/steps").valueStream().map(step -> step.path(field).asString("")).toList();
    }

    private int told() {
        return supervisor.get(path("notices")).expect(200).json().at("/total").asInt();
    }

    private String due(long ticket) {
        return office.get(path("tickets/" + ticket)).expect(200).at("/ticket/dueAt");
    }

    private long open(String urgency) {
        return openAs(supervisor, urgency);
    }

    private long open(String urgency, String promisedAt) {
        return openAs(supervisor, urgency, promisedAt);
    }

    private long openAs(Office who, String urgency) {
        return openAs(who, urgency, "2026-11-26T06:00:00Z");
    }

    private long openAs(Office who, String urgency, String promisedAt) {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "COUNTER", "urgency", urgency, "roomId", room, "title", "厨房漏水", "reporter", "李小明",
            "phone", "13900000001", "wishedFrom", "2026-11-26T06:00:00Z", "readBack", true, "introduced", false));
        body.put("promisedAt", promisedAt);
        return who.add(path("tickets"), body).expect(201).id();
    }

    private long dispatch(long ticket) {
        return supervisor.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", technicianId, "task", "上门看看")).expect(201).id();
    }

    private Office.Answer step(long order, String step, Object... more) {
        return by(technician, order, step, more);
    }

    private Office.Answer by(Office who, long order, String step, Object... more) {
        var body = new HashMap<String, Object>(Map.of("step", step));
        for (var i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        return who.post(path("work-orders/" + order + "/steps"), body);
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
