package cn.anju.collection.rate;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
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
