package cn.anju.engagement;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 业主要求：业委会提的、重点业主说的、调研问到的；各有人管、有期限，答复了问满意不满意。 */
@Service
class Demands {

    enum Kind {
        COMMITTEE("业委会"), KEY_OWNER("重点业主"), NEED("需求调研");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    enum Way {
        VISIT("上门"), PHONE("电话"), COUNTER("前台接待"), MEETING("会上"), LETTER("来函"), WECHAT("微信");

        final String label;

        Way(String label) {
            this.label = label;
        }
    }

    /** 落实得怎样。 */
    enum Outcome {
        MET("办到了"), PARTLY("办到一部分"), DECLINED("办不到，说明了");

        final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    /** @param roomCode whose; a committee speaks for all and needs none */
    record NewDemand(@NotNull(message = "请选谁的要求") Kind kind, @NotNull(message = "请选从哪里来") Way way, @Nullable @Size(max = 40) String roomCode,
                     @NotBlank(message = "请填谁提的") @Size(max = 40, message = "谁提的最多 40 字") String who, @NotBlank(message = "请写议题") @Size(max = 100, message = "最多 100 字") String topic,
                     @Nullable @Size(max = 1000, message = "最多 1000 字") String detail, @Nullable Long staffId, @NotNull(message = "请填哪天以前答复") LocalDate dueOn) {}

    record Reply(@NotNull(message = "请选落实得怎样") Outcome outcome, @NotBlank(message = "请写怎么答复的") @Size(max = 1000, message = "最多 1000 字") String reply,
                 HouseholdVisits.@Nullable Satisfaction satisfaction) {}

    record Made(long id, String number) {}

    /** @param isSatisfied of those asked: whether they were */
    record Filter(@Nullable Kind kind, @Nullable Boolean open, @Nullable Boolean late, @Nullable Boolean mine, @Nullable Boolean isSatisfied, @Nullable Long room, @Nullable String q) {}

    record Row(long id, String number, Kind kind, Way way, @Nullable Long roomId, @Nullable String room, String who, String topic, @Nullable String detail, LocalDate receivedOn, long staffId,
               String staffName, LocalDate dueOn, boolean isLate, @Nullable Outcome outcome, @Nullable String reply, @Nullable Instant repliedAt, @Nullable String repliedName,
               HouseholdVisits.@Nullable Satisfaction satisfaction) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "d.number", "receivedOn", "d.received_on", "dueOn", "d.due_on", "room", "r.code");
    private static final String FROM = """
          from engagement.demand d left join estate.room r on r.community_id = d.community_id and r.id = d.room_id join access.staff s on s.id = d.staff_id
         where d.community_id = :community and (:kind::text is null or d.kind = :kind) and (not :open or d.replied_at is null) and (not :mine or d.staff_id = :me)
           and (not :late or coalesce((d.replied_at at time zone 'Asia/Shanghai')::date, :today) > d.due_on) and (:room::bigint is null or d.room_id = :room)
           and (:satisfied::boolean is null or d.satisfaction is not null and (d.satisfaction = 'SATISFIED') = :satisfied)
           and (:q::text is null or position(:q in d.topic || d.who || d.number || coalesce(r.code, '')) > 0)
        """;

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final KeyOwners keyOwners;
    private final StaffAccess staff;
    private final NumberSeries numbers;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Demands(JdbcClient jdbc, Rooms rooms, KeyOwners keyOwners, StaffAccess staff, NumberSeries numbers, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.keyOwners = keyOwners;
        this.staff = staff;
        this.numbers = numbers;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "open", Boolean.TRUE.equals(filter.open()), "late", Boolean.TRUE.equals(filter.late()),
            "mine", Boolean.TRUE.equals(filter.mine()), "me", CurrentUser.get().id(), "today", LocalDate.now(clock)));
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("satisfied", filter.isSatisfied());
        values.put("room", filter.room());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        return new Page<>(jdbc.sql("select d.*, r.code room, s.name staff_name, coalesce((d.replied_at at time zone 'Asia/Shanghai')::date, :today) > d.due_on is_late" + FROM
            + paging.orderBy(SORTABLE, "d.replied_at is not null, d.due_on, d.id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list(), jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }

    /** 记下一件要求，交给管的人。 @throws Problem 400 {@code due-past}, {@code room-missing}; 404 {@code room-not-found}, {@code staff-not-found}; 409 {@code not-a-key-owner} */
    @Transactional
    Made record(long community, NewDemand demand) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        var today = LocalDate.now(clock);
        if (demand.dueOn().isBefore(today)) throw Problem.invalid("due-past", "答复的日子不能早于今天");
        var code = blank(demand.roomCode());
        if (code == null && demand.kind() != Kind.COMMITTEE) throw Problem.invalid("room-missing", "请填是哪一户的要求");
        var room = code == null ? null : (Long) rooms.byCode(community, code).orElseThrow(() -> Problem.notFound("room-not-found", "没有 %s 这间房", code)).id();
        if (demand.kind() == Kind.KEY_OWNER && !keyOwners.holds(community, room)) throw Problem.conflict("not-a-key-owner", "%s 不在重点业主名单上，请记为需求调研，或先列为重点", code);
        var holder = demand.staffId() == null ? user.id() : demand.staffId();
        if (holder != user.id() && !staff.holders(community, "engagement.write").contains(holder)) throw Problem.notFound("staff-not-found", "这位同事不在本小区，请另选一位");
        var number = numbers.next("engagement", community, "YQ", today);
        var id = jdbc.sql("""
            insert into engagement.demand (community_id, number, kind, way, room_id, who, topic, detail, received_on, staff_id, due_on, made_at, made_by, made_name)
            values (:community, :number, :kind, :way, :room, :who, :topic, :detail, :today, :staff, :due, :now, :me, :name) returning id
            """).param("community", community).param("number", number).param("kind", demand.kind().name()).param("way", demand.way().name()).param("room", room).param("who", demand.who().strip())
            .param("topic", demand.topic().strip()).param("detail", blank(demand.detail())).param("today", today).param("staff", holder).param("due", demand.dueOn())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        if (holder != user.id()) notices.tell(community, List.of(holder), new Notice("业主要求", "%s：%s".formatted(demand.kind().label, demand.topic().strip()), "%s 前答复".formatted(demand.dueOn()), "demands?mine=true", "demand:" + id));
        audit.note("业主要求 " + number, null, demand);
        return new Made(id, number);
    }

    /** 答复。 @throws Problem 403 {@code demand-of-other}; 404 {@code demand-not-found}; 409 {@code demand-replied} */
    @Transactional
    void reply(long community, long id, Reply reply) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        record Held(String number, long staffId, boolean isReplied) {}
        var held = jdbc.sql("select number, staff_id, replied_at is not null is_replied from engagement.demand where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("demand-not-found", "没有这件要求"));
        if (held.isReplied()) throw Problem.conflict("demand-replied", "%s 已经答复过了", held.number());
        if (held.staffId() != user.id() && !user.may(community, "engagement.manage")) throw Problem.forbidden("demand-of-other", "由管的人答复");
        jdbc.sql("""
            update engagement.demand set outcome = :outcome, reply = :reply, satisfaction = :satisfaction, replied_at = :now, replied_by = :me, replied_name = :name
             where community_id = :community and id = :id
            """).param("outcome", reply.outcome().name()).param("reply", reply.reply().strip()).param("satisfaction", reply.satisfaction() == null ? null : reply.satisfaction().name())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).param("community", community).param("id", id).update();
        audit.note("业主要求 " + held.number(), null, reply);
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
