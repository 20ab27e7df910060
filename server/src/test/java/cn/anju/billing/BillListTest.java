package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class BillListTest {

    @Autowired Neighbourhood town;
    @Autowired TestClock clock;

    @Test
    void 后来的收款不改以前某日的欠费() {
        var community = town.community(2);
        town.tariff(community, "WY01", "2.35", "2020-01-01", "rule", "BY_AREA", "lateFeeRate", "0.0005");
        town.publish(community, "2026-07");
        var before = arrears(community, "2026-08-31");
        assertThat(before.lines().toList()).containsExactly("room_code,tariff_code,period_start,due_date,outstanding,days_late,late_fee",
            "1-101,WY01,2026-07-01,2026-07-25,235.00,37,4.35", "1-102,WY01,2026-07-01,2026-07-25,235.00,37,4.35");
        town.openShift(community);
        town.pay(community, "1-101", "100.00");
        assertThat(arrears(community, "2026-08-31")).isEqualTo(before);
        assertThat(arrears(community, "2026-07-30").lines()).hasSize(1);
        assertThat(arrears(community, "2026-11-21").lines().toList()).contains("1-101,WY01,2026-07-01,2026-07-25,135.00,119,8.03");
        assertThat(LateFee.on(Money.of("135.00"), new BigDecimal("0.0005"), LocalDate.of(2026, 7, 25), LocalDate.of(2026, 11, 21)))
            .isEqualTo(Money.of("8.03"));
    }

    @Test
    void 欠费按房屋_项目_楼栋合计_都与明细相等() {
        var community = town.community(3);
        town.tariff(community, "WY01", "2.35", "2020-01-01", "rule", "BY_AREA", "lateFeeRate", "0.003");
        town.tariff(community, "LJ01", "8.00", "2020-01-01", "dueDay", 31);
        town.publish(community, "2026-07");
        for (var by : List.of("ROOM", "ITEM", "BUILDING")) {
            var sums = town.office.get(path(community, "arrears/sums?by=" + by + "&asOf=2026-08-10")).expect(200);
            assertThat(sum(sums, "outstanding")).as(by).isEqualTo("729.00");
            assertThat(sum(sums, "lateFee")).as(by).isEqualTo("33.84");
        }
        assertThat(town.office.get(path(community, "arrears?overdue=true&asOf=2026-07-31")).expect(200).at("/total")).isEqualTo("3");
        assertThat(town.office.get(path(community, "arrears/sums.xlsx?by=ITEM")).expect(200).raw().body()).hasSizeGreaterThan(2000);
        var book = town.office.get(path(community, "arrears.xlsx?overdue=true&asOf=2026-07-31&sort=-dueOn&size=20")).expect(200).workbook();
        assertThat(book).contains("导出人", "系统管理员", "2026-11-21 09:00", "截至 2026-07-31，只看逾期 true").doesNotContain("size", "sort", "overdue");
        var spoken = "/arrears.xlsx?overdue=true&conditions=" + Office.encoded("只看逾期");
        assertThat(town.office.get("/api/communities/" + community + spoken).expect(200).workbook()).contains("只看逾期").doesNotContain("只看逾期 true");
        assertThat(town.office.get(path(community, "arrears?payer=nobody")).expect(400).code()).isEqualTo("payer-unknown");
    }

    @Test
    void 每行说得清怎么来的() {
        var community = town.community(3);
        town.tariff(community, "SF01", "5.00", "2020-01-01", "rule", "METERED", "meterKind", "水", "price", null,
            "tiers", "0-10:5.00;10-:7.00", "isYearly", true);
        town.tariff(community, "GT01", "0.52", "2020-01-01", "rule", "SHARED", "meterKind", "电", "shareBasis", "AREA");
        town.water(community, "2026-07", "8");
        town.publicElectricity(community, "2026-07", "100");
        town.publish(community, "2026-07");
        town.water(community, "2026-08", "4");
        town.publish(community, "2026-08");
        var august = explained(community, "roomCode=1-101&tariffCode=SF01&month=2026-08");
        assertThat(august.at("/explanation/formula")).isEqualTo("2 × 5.00 + 2 × 7.00");
        assertThat(august.at("/bill/amount")).isEqualTo("24.00");
        var shared = explained(community, "roomCode=1-101&tariffCode=GT01");
        assertThat(shared.at("/explanation/formula")).isEqualTo("⌊52.00 × 100 ÷ 300⌋ + 0.01");
        assertThat(shared.at("/bill/shareGroup")).isEqualTo("全区");
        assertThat(shared.text()).contains("分摊户数");
        assertThat(town.csv(community, "2026-07").stream().filter(line -> line.contains("GT01")).map(line -> line.split(",")[5]))
            .containsExactly("17.34", "17.33", "17.33");
        town.assertBooksAgree(community);
    }

    @Test
    void 草稿与上月相比_两成以上的_没有了的_缺读数的都列出() {
        var community = town.community(3);
        town.tariff(community, "SF01", "5.00", "2020-01-01", "rule", "METERED", "meterKind", "水");
        town.tariff(community, "LJ01", "8.00", "2020-01-01", "to", "2026-07-31");
        town.water(community, "2026-07", "10");
        town.publish(community, "2026-07");
        town.water(community, "2026-08", "12");
        var draft = town.run(community, "2026-08");
        var comparison = town.office.get(path(community, "bill-runs/" + draft.id() + "/comparison")).expect(200);
        assertThat(comparison.at("/changed")).isEqualTo("3");
        assertThat(comparison.at("/newZeros")).isEqualTo("3");
        assertThat(comparison.at("/items/1/amount")).isEqualTo("180.00");
        assertThat(comparison.at("/items/1/amountBefore")).isEqualTo("150.00");
        var changed = town.office.get(path(community, "bill-runs/" + draft.id() + "/changed-rooms?kind=changed&size=2&page=2")).expect(200);
        assertThat(changed.at("/total")).isEqualTo("3");
        assertThat(changed.at("/items/0/percent")).isEqualTo("20.0");
        assertThat(changed.at("/items/0/roomCode")).isEqualTo("1-103");
    }

    @Test
    void 同一个月补出一次_按整月与上月比_不说补出的房屋变了() {
        var community = town.community(2);
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        town.publish(community, "2026-07");
        town.publish(community, "2026-08");
        town.tariff(community, "DT01", "18.00", "2026-08-01");
        var second = town.run(community, "2026-08");
        var comparison = town.office.get(path(community, "bill-runs/" + second.id() + "/comparison")).expect(200);
        assertThat(comparison.at("/items/1/tariffCode")).isEqualTo("LJ01");
        assertThat(List.of(comparison.at("/items/1/lines"), comparison.at("/items/1/monthLines"), comparison.at("/items/1/linesBefore"))).containsExactly("0", "2", "2");
        assertThat(comparison.at("/items/0/amount")).isEqualTo("36.00");
        assertThat(comparison.at("/newZeros")).isEqualTo("0");
        assertThat(comparison.at("/changed")).isEqualTo("0");
    }

    @Test
    void 账单列表_筛选条件里的怪话伤不了人() {
        var community = town.community(2);
        town.tariff(community, "LJ01", "8.00", "2020-01-01");
        town.publish(community, "2026-07");
        assertThat(town.bills(community, "text=" + Office.encoded("1-10") + "&sort=-amount").at("/total")).isEqualTo("2");
        for (var field : List.of("roomCode", "text", "tariffCode"))
            assertThat(town.bills(community, field + "=" + Office.encoded("' or 1=1 --")).at("/total")).as(field).isEqualTo("0");
        assertThat(town.office.get(path(community, "bills?sort=amount;drop")).expect(400).code()).isEqualTo("sort-unknown");
        assertThat(town.office.get(path(community, "bills?state=NONE")).expect(400).code()).isEqualTo("state-unknown");
        var other = town.community(1);
        assertThat(town.office.get(path(other, "bills/" + town.bills(community, "state=OPEN").at("/items/0/id"))).status()).isEqualTo(404);
        assertThat(town.office.get(path(community, "bills.xlsx?state=OPEN")).expect(200).raw().body()).hasSizeGreaterThan(2000);
        assertThat(town.office.get(path(community, "bills/totals?state=OVERDUE")).expect(200).at("/outstanding")).isEqualTo("16.00");
    }

    private Office.Answer explained(long community, String query) {
        return town.office.get(path(community, "bills/" + town.bills(community, query).at("/items/0/id"))).expect(200);
    }

    private String arrears(long community, String day) {
        return town.office.get(path(community, "arrears.csv?asOf=" + day)).expect(200).text();
    }

    private static String sum(Office.Answer answer, String field) {
        var sum = Money.ZERO;
        for (var row : answer.json().get("items")) sum = sum.plus(Money.of(row.get(field).asString()));
        return sum.toString();
    }
}
