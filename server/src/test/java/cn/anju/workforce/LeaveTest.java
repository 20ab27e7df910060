package cn.anju.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 11 月 23 日是星期一。 */
@Story
class LeaveTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long stewardId;
    private long deputyId;
    private Office steward;
    private Office deputy;
    private Office supervisor;
    private Office director;

    @BeforeEach
    void people() {
        community = counter.community(1);
        var people = People.of(office);
        var accounts = List.of(people.account(), people.account());
        stewardId = accounts.get(0).id();
        deputyId = accounts.get(1).id();
        people.grant(stewardId, "steward", community);
        people.grant(deputyId, "steward", community);
        steward = people.signIn(accounts.get(0));
        deputy = people.signIn(accounts.get(1));
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
    }

    @Test void 三天以内主管批_三天以上还要主任批_主管自己的由主任批() {
        var small = ask(steward, "2026-11-23", "2026-11-25", Map.of("deputyId", deputyId)).expect(201);
        decide(director, small).expect(403);
        decide(supervisor, small).expect(200);
        assertThat(row(steward, small.id(), "state")).isEqualTo("APPROVED");
        assertThat(deputy.get(path("notices?unread=true")).text()).contains("请假，由您代理");
        var longer = ask(deputy, "2026-12-01", "2026-12-04", Map.of()).expect(201);
        decide(supervisor, longer).expect(200);
        assertThat(row(deputy, longer.id(), "state")).isEqualTo("WAITING");
        decide(director, longer).expect(200);
        assertThat(row(deputy, longer.id(), "state")).isEqualTo("APPROVED");
        var own = ask(supervisor, "2026-11-23", "2026-11-23", Map.of()).expect(201);
        decide(supervisor, own).expect(403);
        decide(director, own).expect(200);
        assertThat(deputy.get(path("leaves")).at("/total")).as("his own, and where he is the deputy").isEqualTo("2");
        assertThat(supervisor.get(path("leaves")).at("/total")).isEqualTo("3");
        assertThat(supervisor.get(path("leaves/print.html")).text()).contains("请 假 单", "QJ-202611-0001");
        assertThat(supervisor.get(path("leaves.xlsx")).workbook()).contains("QJ-202611-0001", "事假");
    }

    @Test void 同样的日子只能请一次_两下同时点也一样_代理的人也在才行() throws Exception {
        assertThat(ask(steward, "2026-11-25", "2026-11-24", Map.of()).expect(400).code()).isEqualTo("dates-reversed");
        assertThat(ask(steward, "2026-11-24", "2026-11-24", Map.of("deputyId", stewardId)).expect(400).code()).isEqualTo("deputy-is-self");
        Callable<Office.Answer> one = () -> ask(steward, "2026-11-24", "2026-11-25", Map.of());
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow()).toList();
            assertThat(answers).extracting(Office.Answer::status).containsExactlyInAnyOrder(201, 409);
            assertThat(answers).filteredOn(each -> each.status() == 409).extracting(Office.Answer::code).containsExactly("leave-overlaps");
            decide(supervisor, answers.stream().filter(each -> each.status() == 201).findFirst().orElseThrow()).expect(200);
        }
        assertThat(ask(deputy, "2026-11-25", "2026-11-26", Map.of("deputyId", stewardId)).expect(409).code()).isEqualTo("deputy-away");
    }

    @Test void 批了的假在考勤里_半天算半天_下午请假中午走不用写原因() {
        at("2026-11-23T00:00:00Z");
        sign(deputy, "IN").expect(201);
        sign(steward, "IN").expect(201);
        decide(supervisor, ask(steward, "2026-11-23", "2026-11-23", Map.of("fromNoon", true)).expect(201)).expect(200);
        decide(supervisor, ask(steward, "2026-11-24", "2026-11-24", Map.of()).expect(201)).expect(200);
        at("2026-11-23T04:00:00Z");
        sign(steward, "OUT").expect(201);
        at("2026-11-25T02:00:00Z");
        assertThat(cell(stewardId, 23) + cell(stewardId, 24)).isEqualTo("假假");
        var person = supervisor.get(path("attendance/2026-11")).json().at("/people").valueStream().filter(each -> each.get("staffId").asLong() == stewardId).findFirst().orElseThrow();
        assertThat(person.at("/leave").asString() + " " + person.at("/worked").asString() + " " + person.at("/early").asString()).isEqualTo("1.5 0.5 0");
        assertThat(supervisor.get(path("attendance-days/2026-11-24/people/" + stewardId)).at("/leaves/0")).contains("QJ-202611-0002", "事假");
    }

    @Test void 请假的日子职责免办_代理的人接过他的_销了假重新算() {
        decide(supervisor, ask(steward, "2026-11-21", "2026-11-25", Map.of("deputyId", deputyId)).expect(201)).expect(200);
        assertThat(supervisor.get(path("duty-absences")).text()).as("five days wait for the director").doesNotContain("QJ-202611-0001");
        decide(director, waiting()).expect(200);
        var absences = supervisor.get(path("duty-absences")).expect(200);
        assertThat(absences.at("/0/reason") + absences.at("/0/fromOn") + absences.at("/0/toOn")).isEqualTo("请假 QJ-202611-00012026-11-212026-11-25");
        at("2026-11-23T02:00:00Z");
        assertThat(steward.post(path("leaves/" + leave() + "/return"), Map.of("on", "2026-11-22")).expect(400).code()).isEqualTo("return-in-past");
        assertThat(deputy.post(path("leaves/" + leave() + "/return"), Map.of("on", "2026-11-24")).expect(403).code()).isEqualTo("leave-of-other");
        steward.post(path("leaves/" + leave() + "/return"), Map.of("on", "2026-11-24")).expect(204);
        assertThat(steward.post(path("leaves/" + leave() + "/return"), Map.of("on", "2026-11-24")).expect(409).code()).isEqualTo("leave-not-running");
        var after = supervisor.get(path("duty-absences")).json();
        assertThat(after.valueStream().filter(each -> !each.get("isLifted").asBoolean()).map(each -> each.get("toOn").asString()).toList()).containsExactly("2026-11-23");

        var later = ask(deputy, "2026-12-07", "2026-12-08", Map.of()).expect(201);
        decide(supervisor, later).expect(200);
        deputy.post(path("leaves/" + later.id() + "/return"), Map.of("on", "2026-12-07")).expect(204);
        ask(deputy, "2026-12-07", "2026-12-07", Map.of()).expect(201);
    }

    @Test void 代理的人没有他的岗位_管授权的人收到一条_填好了等他定() {
        var other = People.of(office).account();
        People.of(office).grant(other.id(), "front_desk", community);
        var number = steward.get(path("leaves?id=" + approvedFor(other.id(), "2026-11-23"))).at("/items/0/number");
        assertThat(office.get(path("notices?unread=true&size=50")).text())
            .contains("deputies?staff=%d&deputy=%d&from=2026-11-23&to=2026-11-23&leave=%s".formatted(stewardId, other.id(), number));
        var same = steward.get(path("leaves?id=" + approvedFor(deputyId, "2026-11-24"))).at("/items/0/number");
        assertThat(office.get(path("notices?unread=true&size=50")).text()).as("another steward has all it needs").doesNotContain(same);
    }

    private long approvedFor(long who, String day) {
        var asked = ask(steward, day, day, Map.of("deputyId", who)).expect(201);
        decide(supervisor, asked).expect(200);
        return asked.id();
    }

    @Test void 半天假_只有那半天不在() {
        decide(supervisor, ask(steward, "2026-11-23", "2026-11-24", Map.of("fromNoon", true, "toNoon", true)).expect(201)).expect(200);
        supervisor.post(path("duty-absences"), Map.of("staffId", stewardId, "fromOn", "2026-11-26", "toOn", "2026-11-26", "toNoon", true, "reason", "外出培训")).expect(201);
        decide(supervisor, ask(steward, "2026-11-25", "2026-11-26", Map.of("fromNoon", true)).expect(201)).expect(200);
        assertThat(supervisor.get(path("duty-absences")).json().valueStream().map(each -> "%s%s %s%s".formatted(each.at("/fromOn").asString(), each.at("/fromNoon").asBoolean() ? "下午" : "",
            each.at("/toOn").asString(), each.at("/toNoon").asBoolean() ? "上午" : ""))).containsExactlyInAnyOrder("2026-11-23下午 2026-11-24上午", "2026-11-26 2026-11-26上午",
            "2026-11-25下午 2026-11-25", "2026-11-26下午 2026-11-26");
        assertThat(supervisor.post(path("duty-absences"), Map.of("staffId", stewardId, "fromOn", "2026-11-23", "fromNoon", true, "toOn", "2026-11-23", "toNoon", true, "reason", "没有半天")).expect(400)
            .code()).isEqualTo("dates-reversed");
    }

    private long leave() {
        return steward.get(path("leaves")).json().at("/items/0/id").asLong();
    }

    private Office.Answer waiting() {
        var approval = director.get(path("approvals")).json().at("/items/0/id").asLong();
        return director.get(path("approvals/" + approval));
    }

    private String row(Office who, long id, String field) {
        return who.get(path("leaves?id=" + id)).at("/items/0/" + field);
    }

    private Office.Answer ask(Office who, String from, String to, Map<String, Object> more) {
        var leave = new HashMap<String, Object>(Map.of("kind", "PERSONAL", "fromOn", from, "fromNoon", false, "toOn", to, "toNoon", false, "reason", "家里有事"));
        leave.putAll(more);
        return who.post(path("leaves"), leave);
    }

    private Office.Answer decide(Office who, Office.Answer asked) {
        var id = asked.at("/approval").isEmpty() ? asked.at("/request/id") : asked.at("/approval");
        return who.post(path("approvals/" + id + "/decisions"), Map.of("isApproved", true, "note", "同意"));
    }

    private Office.Answer sign(Office who, String kind) {
        var mark = new HashMap<String, Object>(Map.of("kind", kind, "source", "DESK", "missing", List.of()));
        return who.post(path("attendance-marks"), mark);
    }

    private String cell(long id, int day) {
        return supervisor.get(path("attendance/2026-11")).json().at("/people").valueStream().filter(each -> each.get("staffId").asLong() == id).findFirst().orElseThrow()
            .at("/days/" + (day - 1) + "/sign").asString();
    }

    private void at(String moment) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(moment)));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
