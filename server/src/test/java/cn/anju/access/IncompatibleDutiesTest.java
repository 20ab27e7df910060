package cn.anju.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import cn.anju.TestClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** S9：出纳不兼稽核、账目、档案；授权、自编角色、改角色、代理，哪条路都走不通。 */
@Story
@SameOnAnyDatabase("who may hold which role asks nothing of the database but a join")
class IncompatibleDutiesTest {

    @Autowired Office office;
    @Autowired TestClock clock;

    private long community;
    private long cashier;
    private People people;

    @BeforeEach
    void 一位出纳() {
        community = office.newCommunity("分工", "2026-07-01");
        people = People.of(office);
        cashier = people.account().id();
        people.grant(cashier, "cashier", community);
    }

    @Test
    void S9_出纳不能再当会计_别的小区可以_接任的那天以后可以() {
        refused(grant(cashier, Map.of("role", "accountant", "communityId", community)));
        refused(grant(cashier, Map.of("role", "accountant")));
        grant(cashier, Map.of("role", "accountant", "communityId", office.newCommunity("邻居", "2026-07-01"))).expect(201);
        var until = people.account().id();
        grant(until, Map.of("role", "fee_collector", "communityId", community, "toOn", "2026-12-31")).expect(201);
        refused(grant(until, Map.of("role", "accountant", "communityId", community, "fromOn", "2026-12-31")));
        grant(until, Map.of("role", "accountant", "communityId", community, "fromOn", "2027-01-01")).expect(201);
        grant(cashier, Map.of("role", "front_desk", "communityId", community)).expect(201);
        assertThat(office.get("/api/staff/" + cashier).expect(200).text()).doesNotContain("\"accountant\",\"roleName\":\"会计\",\"communityId\":" + community);
    }

    @Test
    void S9_自编的角色也不行_改角色影响到的人也算() {
        refused(office.post("/api/roles", Map.of("name", "什么都管", "permissions", List.of("cashier.receive", "ledger.close"))));
        var role = people.role("estate.read");
        grant(cashier, Map.of("role", role, "communityId", community)).expect(201);
        var id = office.get("/api/roles").expect(200).json().valueStream().filter(each -> each.get("key").asString().equals(role)).findFirst().orElseThrow().get("id").asString();
        refused(office.put("/api/roles/" + id, Map.of("name", "看房", "permissions", List.of("ledger.review"))));
        office.put("/api/roles/" + id, Map.of("name", "看房", "permissions", List.of("estate.read", "ledger.read"))).expect(200);
    }

    @Test
    void S9_代理也不行() {
        var accountant = people.account().id();
        people.grant(accountant, "accountant", community);
        var deputy = Map.of("staffId", accountant, "deputyId", cashier, "fromOn", LocalDate.now(clock).toString(), "toOn", LocalDate.now(clock).plusDays(3).toString(), "reason", "休假");
        refused(office.post("/api/deputies", deputy));
        var desk = people.account().id();
        people.grant(desk, "clerk", community);
        office.post("/api/deputies", Map.of("staffId", accountant, "deputyId", desk, "fromOn", LocalDate.now(clock).toString(),
            "toOn", LocalDate.now(clock).plusDays(3).toString(), "reason", "休假")).expect(201);
        refused(grant(desk, Map.of("role", "cashier", "communityId", community)));
    }

    private Office.Answer grant(long person, Map<String, Object> grant) {
        return office.post("/api/staff/" + person + "/grants", grant);
    }

    private static void refused(Office.Answer answer) {
        assertThat(answer.expect(409).code()).isEqualTo("duties-incompatible");
        assertThat(answer.at("/detail")).contains("不能由一个人兼任");
    }
}
