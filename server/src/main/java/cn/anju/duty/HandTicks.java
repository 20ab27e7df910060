package cn.anju.duty;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 没有记录可凭的，本人写一句、附张照片打勾。 */
@Service
class HandTicks {

    /** @param photo an attachment of this community */
    record Tick(@NotBlank(message = "写一句怎么办的") @Size(max = 500, message = "最多 500 个字") String note, @Nullable Long photo) {}

    private record Open(String dutyId, String holder, @Nullable OffsetDateTime doneAt, LocalDate roundFrom, LocalDate roundTo) {}

    private final JdbcClient jdbc;
    private final Placed placed;
    private final Holders holders;
    private final AuditTrail audit;
    private final Clock clock;

    HandTicks(JdbcClient jdbc, Placed placed, Holders holders, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.placed = placed;
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
        var duty = Optional.ofNullable(placed.duties().get(open.dutyId())).orElseThrow(() -> Problem.notFound("duty-task-unknown", "目录里已经没有这条职责"));
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
