package cn.anju.access;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** 页面要知道的：姓名、角色、每个小区能做什么。 */
@Repository
class SessionView {

    private final JdbcClient jdbc;
    private final ObjectProvider<CommunityDirectory> communities;
    private final Clock clock;

    SessionView(JdbcClient jdbc, ObjectProvider<CommunityDirectory> communities, Clock clock) {
        this.jdbc = jdbc;
        this.communities = communities;
        this.clock = clock;
    }

    static SessionController.Session signedOut() {
        return new SessionController.Session(false, null, null, null, List.of(), Map.of(), List.of(), false, null);
    }

    @Transactional(readOnly = true)
    public SessionController.Session of(CurrentUser user) {
        var names = communities.stream().flatMap(directory -> directory.names().entrySet().stream())
            .filter(entry -> user.belongsTo(entry.getKey()))
            .map(entry -> new SessionController.CommunityName(entry.getKey(), entry.getValue())).toList();
        var permissions = new TreeMap<String, List<String>>();
        permissions.put(Long.toString(Scope.COMPANY), sorted(user.everywhere()));
        for (var community : names) {
            var here = new java.util.TreeSet<>(user.everywhere());
            here.addAll(user.byCommunity().getOrDefault(community.id(), java.util.Set.of()));
            permissions.put(Long.toString(community.id()), List.copyOf(here));
        }
        return new SessionController.Session(true, user.id(), user.username(), name(user.id()), roles(user.id()), permissions, names,
            jdbc.sql("select must_change_password from access.staff where id = :id").param("id", user.id()).query(Boolean.class).single(),
            user.deputyFor() == null ? null
                : name(user.deputyFor()));
    }

    private String name(long staffId) {
        return jdbc.sql("select name from access.staff where id = :id").param("id", staffId).query(String.class).single();
    }

    private List<String> roles(long staffId) {
        return jdbc.sql("""
            select distinct r.key
              from access.role_grant g join access.role r on r.id = g.role_id
             where g.staff_id = :id and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)
             order by r.key
            """).param("id", staffId).param("today", LocalDate.now(clock)).query(String.class).list();
    }

    private static List<String> sorted(Collection<String> permissions) {
        return permissions.stream().sorted().toList();
    }
}
