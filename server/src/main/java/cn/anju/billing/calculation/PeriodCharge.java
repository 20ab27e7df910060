package cn.anju.billing.calculation;

import cn.anju.billing.calculation.BillLine.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 按时间计费（按面积、固定）：每个计费周期一行。
 *
 * <p>The line is made by the first run whose month does not end before the line's first day, and once only: a room
 * that has any line of this version in the cycle gets no other, even if its handover date was changed meanwhile.
 */
final class PeriodCharge implements RoomCharge {

    /** 从某天起的一段；同一天起的房屋共用。 */
    private record Slice(LocalDate start, LocalDate end, Months months, LocalDate dueOn) {}

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
    private final BilledLines billed;
    private final Map<Long, List<StoppedDays>> stopped;
    private final List<StoppedDays> offSeason;

    private PeriodCharge(Tariff tariff, BigDecimal price, boolean isByArea, LocalDate first, LocalDate last,
                         LocalDate lastStart, Set<Long> billedRooms, BilledLines billed, Map<Long, List<StoppedDays>> stopped) {
        this.tariff = tariff;
        this.price = price;
        this.isByArea = isByArea;
        this.vacant = new Period(tariff.vacancyFactor());
        this.last = last;
        this.lastStart = lastStart;
        this.whole = slice(first);
        this.billedRooms = billedRooms;
        this.billed = billed;
        this.stopped = stopped;
        this.offSeason = tariff.offSeason(first, last);
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
            billed.rooms(tariff.versionId(), cycleFirst, cycleLast), billed, facts.stopped(tariff.chargeItem()));
    }

    @Override
    public List<BillLine> lines(RoomFacts room, Set<BillWarning> warnings) {
        var handover = room.handoverOn();
        if (tariff.exempts(room)) return List.of();
        if (handover == null) {
            if (!tariff.isDeveloperCharged() || billedRooms.contains(room.id())) return List.of();
            return one(line(room, whole, Payer.DEVELOPER));
        }
        if (!handover.isAfter(whole.start)) return owners(room, whole, billedRooms.contains(room.id()));
        if (!room.isDeveloperUntilHandover())
            return handover.isAfter(lastStart) ? List.of() : owners(room, cut(handover), billedRooms.contains(room.id()));
        var lines = new ArrayList<BillLine>();
        var until = earlier(handover.minusDays(1), last);
        if (tariff.isDeveloperCharged() && !billed.meets(tariff.versionId(), room.id(), whole.start, until))
            lines.addAll(one(line(room, new Slice(whole.start, until, Months.between(whole.start, until), whole.dueOn), Payer.DEVELOPER)));
        if (!handover.isAfter(lastStart))
            lines.addAll(owners(room, cut(handover), billed.meets(tariff.versionId(), room.id(), handover, last)));
        return lines;
    }

    /** The owner's part of the cycle; where the room changes hands in it, day-exact parts that add up to the undivided line. */
    private List<BillLine> owners(RoomFacts room, Slice slice, boolean isBilled) {
        if (isBilled) return List.of();
        var all = line(room, slice, Payer.OWNER);
        var cuts = room.transfersWithin(slice.start, slice.end);
        if (all == null || cuts.isEmpty()) return one(all);
        var parts = new ArrayList<BillLine>();
        var start = slice.start;
        var left = all.amount();
        for (var next : cuts) {
            var part = line(room, new Slice(start, next.minusDays(1), Months.between(start, next.minusDays(1)), slice.dueOn), Payer.OWNER);
            start = next;
            if (part == null) continue;
            parts.add(part);
            left = left.minus(part.amount());
        }
        var rest = new BillLine(all.roomId(), all.tariffVersionId(), null, start, all.periodEnd(), all.quantity(), all.amount(), all.dueOn(),
            Payer.OWNER, all.basis());
        PartedLine.add(parts, rest, start, all.periodEnd(), all.quantity(), left, new BillLine.Rest(all.amount(), null));
        return parts;
    }

    private @Nullable BillLine line(RoomFacts room, Slice slice, Payer payer) {
        var basis = room.isVacant() ? vacant : FULL_PRICE;
        var quantity = isByArea ? room.area() : BigDecimal.ONE;
        var months = slice.months;
        var out = stopped(room.id(), slice.start, slice.end);
        if (!out.isEmpty()) {
            basis = new Period(basis.factor(), out);
            months = Months.between(slice.start, slice.end, out);
        }
        var amount = months.charge(price.multiply(basis.factor()).multiply(quantity));
        if (amount.isZero()) return null;
        return new BillLine(room.id(), tariff.versionId(), null, slice.start, slice.end, quantity, amount, slice.dueOn, payer, basis);
    }

    private static List<BillLine> one(@Nullable BillLine line) {
        return line == null ? List.of() : List.of(line);
    }

    /** Stopped days and months out of season, none overlapping another. */
    private List<StoppedDays> stopped(long room, LocalDate start, LocalDate end) {
        var own = within(stopped.getOrDefault(room, List.of()), start, end);
        if (offSeason.isEmpty()) return own;
        var out = within(offSeason, start, end);
        return own.isEmpty() ? out : StoppedDays.joined(Stream.concat(own.stream(), out.stream()).toList());
    }

    private static List<StoppedDays> within(List<StoppedDays> stops, LocalDate start, LocalDate end) {
        return stops.stream().map(stop -> stop.within(start, end)).filter(stop -> !stop.isEmpty()).toList();
    }

    private Slice cut(LocalDate start) {
        return cut.computeIfAbsent(start, this::slice);
    }

    private Slice slice(LocalDate start) {
        return new Slice(start, last, Months.between(start, last), DueDate.onOrAfter(start, tariff.dueDay()));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
