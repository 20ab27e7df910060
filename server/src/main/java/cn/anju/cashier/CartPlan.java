package cn.anju.cashier;

import cn.anju.billing.Bills;
import cn.anju.billing.OpenBill;
import cn.anju.cashier.ReceivePayment.LateFeeMode;
import cn.anju.estate.Room;
import cn.anju.estate.Rooms;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Collector;
import cn.anju.ledger.Collectors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 合并收款里要收什么：各主体的账单（锁到提交）和押金。
 *
 * <p>All bills of the cart are locked at once in id order, after what this cart itself makes.
 */
@Component
class CartPlan {

    /** 一个主体的一份。 @param room where its payment stands: the first of the cart with lines of it */
    record Bundle(Collector collector, Room room, List<OpenBill> bills, Allocation whole) {

        Money due() {
            return whole.due();
        }
    }

    /** 一笔要收的押金。 */
    record Held(Room room, TakeCart.NewDeposit deposit) {}

    /** 全部。 @param bundles of the community's own entity first, then the others in the order of their ids */
    record Plan(Room first, List<Bundle> bundles, List<Held> deposits) {

        Money due() {
            return Money.sum(bundles, Bundle::due).plus(Money.sum(deposits, held -> held.deposit().amount()));
        }

        List<CartSplit.Share> shares() {
            var shares = new ArrayList<CartSplit.Share>();
            for (var bundle : bundles) shares.add(new CartSplit.Share(bundle.due(), bundle.collector().isMain(), false));
            for (var held : deposits) shares.add(new CartSplit.Share(held.deposit().amount(), true, true));
            return shares;
        }
    }

    private final Bills bills;
    private final Rooms rooms;
    private final OneOffPrices prices;
    private final Collectors collectors;
    private final CashierRules rules;

    CartPlan(Bills bills, Rooms rooms, OneOffPrices prices, Collectors collectors, CashierRules rules) {
        this.bills = bills;
        this.rooms = rooms;
        this.prices = prices;
        this.collectors = collectors;
        this.rules = rules;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Plan of(long community, List<TakeCart.Part> parts, LateFeeMode mode, LocalDate today) {
        var byRoom = new LinkedHashMap<Long, Room>();
        var deposits = new ArrayList<Held>();
        for (var part : parts) {
            var room = rooms.byCode(community, part.roomCode())
                .orElseThrow(() -> Problem.notFound("room-not-found", "没有房号 %s，请核对", part.roomCode()));
            if (byRoom.put(room.id(), room) != null) throw Problem.invalid("room-twice", "%s 在单子里有两次，请合在一起", room.code());
            part.deposits().forEach(deposit -> deposits.add(new Held(room, deposit)));
        }
        var chosen = lock(community, parts, List.copyOf(byRoom.values()));
        var main = collectors.main(community);
        var others = collectors.byItem(community);
        var byCollector = new TreeMap<Collector, List<OpenBill>>(Comparator.comparing(Collector::isMain).reversed().thenComparing(Collector::entityId));
        for (var bill : chosen) byCollector.computeIfAbsent(others.getOrDefault(bill.itemCode(), main), any -> new ArrayList<>()).add(bill);
        var bundles = new ArrayList<Bundle>();
        byCollector.forEach((collector, lines) -> {
            var sorted = lines.stream().sorted(OpenBill.OLDEST_FIRST).toList();
            var room = byRoom.values().stream().filter(each -> sorted.stream().anyMatch(bill -> bill.roomId() == each.id())).findFirst().orElseThrow();
            bundles.add(new Bundle(collector, room, sorted, rules.allocate(community, sorted, today, mode, null)));
        });
        return new Plan(byRoom.values().iterator().next(), bundles, deposits);
    }

    private List<OpenBill> lock(long community, List<TakeCart.Part> parts, List<Room> order) {
        var named = new HashSet<Long>();
        var wanted = new HashSet<Long>();
        var rooms = new HashMap<Long, Room>();
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var room = order.get(i);
            rooms.put(room.id(), room);
            if (part.payThrough() != null) bills.ensureAhead(community, room.id(), part.payThrough());
            prices.charge(community, room.id(), part.charges()).forEach(bill -> wanted.add(bill.id()));
            if (part.billIds() != null) named.addAll(part.billIds());
            if (part.billIds() == null || part.payThrough() != null)
                bills.open(community, List.of(room.id())).stream().filter(OpenBill::owedByOwner).map(OpenBill::id).forEach(wanted::add);
        }
        wanted.addAll(named);
        if (wanted.isEmpty()) return List.of();
        var found = bills.lock(community, wanted);
        if (!found.stream().map(OpenBill::id).toList().containsAll(named) || found.stream().anyMatch(bill -> !rooms.containsKey(bill.roomId())))
            throw Problem.notFound("bill-not-found", "所选账单中有的不存在、已撤销或不是单子里的房屋的，请刷新后再收");
        if (found.stream().anyMatch(bill -> bill.outstanding().isZero() && named.contains(bill.id())))
            throw Problem.conflict("bill-already-settled", "所选账单已有别人收清，请刷新后再收");
        return found.stream().filter(bill -> bill.outstanding().isPositive()).toList();
    }
}
