package cn.anju.duty;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 请假的人整天不在的日子，写了代理的，岗位和片区的各回归代理的人。 */
@Repository
class LeaveDeputies {

    private final JdbcClient jdbc;

    LeaveDeputies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who is away the whole of this day → who stands in for him. */
    Map<Long, Long> on(long community, LocalDate day) {
        var deputies = new HashMap<Long, Long>();
        jdbc.sql("""
            select staff_id, deputy_id from workforce.leave
             where community_id = :community and state = 'APPROVED' and deputy_id is not null
               and :day between from_on + from_noon::int and case when back_on is null then to_on - to_noon::int else back_on - 1 end
            """).param("community", community).param("day", day).query(row -> {
                deputies.put(row.getLong(1), row.getLong(2));
            });
        return deputies;
    }
}
