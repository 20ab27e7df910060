package cn.anju.servicedesk.call;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 前台与热线值班：来了点上岗，走了点离岗。 */
@Service
class DeskDuty {

    /** @param name part of the name */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable @Size(max = 50) String name) {}

    record Row(long id, long staffId, String staffName, Instant fromAt, @Nullable Instant toAt, boolean isMine) {}

    private static final Map<String, String> SORTABLE = Map.of("fromAt", "from_at", "staffName", "staff_name");

    private final JdbcClient jdbc;
    private final Clock clock;

    DeskDuty(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 上岗；已经在岗的不再记一次。 */
    @Transactional
    void begin(long community) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        jdbc.sql("""
            insert into servicedesk.desk_duty (community_id, staff_id, staff_name, from_at) values (:community, :me, :name, :now) on conflict do nothing
            """).param("community", community).param("me", user.id()).param("name", user.name()).param("now", now()).update();
    }

    /** 离岗。 @throws Problem 409 {@code not-on-duty} */
    @Transactional
    void end(long community) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        var ended = jdbc.sql("update servicedesk.desk_duty set to_at = :now where community_id = :community and staff_id = :me and to_at is null")
            .param("community", community).param("me", user.id()).param("now", now()).update();
        if (ended == 0) throw Problem.conflict("not-on-duty", "您现在不在岗，不用离岗");
    }

    /** 现在谁在岗，先来的在前。 */
    @Transactional(readOnly = true)
    List<Row> now(long community) {
        return jdbc.sql("select id, staff_id, staff_name, from_at, to_at, staff_id = :me is_mine from servicedesk.desk_duty where community_id = :community and to_at is null order by from_at")
            .param("community", community).param("me", CurrentUser.get().id()).query(Row.class).list();
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("from", filter.from());
        values.put("to", filter.to());
        values.put("name", filter.name());
        var where = """
              from servicedesk.desk_duty where community_id = :community
               and (:from::date is null or coalesce(to_at, 'infinity') >= :from::date::timestamp at time zone 'Asia/Shanghai')
               and (:name::text is null or position(:name in staff_name) > 0)
               and (:to::date is null or from_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
            """;
        var rows = jdbc.sql("select id, staff_id, staff_name, from_at, to_at, staff_id = :me is_mine" + where + paging.orderBy(SORTABLE, "from_at desc, id desc") + " limit :limit offset :offset")
            .params(values).param("me", CurrentUser.get().id()).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + where).params(values).query(Long.class).single());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
