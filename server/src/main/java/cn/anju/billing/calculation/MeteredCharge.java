package cn.anju.billing.calculation;

import cn.anju.billing.calculation.BillFacts.RoomUse;
import cn.anju.billing.calculation.BillLine.Usage;
import cn.anju.billing.calculation.ChargeRule.Metered;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** 按表计费：已交房的房屋，整个自然月的用量，按月末有效的价格。 */
final class MeteredCharge implements RoomCharge {

    private static final Usage NOTHING_BEFORE = new Usage(BigDecimal.ZERO);

    private final Tariff tariff;
    private final Metered rule;
    private final LocalDate first;
    private final LocalDate last;
    private final LocalDate dueOn;
    private final Map<Long, RoomUse> uses = new HashMap<>();
    private final Map<Long, Map<LocalDate, BigDecimal>> splits = new HashMap<>();
    private final Set<Long> billedRooms;
    private final Map<Long, List<StoppedDays>> stopped;

    MeteredCharge(Tariff tariff, Metered rule, BillFacts facts, BilledLines billed) {
        this.tariff = tariff;
        this.rule = rule;
        this.first = facts.firstDay();
        this.last = facts.lastDay();
        this.dueOn = DueDate.after(last, tariff.dueDay());
        this.billedRooms = billed.rooms(tariff.versionId(), first, last);
        this.stopped = facts.stopped(tariff.chargeItem());
        for (var use : facts.roomUses())
            if (use.meterKind().equals(rule.meterKind())) uses.put(use.roomId(), use);
        for (var split : facts.splitUses())
            if (split.meterKind().equals(rule.meterKind()))
                splits.computeIfAbsent(split.roomId(), _ -> new HashMap<>()).put(split.on(), split.usage());
    }

    @Override
    public List<BillLine> lines(RoomFacts room, Set<BillWarning> warnings) {
        if (!room.isHandedOverBy(last)) return List.of();
        var use = uses.get(room.id());
        if (use == null) return List.of();
        if (use.isMissing()) warnings.add(warning(room, BillWarning.READING_MISSING));
        if (use.isHeld()) {
            warnings.add(warning(room, BillWarning.READING_HELD));
            return List.of();
        }
        if (use.usage().signum() < 0) {
            warnings.add(warning(room, BillWarning.USAGE_NEGATIVE));
            return List.of();
        }
        if (billedRooms.contains(room.id())) return List.of();
        if (stopped.getOrDefault(room.id(), List.of()).stream().anyMatch(stop -> stop.includes(last))) return List.of();
        var widened = rule.price().isFlat() ? null : tariff.widening().of(room.householdSize());
        var before = rule.isYearly() ? use.earlierThisYear() : BigDecimal.ZERO;
        var basis = before.signum() == 0 && widened == null ? NOTHING_BEFORE : new Usage(before, widened == null ? null : room.householdSize());
        var price = rule.price().widened(widened);
        var amount = Money.rounded(price.cost(before, use.usage()));
        if (amount.isZero()) return List.of();
        return parts(new BillLine(room.id(), tariff.versionId(), null, first, last, use.usage(), amount, dueOn, Payer.OWNER, basis), room, price);
    }

    /** Where somebody else pays from a day on: by the readings taken that day, else by days; what adds up is the undivided line. */
    private List<BillLine> parts(BillLine line, RoomFacts room, TieredPrice price) {
        var read = splits.getOrDefault(room.id(), Map.of());
        var handover = room.handoverOn();
        var isSplit = handover != null && handover.isAfter(first) && read.containsKey(handover);
        var cuts = room.transfersWithin(isSplit ? handover : first, last);
        if (!isSplit && !read.keySet().containsAll(cuts)) return PartedLine.byDays(line, cuts);
        if (isSplit) cuts = Stream.concat(Stream.of(handover), cuts.stream().filter(read::containsKey)).toList();
        if (cuts.isEmpty()) return List.of(line);
        var parts = new ArrayList<BillLine>();
        var usage = (Usage) line.basis();
        var start = first;
        var used = BigDecimal.ZERO;
        var left = line.amount();
        for (var cut : cuts) {
            var until = read.get(cut).max(used).min(line.quantity());
            var basis = new Usage(usage.before().add(used), usage.persons());
            var amount = Money.rounded(price.cost(basis.before(), until.subtract(used))).min(left);
            var part = cut.equals(handover) ? line.paidBy(Payer.DEVELOPER) : line;
            PartedLine.add(parts, part, start, cut.minusDays(1), until.subtract(used), amount, basis);
            start = cut;
            used = until;
            left = left.minus(amount);
        }
        PartedLine.add(parts, line, start, last, line.quantity().subtract(used), left, new BillLine.Rest(line.amount(), null));
        return parts;
    }

    private BillWarning warning(RoomFacts room, String code) {
        return new BillWarning(room.code(), tariff.code(), code);
    }
}
