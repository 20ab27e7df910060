package cn.anju.workforce.welfare;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.workforce.Colleagues;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 宿舍：几间几床、哪床谁住、查了没有；一张床一个人，一个人一张床。 */
@Service
@Transactional
class Dormitory {

    /** 卫生。 */
    enum Cleanness {
        GOOD("好"),
        FAIR("一般"),
        POOR("差");

        final String label;

        Cleanness(String label) {
            this.label = label;
        }
    }

    record NewRoom(@NotBlank(message = "请写哪一间") @Size(max = 30, message = "最多 30 字") String name, @Min(value = 1, message = "至少一张床") @Max(value = 20, message = "最多 20 张床") int beds) {}

    record NewStay(@NotNull(message = "请选谁住") Long staffId, @NotNull(message = "请选哪一间") Long roomId, @Min(value = 1, message = "床号从 1 起") int bed, @NotNull(message = "请填哪天起") LocalDate fromOn) {}

    /** @param on the last night */
    record Leaving(@NotNull(message = "请填住到哪天") LocalDate on) {}

    record NewCheck(@NotNull(message = "请选卫生怎样") Cleanness cleanness, boolean isSafe, @Size(max = 300, message = "最多 300 字") @Nullable String problem) {}

    /** @param free true: beds that nobody sleeps in */
    record Filter(@Nullable Long roomId, @Nullable String name, @Nullable Boolean free) {}

    /** One bed of today. @param checkedOn when the room was looked at last */
    record Bed(long roomId, String room, int bed, @Nullable Long stayId, @Nullable Long staffId, @Nullable String staffName, @Nullable LocalDate fromOn, @Nullable LocalDate toOn, @Nullable LocalDate checkedOn,
               @Nullable Cleanness cleanness, @Nullable Boolean isSafe, @Nullable String problem) {}

    record Room(long id, String name, int beds, long occupied) {}

    record Made(long id) {}

    private static final Map<String, String> SORTABLE = Map.of("room", "b.room", "staffName", "b.staff_name", "fromOn", "b.from_on", "checkedOn", "b.checked_on");
    private static final String FROM = """
          from (select r.id room_id, r.name room, n.bed, s.id stay_id, s.staff_id, s.staff_name, s.from_on, s.to_on, c.checked_on, c.cleanness, c.is_safe, c.problem
                  from workforce.dormitory_room r cross join lateral generate_series(1, r.beds) n(bed)
                  left join workforce.dormitory_stay s on s.community_id = r.community_id and s.room_id = r.id and s.bed = n.bed and s.from_on <= :today and coalesce(s.to_on >= :today, true)
                  left join lateral (select c.* from workforce.dormitory_check c where c.community_id = r.community_id and c.room_id = r.id order by c.checked_on desc limit 1) c on true
                 where r.community_id = :community) b
         where (:room::bigint is null or b.room_id = :room) and (:name::text is null or position(:name in b.staff_name) > 0) and (:free::boolean is null or :free = (b.staff_id is null))
        """;

    private final JdbcClient jdbc;
    private final Colleagues colleagues;
    private final AuditTrail audit;
    private final Clock clock;

