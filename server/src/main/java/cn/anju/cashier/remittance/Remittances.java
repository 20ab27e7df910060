package cn.anju.cashier.remittance;

import cn.anju.access.AuditTrail;
import cn.anju.cashier.Safe;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Collectors;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 解款：收的款连同收据号段交财务；财务核对银行回单签收，现金转为银行存款；不对就退回。
 *
 * <p>The cash leaves the safe when it is handed over and is on its way until finance signs. Locks: open shifts in id
 * order, then the safe; both come before the slip.
 */
@Service
class Remittances {

    /**
     * 交财务。
     *
     * @param amount the cash counted out of the safe
     * @param receipts what the screen showed; refused when it is no longer so
     */
    record Handing(@NotNull Money amount, @Nullable Long receipts, @Nullable @Size(max = 200) String note) {}

    private record Row(String number, long handedBy, String state, Money amount) {}

    /** Receipts of closed shifts, and of an open one those before its last drop, that stand on no slip. */
    static final String UNREMITTED = """
          from cashier.payment p
          join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id
         where p.community_id = :community
           and (not s.is_open or p.paid_at <= (select max(d.made_at) from cashier.cash_drop d
                                                where d.community_id = s.community_id and d.shift_id = s.id))
           and not exists (select from cashier.remittance_payment m
                            where m.community_id = p.community_id and m.payment_id = p.id and m.is_live)
        """;

    /** Deposits and refunds of the same shifts. */
    static final String UNREMITTED_MOVEMENTS = """
          from cashier.till_movement m
          join cashier.shift s on s.community_id = m.community_id and s.id = m.shift_id
         where m.community_id = :community
           and (not s.is_open or m.made_at <= (select max(d.made_at) from cashier.cash_drop d
                                                where d.community_id = s.community_id and d.shift_id = s.id))
           and not exists (select from cashier.remittance_movement r
                            where r.community_id = m.community_id and r.movement_id = m.id and r.is_live)
        """;

    private final JdbcClient jdbc;
    private final Safe safe;
    private final Ledger ledger;
    private final Collectors collectors;
    private final RemittanceRules rules;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Remittances(JdbcClient jdbc, Safe safe, Ledger ledger, Collectors collectors, RemittanceRules rules, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.safe = safe;
        this.ledger = ledger;
        this.collectors = collectors;
        this.rules = rules;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 交财务：还没有解的收据全部上单，现金从保险柜取出。 @return the slip; the earlier one when the key was used before */
    @Transactional
    long hand(long community, String key, Handing handing) {
        var user = CurrentUser.get();
        user.require(community, "cashier.remit");
        if (handing.amount().isNegative()) throw Problem.invalid("amount-invalid", "解款金额 %s 不对：须不小于零", handing.amount());
        jdbc.sql("select id from cashier.shift where community_id = :community and is_open order by id for no key update")
            .param("community", community).query(Long.class).list();
        safe.lock(community);
        var earlier = jdbc.sql("select id from cashier.remittance where community_id = :community and idempotency_key = :key")
            .param("community", community).param("key", key).query(Long.class).optional();
        if (earlier.isPresent()) return earlier.get();
        var payments = jdbc.sql("select p.id " + UNREMITTED + " order by p.id").param("community", community).query(Long.class).list();
        if (handing.receipts() != null && handing.receipts() != payments.size())
            throw Problem.conflict("remittance-changed", "待解的收据已变为 %s 张，请核对后再交", payments.size());
        var movements = jdbc.sql("select m.id " + UNREMITTED_MOVEMENTS + " order by m.id").param("community", community).query(Long.class).list();
        if (payments.isEmpty() && movements.isEmpty() && handing.amount().isZero()) throw Problem.conflict("nothing-to-remit", "没有要解的款：收据都已上单，也没有取出现金");
        var id = add(community, key, handing, payments, user);
        jdbc.sql("""
                insert into cashier.remittance_movement (community_id, remittance_id, movement_id)
                select :community, :id, m from unnest(:movements::bigint[]) m
                """).param("community", community).param("id", id).param("movements", movements.toArray(Long[]::new)).update();
        safe.move(community, Safe.Kind.REMITTANCE, handing.amount().negated(), null);
        var row = lock(community, id);
        audit.note(row.number(), null, handing);
        notices.tellHolders(community, "cashier.remittance-sign", new Notice("解款",
            "%s 交来解款 %s 元，请核对签收".formatted(user.name(), handing.amount()), row.number(), "remittances/" + id, "remittance-" + id));
        return id;
    }

    /** 签收：交的人自己不能签；有现金的要有银行回单。 */
    @Transactional
    void sign(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "cashier.remittance-sign");
        var row = waiting(community, id);
        if (row.handedBy() == user.id() || user.deputyFor() != null && row.handedBy() == user.deputyFor())
            throw Problem.conflict("own-remittance", "自己交的款要由财务另一人签收");
        if (row.amount().isPositive() && !hasBankSlip(community, id))
            throw Problem.conflict("bank-slip-missing", "还没有上传银行回单的照片，传好再签收");
        var entry = post(community, id, row);
        answer(community, id, RemittanceState.SIGNED, null, entry);
        audit.note(row.number(), null, new Answer(RemittanceState.SIGNED.label, row.amount(), null));
    }

