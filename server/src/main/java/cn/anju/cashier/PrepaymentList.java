package cn.anju.cashier;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
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

/** 预存清单和流水。 */
@Component
class PrepaymentList {

    /** 按什么找；空的不限，只列有余额的除非 {@code all}。 */
    record Filter(@Nullable String roomCode, @Nullable Long roomId, @Nullable Boolean all) {}

    /** 一个户头；没有业主的属于房屋本身。 */
    record Row(long id, long roomId, String roomCode, @Nullable Long personId, @Nullable String owner, Money balance) {}

    /** 一笔流水。 */
    record Movement(long id, LocalDate movedOn, Instant movedAt, Prepayments.Kind kind, String label, Money amount, Money balance,
                    long sourceId) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "r.code", "balance", "a.balance", "owner", "o.name");
    private static final String FROM = """
          from cashier.prepayment_account a
          join estate.room r on r.community_id = a.community_id and r.id = a.room_id
          left join resident.person o on o.community_id = a.community_id and o.id = a.person_id
         where a.community_id = :community
           and (cast(:roomCode as text) is null or r.code = :roomCode)
           and (cast(:roomId as bigint) is null or a.room_id = :roomId)
           and (:all or a.balance > 0)
        """;

    private final JdbcClient jdbc;

    PrepaymentList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + FROM, community, filter).query(Long.class).single();
        var rows = matching("select a.id, a.room_id, r.code room_code, a.person_id, o.name owner, a.balance " + FROM
                + paging.orderBy(SORTABLE, "r.code, a.id") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(PrepaymentList::row).list();
        return new Page<>(rows, total);
    }

    /** 一个户头的流水，最近的在前，带余额。 */
    @Transactional(readOnly = true)
    List<Movement> movements(long community, long account) {
        var isKnown = jdbc.sql("select exists (select from cashier.prepayment_account where community_id = :community and id = :account)")
            .param("community", community).param("account", account).query(Boolean.class).single();
        if (!isKnown) throw Problem.notFound("prepayment-account-not-found", "没有这个预存户头");
        return jdbc.sql("""
                select id, moved_on, moved_at, kind, amount, source_id, sum(amount) over (order by id) balance
                  from cashier.prepayment_movement where community_id = :community and account_id = :account
                 order by id desc limit 500
                """).param("community", community).param("account", account)
            .query((row, i) -> new Movement(row.getLong("id"), row.getObject("moved_on", LocalDate.class),
                row.getTimestamp("moved_at").toInstant(), Prepayments.Kind.valueOf(row.getString("kind")),
                Prepayments.Kind.valueOf(row.getString("kind")).label(), new Money(row.getBigDecimal("amount")),
                new Money(row.getBigDecimal("balance")), row.getLong("source_id"))).list();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("roomCode", filter.roomCode()).param("roomId", filter.roomId())
            .param("all", Boolean.TRUE.equals(filter.all()));
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(row.getLong("id"), row.getLong("room_id"), row.getString("room_code"), row.getObject("person_id", Long.class),
            row.getString("owner"), new Money(row.getBigDecimal("balance")));
    }
}
