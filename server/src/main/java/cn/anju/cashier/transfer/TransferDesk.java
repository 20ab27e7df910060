package cn.anju.cashier.transfer;

import cn.anju.access.AuditTrail;
import cn.anju.billing.Bills;
import cn.anju.billing.OpenBill;
import cn.anju.billing.OwnerChange;
import cn.anju.cashier.TransferAccounts;
import cn.anju.cashier.deposit.DepositBook;
import cn.anju.cashier.refund.Refunds;
import cn.anju.cashier.refund.RefundKind;
import cn.anju.cashier.refund.RequestRefund;
import cn.anju.cashier.till.Once;
import cn.anju.cashier.transfer.OwnerSettlement.Debt;
import cn.anju.cashier.transfer.OwnerSettlement.Reading;
import cn.anju.cashier.transfer.OwnerSettlement.Share;
import cn.anju.cashier.transfer.TransferOrder.Treatment;
import cn.anju.estate.Room;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.resident.Holdings;
import cn.anju.resident.Holdings.Owner;
import cn.anju.resident.Ownership;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * 过户：从某天起换业主，账单、读数、预存、押金一次办清；原业主的欠费还是他的。
 *
 * <p>The preview is the transfer itself, rolled back; refunds alone are asked for only when it is confirmed.
 */
@Service
class TransferDesk {

