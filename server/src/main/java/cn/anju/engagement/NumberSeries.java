package cn.anju.engagement;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 不断号的编号：字头、年月、顺号，如 {@code DC-202611-0007}；随写那一行的事务成立。 */
@Component("engagementNumbers")
class NumberSeries {

    private final JdbcClient jdbc;

    NumberSeries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Draws the next; others who draw the same series wait until this transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    String next(long community, String prefix, LocalDate on) {
        var last = jdbc.sql("""
            insert into engagement.number_series as s (community_id, prefix, month, last) values (:community, :prefix, :month, 1)
            on conflict (community_id, prefix, month) do update set last = s.last + 1 returning last
            """).param("community", community).param("prefix", prefix).param("month", on.withDayOfMonth(1)).query(Integer.class).single();
        return "%s-%tY%<tm-%04d".formatted(prefix, on, last);
    }
}
