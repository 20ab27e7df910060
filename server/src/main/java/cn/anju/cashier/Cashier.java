package cn.anju.cashier;

import cn.anju.access.AuditTrail;
import cn.anju.billing.Bills;
import cn.anju.billing.OpenBill;
import cn.anju.billing.Settlement;
import cn.anju.cashier.ReceivePayment.LateFeeMode;
import cn.anju.cashier.ReceivePayment.Surplus;
import cn.anju.cashier.deposit.DepositBook;
import cn.anju.cashier.doorstep.DoorstepVisits;
import cn.anju.estate.Room;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Collector;
import cn.anju.ledger.Collectors;
import cn.anju.ledger.Ledger;
import cn.anju.resident.Holdings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 收银台：收款。
 *
 * <p>Everything is worked out here again; what the browser says is only compared. Locks are taken in one order by
 * everybody who moves a resident's money: key of the request, shift (shared), day (shared), bills in id order,
 * prepayment, month of the books (shared), receipt series last.
 */
@Service
class Cashier {

    private final Bills bills;
    private final Ledger ledger;
    private final Collectors collectors;
    private final Rooms rooms;
    private final Holdings holdings;
    private final Shifts shifts;
    private final ClosedDays days;
    private final Payments payments;
    private final Prepayments prepayments;
    private final DepositBook deposits;
    private final CashierRules rules;
    private final OneOffPrices prices;
    private final DoorstepVisits visits;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Cashier(Bills bills, Ledger ledger, Collectors collectors, Rooms rooms, Holdings holdings, Shifts shifts, ClosedDays days,
            Payments payments, Prepayments prepayments, DepositBook deposits, CashierRules rules, OneOffPrices prices, DoorstepVisits visits, AuditTrail audit,
            ApplicationEventPublisher events, Clock clock) {
        this.bills = bills;
        this.ledger = ledger;
        this.collectors = collectors;
        this.rooms = rooms;
        this.holdings = holdings;
        this.shifts = shifts;
        this.days = days;
        this.payments = payments;
        this.prepayments = prepayments;
        this.deposits = deposits;
        this.rules = rules;
        this.prices = prices;
        this.visits = visits;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** 一次收款的答复；{@code isReplay} 表示同一个请求先前已经办成。 */
    record Received(Payment payment, boolean isReplay) {}

    /** 收款：核销账单、开收据、记账，多的存着或找零；同一个幂等键只办一次。 */
    @Transactional
    Received receive(long community, String key, ReceivePayment command) {
        var user = CurrentUser.get();
        user.require(community, "cashier.receive");
        if (command.lateFee() == LateFeeMode.WAIVE) user.require(community, "cashier.waive");
        if (command.tenderedBy(PaymentMethod.DEPOSIT).isPositive()) user.require(community, "cashier.deposit-deduct");
        var room = room(community, command.roomCode());
        var earlier = payments.begin(community, key, command);
        if (earlier.isPresent()) return new Received(earlier.get(), true);

        var today = LocalDate.now(clock);
        var shift = shifts.lockOpen(community, user.id());
        days.keepOpen(community, today);
        var chosen = choose(community, room, command, today);
        var collector = onlyCollector(community, chosen, command.prepayFor());
        var allocation = rules.allocate(community, chosen, today, command.lateFee(), command.tendered());
        if (command.expectedDue() != null && !command.expectedDue().equals(allocation.due()))
            throw Problem.conflict("amount-changed", "应收已变为 %s 元，请核对后再收", allocation.due());
        checkSurplus(command, allocation);
        if (!collector.isMain() && (command.tenderedBy(PaymentMethod.DEPOSIT).isPositive()
            || command.prepayFor() == null && command.surplus() == Surplus.PREPAY && allocation.surplus().isPositive()))
            throw Problem.conflict("several-entities", "预存和押金是小区主体的，这些账单由另一主体收，请用合并收款");

        var owners = holdings.owners(community, room.id(), today);
        var received = new NewPayment(key, shift, room, command, allocation, owners, today, collector);
        return new Received(close(community, write(community, received), received), false);
    }

    /** 记下一笔算好的收款，收据号留到最后取。 @return its id */
    @Transactional(propagation = Propagation.MANDATORY)
    long write(long community, NewPayment received) {
        var command = received.command();
        var room = received.room();
        var today = received.paidOn();
        var owners = received.owners();
        var id = payments.add(community, received);
        bills.settle(community, settlements(received.allocation(), id, today));
        for (var tender : command.tenders())
            if (tender.method() == PaymentMethod.DEPOSIT) deposits.use(community, room.id(), String.valueOf(tender.reference()), tender.amount(), id);
        prepayments.use(community, room.id(), owners, received.allocation().byItem(), received.collector().isMain(),
            command.tenderedBy(PaymentMethod.PREPAYMENT), id, today);
        prepayments.add(community, room.id(), owners, command.prepayFor(), received.prepaid(), id, today);
        ledger.post(PaymentEntry.of(community, id, received));
        visits.received(community, room.id(), id, today);
        return id;
    }

    /** 取收据号：事务里的最后一步。 */
    @Transactional(propagation = Propagation.MANDATORY)
    Payment close(long community, long id, NewPayment received) {
        var payment = payments.drawReceipt(community, id, received);
        audit.note(payment.receiptNo(), null, payment);
        events.publishEvent(new PaymentReceived(community, id, received.room().id()));
        return payment;
    }

    /** One receipt is of one entity. @throws Problem 409 {@code several-entities} */
    private Collector onlyCollector(long community, List<OpenBill> chosen, @Nullable String prepayFor) {
        if (prepayFor != null) bills.requireItem(community, prepayFor);
        var others = collectors.byItem(community);
        var main = collectors.main(community);
        var wanted = chosen.stream().map(bill -> others.getOrDefault(bill.itemCode(), main)).distinct().toList();
        if (prepayFor != null && wanted.stream().anyMatch(each -> !each.equals(others.getOrDefault(prepayFor, main))))
            throw Problem.conflict("several-entities", "这个项目由另一主体收，预存请单独收，不要勾账单");
        if (wanted.isEmpty() && prepayFor != null) return others.getOrDefault(prepayFor, main);
        if (wanted.size() > 1) throw Problem.conflict("several-entities", "所收账单属于几个收款主体，要各开收据，请用合并收款");
        return wanted.isEmpty() ? main : wanted.getFirst();
    }

    Room room(long community, String code) {
        return rooms.byCode(community, code)
            .orElseThrow(() -> Problem.notFound("room-not-found", "没有房号 %s，请核对", code));
    }

    /** Locked, all at once in id order; returned in the order in which they are settled. */
    private List<OpenBill> choose(long community, Room room, ReceivePayment command, LocalDate today) {
        if (command.payThrough() != null) bills.ensureAhead(community, room.id(), command.payThrough());
        var oneOffs = prices.charge(community, room.id(), command.charges());
        var chosen = command.billIds() == null
            ? bills.lockOpen(community, room.id()).stream().filter(OpenBill::owedByOwner).toList()
            : named(community, room, command, today);
        return Stream.concat(oneOffs.stream(), chosen.stream()).distinct().sorted(OpenBill.OLDEST_FIRST).toList();
    }

    /** Paying ahead settles all that the room owes, whatever else is named. */
    private List<OpenBill> named(long community, Room room, ReceivePayment command, LocalDate today) {
        var named = new HashSet<>(command.billIds());
        var wanted = new HashSet<>(named);
        if (command.payThrough() != null) bills.open(community, List.of(room.id())).stream()
            .filter(OpenBill::owedByOwner).map(OpenBill::id).forEach(wanted::add);
        if (wanted.isEmpty()) return List.of();
        var found = bills.lock(community, wanted);
        if (!found.stream().map(OpenBill::id).toList().containsAll(named))
            throw Problem.notFound("bill-not-found", "所选账单中有的不存在或已撤销，请刷新后再收");
        if (found.stream().anyMatch(bill -> bill.outstanding().isZero() && named.contains(bill.id())))
            throw Problem.conflict("bill-already-settled", "所选账单已有别人收清，请刷新后再收");
        if (found.stream().anyMatch(bill -> bill.roomId() != room.id())) {
            var others = holdings.otherRoomsOfOwners(community, room.id(), today);
            if (found.stream().anyMatch(bill -> bill.roomId() != room.id() && !others.contains(bill.roomId())))
                throw Problem.conflict("bill-of-other-owner", "所选账单不是 %s 的业主的，请到那间房收款", room.code());
        }
        return found.stream().filter(bill -> bill.outstanding().isPositive()).toList();
    }

    private static void checkSurplus(ReceivePayment command, Allocation allocation) {
        var surplus = allocation.surplus();
        var fromBooks = command.tenderedBy(PaymentMethod.PREPAYMENT).plus(command.tenderedBy(PaymentMethod.DEPOSIT));
        if (fromBooks.isPositive() && surplus.compareTo(command.tendered().minus(fromBooks)) > 0)
            throw Problem.conflict("prepayment-exceeds-due", "预存或押金抵扣超过了应收 %s 元，请减少抵扣金额", allocation.due());
        if (command.surplus() == Surplus.PREPAY || surplus.isZero()) return;
        if (surplus.equals(command.tendered())) throw Problem.conflict("nothing-to-settle", "没有可收的账单，钱已全部退回，请刷新后再看");
        if (surplus.compareTo(command.tenderedBy(PaymentMethod.CASH)) > 0)
            throw Problem.conflict("change-exceeds-cash", "找零 %s 元超过了所收现金，非现金多收的部分请转预存", surplus);
    }

    private static List<Settlement> settlements(Allocation allocation, long payment, LocalDate today) {
        return allocation.lines().stream().flatMap(line -> Stream.of(
                new Settlement(line.bill().id(), Settlement.Kind.PAYMENT, line.principal(), today, payment),
                new Settlement(line.bill().id(), Settlement.Kind.DISCOUNT, line.discount(), today, payment)))
            .filter(settlement -> settlement.amount().isPositive()).toList();
    }
}
