package cn.anju.billing;

import cn.anju.billing.calculation.BillCalculation;
import cn.anju.billing.calculation.BillLine;
import cn.anju.billing.calculation.Payer;
import cn.anju.kernel.Problem;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 预缴：把一间房以后各月的账单按现行价格当场出好，从本月起，逐月一次。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PayAhead {

    private static final int MOST_MONTHS = 36;

    private final JdbcClient jdbc;
    private final RunLock lock;
    private final FactsReader facts;
    private final LineWriter writer;
    private final BillRuns runs;
    private final RunBooks books;
    private final Ledger ledger;
    private final ObjectProvider<RunFollower> followers;
    private final Clock clock;

    PayAhead(JdbcClient jdbc, RunLock lock, FactsReader facts, LineWriter writer, BillRuns runs, RunBooks books,
             Ledger ledger, ObjectProvider<RunFollower> followers, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.facts = facts;
        this.writer = writer;
        this.runs = runs;
        this.books = books;
        this.ledger = ledger;
        this.followers = followers;
        this.clock = clock;
    }

    void ensure(long community, long room, YearMonth through) {
        var today = LocalDate.now(clock);
        var first = YearMonth.from(today);
        if (through.isAfter(first.plusMonths(MOST_MONTHS)))
            throw Problem.invalid("pay-ahead-too-far", "最多预缴到 %s", first.plusMonths(MOST_MONTHS));
        lock.shared(community);
        // Two counters for one room take turns; the second finds the lines of the first.
        jdbc.sql("select id from estate.room where community_id = :community and id = :room for no key update")
            .param("community", community).param("room", room).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("room-not-found", "没有这间房"));
        for (var month = first; !month.isAfter(through); month = month.plusMonths(1)) make(community, room, month, today);
    }

    private void make(long community, long room, YearMonth month, LocalDate today) {
        var lines = new ArrayList<BillLine>();
        BillCalculation.run(facts.ofRoom(community, month, room), line -> {
            if (line.payer() == Payer.OWNER) lines.add(line);
        });
        if (lines.isEmpty()) return;
        var run = runs.add(community, month, BillRuns.Kind.AHEAD, BillRunState.CALCULATING);
        var written = writer.write(community, run, Map.of(), lines::forEach);
        runs.calculated(community, run, written.lines(), written.total());
        var date = ledger.entryDate(community, today);
        var entry = books.post(community, run, date, EntryKind.BILL_RUN, "预缴 %s".formatted(month));
        runs.published(community, runs.get(community, run), date, entry);
        followers.orderedStream().forEach(follower -> follower.published(community, run, date));
    }
}
