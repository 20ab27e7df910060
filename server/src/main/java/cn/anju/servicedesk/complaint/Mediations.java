package cn.anju.servicedesk.complaint;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.Events;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 邻里纠纷的调解：双方、经过、结果，双方签字的纸面一起存。 */
@Service
@Transactional
class Mediations {

    record NewMediation(@NotNull(message = "请填调解时间") Instant heldAt, @NotBlank(message = "请填地点") @Size(max = 60, message = "最多 60 字") String place,
                        @NotBlank(message = "请填一方") @Size(max = 60, message = "最多 60 字") String oneParty,
                        @NotBlank(message = "请填另一方") @Size(max = 60, message = "最多 60 字") String otherParty,
                        @NotBlank(message = "请写经过") @Size(max = 2000, message = "最多 2000 字") String course,
                        @NotBlank(message = "请写结果") @Size(max = 1000, message = "最多 1000 字") String result, boolean isAgreed) {}

    /** @param attachmentId the signed paper */
    record Signing(@NotBlank(message = "请填一方签字人") @Size(max = 60, message = "最多 60 字") String oneSigned,
                   @NotBlank(message = "请填另一方签字人") @Size(max = 60, message = "最多 60 字") String otherSigned,
                   @NotNull(message = "请附上双方签字的纸面") Long attachmentId) {}

    private final JdbcClient jdbc;
    private final ComplaintFiles files;
    private final Events events;
    private final AuditTrail audit;
    private final Clock clock;

    Mediations(JdbcClient jdbc, ComplaintFiles files, Events events, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** 记一次调解。 @throws Problem 400 {@code mediation-in-future} */
    long record(long community, long id, NewMediation mediation) {
        var held = files.toHandle(community, id);
        var user = CurrentUser.get();
        if (mediation.heldAt().isAfter(clock.instant())) throw Problem.invalid("mediation-in-future", "调解时间不能晚于现在");
        var made = jdbc.sql("""
            insert into servicedesk.mediation (community_id, complaint_id, held_at, place, one_party, other_party, course, result, is_agreed, made_at, made_by, made_name)
            values (:community, :complaint, :held, :place, :one, :other, :course, :result, :agreed, :at, :by, :name) returning id
            """).param("community", community).param("complaint", id).param("held", mediation.heldAt().atOffset(ZoneOffset.UTC)).param("place", mediation.place().strip())
            .param("one", mediation.oneParty().strip()).param("other", mediation.otherParty().strip()).param("course", mediation.course().strip())
            .param("result", mediation.result().strip()).param("agreed", mediation.isAgreed()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", user.id()).param("name", user.name()).query(Long.class).single();
        events.add(community, held.ticket().id(), Events.Kind.NOTE, "调解（%s、%s）：%s".formatted(mediation.oneParty().strip(), mediation.otherParty().strip(), mediation.result().strip()), true, null);
        audit.note("投诉卷宗 " + held.number(), null, mediation);
        return made;
    }

    /** 双方签了字，签字的纸面附在这一卷里，一张纸只作一次调解的凭据。 @throws Problem 404 {@code mediation-not-found}, {@code attachment-not-found}; 409 {@code mediation-signed} */
    void sign(long community, long id, long mediation, Signing signing) {
        var held = files.toHandle(community, id);
        var isSigned = jdbc.sql("select signed_at is not null from servicedesk.mediation where community_id = :community and id = :id and complaint_id = :complaint for update")
            .param("community", community).param("id", mediation).param("complaint", id).query(Boolean.class).optional()
            .orElseThrow(() -> Problem.notFound("mediation-not-found", "没有这次调解"));
        if (isSigned) throw Problem.conflict("mediation-signed", "这次调解双方已经签过字了");
        var isOurs = jdbc.sql("""
            select exists (select from attachment.file f where f.community_id = :community and f.id = :file and f.subject = :subject
                              and not exists (select from servicedesk.mediation m where m.community_id = f.community_id and m.attachment_id = f.id))
            """).param("community", community).param("file", signing.attachmentId()).param("subject", "complaint:" + id).query(Boolean.class).single();
        if (!isOurs) throw Problem.notFound("attachment-not-found", "请把这次调解双方签字的纸面传到这一卷里；别的卷、别次调解用过的不算");
        jdbc.sql("""
            update servicedesk.mediation set one_signed = :one, other_signed = :other, attachment_id = :file, signed_at = :at where community_id = :community and id = :id
            """).param("community", community).param("id", mediation).param("one", signing.oneSigned().strip()).param("other", signing.otherSigned().strip())
            .param("file", signing.attachmentId()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("投诉卷宗 " + held.number(), null, signing);
    }
}
