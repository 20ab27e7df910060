package cn.anju.metering;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.kernel.Problem;
import cn.anju.metering.ReadingChain.Outcome;
import cn.anju.metering.ReadingChain.Prior;
import cn.anju.metering.ReadingRule.Dial;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** 一只表一月接一月的读数。 */
class ReadingChainTest {

    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

    @Test void 倍率_过零_换表_一月接一月() {
        var chain = chain("9900", List.of(), Set.of(), "10", 4);
        put(chain, entry(JULY, "9990", false, null, null));
        put(chain, entry(AUGUST, "15.5", true, null, null));
        put(chain, entry(SEPTEMBER, "8", false, "20.5", "3"));
        assertThat(usages(chain, JULY, AUGUST, SEPTEMBER)).containsExactly("900", "255", "100");
    }

    @Test void 同月再来一次_一样的不动_不一样的从上月算起_不叠加() {
        var chain = chain("100", List.of(), Set.of());
        assertThat(put(chain, entry(JULY, "110"))).isEqualTo(Outcome.CREATED);
        assertThat(put(chain, entry(JULY, "110.0"))).isEqualTo(Outcome.UNCHANGED);
        assertThat(put(chain, entry(JULY, "112"))).isEqualTo(Outcome.CHANGED);
        assertThat(usages(chain, JULY)).containsExactly("12");
    }

    @Test void 更正上月_下月没出账的跟着重算() {
        var chain = chain("100", List.of(stored(JULY, "110", "10", null), stored(AUGUST, "130", "20", null)), Set.of());
        put(chain, entry(JULY, "115"));
        assertThat(usages(chain, JULY, AUGUST)).containsExactly("15", "15");
        assertThat(chain.changed()).hasSize(2);
    }

    @Test void 补录漏抄的月_插在中间_后面的重算() {
        var chain = chain("100", List.of(stored(SEPTEMBER, "130", "30", null)), Set.of());
        put(chain, entry(AUGUST, "112"));
        assertThat(usages(chain, AUGUST, SEPTEMBER)).containsExactly("12", "18");
        refused("reading-exceeds-next", chain, entry(JULY, "131"));
        assertThat(chain.at(JULY)).isNull();
    }

    @Test void 用量不会是负的() {
        var chain = chain("100", List.of(stored(JULY, "110", "10", null)), Set.of());
        refused("reading-decreased", chain, entry(AUGUST, "109.99"));
        assertThat(chain.changed()).isEmpty();
    }

    @Test void 出过账的_改不了_一样的照收() {
        var chain = chain("100", List.of(stored(JULY, "110", "10", 7L), stored(AUGUST, "130", "20", null)), Set.of(SEPTEMBER));
        assertThat(put(chain, entry(JULY, "110"))).isEqualTo(Outcome.UNCHANGED);
        refused("month-already-billed", chain, entry(JULY, "111"));
        refused("month-already-billed", chain, entry(SEPTEMBER, "140"));
        assertThatThrownBy(() -> chain.remove(JULY)).isInstanceOf(Problem.class);
        put(chain, entry(AUGUST, "131"));
        assertThat(usages(chain, JULY, AUGUST)).containsExactly("10", "21");
    }

    @Test void 后面出过账的_前面不能再动() {
        var chain = chain("100", List.of(stored(JULY, "110", "10", null), stored(SEPTEMBER, "130", "20", 9L)), Set.of());
        refused("later-month-billed", chain, entry(JULY, "111"));
        refused("later-month-billed", chain, entry(AUGUST, "120"));
    }

    @Test void 一份文件两个月一起更正_先后不打架() {
        var chain = chain("100", List.of(stored(JULY, "110", "10", null), stored(AUGUST, "130", "20", null)), Set.of());
        var august = entry(AUGUST, "160");
        assertThat(chain.put(entry(JULY, "140"), august, ReadingSource.IMPORT, new Reader(1, "测试"))).isEqualTo(Outcome.CHANGED);
        put(chain, august);
        assertThat(usages(chain, JULY, AUGUST)).containsExactly("40", "20");
    }

    @Test void 撤回一个月_下月从更早的算起() {
        var chain = chain("100", List.of(stored(JULY, "110", "10", null), stored(AUGUST, "130", "20", null)), Set.of());
        chain.remove(JULY);
        assertThat(chain.removed()).containsExactly(JULY);
        assertThat(usages(chain, AUGUST)).containsExactly("30");
    }

