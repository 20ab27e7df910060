package cn.anju.billing;

import cn.anju.billing.BillRunState.Move;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 出账的登记：建、改状态、留痕。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class BillRuns {

    /** 因何成账。 */
    enum Kind { MONTH, AHEAD, ONE_OFF, OPENING, CORRECTION }

    /** 一次出账现在的样子。 */
    record Run(long id, YearMonth month, Kind kind, BillRunState state, long lines, Money total,
               @Nullable LocalDate entryOn, @Nullable Long entryId) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    BillRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    long add(long community, YearMonth month, Kind kind, BillRunState state) {
        return jdbc.sql("""
                insert into billing.bill_run (community_id, month, kind, state, lines, total, made_by, made_at)
                values (:community, :month, :kind, :state, 0, 0, :by, :at)
                returning id
                """)
            .param("community", community).param("month", month.atDay(1)).param("kind", kind.name())
            .param("state", state.name()).param("by", CurrentUser.get().name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    /** @throws Problem 404 {@code bill-run-not-found} */
    Run get(long community, long id) {
        return find(community, id, "");
    }

    /** Holds the row until the transaction ends: whoever moves the run next waits. */
    Run lock(long community, long id) {
        return find(community, id, " for no key update");
    }

    /** 更正那个月时出的账。 */
    List<Long> corrections(long community, YearMonth month) {
        return jdbc.sql("select id from billing.bill_run where community_id = :community and month = :month and kind = 'CORRECTION' order by id")
            .param("community", community).param("month", month.atDay(1)).query(Long.class).list();
    }

    private Run find(long community, long id, String lock) {
        return jdbc.sql("""
                select id, month, kind, state, lines, total, entry_on, entry_id
                  from billing.bill_run where community_id = :community and id = :id
                """ + lock).param("community", community).param("id", id)
            .query((row, i) -> new Run(row.getLong("id"), YearMonth.from(row.getObject("month", LocalDate.class)),
                Kind.valueOf(row.getString("kind")), BillRunState.valueOf(row.getString("state")), row.getLong("lines"),
                new Money(row.getBigDecimal("total")), row.getObject("entry_on", LocalDate.class),
                row.getObject("entry_id", Long.class)))
            .optional().orElseThrow(() -> Problem.notFound("bill-run-not-found", "没有这次出账"));
    }

    /** 算完：草稿，或没有新账单。 */
    void calculated(long community, long id, long lines, Money total) {
        update(community, id, BillRunState.CALCULATING, lines == 0 ? BillRunState.EMPTY : BillRunState.DRAFT, null,
            lines, total, null);
    }

    void failed(long community, long id, String why) {
        update(community, id, BillRunState.CALCULATING, BillRunState.FAILED, why, 0, Money.ZERO, why);
    }

    /** 发布（预缴、临时收费一建就发布）。 */
    void published(long community, Run run, LocalDate entryOn, long entryId) {
        move(community, run, Move.PUBLISH, null);
        jdbc.sql("""
                update billing.bill_run set state = 'PUBLISHED', entry_on = :on, entry_id = :entry
                 where community_id = :community and id = :id
                """).param("on", entryOn).param("entry", entryId).param("community", community).param("id", run.id()).update();
    }

    void discarded(long community, Run run) {
        move(community, run, Move.DISCARD, null);
        jdbc.sql("update billing.bill_run set state = 'DISCARDED', lines = 0, total = 0 where community_id = :community and id = :id")
            .param("community", community).param("id", run.id()).update();
    }

    void undone(long community, Run run, String reason) {
        move(community, run, Move.UNDO, reason);
        jdbc.sql("update billing.bill_run set state = 'UNDONE' where community_id = :community and id = :id")
            .param("community", community).param("id", run.id()).update();
    }

    private void move(long community, Run run, Move move, @Nullable String note) {
        if (!move.from.contains(run.state())) throw move.refusedIn(run.state());
        note(community, run.id(), run.state(), move.to, note, CurrentUser.get().name());
    }

    private void update(long community, long id, BillRunState from, BillRunState to, @Nullable String note, long lines,
                        Money total, @Nullable String failure) {
        var moved = jdbc.sql("""
                update billing.bill_run set state = :to, lines = :lines, total = :total, failure = :failure
                 where community_id = :community and id = :id and state = :from
                """)
            .param("to", to.name()).param("lines", lines).param("total", total.yuan()).param("failure", failure)
            .param("community", community).param("id", id).param("from", from.name()).update();
        if (moved == 0) throw new IllegalStateException("run " + id + " is not " + from);
        note(community, id, from, to, note, CurrentUser.isKnown() ? CurrentUser.get().name() : "系统");
    }

    private void note(long community, long id, BillRunState from, BillRunState to, @Nullable String note, String by) {
        jdbc.sql("""
                insert into billing.bill_run_move (community_id, run_id, from_state, to_state, note, made_by, made_at)
                values (:community, :run, :from, :to, :note, :by, :at)
                """)
            .param("community", community).param("run", id).param("from", from.name()).param("to", to.name())
            .param("note", note).param("by", by).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }
}
