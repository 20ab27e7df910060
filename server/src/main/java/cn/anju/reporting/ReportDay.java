package cn.anju.reporting;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** 一天一天走过去，把该出的报表出了；停过的日子补走，每天一遍，按先后。 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ReportDay implements DayEnd {

    private final Reports reports;

    ReportDay(Reports reports) {
        this.reports = reports;
    }

    @Override
    public void close(long community, LocalDate day) {
        passUntil(community, day);
        reports.pass(community, day, 24);
    }

    /** What is due by now; the days before today are over. */
    void look(long community, LocalDate today, LocalTime now) {
        passUntil(community, today);
        reports.pass(community, today, now.getHour());
    }

    private void passUntil(long community, LocalDate day) {
        for (var next = reports.lastDay(community, day).plusDays(1); next.isBefore(day); next = next.plusDays(1)) reports.pass(community, next, 24);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        static RecurringTask<Void> reportDays(CommunityDirectory communities, ReportDay days, TransactionTemplate transaction, Clock clock) {
            return Tasks.recurring("report-days", FixedDelay.of(Duration.ofMinutes(10))).execute((instance, context) ->
                Scope.each(transaction.execute(status -> communities.all()), community -> days.look(community, LocalDate.now(clock), LocalTime.now(clock))));
        }
    }
}
