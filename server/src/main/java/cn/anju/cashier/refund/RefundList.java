package cn.anju.cashier.refund;

import cn.anju.cashier.PaymentMethod;
import cn.anju.cashier.till.Slips;
import cn.anju.cashier.till.Till;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 退款的清单、明细与退款单。 */
@Component
@Transactional(readOnly = true)
class RefundList {

    /** 按什么找；空的不限。 */
    record Filter(@Nullable RefundKind kind, @Nullable RefundState state, @Nullable String roomCode, @Nullable Long roomId,
                  @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** 一份退款申请。 @param slipNo once it is paid */
    record Row(long id, RefundKind kind, String kindLabel, long sourceId, String sourceTitle, long roomId, String roomCode, Money amount, String payee,
               @Nullable String payeeBank, String reason, RefundState state, String stateLabel, String madeName, Instant madeAt,
               @Nullable String endedNote, @Nullable LocalDate paidOn, @Nullable String paidName, @Nullable String method, @Nullable String slipNo,
               @Nullable List<Long> billIds) {}

    private static final Map<String, String> SORTABLE = Map.of("madeAt", "f.made_at", "amount", "f.amount", "roomCode", "r.code",
        "paidOn", "f.paid_on", "state", "f.state");
    private static final String ROWS = """
        select f.*, r.code room_code, m.method, s.slip_no
        """;
    private static final String FROM = """
          from cashier.refund f
          join estate.room r on r.community_id = f.community_id and r.id = f.room_id
          left join cashier.till_movement m on m.community_id = f.community_id and m.kind = 'REFUND' and m.source_id = f.id
          left join cashier.slip s on s.community_id = f.community_id and s.kind = 'REFUND' and s.source_id = f.id
         where f.community_id = :community
        """;
    private static final String MATCHES = FROM + """
           and (cast(:kind as text) is null or f.kind = :kind)
           and (cast(:state as text) is null or f.state = :state)
           and (cast(:roomCode as text) is null or r.code = :roomCode)
           and (cast(:roomId as bigint) is null or f.room_id = :roomId)
           and (cast(:from as date) is null or (f.made_at at time zone 'Asia/Shanghai')::date >= :from)
           and (cast(:to as date) is null or (f.made_at at time zone 'Asia/Shanghai')::date <= :to)
        """;

    private final JdbcClient jdbc;
    private final Till till;
    private final Slips slips;

    RefundList(JdbcClient jdbc, Till till, Slips slips) {
        this.jdbc = jdbc;
        this.till = till;
        this.slips = slips;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + MATCHES, community, filter).query(Long.class).single();
        return new Page<>(matching(ROWS + MATCHES + paging.orderBy(SORTABLE, "f.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(RefundList::row).list(), total);
    }

    Row get(long community, long id) {
        return jdbc.sql(ROWS + FROM + " and f.id = :id").param("community", community).param("id", id).query(RefundList::row).optional()
            .orElseThrow(() -> Problem.notFound("refund-not-found", "没有这份退款申请"));
    }

    /** 退款单的打印页；付了才有。 */
    String slip(long community, long id) {
        var row = get(community, id);
        if (row.state() != RefundState.PAID) throw Problem.conflict("refund-not-paid", "付了款才有退款单");
        var means = till.means(community, Till.Kind.REFUND, id);
        var lines = new LinkedHashMap<String, String>();
        lines.put("日期", String.valueOf(row.paidOn()));
        lines.put("房号", row.roomCode());
        lines.put("领款人", row.payee());
        lines.put("退还", row.kindLabel() + "　" + row.sourceTitle());
        lines.put("原因", row.reason());
        lines.put("付款方式", means.method().label() + (means.reference() == null ? "" : "（" + means.reference() + "）"));
        lines.put("申请", row.madeName());
        return slips.page(community, Slips.Kind.REFUND, String.valueOf(row.slipNo()), "", row.amount(), String.valueOf(row.paidName()), lines);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("kind", filter.kind() == null ? null : filter.kind().name())
            .param("state", filter.state() == null ? null : filter.state().name()).param("roomCode", filter.roomCode())
            .param("roomId", filter.roomId()).param("from", filter.from()).param("to", filter.to());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var kind = RefundKind.valueOf(row.getString("kind"));
        var state = RefundState.valueOf(row.getString("state"));
        var bills = row.getArray("bills");
        var method = row.getString("method");
        return new Row(row.getLong("id"), kind, kind.label(), row.getLong("source_id"), row.getString("source_title"), row.getLong("room_id"),
            row.getString("room_code"), new Money(row.getBigDecimal("amount")), row.getString("payee"), row.getString("payee_bank"),
            row.getString("reason"), state, state.label(), row.getString("made_name"), row.getTimestamp("made_at").toInstant(),
            row.getString("ended_note"), row.getObject("paid_on", LocalDate.class), row.getString("paid_name"),
            method == null ? null : PaymentMethod.valueOf(method).label(), row.getString("slip_no"),
            bills == null ? null : List.of((Long[]) bills.getArray()));
    }
}