    /**
     * One entry per entity whose cash is on the slip: what it took less what it paid back, and never more than its books
     * hold; the rest of the slip is the community's own.
     */
    private @Nullable Long post(long community, long id, Row row) {
        record Cash(long entity, Money cash) {}
        var main = collectors.main(community).entityId();
        var left = row.amount();
        Long first = null;
        for (var cash : jdbc.sql("""
                with moved as (
                  select r.entity_id entity, coalesce((select sum(t.amount) from cashier.tender t where t.community_id = p.community_id
                             and t.payment_id = p.id and t.method = 'CASH'), 0) - p.change cash
                    from cashier.remittance_payment m
                    join cashier.payment p on p.community_id = m.community_id and p.id = m.payment_id
                    join cashier.receipt r on r.community_id = p.community_id and r.payment_id = p.id
                   where m.community_id = :community and m.remittance_id = :id
                     and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)
                  union all
                  select g.entity_id, g.debit - g.credit
                    from cashier.remittance_movement m
                    join cashier.till_movement t on t.community_id = m.community_id and t.id = m.movement_id and t.kind in ('REFUND', 'AGENCY', 'AGENCY_BACK')
                    join ledger.journal_entry e on e.community_id = t.community_id and e.source_id = t.source_id
                                               and e.source_type = case t.kind when 'REFUND' then 'refund' else 'agency_payout' end
                                               and (e.reverses_id is not null) = (t.kind = 'AGENCY_BACK')
                    join ledger.posting g on g.community_id = e.community_id and g.entry_id = e.id and g.account_code = :cash
                   where m.community_id = :community and m.remittance_id = :id)
                select m.entity, least(sum(m.cash), (select coalesce(sum(g.debit - g.credit), 0) from ledger.posting g
                                                      where g.community_id = :community and g.account_code = :cash and g.entity_id = m.entity)) cash
                  from moved m where m.entity <> :main group by m.entity order by m.entity
                """).param("community", community).param("id", id).param("main", main).param("cash", Accounts.CASH).query(Cash.class).list()) {
            var part = cash.cash().min(left);
            if (!part.isPositive()) continue;
            var entry = entry(community, id, row, part, cash.entity());
            if (first == null) first = entry;
            left = left.minus(part);
        }
        if (!left.isPositive()) return first;
        var own = entry(community, id, row, left, null);
        return first == null ? own : first;
    }

    private long entry(long community, long id, Row row, Money amount, @Nullable Long entity) {
        return ledger.post(new Entry(community, LocalDate.now(clock), EntryKind.REMITTANCE, "解款 " + row.number(), "remittance", id,
            List.of(Posting.debit(Accounts.BANK, amount, null), Posting.credit(Accounts.CASH, amount, null)), entity));
    }

