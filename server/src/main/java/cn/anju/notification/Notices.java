package cn.anju.notification;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 站内消息：告诉谁，他看了没有。 */
@Service
public class Notices {

    /** One message as its reader sees it. */
    record Row(long id, String topic, String title, @Nullable String detail, @Nullable String link, Instant madeAt, @Nullable Instant readAt) {}

    private static final Map<String, String> SORTABLE = Map.of("madeAt", "made_at", "topic", "topic");

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Clock clock;

    Notices(JdbcClient jdbc, StaffAccess staff, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.clock = clock;
    }

    /** 告诉这几个人，随调用者的事务成立。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(long community, Collection<Long> people, Notice notice) {
        jdbc.sql("""
            insert into notification.notice (community_id, staff_id, topic, title, detail, link, once_key, made_at)
            select :community, s, :topic, :title, :detail, :link, :once, :at from unnest(:people::bigint[]) s
            on conflict do nothing
            """)
            .param("community", community).param("people", people.stream().distinct().toArray(Long[]::new))
            .param("topic", notice.topic()).param("title", notice.title()).param("detail", notice.detail())
            .param("link", notice.link()).param("once", notice.onceKey()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** 告诉今天在这个小区有这项权限的人。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellHolders(long community, String permission, Notice notice) {
        tell(community, staff.holders(community, permission), notice);
    }

    /** 告诉今天在这个小区任这个岗位的人，代理他们的也在内。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellRole(long community, String role, Notice notice) {
        tell(community, staff.inRole(community, role), notice);
    }

    @Transactional(readOnly = true)
    Page<Row> mine(long community, @Nullable Boolean unread, Paging paging) {
        var me = CurrentUser.get().id();
        var where = """
             from notification.notice
            where community_id = :community and staff_id = :me
              and (:unread::boolean is null or (read_at is null) = :unread)
            """;
        var rows = jdbc.sql("select id, topic, title, detail, link, made_at, read_at" + where
                + paging.orderBy(SORTABLE, "id desc") + " limit :limit offset :offset")
            .param("community", community).param("me", me).param("unread", unread)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        var total = jdbc.sql("select count(*)" + where).param("community", community).param("me", me).param("unread", unread)
            .query(Long.class).single();
        return new Page<>(rows, total);
    }

    @Transactional(readOnly = true)
    long unread(long community) {
        return jdbc.sql("select count(*) from notification.notice where community_id = :community and staff_id = :me and read_at is null")
            .param("community", community).param("me", CurrentUser.get().id()).query(Long.class).single();
    }

    /** 看过了；不给号码就是全部。 */
    @Transactional
    void read(long community, @Nullable List<Long> ids) {
        jdbc.sql("""
            update notification.notice set read_at = :at
             where community_id = :community and staff_id = :me and read_at is null and (:all or id = any (:ids))
            """)
            .param("community", community).param("me", CurrentUser.get().id()).param("all", ids == null)
            .param("ids", ids == null ? new Long[0] : ids.toArray(Long[]::new))
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }
}
