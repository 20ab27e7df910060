package cn.anju.cashier.handover;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 交接与长短款的清单：每个交了的班一行，谁负责、签了没有、差额了结没有。 */
@Component
class HandoverList {

    /** 按什么找；空的不限。 @param settled whether its difference has been settled; shifts without one are left out then */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean signed, @Nullable Boolean settled) {}

    /** 一个交了的班。 */
    record Row(long shiftId, String cashierName, boolean isMine, Instant closedAt, Money cash, Money difference, @Nullable String reason,
               @Nullable Integer cheques, @Nullable Integer cards, @Nullable String stamps, @Nullable String books, @Nullable String note,
               @Nullable Instant handedAt, @Nullable String signedBy, @Nullable Instant signedAt, @Nullable String settlement,
               @Nullable String settlementReason, @Nullable String settledBy, @Nullable Instant settledAt) {}

    private static final Map<String, String> SORTABLE = Map.of("closedAt", "c.closed_at", "difference", "c.difference", "cashierName", "s.cashier_name");
    private static final String FROM = """
          from cashier.shift_close c
          join cashier.shift s on s.community_id = c.community_id and s.id = c.shift_id
          left join cashier.handover h on h.community_id = c.community_id and h.shift_id = c.shift_id
          left join cashier.variance_settlement w on w.community_id = c.community_id and w.shift_id = c.shift_id
         where c.community_id = :community
           and (cast(:from as date) is null or (c.closed_at at time zone 'Asia/Shanghai')::date >= :from)
           and (cast(:to as date) is null or (c.closed_at at time zone 'Asia/Shanghai')::date <= :to)
           and (cast(:signed as boolean) is null or (h.signed_by is not null) = :signed)
           and (cast(:settled as boolean) is null or c.difference <> 0 and (w.shift_id is not null) = :settled)
        """;

    private final JdbcClient jdbc;

    HandoverList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + FROM, community, filter).query(Long.class).single();
        var rows = matching("""
            select c.shift_id, s.cashier_name, s.cashier_id = :me is_mine, c.closed_at, c.counted, c.difference, c.reason, h.cheques, h.cards,
                   h.stamps, h.books, h.note, h.handed_at, h.signed_name, h.signed_at, w.kind, w.reason settlement_reason, w.settled_name, w.settled_at
            """ + FROM + paging.orderBy(SORTABLE, "c.closed_at desc, c.shift_id desc") + " limit :limit offset :offset", community, filter)
            .param("me", CurrentUser.get().id()).param("limit", paging.limit()).param("offset", paging.offset()).query(HandoverList::row).list();
        return new Page<>(rows, total);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("from", filter.from()).param("to", filter.to())
            .param("signed", filter.signed()).param("settled", filter.settled());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var kind = row.getString("kind");
        return new Row(row.getLong("shift_id"), row.getString("cashier_name"), row.getBoolean("is_mine"),
            row.getTimestamp("closed_at").toInstant(), new Money(row.getBigDecimal("counted")), new Money(row.getBigDecimal("difference")),
            row.getString("reason"), row.getObject("cheques", Integer.class), row.getObject("cards", Integer.class), row.getString("stamps"),
            row.getString("books"), row.getString("note"), moment(row.getTimestamp("handed_at")), row.getString("signed_name"),
            moment(row.getTimestamp("signed_at")), kind == null ? null : Variances.Kind.valueOf(kind).label, row.getString("settlement_reason"),
            row.getString("settled_name"), moment(row.getTimestamp("settled_at")));
    }

    private static @Nullable Instant moment(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
