package cn.anju.billing.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.billing.calculation.BillFacts.SplitUse;
import cn.anju.billing.calculation.ChargeRule.ByArea;
import cn.anju.billing.calculation.ChargeRule.Fixed;
import cn.anju.billing.calculation.ChargeRule.Metered;
import cn.anju.billing.calculation.ChargeRule.Shared;
import cn.anju.billing.calculation.Tariff.Widening;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** 一段账期里换了缴费的人：开发商与业主、原业主与新业主；人口放宽各档；只在几个月收的。 */
class PartedChargeTest {

    private static final ChargeRule THIRTY = new Fixed(new BigDecimal("30"));

    private final Case office = new Case();
    private final List<SplitUse> splits = new ArrayList<>();

    @Test void 登记过交房_开发商缴到前一天_业主从当天起_跨季分两次出也不重() {
        office.tariff(THIRTY, Cycle.QUARTER, "2020-01-01", null, true).tariff(THIRTY, Cycle.MONTH, "2020-01-01", null, false);
        room("1-101", "2026-08-11", true, List.of(), null);
        assertThat(texts("2026-07")).containsExactly("1-101 2026-07-01/2026-08-10 39.68 开发商");
        assertThat(texts("2026-08")).containsExactly("1-101 2026-08-11/2026-09-30 50.32", "1-101 2026-08-11/2026-08-31 20.32");
        assertThat(texts("2026-09")).containsExactly("1-101 2026-09-01/2026-09-30 30.00");
    }

    @Test void 登记过以后才交房的_月里公摊有开发商的份_交房那月归业主() {
        office.tariff(new Shared(BigDecimal.ONE, "水", ShareBasis.AREA), Cycle.MONTH, "2020-01-01", null, true);
        room("1-101", "2026-08-11", true, List.of(), null);
        office.room("1-102", "2020-01-01").groupUse("1", "100", false);
        assertThat(texts("2026-07")).containsExactly("1-101 2026-07-01/2026-07-31 50.00 开发商", "1-102 2026-07-01/2026-07-31 50.00");
        office.billed.clear();
        assertThat(texts("2026-08")).containsExactly("1-101 2026-08-01/2026-08-31 50.00", "1-102 2026-08-01/2026-08-31 50.00");
    }

    @Test void 交房抄了表_当月用量按读数分_没抄的整月归业主() {
        office.tariff(new Metered(TieredPrice.of("0-10:1.01;10-:2.02"), false, "水"), Cycle.MONTH, "2020-01-01", null);
        room("1-101", "2026-07-11", true, List.of(), null);
        office.use(1, "25", "0", false);
        assertThat(texts("2026-07")).containsExactly("1-101 2026-07-01/2026-07-31 40.40");
        office.billed.clear();
        splits.add(new SplitUse(1, "水", LocalDate.parse("2026-07-11"), new BigDecimal("12")));
        assertThat(texts("2026-07")).containsExactly("1-101 2026-07-01/2026-07-10 14.14 开发商", "1-101 2026-07-11/2026-07-31 26.26");
    }

    /** B23, the arithmetic: whatever the day, the tariffs and the readings. */
    @Test void 过户_两位业主之和等于不分的账单_分毫不差_照说明重算也一样() {
        for (var seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            var day = LocalDate.of(2026, 7, 1).plusDays(random.nextInt(92));
            var whole = village(seed, List.of());
            var parted = village(seed, random.nextInt(4) == 0 ? List.of(day, day.plusDays(9)) : List.of(day));
            if (random.nextBoolean()) parted.splits.add(new SplitUse(1, "水", day, BigDecimal.valueOf(random.nextInt(30))));
            for (var month : List.of("2026-07", "2026-08", "2026-09")) {
                var lines = parted.lines(month);
                assertThat(sums(lines)).as("seed %d, %s, %s", seed, day, month).isEqualTo(sums(whole.lines(month)));
                for (var line : lines) {
                    var tariff = parted.office.tariffs.stream().filter(each -> each.versionId() == line.tariffVersionId()).findFirst().orElseThrow();
                    assertThat(Formula.amount(Explanation.of(line, tariff).formula())).as("seed %d, %s", seed, line).isEqualTo(line.amount());
                    assertThat(line.roomId() == 1 && line.periodStart().isBefore(day) && !line.periodEnd().isBefore(day)).as("seed %d: cut on %s: %s", seed, day, line).isFalse();
                }
            }
        }
    }

