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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 不在岗的日子，由主管登记：这些天只有本人能办的，不算漏办；登错了、提前回来了，撤回。 */
@Service
class Absences {

    record New(long staffId, @NotNull(message = "请填从哪天") LocalDate fromOn, @NotNull(message = "请填到哪天") LocalDate toOn,
               @NotBlank(message = "请写事由") @Size(max = 200, message = "最多 200 个字") String reason) {}

    /** @param excused rounds that nobody was blamed for */
    record Row(long id, long staffId, String name, LocalDate fromOn, LocalDate toOn, String reason, boolean isLifted, String madeName, Instant madeAt, long excused) {}

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
            select a.id, a.staff_id, s.name, a.from_on, a.to_on, a.reason, a.is_lifted, a.made_name, a.made_at,
                   (select count(*) from duty.task t where t.community_id = a.community_id and t.absence_id = a.id and t.done_at is null)
              from duty.absence a join access.staff s on s.id = a.staff_id
             where a.community_id = :community and a.to_on >= cast(:today as date) - 366 order by a.from_on desc, a.id desc limit 500
            """)
            .param("community", community).param("today", LocalDate.now(clock))
            .query((row, i) -> new Row(row.getLong(1), row.getLong(2), row.getString(3), row.getObject(4, LocalDate.class), row.getObject(5, LocalDate.class), row.getString(6),
                row.getBoolean(7), row.getString(8), row.getObject(9, OffsetDateTime.class).toInstant(), row.getLong(10)))
            .list();
    }

    /** @throws Problem 400 {@code dates-reversed}, {@code absence-too-long}; 404 {@code staff-unknown}; 409 {@code absence-overlaps} */
    @Transactional
    long add(long community, New absence) {
        if (absence.toOn().isBefore(absence.fromOn())) throw Problem.invalid("dates-reversed", "结束日期早于开始日期");
        if (absence.toOn().isAfter(absence.fromOn().plusDays(366))) throw Problem.invalid("absence-too-long", "一次最多登记一年");
        var user = CurrentUser.get();
        if (!holders.on(community, LocalDate.now(clock)).names().containsKey(absence.staffId())) throw Problem.notFound("staff-unknown", "这个小区没有这位员工");
        // Two supervisors at once: the second waits, then sees the first's.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('duty.absence', :staff))").param("staff", absence.staffId()).query(row -> {});
        if (jdbc.sql("""
            select exists (select from duty.absence where community_id = :community and staff_id = :staff and not is_lifted and from_on <= :to and to_on >= :from)
            """).param("community", community).param("staff", absence.staffId()).param("from", absence.fromOn()).param("to", absence.toOn()).query(Boolean.class).single())
            throw Problem.conflict("absence-overlaps", "这些天里已经登记过不在岗，请先撤回原来的");
        var id = jdbc.sql("""
            insert into duty.absence (community_id, staff_id, from_on, to_on, reason, made_by, made_name, made_at)
            values (:community, :staff, :from, :to, :reason, :by, :name, :now) returning id
            """)
            .param("community", community).param("staff", absence.staffId()).param("from", absence.fromOn()).param("to", absence.toOn())
            .param("reason", absence.reason().strip()).param("by", user.id()).param("name", user.name()).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
        jdbc.sql("""
            update duty.task set absence_id = :absence
             where community_id = :community and holder = 'staff:' || cast(:staff as text) and done_at is null and absence_id is null
               and round_from = round_to and round_from between :from and :to
            """)
            .param("absence", id).param("community", community).param("staff", absence.staffId()).param("from", absence.fromOn()).param("to", absence.toOn()).update();
        audit.note("不在岗 " + id, null, absence);
        return id;
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
