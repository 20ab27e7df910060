package cn.anju.servicedesk;

import java.time.LocalDate;

/** 班表要改之前问一声：上报了的考勤，它的班不能再动。 */
public interface RosterGuard {

    /** @throws cn.anju.kernel.Problem when the turns of these days stand */
    void changing(long community, LocalDate from, LocalDate to);
}
