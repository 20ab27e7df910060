package cn.anju.access;

import cn.anju.kernel.CurrentUser;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** 某个账号今天有哪些权限。 */
@Repository
public class StaffAccess {

    private final JdbcClient jdbc;
    private final Clock clock;

    StaffAccess(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * 按账号号码取当前操作人；停用的账号没有。
     *
     * <p>Read anew with each request and job, so that a withdrawn grant or a disabled account counts at once.
     */
    @Transactional(readOnly = true)
    public Optional<CurrentUser> of(long staffId) {
        var name = jdbc.sql("select username, name from access.staff where id = :id and is_active")
            .param("id", staffId).query((row, i) -> Map.entry(row.getString(1), row.getString(2))).optional();
        if (name.isEmpty()) return Optional.empty();
        var everywhere = new HashSet<String>();
        var byCommunity = new HashMap<Long, Set<String>>();
        jdbc.sql("""
            select g.community_id, p.permission
              from access.role_grant g
              join access.role_permission p on p.role_id = g.role_id
             where g.staff_id = :id and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)
            """)
            .param("id", staffId).param("today", LocalDate.now(clock))
            .query(row -> {
                var community = row.getObject(1, Long.class);
                if (community == null) everywhere.add(row.getString(2));
                else byCommunity.computeIfAbsent(community, id -> new HashSet<>()).add(row.getString(2));
            });
        return Optional.of(new CurrentUser(staffId, name.get().getKey(), name.get().getValue(), null, everywhere, byCommunity));
    }
}
