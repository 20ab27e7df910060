package cn.anju.servicedesk;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** 服务台每天自己要办的事，逐个小区；停机错过的，一开机就补。 */
@Configuration(proxyBeanMethods = false)
class ServiceDeskDays {

    private static final LocalTime EVENING = LocalTime.of(18, 0);

    /** Monday's batch is there before the desk opens. */
    @Bean
    RecurringTask<Void> serviceDeskMorning(CommunityDirectory communities, List<DayEnd> days, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("servicedesk-morning", Schedules.daily(clock.getZone(), LocalTime.of(0, 20))).execute((instance, context) ->
            Scope.each(transaction.execute(status -> communities.all()), community -> ours(days).forEach(each -> each.close(community, LocalDate.now(clock).minusDays(1)))));
    }

    /** Late after a standstill it is yesterday's digest that is missing. */
    @Bean
    RecurringTask<Void> serviceDeskDigest(CommunityDirectory communities, List<DayEnd> days, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("servicedesk-digest", Schedules.daily(clock.getZone(), EVENING)).execute((instance, context) -> {
            var day = LocalTime.now(clock).isBefore(EVENING) ? LocalDate.now(clock).minusDays(1) : LocalDate.now(clock);
            Scope.each(transaction.execute(status -> communities.all()), community -> ours(days).forEach(each -> each.close(community, day)));
        });
    }

    /** Other modules run theirs themselves. */
    private static List<DayEnd> ours(List<DayEnd> days) {
        return days.stream().filter(each -> AopUtils.getTargetClass(each).getPackageName().startsWith("cn.anju.servicedesk")).toList();
    }
}
