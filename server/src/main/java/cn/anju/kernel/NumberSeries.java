package cn.anju.kernel;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 不断号的编号：字头、年月、顺号，如 {@code WX-202611-0007}；随写那一行的事务成立。字头全程序不重。 */
@Component
public class NumberSeries {

    private final JdbcClient jdbc;

    NumberSeries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Draws the next; others who draw the same series wait until this transaction ends.
     *
     * @param schema of the module that asks, which keeps a table {@code number_series} of its own
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String next(String schema, long community, String prefix, LocalDate on) {
        var last = jdbc.sql("""
            insert into %s.number_series as s (community_id, prefix, month, last) values (:community, :prefix, :month, 1)
            on conflict (community_id, prefix, month) do update set last = s.last + 1 returning last
            """.formatted(schema)).param("community", community).param("prefix", prefix).param("month", on.withDayOfMonth(1)).query(Integer.class).single();
        return "%s-%tY%<tm-%04d".formatted(prefix, on, last);
    }
}
