package cn.anju.billing;

import cn.anju.kernel.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 一个小区里谁在成账：整月出账独占，柜台预缴之间互不相干。
 *
 * <p>The unique key on the lines is what makes charging twice impossible; the lock only turns the collision into a
 * sentence.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RunLock {

    private final JdbcClient jdbc;

    RunLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 等柜台正在成的账成完，再独占到事务结束。 */
    void exclusive(long community) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('bill-run', :community))").param("community", community)
            .query(row -> { });
    }

    /** @throws Problem 409 {@code run-in-progress} while a run is calculating: a counter does not wait for it */
    void shared(long community) {
        var free = jdbc.sql("select pg_try_advisory_xact_lock_shared(hashtextextended('bill-run', :community))")
            .param("community", community).query(Boolean.class).single();
        if (!free) throw Problem.conflict("run-in-progress", "正在出账，请过一会儿再预缴");
    }
}
