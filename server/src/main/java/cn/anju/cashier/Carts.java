package cn.anju.cashier;

import cn.anju.access.AuditTrail;
import cn.anju.billing.Bills;
import cn.anju.cashier.CartPlan.Bundle;
import cn.anju.cashier.CartPlan.Plan;
import cn.anju.cashier.ReceivePayment.LateFeeMode;
import cn.anju.cashier.ReceivePayment.Surplus;
import cn.anju.cashier.ReceivePayment.Tender;
import cn.anju.cashier.deposit.DepositDesk;
import cn.anju.cashier.deposit.TakeDeposit;
import cn.anju.cashier.till.Once;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Collectors;
import cn.anju.resident.Holdings;
import cn.anju.resident.Holdings.Owner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 合并收款：一次收清，按收款主体各开一张收据，押金各开押金收据，全成或全不成。
 *
 * <p>Locks as {@link Cashier} does; the receipts are drawn at the end, the community's own series first.
 */
@Service
class Carts {

    /** 办好的一单。 */
    record Done(long id, boolean isReplay) {}

    private final JdbcClient jdbc;
    private final Once once;
    private final Shifts shifts;
    private final ClosedDays days;
    private final CartPlan plans;
    private final CashierRules rules;
    private final Cashier cashier;
    private final DepositDesk deposits;
    private final Voids voids;
    private final Bills bills;
    private final Holdings holdings;
    private final Collectors collectors;
    private final AuditTrail audit;
    private final Clock clock;

    Carts(JdbcClient jdbc, Once once, Shifts shifts, ClosedDays days, CartPlan plans, CashierRules rules, Cashier cashier, DepositDesk deposits,
          Voids voids, Bills bills, Holdings holdings, Collectors collectors, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.once = once;
        this.shifts = shifts;
        this.days = days;
        this.plans = plans;
        this.rules = rules;
        this.cashier = cashier;
        this.deposits = deposits;
        this.voids = voids;
        this.bills = bills;
        this.holdings = holdings;
        this.collectors = collectors;
        this.audit = audit;
        this.clock = clock;
    }

    /** 收款。 */
    @Transactional
    Done take(long community, String key, TakeCart command) {
        var user = CurrentUser.get();
        user.require(community, "cashier.receive");
        if (command.lateFee() == LateFeeMode.WAIVE) user.require(community, "cashier.waive");
        if (command.tenders().stream().anyMatch(tender -> tender.method() == PaymentMethod.DEPOSIT)) user.require(community, "cashier.deposit-deduct");
        if (command.parts().stream().anyMatch(part -> !part.deposits().isEmpty())) user.require(community, "cashier.deposit");
        if (!once.isNew(community, key, command)) return new Done(byKey(community, key), true);
        var today = LocalDate.now(clock);
        var shift = shifts.lockOpen(community, user.id());
        days.keepOpen(community, today);
        var plan = withRoomForPrepayment(community, plans.of(community, command.parts(), command.lateFee(), today), command, today);
        var due = plan.due();
        if (command.expectedDue() != null && !command.expectedDue().equals(due)) throw Problem.conflict("amount-changed", "应收已变为 %s 元，请核对后再收", due);
        if (!due.isPositive()) throw Problem.conflict("nothing-to-settle", "没有可收的账单和押金，请刷新后再看");
        var paid = CartSplit.of(plan.shares(), command.tenders(), command.surplus());
        var received = new ArrayList<NewPayment>();
        for (var i = 0; i < plan.bundles().size(); i++)
            if (!paid.get(i).isEmpty()) received.add(newPayment(community, key, shift, plan.bundles().get(i), paid.get(i), command, today));
        var ids = received.stream().map(each -> cashier.write(community, each)).toList();
        var held = new ArrayList<Long>();
        for (var i = 0; i < plan.deposits().size(); i++)
            held.add(takeDeposit(community, subKey(key, "deposit " + i), plan.deposits().get(i), paid.get(plan.bundles().size() + i).getFirst(), command));
        for (var i = 0; i < ids.size(); i++) cashier.close(community, ids.get(i), received.get(i));
        return new Done(add(community, key, shift, due, command.tendered(), received, ids, held), false);
    }

