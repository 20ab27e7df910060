package cn.anju.collection.dunning;

import cn.anju.collection.contact.Tasks;
import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** 每天早上照方案走一遍；半分钟看一次谁已经缴清，没办的待办随即取消。 */
@Configuration(proxyBeanMethods = false)
class DunningDay {

    @Bean
    RecurringTask<Void> dunningRound(CommunityDirectory communities, Round round, TransactionTemplate transaction, Clock clock) {
        return com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring("dunning-round", Schedules.daily(clock.getZone(), LocalTime.of(8, 30)))
            .execute((instance, context) -> {
                Scope.each(transaction.execute(status -> communities.all()), round::walk);
            });
    }

    @Bean
    RecurringTask<Void> dunningStops(CommunityDirectory communities, Tasks tasks, TransactionTemplate transaction) {
        return com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring("dunning-stops", FixedDelay.of(Duration.ofSeconds(30)))
            .execute((instance, context) -> {
                var all = transaction.execute(status -> communities.all());
                if (all != null && !all.isEmpty()) new Scope(all).run(tasks::cancelSettled);
            });
    }
}
