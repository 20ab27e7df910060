package cn.anju.duty;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 不在岗的日子，由主管登记：这些天只有本人能办的，不算漏办；登错了、提前回来了，撤回。 */
@Service
class Absences {

    /**
     * @param fromNoon away only from noon of {@code fromOn}
     * @param toNoon back at noon of {@code toOn}
     */
    record New(long staffId, @NotNull(message = "请填从哪天") LocalDate fromOn, @Nullable Boolean fromNoon, @NotNull(message = "请填到哪天") LocalDate toOn, @Nullable Boolean toNoon,
               @NotBlank(message = "请写事由") @Size(max = 200, message = "最多 200 个字") String reason) {

        /** Its first and last half day, counted from {@link LocalDate#EPOCH}. */
        Halves halves() {
            return Halves.of(fromOn, Boolean.TRUE.equals(fromNoon), toOn, Boolean.TRUE.equals(toNoon));
        }
    }

    /** Half days from one to another, both included; the morning of a day is twice its number, the afternoon one more. */
    record Halves(long first, long last) {

        static Halves of(LocalDate fromOn, boolean fromNoon, LocalDate toOn, boolean toNoon) {
            return new Halves(2 * fromOn.toEpochDay() + (fromNoon ? 1 : 0), 2 * toOn.toEpochDay() + (toNoon ? 0 : 1));
        }

        boolean covers(long half) {
            return first <= half && half <= last;
        }
    }

    /** @param excused rounds that nobody was blamed for */
    record Row(long id, long staffId, String name, LocalDate fromOn, boolean fromNoon, LocalDate toOn, boolean toNoon, String reason, boolean isLifted, String madeName, Instant madeAt, long excused) {}

    /**
     * Whether absence {@code a} excuses round {@code t}: rounds of one day on the days he was away whole; on a half day those whose own
     * hour lies in that half. What has the whole day's time he can do in the other half.
     */
    static final String EXCUSES = """
        (t.round_from = t.round_to and (t.round_from between a.from_on + a.from_noon::int and a.to_on - a.to_noon::int
            or (t.due_at at time zone 'Asia/Shanghai')::date = t.round_from
               and (a.from_noon and t.round_from = a.from_on and (t.due_at at time zone 'Asia/Shanghai')::time > '12:00' and (t.due_at at time zone 'Asia/Shanghai')::time < '23:59:59'
                 or a.to_noon and t.round_from = a.to_on and (t.due_at at time zone 'Asia/Shanghai')::time <= '12:00')))
        """;

    private final JdbcClient jdbc;
    private final Holders holders;
    private final AuditTrail audit;
    private final Clock clock;

    Absences(JdbcClient jdbc, Holders holders, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.holders = holders;
        this.audit = audit;
        this.clock = clock;
    }

    /** The latest first, a year back. */
    @Transactional(readOnly = true)
    List<Row> all(long community) {
        return jdbc.sql("""
            select a.id, a.staff_id, s.name, a.from_on, a.from_noon, a.to_on, a.to_noon, a.reason, a.is_lifted, a.made_name, a.made_at,
                   (select count(*) from duty.task t where t.community_id = a.community_id and t.absence_id = a.id and t.done_at is null)
              from duty.absence a join access.staff s on s.id = a.staff_id
             where a.community_id = :community and a.to_on >= cast(:today as date) - 366 order by a.from_on desc, a.id desc limit 500
            """)
            .param("community", community).param("today", LocalDate.now(clock))
            .query((row, i) -> new Row(row.getLong(1), row.getLong(2), row.getString(3), row.getObject(4, LocalDate.class), row.getBoolean(5), row.getObject(6, LocalDate.class), row.getBoolean(7),
                row.getString(8), row.getBoolean(9), row.getString(10), row.getObject(11, OffsetDateTime.class).toInstant(), row.getLong(12)))
            .list();
    }

    /** @throws Problem 400 {@code dates-reversed}, {@code absence-too-long}; 404 {@code staff-unknown}; 409 {@code absence-overlaps} */
    @Transactional
    long add(long community, New absence) {
        var halves = absence.halves();
        if (halves.last() < halves.first()) throw Problem.invalid("dates-reversed", "结束日期早于开始日期");
        if (absence.toOn().isAfter(absence.fromOn().plusDays(366))) throw Problem.invalid("absence-too-long", "一次最多登记一年");
        var user = CurrentUser.get();
        if (!holders.on(community, LocalDate.now(clock)).names().containsKey(absence.staffId())) throw Problem.notFound("staff-unknown", "这个小区没有这位员工");
        // Two supervisors at once: the second waits, then sees the first's.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('duty.absence', :staff))").param("staff", absence.staffId()).query(row -> {});
        if (known(community, absence.staffId()).stream().anyMatch(each -> each.first() <= halves.last() && halves.first() <= each.last()))
            throw Problem.conflict("absence-overlaps", "这些天里已经登记过不在岗，请先撤回原来的");
        var id = jdbc.sql("""
            insert into duty.absence (community_id, staff_id, from_on, from_noon, to_on, to_noon, reason, made_by, made_name, made_at)
            values (:community, :staff, :from, :fromNoon, :to, :toNoon, :reason, :by, :name, :now) returning id
            """)
            .param("community", community).param("staff", absence.staffId()).param("from", absence.fromOn()).param("to", absence.toOn())
            .param("fromNoon", Boolean.TRUE.equals(absence.fromNoon())).param("toNoon", Boolean.TRUE.equals(absence.toNoon()))
            .param("reason", absence.reason().strip()).param("by", user.id()).param("name", user.name()).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
        jdbc.sql("""
            update duty.task t set absence_id = a.id from duty.absence a
             where a.community_id = :community and a.id = :absence and t.community_id = :community and t.holder = 'staff:' || cast(:staff as text) and t.done_at is null and t.absence_id is null
               and t.round_from between a.from_on and a.to_on and
            """ + EXCUSES).param("absence", id).param("community", community).param("staff", absence.staffId()).update();
        audit.note("不在岗 " + id, null, absence);
        return id;
    }

    /** The half days on which he is known to be away. */
    @Transactional(readOnly = true)
    List<Halves> known(long community, long staff) {
        return jdbc.sql("select from_on, from_noon, to_on, to_noon from duty.absence where community_id = :community and staff_id = :staff and not is_lifted")
            .param("community", community).param("staff", staff)
            .query((row, i) -> Halves.of(row.getObject(1, LocalDate.class), row.getBoolean(2), row.getObject(3, LocalDate.class), row.getBoolean(4))).list();
    }

    /**
     * 撤回：从今天起的各回重新算在他头上；过去的日子他确实不在，仍算免办。
     *
     * @throws Problem 404 {@code absence-unknown}; 409 {@code absence-lifted}
     */
    @Transactional
    void lift(long community, long id) {
        var lifted = jdbc.sql("select is_lifted from duty.absence where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Boolean.class).optional()
            .orElseThrow(() -> Problem.notFound("absence-unknown", "没有这条不在岗登记"));
        if (lifted) throw Problem.conflict("absence-lifted", "这条登记已经撤回");
        jdbc.sql("update duty.absence set is_lifted = true where community_id = :community and id = :id").param("community", community).param("id", id).update();
        jdbc.sql("""
            update duty.task set absence_id = null where community_id = :community and absence_id = :id and done_at is null and round_from >= :today
            """).param("community", community).param("id", id).param("today", LocalDate.now(clock)).update();
        audit.note("不在岗 " + id, null, "撤回");
    }
}
