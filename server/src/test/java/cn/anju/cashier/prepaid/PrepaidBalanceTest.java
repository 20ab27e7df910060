package cn.anju.cashier.prepaid;

import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.cashier.Counter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** 余额与另算的一遍相等：随意地录、改、撤读数，充值，月底转月读数出账。 */
@Story
@Import(Counter.class)
class PrepaidBalanceTest {

    private static final LocalDate START = LocalDate.of(2026, 7, 1);
    private static final BigDecimal MULTIPLIER = new BigDecimal("20");

    @Autowired Office office;
    @Autowired Counter counter;

    private final TreeMap<LocalDate, BigDecimal> dial = new TreeMap<>();
    private final TreeMap<YearMonth, BigDecimal> closed = new TreeMap<>();
    private long community;
    private long meter;
    private BigDecimal paid = BigDecimal.ZERO;

    @ParameterizedTest
    @ValueSource(longs = {7, 20260731, 414243})
    void 随意操作_余额始终等于另算的一遍(long seed) {
        var random = new Random(seed);
        var isYearly = seed % 2 == 0;
        prepare(isYearly);
        office.post(path(community, "prepaid-meters"), Map.of("meterIds", List.of(meter), "fromOn", START.toString())).expect(200);
        var supply = office.get(path(community, "prepaid-meters")).at("/items/0/id");
        var open = YearMonth.from(START);
        for (var step = 0; step < 45; step++) {
            var act = random.nextInt(12);
            if (act < 7) read(random, open);
            else if (act < 9) correct(random, open);
            else if (act == 9) forget(random, open);
            else if (act == 10) topUp(random);
            else if (open.isBefore(YearMonth.of(2026, 11))) open = close(random, open);
            assertThat(new BigDecimal(office.get(path(community, "prepaid-meters/" + supply)).expect(200).at("/balance")))
                .as("seed %d step %d act %d, readings %s, closed %s", seed, step, act, dial, closed).isEqualByComparingTo(paid.subtract(used(isYearly)));
        }
        counter.assertBooksAgree(community);
    }

    private void read(Random random, YearMonth open) {
        var after = dial.isEmpty() ? START : dial.lastKey().plusDays(1 + random.nextInt(4));
        var earliest = open.atDay(1).isAfter(after) ? open.atDay(1) : after;
        if (earliest.isAfter(LocalDate.of(2026, 11, 20))) return;
        put(earliest, last().add(new BigDecimal(random.nextInt(600)).movePointLeft(2)));
    }

    /** Between what was read before and after. */
    private void correct(Random random, YearMonth open) {
        var days = dial.tailMap(open.atDay(1)).keySet().stream().toList();
        if (days.isEmpty()) return;
        var day = days.get(random.nextInt(days.size()));
        var low = dial.lowerEntry(day) == null ? new BigDecimal("100") : dial.lowerEntry(day).getValue();
        var high = dial.higherEntry(day) == null ? low.add(BigDecimal.TEN) : dial.higherEntry(day).getValue();
        put(day, low.add(high.subtract(low).multiply(new BigDecimal(random.nextInt(101)).movePointLeft(2))).setScale(2, RoundingMode.DOWN));
    }

    private void forget(Random random, YearMonth open) {
        var days = dial.tailMap(open.atDay(1)).keySet().stream().toList();
        if (days.isEmpty()) return;
        var day = days.get(random.nextInt(days.size()));
        office.delete(path(community, "metering/daily-readings/" + meter + "/" + day)).expect(204);
        dial.remove(day);
    }

    private void topUp(Random random) {
        var amount = new BigDecimal(100 + random.nextInt(50_000)).movePointLeft(2);
        counter.pay(community, "1-101", "CASH", amount.toPlainString(), "billIds", List.of(), "prepayFor", "DF").expect(201);
        paid = paid.add(amount);
    }

