package cn.anju.billing;

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

/** 每天一早结转到期的合同负债，逐个小区。 */
@Configuration(proxyBeanMethods = false)
class ReleaseDay {

    @Bean
    RecurringTask<Void> incomeRelease(CommunityDirectory communities, Releases releases, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("income-release", Schedules.daily(clock.getZone(), LocalTime.of(0, 20))).execute((instance, context) -> {
            Scope.each(transaction.execute(status -> communities.all()), releases::releaseDue);
        });
    }
}
