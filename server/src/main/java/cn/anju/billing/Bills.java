package cn.anju.billing;

import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 应收：供收银查问、加锁、核销。
 *
 * <p>Only published lines that have not been reversed are anybody's debt. Rows are locked in id order, after the
 * cashier's shift and before prepayment and receipt series.
 */
@Service
public class Bills {

    private final JdbcClient jdbc;
    private final PayAhead ahead;
    private final OneOffs oneOffs;
    private final Clock clock;

    Bills(JdbcClient jdbc, PayAhead ahead, OneOffs oneOffs, Clock clock) {
        this.jdbc = jdbc;
        this.ahead = ahead;
        this.oneOffs = oneOffs;
        this.clock = clock;
    }

    /** 这些房屋没收清的账单，不加锁，{@link OpenBill#OLDEST_FIRST} 为序。 */
    @Transactional(readOnly = true)
    public List<OpenBill> open(long community, Collection<Long> rooms) {
        return jdbc.sql(SELECT + " and b.room_id = any (:rooms) and b.outstanding > 0")
            .param("community", community).param("today", LocalDate.now(clock)).param("rooms", rooms.toArray(Long[]::new)).query(OpenBill.class).stream()
            .sorted(OpenBill.OLDEST_FIRST).toList();
    }

    /** 锁住一间房没收清的账单。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<OpenBill> lockOpen(long community, long room) {
        return jdbc.sql(SELECT + " and b.room_id = :room and b.outstanding > 0" + LOCK)
            .param("community", community).param("today", LocalDate.now(clock)).param("room", room).query(OpenBill.class).list();
    }

    /** 锁住点名的账单，收清了的也在内；不存在、未发布或已冲销的不返回。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<OpenBill> lock(long community, Collection<Long> ids) {
        return jdbc.sql(SELECT + " and b.id = any (:ids)" + LOCK)
            .param("community", community).param("today", LocalDate.now(clock)).param("ids", ids.toArray(Long[]::new)).query(OpenBill.class).list();
    }

    /** 锁住一次出账里这些房屋没收清的账单。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<OpenBill> lockOpenOfRun(long community, long runId, Collection<Long> rooms) {
        return jdbc.sql(SELECT + """
                 and b.room_id = any (:rooms) and b.run_id = :run and b.outstanding > 0
                """ + LOCK)
            .param("community", community).param("today", LocalDate.now(clock)).param("rooms", rooms.toArray(Long[]::new)).param("run", runId)
            .query(OpenBill.class).list();
    }

    /** 账单 → 欠它的原业主；现业主和开发商的不在其中。 */
    @Transactional(readOnly = true)
    public Map<Long, List<Long>> formerOwners(long community, Collection<Long> ids) {
        return FormerOwners.of(jdbc, community, ids);
    }