    @Test void 改倍率_没出账的重算_出了账的不动() {
        var chain = chain("100", List.of(stored(JULY, "110", "10", 7L), stored(AUGUST, "130", "20", null)), Set.of());
        chain.revise(new Dial(BigDecimal.TEN, 6), new BigDecimal("100"));
        assertThat(usages(chain, JULY, AUGUST)).containsExactly("10", "200");
        assertThatThrownBy(() -> chain.revise(new Dial(BigDecimal.TEN, 6), new BigDecimal("99")))
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo("meter-already-billed"));
    }

    /** Whatever is put in whatever order: the usages of accepted months add up to what the dial moved. */
    @Test void 乱序录入_用量合计等于表走的数() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++) {
            var chain = chain("0", List.of(), Set.of());
            var accepted = new TreeMap<YearMonth, BigDecimal>();
            for (var i = 0; i < 12; i++) {
                var month = JULY.plusMonths(random.nextInt(8));
                var value = BigDecimal.valueOf(random.nextInt(10_000), 2);
                try {
                    put(chain, entry(month, value.toPlainString()));
                    accepted.put(month, value);
                } catch (Problem refused) {
                    assertThat(refused.code()).as("seed %d", seed).isIn("reading-decreased", "reading-exceeds-next");
                }
            }
            var sum = accepted.keySet().stream().map(month -> chain.at(month).usage()).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).as("seed %d", seed).isEqualByComparingTo(accepted.lastEntry().getValue());
        }
    }

    @Test void 估高了_实抄那月不收_多计的以后抵完为止() {
        var chain = chain("100", List.of(), Set.of());
        put(chain, entry(JULY, "110"));
        assertThat(chain.estimate(AUGUST)).isEqualByComparingTo("120");
        estimate(chain, AUGUST);
        put(chain, entry(SEPTEMBER, "112"));
        put(chain, entry(SEPTEMBER.plusMonths(1), "115"));
        put(chain, entry(SEPTEMBER.plusMonths(2), "131"));
        assertThat(usages(chain, JULY, AUGUST, SEPTEMBER, SEPTEMBER.plusMonths(1), SEPTEMBER.plusMonths(2))).containsExactly("10", "10", "0", "0", "11");
        assertThat(chain.at(SEPTEMBER).ahead()).isEqualByComparingTo("8");
        chain.remove(AUGUST);
        assertThat(usages(chain, SEPTEMBER, SEPTEMBER.plusMonths(1), SEPTEMBER.plusMonths(2))).as("撤了估抄，照实算").containsExactly("2", "3", "16");
    }

    @Test void 估低了_下次实抄补上_比上次实抄还小的不收() {
        var chain = chain("100", List.of(), Set.of());
        put(chain, entry(JULY, "110"));
        estimate(chain, AUGUST);
        refused("reading-decreased", chain, entry(SEPTEMBER, "109"));
        put(chain, entry(SEPTEMBER, "150"));
        assertThat(usages(chain, AUGUST, SEPTEMBER)).containsExactly("10", "30");
        assertThat(put(chain, entry(AUGUST, "120"))).as("实抄与估的一样，也不再是估的").isEqualTo(Outcome.CHANGED);
        assertThat(chain.at(AUGUST).source()).isEqualTo(ReadingSource.ENTRY);
        assertThat(chain("0", List.of(), Set.of()).estimate(JULY)).as("没用过，估不出").isNull();
    }

    /** Estimates or not, in the end exactly what the dial moved is charged. */
    @Test void 几次估几次实_合计总是表走的数() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var round = 0; round < 300; round++) {
            var chain = chain("0", List.of(), Set.of());
            var dial = 0;
            for (var month = JULY; month.isBefore(JULY.plusMonths(10)); month = month.plusMonths(1)) {
                dial += random.nextInt(30);
                if (month.equals(JULY) || random.nextInt(3) > 0) put(chain, entry(month, String.valueOf(dial)));
                else estimate(chain, month);
            }
            put(chain, entry(JULY.plusMonths(10), String.valueOf(dial += 1000)));
            var sum = chain.latestFirst().stream().map(AcceptedReading::usage).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).as("seed %d", seed).isEqualByComparingTo(String.valueOf(dial));
            assertThat(chain.latestFirst()).as("seed %d", seed).noneMatch(reading -> reading.usage().signum() < 0);
        }
    }

    private static void estimate(ReadingChain chain, YearMonth month) {
        chain.put(entry(month, chain.estimate(month).toPlainString()), null, ReadingSource.ESTIMATE, new Reader(1, "测试"));
    }

    private static List<String> usages(ReadingChain chain, YearMonth... months) {
        var usages = new ArrayList<String>();
        for (var month : months) usages.add(chain.at(month).usage().stripTrailingZeros().toPlainString());
        return usages;
    }

    private static void refused(String code, ReadingChain chain, ReadingEntry entry) {
        assertThatThrownBy(() -> put(chain, entry))
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static Outcome put(ReadingChain chain, ReadingEntry entry) {
        return chain.put(entry, null, ReadingSource.ENTRY, new Reader(1, "测试"));
    }

    private static ReadingEntry entry(YearMonth month, String value) {
        return entry(month, value, false, null, null);
    }

    private static ReadingEntry entry(YearMonth month, String value, boolean isRollover, @Nullable String stop, @Nullable String start) {
        return new ReadingEntry(month, new BigDecimal(value), isRollover, stop == null ? null : new BigDecimal(stop),
            start == null ? null : new BigDecimal(start), LocalDate.of(2026, 7, 31), null);
    }

    private static AcceptedReading stored(YearMonth month, String value, String usage, @Nullable Long run) {
        var previous = new BigDecimal(value).subtract(new BigDecimal(usage));
        return new AcceptedReading(1, entry(month, value), previous, BigDecimal.ONE, new BigDecimal(usage), ReadingSource.IMPORT, "测试", 1, run, 1L, null, false, BigDecimal.ZERO, BigDecimal.ZERO, 0);
    }

    private static ReadingChain chain(String start, List<AcceptedReading> stored, Set<YearMonth> billedElsewhere) {
        return chain(start, stored, billedElsewhere, "1", 6);
    }

    private static ReadingChain chain(String start, List<AcceptedReading> stored, Set<YearMonth> billedElsewhere, String multiplier, int digits) {
        return new ReadingChain(1, new Dial(new BigDecimal(multiplier), digits), Prior.of(new BigDecimal(start)), stored, billedElsewhere,
            new HoldRule(false, BigDecimal.ONE, 3, BigDecimal.ZERO));
    }
}
