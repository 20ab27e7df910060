package cn.anju.planning;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** 每天过完，看哪些任务、哪些采纳了的事过了期，哪些合同证照快到期，哪些借出的档案没还；说过的不再说，多看几遍也一样。 */
@Component
class TaskDay implements DayEnd {

    private final Assignments assignments;
    private final Contracts contracts;
    private final Matters matters;
    private final DocumentArchive archive;

    TaskDay(Assignments assignments, Contracts contracts, Matters matters, DocumentArchive archive) {
        this.assignments = assignments;
        this.contracts = contracts;
        this.matters = matters;
        this.archive = archive;
    }

    @Override
    public void close(long community, LocalDate day) {
        assignments.tellLate(community, day);
        contracts.remind(community, day);
        matters.tellLate(community, day);
        archive.remind(community, day);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        static RecurringTask<Void> lateTasks(CommunityDirectory communities, TaskDay day, TransactionTemplate transaction, Clock clock) {
            return Tasks.recurring("late-tasks", Schedules.daily(clock.getZone(), LocalTime.of(0, 15))).execute((instance, context) ->
                Scope.each(transaction.execute(status -> communities.all()), community -> day.close(community, LocalDate.now(clock).minusDays(1))));
        }
    }
}
