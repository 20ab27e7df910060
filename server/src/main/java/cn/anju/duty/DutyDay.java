package cn.anju.duty;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** 派出今天的职责，看记录打勾，数一遍数字；停过的时候，记录还在，补看就是。 */
@Component
@Order
class DutyDay implements DayEnd {

    private final Rounds rounds;
    private final Ticks ticks;
    private final Figures figures;
    private final Silences silences;
    private final Placed placed;

    DutyDay(Rounds rounds, Ticks ticks, Figures figures, Silences silences, Placed placed) {
        this.rounds = rounds;
        this.ticks = ticks;
        this.figures = figures;
        this.silences = silences;
        this.placed = placed;
    }

    /** The figures of a month are those of its last day. */
    @Override
    public void close(long community, LocalDate day) {
        look(community, day);
        if (day.plusDays(1).getDayOfMonth() == 1) count(community, day);
    }

    void count(long community, LocalDate day) {
        figures.count(community, day);
        silences.count(community, day, placed.duties().values());
    }

    void look(long community, LocalDate day) {
        rounds.hand(community, day);
        ticks.look(community);
    }

    /** Ticks as often as somebody may want to see his own; figures read much and change little. */
    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        static RecurringTask<Void> dutyRounds(CommunityDirectory communities, DutyDay duties, TransactionTemplate transaction, Clock clock) {
            return Tasks.recurring("duty-rounds", FixedDelay.of(Duration.ofMinutes(2))).execute((instance, context) ->
                Scope.each(transaction.execute(status -> communities.all()), community -> duties.look(community, LocalDate.now(clock))));
        }

        @Bean
        static RecurringTask<Void> dutyFigures(CommunityDirectory communities, DutyDay duties, TransactionTemplate transaction, Clock clock) {
            return Tasks.recurring("duty-figures", FixedDelay.of(Duration.ofHours(1))).execute((instance, context) ->
                Scope.each(transaction.execute(status -> communities.all()), community -> duties.count(community, LocalDate.now(clock))));
        }
    }
}
