package cn.anju.cashier;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 班次清单；开着的班不显示现金。 */
@Component
class ShiftList {

    /** 按什么找；空的不限。 @param owed short of cash that nobody has made good yet */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Long cashierId, @Nullable Boolean open,
                  @Nullable Boolean different, @Nullable Boolean owed) {}

    /** 一个班；没交的没有点钞结果。 */
    record Row(long id, long cashierId, String cashierName, Instant openedAt, @Nullable Instant closedAt, boolean isOpen,
               Money floatAmount, long payments, @Nullable Money countedCash, @Nullable Money expectedCash,
               @Nullable Money difference, @Nullable String reason, int counts, @Nullable String denominations) {}

    private static final Map<String, String> SORTABLE = Map.of("openedAt", "s.opened_at", "closedAt", "c.closed_at",
        "cashierName", "s.cashier_name", "difference", "c.difference", "countedCash", "c.counted");
    private static final String ROWS = """
        select s.id, s.cashier_id, s.cashier_name, s.opened_at, s.is_open, s.float_amount, c.closed_at, c.counted, c.expected,
               c.difference, c.reason, c.denominations,
               (select count(*) from cashier.payment p where p.community_id = s.community_id and p.shift_id = s.id) payments,
               (select count(*) from cashier.shift_count n where n.community_id = s.community_id and n.shift_id = s.id) counts
        """;
    private static final String FROM = """
          from cashier.shift s
          left join cashier.shift_close c on c.community_id = s.community_id and c.shift_id = s.id
         where s.community_id = :community
        """;
    private static final String MATCHES = FROM + """
           and (cast(:from as date) is null or (s.opened_at at time zone 'Asia/Shanghai')::date >= :from)
           and (cast(:to as date) is null or (s.opened_at at time zone 'Asia/Shanghai')::date <= :to)
           and (cast(:cashier as bigint) is null or s.cashier_id = :cashier)
           and (cast(:open as boolean) is null or s.is_open = :open)
           and (not :owed or c.difference < 0 and not exists (select from cashier.variance_settlement v where v.community_id = c.community_id and v.shift_id = c.shift_id))
           and (cast(:different as boolean) is null or (c.difference <> 0) = :different)
        """;

    private final JdbcClient jdbc;

    ShiftList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + MATCHES, community, filter).query(Long.class).single();
        var rows = matching(ROWS + MATCHES + paging.orderBy(SORTABLE, "s.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(ShiftList::row).list();
        return new Page<>(rows, total);
    }

    @Transactional(readOnly = true)
    Optional<Row> get(long community, long id) {
        return jdbc.sql(ROWS + FROM + " and s.id = :id").param("community", community).param("id", id).query(ShiftList::row).optional();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("from", filter.from()).param("to", filter.to())
            .param("cashier", filter.cashierId()).param("open", filter.open()).param("different", filter.different())
            .param("owed", Boolean.TRUE.equals(filter.owed()));
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var closedAt = row.getTimestamp("closed_at");
        return new Row(row.getLong("id"), row.getLong("cashier_id"), row.getString("cashier_name"),
            row.getTimestamp("opened_at").toInstant(), closedAt == null ? null : closedAt.toInstant(), row.getBoolean("is_open"),
            new Money(row.getBigDecimal("float_amount")), row.getLong("payments"), money(row.getBigDecimal("counted")),
            money(row.getBigDecimal("expected")), money(row.getBigDecimal("difference")), row.getString("reason"),
            row.getInt("counts"), row.getString("denominations"));
    }

    private static @Nullable Money money(@Nullable BigDecimal yuan) {
        return yuan == null ? null : new Money(yuan);
    }
}
