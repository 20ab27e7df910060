package cn.anju.billing.calculation;

import cn.anju.billing.calculation.ChargeRule.ByArea;
import cn.anju.billing.calculation.ChargeRule.Fixed;
import cn.anju.billing.calculation.ChargeRule.Metered;
import cn.anju.billing.calculation.ChargeRule.Shared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * 出账：一个小区一个月，该有而还没有的账单行。
 *
 * <p>Each tariff version is prepared once (its period, its due date, who has been billed), then the rooms are walked in
 * code order; lines are handed on as they are made, room by room. What cannot be computed stops that line only.
 */
public final class BillCalculation {

    private final BillFacts facts;
    private final BilledLines billed;
    private final List<RoomFacts> rooms;
    private final Set<BillWarning> warnings = new TreeSet<>();

    private BillCalculation(BillFacts facts) {
        this.facts = facts;
        this.billed = new BilledLines(facts.billed());
        this.rooms = facts.rooms().stream().sorted(Comparator.comparing(RoomFacts::code)).toList();
    }

    /** 算出各行，逐行交给 {@code lines}；返回没能算的，按对象、编码排好。 */
    public static List<BillWarning> run(BillFacts facts, Consumer<BillLine> lines) {
        if (facts.lastDay().isBefore(facts.booksStart())) return List.of();
        return new BillCalculation(facts).run(lines);
    }

    private List<BillWarning> run(Consumer<BillLine> lines) {
        var charges = chargesByRoomKind();
        var shares = shares();
        for (var room : rooms) {
            for (var charge : charges.getOrDefault(room.kind(), List.of())) {
                guarded(charge, room).forEach(lines);
            }
            shares.getOrDefault(room.id(), List.of()).forEach(lines);
        }
        return List.copyOf(warnings);
    }

    private Map<String, List<PreparedCharge>> chargesByRoomKind() {
        var charges = new HashMap<String, List<PreparedCharge>>();
        for (var tariff : facts.tariffs()) {
            var charge = prepared(tariff);
            if (charge == null) continue;
            for (var kind : tariff.assignment().roomKinds())
                charges.computeIfAbsent(kind, _ -> new ArrayList<>()).add(new PreparedCharge(tariff, charge));
        }
        return charges;
    }

    private record PreparedCharge(Tariff tariff, RoomCharge charge) {}

    private @Nullable RoomCharge prepared(Tariff tariff) {
        return switch (tariff.rule()) {
            case ByArea(var price) -> PeriodCharge.of(tariff, price, true, facts, billed);
            case Fixed(var price) -> PeriodCharge.of(tariff, price, false, facts, billed);
            case Metered rule -> isInForce(tariff) ? new MeteredCharge(tariff, rule, facts, billed) : null;
            case Shared _ -> null;
        };
    }

    /** A line that cannot be computed is reported, never billed as zero, and never stops the others. */
    private List<BillLine> guarded(PreparedCharge prepared, RoomFacts room) {
        if (!prepared.tariff.assignment().includes(room)) return List.of();
        try {
            return prepared.charge.lines(room, warnings);
        } catch (ArithmeticException e) {
            warnings.add(new BillWarning(room.code(), prepared.tariff.code(), BillWarning.AMOUNT_OUT_OF_RANGE));
            return List.of();
        }
    }

    private Map<Long, List<BillLine>> shares() {
        var shares = new HashMap<Long, List<BillLine>>();
        var groups = roomsByShareGroup();
        for (var tariff : facts.tariffs()) {
            if (!(tariff.rule() instanceof Shared rule) || !isInForce(tariff)) continue;
            var charge = new SharedCharge(tariff, rule, facts, billed, warnings);
            for (var use : facts.groupUses()) {
                if (!use.meterKind().equals(rule.meterKind())) continue;
                try {
                    charge.share(use, groups.getOrDefault(use.group().code(), List.of()),
                        line -> shares.computeIfAbsent(line.roomId(), _ -> new ArrayList<>(4)).add(line));
                } catch (ArithmeticException e) {
                    warnings.add(new BillWarning(use.group().code(), tariff.code(), BillWarning.AMOUNT_OUT_OF_RANGE));
                }
            }
        }
        return shares;
    }

    private Map<String, List<RoomFacts>> roomsByShareGroup() {
        var groups = new HashMap<String, List<RoomFacts>>();
        for (var use : facts.groupUses()) groups.putIfAbsent(use.group().code(), new ArrayList<>());
        for (var room : rooms) {
            for (var code : room.shareGroups()) {
                var members = groups.get(code);
                if (members != null) members.add(room);
            }
        }
        return groups;
    }

    private boolean isInForce(Tariff tariff) {
        return tariff.isInForceOn(facts.lastDay()) && tariff.isBilledIn(facts.month());
    }
}
