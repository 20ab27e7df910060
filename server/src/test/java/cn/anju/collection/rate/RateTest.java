package cn.anju.collection.rate;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
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
class RateTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired RollUp rollUp;
    @Autowired TestClock clock;

    private long community;

    @BeforeEach
    void debts() {
        community = counter.community(2);
        counter.owe(community, "1-101", "WY", "1000.00", LocalDate.of(2026, 8, 25), "0");
        counter.owe(community, "1-102", "WY", "500.00", LocalDate.of(2026, 10, 25), "0");
        counter.owe(community, "1-102", "DT", "500.00", LocalDate.of(2025, 10, 25), "0");
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "600.00").expect(201);
    }

    @Test void 当期往年合计_三数平衡_各种归法合计一样_主任与项目同数() {
        assertRates("2026-11-21", "1500.00 600.00 40.00 500.00 0.00 0.00 1400.00 30.00");
        var director = People.of(office).with("director", community);
        var seen = director.get("/api/collection-rates?asOf=2026-11-21").expect(200);
        assertThat(seen.at("/rows/0/combinedRate") + " " + seen.at("/total/due") + " " + seen.json().get("rows").size()).isEqualTo("30.00 2000.00 1");
        assertThat(seen.at("/definitions/0")).startsWith("当期应收");
        assertThat(People.of(office).with("warehouse", community).get(path("rates?by=WHOLE")).expect(403).code()).isEqualTo("not-permitted");
    }

    @Test void 以后收的款_不改变过去某日的数_并进合计前后一样() {
        clock.setTo(LocalDate.of(2026, 11, 25));
        counter.pay(community, "1-102", "CASH", "800.00").expect(201);
        for (var round = 0; round < 4; round++) {
            assertRates("2026-11-21", "1500.00 600.00 40.00 500.00 0.00 0.00 1400.00 30.00");
            assertRates("2026-11-25", "1500.00 900.00 60.00 500.00 500.00 100.00 600.00 70.00");
            assertRates("2026-12-31", "1500.00 900.00 60.00 500.00 500.00 100.00 600.00 70.00");
            counter.in(community, () -> {
                rollUp.add(community);
                return null;
            });
        }
        assertThat(counter.in(community, () -> counter.rows("select count(*) from collection.item_total where community_id = " + community))).isPositive();
        counter.assertBooksAgree(community);
    }

    @Test void 作废收款_当日起回到原数() {
        counter.in(community, () -> {
            rollUp.add(community);
            return null;
        });
        clock.setTo(LocalDate.of(2026, 11, 25));
        var payment = office.get("/api/communities/" + community + "/payments").at("/items/0/id");
        office.post("/api/communities/" + community + "/payments/" + payment + "/void", Map.of("reason", "收错")).expect(200);
        assertRates("2026-11-25", "1500.00 0.00 0.00 500.00 0.00 0.00 2000.00 0.00");
        assertRates("2026-11-24", "1500.00 600.00 40.00 500.00 0.00 0.00 1400.00 30.00");
    }

    @Test void 片区的数按合计算_边界穿过单元的逐行算_房屋改了楼栋合计跟着走_都等于逐行重算() {
        var rooms = office.get(Counter.path(community, "rooms?sort=code")).json().get("items");
        var building = rooms.get(0).get("buildingId").asLong();
        var whole = area("一片区", Map.of("buildingId", building, "fromOn", "2020-01-01"));
        for (var round = 0; round < 3; round++) {
            assertThat(areas()).containsExactly("一片区 1500.00 600.00 500.00 0.00");
            roll();
        }
        // The totals are what is read: a wrong one shows.
        StoryDatabase.owner().sql("update collection.day_total set billed = billed + 1 where community_id = :c and billed = 1000").param("c", community).update();
        assertThat(areas()).containsExactly("一片区 1501.00 600.00 500.00 0.00");
        StoryDatabase.owner().sql("update collection.day_total set billed = billed - 1 where community_id = :c and billed = 1001").param("c", community).update();

        area("二片区", Map.of("buildingId", building, "roomId", rooms.get(1).get("id").asLong(), "fromOn", "2020-01-01"));
        assertThat(areas()).containsExactly("一片区 1000.00 600.00 0.00 0.00", "二片区 500.00 0.00 500.00 0.00");
        office.delete(Counter.path(community, "steward-areas/" + whole));
        counter.pay(community, "1-102", "CASH", "700.00").expect(201);
        assertThat(areas()).contains("二片区 500.00 200.00 500.00 500.00");

        office.put(Counter.path(community, "rooms/" + rooms.get(0).get("id").asString()), Map.of("facts", Map.of("building", "9", "number", "101", "kind", "HOUSE",
            "grossArea", "90.5", "status", "SELF_USED", "handoverOn", "2020-01-01"), "reason", "楼栋登记错了")).expect(200);
        roll();
        roll();
        var moved = office.get(path("rates?by=BUILDING&asOf=2026-11-21")).expect(200);
        assertThat(moved.json().get("rows").valueStream().map(row -> row.get("name").asString() + " " + row.get("currentDue").asString())).containsExactly("1 500.00", "9 1000.00");
        area("九片区", Map.of("buildingId", moved.json().get("rows").get(1).get("id").asLong(), "fromOn", "2020-01-01"));
        assertThat(areas()).contains("九片区 1000.00 600.00 0.00 0.00");
        counter.assertBooksAgree(community);
    }

    private long area(String name, Map<String, Object> part) {
        return office.post(Counter.path(community, "steward-areas"), Map.of("name", name, "parts", List.of(part), "assignments", List.of())).expect(201).id();
    }

    private List<String> areas() {
        return office.get(path("rates?by=AREA&asOf=2026-11-21")).expect(200).json().get("rows").valueStream().filter(row -> row.get("id").asLong() != 0)
            .map(row -> String.join(" ", row.get("name").asString(), row.get("currentDue").asString(), row.get("currentPaid").asString(), row.get("priorDue").asString(),
                row.get("priorPaid").asString())).sorted().toList();
    }

    private void roll() {
        counter.in(community, () -> {
            rollUp.add(community);
            return null;
        });
    }

    private void assertRates(String asOf, String figures) {
        for (var by : new String[] {"WHOLE", "ITEM", "BUILDING", "AREA"}) {
            var total = office.get(path("rates?by=" + by + "&asOf=" + asOf)).expect(200);
            assertThat(String.join(" ", total.at("/total/currentDue"), total.at("/total/currentPaid"), total.at("/total/currentRate"), total.at("/total/priorDue"),
                total.at("/total/priorPaid"), total.at("/total/priorRate"), total.at("/total/open"), total.at("/total/combinedRate"))).as(by + " " + asOf).isEqualTo(figures);
            if (!by.equals("ITEM")) assertThat(total.at("/rows/0/combinedRate")).as(by).isEqualTo(total.at("/total/combinedRate"));
        }
    }

    private String path(String rest) {
        return Counter.path(community, "collection/" + rest);
    }
}
