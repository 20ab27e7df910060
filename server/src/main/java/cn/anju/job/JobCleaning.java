package cn.anju.job;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 任务的结果和失败留九十天，每天一早清一次。
 *
 * <p>Of an import stays who brought in which file and how many rows; its findings and what it would take to undo it go.
 */
@Configuration(proxyBeanMethods = false)
class JobCleaning {

    private static final Duration KEPT = Duration.ofDays(90);

    @Bean
    RecurringTask<Void> oldJobs(CommunityDirectory communities, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("job-cleaning", Schedules.daily(clock.getZone(), LocalTime.of(3, 10))).execute((instance, context) -> {
            for (var community : transaction.execute(status -> communities.all()))
                Scope.of(community).run(() -> transaction.executeWithoutResult(status -> clean(jdbc, community, clock)));
        });
    }

    static void clean(JdbcClient jdbc, long community, Clock clock) {
        var before = clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        jdbc.sql("""
            delete from job.import_row r using job.import i
             where r.community_id = :community and i.community_id = r.community_id and i.id = r.import_id and i.finished_at < :before
            """).param("community", community).param("before", before).update();
        jdbc.sql("""
            delete from job.import_finding f using job.import i
             where f.community_id = :community and i.community_id = f.community_id and i.id = f.import_id and i.finished_at < :before
            """).param("community", community).param("before", before).update();
        jdbc.sql("""
            update job.import set job_id = null
             where community_id = :community and finished_at < :before and job_id is not null
            """).param("community", community).param("before", before).update();
        jdbc.sql("""
            delete from job.job j
             where j.community_id = :community and j.finished_at < :before
               and not exists (select from job.import i where i.community_id = j.community_id and i.job_id = j.id)
            """).param("community", community).param("before", before).update();
    }
}
