package cn.anju.cashier.remittance;

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

/** 每天日终看一遍过夜现金，逐个小区。 */
@Configuration(proxyBeanMethods = false)
class CashWatchDay {

    @Bean
    RecurringTask<Void> cashWatching(CommunityDirectory communities, CashWatch watch, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("cash-watch", Schedules.daily(clock.getZone(), LocalTime.of(21, 0))).execute((instance, context) -> {
            Scope.each(transaction.execute(status -> communities.all()), community -> watch.close(community, LocalDate.now(clock)));
        });
    }
}
