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

/** 一组收据合起来是什么：号段、张数、各付款方式多少，现金已减找零，作废的只算张数。 */
@Component
class SlipContents {

    /** 连号的一段收据。 */
    record Range(String first, String last, long receipts, long voided) {}

    /** 合计。 @param from the first day on which any of it was received; absent when there is none */
    record Contents(long receipts, long voided, Money total, Money cash, Map<PaymentMethod, Money> byMethod, List<Range> ranges,
                    @Nullable LocalDate from, @Nullable LocalDate to) {}

    private record Days(long voided, @Nullable LocalDate from, @Nullable LocalDate to) {}

    private final JdbcClient jdbc;

    SlipContents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    Contents of(long community, Collection<Long> payments) {
        var days = sql("""
                select count(v.payment_id) voided, min(p.paid_on) first, max(p.paid_on) last
                  from cashier.payment p
                  left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
                 where p.community_id = :community and p.id = any (:payments)
                """, community, payments)
            .query((row, i) -> new Days(row.getLong(1), row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class))).single();
        var byMethod = byMethod(community, payments);
        return new Contents(payments.size(), days.voided(), Money.sum(byMethod.values()),
            byMethod.getOrDefault(PaymentMethod.CASH, Money.ZERO), byMethod, ranges(community, payments), days.from(), days.to());
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

    private List<Range> ranges(long community, Collection<Long> payments) {
        return sql("""
                select min(receipt_no) first, max(receipt_no) last, count(*) receipts, count(void_id) voided
                  from (select r.*, v.payment_id void_id,
                               r.number - row_number() over (partition by r.entity_id, r.series order by r.number) run
                          from cashier.receipt r
                          left join cashier.payment_void v on v.community_id = r.community_id and v.payment_id = r.payment_id
                         where r.community_id = :community and r.payment_id = any (:payments)) n
                 group by entity_id, series, run order by 1
                """, community, payments).query(Range.class).list();
    }

    private JdbcClient.StatementSpec sql(String sql, long community, Collection<Long> payments) {
        return jdbc.sql(sql).param("community", community).param("payments", payments.toArray(Long[]::new));
    }
}
