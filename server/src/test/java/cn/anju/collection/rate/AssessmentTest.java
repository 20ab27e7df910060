package cn.anju.collection.rate;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class AssessmentTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long area;

    @BeforeEach
    void area() {
        community = counter.community(1);
        var building = office.get("/api/communities/" + community + "/buildings").json();
        var buildingId = (building.isArray() ? building.get(0) : building.get("items").get(0)).get("id").asLong();
        var steward = People.of(office).account();
        People.of(office).grant(steward.id(), "steward", community);
        office.post("/api/communities/" + community + "/steward-areas", Map.of("name", "一片区", "parts", List.of(Map.of("buildingId", buildingId, "fromOn", "2020-01-01")),
            "assignments", List.of(Map.of("staffId", steward.id(), "fromOn", "2020-01-01")))).expect(201);
        area = office.get("/api/communities/" + community + "/steward-areas").json().get(0).get("id").asLong();
        counter.owe(community, "1-101", "WY", "1000.00", LocalDate.of(2026, 8, 25), "0");
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "900.00").expect(201);
    }

    @Test void 半年没完成_提出降薪_主任定_没满不能考核_完成的不能降() {
        var supervisor = People.of(office).with("cs_supervisor", community);
        var director = People.of(office).with("director", community);
        supervisor.put(path("targets/2026-07"), Map.of("targets", List.of(Map.of("areaId", area, "rate", "92.00")))).expect(200);
        var row = office.get(path("scoreboard?period=2026-07")).json().get(0);
        assertThat(row.get("rate").asString() + " " + row.get("gap").asString() + " " + row.get("steps").asInt() + " " + row.get("rank").asInt()).isEqualTo("90.00 -2.00 2 1");
        assertThat(supervisor.post(path("assessments/2026-07"), Map.of()).expect(409).code()).isEqualTo("half-year-open");
        assertThat(supervisor.post(path("assessments/2026-08"), Map.of()).expect(400).code()).isEqualTo("half-year-invalid");
        clock.setTo(LocalDate.of(2027, 1, 2));
        var made = supervisor.post(path("assessments/2026-07"), Map.of()).expect(200).json().get(0);
        assertThat(made.get("conclusion").asString() + made.get("actualRate").asString()).isEqualTo("MISSED90.00");
        assertThat(supervisor.post(path("assessments/2026-07"), Map.of()).expect(409).code()).isEqualTo("half-year-assessed");
        var approval = supervisor.post(path("assessments/" + made.get("id").asLong() + "/proposal"), Map.of("measure", "REDUCE", "reason", "差两个点")).expect(200).id();
        assertThat(supervisor.post("/api/communities/" + community + "/approvals/" + approval + "/decisions", Map.of("isApproved", true)).status()).isIn(403, 404);
        director.post("/api/communities/" + community + "/approvals/" + approval + "/decisions", Map.of("isApproved", true)).expect(200);
        assertThat(office.get(path("assessments")).json().get(0).get("state").asString()).isEqualTo("APPROVED");
        assertThat(supervisor.post(path("assessments/" + made.get("id").asLong() + "/proposal"), Map.of("measure", "DEMOTE", "reason", "再降")).expect(409).code()).isEqualTo("proposal-made");
    }

    @Test void 收缴分析_每个问题户都要有办法才能交() {
        clock.setTo(LocalDate.of(2027, 3, 5));
        var started = office.post(path("analyses/2027-02"), Map.of()).expect(200);
        assertThat(started.at("/households/0/roomCode") + started.at("/households/0/overdue")).isEqualTo("1-101100.00");
        assertThat(office.post(path("analyses/2027-02/submission"), Map.of()).expect(409).code()).isEqualTo("handling-missing");
        var room = Long.parseLong(started.at("/households/0/roomId"));
        office.put(path("analyses/2027-02"), Map.of("summary", "陈欠为主", "handlings", List.of(Map.of("roomId", room, "handling", "主管上门，谈不成发律师函")))).expect(200);
        assertThat(office.post(path("analyses/2027-02/submission"), Map.of()).expect(200).at("/submittedAt")).isNotEmpty();
        assertThat(office.put(path("analyses/2027-02"), Map.of("summary", "改", "handlings", List.of())).expect(409).code()).isEqualTo("analysis-submitted");
        assertThat(office.post(path("analyses/2027-02"), Map.of()).expect(409).code()).isEqualTo("analysis-exists");
    }

    private String path(String rest) {
        return Counter.path(community, "collection/" + rest);
    }
}
