package cn.anju.cashier;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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
    record Filter(@Nullable String roomCode, @Nullable Long roomId, @Nullable Boolean all, @Nullable String chargeItem) {}

    /**
     * 一个户头；没有业主的属于房屋本身。
     *
     * @param chargeItem whose bills alone it pays
     * @param monthly average of the last twelve months' bills that it pays; absent where there were none
     * @param runsOutIn first month that the balance does not cover any more
     */
    record Row(long id, long roomId, String roomCode, @Nullable Long personId, @Nullable String owner, @Nullable String chargeItem,
               @Nullable String itemName, Money balance, @Nullable Money monthly, @Nullable LocalDate runsOutIn) {}

    /** 一笔流水。 */
    record Movement(long id, LocalDate movedOn, Instant movedAt, Prepayments.Kind kind, String label, Money amount, Money balance,
                    long sourceId) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "r.code", "balance", "a.balance", "owner", "o.name", "runsOutIn", "runs_out_in");
    private static final String ROWS = """
        select a.id, a.room_id, r.code room_code, o.id person_id, o.name owner, a.charge_item, i.name item_name, a.balance, u.monthly,
               case when u.monthly > 0 and a.balance > 0
                    then (date_trunc('month', cast(:today as date)) + make_interval(months => 1 + least(floor(a.balance / u.monthly), 1200)::int))::date end runs_out_in
        """;
    /** Bills over the months that they cover, whatever their cycle. */
    private static final String MONTHLY = """
          left join lateral (
                select round(sum(b.amount) / greatest(1, (extract(year from max(b.period_end)) - extract(year from min(b.period_start))) * 12
                             + extract(month from max(b.period_end)) - extract(month from min(b.period_start)) + 1), 2) monthly
                  from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item c on c.community_id = t.community_id and c.id = t.charge_item_id
                 where b.community_id = a.community_id and b.room_id = a.room_id and b.payer = 'OWNER' and not b.is_reversed and not b.is_one_off
                   and b.period_start > cast(:today as date) - 366 and b.period_start <= :today
                   and (a.charge_item is null or c.code = a.charge_item)) u on true
        """;
    private static final String FROM = """
          from cashier.prepayment_account a
          left join billing.charge_item i on i.community_id = a.community_id and i.code = a.charge_item
          join estate.room r on r.community_id = a.community_id and r.id = a.room_id
          left join resident.person o on o.community_id = a.community_id and o.id = resident.person_now(a.community_id, a.person_id)
         where a.community_id = :community
           and (cast(:roomCode as text) is null or r.code = :roomCode)
           and (cast(:roomId as bigint) is null or a.room_id = :roomId)
           and (:all or a.balance > 0)
           and (cast(:item as text) is null or a.charge_item = :item)
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    PrepaymentList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + FROM, community, filter).query(Long.class).single();
        var rows = matching(ROWS + FROM.replace(" where a.community_id", MONTHLY + " where a.community_id")
                + paging.orderBy(SORTABLE, "r.code, a.id") + " limit :limit offset :offset", community, filter)
            .param("today", LocalDate.now(clock)).param("limit", paging.limit()).param("offset", paging.offset()).query(PrepaymentList::row).list();
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
            .param("all", Boolean.TRUE.equals(filter.all())).param("item", filter.chargeItem());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(row.getLong("id"), row.getLong("room_id"), row.getString("room_code"), row.getObject("person_id", Long.class),
            row.getString("owner"), row.getString("charge_item"), row.getString("item_name"), new Money(row.getBigDecimal("balance")),
            row.getBigDecimal("monthly") == null ? null : new Money(row.getBigDecimal("monthly")), row.getObject("runs_out_in", LocalDate.class));
    }
}
