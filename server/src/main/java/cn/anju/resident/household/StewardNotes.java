package cn.anju.resident.household;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 管家工作台账：和哪一户说了什么，哪天要再跟进，跟进了没有。 */
@Service
class StewardNotes {

    enum Way {
        VISIT("走访"), PHONE("电话"), WECHAT("微信"), MET("遇见"), OTHER("其他");

        final String label;

        Way(String label) {
            this.label = label;
        }
    }

    record NewNote(@NotNull(message = "请选怎么联系的") Way way, @NotBlank(message = "请写说了什么、做了什么") @Size(max = 1000) String text, @Nullable LocalDate notedOn, @Nullable LocalDate followUpOn) {}

    record Followed(@NotBlank(message = "请写跟进的结果") @Size(max = 500) String text) {}

    record Note(long id, long roomId, String roomCode, @Nullable String area, LocalDate notedOn, Way way, String text, String madeName, @Nullable LocalDate followUpOn,
                @Nullable LocalDate followedOn, @Nullable String followedName, @Nullable String followedText, boolean isDue) {}

    record Filter(@Nullable String q, @Nullable Way way, @Nullable Long room, @Nullable Long area, @Nullable Boolean due, @Nullable Boolean open, @Nullable LocalDate from, @Nullable LocalDate to) {}

    private static final Map<String, String> SORTABLE = Map.of("notedOn", "n.noted_on", "roomCode", "r.code", "followUpOn", "n.follow_up_on");

    private final JdbcClient jdbc;
    private final OwnAreas areas;
    private final Clock clock;

    StewardNotes(JdbcClient jdbc, OwnAreas areas, Clock clock) {
        this.jdbc = jdbc;
        this.areas = areas;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Note> list(long community, Filter filter, Paging paging) {
        var values = areas.values(community, filter.area());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("way", filter.way() == null ? null : filter.way().name());
        values.put("room", filter.room());
        values.put("due", Boolean.TRUE.equals(filter.due()));
        values.put("open", Boolean.TRUE.equals(filter.open()));
        values.put("from", filter.from());
        values.put("to", filter.to());
        var from = " from resident.steward_note n join estate.room r on r.community_id = n.community_id and r.id = n.room_id" + OwnAreas.ROOMS + """
            where n.community_id = :community and (:way::text is null or n.way = :way) and (:room::bigint is null or n.room_id = :room)
              and (not :due or n.followed_on is null and n.follow_up_on <= :today) and (not :open or n.followed_on is null and n.follow_up_on is not null)
              and (:from::date is null or n.noted_on >= :from) and (:to::date is null or n.noted_on <= :to)
              and (:q::text is null or r.code = :q or position(:q in n.text) > 0 or position(:q in n.made_name) > 0)
            """ + OwnAreas.MINE;
        var rows = jdbc.sql("""
            select n.id, n.room_id, r.code room_code, area.name area, n.noted_on, n.way, n.text, n.made_name, n.follow_up_on, n.followed_on, n.followed_name, n.followed_text,
                   n.followed_on is null and coalesce(n.follow_up_on <= :today, false) is_due
            """ + from + paging.orderBy(SORTABLE, "n.noted_on desc, n.id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Note.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    /** 记一笔；重点户、沉默户联系过了，下一次顺延。 */
    @Transactional
    long add(long community, long room, NewNote note) {
        areas.require(community, room);
        var today = LocalDate.now(clock);
        var on = note.notedOn() == null ? today : note.notedOn();
        if (on.isAfter(today)) throw Problem.invalid("date-in-future", "联系的日子不能在今天以后");
        if (note.followUpOn() != null && note.followUpOn().isBefore(on)) throw Problem.invalid("dates-reversed", "跟进的日子不能早于这一笔");
        var user = CurrentUser.get();
        jdbc.sql("update resident.watch set next_on = greatest(next_on, :on::date + every_days) where community_id = :community and room_id = :room and ended_on is null")
            .param("on", on).param("community", community).param("room", room).update();
        return jdbc.sql("""
            insert into resident.steward_note (community_id, room_id, noted_on, way, text, follow_up_on, made_by, made_name, made_at)
            values (:community, :room, :on, :way, :text, :follow, :by, :name, :at) returning id
            """).param("community", community).param("room", room).param("on", on).param("way", note.way().name()).param("text", note.text().strip())
            .param("follow", note.followUpOn()).param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
    }

    /** 跟进过了。 */
    @Transactional
    void follow(long community, long id, Followed followed) {
        var room = jdbc.sql("select room_id from resident.steward_note where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Long.class).optional().orElseThrow(() -> Problem.notFound("note-not-found", "台账里没有这一笔"));
        areas.require(community, room);
        var done = jdbc.sql("""
            update resident.steward_note set followed_on = :today, followed_name = :by, followed_text = :text
             where community_id = :community and id = :id and followed_on is null and follow_up_on is not null
            """).param("today", LocalDate.now(clock)).param("by", CurrentUser.get().name()).param("text", followed.text().strip())
            .param("community", community).param("id", id).update();
        if (done == 0) throw Problem.conflict("note-followed", "这一笔没有要跟进的，或已经跟进过");
    }
}
