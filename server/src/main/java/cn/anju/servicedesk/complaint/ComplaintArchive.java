package cn.anju.servicedesk.complaint;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.servicedesk.ticket.TicketState;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 归档：齐了才归；还缺什么，一样一样说出来。 */
@Service
@Transactional
class ComplaintArchive {

    private record Facts(TicketKind kind, TicketState state, @Nullable String conclusion, @Nullable String measure, @Nullable String cause, boolean isReceived,
                         @Nullable String lastOutcome, boolean hasOpinion, boolean isMajor, long parts, long unanswered, long mediations, boolean isMediationSigned, boolean hasFeedback) {}

    private final JdbcClient jdbc;
    private final ComplaintFiles files;
    private final Events events;
    private final AuditTrail audit;
    private final Clock clock;

    ComplaintArchive(JdbcClient jdbc, ComplaintFiles files, Events events, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** 归档。 @throws Problem 409 {@code file-incomplete} naming what is missing */
    void archive(long community, long id) {
        var held = files.toHandle(community, id);
        var missing = missing(community, id);
        if (!missing.isEmpty()) throw Problem.conflict("file-incomplete", "卷宗 %s 还不能归档，缺：%s", held.number(), String.join("、", missing));
        jdbc.sql("update servicedesk.complaint set archived_at = :at, archived_name = :name where community_id = :community and id = :id")
            .param("community", community).param("id", id).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("name", CurrentUser.get().name()).update();
        events.add(community, held.ticket().id(), Events.Kind.NOTE, "卷宗 %s 归档".formatted(held.number()), true, null);
        audit.note("投诉卷宗 " + held.number() + " 归档", null, null);
    }

    /** 还缺什么；都齐了为空。 */
    @Transactional(readOnly = true)
    List<String> missing(long community, long id) {
        var facts = jdbc.sql("""
            select t.kind, t.state, t.conclusion, c.measure, c.cause,
                   (select s.received_at is not null from servicedesk.complaint_step s
                     where s.community_id = c.community_id and s.complaint_id = c.id order by s.id desc limit 1) is_received,
                   (select b.outcome from servicedesk.callback b
                     where b.community_id = c.community_id and b.ticket_id = t.id and b.made_at >= t.done_at and b.outcome <> 'UNREACHED' order by b.id desc limit 1) last_outcome,
                   c.opinion_at is not null has_opinion, c.major_number is not null is_major,
                   (select count(*) from servicedesk.complaint_part p where p.community_id = c.community_id and p.complaint_id = c.id) parts,
                   (select count(*) from servicedesk.complaint_part p where p.community_id = c.community_id and p.complaint_id = c.id and p.answered_at is null) unanswered,
                   (select count(*) from servicedesk.mediation m where m.community_id = c.community_id and m.complaint_id = c.id) mediations,
                   coalesce((select bool_and(m.signed_at is not null) from servicedesk.mediation m
                              where m.community_id = c.community_id and m.complaint_id = c.id and m.is_agreed), true) is_mediation_signed,
                   c.feedback_at is not null has_feedback
              from servicedesk.complaint c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
             where c.community_id = :community and c.id = :id
            """).param("community", community).param("id", id).query(Facts.class).optional().orElseThrow(ComplaintFiles::unknown);
        if (facts.state() == TicketState.CANCELLED) return List.of();
        var missing = new ArrayList<String>();
        need(missing, facts.isReceived(), "经办人接收");
        need(missing, facts.cause() != null, "事项、原因和责任部门");
        need(missing, facts.measure() != null, "处理措施");
        need(missing, facts.parts() > 0 || !facts.isMajor(), "各部门的办理");
        need(missing, facts.unanswered() == 0, "%d 个部门的答复".formatted(facts.unanswered()));
        need(missing, facts.kind() != TicketKind.DISPUTE || facts.mediations() > 0, "调解记录");
        need(missing, facts.isMediationSigned(), "调解双方签字");
        need(missing, facts.kind() != TicketKind.NEGATIVE || facts.hasFeedback(), "向客户的反馈");
        need(missing, facts.state() == TicketState.CLOSED && facts.conclusion() != null, "办结结论");
        need(missing, facts.lastOutcome() != null, "回访");
        need(missing, facts.hasOpinion(), "上级签阅的意见书");
        return missing;
    }

    private static void need(List<String> missing, boolean isThere, String what) {
        if (!isThere) missing.add(what);
    }
}
