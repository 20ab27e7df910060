package cn.anju.billing.calculation;

import cn.anju.billing.calculation.BillFacts.RoomUse;
import cn.anju.billing.calculation.BillLine.Usage;
import cn.anju.billing.calculation.ChargeRule.Metered;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 按表计费：已交房的房屋，整个自然月的用量，按月末有效的价格。 */
final class MeteredCharge implements RoomCharge {

    private static final Usage NOTHING_BEFORE = new Usage(BigDecimal.ZERO);

    private final Tariff tariff;
    private final Metered rule;
    private final LocalDate first;
    private final LocalDate last;
    private final LocalDate dueOn;
    private final Map<Long, RoomUse> uses = new HashMap<>();
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
    }

    @Override
    public @Nullable BillLine line(RoomFacts room, Set<BillWarning> warnings) {
        if (!room.isHandedOverBy(last)) return null;
        var use = uses.get(room.id());
        if (use == null) return null;
        if (use.isMissing()) warnings.add(warning(room, BillWarning.READING_MISSING));
        if (use.isHeld()) {
            warnings.add(warning(room, BillWarning.READING_HELD));
            return null;
        }
        if (use.usage().signum() < 0) {
            warnings.add(warning(room, BillWarning.USAGE_NEGATIVE));
            return null;
        }
        if (billedRooms.contains(room.id())) return null;
        if (stopped.getOrDefault(room.id(), List.of()).stream().anyMatch(stop -> stop.includes(last))) return null;
        var basis = rule.isYearly() ? new Usage(use.earlierThisYear()) : NOTHING_BEFORE;
        var amount = Money.rounded(rule.price().cost(basis.before(), use.usage()));
        if (amount.isZero()) return null;
        return new BillLine(room.id(), tariff.versionId(), null, first, last, use.usage(), amount, dueOn, Payer.OWNER,
            basis);
    }

    private BillWarning warning(RoomFacts room, String code) {
        return new BillWarning(room.code(), tariff.code(), code);
    }
}
