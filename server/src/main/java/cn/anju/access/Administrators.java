package cn.anju.access;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 管账号的人的两条界线：总要留下一个管理员；给不出自己没有的权限。 */
@Component
class Administrators {

    private final JdbcClient jdbc;
    private final Clock clock;

    Administrators(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Locks out two administrators who would each remove the other. */
    void lock() {
        jdbc.sql("select id from access.role where key = :key for update").param("key", RoleBook.ADMINISTRATOR).query(Long.class).single();
    }

    /** 改完再问：还有没有长期有效的管理员。 @throws Problem 409 {@code last-administrator} */
    void requireOne() {
        var left = jdbc.sql("""
            select exists (select from access.role_grant g
                             join access.role r on r.id = g.role_id and r.key = :key
                             join access.staff s on s.id = g.staff_id and s.is_active
                            where g.community_id is null and g.from_on <= :today and g.to_on is null)
            """).param("key", RoleBook.ADMINISTRATOR).param("today", LocalDate.now(clock)).query(Boolean.class).single();
        if (!left) throw Problem.conflict("last-administrator", "这是最后一个管理员，请先另设一个管理员");
    }

    /** @param community null for all communities @throws Problem 403 {@code beyond-own-permissions} */
    void requireWithinOwn(Collection<String> permissions, @Nullable Long community) {
        var user = CurrentUser.get();
        for (var permission : permissions)
            if (community == null ? !user.everywhere().contains(permission) : !user.may(community, permission))
                throw Problem.forbidden("beyond-own-permissions", "您自己没有「%s」这项权限，不能给别人", permission);
    }

    /** 能管的只是权限不比自己多的人，否则重设密码就成了冒充。 */
    void requireNotAbove(long staffId) {
        var user = CurrentUser.get();
        jdbc.sql("""
            select g.community_id, p.permission from access.role_grant g join access.role_permission p on p.role_id = g.role_id
             where g.staff_id = :id and (g.to_on is null or g.to_on >= :today)
            """).param("id", staffId).param("today", LocalDate.now(clock))
            .query(row -> {
                var community = row.getObject(1, Long.class);
                var permission = row.getString(2);
                if (community == null ? !user.everywhere().contains(permission) : !user.may(community, permission))
                    throw Problem.forbidden("beyond-own-permissions", "这个人的权限比您多，请找管理员");
            });
    }
}
