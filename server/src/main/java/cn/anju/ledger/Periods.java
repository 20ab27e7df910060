package cn.anju.ledger;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 会计期间：按小区和月份开着或已结账。
 *
 * <p>Who posts holds the row of the month for share until the commit; who closes it locks the row and so waits for them.
 */
@Service
public class Periods {

    /** 一个月份的状态和它的凭证数。 */
    record Period(YearMonth month, boolean isClosed, long entries) {}

    private final JdbcClient jdbc;
    private final VoucherNumbers numbers;
    private final Clock clock;

    Periods(JdbcClient jdbc, VoucherNumbers numbers, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.clock = clock;
    }

    /** Whether the month of this day is open; keeps it so until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean isOpen(long community, LocalDate day) {
        var month = day.withDayOfMonth(1);
        return !isClosed(community, month).orElseGet(() -> {
            ensure(community, month);
            return isClosed(community, month).orElseThrow();
        });
    }

    @Transactional(readOnly = true)
    List<Period> list(long community) {
        return jdbc.sql("""
                select p.month, p.is_closed,
                       (select count(*) from ledger.journal_entry e where e.community_id = p.community_id and e.month = p.month) entries
                  from ledger.period p where p.community_id = :community order by p.month desc
                """)
            .param("community", community)
            .query((row, i) -> new Period(YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getBoolean("is_closed"), row.getLong("entries")))
            .list();
    }

    /** 锁住要结的月份，等正在记账的提交，然后把号编全。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockForClose(long community, YearMonth month) {
        if (!month.isBefore(YearMonth.now(clock)))
            throw Problem.conflict("period-not-over", "%s 还没有过完，不能结账", month);
        ensure(community, month.atDay(1));
        jdbc.sql("select 1 from ledger.period where community_id = :community and month = :month for update")
            .param("community", community).param("month", month.atDay(1)).query(Integer.class).single();
        var earlierIsOpen = jdbc.sql("""
                select exists (select from ledger.period where community_id = :community and month < :month and not is_closed)
                """).param("community", community).param("month", month.atDay(1)).query(Boolean.class).single();
        if (earlierIsOpen)
            throw Problem.conflict("earlier-period-open", "更早的月份还没有结账，请从早到晚逐月结");
        numbers.giveMissing(community);
    }

    /** 结账：从此不再记账。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(long community, YearMonth month) {
        move(community, month, "CLOSE", true, null);
    }

    /** 只能从最后结账的月份往回开。 */
    @Transactional(readOnly = true)
    public void requireReopenable(long community, YearMonth month) {
        if (!isClosed(community, month.atDay(1)).orElse(false)) throw Problem.conflict("move-not-allowed", "这个月没有结账");
        var laterIsClosed = jdbc.sql("""
                select exists (select from ledger.period where community_id = :community and month > :month and is_closed)
                """).param("community", community).param("month", month.atDay(1)).query(Boolean.class).single();
        if (laterIsClosed)
            throw Problem.conflict("later-period-closed", "之后的月份已经结账，请先反结最后一个月");
    }

    /** 反结账。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reopen(long community, YearMonth month, String reason) {
        requireReopenable(community, month);
        move(community, month, "REOPEN", false, reason);
    }

    private void move(long community, YearMonth month, String move, boolean isClosed, @Nullable String reason) {
        var first = month.atDay(1);
        ensure(community, first);
        var moved = jdbc.sql("""
                update ledger.period set is_closed = :closed
                 where community_id = :community and month = :month and is_closed <> :closed
                """).param("closed", isClosed).param("community", community).param("month", first).update();
        if (moved == 0) throw Problem.conflict("move-not-allowed", isClosed ? "这个月已经结账" : "这个月没有结账");
        jdbc.sql("""
                insert into ledger.period_move (community_id, month, move, reason, made_by, made_at)
                values (:community, :month, :move, :reason, :by, :at)
                """)
            .param("community", community).param("month", first).param("move", move).param("reason", reason)
            .param("by", CurrentUser.get().id()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private void ensure(long community, LocalDate month) {
        jdbc.sql("insert into ledger.period (community_id, month) values (:community, :month) on conflict do nothing")
            .param("community", community).param("month", month).update();
    }

    private Optional<Boolean> isClosed(long community, LocalDate month) {
        return jdbc.sql("select is_closed from ledger.period where community_id = :community and month = :month for share")
            .param("community", community).param("month", month).query(Boolean.class).optional();
    }
}
