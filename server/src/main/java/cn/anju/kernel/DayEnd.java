package cn.anju.kernel;

import java.time.LocalDate;

/**
 * 一天过完，系统自己要办的一件事；管它的模块实现成 bean。
 *
 * <p>Its own daily task calls it, and so does whoever lets days pass faster than the clock on the wall. Running it again does no harm.
 */
public interface DayEnd {

    /** @param day the day that is over, or about to be */
    void close(long community, LocalDate day);
}
