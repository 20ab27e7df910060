package cn.anju.workforce;

import cn.anju.kernel.Problem;
import cn.anju.servicedesk.RosterGuard;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 上报了的月份：考勤照当时的班表算过，那些天的班不再改。 */
@Component
class ReportedMonths implements RosterGuard {

    private final JdbcClient jdbc;

    ReportedMonths(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem 409 {@code month-reported} */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void changing(long community, LocalDate from, LocalDate to) {
        if (jdbc.sql("select exists (select from workforce.attendance_report where community_id = :community and month between :from and :to)").param("community", community)
            .param("from", from.withDayOfMonth(1)).param("to", to).query(Boolean.class).single())
            throw Problem.conflict("month-reported", "这一周有的日子考勤已经上报，班表不能再改");
    }
}
