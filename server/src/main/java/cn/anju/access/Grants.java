package cn.anju.access;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 授权：谁在哪个小区、哪段日子担任什么角色。 */
@Service
public class Grants {

    /**
     * 新授权。
     *
     * @param role the key of the role
     * @param communityId null for all communities, present and future
     * @param fromOn today unless given
     */
    public record NewGrant(@NotBlank(message = "请选角色") String role, @Nullable Long communityId, @Nullable LocalDate fromOn,
                           @Nullable LocalDate toOn) {}

    private record Granted(String username, String role, @Nullable Long communityId, LocalDate fromOn, @Nullable LocalDate toOn) {}

    private final JdbcClient jdbc;
    private final Administrators administrators;
    private final ObjectProvider<CommunityDirectory> communities;
    private final IncompatibleDuties duties;
    private final AuditTrail audit;
    private final Clock clock;

    Grants(JdbcClient jdbc, Administrators administrators, ObjectProvider<CommunityDirectory> communities, IncompatibleDuties duties, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.administrators = administrators;
        this.communities = communities;
        this.duties = duties;
        this.audit = audit;
        this.clock = clock;
    }

    /** 授权。 @throws Problem 403 {@code beyond-own-permissions}, 404 {@code staff-unknown}, {@code role-unknown}, {@code community-not-found}, 409 {@code duties-incompatible} */
    @Transactional
    public long grant(long staffId, NewGrant grant) {
        CurrentUser.get().requireEverywhere("access.manage");
        var from = grant.fromOn() == null ? LocalDate.now(clock) : grant.fromOn();
        if (grant.toOn() != null && grant.toOn().isBefore(from)) throw Problem.invalid("dates-reversed", "结束日期早于开始日期");
        var username = jdbc.sql("select username from access.staff where id = :id").param("id", staffId).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("staff-unknown", "没有这个账号"));
        var role = jdbc.sql("select id from access.role where key = :key").param("key", grant.role()).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("role-unknown", "没有「%s」这个角色", grant.role()));
        if (grant.communityId() != null && communities.stream().noneMatch(directory -> directory.exists(grant.communityId())))
            throw Problem.notFound("community-not-found", "没有这个小区，或您不在这个小区工作");
        administrators.requireWithinOwn(
            jdbc.sql("select permission from access.role_permission where role_id = :role").param("role", role).query(String.class).list(),
            grant.communityId());
        var id = jdbc.sql("""
            insert into access.role_grant (staff_id, role_id, community_id, from_on, to_on, granted_by, granted_at)
            values (:staff, :role, :community, :from, :to, :by, :at) returning id
            """)
            .param("staff", staffId).param("role", role).param("community", grant.communityId()).param("from", from)
            .param("to", grant.toOn()).param("by", CurrentUser.get().id()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        duties.requireApart(staffId);
        audit.note("账号 " + username + " 授权", null, new Granted(username, grant.role(), grant.communityId(), from, grant.toOn()));
        return id;
    }

    /** 收回授权：从今天起无效；还没开始的直接取消。 @throws Problem 409 {@code last-administrator} */
    @Transactional
    public void end(long staffId, long grantId) {
        administrators.lock();
        var before = jdbc.sql("""
            select s.username, r.key, g.community_id, g.from_on, g.to_on
              from access.role_grant g join access.role r on r.id = g.role_id join access.staff s on s.id = g.staff_id
             where g.id = :id and g.staff_id = :staff for update of g
            """).param("id", grantId).param("staff", staffId)
            .query((row, i) -> new Granted(row.getString(1), row.getString(2), row.getObject(3, Long.class),
                row.getObject(4, LocalDate.class), row.getObject(5, LocalDate.class))).optional()
            .orElseThrow(() -> Problem.notFound("grant-unknown", "没有这条授权"));
        var yesterday = LocalDate.now(clock).minusDays(1);
        if (before.fromOn().isAfter(yesterday)) jdbc.sql("delete from access.role_grant where id = :id").param("id", grantId).update();
        else jdbc.sql("update access.role_grant set to_on = least(to_on, :yesterday) where id = :id")
            .param("yesterday", yesterday).param("id", grantId).update();
        if (before.role().equals(RoleBook.ADMINISTRATOR)) administrators.requireOne();
        audit.note("账号 " + before.username() + " 收回授权", before, null);
    }
}
