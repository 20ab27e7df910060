package cn.anju.cashier;

import cn.anju.cashier.OpeningLine.Kind;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 期初余额的存取。 */
@Component
@Transactional(readOnly = true)
class OpeningStore {

    /** 一批期初余额，连同合计。 */
    record Batch(long id, String state, long madeBy, String madeName, Instant madeAt, @Nullable String movedName,
                 @Nullable Instant movedAt, long lines, OpeningLine.Totals totals) {}

    /** 一行，连同房号。 */
    record Row(int line, Kind kind, String kindLabel, @Nullable String roomCode, OpeningLine opening) {}

    private static final Map<String, String> SORTABLE = Map.of("line", "l.line", "amount", "l.amount", "roomCode", "r.code");

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;
    private final Clock clock;

    OpeningStore(JdbcClient jdbc, NamedParameterJdbcTemplate batch, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.clock = clock;
    }

    boolean isConfirmed(long community) {
        return jdbc.sql("select exists (select from cashier.opening_batch where community_id = :community and state = 'CONFIRMED')")
            .param("community", community).query(Boolean.class).single();
    }

    List<Batch> list(long community) {
        return jdbc.sql(BATCH + " order by b.id desc limit 50").param("community", community).query(OpeningStore::batch).list();
    }

    /** Holds the batch until the transaction ends. */
    @Transactional
    Batch lock(long community, long id) {
        jdbc.sql("select 1 from cashier.opening_batch where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Integer.class).optional();
        return jdbc.sql(BATCH + " and b.id = :id").param("community", community).param("id", id).query(OpeningStore::batch).optional()
            .orElseThrow(() -> Problem.notFound("opening-not-found", "没有这批期初余额"));
    }

    Page<Row> page(long community, long id, @Nullable Kind kind, Paging paging) {
        var wanted = kind == null ? null : kind.name();
        var total = jdbc.sql("""
                select count(*) from cashier.opening_line
                 where community_id = :community and batch_id = :id and (cast(:kind as text) is null or kind = :kind)
                """).param("community", community).param("id", id).param("kind", wanted).query(Long.class).single();
        return new Page<>(jdbc.sql(LINE + " and (cast(:kind as text) is null or l.kind = :kind) " + paging.orderBy(SORTABLE, "l.line") + " limit :limit offset :offset")
            .param("community", community).param("id", id).param("kind", wanted).param("limit", paging.limit()).param("offset", paging.offset())
            .query(OpeningStore::row).list(), total);
    }

    List<OpeningLine> lines(long community, long id) {
        return jdbc.sql(LINE + " order by l.line").param("community", community).param("id", id).query(OpeningStore::row).stream()
            .map(Row::opening).toList();
    }

    @Transactional
    void discardDraft(long community) {
        jdbc.sql("select id from cashier.opening_batch where community_id = :community and state = 'DRAFT' for update")
            .param("community", community).query(Long.class).optional().ifPresent(id -> move(community, id, "DISCARDED"));
    }

    @Transactional
    void add(long community, List<OpeningLine> lines) {
        var user = CurrentUser.get();
        var id = jdbc.sql("""
                insert into cashier.opening_batch (community_id, state, made_by, made_name, made_at)
                values (:community, 'DRAFT', :by, :name, :at) returning id
                """).param("community", community).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        batch.batchUpdate("""
                insert into cashier.opening_line (community_id, batch_id, line, kind, room_id, item_name, period_start, period_end,
                                                  due_on, late_fee_rate, amount, note)
                values (:community, :batch, :line, :kind, :room, :item, :start, :end, :due, :rate, :amount, :note)
                """, IntStream.range(0, lines.size()).mapToObj(i -> parameters(community, id, i + 1, lines.get(i)))
            .toArray(MapSqlParameterSource[]::new));
    }

    /** 从草稿到入账或作废。 @throws Problem 409 {@code move-not-allowed} */
    @Transactional
    void move(long community, long id, String state) {
        var user = CurrentUser.get();
        var moved = jdbc.sql("""
                update cashier.opening_batch set state = :state, moved_by = :by, moved_name = :name, moved_at = :at
                 where community_id = :community and id = :id and state = 'DRAFT'
                """).param("state", state).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("id", id).update();
        if (moved == 0) throw Problem.conflict("move-not-allowed", "这批期初余额已经入账或作废");
    }

    private static MapSqlParameterSource parameters(long community, long batch, int number, OpeningLine line) {
        return new MapSqlParameterSource("community", community).addValue("batch", batch).addValue("line", number)
            .addValue("kind", line.kind().name()).addValue("room", line.roomId()).addValue("item", line.itemName())
            .addValue("start", line.periodStart()).addValue("end", line.periodEnd()).addValue("due", line.dueOn())
            .addValue("rate", line.lateFeeRate()).addValue("amount", line.amount().yuan()).addValue("note", line.note());
    }

    private static Batch batch(ResultSet row, int i) throws SQLException {
        var movedAt = row.getTimestamp("moved_at");
        return new Batch(row.getLong("id"), row.getString("state"), row.getLong("made_by"), row.getString("made_name"),
            row.getTimestamp("made_at").toInstant(), row.getString("moved_name"), movedAt == null ? null : movedAt.toInstant(),
            row.getLong("lines"), new OpeningLine.Totals(money(row, "arrears"), money(row, "prepayment"), money(row, "deposit"),
                money(row, "cash"), money(row, "bank")));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column));
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var kind = Kind.valueOf(row.getString("kind"));
        return new Row(row.getInt("line"), kind, kind.label(), row.getString("room_code"),
            new OpeningLine(kind, row.getObject("room_id", Long.class), row.getString("item_name"),
                row.getObject("period_start", LocalDate.class), row.getObject("period_end", LocalDate.class),
                row.getObject("due_on", LocalDate.class), row.getBigDecimal("late_fee_rate"), new Money(row.getBigDecimal("amount")),
                row.getString("note")));
    }

    private static final String BATCH = """
        select b.id, b.state, b.made_by, b.made_name, b.made_at, b.moved_name, b.moved_at,
               s.lines, s.arrears, s.prepayment, s.deposit, s.cash, s.bank
          from cashier.opening_batch b
         cross join lateral (
                select count(*) lines, coalesce(sum(amount) filter (where kind = 'ARREARS'), 0.00) arrears,
                       coalesce(sum(amount) filter (where kind = 'PREPAYMENT'), 0.00) prepayment,
                       coalesce(sum(amount) filter (where kind = 'DEPOSIT'), 0.00) deposit,
                       coalesce(sum(amount) filter (where kind = 'CASH'), 0.00) cash,
                       coalesce(sum(amount) filter (where kind = 'BANK'), 0.00) bank
                  from cashier.opening_line l where l.community_id = b.community_id and l.batch_id = b.id) s
         where b.community_id = :community
        """;
    private static final String LINE = """
        select l.*, r.code room_code
          from cashier.opening_line l left join estate.room r on r.community_id = l.community_id and r.id = l.room_id
         where l.community_id = :community and l.batch_id = :id
        """;
}
