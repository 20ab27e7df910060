package cn.anju.billing.calculation;

import java.time.LocalDate;

/** 停收的一段，首尾两天都不收。 */
public record StoppedDays(LocalDate from, LocalDate to) {

    /** 一间房一个收费项目的停收。 */
    public record Stop(long roomId, String chargeItem, StoppedDays days) {}

    /** The part inside a period; an empty one begins after its end. */
    StoppedDays within(LocalDate first, LocalDate last) {
        return new StoppedDays(from.isAfter(first) ? from : first, to.isBefore(last) ? to : last);
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
