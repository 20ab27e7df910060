package cn.anju.job;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Scope;
import cn.anju.kernel.Statistics;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * 干活：以交办人的身份、在那个小区的范围里、一个事务做完。
 *
 * <p>The job's end is written in the transaction of the work itself, under the number of the try: whoever has lost the
 * job meanwhile (a node that was frozen and came back) cannot commit.
 */
@Component
class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int MOST_TRIES = 3;

    private final JobHandlers handlers;
    private final JobTable table;
    private final StaffAccess staff;
    private final TransactionTemplate transaction;
    private final Statistics statistics;
    private final JsonMapper json;

    JobRunner(JobHandlers handlers, JobTable table, StaffAccess staff, TransactionTemplate transaction, Statistics statistics, JsonMapper json) {
        this.handlers = handlers;
        this.table = table;
        this.staff = staff;
        this.transaction = transaction;
        this.statistics = statistics;
        this.json = json;
    }

    /**
     * @param isShuttingDown whether a failure may come from the server going down; such a job is left for the next start
     * @throws RuntimeException when it should be tried again
     */
    void run(long community, long id, BooleanSupplier isShuttingDown) {
        inScope(community, () -> {
            table.claim(community, id).ifPresent(job -> run(job, isShuttingDown));
            return null;
        });
    }

    private void run(JobTable.Claimed job, BooleanSupplier isShuttingDown) {
        var user = Optional.ofNullable(job.startedBy()).flatMap(staff::of);
        if (job.tries() > MOST_TRIES) {
            fail(job, user, Problem.conflict("job-interrupted", "试了 %d 次都中断了，所做的已全部撤销，请重新办理", MOST_TRIES));
            return;
        }
        if (job.startedBy() != null && user.isEmpty()) {
            fail(job, user, Problem.forbidden("account-closed", "交办人的账号已停用，没有办理"));
            return;
        }
        if (job.stopBy() != null) {
            fail(job, user, JobStop.stopped(job.stopBy()));
            return;
        }
        try {
            as(user, () -> work(job, handlers.get(job.kind())));
        } catch (Problem problem) {
            fail(job, user, problem);
        } catch (RuntimeException | Error e) {
            if (isShuttingDown.getAsBoolean() || mayPass(e)) {
                LOG.warn("job {} {} will be tried again: {}", job.kind(), job.id(), e.getMessage());
                throw e;
            }
            var trace = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("job {} {} failed, trace {}", job.kind(), job.id(), trace, e);
            fail(job, user, Problem.conflict("unexpected", "系统出了意外，所做的已全部撤销，请把编号 %s 告诉管理员", trace));
        }
    }

    private <P> @Nullable Void work(JobTable.Claimed job, JobHandler<P> handler) {
        transaction.executeWithoutResult(status -> {
            var result = handler.run(context(job), payload(job, handler));
            table.finish(job, json.writeValueAsString(result));
            statistics.refresh();
        });
        return null;
    }

    private void fail(JobTable.Claimed job, Optional<CurrentUser> user, Problem why) {
        as(user, () -> {
            transaction.executeWithoutResult(status -> {
                if (table.fail(job, why)) tell(job, handlers.get(job.kind()), why);
            });
            return null;
        });
    }

    private <P> void tell(JobTable.Claimed job, JobHandler<P> handler, Problem why) {
        handler.failed(context(job), payload(job, handler), why);
    }

    private <P> P payload(JobTable.Claimed job, JobHandler<P> handler) {
        return json.readValue(job.payload(), handler.payload());
    }

    private JobContext context(JobTable.Claimed job) {
        return new Progress(job, table);
    }

    /** The database went away or another transaction was in the way: worth another try. */
    private static boolean mayPass(Throwable e) {
        return e instanceof TransientDataAccessException || e instanceof RecoverableDataAccessException
            || e instanceof NonTransientDataAccessResourceException || e instanceof CannotCreateTransactionException
            || e instanceof TransactionSystemException;
    }

    private static void inScope(long community, Callable<@Nullable Void> work) {
        call(() -> Scope.of(community).call(work));
    }

    private static void as(Optional<CurrentUser> user, Callable<@Nullable Void> work) {
        call(() -> user.isPresent() ? user.get().call(work) : work.call());
    }

    private static void call(Callable<@Nullable Void> work) {
        try {
            work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
