package cn.anju.access;

import cn.anju.kernel.CurrentUser;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    /** Who it is, and whether he has to change his password before he does anything else. */
    record Access(CurrentUser user, boolean mustChangePassword) {}

    private record Person(String username, String name, boolean mustChangePassword, @Nullable Long deputyFor, @Nullable String absent) {

        /** What is written wherever an act is recorded. */
        String signature() {
            return absent == null ? name : "%s（代 %s）".formatted(name, absent);
        }
    }

    /**
     * 按账号号码取当前操作人；停用的账号没有。代理期内连同被代理人的授权。
     *
     * <p>Read anew with each request and job, so that a withdrawn grant or a disabled account counts at once.
     */
    @Transactional(readOnly = true)
    public Optional<CurrentUser> of(long staffId) {
        return find(staffId).map(Access::user);
    }

    @Transactional(readOnly = true)
    Optional<Access> find(long staffId) {
        var today = LocalDate.now(clock);
        var found = jdbc.sql("""
            select s.username, s.name, s.must_change_password,
                   (select d.staff_id from access.deputy d join access.staff a on a.id = d.staff_id and a.is_active
                     where d.deputy_id = s.id and :today between d.from_on and d.to_on order by d.id limit 1) deputy_for,
                   (select a.name from access.deputy d join access.staff a on a.id = d.staff_id and a.is_active
                     where d.deputy_id = s.id and :today between d.from_on and d.to_on order by d.id limit 1) absent
              from access.staff s where s.id = :id and s.is_active
            """)
            .param("id", staffId).param("today", today)
            .query((row, i) -> new Person(row.getString(1), row.getString(2), row.getBoolean(3), row.getObject(4, Long.class), row.getString(5))).optional();
        return found.map(person -> new Access(user(staffId, person, today), person.mustChangePassword()));
    }

    /** Whether the permission is his own, not lent to him as a deputy. */
    @Transactional(readOnly = true)
    boolean hasOwn(long staffId, long community, String permission) {
        return jdbc.sql("""
            select exists (select from access.role_grant g join access.role_permission p on p.role_id = g.role_id
                            where g.staff_id = :id and p.permission = :permission
                              and (g.community_id is null or g.community_id = :community)
                              and g.from_on <= :today and (g.to_on is null or g.to_on >= :today))
            """)
            .param("id", staffId).param("permission", permission).param("community", community)
            .param("today", LocalDate.now(clock)).query(Boolean.class).single();
    }

    /** 今天在这个小区有这项权限的在用账号；代理不算。 */
    @Transactional(readOnly = true)
    public List<Long> holders(long community, String permission) {
        return jdbc.sql("""
            select distinct s.id from access.staff s
              join access.role_grant g on g.staff_id = s.id
              join access.role_permission p on p.role_id = g.role_id
             where s.is_active and p.permission = :permission and (g.community_id is null or g.community_id = :community)
               and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)
             order by s.id
            """)
            .param("permission", permission).param("community", community).param("today", LocalDate.now(clock)).query(Long.class).list();
    }

    /** 今天在这个小区任这个岗位的在用账号，连同正在代理他们的人。 */
    @Transactional(readOnly = true)
    public List<Long> inRole(long community, String role) {
        return jdbc.sql("""
            with holder as (
                select g.staff_id from access.role_grant g join access.role r on r.id = g.role_id
                 where r.key = :role and (g.community_id is null or g.community_id = :community)
                   and g.from_on <= :today and (g.to_on is null or g.to_on >= :today))
            select s.id from access.staff s
             where s.is_active and (s.id in (select staff_id from holder)
                or s.id in (select d.deputy_id from access.deputy d join access.staff a on a.id = d.staff_id and a.is_active
                             where d.staff_id in (select staff_id from holder) and :today between d.from_on and d.to_on))
             order by s.id
            """)
            .param("role", role).param("community", community).param("today", LocalDate.now(clock)).query(Long.class).list();
    }

    /** 他今天在这个小区的岗位，键；代理期内连同被代理人的。 */
    @Transactional(readOnly = true)
    public Set<String> rolesOf(CurrentUser user, long community) {
        return Set.copyOf(jdbc.sql("""
            select distinct r.key from access.role_grant g join access.role r on r.id = g.role_id
             where g.staff_id in (:id, :absent) and (g.community_id is null or g.community_id = :community)
               and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)
            """)
            .param("id", user.id()).param("absent", user.deputyFor() == null ? user.id() : user.deputyFor())
            .param("community", community).param("today", LocalDate.now(clock)).query(String.class).list());
    }

    private CurrentUser user(long staffId, Person person, LocalDate today) {
        var everywhere = new HashSet<String>();
        var byCommunity = new HashMap<Long, Set<String>>();
        jdbc.sql("""
            select g.community_id, p.permission
              from access.role_grant g
              join access.role_permission p on p.role_id = g.role_id
             where g.staff_id in (:id, :absent) and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)
            """)
            .param("id", staffId).param("absent", person.deputyFor() == null ? staffId : person.deputyFor()).param("today", today)
            .query(row -> {
                var community = row.getObject(1, Long.class);
                if (community == null) everywhere.add(row.getString(2));
                else byCommunity.computeIfAbsent(community, id -> new HashSet<>()).add(row.getString(2));
            });
        return new CurrentUser(staffId, person.username(), person.signature(), person.deputyFor(), everywhere, byCommunity);
    }
}
