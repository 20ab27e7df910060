package cn.anju.servicedesk.complaint;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketWork;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 办投诉：接下来、查明、办不了的往上一级报、疑难的交联络人、向客户反馈、上级签意见书。 */
@Service
@Transactional
class ComplaintWork {

    /** @param toId one of the level above; none tells all of them, and who takes it has it */
    record Escalation(@NotBlank(message = "请写为什么办不了") @Size(max = 500, message = "最多 500 字") String why, @Nullable Long toId) {}

    /** 查明的事。 @param measure what is done about it */
    record Findings(@NotBlank(message = "请选事项") String item, @NotBlank(message = "请选根本原因") String cause, @NotBlank(message = "请选责任部门") String department,
                    @Nullable @Size(max = 1000, message = "最多 1000 字") String analysis,
                    @NotBlank(message = "请写处理措施") @Size(max = 1000, message = "最多 1000 字") String measure) {}

    record Liaison(@NotNull(message = "请选联络人") Long staffId, @NotBlank(message = "请写为什么交联络人") @Size(max = 500, message = "最多 500 字") String why) {}

    record Feedback(@NotBlank(message = "请写反馈了什么") @Size(max = 1000, message = "最多 1000 字") String text) {}

    record Opinion(@NotBlank(message = "请写意见") @Size(max = 500, message = "最多 500 字") String remark) {}