    private YearMonth close(Random random, YearMonth open) {
        var end = open.atEndOfMonth();
        if (!dial.isEmpty() && dial.lastKey().isAfter(end)) {
            var inside = dial.floorEntry(end);
            var until = inside == null ? (closed.isEmpty() ? new BigDecimal("100") : closed.lastEntry().getValue()) : inside.getValue();
            if (!dial.containsKey(end)) put(end, until);
        } else if (!dial.containsKey(end)) {
            put(end, last().add(BigDecimal.ONE));
        }
        if (random.nextBoolean()) {
            office.post(path(community, "metering/daily-readings/months/" + open), Map.of()).expect(200);
        } else {
            office.put(path(community, "metering/readings/" + meter + "/" + open), Map.of("value", dial.get(end).toPlainString(), "readOn", end.toString())).expect(200);
        }
        closed.put(open, dial.get(end));
        var run = office.post(path(community, "bill-runs"), Map.of("month", open.toString())).expect(202).id();
        office.waitWhile(path(community, "bill-runs/" + run), "calculating");
        office.post(path(community, "bill-runs/" + run + "/publish"), Map.of()).expect(200);
        return open.plusMonths(1);
    }

    private void put(LocalDate day, BigDecimal value) {
        var before = office.get(path(community, "prepaid-meters?size=1")).at("/items/0/id");
        var stored = office.get(path(community, "prepaid-meters/" + before + "/days?from=" + day + "&to=" + day)).at("/0/readings/0/version");
        var body = new HashMap<String, Object>(Map.of("value", value.toPlainString()));
        if (dial.containsKey(day)) body.put("version", Integer.valueOf(stored));
        office.put(path(community, "metering/daily-readings/" + meter + "/" + day), body).expect(200);
        dial.put(day, value);
    }

    private BigDecimal last() {
        if (!dial.isEmpty()) return dial.lastEntry().getValue().max(closed.isEmpty() ? BigDecimal.ZERO : closed.lastEntry().getValue());
        return closed.isEmpty() ? new BigDecimal("100") : closed.lastEntry().getValue();
    }

    /** Month by month, from the dial alone. */
    private BigDecimal used(boolean isYearly) {
        var cost = BigDecimal.ZERO;
        var before = BigDecimal.ZERO;
        var at = new BigDecimal("100");
        for (var month = YearMonth.from(START); !month.isAfter(YearMonth.of(2026, 11)); month = month.plusMonths(1)) {
            var entry = dial.floorEntry(month.atEndOfMonth());
            var until = closed.containsKey(month) ? closed.get(month) : entry == null ? at : entry.getValue().max(at);
            var usage = until.subtract(at).multiply(MULTIPLIER);
            var sofar = isYearly ? before : BigDecimal.ZERO;
            cost = cost.add(price(sofar.add(usage)).subtract(price(sofar)).setScale(2, RoundingMode.HALF_UP));
            before = before.add(usage);
            at = until;
        }
        return cost;
    }

    /** 0-150:0.53;150-400:0.61;400-:0.87 */
    private static BigDecimal price(BigDecimal used) {
        return used.min(new BigDecimal("150")).multiply(new BigDecimal("0.53"))
            .add(used.min(new BigDecimal("400")).subtract(new BigDecimal("150")).max(BigDecimal.ZERO).multiply(new BigDecimal("0.61")))
            .add(used.subtract(new BigDecimal("400")).max(BigDecimal.ZERO).multiply(new BigDecimal("0.87")));
    }

    private void prepare(boolean isYearly) {
        community = counter.community(1);
        var terms = new HashMap<String, Object>(Map.of("code", "DF", "chargeItem", "DF", "rule", "METERED", "roomKinds", List.of("HOUSE"),
            "tiers", "0-150:0.53;150-400:0.61;400-:0.87", "isYearly", isYearly, "from", "2026-07-01", "dueDay", 25, "isDeveloperCharged", false));
        terms.put("cycle", "MONTH");
        terms.put("meterKind", "电");
        office.post(path(community, "tariffs"), terms).expect(201);
        meter = office.post(path(community, "metering/meters"), Map.of("number", "D1", "kind", "电", "room", "1-101", "multiplier", MULTIPLIER.toPlainString(),
            "digits", 6, "startReading", "100", "startOn", START.toString())).expect(201).id();
        counter.openShift(community);
    }
}
