package cn.anju.operation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 每天凌晨核对一遍；那时关着机的，开机就补。 */
@Configuration(proxyBeanMethods = false)
class VerificationDay {

    @Bean
    RecurringTask<Void> verificationTask(DailyVerification verification, Clock clock) {
        return Tasks.recurring(DailyVerification.TASK, Schedules.daily(clock.getZone(), LocalTime.of(3, 40)))
            .execute((instance, context) -> verification.run());
    }
}
