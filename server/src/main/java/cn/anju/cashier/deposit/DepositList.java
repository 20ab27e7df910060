package cn.anju.cashier.deposit;

import cn.anju.cashier.DepositKind;
import cn.anju.cashier.deposit.DepositBook.Move;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 押金台账：清单、各账合计、一笔押金的来去。 */
@Component
@Transactional(readOnly = true)
class DepositList {

    /** 按什么找；空的不限。 @param held only those with money left; {@code q} payer, cause or number */
    record Filter(@Nullable DepositKind kind, @Nullable String roomCode, @Nullable Long roomId, @Nullable Boolean held,
                  @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String q) {}

    /** 一笔押金。 */
    record Row(long id, String number, DepositKind kind, String kindLabel, long roomId, String roomCode, String payerName, String cause,
               @Nullable String causeReference, Money amount, Money balance, LocalDate takenOn, String takenName, @Nullable Long shiftId,
               boolean isVoided, boolean isReturning, boolean isShiftOpen) {}

    /** 一本账的合计。 */
    record Total(DepositKind kind, String kindLabel, long count, Money amount, Money balance) {}

    /** 一笔流水。 @param slipNo of a deduction */
    record Movement(long id, Move kind, String label, Money amount, Money balance, @Nullable String reason, @Nullable Long sourceId,
                    List<Long> attachmentIds, @Nullable String slipNo, LocalDate movedOn, String madeName, Instant madeAt) {}

    /** 一笔押金的全部。 */
    record Detail(Row deposit, List<Movement> movements) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "d.id", "roomCode", "r.code", "amount", "d.amount",
        "balance", "d.balance", "takenOn", "d.taken_on", "payerName", "d.payer_name");
    private static final String ROWS = """
        select d.id, coalesce(s.slip_no, 'QC' || d.id) as number, d.kind, d.room_id, r.code room_code, d.payer_name, d.cause, d.cause_reference,
               d.amount, d.balance, d.taken_on, d.taken_name, d.shift_id, d.is_voided,
               exists (select from cashier.refund f where f.community_id = d.community_id and f.kind = 'DEPOSIT' and f.source_id = d.id
                          and f.state in ('WAITING', 'APPROVED')) is_returning,
               exists (select from cashier.shift h where h.community_id = d.community_id and h.id = d.shift_id and h.is_open) is_shift_open
        """;
    private static final String FROM = """
          from cashier.deposit d
          join estate.room r on r.community_id = d.community_id and r.id = d.room_id
          left join cashier.slip s on s.community_id = d.community_id and s.kind = 'DEPOSIT' and s.source_id = d.id
         where d.community_id = :community
        """;
    private static final String MATCHES = FROM + """
           and (cast(:kind as text) is null or d.kind = :kind)
           and (cast(:roomCode as text) is null or r.code = :roomCode)
           and (cast(:roomId as bigint) is null or d.room_id = :roomId)
           and (cast(:held as boolean) is null or (d.balance > 0) = :held)
           and (cast(:from as date) is null or d.taken_on >= :from)
           and (cast(:to as date) is null or d.taken_on <= :to)
           and (cast(:q as text) is null or strpos(d.payer_name, :q) > 0 or strpos(d.cause, :q) > 0
                or strpos(coalesce(s.slip_no, 'QC' || d.id), upper(:q)) > 0)
        """;

    private final JdbcClient jdbc;

    DepositList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + MATCHES, community, filter).query(Long.class).single();
        var rows = matching(ROWS + MATCHES + paging.orderBy(SORTABLE, "d.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(DepositList::row).list();
        return new Page<>(rows, total);
    }

    /** 各本账的合计，四本都列。 */
    List<Total> totals(long community, Filter filter) {
        var found = matching("select d.kind, count(*) filter (where not d.is_voided) n, coalesce(sum(d.amount) filter (where not d.is_voided), 0) amount, sum(d.balance) balance "
                + MATCHES + " group by d.kind", community, filter)
            .query((row, i) -> total(DepositKind.valueOf(row.getString("kind")), row.getLong("n"), new Money(row.getBigDecimal("amount")),
                new Money(row.getBigDecimal("balance")))).list();
        return Arrays.stream(DepositKind.values()).map(kind -> found.stream().filter(total -> total.kind() == kind).findFirst()
            .orElse(total(kind, 0, Money.ZERO, Money.ZERO))).toList();
    }

    Detail get(long community, long id) {
        var row = jdbc.sql(ROWS + FROM + " and d.id = :id").param("community", community).param("id", id).query(DepositList::row).optional()
            .orElseThrow(() -> Problem.notFound("deposit-not-found", "没有这笔押金"));
        var movements = jdbc.sql("""
                select m.*, s.slip_no, sum(m.amount) over (order by m.id) balance
                  from cashier.deposit_movement m
                  left join cashier.slip s on s.community_id = m.community_id and s.kind = 'DEDUCTION' and s.source_id = m.id
                 where m.community_id = :community and m.deposit_id = :id order by m.id desc
                """).param("community", community).param("id", id).query(DepositList::movement).list();
        return new Detail(row, movements);
    }

    private static Total total(DepositKind kind, long count, Money amount, Money balance) {
        return new Total(kind, kind.label(), count, amount, balance);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("kind", filter.kind() == null ? null : filter.kind().name())
            .param("roomCode", filter.roomCode()).param("roomId", filter.roomId()).param("held", filter.held())
            .param("from", filter.from()).param("to", filter.to()).param("q", filter.q());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var kind = DepositKind.valueOf(row.getString("kind"));
        return new Row(row.getLong("id"), row.getString("number"), kind, kind.label(), row.getLong("room_id"), row.getString("room_code"),
            row.getString("payer_name"), row.getString("cause"), row.getString("cause_reference"), new Money(row.getBigDecimal("amount")),
            new Money(row.getBigDecimal("balance")), row.getObject("taken_on", LocalDate.class), row.getString("taken_name"),
            row.getObject("shift_id", Long.class), row.getBoolean("is_voided"), row.getBoolean("is_returning"), row.getBoolean("is_shift_open"));
    }

    private static Movement movement(ResultSet row, int i) throws SQLException {
        var kind = Move.valueOf(row.getString("kind"));
        return new Movement(row.getLong("id"), kind, kind.label(), new Money(row.getBigDecimal("amount")), new Money(row.getBigDecimal("balance")),
            row.getString("reason"), row.getObject("source_id", Long.class), List.of((Long[]) row.getArray("attachments").getArray()),
            row.getString("slip_no"), row.getObject("moved_on", LocalDate.class), row.getString("made_name"), row.getTimestamp("made_at").toInstant());
    }
}