    /** 退回（财务）或撤回（交的人）：现金回保险柜，收据下次再上单。 */
    @Transactional
    void giveBack(long community, long id, String reason) {
        var user = CurrentUser.get();
        var row = waiting(community, id);
        if (row.handedBy() != user.id()) user.require(community, "cashier.remittance-sign");
        answer(community, id, RemittanceState.RETURNED, reason, null);
        jdbc.sql("update cashier.remittance_payment set is_live = false where community_id = :community and remittance_id = :id")
            .param("community", community).param("id", id).update();
        jdbc.sql("update cashier.remittance_movement set is_live = false where community_id = :community and remittance_id = :id")
            .param("community", community).param("id", id).update();
        safe.move(community, Safe.Kind.REMITTANCE, row.amount(), null);
        audit.note(row.number(), null, new Answer(RemittanceState.RETURNED.label, row.amount(), reason));
        notices.tell(community, List.of(row.handedBy()), new Notice("解款", "解款单 %s 已退回，现金已回保险柜".formatted(row.number()), reason,
            "remittances/" + id, "remittance-back-" + id));
    }

    /** 财务怎样答复。 */
    record Answer(String state, Money amount, @Nullable String reason) {}

    private long add(long community, String key, Handing handing, List<Long> payments, CurrentUser user) {
        var now = clock.instant();
        var id = jdbc.sql("""
                insert into cashier.remittance (community_id, idempotency_key, handed_on, slip, amount, is_late, note, handed_by, handed_name, handed_at)
                select :community, :key, :day,
                       coalesce((select max(slip) from cashier.remittance where community_id = :community and handed_on = :day), 0) + 1,
                       :amount,
                       exists (select from cashier.payment p where p.community_id = :community and p.id = any (:payments)
                                  and p.paid_at < (p.paid_on + cast(:cutOff as time)) at time zone 'Asia/Shanghai'
                                  and :at > (p.paid_on + cast(:cutOff as time)) at time zone 'Asia/Shanghai'),
                       :note, :by, :name, :at
                returning id
                """)
            .param("community", community).param("key", key).param("day", LocalDate.now(clock)).param("amount", handing.amount().yuan())
            .param("payments", payments.toArray(Long[]::new)).param("cutOff", rules.cutOff(community)).param("note", handing.note())
            .param("by", user.id()).param("name", user.name()).param("at", now.atOffset(ZoneOffset.UTC)).query(Long.class).single();
        jdbc.sql("""
                insert into cashier.remittance_payment (community_id, remittance_id, payment_id)
                select :community, :id, p from unnest(:payments::bigint[]) p
                """).param("community", community).param("id", id).param("payments", payments.toArray(Long[]::new)).update();
        return id;
    }

    private boolean hasBankSlip(long community, long id) {
        return jdbc.sql("select exists (select from attachment.file where community_id = :community and subject = :subject)")
            .param("community", community).param("subject", "remittance:" + id).query(Boolean.class).single();
    }

    private Row waiting(long community, long id) {
        var row = lock(community, id);
        if (!row.state().equals(RemittanceState.HANDED.name()))
            throw Problem.conflict("remittance-answered", "解款单 %s %s，不能再动", row.number(), RemittanceState.valueOf(row.state()).label);
        return row;
    }

    private Row lock(long community, long id) {
        return jdbc.sql("select handed_on, slip, handed_by, state, amount from cashier.remittance where community_id = :community and id = :id for update")
            .param("community", community).param("id", id)
            .query((row, i) -> new Row(RemittanceList.number(row), row.getLong("handed_by"), row.getString("state"),
                new Money(row.getBigDecimal("amount"))))
            .optional().orElseThrow(() -> Problem.notFound("remittance-not-found", "没有这张解款单"));
    }

    private void answer(long community, long id, RemittanceState state, @Nullable String refusal, @Nullable Long entry) {
        var user = CurrentUser.get();
        jdbc.sql("""
                update cashier.remittance set state = :state, answered_by = :by, answered_name = :name, answered_at = :at,
                       refusal = :refusal, entry_id = :entry
                 where community_id = :community and id = :id
                """)
            .param("community", community).param("id", id).param("state", state.name()).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("refusal", refusal).param("entry", entry).update();
    }
}
