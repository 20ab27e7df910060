package cn.anju.resident.household;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.resident.ChangeBook;
import cn.anju.resident.Voices;
import cn.anju.setting.Settings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 重点户（常投诉）与沉默户（一直没有声音）：系统提，人来定，隔多久联系一次。 */
@Service
class Watches {

    private static final int COMPLAINT_DAYS = 90;

    enum Kind {
        WATCH("重点户"), SILENT("沉默户");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    record NewWatch(@NotNull(message = "请选重点还是沉默") Kind kind, @NotBlank(message = "请写为什么列入") @Size(max = 200) String reason,
                    @NotNull(message = "请填隔几天联系") @Positive @Max(366) Integer everyDays) {}

    record Ending(@NotBlank(message = "请写为什么不再列入") @Size(max = 200) String reason) {}

    /** @param confirmed only those on the list, or only those proposed for it; both when absent */
    record Filter(@NotNull(message = "请选重点还是沉默") Kind kind, @Nullable String q, @Nullable Boolean confirmed, @Nullable Long area, @Nullable Long room, @Nullable Boolean due) {}

    /**
     * @param complaints of the last 90 days
     * @param lastOn when the household was last heard from or spoken to, however long ago; none if never
     * @param watchId the entry on the list; none while it is only proposed
     */
    record Row(long roomId, String roomCode, @Nullable String area, @Nullable String steward, @Nullable String people, long complaints, @Nullable LocalDate lastOn,
               @Nullable Long watchId, @Nullable String reason, @Nullable Integer everyDays, @Nullable LocalDate nextOn, boolean isDue) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "room_code", "complaints", "complaints", "lastOn", "last_on", "nextOn", "next_on");

    private final JdbcClient jdbc;
    private final OwnAreas areas;
    private final ObjectProvider<Voices> voices;
    private final Settings settings;
    private final ChangeBook changes;
    private final AuditTrail audit;
    private final Clock clock;

    Watches(JdbcClient jdbc, OwnAreas areas, ObjectProvider<Voices> voices, Settings settings, ChangeBook changes, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.areas = areas;
        this.voices = voices;
        this.settings = settings;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var today = LocalDate.now(clock);
        var quiet = today.minusMonths(settings.get(community, ResidentSettings.SILENT_MONTHS).longValueExact());
        var heard = voices.stream().flatMap(each -> each.heard(community, LocalDate.EPOCH).stream()).toList();
        var loud = voices.stream().flatMap(each -> each.heard(community, today.minusDays(COMPLAINT_DAYS)).stream()).toList();
        var values = areas.values(community, filter.area());
        values.put("kind", filter.kind().name());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("confirmed", filter.confirmed());
        values.put("room", filter.room());
        values.put("due", Boolean.TRUE.equals(filter.due()));
        values.put("quiet", quiet);
        values.put("many", settings.get(community, ResidentSettings.WATCH_COMPLAINTS).longValueExact());
        values.put("heardRooms", heard.stream().map(Voices.Heard::roomId).toArray(Long[]::new));
        values.put("heardDays", heard.stream().map(Voices.Heard::lastOn).map(LocalDate::toString).toArray(String[]::new));
        values.put("loudRooms", loud.stream().map(Voices.Heard::roomId).toArray(Long[]::new));
        values.put("loudCounts", loud.stream().map(Voices.Heard::complaints).toArray(Long[]::new));
        var rows = jdbc.sql(ROWS + "select * from n" + WHERE + paging.orderBy(SORTABLE, "watch_id is null, complaints desc, room_code") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql(ROWS + "select count(*) from n" + WHERE).params(values).query(Long.class).single());
    }

