package cn.anju.access;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** 每天夜里封存一次，公司的审计和逐个小区的账。 */
@Configuration(proxyBeanMethods = false)
class SealDay {

    @Bean
    RecurringTask<Void> sealing(CommunityDirectory communities, Seals seals, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("sealing", Schedules.daily(clock.getZone(), LocalTime.of(23, 40))).execute((instance, context) -> {
            var all = new ArrayList<>(List.of(Scope.COMPANY));
            all.addAll(transaction.execute(status -> communities.all()));
            Scope.each(all, seals::seal);
        });
    }
}
