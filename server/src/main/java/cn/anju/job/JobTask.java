package cn.anju.job;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 长活怎样排给 db-scheduler：一件长活一次执行，死了的由活着的接手。 */
@Configuration(proxyBeanMethods = false)
class JobTask {

    static final String NAME = "job";

    static String instance(long community, long id) {
        return community + "/" + id;
    }

    @Bean
    OneTimeTask<Void> dueJobs(JobRunner runner) {
        return Tasks.oneTime(NAME)
            .onDeadExecutionRevive()
            .onFailure((complete, operations) -> operations.reschedule(complete, complete.getTimeDone().plusSeconds(2)))
            .execute((instance, context) -> {
                var parts = instance.getId().split("/");
                runner.run(Long.parseLong(parts[0]), Long.parseLong(parts[1]), () -> context.getSchedulerState().isShuttingDown());
            });
    }

    /**
     * This node's name. One server at a time holds a data folder, so the folder names it; what an earlier run under the
     * same name still seems to hold is free again.
     */
    @Bean
    DbSchedulerCustomizer node(@Value("${anju.data:}") String folder) throws UnknownHostException {
        var name = InetAddress.getLocalHost().getHostName() + ":"
            + (folder.isBlank() ? UUID.randomUUID() : Path.of(folder).toAbsolutePath().normalize());
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(new SchedulerName.Fixed(name));
            }
        };
    }

    /**
     * Runs before the scheduler looks for work: it starts when the context is ready. Only in the server itself: a command
     * beside it has the same folder and must not let go what the server is working on.
     */
    @Bean
    @ConditionalOnWebApplication
    SmartInitializingSingleton takeUpAgain(JdbcClient jdbc, TransactionTemplate transaction, DbSchedulerCustomizer node) {
        return () -> release(jdbc, transaction, node.schedulerName().orElseThrow().getName());
    }

    static void release(JdbcClient jdbc, TransactionTemplate transaction, String node) {
        transaction.executeWithoutResult(status -> jdbc.sql("""
            update job.scheduled_task
               set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
             where picked and picked_by = :node
            """).param("node", node).update());
    }
}
