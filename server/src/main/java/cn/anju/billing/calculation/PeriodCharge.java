package cn.anju.billing.calculation;

import cn.anju.billing.calculation.BillLine.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 按时间计费（按面积、固定）：每个计费周期一行。
 *
 * <p>The line is made by the first run whose month does not end before the line's first day, and once only: a room
 * that has any line of this version in the cycle gets no other, even if its handover date was changed meanwhile.
 */
final class PeriodCharge implements RoomCharge {

    /** 从某天起的一段；同一天起的房屋共用。 */
    private record Slice(LocalDate start, Months months, LocalDate dueOn) {}

    private static final Period FULL_PRICE = new Period(BigDecimal.ONE);

    private final Tariff tariff;
    private final BigDecimal price;
    private final boolean isByArea;
    private final Period vacant;
    private final LocalDate last;
    private final LocalDate lastStart;
    private final Slice whole;
    private final Map<LocalDate, Slice> cut = new HashMap<>();
    private final Set<Long> billedRooms;
    private final Map<Long, List<StoppedDays>> stopped;

    private PeriodCharge(Tariff tariff, BigDecimal price, boolean isByArea, LocalDate first, LocalDate last,
                         LocalDate lastStart, Set<Long> billedRooms, Map<Long, List<StoppedDays>> stopped) {
        this.tariff = tariff;
        this.price = price;
        this.isByArea = isByArea;
        this.vacant = new Period(tariff.vacancyFactor());
        this.last = last;
        this.lastStart = lastStart;
        this.whole = slice(first);
        this.billedRooms = billedRooms;
        this.stopped = stopped;
    }

    /** 备好一个版本；这个周期里还轮不到它的没有。 */
    static @Nullable PeriodCharge of(Tariff tariff, BigDecimal price, boolean isByArea, BillFacts facts,
                                     BilledLines billed) {
        var cycleFirst = tariff.cycle().firstDay(facts.month());
        var cycleLast = tariff.cycle().lastDay(facts.month());
        var first = later(later(cycleFirst, tariff.from()), facts.booksStart());
        var last = tariff.to() == null ? cycleLast : earlier(cycleLast, tariff.to());
        var lastStart = earlier(last, facts.lastDay());
        if (first.isAfter(lastStart)) return null;
        return new PeriodCharge(tariff, price, isByArea, first, last, lastStart,
            billed.rooms(tariff.versionId(), cycleFirst, cycleLast), facts.stopped(tariff.chargeItem()));
    }

    @Override
    public @Nullable BillLine line(RoomFacts room, Set<BillWarning> warnings) {
        var handover = room.handoverOn();
        if (handover == null && !tariff.isDeveloperCharged()) return null;
        if (tariff.exempts(room) || billedRooms.contains(room.id())) return null;
        var slice = whole;
        if (handover != null && handover.isAfter(whole.start)) {
            if (handover.isAfter(lastStart)) return null;
            slice = cut.computeIfAbsent(handover, this::slice);
        }
        var basis = room.isVacant() ? vacant : FULL_PRICE;
        var quantity = isByArea ? room.area() : BigDecimal.ONE;
        var months = slice.months;
        var out = stopped(room.id(), slice.start);
        if (!out.isEmpty()) {
            basis = new Period(basis.factor(), out);
            months = Months.between(slice.start, last, out);
        }
        var amount = months.charge(price.multiply(basis.factor()).multiply(quantity));
        if (amount.isZero()) return null;
        return new BillLine(room.id(), tariff.versionId(), null, slice.start, last, quantity, amount, slice.dueOn,
            handover == null ? Payer.DEVELOPER : Payer.OWNER, basis);
    }

    private List<StoppedDays> stopped(long room, LocalDate start) {
        return stopped.getOrDefault(room, List.of()).stream().map(stop -> stop.within(start, last)).filter(stop -> !stop.isEmpty()).toList();
    }

    private Slice slice(LocalDate start) {
        return new Slice(start, Months.between(start, last), DueDate.onOrAfter(start, tariff.dueDay()));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