    @Test void 五口之家放宽各档_七口再放宽_写在说明里_人少的照旧() {
        office.tariffs.add(tariff(new Metered(TieredPrice.of("0-10:1;10-20:2;20-:3"), false, "水"), Cycle.MONTH, Set.of(),
            new Widening(new BigDecimal("5"), new BigDecimal("8"))));
        for (var persons : new Integer[] {null, 4, 5, 7}) {
            room("1-10" + (office.rooms.size() + 1), "2020-01-01", false, List.of(), persons);
            office.use(office.rooms.size(), "25", "0", false);
        }
        var lines = lines("2026-07");
        assertThat(lines.stream().map(BillLine::amount).map(Money::toString)).containsExactly("45.00", "45.00", "35.00", "32.00");
        var explained = Explanation.of(lines.get(2), office.tariffs.getFirst());
        assertThat(explained.formula()).isEqualTo("15 × 1 + 10 × 2");
        assertThat(explained.figures()).contains(new Explanation.Figure("户籍人口", "5", "人"), new Explanation.Figure("各档上限放宽", "5", null));
    }

    @Test void 只在采暖季收的_别的月份不收_跨季的周期只算季内各月() {
        var season = Set.of(11, 12, 1, 2, 3);
        office.tariffs.add(tariff(new ByArea(new BigDecimal("5")), Cycle.MONTH, season, Widening.NONE));
        office.tariffs.add(tariff(new ByArea(new BigDecimal("5")), Cycle.HALF_YEAR, season, Widening.NONE));
        office.tariffs.add(tariff(new Metered(TieredPrice.flat(BigDecimal.ONE), false, "水"), Cycle.MONTH, season, Widening.NONE));
        office.room("1-101", "2020-01-01").use(1, "3", "0", false);
        assertThat(texts("2026-10")).containsExactly("1-101 2026-07-01/2026-12-31 1000.00");
        assertThat(texts("2026-11")).containsExactly("1-101 2026-11-01/2026-11-30 500.00", "1-101 2026-11-01/2026-11-30 3.00");
    }

    private static Map<String, Money> sums(List<BillLine> lines) {
        return lines.stream().collect(Collectors.toMap(line -> line.tariffVersionId() + " " + line.shareGroupId(), BillLine::amount, Money::plus));
    }

    private static PartedChargeTest village(int seed, List<LocalDate> transfers) {
        var random = new Random(seed);
        var village = new PartedChargeTest();
        var office = village.office;
        office.tariff(new ByArea(new BigDecimal("2.35")), Cycle.MONTH, "2020-01-01", null)
            .tariff(new Fixed(new BigDecimal("33.33")), Cycle.QUARTER, "2020-01-01", null)
            .tariff(new Metered(TieredPrice.of("0-9:1.37;9-21:2.11;21-:3.73"), random.nextBoolean(), "水"), Cycle.MONTH, "2020-01-01", null)
            .tariff(new Shared(new BigDecimal("0.77"), "水", ShareBasis.AREA), Cycle.MONTH, "2020-01-01", null);
        village.room("1-101", "2020-01-01", false, transfers, null);
        office.room("1-102", "88.8", "2020-01-01", false, 5).use(1, String.valueOf(random.nextInt(40)), "5", false)
            .groupUse("1", String.valueOf(50 + random.nextInt(50)), false);
        return village;
    }

    private static Tariff tariff(ChargeRule rule, Cycle cycle, Set<Integer> months, Widening widening) {
        return new Tariff(100 + rule.hashCode() % 50 + cycle.ordinal(), "T", "收费项目", Assignment.ofKinds(Set.of("住宅")), rule, cycle, LocalDate.parse("2020-01-01"), null,
            BigDecimal.ONE, 10, BigDecimal.ZERO, null, false, months, widening);
    }

    private void room(String code, String handover, boolean isDeveloperUntilHandover, List<LocalDate> transfers, @Nullable Integer persons) {
        office.rooms.add(new RoomFacts(office.rooms.size() + 1L, code, "1", null, "住宅", 5, new BigDecimal("100"), false, LocalDate.parse(handover),
            isDeveloperUntilHandover, transfers, persons));
    }

    private List<BillLine> lines(String month) {
        var facts = office.facts(month);
        var lines = new ArrayList<BillLine>();
        BillCalculation.run(new BillFacts(YearMonth.parse(month), facts.booksStart(), facts.tariffs(), facts.rooms(), facts.roomUses(), facts.groupUses(),
            facts.billed(), List.of(), splits), lines::add);
        lines.forEach(line -> office.billed.add(BillFacts.Billed.of(line)));
        return lines;
    }

    private List<String> texts(String month) {
        return lines(month).stream().map((Function<BillLine, String>) office::text).toList();
    }
}
