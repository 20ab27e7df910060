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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 没有记录可凭的，本人写一句、附张照片打勾；不在岗的日子，由主管登记，不算他漏办。 */
@Service
class HandTicks {

    /** @param photo an attachment of this community */
    record Tick(@NotBlank(message = "写一句怎么办的") @Size(max = 500, message = "最多 500 个字") String note, @Nullable Long photo) {}

    record NewAbsence(long staffId, @NotNull(message = "请填从哪天") LocalDate fromOn, @NotNull(message = "请填到哪天") LocalDate toOn,
                      @NotBlank(message = "请写事由") @Size(max = 200, message = "最多 200 个字") String reason) {}

    private record Open(String dutyId, String holder, @Nullable OffsetDateTime doneAt, LocalDate roundFrom, LocalDate roundTo) {}

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Holders holders;
    private final AuditTrail audit;
    private final Clock clock;

    HandTicks(JdbcClient jdbc, Catalogue catalogue, Holders holders, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.holders = holders;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 本人打勾；只有目录里说只能自己打勾的才行，过了这一回就不能补。
     *
     * @throws Problem 404 {@code duty-task-unknown}; 409 {@code duty-has-records}, {@code duty-done}, {@code duty-round-over}; 403 {@code duty-not-yours}
     */
    @Transactional
    void tick(long community, long task, Tick tick) {
        var user = CurrentUser.get();
        var open = jdbc.sql("select duty_id, holder, done_at, round_from, round_to from duty.task where community_id = :community and id = :id for update")
            .param("community", community).param("id", task).query(Open.class).optional()
            .orElseThrow(() -> Problem.notFound("duty-task-unknown", "没有这一回职责"));
        var duty = catalogue.find(open.dutyId()).orElseThrow(() -> Problem.notFound("duty-task-unknown", "目录里已经没有这条职责"));
        if (duty.evidence().type() != Evidence.Type.MANUAL)
            throw Problem.conflict("duty-has-records", "这条职责凭“%s”打勾，请去办，办了自然会勾上", duty.evidence().label());
        var today = LocalDate.now(clock);
        if (!isMine(community, user, duty, open.holder(), today)) throw Problem.forbidden("duty-not-yours", "这条职责不在您的岗位上");
        if (open.doneAt() != null) throw Problem.conflict("duty-done", "这一回已经办了");
        if (today.isAfter(open.roundTo())) throw Problem.conflict("duty-round-over", "这一回到 %s 为止，过后不能补", open.roundTo());
        if (tick.photo() != null && !jdbc.sql("select exists (select from attachment.file where community_id = :community and id = :id)")
            .param("community", community).param("id", tick.photo()).query(Boolean.class).single())
            throw Problem.notFound("attachment-unknown", "没有这个附件");
        jdbc.sql("""
            update duty.task set done_at = :at, done_by = :by, done_name = :name, proof = :proof, link = null, is_by_hand = true, attachment_id = :photo
             where community_id = :community and id = :id
            """)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).param("proof", tick.note().strip())
            .param("photo", tick.photo()).param("community", community).param("id", task).update();
        audit.note("职责 " + duty.id() + " " + open.roundFrom(), null, tick);
    }

    /** 登记某人不在岗：这些天只有他能办的，不算漏办。 @throws Problem 400 {@code dates-reversed}, {@code absence-too-long}; 404 {@code staff-unknown} */
    @Transactional
    long absent(long community, NewAbsence absence) {
        if (absence.toOn().isBefore(absence.fromOn())) throw Problem.invalid("dates-reversed", "结束日期早于开始日期");
        if (absence.toOn().isAfter(absence.fromOn().plusDays(366))) throw Problem.invalid("absence-too-long", "一次最多登记一年");
        var user = CurrentUser.get();
        if (!holders.on(community, LocalDate.now(clock)).names().containsKey(absence.staffId())) throw Problem.notFound("staff-unknown", "这个小区没有这位员工");
        var id = jdbc.sql("""
            insert into duty.absence (community_id, staff_id, from_on, to_on, reason, made_by, made_name, made_at)
            values (:community, :staff, :from, :to, :reason, :by, :name, :now) returning id
            """)
            .param("community", community).param("staff", absence.staffId()).param("from", absence.fromOn()).param("to", absence.toOn())
            .param("reason", absence.reason().strip()).param("by", user.id()).param("name", user.name()).param("now", Instant.now(clock).atOffset(ZoneOffset.UTC))
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

    private boolean isMine(long community, CurrentUser user, Duty duty, String holder, LocalDate today) {
        var people = holders.on(community, today);
        for (var staff : MyDay.actingFor(user)) {
            if (holder.startsWith("staff:")) {
                if (holder.equals("staff:" + staff)) return true;
            } else if (holder.startsWith("area:")) {
                if (staff.equals(people.areas().get(Long.parseLong(holder.substring(5))))) return true;
            } else if (people.rolesOf(staff).stream().anyMatch(duty.roles()::contains)) return true;
        }
        return false;
    }
}
