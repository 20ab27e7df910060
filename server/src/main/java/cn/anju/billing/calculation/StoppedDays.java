package cn.anju.billing.calculation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** 停收的一段，首尾两天都不收。 */
public record StoppedDays(LocalDate from, LocalDate to) {

    /** 一间房一个收费项目的停收。 */
    public record Stop(long roomId, String chargeItem, StoppedDays days) {}

    /** The part inside a period; an empty one begins after its end. */
    StoppedDays within(LocalDate first, LocalDate last) {
        return new StoppedDays(from.isAfter(first) ? from : first, to.isBefore(last) ? to : last);
    }

    /** Those that touch or overlap become one. */
    static List<StoppedDays> joined(List<StoppedDays> stops) {
        var joined = new ArrayList<StoppedDays>();
        for (var stop : stops.stream().sorted(Comparator.comparing(StoppedDays::from)).toList()) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || stop.from().isAfter(last.to().plusDays(1))) joined.add(stop);
            else if (stop.to().isAfter(last.to())) joined.set(joined.size() - 1, new StoppedDays(last.from(), stop.to()));
        }
        return joined;
    }

    boolean isEmpty() {
        return from.isAfter(to);
    }

    boolean includes(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    @Override
    public String toString() {
        return from + " 至 " + to;
    }
}
