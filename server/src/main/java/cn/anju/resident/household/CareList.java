package cn.anju.resident.household;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.resident.ChangeBook;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 关爱名单：孤老、病弱、困难的家庭，隔多久上门一次，每次做了什么。 */
@Service
class CareList {

    enum Reason {
        OLD("孤老高龄"), ILL("体弱多病"), DISABLED("行动不便"), IN_NEED("生活困难"), CHILD("孩子独自在家");

        final String label;

        Reason(String label) {
            this.label = label;
        }
    }

    /** @param help what is done for them; not the illness */
    record NewCare(@NotNull(message = "请选为什么关照") Reason reason, @NotBlank(message = "请填关照谁，如 张奶奶") @Size(max = 40) String who,
                   @NotBlank(message = "请写怎么关照，如 每周敲门、代买菜") @Size(max = 200) String help, @NotNull(message = "请填隔几天上门") @Positive @Max(366) Integer everyDays) {}

    /** @param nextOn by the rhythm unless given */
    record NewVisit(@NotBlank(message = "请写这次做了什么") @Size(max = 500) String text, @Nullable LocalDate visitedOn, @Nullable LocalDate nextOn) {}

    record Ending(@NotBlank(message = "请写为什么不再列入") @Size(max = 200) String reason) {}

    record Care(long id, long roomId, String roomCode, @Nullable String area, @Nullable String steward, Reason reason, String who, String help, int everyDays, LocalDate sinceOn,
                @Nullable LocalDate nextOn, @Nullable LocalDate lastOn, long visits, boolean isDue, @Nullable LocalDate endedOn, @Nullable String endedReason) {}

    record Visit(LocalDate visitedOn, String text, String madeName, Instant madeAt) {}

    record Filter(@Nullable String q, @Nullable Reason reason, @Nullable Long room, @Nullable Long area, @Nullable Boolean due, @Nullable Boolean ended) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "r.code", "nextOn", "c.next_on", "sinceOn", "c.since_on");

    private final JdbcClient jdbc;
    private final OwnAreas areas;
    private final ChangeBook changes;
    private final AuditTrail audit;
    private final Clock clock;

    CareList(JdbcClient jdbc, OwnAreas areas, ChangeBook changes, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.areas = areas;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Care> list(long community, Filter filter, Paging paging) {
        var values = areas.values(community, filter.area());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("reason", filter.reason() == null ? null : filter.reason().name());
        values.put("room", filter.room());
        values.put("due", Boolean.TRUE.equals(filter.due()));
        values.put("ended", filter.ended());
        var from = " from resident.care c join estate.room r on r.community_id = c.community_id and r.id = c.room_id" + OwnAreas.ROOMS + """
            where c.community_id = :community and (:reason::text is null or c.reason = :reason) and (:room::bigint is null or c.room_id = :room)
              and (not :due or c.next_on <= :today) and (:ended::boolean is null or (c.ended_on is not null) = :ended)
              and (:q::text is null or r.code = :q or position(:q in c.who) > 0)
            """ + OwnAreas.MINE;
        var rows = jdbc.sql("""
            select c.id, c.room_id, r.code room_code, area.name area, steward.name steward, c.reason, c.who, c.help, c.every_days, c.since_on, c.next_on,
                   (select max(v.visited_on) from resident.care_visit v where v.community_id = c.community_id and v.care_id = c.id) last_on,
                   (select count(*) from resident.care_visit v where v.community_id = c.community_id and v.care_id = c.id) visits,
                   coalesce(c.next_on <= :today, false) is_due, c.ended_on, c.ended_reason
            """ + from + paging.orderBy(SORTABLE, "c.next_on, r.code, c.id") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Care.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    @Transactional(readOnly = true)
    List<Visit> visits(long community, long care) {
        areas.require(community, room(community, care));
        return jdbc.sql("select visited_on, text, made_name, made_at from resident.care_visit where community_id = :community and care_id = :care order by visited_on desc, id desc")
            .param("community", community).param("care", care).query(Visit.class).list();
    }

    @Transactional
    long add(long community, long room, NewCare care) {
        areas.require(community, room);
        var today = LocalDate.now(clock);
        var id = jdbc.sql("""
            insert into resident.care (community_id, room_id, reason, who, help, every_days, since_on, next_on, made_name)
            values (:community, :room, :reason, :who, :help, :every, :today, :next, :by) returning id
            """).param("community", community).param("room", room).param("reason", care.reason().name()).param("who", care.who().strip()).param("help", care.help().strip())
            .param("every", care.everyDays()).param("today", today).param("next", today.plusDays(care.everyDays())).param("by", CurrentUser.get().name()).query(Long.class).single();
        changes.note(community, room, null, "关爱名单", care.reason().label, null, care.who().strip());
        audit.note("关爱名单 " + room, null, care.reason());
        return id;
    }

    /** 记一次上门，顺延下一次。 */
    @Transactional
    void visit(long community, long id, NewVisit visit) {
        areas.require(community, room(community, id));
        var today = LocalDate.now(clock);
        var on = visit.visitedOn() == null ? today : visit.visitedOn();
        if (on.isAfter(today)) throw Problem.invalid("date-in-future", "上门的日子不能在今天以后");
        if (visit.nextOn() != null && visit.nextOn().isBefore(on)) throw Problem.invalid("dates-reversed", "下次上门不能早于这次");
        var user = CurrentUser.get();
        var moved = jdbc.sql("update resident.care set next_on = coalesce(:next::date, :on::date + every_days) where community_id = :community and id = :id and ended_on is null")
            .param("next", visit.nextOn()).param("on", on).param("community", community).param("id", id).update();
        if (moved == 0) throw Problem.conflict("care-ended", "这一户已经不在关爱名单上");
        jdbc.sql("""
            insert into resident.care_visit (community_id, care_id, visited_on, text, made_by, made_name, made_at) values (:community, :id, :on, :text, :by, :name, :at)
            """).param("community", community).param("id", id).param("on", on).param("text", visit.text().strip()).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("关爱名单 上门 " + id, null, visit);
    }

    @Transactional
    void end(long community, long id, Ending ending) {
        var room = room(community, id);
        areas.require(community, room);
        var who = jdbc.sql("select who from resident.care where community_id = :community and id = :id").param("community", community).param("id", id).query(String.class).single();
        var done = jdbc.sql("""
            update resident.care set ended_on = :today, ended_name = :by, ended_reason = :reason, next_on = null where community_id = :community and id = :id and ended_on is null
            """).param("today", LocalDate.now(clock)).param("by", CurrentUser.get().name()).param("reason", ending.reason().strip())
            .param("community", community).param("id", id).update();
        if (done == 0) throw Problem.conflict("care-ended", "这一户已经不在关爱名单上");
        changes.note(community, room, null, "关爱名单", "不再列入", who, ending.reason().strip());
        audit.note("关爱名单 " + room, who, ending);
    }

    private long room(long community, long id) {
        return jdbc.sql("select room_id from resident.care where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Long.class).optional().orElseThrow(() -> Problem.notFound("care-not-found", "关爱名单上没有这一户"));
    }
}
