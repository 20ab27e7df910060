package cn.anju.billing.calculation;

import cn.anju.billing.calculation.BillFacts.GroupUse;
import cn.anju.billing.calculation.BillLine.Pool;
import cn.anju.billing.calculation.ChargeRule.Shared;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** 公摊：公共表的用量乘单价得总额，分给组里的房屋，各行加起来分毫不差。 */
final class SharedCharge {

    private final Tariff tariff;
    private final Shared rule;
    private final LocalDate first;
    private final LocalDate last;
    private final LocalDate dueOn;
    private final BilledLines billed;
    private final Set<BillWarning> warnings;

    SharedCharge(Tariff tariff, Shared rule, BillFacts facts, BilledLines billed, Set<BillWarning> warnings) {
        this.tariff = tariff;
        this.rule = rule;
        this.first = facts.firstDay();
        this.last = facts.lastDay();
        this.dueOn = DueDate.after(last, tariff.dueDay());
        this.billed = billed;
        this.warnings = warnings;
    }

    /**
     * 一个公摊组的各行。
     *
     * @param groupRooms the rooms of the group in code order, which decides who gets a fen left over
     */
    void share(GroupUse use, List<RoomFacts> groupRooms, Consumer<BillLine> lines) {
        if (use.isMissing()) warn(use, BillWarning.READING_MISSING);
        if (use.isHeld()) {
            warn(use, BillWarning.READING_HELD);
            return;
        }
        if (use.usage().signum() < 0) warn(use, BillWarning.USAGE_NEGATIVE);
        var amount = Money.rounded(use.usage().multiply(rule.unitPrice()));
        if (!amount.isPositive()) return;
        var rooms = groupRooms.stream().filter(this::isCharged).toList();
        var weights = rooms.stream().map(rule.basis()::weight).toList();
        var totalWeight = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (totalWeight.signum() <= 0) {
            warn(use, BillWarning.SHARE_GROUP_EMPTY);
            return;
        }
        var shares = amount.allocate(weights);
        var earlier = billed.group(tariff.versionId(), use.group().id(), first, last);
        if (!earlier.isEmpty() && !isUnchanged(rooms, shares, earlier)) {
            if (rooms.stream().anyMatch(room -> !earlier.containsKey(room.id())))
                warn(use, BillWarning.SHARE_GROUP_CHANGED);
            return;
        }
        var pool = new Pool(use.usage(), amount, totalWeight, rooms.size());
        for (var i = 0; i < rooms.size(); i++) {
            var room = rooms.get(i);
            if (shares.get(i).isZero() || earlier.containsKey(room.id())) continue;
            var line = new BillLine(room.id(), tariff.versionId(), use.group().id(), first, last, weights.get(i),
                shares.get(i), dueOn, room.isHandedOverBy(last) ? Payer.OWNER : Payer.DEVELOPER, pool);
            PartedLine.byDays(line, room.transfersWithin(first, last)).forEach(lines);
        }
    }

    private boolean isCharged(RoomFacts room) {
        return tariff.assignment().includes(room)
            && (room.isDevelopersOn(last) ? tariff.isDeveloperCharged() : room.isHandedOverBy(last));
    }

    /** Lines of this pool stand already (part of a run was undone): what is missing fits only if the pool is the same. */
    private static boolean isUnchanged(List<RoomFacts> rooms, List<Money> shares, Map<Long, Money> earlier) {
        var now = rooms.stream().map(RoomFacts::id).collect(Collectors.toSet());
        if (!now.containsAll(earlier.keySet())) return false;
        for (var i = 0; i < rooms.size(); i++) {
            var billedShare = earlier.get(rooms.get(i).id());
            if (billedShare != null && !billedShare.equals(shares.get(i))) return false;
        }
        return true;
    }

    private void warn(GroupUse use, String code) {
        warnings.add(new BillWarning(use.group().code(), tariff.code(), code));
    }
}
