package cn.anju.cashier.remittance;

import cn.anju.cashier.PaymentMethod;
import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 一组收据和押金、退款合起来是什么：号段、张数、各付款方式多少，现金已减找零，作废的只算张数。 */
@Component
class SlipContents {

    /** 连号的一段收据。 */
    record Range(String first, String last, long receipts, long voided) {}

    /** 收据以外收付的：押金、退款。 @param amount below zero for what was paid out */
    record Other(String label, long count, Money amount) {}

    /**
     * 合计，押金和退款在内。
     *
     * @param receipts of payments
     * @param from the first day on which any of it was received; absent when there is none
     */
    record Contents(long receipts, long voided, Money total, Money cash, Map<PaymentMethod, Money> byMethod, List<Other> others, List<Range> ranges,
                    @Nullable LocalDate from, @Nullable LocalDate to) {}

    private record Days(long voided, @Nullable LocalDate from, @Nullable LocalDate to) {}

    private final JdbcClient jdbc;

    SlipContents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    Contents of(long community, Collection<Long> payments, Collection<Long> movements) {
        var days = sql("""
                select count(v.payment_id) voided, min(p.paid_on) first, max(p.paid_on) last
                  from cashier.payment p
                  left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
                 where p.community_id = :community and p.id = any (:payments)
                """, community, payments)
            .query((row, i) -> new Days(row.getLong(1), row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class))).single();
        var byMethod = byMethod(community, payments);
        addMovements(community, movements, byMethod);
        return new Contents(payments.size(), days.voided(), Money.sum(byMethod.values()),
            byMethod.getOrDefault(PaymentMethod.CASH, Money.ZERO), byMethod, others(community, movements), ranges(community, payments, movements), days.from(), days.to());
    }

    private Map<PaymentMethod, Money> byMethod(long community, Collection<Long> payments) {
        var byMethod = new EnumMap<PaymentMethod, Money>(PaymentMethod.class);
        sql("""
                select m.method, sum(m.amount) amount
                  from (select community_id, payment_id, method, amount from cashier.tender
                         where community_id = :community and payment_id = any (:payments)
                        union all
                        select community_id, id, 'CASH', -change from cashier.payment
                         where community_id = :community and id = any (:payments) and change > 0) m
                 where not exists (select from cashier.payment_void v where v.community_id = m.community_id and v.payment_id = m.payment_id)
                 group by m.method
                """, community, payments)
            .query(row -> {
                byMethod.put(PaymentMethod.valueOf(row.getString("method")), new Money(row.getBigDecimal("amount")));
            });
        return byMethod;
    }

    private void addMovements(long community, Collection<Long> movements, Map<PaymentMethod, Money> byMethod) {
        jdbc.sql("select method, sum(amount) amount from cashier.till_movement where community_id = :community and id = any (:movements) group by method")
            .param("community", community).param("movements", movements.toArray(Long[]::new))
            .query(row -> {
                byMethod.merge(PaymentMethod.valueOf(row.getString("method")), new Money(row.getBigDecimal("amount")), Money::plus);
            });
    }

    private List<Other> others(long community, Collection<Long> movements) {
        return jdbc.sql("""
                select case kind when 'DEPOSIT' then '收押金' when 'DEPOSIT_VOID' then '押金作废' when 'REFUND' then '付退款'
                                   when 'AGENCY' then '移交代收款' else '移交冲回' end label, count(*) count, sum(amount) amount
                  from cashier.till_movement where community_id = :community and id = any (:movements) group by kind order by kind
                """).param("community", community).param("movements", movements.toArray(Long[]::new)).query(Other.class).list();
    }

    /** Receipts of deposits stand in the same series as those of payments. */
    private List<Range> ranges(long community, Collection<Long> payments, Collection<Long> movements) {
        return sql("""
                with paper as (
                    select r.entity_id, r.series, r.number, r.receipt_no, v.payment_id is not null is_voided
                      from cashier.receipt r
                      left join cashier.payment_void v on v.community_id = r.community_id and v.payment_id = r.payment_id
                     where r.community_id = :community and r.payment_id = any (:payments)
                    union all
                    select s.entity_id, s.series, s.number, s.slip_no, coalesce(d.is_voided, false)
                      from cashier.till_movement m
                      join cashier.slip s on s.community_id = m.community_id and s.kind = m.kind and s.source_id = m.source_id
                      left join cashier.deposit d on d.community_id = m.community_id and m.kind = 'DEPOSIT' and d.id = m.source_id
                     where m.community_id = :community and m.id = any (:movements))
                select min(receipt_no) first, max(receipt_no) last, count(*) receipts, count(*) filter (where is_voided) voided
                  from (select p.*, p.number - row_number() over (partition by p.entity_id, p.series order by p.number) run from paper p) n
                 group by entity_id, series, run order by 1
                """, community, payments).param("movements", movements.toArray(Long[]::new)).query(Range.class).list();
    }

    private JdbcClient.StatementSpec sql(String sql, long community, Collection<Long> payments) {
        return jdbc.sql(sql).param("community", community).param("payments", payments.toArray(Long[]::new));
    }
}
