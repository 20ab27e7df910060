package cn.anju.cashier;

import cn.anju.kernel.Money;
import cn.anju.ledger.PaymentHints;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 对账要问收款的：谁交的、哪间房、什么凭据。 */
@Component
class LedgerHints implements PaymentHints {

    private record Found(long payment, Hint hint) {}

    private final JdbcClient jdbc;

    LedgerHints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Long, Hint> hints(long community, Collection<Long> payments) {
        if (payments.isEmpty()) return Map.of();
        return jdbc.sql("""
                select p.id, p.payer_name, r.code, coalesce((select string_agg(t.reference, ' ') from cashier.tender t
                         where t.community_id = p.community_id and t.payment_id = p.id and t.reference <> ''), '') reference
                  from cashier.payment p
                  join estate.room r on r.community_id = p.community_id and r.id = p.room_id
                 where p.community_id = :community and p.id = any (:payments)
                """).param("community", community).param("payments", payments.toArray(Long[]::new))
            .query((row, i) -> new Found(row.getLong(1), new Hint(row.getString(2), row.getString(3),
                row.getString(4).isEmpty() ? List.of() : List.of(row.getString(4).split(" ")))))
            .list().stream().collect(Collectors.toMap(Found::payment, Found::hint));
    }

    @Override
    @Transactional(readOnly = true)
    public List<ChannelPayment> channelPayments(long community, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                select p.id, t.method, p.paid_at, t.amount, t.reference, v.payment_id is not null is_voided, r.code
                  from cashier.payment p
                  join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id and t.method in ('WECHAT', 'ALIPAY')
                  join estate.room r on r.community_id = p.community_id and r.id = p.room_id
                  left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
                 where p.community_id = :community and p.paid_on between :from and :to
                 order by p.id, t.line
                """).param("community", community).param("from", from).param("to", to)
            .query((row, i) -> new ChannelPayment(row.getLong(1), row.getString(2), row.getTimestamp(3).toInstant(), new Money(row.getBigDecimal(4)),
                row.getString(5), row.getBoolean(6), row.getString(7))).list();
    }
}
