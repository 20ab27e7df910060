package cn.anju.billing;

import cn.anju.billing.calculation.BillCalculation;
import cn.anju.billing.calculation.BillFacts;
import cn.anju.billing.calculation.BillFacts.Billed;
import cn.anju.billing.calculation.BillLine;
import cn.anju.billing.calculation.Payer;
import cn.anju.billing.calculation.Tariff;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 更正账单的算法：改之前算一遍，改之后再算一遍，不一样的行才动。
 *
 * <p>Both times the months are computed as if nothing had been billed, with the rooms as the lines that stand were made
 * from (area, vacancy), so that nothing but the correction makes a difference. What was not billed (not run, reversed
 * after a dispute) stays unbilled.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Rebilling {

    /**
     * 更正涉及哪些行。
     *
     * @param rooms all lines of these rooms
     * @param isOfRooms the rooms' own facts (area, handover) become right: what they were billed from counts no more
     * @param withPools the shares of all rooms, too
     * @param tariffCodes only lines of these codes, of all rooms; none: see the others
     * @param againFrom lines that begin then or later and were paid for before are billed again, though nothing about them differs:
     *                  their money goes back to who paid
     */
    public record Subject(Set<Long> rooms, boolean isOfRooms, boolean withPools, Set<String> tariffCodes, @Nullable LocalDate againFrom) {

        /** Everything about these rooms. */
        public static Subject ofRooms(Set<Long> rooms, boolean isOfRooms, boolean withPools) {
            return new Subject(rooms, isOfRooms, withPools, Set.of(), null);
        }

        /** Every line of these codes, whoever pays it. */
        public static Subject ofTariffs(Set<String> codes) {
            return new Subject(Set.of(), false, false, codes, null);
        }

        /** Paid for ahead of this day: billed again. */
        public Subject again(LocalDate from) {
            return new Subject(rooms, isOfRooms, withPools, tariffCodes, from);
        }

        private boolean mayBeAgain(@Nullable Made made) {
            return againFrom != null && made != null && !made.line().periodStart().isBefore(againFrom);
        }

        boolean concerns(BillLine line, Tariff tariff) {
            return !tariffCodes.isEmpty() ? tariffCodes.contains(tariff.code())
                : rooms.contains(line.roomId()) || withPools && line.shareGroupId() != null;
        }
    }

    /**
     * 一处不同：冲销哪一行，重出哪一行。
     *
     * @param month the run's month that it belongs to
     */
    public record Delta(YearMonth month, long roomId, String tariffCode, String itemName, @Nullable Long shareGroupId,
                        @Nullable StandingLine before, @Nullable BillLine after) {

        public LocalDate periodStart() {
            return after == null ? before.periodStart() : after.periodStart();
        }

        public LocalDate periodEnd() {
            return after == null ? before.periodEnd() : after.periodEnd();
        }

        public Money beforeAmount() {
            return before == null ? Money.ZERO : before.amount();
        }

        public Money afterAmount() {
            return after == null ? Money.ZERO : after.amount();
        }
    }

    private record Key(long room, long tariff, @Nullable Long group, LocalDate start) {

        static Key of(BillLine line) {
            return new Key(line.roomId(), line.tariffVersionId(), line.shareGroupId(), line.periodStart());
        }
    }

    private record Made(YearMonth month, BillLine line, Tariff tariff) {}

    private final RunLock lock;
    private final FactsReader facts;
    private final Tariffs tariffs;
    private final StandingLines standing;
    private final Clock clock;

    Rebilling(RunLock lock, FactsReader facts, Tariffs tariffs, StandingLines standing, Clock clock) {
        this.lock = lock;
        this.facts = facts;
        this.tariffs = tariffs;
        this.standing = standing;
        this.clock = clock;
    }

    /**
     * 独占：别的更正和出账都等着。
     *
     * @throws Problem 409 {@code run-in-progress} while a draft waits: it was computed from what is wrong
     */
    public void begin(long community) {
        lock.exclusive(community);
        tariffs.lock(community);
        if (standing.isRunWaiting(community))
            throw Problem.conflict("run-in-progress", "有一次出账正在计算或等着发布，请先发布或放弃它，再来更正");
    }

    /** 从某月起这些标准有多少行已发布的账单。 */
    public long standingLines(long community, YearMonth first, Subject subject) {
        return standing.count(community, first, subject.tariffCodes());
    }

    /**
     * 做更正，看哪些行因此不同；账单还没动。
     *
     * @param first the first month whose runs are looked at
     * @param change writes the right facts
     */
    public List<Delta> compare(long community, YearMonth first, Subject subject, Runnable change, Steps steps) {
        var months = standing.months(community, first);
        var before = compute(community, first, months.keySet(), subject, Set.of(), month -> steps.at("算改前的 " + month));
        change.run();
        var after = compute(community, first, months.keySet(), subject, subject.isOfRooms() ? subject.rooms() : Set.of(), month -> steps.at("算改后的 " + month));
        return deltas(community, first, subject, before, after, months);
    }

    private Map<Key, Made> compute(long community, YearMonth first, Set<YearMonth> months, Subject subject, Set<Long> corrected, Consumer<YearMonth> beginning) {
        var made = new LinkedHashMap<Key, Made>();
        var sofar = new ArrayList<Billed>();
        for (var month : months) {
            beginning.accept(month);
            var read = facts.asIfUnbilled(community, month, first, sofar);
            var versions = read.tariffs().stream().collect(Collectors.toMap(Tariff::versionId, Function.identity()));
            BillCalculation.run(asBilled(community, read, corrected), line -> {
                var tariff = versions.get(line.tariffVersionId());
                if (!subject.concerns(line, tariff)) return;
                made.put(Key.of(line), new Made(month, line, tariff));
                sofar.add(Billed.of(line));
            });
        }
        return made;
    }

    private BillFacts asBilled(long community, BillFacts read, Set<Long> corrected) {
        var then = standing.rooms(community, read.month());
        return read.with(read.rooms().stream().map(room -> {
            var known = then.get(room.id());
            if (known == null) return room;
            var isRight = corrected.contains(room.id());
            return room.with(isRight || known.area() == null ? room.area() : Numbers.plain(known.area()),
                known.isVacant() == null ? room.isVacant() : known.isVacant(),
                !isRight && known.isUndelivered() ? null : room.handoverOn());
        }).toList(), read.billed());
    }

    private List<Delta> deltas(long community, YearMonth first, Subject subject, Map<Key, Made> before, Map<Key, Made> after, Map<YearMonth, Boolean> months) {
        var keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(key -> isSame(before.get(key), after.get(key)) && !subject.mayBeAgain(after.get(key)));
        if (keys.isEmpty()) return List.of();
        var lines = new HashMap<Key, StandingLine>();
        standing.lines(community, first, keys.stream().map(Key::room).collect(Collectors.toSet()), keys.stream().map(Key::tariff).collect(Collectors.toSet()))
            .forEach(line -> lines.put(new Key(line.roomId(), line.tariffId(), line.shareGroupId(), line.periodStart()), line));
        var again = subject.againFrom() == null ? Set.<Long>of() : standing.paidBefore(community, subject.againFrom(), lines.values().stream().map(StandingLine::id).toList());
        var unbilled = keys.stream().filter(key -> before.containsKey(key) && !lines.containsKey(key)).map(before::get).toList();
        var byPlace = new HashMap<String, StandingLine>();
        for (var key : keys) if (lines.containsKey(key) && before.containsKey(key)) byPlace.put(place(before.get(key)), lines.get(key));
        var deltas = new ArrayList<Delta>();
        for (var key : keys) {
            var stands = lines.get(key);
            var made = after.get(key);
            if (stands == null && (made == null || before.containsKey(key) || !months.get(made.month()) || wasLeftOut(made, unbilled))) continue;
            var isAgain = stands != null && again.contains(stands.id()) && subject.mayBeAgain(made);
            if (stands != null && made != null && !isAgain && stands.says(made.line())) continue;
            var known = made == null ? before.get(key) : made;
            if (known == null) continue;
            deltas.add(new Delta(known.month(), key.room(), known.tariff().code(), known.tariff().chargeItem(), key.group(), stands,
                made == null ? null : isAgain ? dueAnew(made) : due(made, byPlace.get(place(made)))));
        }
        deltas.sort(Comparator.comparing(Delta::month).thenComparing(Delta::tariffCode).thenComparing(Delta::roomId).thenComparing(Delta::periodStart));
        return deltas;
    }

    /** What would have been billed before the correction and was not (a dispute, not run yet) is not billed by it either. */
    private static boolean wasLeftOut(Made made, List<Made> unbilled) {
        return unbilled.stream().anyMatch(other -> other.line().roomId() == made.line().roomId() && other.tariff().code().equals(made.tariff().code())
            && Objects.equals(other.line().shareGroupId(), made.line().shareGroupId())
            && !other.line().periodStart().isAfter(made.line().periodEnd()) && !other.line().periodEnd().isBefore(made.line().periodStart()));
    }

    /** A line that asks for more than before falls due anew: the mistake was the office's. */
    private BillLine due(Made made, @Nullable StandingLine former) {
        if (former != null && made.line().amount().compareTo(former.amount()) <= 0) return made.line();
        return dueAnew(made);
    }

    private BillLine dueAnew(Made made) {
        return made.line().dueNotBefore(LocalDate.now(clock), made.tariff().dueDay());
    }

    private static String place(Made made) {
        return made.line().roomId() + " " + made.tariff().code() + " " + made.line().shareGroupId() + " " + made.line().periodStart();
    }

    private static boolean isSame(@Nullable Made one, @Nullable Made other) {
        if (one == null || other == null) return one == other;
        var a = one.line();
        var b = other.line();
        return a.amount().equals(b.amount()) && a.periodEnd().equals(b.periodEnd()) && a.payer() == b.payer()
            && a.quantity().compareTo(b.quantity()) == 0 && (a.shareGroupId() == null || a.basis().equals(b.basis()));
    }

    /** 一行已发布、没有冲销的账单。 */
    public record StandingLine(long id, long runId, YearMonth month, LocalDate entryOn, long roomId, long tariffId, @Nullable Long shareGroupId,
                               LocalDate periodStart, LocalDate periodEnd, BigDecimal quantity, Money amount, Money outstanding,
                               Payer payer, @Nullable BigDecimal poolUsage, @Nullable BigDecimal totalWeight) {

        boolean says(BillLine line) {
            return amount.equals(line.amount()) && periodEnd.equals(line.periodEnd()) && payer == line.payer()
                && quantity.compareTo(line.quantity()) == 0
                && !(line.basis() instanceof BillLine.Pool pool && (pool.usage().compareTo(poolUsage) != 0 || pool.totalWeight().compareTo(totalWeight) != 0));
        }
    }
}
