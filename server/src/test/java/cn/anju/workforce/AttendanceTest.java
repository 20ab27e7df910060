package cn.anju.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** 11 月 23 日是星期一。 */
@Story
class AttendanceTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long deskId;
    private long stewardId;
    private long technicianId;
    private Office desk;
    private Office steward;
    private Office technician;
    private Office supervisor;
    private Office director;

    @BeforeEach
    void people() {
        community = counter.community(1);
        var people = People.of(office);
        var accounts = List.of(people.account(), people.account(), people.account());
        deskId = accounts.get(0).id();
        stewardId = accounts.get(1).id();
        technicianId = accounts.get(2).id();
        people.grant(deskId, "front_desk", community);
        people.grant(stewardId, "steward", community);
        people.grant(technicianId, "technician", community);
        desk = people.signIn(accounts.get(0));
        steward = people.signIn(accounts.get(1));
        technician = people.signIn(accounts.get(2));
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
    }

    @Test void 前台七点五十前签到_管家八点前_迟到早退旷工看得见() {
        at("2026-11-22T23:51:00Z");
        var today = sign(desk, "IN").expect(201);
        assertThat(today.at("/next") + today.at("/checklist/0")).isEqualTo("OUT工装整齐");
        sign(steward, "IN").expect(201);
        assertThat(cell(supervisor, deskId, 23)).as("nine minutes to eight is late at the desk only").isEqualTo("迟");
        assertThat(cell(supervisor, stewardId, 23)).isEqualTo("√");
        assertThat(cell(supervisor, technicianId, 23)).as("his morning is not over").isEmpty();

        at("2026-11-23T03:30:00Z");
        var refused = sign(steward, "OUT").expect(409);
        assertThat(refused.code() + refused.at("/detail")).contains("too-early", "12:00");
        steward.post(path("attendance-marks"), mark("OUT", "DESK", Map.of("reason", "孩子发烧"))).expect(201);
        at("2026-11-23T04:01:00Z");
        sign(desk, "OUT").expect(201);
        at("2026-11-23T05:55:00Z");
        sign(desk, "IN").expect(201);
        at("2026-11-23T10:00:00Z");
        sign(desk, "OUT").expect(201);
        at("2026-11-24T02:00:00Z");
        assertThat(cell(supervisor, deskId, 23)).isEqualTo("迟");
        assertThat(cell(supervisor, stewardId, 23)).as("gone before noon, not back").isEqualTo("旷早");
        assertThat(cell(supervisor, technicianId, 23)).isEqualTo("旷");
        var row = person(supervisor, stewardId);
        assertThat(row.at("/worked").asString() + " " + row.at("/absent").asString() + " " + row.at("/early").asString()).isEqualTo("0.5 0.5 1");
        assertThat(supervisor.get(path("attendance/2026-11/attendance.xlsx")).workbook()).contains("旷早");
        assertThat(supervisor.get(path("attendance/2026-11/print.html")).text()).contains("考 勤 表", "旷早");
        var opened = supervisor.get(path("attendance-days/2026-11-23/people/" + stewardId)).expect(200);
        assertThat(opened.at("/marks/1/reason") + opened.at("/parts/1/state")).isEqualTo("孩子发烧ABSENT");
    }

    @Test void 各人看自己的_同一分钟点两下是一次_周末是加班() {
        sign(desk, "IN").expect(201);
        assertThat(sign(desk, "IN").expect(201).json().at("/marks").size()).isEqualTo(1);
        assertThat(cell(desk, deskId, 21)).as("a Saturday").isEqualTo("加");
        assertThat(desk.get(path("attendance/2026-11")).json().at("/people").size()).isEqualTo(1);
        assertThat(desk.get(path("attendance-days/2026-11-21/people/" + stewardId)).expect(404).code()).isEqualTo("staff-not-found");
        assertThat(desk.post(path("attendance-marks"), mark("IN", "CORRECTION", Map.of())).expect(400).code()).isEqualTo("source-not-yours");
    }

    @Test void 手机签到要在地点上_仪容没齐的记下来() {
        office.put(path("settings/workforce.place"), Map.of("value", "31.23040,121.47370,300")).expect(204);
        assertThat(technician.post(path("attendance-marks"), mark("IN", "PHONE", Map.of())).expect(400).code()).isEqualTo("place-missing");
        var far = technician.post(path("attendance-marks"), mark("IN", "PHONE", Map.of("latitude", "31.24040", "longitude", "121.47370"))).expect(409);
        assertThat(far.code() + far.at("/detail")).contains("too-far", "1111 米");
        var near = technician.post(path("attendance-marks"), mark("IN", "PHONE", Map.of("latitude", "31.23140", "longitude", "121.47370", "missing", List.of("胸卡佩戴")))).expect(201);
        assertThat(near.at("/marks/0/metres") + near.at("/marks/0/missing/0")).isEqualTo("111胸卡佩戴");
    }

    @Test void 排了班的照班表_夜班签退在第二天_同一周没排的是休息() {
        supervisor.put(path("rosters/2026-11-23"), Map.of("turns", List.of(Map.of("staffId", technicianId, "day", "2026-11-23", "shift", "NIGHT")))).expect(204);
        at("2026-11-23T14:01:00Z");
        sign(technician, "IN").expect(201);
        at("2026-11-23T22:00:00Z");
        assertThat(sign(technician, "OUT").expect(409).code()).isEqualTo("too-early");
        at("2026-11-23T23:00:00Z");
        sign(technician, "OUT").expect(201);
        at("2026-11-25T02:00:00Z");
        assertThat(cell(supervisor, technicianId, 23)).as("a minute after ten at night").isEqualTo("迟");
        assertThat(person(supervisor, technicianId).at("/days/23/isRest").asBoolean()).isTrue();
        assertThat(cell(supervisor, technicianId, 24)).isEmpty();
    }

    @Test void 谁都可以排班_两位主管各排各的_上报了的月份不再改() {
        var guard = People.of(office).account();
        People.of(office).grant(guard.id(), "security_guard", community);
        var lead = People.of(office).with("security_lead", community);
        lead.put(path("rosters/2026-11-23"), Map.of("people", List.of(guard.id()), "turns", List.of(Map.of("staffId", guard.id(), "day", "2026-11-23", "shift", "NIGHT")))).expect(204);
        supervisor.put(path("rosters/2026-11-23"), Map.of("people", List.of(technicianId), "turns", List.of(Map.of("staffId", technicianId, "day", "2026-11-24", "shift", "LATE")))).expect(204);
        var people = lead.get(path("rosters/2026-11-23")).expect(200).json().at("/people").valueStream()
            .filter(each -> !each.at("/turns").isEmpty()).map(each -> each.at("/posts").asString() + each.at("/isTechnician").asBoolean() + each.at("/turns/0/shift").asString());
        assertThat(people).containsExactlyInAnyOrder("保安员falseNIGHT", "维修工trueLATE");
        assertThat(supervisor.put(path("rosters/2026-11-23"), Map.of("people", List.of(technicianId), "turns", List.of(Map.of("staffId", guard.id(), "day", "2026-11-24", "shift", "LATE"))))
            .expect(400).code()).isEqualTo("turn-of-other");
        at("2026-11-23T14:01:00Z");
        sign(technician, "IN").expect(201);
        at("2026-12-01T02:00:00Z");
        supervisor.post(path("attendance/2026-11/report"), Map.of()).expect(204);
        assertThat(lead.put(path("rosters/2026-11-23"), Map.of("people", List.of(guard.id()), "turns", List.of())).expect(409).code()).isEqualTo("month-reported");
        lead.put(path("rosters/2026-12-07"), Map.of("people", List.of(guard.id()), "turns", List.of())).expect(204);
    }

    @Test void 两位主管同时排同一个人_都办得成_留一份() throws Exception {
        Callable<Integer> one = () -> supervisor.put(path("rosters/2026-11-23"), Map.of("people", List.of(technicianId), "turns", IntStream.range(23, 30)
            .mapToObj(day -> Map.of("staffId", technicianId, "day", "2026-11-" + day, "shift", "LATE")).toList())).status();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var round = 0; round < 5; round++)
                assertThat(pool.invokeAll(Collections.nCopies(8, one)).stream().map(each -> each.resultNow()).toList()).containsOnly(204);
        }
        assertThat(supervisor.get(path("rosters/2026-11-23")).json().at("/people").valueStream().filter(each -> each.at("/id").asLong() == technicianId).findFirst().orElseThrow().at("/turns").size())
            .isEqualTo(7);
    }

    @Test void 忘了签的补签_主管批了才算_主管自己的由主任批() {
        at("2026-11-23T00:00:00Z");
        sign(steward, "IN").expect(201);
        at("2026-11-24T02:00:00Z");
        var asked = correction(desk, "IN", "2026-11-22T23:45:00Z").expect(201);
        correction(desk, "OUT", "2026-11-23T10:05:00Z").expect(201);
        assertThat(cell(supervisor, deskId, 23)).isEqualTo("旷");
        assertThat(desk.get(path("attendance-days/2026-11-23/people/" + deskId)).at("/corrections/0/state")).isEqualTo("WAITING");
        decide(director, asked.at("/approval"), true).expect(403);
        decide(supervisor, asked.at("/approval"), true).expect(200);
        assertThat(cell(supervisor, deskId, 23)).as("in the morning there, nothing in the afternoon").isEqualTo("旷缺");
        var day = desk.get(path("attendance-days/2026-11-23/people/" + deskId));
        assertThat(day.at("/marks/0/source") + day.at("/marks/0/at") + day.at("/marks/0/madeAt")).isEqualTo("CORRECTION2026-11-22T23:45:00Z2026-11-24T02:00:00Z");

        var own = correction(supervisor, "IN", "2026-11-22T23:55:00Z").expect(201);
        decide(supervisor, own.at("/approval"), true).expect(403);
        decide(director, own.at("/approval"), false).expect(200);
        assertThat(correction(desk, "IN", "2026-11-24T03:00:00Z").expect(400).code()).isEqualTo("moment-not-past");
        assertThat(correction(desk, "IN", "2026-09-24T03:00:00Z").expect(400).code()).isEqualTo("too-long-ago");
    }

    @Test void 一个月报一次_报了以后不能再补() {
        assertThat(supervisor.post(path("attendance/2026-11/report"), Map.of()).expect(409).code()).isEqualTo("month-not-over");
        at("2026-12-01T02:00:00Z");
        var late = correction(desk, "IN", "2026-11-22T23:45:00Z").expect(201);
        assertThat(supervisor.get(path("attendance/2026-11")).at("/mayReport")).isEqualTo("true");
        supervisor.post(path("attendance/2026-11/report"), Map.of()).expect(204);
        assertThat(supervisor.post(path("attendance/2026-11/report"), Map.of()).expect(409).code()).isEqualTo("month-reported");
        assertThat(supervisor.get(path("attendance/2026-11")).at("/reported/at")).isEqualTo("2026-12-01T02:00:00Z");
        assertThat(correction(desk, "IN", "2026-11-23T23:45:00Z").expect(409).code()).isEqualTo("month-reported");
        assertThat(decide(supervisor, late.at("/approval"), true).expect(409).code()).isEqualTo("month-reported");
    }

    private Office.Answer correction(Office who, String kind, String at) {
        return who.post(path("attendance-corrections"), Map.of("kind", kind, "at", at, "reason", "手机没电"));
    }

    private Office.Answer decide(Office who, String approval, boolean isApproved) {
        return who.post(path("approvals/" + approval + "/decisions"), Map.of("isApproved", isApproved, "note", "核对过监控"));
    }

    private Office.Answer sign(Office who, String kind) {
        return who.post(path("attendance-marks"), mark(kind, "DESK", Map.of()));
    }

    private static Map<String, Object> mark(String kind, String source, Map<String, Object> more) {
        var mark = new HashMap<String, Object>(Map.of("kind", kind, "source", source, "missing", List.of()));
        mark.putAll(more);
        return mark;
    }

    private JsonNode person(Office who, long id) {
        return who.get(path("attendance/2026-11")).expect(200).json().at("/people").valueStream().filter(each -> each.get("staffId").asLong() == id).findFirst().orElseThrow();
    }

    private String cell(Office who, long id, int day) {
        return person(who, id).at("/days/" + (day - 1) + "/sign").asString();
    }

    private void at(String moment) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(moment)));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