    /** 列入名单。 */
    @Transactional
    long add(long community, long room, NewWatch watch) {
        areas.require(community, room);
        var today = LocalDate.now(clock);
        try {
            var id = jdbc.sql("""
                insert into resident.watch (community_id, room_id, kind, reason, every_days, since_on, next_on, made_name)
                values (:community, :room, :kind, :reason, :every, :today, :next, :by) returning id
                """).param("community", community).param("room", room).param("kind", watch.kind().name()).param("reason", watch.reason().strip()).param("every", watch.everyDays())
                .param("today", today).param("next", today.plusDays(watch.everyDays())).param("by", CurrentUser.get().name()).query(Long.class).single();
            changes.note(community, room, null, watch.kind().label, "列入", null, watch.reason().strip());
            audit.note(watch.kind().label + " " + room, null, watch);
            return id;
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("watch-exists", "这一户已经在%s名单上", watch.kind().label);
        }
    }

    @Transactional
    void end(long community, long id, Ending ending) {
        record Listed(long roomId, Kind kind, String reason) {}
        var listed = jdbc.sql("select room_id, kind, reason from resident.watch where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Listed.class).optional().orElseThrow(() -> Problem.notFound("watch-not-found", "名单上没有这一户"));
        areas.require(community, listed.roomId());
        var done = jdbc.sql("""
            update resident.watch set ended_on = :today, ended_name = :by, ended_reason = :reason, next_on = null where community_id = :community and id = :id and ended_on is null
            """).param("today", LocalDate.now(clock)).param("by", CurrentUser.get().name()).param("reason", ending.reason().strip()).param("community", community).param("id", id).update();
        if (done == 0) throw Problem.conflict("watch-ended", "这一户已经不在名单上");
        changes.note(community, listed.roomId(), null, listed.kind().label, "不再列入", listed.reason(), ending.reason().strip());
        audit.note(listed.kind().label + " " + listed.roomId(), listed.reason(), ending);
    }

    /** A home with people in it that nobody has heard of, or one that complains; what is on the list stays until it is taken off. */
    private static final String ROWS = """
        with heard as materialized (
            select h.room_id, max(h.day::date) last_on from unnest(:heardRooms::bigint[], :heardDays::text[]) as h(room_id, day) group by h.room_id),
        noted as materialized (
            select room_id, max(noted_on) last_on from resident.steward_note where community_id = :community group by room_id),
        loud as materialized (
            select l.room_id, sum(l.complaints)::bigint complaints from unnest(:loudRooms::bigint[], :loudCounts::bigint[]) as l(room_id, complaints) group by l.room_id),
        held as materialized (
            select h.room_id, string_agg(p.name, '、' order by h.id) people, min(h.from_on) since from resident.holding h
              join resident.person p on p.community_id = h.community_id and p.id = h.person_id
             where h.community_id = :community and h.role in ('OWNER', 'TENANT') and h.from_on <= :today and (h.to_on is null or h.to_on >= :today) group by h.room_id),
        n as (
            select r.id room_id, r.code room_code, area.name area, steward.name steward, held.people, coalesce(loud.complaints, 0) complaints,
                   greatest(heard.last_on, noted.last_on) last_on, w.id watch_id, w.reason, w.every_days, w.next_on, coalesce(w.next_on <= :today, false) is_due
              from estate.room r
        """ + OwnAreas.ROOMS + """
              left join heard on heard.room_id = r.id left join noted on noted.room_id = r.id left join loud on loud.room_id = r.id left join held on held.room_id = r.id
              left join resident.watch w on w.community_id = r.community_id and w.room_id = r.id and w.kind = :kind and w.ended_on is null
             where r.community_id = :community and (:room::bigint is null or r.id = :room)
        """ + OwnAreas.MINE + """
               and (w.id is not null
                    or :kind = 'WATCH' and loud.complaints >= :many
                    or :kind = 'SILENT' and r.kind in ('HOUSE', 'SHOP', 'OFFICE') and r.status in ('SELF_USED', 'RENTED') and held.since <= :quiet
                       and coalesce(greatest(heard.last_on, noted.last_on) < :quiet, true)))
        """;
    private static final String WHERE = """

         where (:confirmed::boolean is null or (watch_id is not null) = :confirmed) and (not :due or is_due)
           and (:q::text is null or room_code = :q or position(:q in coalesce(people, '')) > 0)
        """;
}
