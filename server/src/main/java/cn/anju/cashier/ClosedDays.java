package cn.anju.cashier;

import cn.anju.kernel.Problem;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 日结过的日子：不再收款。 */
@Component
public class ClosedDays {

    private final JdbcClient jdbc;

    ClosedDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** This day stays open until the transaction ends. @throws Problem 409 {@code day-closed} */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepOpen(long community, LocalDate day) {
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtextextended(:text, 0))").param("text", text(community)).query(rs -> {});
        if (isClosed(community, day)) throw Problem.conflict("day-closed", "%s 已经日结，不能再收款；请明天再收", day);
    }

    /** 日结的人独占：在途的收款先办完。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(long community) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:text, 0))").param("text", text(community)).query(rs -> {});
    }

    /** 这一天是否日结过。 */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public boolean isClosed(long community, LocalDate day) {
        return jdbc.sql("select exists (select from cashier.day_close where community_id = :community and day = :day)")
            .param("community", community).param("day", day).query(Boolean.class).single();
    }

    private static String text(long community) {
        return "day close " + community;
    }
}
