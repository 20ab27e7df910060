package cn.anju.cashier;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 收款与收据的清单和明细。 */
@Component
class PaymentList {

    /** 按什么找；空的不限。{@code receiptNo} 可只填尾数。 */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable PaymentMethod method, @Nullable String roomCode,
                  @Nullable Long roomId, @Nullable String receiptNo, @Nullable Long shiftId, @Nullable Boolean voided) {

    }

    /** 一笔收款。 */
    record Row(long id, String receiptNo, long roomId, String roomCode, @Nullable String payerName, Instant paidAt,
               long shiftId, String cashierName, String methods, Money tendered, Money applied, Money lateFee, Money waived,
               Money discount, Money prepaid, Money change, boolean isVoided, boolean isShiftOpen) {}

    /** 一笔收款的全部。 */
    record Detail(Row payment, List<Tender> tenders, List<Line> lines, @Nullable String waiverReason, @Nullable String note,
                  @Nullable Void voided, int prints,
                  @Nullable Bounced bounced, Money refunded) {}

    /** 一种付款。 */
    record Tender(PaymentMethod method, String label, Money amount, @Nullable String bank, @Nullable String reference) {}

    /** 核销的一行账单。 */
    record Line(long billId, String roomCode, String itemName, LocalDate periodStart, LocalDate periodEnd, Money principal,
                Money discount, Money lateFee, Money waived) {}

    /** 谁在何时因何作废。 */
    record Void(String reason, String by, Instant at) {}

    /** 支票退了票。 */
    record Bounced(String reason, Money fee, Money kept, String by, LocalDate on) {}

    private record Rest(@Nullable String waiverReason, @Nullable String note, @Nullable Void voided, int prints) {}

    private static final Map<String, String> SORTABLE = Map.of("paidAt", "p.paid_at", "receiptNo", "t.receipt_no",
        "roomCode", "r.code", "tendered", "p.tendered", "applied", "p.applied");
    private static final String ROWS = """
        select p.id, t.receipt_no, p.room_id, r.code room_code, p.payer_name, p.paid_at, p.shift_id, s.cashier_name, s.is_open,
               p.tendered, p.applied, p.late_fee, p.waived, p.discount, p.prepaid, p.change, v.payment_id is not null is_voided,
               (select string_agg(d.method, ',' order by d.line) from cashier.tender d
                 where d.community_id = p.community_id and d.payment_id = p.id) methods
        """;
    private static final String FROM = """
          from cashier.payment p
          join cashier.receipt t on t.community_id = p.community_id and t.payment_id = p.id
          join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id
          join estate.room r on r.community_id = p.community_id and r.id = p.room_id
          left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
        """;
    private static final String MATCHES = FROM + """
         where p.community_id = :community
           and (cast(:from as date) is null or p.paid_on >= :from)
           and (cast(:to as date) is null or p.paid_on <= :to)
           and (cast(:method as text) is null or exists (
                select from cashier.tender d where d.community_id = p.community_id and d.payment_id = p.id and d.method = :method))
           and (cast(:roomCode as text) is null or r.code = :roomCode)
           and (cast(:roomId as bigint) is null or p.room_id = :roomId)
           and (cast(:receiptNo as text) is null or right(t.receipt_no, length(:receiptNo)) = upper(:receiptNo))
           and (cast(:shift as bigint) is null or p.shift_id = :shift)
           and (cast(:voided as boolean) is null or (v.payment_id is not null) = :voided)
        """;

    private final JdbcClient jdbc;

    PaymentList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + MATCHES, community, filter).query(Long.class).single();
        var rows = matching(ROWS + MATCHES + paging.orderBy(SORTABLE, "p.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(PaymentList::row).list();
        return new Page<>(rows, total);
    }

    /** 我最近开的十张收据。 */
    @Transactional(readOnly = true)
    List<Row> recent(long community) {
        return jdbc.sql(ROWS + FROM + """
                 where p.community_id = :community and s.cashier_id = :cashier order by p.id desc limit 10
                """).param("community", community).param("cashier", CurrentUser.get().id()).query(PaymentList::row).list();
    }

    @Transactional(readOnly = true)
    Detail get(long community, long id) {
        var row = jdbc.sql(ROWS + FROM + " where p.community_id = :community and p.id = :id")
            .param("community", community).param("id", id).query(PaymentList::row).optional()
            .orElseThrow(() -> Problem.notFound("payment-not-found", "没有这笔收款"));
        var tenders = jdbc.sql("""
                select method, amount, bank, reference from cashier.tender
                 where community_id = :community and payment_id = :id order by line
                """).param("community", community).param("id", id)
            .query((line, i) -> new Tender(PaymentMethod.valueOf(line.getString("method")),
                PaymentMethod.valueOf(line.getString("method")).label(), new Money(line.getBigDecimal("amount")),
                line.getString("bank"), line.getString("reference"))).list();
        var lines = jdbc.sql("""
                select * from cashier.payment_line where community_id = :community and payment_id = :id order by line
                """).param("community", community).param("id", id)
            .query((line, i) -> new Line(line.getLong("bill_id"), line.getString("room_code"), line.getString("item_name"),
                line.getObject("period_start", LocalDate.class), line.getObject("period_end", LocalDate.class),
                new Money(line.getBigDecimal("principal")), new Money(line.getBigDecimal("discount")),
                new Money(line.getBigDecimal("late_fee")), new Money(line.getBigDecimal("waived")))).list();
        var rest = jdbc.sql("""
                select p.waiver_reason, p.note, v.reason, v.voided_name, v.voided_at,
                       (select count(*) from cashier.receipt_print c where c.community_id = p.community_id and c.payment_id = p.id) prints
                  from cashier.payment p
                  left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
                 where p.community_id = :community and p.id = :id
                """).param("community", community).param("id", id)
            .query((line, i) -> new Rest(line.getString("waiver_reason"), line.getString("note"),
                line.getString("reason") == null ? null : new Void(line.getString("reason"), line.getString("voided_name"),
                    line.getTimestamp("voided_at").toInstant()), line.getInt("prints"))).single();
        return new Detail(row, tenders, lines, rest.waiverReason(), rest.note(), rest.voided(), rest.prints(), bounced(community, id), refunded(community, id));
    }

    private @Nullable Bounced bounced(long community, long id) {
        return jdbc.sql("select reason, fee, kept, made_name as \"by\", bounced_on as \"on\" from cashier.bounced_cheque where community_id = :community and payment_id = :id")
            .param("community", community).param("id", id).query(Bounced.class).optional().orElse(null);
    }

    /** What of it has been paid back. */
    private Money refunded(long community, long id) {
        return jdbc.sql("""
                select coalesce(sum(amount), 0.00) from cashier.refund
                 where community_id = :community and kind = 'PAYMENT' and source_id = :id and state = 'PAID'
                """).param("community", community).param("id", id).query((row, i) -> new Money(row.getBigDecimal(1))).single();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("from", filter.from()).param("to", filter.to())
            .param("method", filter.method() == null ? null : filter.method().name()).param("roomCode", filter.roomCode())
            .param("roomId", filter.roomId()).param("receiptNo", filter.receiptNo()).param("shift", filter.shiftId())
            .param("voided", filter.voided());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(row.getLong("id"), row.getString("receipt_no"), row.getLong("room_id"), row.getString("room_code"),
            row.getString("payer_name"), row.getTimestamp("paid_at").toInstant(), row.getLong("shift_id"),
            row.getString("cashier_name"), labels(row.getString("methods")), new Money(row.getBigDecimal("tendered")),
            new Money(row.getBigDecimal("applied")), new Money(row.getBigDecimal("late_fee")),
            new Money(row.getBigDecimal("waived")), new Money(row.getBigDecimal("discount")),
            new Money(row.getBigDecimal("prepaid")), new Money(row.getBigDecimal("change")), row.getBoolean("is_voided"),
            row.getBoolean("is_open"));
    }

    private static String labels(String methods) {
        return Arrays.stream(methods.split(",")).distinct().map(method -> PaymentMethod.valueOf(method).label())
            .collect(Collectors.joining("、"));
    }
}