    Dormitory(JdbcClient jdbc, Colleagues colleagues, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.colleagues = colleagues;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Bed> beds(long community, Filter filter, Paging paging) {
        var rows = matching("select b.*" + FROM + paging.orderBy(SORTABLE, "b.room, b.bed") + " limit :limit offset :offset", community, filter).param("limit", paging.limit()).param("offset", paging.offset())
            .query(Bed.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    @Transactional(readOnly = true)
    List<Room> rooms(long community) {
        return jdbc.sql("""
            select r.id, r.name, r.beds, (select count(*) from workforce.dormitory_stay s where s.community_id = r.community_id and s.room_id = r.id and s.from_on <= :today and coalesce(s.to_on >= :today, true)) occupied
              from workforce.dormitory_room r where r.community_id = :community order by r.name, r.id
            """).param("community", community).param("today", LocalDate.now(clock)).query(Room.class).list();
    }

    /** @throws Problem 409 {@code room-exists} */
    Made addRoom(long community, NewRoom room) {
        var user = permitted(community);
        try {
            var id = jdbc.sql("insert into workforce.dormitory_room (community_id, name, beds, made_at, made_by, made_name) values (:community, :name, :beds, :now, :me, :maker) returning id").param("community", community)
                .param("name", room.name().strip()).param("beds", room.beds()).param("now", now()).param("me", user.id()).param("maker", user.name()).query(Long.class).single();
            audit.note("宿舍 加一间 " + room.name().strip(), null, room);
            return new Made(id);
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("room-exists", "已经有「%s」这一间", room.name().strip());
        }
    }

    /** 安排床位。 @throws Problem 400 {@code bed-unknown}; 404 {@code dormitory-room-not-found}, {@code staff-not-found}; 409 {@code bed-taken} */
    Made moveIn(long community, NewStay stay) {
        var user = permitted(community);
        var room = rooms(community).stream().filter(each -> each.id() == stay.roomId()).findFirst().orElseThrow(() -> Problem.notFound("dormitory-room-not-found", "没有这一间宿舍"));
        if (stay.bed() > room.beds()) throw Problem.invalid("bed-unknown", "「%s」只有 %d 张床", room.name(), room.beds());
        var who = colleagues.one(community, stay.staffId());
        try {
            var id = jdbc.sql("""
                insert into workforce.dormitory_stay (community_id, room_id, bed, staff_id, staff_name, from_on, made_at, made_by, made_name) values (:community, :room, :bed, :staff, :staffName, :from, :now, :me, :name)
                returning id
                """).param("community", community).param("room", room.id()).param("bed", stay.bed()).param("staff", who.id()).param("staffName", who.name()).param("from", stay.fromOn()).param("now", now())
                .param("me", user.id()).param("name", user.name()).query(Long.class).single();
            audit.note("宿舍 %s %d 床 %s".formatted(room.name(), stay.bed(), who.name()), null, stay);
            return new Made(id);
        } catch (DataIntegrityViolationException _) {
            throw Problem.conflict("bed-taken", "这张床那天起有人住，或 %s 已经有床位", who.name());
        }
    }

    /** 搬走。 @throws Problem 400 {@code dates-reversed}; 404 {@code stay-not-found} */
    void moveOut(long community, long id, Leaving leaving) {
        permitted(community);
        var from = jdbc.sql("select from_on from workforce.dormitory_stay where community_id = :community and id = :id and to_on is null for update").param("community", community).param("id", id)
            .query(LocalDate.class).optional().orElseThrow(() -> Problem.notFound("stay-not-found", "没有这个床位安排，或已经搬走"));
        if (leaving.on().isBefore(from)) throw Problem.invalid("dates-reversed", "住到的日子早于住进来的日子 %s", from);
        jdbc.sql("update workforce.dormitory_stay set to_on = :on where community_id = :community and id = :id").param("on", leaving.on()).param("community", community).param("id", id).update();
        audit.note("宿舍 搬走 " + id, null, leaving);
    }

    /** 查一间；一天一次。 @throws Problem 400 {@code problem-missing}; 404 {@code dormitory-room-not-found}; 409 {@code checked-today} */
    Made check(long community, long roomId, NewCheck check) {
        var user = permitted(community);
        var problem = check.problem() == null || check.problem().isBlank() ? null : check.problem().strip();
        if (rooms(community).stream().noneMatch(each -> each.id() == roomId)) throw Problem.notFound("dormitory-room-not-found", "没有这一间宿舍");
        if (problem == null && (!check.isSafe() || check.cleanness() == Cleanness.POOR)) throw Problem.invalid("problem-missing", "卫生差或用电不安全的，请写问题");
        try {
            var id = jdbc.sql("""
                insert into workforce.dormitory_check (community_id, room_id, checked_on, cleanness, is_safe, problem, made_at, made_by, made_name)
                values (:community, :room, :today, :cleanness, :safe, :problem, :now, :me, :name) returning id
                """).param("community", community).param("room", roomId).param("today", LocalDate.now(clock)).param("cleanness", check.cleanness().name()).param("safe", check.isSafe()).param("problem", problem)
                .param("now", now()).param("me", user.id()).param("name", user.name()).query(Long.class).single();
            audit.note("宿舍 检查 " + roomId, null, check);
            return new Made(id);
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("checked-today", "这一间今天已经查过");
        }
    }

    private static CurrentUser permitted(long community) {
        var user = CurrentUser.get();
        user.require(community, "workforce.personnel");
        return user;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock)));
        values.put("room", filter.roomId());
        values.put("name", filter.name() == null || filter.name().isBlank() ? null : filter.name().strip());
        values.put("free", filter.free());
        return jdbc.sql(sql).params(values);
    }
}
