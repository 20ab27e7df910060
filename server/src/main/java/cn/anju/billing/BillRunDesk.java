package cn.anju.billing;

import cn.anju.access.AuditTrail;
import cn.anju.estate.Communities;
import cn.anju.job.Jobs;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Statistics;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 出账的开始、发布和放弃。 */
@Service
class BillRunDesk {

    /** 发布了什么。 */
    record Published(long id, long lines, Money total, LocalDate entryOn, Money prepaymentUsed) {}

    private static final int MOST_MONTHS_AHEAD = 24;

    private final BillRuns runs;
    private final RunBooks books;
    private final BilledReadings readings;
    private final Releases releases;
    private final Ledger ledger;
    private final Jobs jobs;
    private final Communities communities;
    private final ObjectProvider<PrepaymentSource> prepayments;
    private final ObjectProvider<RunFollower> followers;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Statistics statistics;

    BillRunDesk(BillRuns runs, RunBooks books, BilledReadings readings, Releases releases, Ledger ledger, Jobs jobs,
                Communities communities, ObjectProvider<PrepaymentSource> prepayments, ObjectProvider<RunFollower> followers,
                AuditTrail audit, JdbcClient jdbc,
                Clock clock, Statistics statistics) {
        this.runs = runs;
        this.books = books;
        this.readings = readings;
        this.releases = releases;
        this.ledger = ledger;
        this.jobs = jobs;
        this.communities = communities;
        this.prepayments = prepayments;
        this.followers = followers;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
        this.statistics = statistics;
    }

    /** 出账：登记一次，交给后台去算；同一小区同时只能有一次在算或待发布。 */
    @Transactional
    long start(long community, YearMonth month) {
        CurrentUser.get().require(community, "billing.run");
        var booksStart = YearMonth.from(communities.booksStart(community));
        if (month.isBefore(booksStart))
            throw Problem.invalid("month-before-books", "本小区从 %s 起建账，%s 不能出账", booksStart, month);
        var latest = YearMonth.now(clock).plusMonths(MOST_MONTHS_AHEAD);
        if (month.isAfter(latest)) throw Problem.invalid("month-too-far", "最晚只能出到 %s", latest);
        var run = add(community, month);
        var job = jobs.start(community, BillRunJob.KIND, new BillRunJob.Order(run));
        jdbc.sql("update billing.bill_run set job_id = :job where community_id = :community and id = :run")
            .param("job", job).param("community", community).param("run", run).update();
        return run;
    }

    private long add(long community, YearMonth month) {
        try {
            return runs.add(community, month, BillRuns.Kind.MONTH, BillRunState.CALCULATING);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("run-in-progress", "本小区有一次出账正在计算或等着发布，请先发布或放弃它");
        }
    }

    /** 发布：成为应收，记账，用预存抵扣，定住读数。 */
    @Transactional
    Published publish(long community, long id) {
        CurrentUser.get().require(community, "billing.publish");
        var run = runs.lock(community, id);
        if (run.state() != BillRunState.DRAFT) throw BillRunState.Move.PUBLISH.refusedIn(run.state());
        var date = ledger.entryDate(community, run.month().atEndOfMonth());
        var entry = books.post(community, id, date, EntryKind.BILL_RUN, "出账 %s".formatted(run.month()));
        runs.published(community, run, date, entry);
        readings.freeze(community, run.month(), id);
        followers.orderedStream().forEach(follower -> follower.published(community, id, date));
        var source = prepayments.getIfAvailable();
        var used = source == null ? Money.ZERO : source.settleRun(community, id);
        releases.releaseDue(community);
        audit.note("出账 " + run.month(), null, new Published(id, run.lines(), run.total(), date, used));
        statistics.refresh();
        return new Published(id, run.lines(), run.total(), date, used);
    }

    /** 放弃草稿：什么也不留下，只留下有过这一次。 */
    @Transactional
    void discard(long community, long id) {
        CurrentUser.get().require(community, "billing.run");
        var run = runs.lock(community, id);
        if (run.state() != BillRunState.DRAFT) throw BillRunState.Move.DISCARD.refusedIn(run.state());
        for (var delete : DELETES) jdbc.sql(delete).param("community", community).param("run", id).update();
        runs.discarded(community, run);
        audit.note("出账 " + run.month(), run, null);
    }

    private static final String[] DELETES = {
        "delete from billing.bill where community_id = :community and run_id = :run",
        "delete from billing.share_pool where community_id = :community and run_id = :run",
        "delete from billing.bill_run_total where community_id = :community and run_id = :run",
        "delete from billing.bill_warning where community_id = :community and run_id = :run"};
}
