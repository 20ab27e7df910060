package cn.anju.duty;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 前台的一个周一：签到、接夜班、签退；高级管家请假写明代理；月初报考勤。办了，凭这些记录的职责都打了勾。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyWorkforceTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private Office supervisor;

    @BeforeAll
    void monday() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var night = people.with("front_desk", community);
        var desk = people.with("front_desk", community);
        var steward = people.account().id();
        people.grant(steward, "steward", community);
        supervisor = people.with("cs_supervisor", community);
        var senior = people.account();
        people.grant(senior.id(), "senior_steward", community);
        var asked = people.signIn(senior).post(path("leaves"), Map.of("kind", "ANNUAL", "fromOn", "2026-11-24", "fromNoon", false, "toOn", "2026-11-24", "toNoon", false, "reason", "休息",
            "deputyId", steward)).expect(201);
        people.with("director", community).post(path("approvals/" + asked.at("/approval") + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);

        at("2026-11-23T07:40:00");
        sign(desk, "IN");
        var handover = night.post(path("shift-handovers"), Map.of("post", "FRONT_DESK", "shift", "NIGHT", "day", "2026-11-22", "log", "夜里三点水浸报警一次",
            "lines", List.of(Map.of("kind", "MATTER", "text", "请管家早上看阳台", "needsPerson", true)))).expect(201).id();
        desk.post(path("shift-handovers/" + handover + "/signature"), Map.of("version", 1, "refused", List.of())).expect(204);
        var line = desk.get(path("shift-handovers/" + handover)).json().at("/lines/0/id").asLong();
        desk.post(path("handover-lines/" + line + "/tasks"), Map.of("staffId", steward)).expect(201);
        at("2026-11-23T12:01:00");
        sign(desk, "OUT");
        at("2026-11-23T13:55:00");
        sign(desk, "IN");
        at("2026-11-23T18:01:00");
        sign(desk, "OUT");
        people.with("clerk", community).post(path("staff-papers"), Map.of("staffId", steward, "kind", "上岗证", "certificateNumber", "SG-2026-07", "expiresOn", "2027-12-31")).expect(201);
        night("2026-11-23");
        at("2026-12-01T09:00:00");
        supervisor.post(path("attendance/2026-11/report"), Map.of()).expect(204);
        night("2026-12-01");
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#WORKFORCE")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(supervisor, community, key, YearMonth.of(2026, 11), YearMonth.of(2026, 12));
    }

    private void sign(Office who, String kind) {
        who.post(path("attendance-marks"), Map.of("kind", kind, "source", "DESK", "missing", List.of())).expect(201);
    }

    private void at(String moment) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(moment + "+08:00")));
    }

    private void night(String day) {
        counter.in(community, () -> {
            for (var end : ends) end.close(community, LocalDate.parse(day));
            return null;
        });
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
