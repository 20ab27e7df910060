package cn.anju.cashier.prepaid;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** 每天一早算一遍预付费余额，逐个小区。 */
@Configuration(proxyBeanMethods = false)
class PrepaidDay {

    @Bean
    RecurringTask<Void> prepaidBalances(CommunityDirectory communities, Watch watch, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("prepaid-balances", Schedules.daily(clock.getZone(), LocalTime.of(6, 30))).execute((instance, context) ->
            Scope.each(transaction.execute(status -> communities.all()), watch::daily));
    }
}