    private final OwnerChange change;
    private final Ownership ownership;
    private final Holdings holdings;
    private final Rooms rooms;
    private final Bills bills;
    private final TransferAccounts accounts;
    private final DepositBook book;
    private final Refunds refunds;
    private final Once once;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    TransferDesk(OwnerChange change, Ownership ownership, Holdings holdings, Rooms rooms, Bills bills, TransferAccounts accounts,
                 DepositBook book, Refunds refunds, Once once, AuditTrail audit, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.change = change;
        this.ownership = ownership;
        this.holdings = holdings;
        this.rooms = rooms;
        this.bills = bills;
        this.accounts = accounts;
        this.book = book;
        this.refunds = refunds;
        this.once = once;
        this.audit = audit;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** 先看结算单；什么也不留下。 */
    @Transactional
    OwnerSettlement preview(long community, long room, TransferOrder order) {
        CurrentUser.get().require(community, "billing.correct");
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return carryOut(community, rooms.byId(community, room), order, "preview", null, false);
    }

    /** 双方确认过，照办。 @throws Problem 409 {@code correction-changed} when it would no longer be the same */
    @Transactional
    long confirm(long community, long room, @Nullable String key, TransferOrder.Confirmed confirmed) {
        var user = CurrentUser.get();
        user.require(community, "billing.correct");
        if (!once.isNew(community, key, List.of(room, confirmed)))
            return jdbc.sql("select id from cashier.owner_settlement where community_id = :community and idempotency_key = :key")
                .param("community", community).param("key", key).query(Long.class).single();
        var settlement = carryOut(community, rooms.byId(community, room), confirmed.order(), key, confirmed.digest(), true);
        var id = jdbc.sql("""
                insert into cashier.owner_settlement (community_id, idempotency_key, room_id, transfer_on, content, from_confirmed, to_confirmed, made_by,
                                                      made_name, made_at)
                values (:community, :key, :room, :on, :content::jsonb, :from, :to, :by, :name, :at) returning id
                """).param("community", community).param("key", key).param("room", room).param("on", settlement.on())
            .param("content", json.writeValueAsString(settlement)).param("from", confirmed.fromConfirmed().strip()).param("to", confirmed.toConfirmed().strip())
            .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        audit.note(settlement.roomCode() + " 过户结算 " + id, settlement.fromNames(), settlement.toNames());
        return id;
    }

    private OwnerSettlement carryOut(long community, Room room, TransferOrder order, String key, @Nullable String digest, boolean isReal) {
        if (order.on().isAfter(LocalDate.now(clock))) throw Problem.invalid("transfer-date-invalid", "过户日期不能晚于今天");
        var from = holdings.owners(community, room.id(), order.on().minusDays(1)).stream().filter(owner -> !order.ownerIds().contains(owner.personId())).toList();
        if (from.isEmpty()) throw Problem.conflict("former-owner-missing", "%s 在 %s 的前一天没有登记业主，直接登记新业主即可", room.code(), order.on());
        var fromIds = from.stream().map(Owner::personId).toList();
        var to = order.ownerIds().stream().distinct().toList();
        var prepared = change.prepare(community, new OwnerChange.Wanted(room.id(), room.code(), order.on(), fromIds, names(from), to, namesOf(community, to),
            stands(order), order.prepayment() != Treatment.MOVE));
        if (digest != null && !prepared.digest().equals(digest)) throw Problem.conflict("correction-changed", "情况刚刚变了，请双方重新看一遍再确认");
        ownership.transfer(community, room.id(), order.on(), to);
        var runs = prepared.post(key);
        var owners = holdings.owners(community, room.id(), order.on());
        var left = accounts.of(community, room.id(), fromIds);
        var prepaid = Money.sum(left, TransferAccounts.Account::balance);
        if (order.prepayment() == Treatment.MOVE) accounts.move(community, room.id(), fromIds, to.getFirst(), runs);
        var fromNames = from.stream().map(Owner::name).toList();
        var held = heldBy(community, room.id(), fromNames);
        if (order.deposit() == Treatment.MOVE) book.transfer(community, room.id(), fromNames, owners.getFirst().name());
        if (isReal) askRefunds(community, order, names(from), left, held);
        var debts = debts(community, room.id());
        var shares = shares(prepared.lines());
        return new OwnerSettlement(prepared.digest(), room.code(), order.on(), names(from), names(owners), shares, Money.sum(shares, Share::undivided),
            Money.sum(shares, Share::former), Money.sum(shares, Share::next), debts, Money.sum(debts, Debt::outstanding), order.prepayment().label(), prepaid,
            order.deposit().label(), Money.sum(held, Held::balance), stands(order).stream().map(stand -> new Reading(stand.meterNumber(), stand.value())).toList(),
            order.prepayment() == Treatment.MOVE ? paidAhead(community, room.id(), order.on()) : null);
    }

    /** What was paid before the day for days from it on, and stays on the lines. */
    private Money paidAhead(long community, long room, LocalDate on) {
        return jdbc.sql("""
                select coalesce(sum(s.amount), 0.00) from billing.bill b
                  join billing.settlement s on s.community_id = b.community_id and s.bill_id = b.id and s.kind in ('PAYMENT', 'PREPAYMENT') and s.settled_on < :on
                 where b.community_id = :community and b.room_id = :room and b.payer = 'OWNER' and b.period_start >= :on and not b.is_reversed and not b.is_one_off
                """).param("community", community).param("room", room).param("on", on).query((row, i) -> new Money(row.getBigDecimal(1))).single();
    }

    private record Held(long id, Money balance) {}

    private List<Held> heldBy(long community, long room, List<String> names) {
        return jdbc.sql("select id, balance from cashier.deposit where community_id = :community and room_id = :room and balance > 0 and payer_name = any (:names) order by id")
            .param("community", community).param("room", room).param("names", names.toArray(String[]::new)).query(Held.class).list();
    }

    private void askRefunds(long community, TransferOrder order, String fromNames, List<TransferAccounts.Account> left, List<Held> held) {
        var payee = order.payee() == null || order.payee().isBlank() ? fromNames : order.payee().strip();
        if (order.prepayment() == Treatment.REFUND)
            for (var account : left)
                refunds.request(community, new RequestRefund(RefundKind.PREPAYMENT, account.id(), account.balance(), null, payee, order.payeeBank(), "过户，退原业主预存"));
        if (order.deposit() == Treatment.REFUND)
            for (var deposit : held)
                refunds.request(community, new RequestRefund(RefundKind.DEPOSIT, deposit.id(), null, null, payee, order.payeeBank(), "过户，退原业主押金"));
    }

    /** What is open and was the former owners' when the room changed hands. */
    private List<Debt> debts(long community, long room) {
        var open = bills.open(community, List.of(room));
        var former = bills.formerOwners(community, open.stream().map(OpenBill::id).toList());
        return open.stream().filter(bill -> former.containsKey(bill.id()))
            .map(bill -> new Debt(bill.itemName(), bill.periodStart(), bill.periodEnd(), bill.outstanding())).toList();
    }

    /** The reversed line and the parts that took its place, side by side. */
    private static List<Share> shares(List<OwnerChange.Line> lines) {
        var groups = new ArrayList<List<OwnerChange.Line>>();
        var latest = new HashMap<String, List<OwnerChange.Line>>();
        for (var line : lines) {
            var place = line.tariffCode() + " " + line.shareGroup();
            if (line.before() != null || !latest.containsKey(place)) {
                latest.put(place, new ArrayList<>());
                groups.add(latest.get(place));
            }
            latest.get(place).add(line);
        }
        return groups.stream().map(TransferDesk::share).toList();
    }

    private static Share share(List<OwnerChange.Line> parts) {
        var first = parts.getFirst();
        var former = Money.ZERO;
        var next = Money.ZERO;
        for (var part : parts) {
            if (part.after() == null) continue;
            if (part.isFormer()) former = former.plus(part.after());
            else next = next.plus(part.after());
        }
        var undivided = parts.stream().filter(part -> part.before() != null).map(OwnerChange.Line::before).reduce(Money.ZERO, Money::plus);
        return new Share(first.itemName(), first.shareGroup(), parts.stream().map(OwnerChange.Line::periodStart).min(LocalDate::compareTo).orElseThrow(),
            parts.stream().map(OwnerChange.Line::periodEnd).max(LocalDate::compareTo).orElseThrow(), undivided, former, next);
    }

    private List<OwnerChange.Stand> stands(TransferOrder order) {
        return order.readings() == null ? List.of()
            : order.readings().stream().map(stand -> new OwnerChange.Stand(stand.meterNumber().strip(), stand.value())).toList();
    }

    private String namesOf(long community, List<Long> persons) {
        var names = jdbc.sql("select id, name from resident.person where community_id = :community and id = any (:ids) and merged_into is null order by id")
            .param("community", community).param("ids", persons.toArray(Long[]::new)).query((row, i) -> row.getString("name")).list();
        if (names.size() != persons.size()) throw Problem.notFound("person-not-found", "没有这位住户");
        return String.join("、", names);
    }

    private static String names(List<Owner> owners) {
        return owners.stream().map(Owner::name).collect(Collectors.joining("、"));
    }
}
