package cn.anju.cashier.invoice;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 发票的清单和明细。 */
@Component
@Transactional(readOnly = true)
class InvoiceList {

    /** 按什么找；空的不限。 @param q part of title, tax number or invoice number */
    record Filter(@Nullable InvoiceState state, @Nullable InvoiceKind kind, @Nullable String q, @Nullable String roomCode,
                  @Nullable Long paymentId, @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** 一张发票。 */
    record Row(long id, long paymentId, String receiptNo, String roomCode, InvoiceKind kind, String kindLabel, String title,
               @Nullable String taxNumber, @Nullable String email, @Nullable String remark, Money amount, Money net, Money tax,
               InvoiceState state, String stateLabel, String madeName, Instant madeAt, @Nullable String invoiceNo,
               @Nullable String issuedName, @Nullable Instant issuedAt, @Nullable String redNo, @Nullable String endedNote,
               @Nullable String endedName) {}

    /** 一行。 */
    record Line(String itemName, String taxCode, BigDecimal rate, Money amount, Money net, Money tax) {}

    /** 一张发票连同各行。 */
    record Detail(Row invoice, List<Line> lines) {}

    private static final Map<String, String> SORTABLE = Map.of("madeAt", "v.made_at", "amount", "v.amount", "roomCode", "r.code",
        "invoiceNo", "v.invoice_no", "state", "v.state", "title", "v.title");
    private static final String ROWS = """
        select v.*, t.receipt_no, r.code room_code, n.net, n.tax
        """;
    private static final String FROM = """
          from cashier.invoice v
          join cashier.payment p on p.community_id = v.community_id and p.id = v.payment_id
          join cashier.receipt t on t.community_id = v.community_id and t.payment_id = v.payment_id
          join estate.room r on r.community_id = p.community_id and r.id = p.room_id
          join lateral (select sum(l.net) net, sum(l.tax) tax from cashier.invoice_line l
                         where l.community_id = v.community_id and l.invoice_id = v.id) n on true
         where v.community_id = :community
        """;
    private static final String MATCHES = FROM + """
           and (cast(:state as text) is null or v.state = :state)
           and (cast(:kind as text) is null or v.kind = :kind)
           and (cast(:q as text) is null or strpos(v.title, :q) > 0 or strpos(v.tax_number, upper(:q)) > 0 or strpos(v.invoice_no, upper(:q)) > 0)
           and (cast(:roomCode as text) is null or r.code = :roomCode)
           and (cast(:payment as bigint) is null or v.payment_id = :payment)
           and (cast(:from as date) is null or (v.made_at at time zone 'Asia/Shanghai')::date >= :from)
           and (cast(:to as date) is null or (v.made_at at time zone 'Asia/Shanghai')::date <= :to)
        """;

    private final JdbcClient jdbc;

    InvoiceList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + MATCHES, community, filter).query(Long.class).single();
        return new Page<>(matching(ROWS + MATCHES + paging.orderBy(SORTABLE, "v.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(InvoiceList::row).list(), total);
    }

    Detail get(long community, long id) {
        var row = jdbc.sql(ROWS + FROM + " and v.id = :id").param("community", community).param("id", id).query(InvoiceList::row).optional()
            .orElseThrow(InvoiceList::unknown);
        return new Detail(row, jdbc.sql("""
                select item_name, tax_code, rate, amount, net, tax from cashier.invoice_line
                 where community_id = :community and invoice_id = :id order by line
                """).param("community", community).param("id", id).query(Line.class).list());
    }

    /** Whose receipt the payment got: another entity's money is invoiced by that one. */
    long seller(long community, long id) {
        return jdbc.sql("""
                select t.entity_id from cashier.invoice v
                  join cashier.receipt t on t.community_id = v.community_id and t.payment_id = v.payment_id
                 where v.community_id = :community and v.id = :id
                """).param("community", community).param("id", id).query(Long.class).optional().orElseThrow(InvoiceList::unknown);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("state", filter.state() == null ? null : filter.state().name())
            .param("kind", filter.kind() == null ? null : filter.kind().name()).param("q", filter.q()).param("roomCode", filter.roomCode())
            .param("payment", filter.paymentId()).param("from", filter.from()).param("to", filter.to());
    }

    private static Problem unknown() {
        return Problem.notFound("invoice-not-found", "没有这张发票");
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var kind = InvoiceKind.valueOf(row.getString("kind"));
        var state = InvoiceState.valueOf(row.getString("state"));
        var issued = row.getTimestamp("issued_at");
        return new Row(row.getLong("id"), row.getLong("payment_id"), row.getString("receipt_no"), row.getString("room_code"), kind, kind.label,
            row.getString("title"), row.getString("tax_number"), row.getString("email"), row.getString("remark"),
            new Money(row.getBigDecimal("amount")), new Money(row.getBigDecimal("net")), new Money(row.getBigDecimal("tax")), state,
            state.label, row.getString("made_name"), row.getTimestamp("made_at").toInstant(), row.getString("invoice_no"),
            row.getString("issued_name"), issued == null ? null : issued.toInstant(), row.getString("red_no"), row.getString("ended_note"),
            row.getString("ended_name"));
    }
}
