package cn.anju.engagement;

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

/** 每天夜里列一次生日；列过的不再列。 */
@Configuration(proxyBeanMethods = false)
class BirthdayDay {

    @Bean
    static RecurringTask<Void> birthdays(CommunityDirectory communities, Greetings greetings, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("birthdays", Schedules.daily(clock.getZone(), LocalTime.of(0, 20))).execute((instance, context) ->
            Scope.each(transaction.execute(status -> communities.all()), community -> greetings.close(community, LocalDate.now(clock).minusDays(1))));
    }
}
