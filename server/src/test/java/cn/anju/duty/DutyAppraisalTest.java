package cn.anju.duty;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 考核了一个人，试用期也考了，主任批了，本人确认了：凭这些记录的职责都打了勾。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyAppraisalTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private long deskId;
    private Office supervisor;

    @BeforeAll
    void review() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        var boss = people.account();
        deskId = account.id();
        people.grant(deskId, "front_desk", community);
        people.grant(boss.id(), "cs_supervisor", community);
        supervisor = people.signIn(boss);
        var desk = people.signIn(account);
        var director = people.with("director", community);
        supervisor.put(path("appraisal-criteria"), Map.of("post", "通用", "items", List.of(Map.of("item", "服务", "standard", "少一次扣两分", "points", 100)))).expect(204);
        supervisor.put(path("staff-files/" + deskId), Map.of("joinedOn", "2026-09-01", "probationTo", "2026-11-30")).expect(204);
        var appraisal = supervisor.post(path("appraisals"), Map.of("staffId", deskId, "span", "MONTH", "day", "2026-11-21", "comment", "好", "scores", List.of(Map.of("score", 90)))).expect(201);
        var review = supervisor.post(path("probation-reviews"), Map.of("staffId", deskId, "score", 88, "comment", "能独当一面", "outcome", "PASS")).expect(201);
        for (var made : List.of(appraisal, review)) director.post(path("approvals/" + made.at("/approval") + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
        desk.post(path("appraisals/" + appraisal.id() + "/acknowledgement"), Map.of()).expect(204);
        for (var day : List.of("2026-11-23", "2026-12-01"))
            counter.in(community, () -> {
                for (var end : ends) end.close(community, LocalDate.parse(day));
                return null;
            });
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#APPRAISAL")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(supervisor, community, key, YearMonth.of(2026, 11), YearMonth.of(2026, 12));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
