package cn.anju.cashier.remittance;

import cn.anju.cashier.Safe;
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
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 解款单的清单、明细，以及现在该解多少。 */
@Component
class RemittanceList {

    /** 按什么找；空的不限。 */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable RemittanceState state) {}

    /** 一张解款单。 */
    record Row(long id, String number, LocalDate handedOn, Money amount, boolean isLate, RemittanceState state, String stateLabel,
               String handedBy, Instant handedAt, @Nullable String answeredBy, @Nullable Instant answeredAt, @Nullable String refusal,
               @Nullable String note, long receipts, String numbers) {}

    /** 一张解款单的全部。 @param moves what the caller may do with it now */
    record Detail(Row slip, SlipContents.Contents contents, @Nullable Long entryId, List<Move> moves) {}

    /** 能做的事。 */
    enum Move { SIGN, RETURN, WITHDRAW }

    /** 现在该解的。 @param openShifts whose shift is open: what they took since their last drop is not in it */
    record Due(LocalDate day, String cutOff, boolean isPastCutOff, Money safe, Money limit, SlipContents.Contents contents,
               List<String> openShifts) {}

    private static final Map<String, String> SORTABLE = Map.of("handedAt", "r.handed_at", "amount", "r.amount", "state", "r.state");
    private static final String ROWS = """
        select r.*, (select count(*) from cashier.remittance_payment m where m.community_id = r.community_id and m.remittance_id = r.id) receipts,
               (select min(t.receipt_no) || ' 至 ' || max(t.receipt_no)
                  from cashier.remittance_payment m
                  join cashier.receipt t on t.community_id = m.community_id and t.payment_id = m.payment_id
                 where m.community_id = r.community_id and m.remittance_id = r.id) numbers
        """;
    private static final String MATCHES = """
          from cashier.remittance r
         where r.community_id = :community
           and (cast(:from as date) is null or r.handed_on >= :from)
           and (cast(:to as date) is null or r.handed_on <= :to)
           and (cast(:state as text) is null or r.state = :state)
        """;

    private final JdbcClient jdbc;
    private final SlipContents contents;
    private final RemittanceRules rules;
    private final Safe safe;
    private final Clock clock;

    RemittanceList(JdbcClient jdbc, SlipContents contents, RemittanceRules rules, Safe safe, Clock clock) {
        this.jdbc = jdbc;
        this.contents = contents;
        this.rules = rules;
        this.safe = safe;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + MATCHES, community, filter).query(Long.class).single();
        var rows = matching(ROWS + MATCHES + paging.orderBy(SORTABLE, "r.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(RemittanceList::row).list();
        return new Page<>(rows, total);
    }

    @Transactional(readOnly = true)
    Detail get(long community, long id) {
        var row = jdbc.sql(ROWS + " from cashier.remittance r where r.community_id = :community and r.id = :id")
            .param("community", community).param("id", id).query(RemittanceList::row).optional()
            .orElseThrow(() -> Problem.notFound("remittance-not-found", "没有这张解款单"));
        var payments = jdbc.sql("select payment_id from cashier.remittance_payment where community_id = :community and remittance_id = :id")
            .param("community", community).param("id", id).query(Long.class).list();
        var keys = jdbc.sql("select handed_by, entry_id from cashier.remittance where community_id = :community and id = :id")
            .param("community", community).param("id", id).query().singleRow();
        var movements = jdbc.sql("select movement_id from cashier.remittance_movement where community_id = :community and remittance_id = :id")
            .param("community", community).param("id", id).query(Long.class).list();
        return new Detail(row, contents.of(community, payments, movements), (Long) keys.get("entry_id"), moves(community, row, (Long) keys.get("handed_by")));
    }

    @Transactional(readOnly = true)
    Due due(long community) {
        var payments = jdbc.sql("select p.id " + Remittances.UNREMITTED).param("community", community).query(Long.class).list();
        var movements = jdbc.sql("select m.id " + Remittances.UNREMITTED_MOVEMENTS).param("community", community).query(Long.class).list();
        var cutOff = rules.cutOff(community);
        var now = clock.instant().atZone(clock.getZone());
        var open = jdbc.sql("select cashier_name from cashier.shift where community_id = :community and is_open order by id")
            .param("community", community).query(String.class).list();
        return new Due(now.toLocalDate(), cutOff.toString(), now.toLocalTime().isAfter(cutOff), safe.balance(community), rules.limit(community),
            contents.of(community, payments, movements), open);
    }

    private static List<Move> moves(long community, Row row, long handedBy) {
        var user = CurrentUser.get();
        var moves = new ArrayList<Move>();
        if (row.state() != RemittanceState.HANDED) return moves;
        if (user.id() == handedBy) moves.add(Move.WITHDRAW);
        else if (user.may(community, "cashier.remittance-sign")) moves.addAll(List.of(Move.SIGN, Move.RETURN));
        return moves;
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("from", filter.from()).param("to", filter.to())
            .param("state", filter.state() == null ? null : filter.state().name());
    }

    /** 单号，如 JK20261121-1。 */
    static String number(ResultSet row) throws SQLException {
        return "JK" + DateTimeFormatter.BASIC_ISO_DATE.format(row.getObject("handed_on", LocalDate.class)) + "-" + row.getInt("slip");
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var state = RemittanceState.valueOf(row.getString("state"));
        var answeredAt = row.getTimestamp("answered_at");
        var numbers = row.getString("numbers");
        return new Row(row.getLong("id"), number(row), row.getObject("handed_on", LocalDate.class), new Money(row.getBigDecimal("amount")),
            row.getBoolean("is_late"), state, state.label, row.getString("handed_name"), row.getTimestamp("handed_at").toInstant(),
            row.getString("answered_name"), answeredAt == null ? null : answeredAt.toInstant(), row.getString("refusal"),
            row.getString("note"), row.getLong("receipts"), numbers == null ? "" : numbers);
    }
}
