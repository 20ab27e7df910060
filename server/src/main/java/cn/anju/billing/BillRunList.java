package cn.anju.billing;

import cn.anju.billing.BillRunState.Move;
import cn.anju.billing.calculation.BillWarning;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 出账记录。 */
@Component
@Transactional(readOnly = true)
class BillRunList {

    /**
     * 一次出账。
     *
     * @param job the work behind it, for its progress
     * @param moves what can be done with it now
     */
    record RunRow(long id, YearMonth month, BillRunState state, long lines, Money total, long warningCount,
                  @Nullable Long job, @Nullable String failure, @Nullable LocalDate entryOn, String madeBy,
                  OffsetDateTime madeAt, List<Move> moves) {}

    /** 一次出账和没能算的。 */
    record RunView(long id, YearMonth month, BillRunState state, long lines, Money total, @Nullable Long job,
                   @Nullable String failure, @Nullable LocalDate entryOn, String madeBy, OffsetDateTime madeAt, List<Move> moves,
                   List<BillWarning> warnings, List<Moved> history) {}

    /** 一次变动。 */
    record Moved(String from, String to, @Nullable String note, String by, OffsetDateTime at) {}

    private static final Map<String, String> COLUMNS = Map.of("month", "n.month", "madeAt", "n.made_at", "lines", "n.lines",
        "total", "n.total", "state", "n.state");

    private final JdbcClient jdbc;

    BillRunList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<RunRow> page(long community, @Nullable BillRunState state, Paging paging) {
        var items = jdbc.sql(SELECT + WHERE + paging.orderBy(COLUMNS, "n.id desc") + " limit :limit offset :offset")
            .param("community", community).param("state", state == null ? null : state.name())
            .param("limit", paging.limit()).param("offset", paging.offset()).query(BillRunList::row).list();
        var total = jdbc.sql("select count(*) from billing.bill_run n" + WHERE).param("community", community)
            .param("state", state == null ? null : state.name()).query(Long.class).single();
        return new Page<>(items, total);
    }

    RunView get(long community, long id) {
        var run = jdbc.sql(SELECT + " where n.community_id = :community and n.kind = 'MONTH' and n.id = :id")
            .param("community", community).param("id", id).query(BillRunList::row).optional()
            .orElseThrow(() -> Problem.notFound("bill-run-not-found", "没有这次出账"));
        var warnings = jdbc.sql("""
                select subject, tariff_code, code from billing.bill_warning
                 where community_id = :community and run_id = :run order by subject, tariff_code, code
                """).param("community", community).param("run", id).query(BillWarning.class).list();
        var history = jdbc.sql("""
                select from_state "from", to_state "to", note, made_by by, made_at at from billing.bill_run_move
                 where community_id = :community and run_id = :run order by id
                """).param("community", community).param("run", id)
            .query((row, i) -> new Moved(BillRunState.valueOf(row.getString("from")).json(),
                BillRunState.valueOf(row.getString("to")).json(), row.getString("note"), row.getString("by"),
                row.getObject("at", OffsetDateTime.class))).list();
        return new RunView(run.id(), run.month(), run.state(), run.lines(), run.total(), run.job(), run.failure(), run.entryOn(),
            run.madeBy(), run.madeAt(), run.moves(), warnings, history);
    }

    private static RunRow row(ResultSet row, int number) throws SQLException {
        var state = BillRunState.valueOf(row.getString("state"));
        return new RunRow(row.getLong("id"), YearMonth.from(row.getObject("month", LocalDate.class)), state, row.getLong("lines"),
            new Money(row.getBigDecimal("total")), row.getLong("warning_count"), row.getObject("job_id", Long.class),
            row.getString("failure"), row.getObject("entry_on", LocalDate.class), row.getString("made_by"),
            row.getObject("made_at", OffsetDateTime.class), state.moves());
    }

    private static final String SELECT = """
        select n.*, (select count(*) from billing.bill_warning w
                      where w.community_id = n.community_id and w.run_id = n.id) warning_count
          from billing.bill_run n
        """;

    private static final String WHERE = """

         where n.community_id = :community and n.kind = 'MONTH' and (:state::text is null or n.state = :state)
        """;
}