    /** 核销；调用者已锁住这些账单。The database refuses more than what is outstanding. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(long community, List<Settlement> settlements) {
        var byBill = new TreeMap<Long, Money>();
        for (var settlement : settlements) {
            if (!settlement.amount().isPositive())
                throw new IllegalArgumentException("settlement of " + settlement.amount());
            byBill.merge(settlement.billId(), settlement.amount(), Money::plus);
        }
        jdbc.sql("""
                insert into billing.settlement (community_id, bill_id, kind, amount, settled_on, source_id)
                select :community, s.bill, s.kind, s.amount, s.settled_on, s.source
                  from unnest(:bills::bigint[], :kinds::text[], :amounts::numeric[], :days::date[], :sources::bigint[])
                       as s(bill, kind, amount, settled_on, source)
                """)
            .param("community", community)
            .param("bills", settlements.stream().map(Settlement::billId).toArray(Long[]::new))
            .param("kinds", settlements.stream().map(settlement -> settlement.kind().name()).toArray(String[]::new))
            .param("amounts", settlements.stream().map(settlement -> settlement.amount().toString()).toArray(String[]::new))
            .param("days", settlements.stream().map(settlement -> settlement.on().toString()).toArray(String[]::new))
            .param("sources", settlements.stream().map(Settlement::sourceId).toArray(Long[]::new)).update();
        lower(community, byBill);
    }

    /** 作废收款：把这笔收款的核销（含优惠）反向记一遍，账单重新欠着。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void unsettle(long community, long paymentId, LocalDate on) {
        unsettle(community, paymentId, null, on);
    }

    /** 退款：只把这笔收款对这些账单的核销反向记一遍；{@code bills} 为空是全部。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void unsettle(long community, long paymentId, @Nullable Collection<Long> bills, LocalDate on) {
        record Undone(long billId, Money amount) {}
        var undone = jdbc.sql("""
                insert into billing.settlement (community_id, bill_id, kind, amount, settled_on, source_id, reverses_id)
                select community_id, bill_id, kind, -amount, :on, source_id, id
                  from billing.settlement s
                 where community_id = :community and source_id = :payment and kind in ('PAYMENT', 'DISCOUNT') and amount > 0
                   and (cast(:bills as bigint[]) is null or bill_id = any (:bills))
                   and not exists (select from billing.settlement r where r.community_id = s.community_id and r.reverses_id = s.id)
                returning bill_id, amount
                """).param("community", community).param("payment", paymentId).param("on", on)
            .param("bills", bills == null ? null : bills.toArray(Long[]::new))
            .query((row, i) -> new Undone(row.getLong("bill_id"), new Money(row.getBigDecimal("amount")))).list();
        var byBill = new TreeMap<Long, Money>();
        for (var back : undone) byBill.merge(back.billId(), back.amount(), Money::plus);
        lower(community, byBill);
    }

    /** 预缴：把这间房到某月为止还没出的周期性账单按现行价格当场出好（发布、记账）。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ensureAhead(long community, long room, YearMonth through) {
        ahead.ensure(community, room, through);
    }

    /** 临时收费：当场成一行账单（今天应缴、业主缴、记账），已锁住。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public OpenBill addOneOff(long community, long room, OneOffCharge charge) {
        return lock(community, List.of(oneOffs.add(community, room, charge))).getFirst();
    }

    /** @throws Problem 404 {@code charge-item-not-found} */
    @Transactional(readOnly = true)
    public void requireItem(long community, String code) {
        var isKnown = jdbc.sql("select exists (select from billing.charge_item where community_id = :community and code = :code)")
            .param("community", community).param("code", code).query(Boolean.class).single();
        if (!isKnown) throw Problem.notFound("charge-item-not-found", "没有收费项目 %s", code);
    }

    /** 全部没收清的合计，与应收账款相等。 */
    @Transactional(readOnly = true)
    public Money outstanding(long community) {
        return jdbc.sql("""
                select coalesce(sum(b.outstanding), 0.00)
                  from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                 where b.community_id = :community and b.outstanding > 0
                """).param("community", community).query((row, i) -> new Money(row.getBigDecimal(1))).single();
    }

    private void lower(long community, Map<Long, Money> byBill) {
        var lowered = jdbc.sql("""
                update billing.bill b set outstanding = b.outstanding - s.amount
                  from unnest(:bills::bigint[], :amounts::numeric[]) as s(bill, amount)
                 where b.community_id = :community and b.id = s.bill and not b.is_reversed
                """)
            .param("community", community).param("bills", byBill.keySet().toArray(Long[]::new))
            .param("amounts", byBill.values().stream().map(Money::toString).toArray(String[]::new)).update();
        if (lowered != byBill.size()) throw new IllegalStateException("bills not found or reversed: " + byBill.keySet());
    }

    private static final String LOCK = " order by b.id for no key update of b";

    private static final String SELECT = """
        select b.id, b.room_id, r.code room_code, t.code tariff_code, i.code item_code, i.name item_name,
               p.group_code share_group, b.period_start, b.period_end, b.due_on, b.amount, b.outstanding,
               t.late_fee_rate late_fee_daily_rate, b.payer = 'OWNER' and
               """ + FormerOwners.NONE + """
               owed_by_owner, i.is_pass_through or exists (select from ledger.collector_item c
                                                             join ledger.collector k on k.community_id = c.community_id and k.entity_id = c.entity_id and k.is_agency
                                                            where c.community_id = i.community_id and c.charge_item = i.code) is_pass_through,
               """ + Disputes.FROZEN_DAYS.formatted(":today") + """

          from billing.bill b
          join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
          join estate.room r on r.community_id = b.community_id and r.id = b.room_id
          join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
          left join billing.share_pool p on p.community_id = b.community_id and p.run_id = b.run_id
                                        and p.tariff_id = b.tariff_id and p.share_group_id = b.share_group_id
         where b.community_id = :community and not b.is_reversed
        """;
}