    /** 整单作废：每张收据和押金收据都作废，一张不成就全不成。 */
    @Transactional
    void reverse(long community, long id, String reason) {
        CurrentUser.get().require(community, "cashier.void");
        var shift = jdbc.sql("select shift_id from cashier.cart where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(Long.class).optional().orElseThrow(Carts::unknown);
        shifts.keepOpen(community, shift);
        var payments = ids(community, id, "select payment_id from cashier.cart_payment where community_id = :community and cart_id = :id order by payment_id");
        bills.lock(community, jdbc.sql("select bill_id from cashier.payment_line where community_id = :community and payment_id = any (:payments)")
            .param("community", community).param("payments", payments.toArray(Long[]::new)).query(Long.class).list());
        payments.forEach(payment -> voids.undo(community, payment, reason));
        ids(community, id, "select deposit_id from cashier.cart_deposit where community_id = :community and cart_id = :id order by deposit_id")
            .forEach(deposit -> deposits.reverse(community, deposit, reason));
        audit.note("作废合并收款 " + id, null, new Voids.Voiding(reason));
    }

    /** Money that is kept belongs to the community's own entity, even when the cart has no bill of it. */
    private Plan withRoomForPrepayment(long community, Plan plan, TakeCart command, LocalDate today) {
        var isOver = command.tendered().compareTo(plan.due()) > 0;
        if (command.surplus() != Surplus.PREPAY || !isOver || plan.bundles().stream().anyMatch(bundle -> bundle.collector().isMain())) return plan;
        var bundles = new ArrayList<Bundle>();
        bundles.add(new Bundle(collectors.main(community), plan.first(), List.of(), rules.allocate(community, List.of(), today, command.lateFee(), null)));
        bundles.addAll(plan.bundles());
        return new Plan(plan.first(), bundles, plan.deposits());
    }

    private NewPayment newPayment(long community, String key, long shift, Bundle bundle, List<Tender> share, TakeCart command, LocalDate today) {
        var own = command.payment(bundle.room().code(), share);
        var sub = subKey(key, "payment " + bundle.collector().entityId());
        if (!once.isNew(community, sub, own)) throw new IllegalStateException("key of a part was used before: " + sub);
        var owners = holdings.owners(community, bundle.room().id(), today);
        var allocation = rules.allocate(community, bundle.bills(), today, command.lateFee(), CartSplit.sum(share));
        return new NewPayment(sub, shift, bundle.room(), own, allocation, owners, today, bundle.collector());
    }

    private long takeDeposit(long community, String key, CartPlan.Held held, Tender tender, TakeCart command) {
        var deposit = held.deposit();
        var payer = command.payerName() == null || command.payerName().isBlank()
            ? holdings.owners(community, held.room().id(), LocalDate.now(clock)).stream().map(Owner::name).findFirst().orElse(held.room().code()) : command.payerName();
        return deposits.take(community, key, new TakeDeposit(held.room().code(), deposit.kind(), deposit.amount(),
            tender.method(), tender.bank(), tender.reference(), payer, deposit.cause(), null)).id();
    }

    private long add(long community, String key, long shift, Money due, Money tendered, List<NewPayment> received, List<Long> payments, List<Long> held) {
        var user = CurrentUser.get();
        var prepaid = Money.sum(received, NewPayment::prepaid);
        var change = tendered.minus(due).minus(prepaid);
        var id = jdbc.sql("""
                insert into cashier.cart (community_id, idempotency_key, shift_id, due, tendered, change, prepaid, made_by, made_name, made_at)
                values (:community, :key, :shift, :due, :tendered, :change, :prepaid, :by, :name, :at) returning id
                """)
            .param("community", community).param("key", key).param("shift", shift).param("due", due.yuan())
            .param("tendered", tendered.yuan()).param("change", change.yuan()).param("prepaid", prepaid.yuan())
            .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        for (var payment : payments)
            jdbc.sql("insert into cashier.cart_payment (community_id, cart_id, payment_id) values (:community, :cart, :payment)")
                .param("community", community).param("cart", id).param("payment", payment).update();
        for (var deposit : held)
            jdbc.sql("insert into cashier.cart_deposit (community_id, cart_id, deposit_id) values (:community, :cart, :deposit)")
                .param("community", community).param("cart", id).param("deposit", deposit).update();
        return id;
    }

    private List<Long> ids(long community, long id, String sql) {
        return jdbc.sql(sql).param("community", community).param("id", id).query(Long.class).list();
    }

    private long byKey(long community, String key) {
        return jdbc.sql("select id from cashier.cart where community_id = :community and idempotency_key = :key")
            .param("community", community).param("key", key).query(Long.class).optional().orElseThrow(Carts::unknown);
    }

    private static String subKey(String key, String part) {
        return UUID.nameUUIDFromBytes((key + " " + part).getBytes(StandardCharsets.UTF_8)).toString();
    }

    static Problem unknown() {
        return Problem.notFound("cart-not-found", "没有这单合并收款");
    }
}
