package cn.anju.collection.contact;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** 每天一过，看昨天为止该兑现的承诺，逐个小区。 */
@Configuration(proxyBeanMethods = false)
class PromiseDay {

    @Bean
    RecurringTask<Void> promiseBreaks(CommunityDirectory communities, Promises promises, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("promise-breaks", Schedules.daily(clock.getZone(), LocalTime.of(0, 10))).execute((instance, context) -> {
            Scope.each(transaction.execute(status -> communities.all()), community -> promises.close(community, LocalDate.now(clock).minusDays(1)));
        });
    }
}
