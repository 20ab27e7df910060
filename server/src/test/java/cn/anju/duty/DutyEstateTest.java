package cn.anju.duty;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 划片、改房态、改档、发卡、兼职对接人：办了，凭这些记录的职责都打了勾。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyEstateTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private Office supervisor;

    @BeforeAll
    void oneDay() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var room = counter.in(community, () -> counter.roomId(community, "1-101"));
        var people = People.of(office);
        var account = people.account();
        people.grant(account.id(), "steward", community);
        var steward = people.signIn(account);
        supervisor = people.with("cs_supervisor", community);
        var building = Long.valueOf(office.get(path("buildings")).at("/0/id"));
        office.post(path("steward-areas"), Map.of("name", "一片", "parts", List.of(Map.of("buildingId", building, "fromOn", "2026-11-21")),
            "assignments", List.of(Map.of("staffId", account.id(), "fromOn", "2026-11-21")))).expect(201);
        office.put(path("rooms/" + room), Map.of("facts", Map.of("building", "1", "number", "101", "kind", "HOUSE", "grossArea", "90.5", "status", "VACANT", "handoverOn", "2020-01-01"),
            "reason", "业主搬走")).expect(200);
        var person = counter.own(community, "1-101", "张三", LocalDate.of(2026, 11, 1));
        steward.put(path("people/" + person), Map.of("kind", "PERSON", "name", "张三丰")).expect(200);
        steward.post(path("rooms/" + room + "/cards"), Map.of("number", "A001", "holder", "张三丰")).expect(201);
        office.post("/api/staff/" + account.id() + "/grants", Map.of("role", "clerk", "communityId", community, "toOn", "2027-11-20")).expect(201);
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#ESTATE")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(supervisor, community, key, YearMonth.of(2026, 11));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
