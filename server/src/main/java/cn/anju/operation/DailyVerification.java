package cn.anju.operation;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Scope;
import cn.anju.reporting.Alarm;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 每日核对：把 {@code ./anju verify} 的各项在服务里自己做一遍；有不符，管理员的今日页上一行红字。
 *
 * <p>It reads as the application does, with all communities in its scope: the server does not have the owner's password.
 */
@Service
class DailyVerification implements Alarm {

    static final String TASK = "daily-verification";
    static final String PERMISSION = "operation.verify";

    private static final Logger LOG = LoggerFactory.getLogger(DailyVerification.class);
    private static final Duration TOO_OLD = Duration.ofDays(3);
    private static final String LINK = "verification";

    private final Verification verification;
    private final VerificationLog log;
    private final CommunityDirectory communities;
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate transaction;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    DailyVerification(Verification verification, VerificationLog log, CommunityDirectory communities, JdbcClient jdbc,
                      PlatformTransactionManager transactions, ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.verification = verification;
        this.log = log;
        this.communities = communities;
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.transaction = new TransactionTemplate(transactions);
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** 核对一遍，记下结果。 */
    void run() {
        var all = new ArrayList<Long>(List.of(Scope.COMPANY));
        all.addAll(transaction.execute(status -> communities.all()));
        new Scope(all).run(() -> {
            var startedAt = clock.instant();
            var results = snapshot.execute(status -> verification.prove(jdbc));
            var differences = results.stream().mapToLong(Verification.Result::differences).sum();
            if (differences > 0) LOG.error("daily verification: {} differences", differences);
            transaction.executeWithoutResult(status -> log.add(startedAt, clock.instant(), results));
        });
    }

    /** 现在就做一遍；正在做的，等它做完即可。 */
    void runSoon() {
        try {
            scheduler.getObject().reschedule(TaskInstanceId.of(TASK, RecurringTask.INSTANCE), Instant.EPOCH.plusMillis(1));
        } catch (TaskInstanceCurrentlyExecutingException e) {
            LOG.info("daily verification is under way");
        }
        scheduler.getObject().triggerCheckForDueExecutions();
    }

    @Override
    public List<Line> lines(CurrentUser user) {
        if (!user.everywhere().contains(PERMISSION)) return List.of();
        var last = log.last();
        if (last.isEmpty()) return List.of();
        var lines = new ArrayList<Line>();
        if (last.get().differences() > 0) lines.add(new Line("账目核对有 %d 处不符，请马上查看".formatted(last.get().differences()), LINK));
        if (last.get().finishedAt().plus(TOO_OLD).isBefore(clock.instant())) lines.add(new Line("账目已三天多没有核对，请查看", LINK));
        return lines;
    }
}
