package cn.anju.cashier;

import cn.anju.kernel.Money;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一个班收了多少：按付款方式，作废的不算，现金已减找零；押金、退款也在内。 */
@Component
class ShiftTotals {

    /**
     * 一个班的合计。
     *
     * @param byMethod every method that was used, cash always
     */
    record Totals(Map<PaymentMethod, Money> byMethod, long payments, long voided, Money waived, Money discount) {

        Money cash() {
            return byMethod.getOrDefault(PaymentMethod.CASH, Money.ZERO);
        }

        /** What the cashier may see while the shift is open. */
        Totals withoutCash() {
            var others = new EnumMap<>(byMethod);
            others.remove(PaymentMethod.CASH);
            return new Totals(others, payments, voided, waived, discount);
        }
    }

    /** 收据以外的一种收付。 @param papers first and last number of its slips; absent for a void */
    record Other(String label, long count, Money amount, @Nullable String papers) {}

    private record Counts(long payments, long voided, Money change, Money waived, Money discount) {}

    private final JdbcClient jdbc;

    ShiftTotals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 押金和退款，已在合计里。 */
    @Transactional(readOnly = true)
    List<Other> others(long community, long shift) {
        return jdbc.sql("""
                select case m.kind when 'DEPOSIT' then '收押金' when 'DEPOSIT_VOID' then '押金作废' when 'REFUND' then '付退款'
                                   when 'AGENCY' then '移交代收款' else '移交冲回' end label, count(*) count,
                       sum(m.amount) amount, min(s.slip_no) || ' 至 ' || max(s.slip_no) papers
                  from cashier.till_movement m
                  left join cashier.slip s on s.community_id = m.community_id and s.kind = m.kind and s.source_id = m.source_id
                 where m.community_id = :community and m.shift_id = :shift group by m.kind order by m.kind
                """).param("community", community).param("shift", shift).query(Other.class).list();
    }

    @Transactional(readOnly = true)
    Totals of(long community, long shift) {
        var counts = jdbc.sql("""
                select count(*) filter (where v.payment_id is null) payments, count(v.payment_id) voided,
                       coalesce(sum(p.change) filter (where v.payment_id is null), 0) change,
                       coalesce(sum(p.waived) filter (where v.payment_id is null), 0) waived,
                       coalesce(sum(p.discount) filter (where v.payment_id is null), 0) discount
                  from cashier.payment p
                  left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
                 where p.community_id = :community and p.shift_id = :shift
                """).param("community", community).param("shift", shift)
            .query((row, i) -> new Counts(row.getLong("payments"), row.getLong("voided"), new Money(row.getBigDecimal("change")),
                new Money(row.getBigDecimal("waived")), new Money(row.getBigDecimal("discount")))).single();
        var byMethod = new EnumMap<PaymentMethod, Money>(PaymentMethod.class);
        byMethod.put(PaymentMethod.CASH, Money.ZERO);
        jdbc.sql("""
                select t.method, sum(t.amount) amount
                  from cashier.payment p
                  join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id
                 where p.community_id = :community and p.shift_id = :shift
                   and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)
                 group by t.method
                """).param("community", community).param("shift", shift)
            .query(row -> {
                byMethod.put(PaymentMethod.valueOf(row.getString("method")), new Money(row.getBigDecimal("amount")));
            });
        jdbc.sql("""
                select method, sum(amount) amount from cashier.till_movement
                 where community_id = :community and shift_id = :shift group by method
                """).param("community", community).param("shift", shift)
            .query(row -> {
                byMethod.merge(PaymentMethod.valueOf(row.getString("method")), new Money(row.getBigDecimal("amount")), Money::plus);
            });
        byMethod.computeIfPresent(PaymentMethod.CASH, (method, cash) -> cash.minus(counts.change()));
        return new Totals(byMethod, counts.payments(), counts.voided(), counts.waived(), counts.discount());
    }
}
