package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 人口放宽阶梯、采暖季、半年与年、临时收费，经接口走一遍。 */
@Story
class TariffOptionsTest {

    @Autowired Neighbourhood town;
    @Autowired TestClock clock;

    @Test
    void 户籍人口登记后_下次出账放宽_账单说明写着几口人_别的小区的房登记不了() {
        clock.setTo(LocalDate.parse("2026-09-02"));
        var community = town.community(2);
        town.tariff(community, "SF01", "0", "2020-01-01", "rule", "METERED", "meterKind", "水", "price", null, "tiers", "0-10:1;10-:2",
            "widenFromFive", "5", "widenFromSeven", "7");
        town.water(community, "2026-07", "20");
        town.water(community, "2026-08", "20");
        town.publish(community, "2026-07");
        var room = town.office.get(path(community, "rooms")).at("/items/0/id");
        var sizes = path(community, "rooms/" + room + "/household-sizes");
        assertThat(town.office.put(sizes, Map.of("fromOn", "2026-08-15", "persons", 6, "evidence", "户口簿")).expect(200).at("/0/persons")).isEqualTo("6");
        town.publish(community, "2026-08");
        assertThat(town.csv(community, "2026-07").stream().map(line -> line.split(",")[5])).containsExactly("30.00", "30.00");
        assertThat(town.csv(community, "2026-08").stream().map(line -> line.split(",")[5])).containsExactly("25.00", "30.00");
        var bill = town.bills(community, "month=2026-08&roomCode=1-101").at("/items/0/id");
        assertThat(town.office.get(path(community, "bills/" + bill)).expect(200).text()).contains("户籍人口", "各档上限放宽", "15 × 1 + 5 × 2");

        var other = town.community(1);
        town.office.get(path(other, "rooms/" + room + "/household-sizes")).expect(404);
        var reader = People.of(town.office).permitted(community, "resident.read", "cashier.read");
        assertThat(reader.put(sizes, Map.of("fromOn", "2026-08-15", "persons", 3)).status()).isEqualTo(403);
        assertThat(town.office.post(path(community, "tariffs"), Neighbourhood.terms("SF02", "0", "2020-01-01", "rule", "METERED", "meterKind", "水", "price", null,
            "tiers", "0-10:1;10-:2", "widenFromFive", "5", "widenFromSeven", "3")).expect(400).code()).isEqualTo("widening-invalid");
        town.assertBooksAgree(community);

        town.office.put(path(community, "one-off-prices"), Map.of("code", "CARD", "name", "门禁卡", "unit", "张", "price", "20.00", "isActive", true)).expect(200);
        var charge = path(community, "rooms/" + room + "/one-off-charges");
        var key = UUID.randomUUID().toString();
        var made = town.office.post(charge, Map.of("code", "CARD", "quantity", "3"), "Idempotency-Key", key).expect(201);
        assertThat(made.at("/amount")).isEqualTo("60.00");
        assertThat(town.office.post(charge, Map.of("code", "CARD", "quantity", "3"), "Idempotency-Key", key).expect(201).at("/billId")).isEqualTo(made.at("/billId"));
        assertThat(town.office.post(charge, Map.of("code", "CARD", "quantity", "4"), "Idempotency-Key", key).expect(409).code()).isEqualTo("idempotency-key-reused");
        assertThat(town.office.post(path(other, "rooms/" + room + "/one-off-charges"), Map.of("code", "CARD", "quantity", "1"), "Idempotency-Key",
            UUID.randomUUID().toString()).status()).isEqualTo(404);
        assertThat(reader.post(charge, Map.of("code", "CARD", "quantity", "1"), "Idempotency-Key", UUID.randomUUID().toString()).status()).isEqualTo(403);
        assertThat(town.bills(community, "roomCode=1-101&tariffCode=CARD").at("/items/0/outstanding")).isEqualTo("60.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 采暖季按面积_只在自己的月份收_半年和一年各出一行() {
        var community = town.community(1);
        town.tariff(community, "CN01", "6.00", "2020-01-01", "rule", "BY_AREA", "months", List.of(11, 12, 1, 2, 3));
        town.tariff(community, "BN01", "10.00", "2020-01-01", "cycle", "HALF_YEAR");
        town.tariff(community, "QN01", "10.00", "2020-01-01", "cycle", "YEAR");
        town.publish(community, "2026-10");
        town.publish(community, "2026-11");
        assertThat(town.csv(community, "2026-10").stream().map(CorrectionTest::withoutDue)).containsExactly(
            "1-101,BN01,2026-07-01,2026-12-31,1,60.00,OWNER", "1-101,QN01,2026-07-01,2026-12-31,1,60.00,OWNER");
        assertThat(town.csv(community, "2026-11").stream().map(CorrectionTest::withoutDue)).containsExactly("1-101,CN01,2026-11-01,2026-11-30,100,600.00,OWNER");
    }
}
