package cn.anju.servicedesk.escalation;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** 每分钟看一遍哪张工单到了梯子的哪一级，逐个小区。 */
@Configuration(proxyBeanMethods = false)
class EscalationDay {

    @Bean
    RecurringTask<Void> ticketEscalation(CommunityDirectory communities, Escalations escalations, TransactionTemplate transaction) {
        return Tasks.recurring("ticket-escalation", FixedDelay.of(Duration.ofMinutes(1)))
            .execute((instance, context) -> Scope.each(transaction.execute(status -> communities.all()), escalations::fire));
    }
}
