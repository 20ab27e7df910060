package cn.anju.billing;

import java.time.LocalDate;

/** 账单一发布就要跟着办的事，同一事务，在预存抵扣之前。 */
public interface RunFollower {

    /** @param entryOn the day of the run's entry */
    void published(long community, long run, LocalDate entryOn);
}
