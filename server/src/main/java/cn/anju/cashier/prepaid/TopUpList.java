package cn.anju.cashier.prepaid;

import cn.anju.kernel.CellText;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 充值流水：哪只表、多少钱、谁经办。 */
@Component
@Transactional(readOnly = true)
class TopUpList {

    /** @param text the beginning of a room code */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Long supply, @Nullable String text) {}

    record Row(long paymentId, String receiptNo, Instant paidAt, LocalDate paidOn, String roomCode, String numbers, String itemName, Money amount,
               @Nullable String payerName, String cashierName, boolean isVoided) {}

    private static final Map<String, String> SORTABLE = Map.of("paidAt", "p.paid_at", "roomCode", "r.code", "amount", "p.prepaid");
    private static final String FROM = """
          from (select m.source_id payment_id, m.account_id from cashier.prepayment_movement m
                 where m.community_id = :community and m.kind = 'PAYMENT'
                   and (cast(:from as date) is null or m.moved_on >= :from) and (cast(:to as date) is null or m.moved_on <= :to)
                 group by m.source_id, m.account_id) v
          join cashier.prepayment_account a on a.community_id = :community and a.id = v.account_id
          join cashier.prepaid_supply s on s.community_id = :community and s.room_id = a.room_id and s.charge_item = a.charge_item
          join cashier.payment p on p.community_id = :community and p.id = v.payment_id
                                and p.paid_on >= s.from_on and (s.ended_on is null or p.paid_on <= s.ended_on)
          join cashier.receipt t on t.community_id = :community and t.payment_id = p.id
          join cashier.shift h on h.community_id = :community and h.id = p.shift_id
          join estate.room r on r.community_id = :community and r.id = s.room_id
          join billing.charge_item i on i.community_id = :community and i.code = s.charge_item
         where (cast(:supply as bigint) is null or s.id = :supply) and (cast(:text as text) is null or starts_with(r.code, :text))
        """;

    private final JdbcClient jdbc;

    TopUpList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + FROM, community, filter).query(Long.class).single();
        return new Page<>(matching("""
                select p.id, t.receipt_no, p.paid_at, p.paid_on, r.code room_code, i.name item_name, p.prepaid, p.payer_name, h.cashier_name,
                       coalesce((select string_agg(m.number, '、' order by m.number) from metering.meter m where m.community_id = :community
                                    and m.room_id = s.room_id and m.kind = s.meter_kind and (m.removed_on is null or m.removed_on >= p.paid_on)), '') numbers,
                       exists (select from cashier.payment_void o where o.community_id = :community and o.payment_id = p.id) is_voided
                """ + FROM + paging.orderBy(SORTABLE, "p.paid_at desc, p.id desc, s.id") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> new Row(row.getLong("id"), row.getString("receipt_no"), row.getTimestamp("paid_at").toInstant(),
                row.getObject("paid_on", LocalDate.class), row.getString("room_code"), row.getString("numbers"), row.getString("item_name"),
                new Money(row.getBigDecimal("prepaid")), row.getString("payer_name"), row.getString("cashier_name"), row.getBoolean("is_voided"))).list(), total);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("from", filter.from()).param("to", filter.to()).param("supply", filter.supply())
            .param("text", filter.text() == null || filter.text().isBlank() ? null : CellText.tidy(filter.text()));
    }
}
