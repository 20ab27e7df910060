package cn.anju.metering;

import cn.anju.kernel.Problem;
import cn.anju.metering.ReadingRule.Dial;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * 一只表一月接一月的读数：每个月从上一个已收的数算起，改了前面的，后面没出账的跟着重算。
 *
 * <p>Pure: what differs afterwards is in {@link #changed} and {@link #removed}, to be stored by {@link ReadingBook}.
 */
final class ReadingChain {

    /** 登记的结果。 */
    enum Outcome { CREATED, CHANGED, UNCHANGED }

    private final long meterId;
    private final Set<YearMonth> billedElsewhere;
    private final HoldRule holds;
    private final TreeMap<YearMonth, AcceptedReading> readings = new TreeMap<>();
    private final TreeSet<YearMonth> changed = new TreeSet<>();
    private final TreeSet<YearMonth> removed = new TreeSet<>();
    private Dial dial;
    private Prior start;

    /**
     * 从哪里算起：上一个已收的数。
     *
     * @param ahead as in {@link AcceptedReading}
     * @param isEstimate the dial itself may still be below
     */
    record Prior(BigDecimal value, BigDecimal ahead, boolean isEstimate) {

        static Prior of(BigDecimal value) {
            return new Prior(value, BigDecimal.ZERO, false);
        }

        /** Whether a real reading may be below what was charged. */
        boolean isAhead() {
            return isEstimate || ahead.signum() > 0;
        }
    }

    /** 算出的用量，和超前计的数。 */
    private record Counted(BigDecimal usage, BigDecimal aheadBefore, BigDecimal ahead) {}

    /**
     * @param start the reading the meter started with, or the last accepted one before those given
     * @param billedElsewhere months for which another meter of the same room (or share group) and kind has been billed:
     *     a reading added there would never be billed
     * @param holds which of the readings put from now on are in doubt
     */
    ReadingChain(long meterId, Dial dial, Prior start, Collection<AcceptedReading> readings, Set<YearMonth> billedElsewhere,
                 HoldRule holds) {
        this.meterId = meterId;
        this.dial = dial;
        this.start = start;
        this.billedElsewhere = billedElsewhere;
        this.holds = holds;
        for (var reading : readings) this.readings.put(reading.entry().month(), reading);
    }

    long meterId() {
        return meterId;
    }

    @Nullable AcceptedReading at(YearMonth month) {
        return readings.get(month);
    }

    /** The last accepted reading before the month. */
    BigDecimal previous(YearMonth month) {
        return prior(month).value();
    }

    private Prior prior(YearMonth month) {
        var earlier = readings.lowerEntry(month);
        return earlier == null ? start : new Prior(earlier.getValue().entry().value(), earlier.getValue().ahead(),
            earlier.getValue().source() == ReadingSource.ESTIMATE);
    }

    /** What an estimate says: the usual usage on top of what was charged so far; none without earlier usages. */
    @Nullable BigDecimal estimate(YearMonth month) {
        var earlier = certain(month);
        if (earlier.isEmpty()) return null;
        var prior = prior(month);
        var moved = HoldRule.mean(earlier).divide(dial.multiplier(), 0, RoundingMode.HALF_UP);
        return prior.value().add(prior.ahead()).add(moved);
    }

    /** The usages before the month that are not in doubt, the latest first, as many as a mean is made of. */
    private List<BigDecimal> certain(YearMonth month) {
        return readings.headMap(month, false).descendingMap().values().stream().filter(reading -> !reading.isHeld())
            .limit(holds.months()).map(AcceptedReading::usage).toList();
    }

    /** Up to three usages before the month, the latest first. */
    List<BigDecimal> recent(YearMonth month) {
        return readings.headMap(month, false).descendingMap().values().stream().limit(3).map(AcceptedReading::usage).toList();
    }

    /**
     * 登记一个月的读数。
     *
     * @param coming what will be put next for a later month: a reading stored between may be replaced by it
     * @throws Problem {@code reading-decreased}, {@code reading-exceeds-next}, {@code month-already-billed},
     *     {@code later-month-billed}
     */
    Outcome put(ReadingEntry entry, @Nullable ReadingEntry coming, ReadingSource source, Reader reader) {
        var month = entry.month();
        var stored = readings.get(month);
        var isConfirmed = stored != null && stored.source() == ReadingSource.ESTIMATE && source != ReadingSource.ESTIMATE;
        if (stored != null && !isConfirmed && (stored.entry().isSame(entry) || stored.isBilled() && stored.entry().isSameReading(entry)))
            return Outcome.UNCHANGED;
        if (stored == null || !stored.entry().isSameReading(entry)) {
            refuseBilled(month, stored);
            var counted = count(entry, holds.isOn());
            refuseBeyondNext(entry, coming);
            readings.put(month, judged(entry, counted, source, reader.name(), reader.id(), stored));
            recomputeAfter(month);
        } else {
            readings.put(month, new AcceptedReading(meterId, entry, stored.previous(), stored.multiplier(), stored.usage(), source, reader.name(),
                stored.version(), stored.billedRunId(), stored.enteredBy(), stored.hold(), stored.isReleased(), stored.aheadBefore(), stored.ahead(), stored.id()));
        }
        changed.add(month);
        return stored == null ? Outcome.CREATED : Outcome.CHANGED;
    }

    /** 撤回一个月的读数。 @throws Problem as {@link #put} */
    void remove(YearMonth month) {
        var stored = readings.get(month);
        if (stored == null) return;
        refuseBilled(month, stored);
        readings.remove(month);
        changed.remove(month);
        removed.add(month);
        var next = readings.higherKey(month);
        if (next != null) recompute(next);
    }

    /** 表本身改了：倍率、位数、启用读数；没出账的读数重算。 @throws Problem 409 {@code meter-already-billed} */
    void revise(Dial newDial, BigDecimal newStart) {
        var first = readings.firstEntry();
        if (newStart.compareTo(start.value()) != 0 && first != null && first.getValue().isBilled())
            throw Problem.conflict("meter-already-billed", "这只表 %s 的读数已经出账，启用读数不能再改", first.getKey());
        dial = newDial;
        start = Prior.of(newStart);
        for (var month : List.copyOf(readings.keySet())) recompute(month);
    }

    List<AcceptedReading> latestFirst() {
        return List.copyOf(readings.descendingMap().values());
    }

    boolean isBilled() {
        return readings.values().stream().anyMatch(AcceptedReading::isBilled);
    }

    List<AcceptedReading> changed() {
        return changed.stream().map(readings::get).toList();
    }

    Set<YearMonth> removed() {
        return removed;
    }

    private void refuseBilled(YearMonth month, @Nullable AcceptedReading stored) {
        if (stored != null && stored.isBilled() || billedElsewhere.contains(month))
            throw Problem.conflict("month-already-billed", "%s 已经出账，读数不能再改；要更正请先撤销出账", month);
        readings.tailMap(month, false).values().stream().filter(AcceptedReading::isBilled).findFirst().ifPresent(later -> {
            throw Problem.conflict("later-month-billed", "之后的 %s 已经出账，%s 的读数不能再改；请把差额计入下次抄表", later.entry().month(), month);
        });
    }

    private void refuseBeyondNext(ReadingEntry entry, @Nullable ReadingEntry coming) {
        var next = readings.higherEntry(entry.month());
        if (next == null || next.getValue().hold() == Hold.NEGATIVE || fits(entry.value(), next.getValue().entry())) return;
        if (coming != null && !coming.month().isAfter(next.getKey()) && !billedElsewhere.contains(coming.month())
            && fits(entry.value(), coming)) return;
        throw Problem.conflict("reading-exceeds-next", "读数 %s 大于之后 %s 已收的 %s，请核对", Figures.shown(entry.value()),
            next.getKey(), Figures.shown(next.getValue().entry().value()));
    }

    private boolean fits(BigDecimal previous, ReadingEntry entry) {
        try {
            ReadingRule.usage(previous, entry.reading(), dial);
            return true;
        } catch (Problem decreased) {
            return false;
        }
    }

    private void recomputeAfter(YearMonth month) {
        var next = readings.higherKey(month);
        if (next != null && (readings.get(next).hold() == Hold.NEGATIVE || fits(previous(next), readings.get(next).entry()))) recompute(next);
    }

    private void recompute(YearMonth month) {
        var stored = readings.get(month);
        if (stored.isBilled()) return;
        var counted = count(stored.entry(), stored.hold() == Hold.NEGATIVE);
        var fresh = judged(stored.entry(), counted, stored.source(), stored.readBy(), stored.enteredBy(), stored);
        if (Figures.isSame(fresh.usage(), stored.usage()) && Figures.isSame(fresh.previous(), stored.previous())
            && Figures.isSame(fresh.multiplier(), stored.multiplier()) && Figures.isSame(fresh.aheadBefore(), stored.aheadBefore())
            && Figures.isSame(fresh.ahead(), stored.ahead())) return;
        readings.put(month, fresh);
        changed.add(month);
        var next = readings.higherKey(month);
        if (next != null && !Figures.isSame(fresh.ahead(), stored.ahead())) recompute(next);
    }

    /**
     * A reading below an estimate charges nothing; by how much it is below is kept and used up by the readings after it, so
     * that over the months exactly what the dial moved is charged.
     */
    private Counted count(ReadingEntry entry, boolean mayDecrease) {
        var prior = prior(entry.month());
        if (!prior.isAhead())
            return new Counted(mayDecrease ? ReadingRule.signed(prior.value(), entry.reading(), dial)
                : ReadingRule.usage(prior.value(), entry.reading(), dial), BigDecimal.ZERO, BigDecimal.ZERO);
        var moved = ReadingRule.signed(prior.value(), entry.reading(), new Dial(BigDecimal.ONE, dial.digits())).subtract(prior.ahead());
        var real = lastReal(entry.month());
        var isBelowReal = real != null && entry.oldStop() == null && !entry.isRollover() && entry.value().compareTo(real) < 0;
        if (isBelowReal && !mayDecrease) ReadingRule.usage(real, entry.reading(), dial);
        if (moved.signum() >= 0 || isBelowReal) return new Counted(moved.multiply(dial.multiplier()), prior.ahead(), BigDecimal.ZERO);
        return new Counted(BigDecimal.ZERO, prior.ahead(), moved.negate());
    }

    /** What was last read off the dial itself before the month, as far as the chain goes back. */
    private @Nullable BigDecimal lastReal(YearMonth month) {
        for (var reading : readings.headMap(month, false).descendingMap().values())
            if (reading.source() != ReadingSource.ESTIMATE) return reading.entry().value();
        return start.isEstimate() ? null : start.value();
    }

    /** With a usage that is new: whether it is in doubt is asked again, whatever was released before. */
    private AcceptedReading judged(ReadingEntry entry, Counted counted, ReadingSource source, String readBy, @Nullable Long enteredBy,
                                   @Nullable AcceptedReading stored) {
        var isExplained = enteredBy == null || counted.ahead().signum() > 0;
        return new AcceptedReading(meterId, entry, Figures.plain(previous(entry.month())), dial.multiplier(), Figures.plain(counted.usage()), source,
            readBy, stored == null ? 0 : stored.version(), null, enteredBy, isExplained ? null : holds.judge(counted.usage(), certain(entry.month())),
            false, Figures.plain(counted.aheadBefore()), Figures.plain(counted.ahead()), stored == null ? 0 : stored.id());
    }
}
