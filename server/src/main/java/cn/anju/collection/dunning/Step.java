package cn.anju.collection.dunning;

import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 方案里的一步。
 *
 * @param daysOverdue how old the oldest debt is at least
 * @param leastAmount how much is overdue at least; below it the step is left out
 */
record Step(int step, StepKind kind, int daysOverdue, Money leastAmount, String title, String body) {

    /**
     * 这户今天该走的一步：一步一步来，两步之间至少隔开两步天数之差，旧欠也从第一步起。
     *
     * @param taken step → the day on which it was taken
     */
    static Optional<Step> next(List<Step> steps, Map<Integer, LocalDate> taken, long daysLate, Money overdue, LocalDate today) {
        LocalDate last = null;
        var before = 0;
        for (var step : steps) {
            var on = taken.get(step.step());
            if (on != null) {
                last = on;
                before = step.daysOverdue();
                continue;
            }
            if (overdue.compareTo(step.leastAmount()) < 0) continue;
            if (daysLate < step.daysOverdue()) return Optional.empty();
            return last != null && today.isBefore(last.plusDays(step.daysOverdue() - before)) ? Optional.empty() : Optional.of(step);
        }
        return Optional.empty();
    }
}
