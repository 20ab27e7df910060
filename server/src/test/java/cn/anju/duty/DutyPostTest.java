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

/** 写了岗位说明，开了班前会、讲评，谈了话，办了社保，查了宿舍：凭这些记录的职责都打了勾。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyPostTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private Office supervisor;

    @BeforeAll
    void day() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var guard = people.account().id();
        people.grant(guard, "security_guard", community);
        supervisor = people.with("cs_supervisor", community);
        var clerk = people.with("clerk", community);
        var lead = people.with("security_lead", community);
        clerk.post(path("post-profiles"), Map.of("post", "保安员", "version", 0, "superior", "保安队长", "headcount", 6, "requirements", "持保安员证")).expect(201);
        for (var kind : List.of("BRIEFING", "REVIEW"))
            lead.post(path("briefings"), Map.of("kind", kind, "shift", "DAY", "day", "2026-11-21", "attention", "防风", "people", List.of(Map.of("staffId", guard, "isPresent", true, "isTidy", true, "duty", "南门岗")))).expect(201);
        supervisor.add(path("staff-talks"), Map.of("staffId", guard, "talkedOn", "2026-11-21", "topic", "WORK", "content", "想学监控")).expect(201);
        var change = clerk.add(path("insurance-changes"), Map.of("staffId", guard, "kind", "OPEN", "month", "2026-11", "base", "5000.00", "reason", "入职", "dueOn", "2026-11-30")).expect(201).id();
        clerk.post(path("insurance-changes/" + change + "/completion"), Map.of("receipt", "SB1")).expect(204);
        var room = clerk.post(path("dormitory-rooms"), Map.of("name", "东楼 101", "beds", 2)).expect(201).id();
        clerk.post(path("dormitory-rooms/" + room + "/checks"), Map.of("cleanness", "GOOD", "isSafe", true)).expect(201);
        for (var day : List.of("2026-11-21", "2026-12-01"))
            counter.in(community, () -> {
                for (var end : ends) end.close(community, LocalDate.parse(day));
                return null;
            });
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#POST")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(supervisor, community, key, YearMonth.of(2026, 11), YearMonth.of(2026, 12));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