    private final JdbcClient jdbc;
    private final ComplaintFiles files;
    private final Codes codes;
    private final TicketWork tickets;
    private final Events events;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    ComplaintWork(JdbcClient jdbc, ComplaintFiles files, Codes codes, TicketWork tickets, Events events, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.codes = codes;
        this.tickets = tickets;
        this.events = events;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 接下来：谁接的、几时接的。 @throws Problem 409 {@code complaint-received} */
    void receive(long community, long id) {
        var held = files.toHandle(community, id);
        var user = CurrentUser.get();
        var changed = jdbc.sql("""
            update servicedesk.complaint_step set received_at = :at, received_by = :by, received_name = :name
             where community_id = :community and id = (select max(id) from servicedesk.complaint_step where community_id = :community and complaint_id = :complaint)
               and received_at is null
            """).param("community", community).param("complaint", id).param("at", now()).param("by", user.id()).param("name", user.name()).update();
        if (changed == 0) throw Problem.conflict("complaint-received", "卷宗 %s 已经有人接下了", held.number());
        if (!ComplaintFiles.isHandler(held.handlerId(), user)) {
            jdbc.sql("update servicedesk.complaint set handler_id = :by where community_id = :community and id = :id")
                .param("community", community).param("id", id).param("by", user.id()).update();
            files.own(community, held.ticket().id(), user.id());
        }
        tickets.accepted(community, held.ticket().id());
        told(community, held, Events.Kind.ACCEPTED, "投诉由%s（%s）接下".formatted(user.name(), held.level().label), null);
    }

    /** 超出权限、办不了的，报上一级，只能上一级，不能平级转。 @throws Problem 403 {@code not-handler}; 409 {@code not-one-level-up}, {@code nobody-above}, {@code ticket-ended} */
    void escalate(long community, long id, Escalation escalation) {
        var held = files.toHandle(community, id);
        var user = CurrentUser.get();
        if (!ComplaintFiles.isHandler(held.handlerId(), user) && !held.level().isAmong(staff.rolesOf(user, community)))
            throw Problem.forbidden("not-handler", "卷宗 %s 在%s手上，由经办人上报", held.number(), held.level().label);
        if (held.ticket().state().isEnded()) throw Problem.conflict("ticket-ended", "投诉 %s 已经办结，不用再上报", held.ticket().number());
        var level = held.level().above();
        var superiors = level.roles.stream().flatMap(role -> staff.inRole(community, role).stream()).distinct().toList();
        if (superiors.isEmpty()) throw Problem.conflict("nobody-above", "本小区还没有%s，请管理员先授权", level.label);
        if (escalation.toId() != null && !superiors.contains(escalation.toId()))
            throw Problem.conflict("not-one-level-up", "只能报给上一级（%s），不能平级转交，也不越级", level.label);
        var to = escalation.toId() != null ? escalation.toId() : superiors.size() == 1 ? superiors.getFirst() : null;
        files.handTo(community, held, level, to, escalation.why().strip());
        notices.tell(community, to == null ? superiors : List.of(to), new Notice("servicedesk", "%s上报投诉 %s：%s".formatted(user.name(), held.ticket().number(), held.ticket().title()),
            escalation.why().strip(), "complaints/" + id, "complaint-up:%d:%s".formatted(id, level)));
        told(community, held, Events.Kind.ASSIGNED, "上报%s：%s".formatted(level.label, escalation.why().strip()), escalation);
    }

    /** 查明是什么事、为什么、归哪个部门，采取什么措施。 @throws Problem 404 {@code code-unknown} */
    void find(long community, long id, Findings findings) {
        var held = files.toHandle(community, id);
        codes.check(community, Codes.CodeKind.ITEM, findings.item());
        codes.check(community, Codes.CodeKind.CAUSE, findings.cause());
        codes.check(community, Codes.CodeKind.DEPARTMENT, findings.department());
        jdbc.sql("""
            update servicedesk.complaint set item = :item, cause = :cause, department = :department, analysis = :analysis, measure = :measure
             where community_id = :community and id = :id
            """).param("community", community).param("id", id).param("item", findings.item()).param("cause", findings.cause()).param("department", findings.department())
            .param("analysis", findings.analysis() == null || findings.analysis().isBlank() ? null : findings.analysis().strip())
            .param("measure", findings.measure().strip()).update();
        told(community, held, Events.Kind.CHANGED, "处理措施：" + findings.measure().strip(), findings);
    }

    /** 难缠、疑难的客户，交联络人重点接待。 @throws Problem 404 {@code liaison-not-found} unless a senior steward of this community */
    void toLiaison(long community, long id, Liaison liaison) {
        var held = files.toHandle(community, id);
        if (held.level() != Level.STEWARD && held.level() != Level.SUPERVISOR)
            throw Problem.conflict("complaint-level", "卷宗 %s 已经报到%s，不再往下交", held.number(), held.level().label);
        if (!staff.inRole(community, "senior_steward").contains(liaison.staffId()))
            throw Problem.notFound("liaison-not-found", "联络人请选本小区的高级管家");
        jdbc.sql("update servicedesk.complaint set is_difficult = true where community_id = :community and id = :id").param("community", community).param("id", id).update();
        files.handTo(community, new ComplaintFiles.Held(held.id(), held.number(), Level.STEWARD, held.handlerId(), held.majorNumber(), held.opinionAt(), null, held.ticket()),
            Level.STEWARD, liaison.staffId(), "疑难客户交联络人：" + liaison.why().strip());
        notices.tell(community, List.of(liaison.staffId()), new Notice("servicedesk", "疑难投诉 %s 请您接待：%s".formatted(held.ticket().number(), held.ticket().title()),
            liaison.why().strip(), "complaints/" + id, "complaint-liaison:%d:%d".formatted(id, liaison.staffId())));
        told(community, held, Events.Kind.ASSIGNED, "疑难客户，交联络人接待", liaison);
    }

    /** 向客户反馈一次进展。 */
    void feedBack(long community, long id, Feedback feedback) {
        var held = files.toHandle(community, id);
        jdbc.sql("update servicedesk.complaint set feedback_at = :at where community_id = :community and id = :id")
            .param("community", community).param("id", id).param("at", now()).update();
        told(community, held, Events.Kind.NOTE, "向客户反馈：" + feedback.text().strip(), feedback);
    }

    /**
     * 上级在意见书上签意见：比经办的一级高，主任办的由总经理签，没有总经理的由客服主管会签；经办人和他的同级都不能签。
     *
     * @throws Problem 403 {@code not-superior}; 409 {@code complaint-archived}, {@code ticket-not-closed}, {@code opinion-signed}
     */
    void signOpinion(long community, long id, Opinion opinion) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.review");
        var held = files.any(community, id);
        if (held.archivedAt() != null) throw Problem.conflict("complaint-archived", "卷宗 %s 已经归档，要再办请先重开工单", held.number());
        if (ComplaintFiles.isHandler(held.handlerId(), user)) throw Problem.forbidden("not-superior", "意见书由经办人的上级（%s）签，不能自己签", files.superior(community, held.level()));
        if (!files.isSuperior(community, held.level(), held.handlerId(), user))
            throw Problem.forbidden("not-superior", "卷宗 %s 由%s经办，意见书由上一级（%s）或更高的签，同级不能签", held.number(), held.level().label, files.superior(community, held.level()));
        if (!held.ticket().state().isEnded()) throw Problem.conflict("ticket-not-closed", "投诉 %s 还没办结，办结以后再签意见书", held.ticket().number());
        if (held.opinionAt() != null) throw Problem.conflict("opinion-signed", "意见书已经签过了");
        jdbc.sql("""
            update servicedesk.complaint set opinion_remark = :remark, opinion_at = :at, opinion_by = :by, opinion_name = :name where community_id = :community and id = :id
            """).param("community", community).param("id", id).param("remark", opinion.remark().strip()).param("at", now()).param("by", user.id())
            .param("name", user.name()).update();
        told(community, held, Events.Kind.NOTE, "意见书签阅：" + opinion.remark().strip(), opinion);
    }

    private void told(long community, ComplaintFiles.Held held, Events.Kind kind, String text, @Nullable Object detail) {
        events.add(community, held.ticket().id(), kind, text, false, null);
        audit.note("投诉卷宗 " + held.number(), null, detail);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
