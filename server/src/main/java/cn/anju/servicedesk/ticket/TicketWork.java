package cn.anju.servicedesk.ticket;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 办工单：记一笔、交给谁、办结、作废、重开；任务单走到哪步，工单跟到哪步。 */
@Service
@Transactional
public class TicketWork {

    /** @param isInternal for the office only; nothing of it is ever shown or sent to the household */
    record Note(@NotBlank(message = "请写内容") @Size(max = 2000) String text, boolean isInternal) {}

    record Closing(@NotNull(message = "请选责任归属") Responsibility responsibility, @NotBlank(message = "请写处理结果") @Size(max = 1000) String conclusion) {}

    record Reason(@NotBlank(message = "请写原因") @Size(max = 200) String reason) {}

    record Assignment(@NotNull(message = "请选交给谁") Long staffId) {}

    private final JdbcClient jdbc;
    private final TicketLock lock;
    private final Limits limits;
    private final TicketPauses pauses;
    private final Events events;
    private final TicketFollowers followers;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    TicketWork(JdbcClient jdbc, TicketLock lock, Limits limits, TicketPauses pauses, Events events, TicketFollowers followers, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.limits = limits;
        this.pauses = pauses;
        this.events = events;
        this.followers = followers;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 记一笔；办结以后也可以补记。 */
    void note(long community, long id, Note note) {
        CurrentUser.get().require(community, "servicedesk.read");
        var held = lock.any(community, id);
        events.add(community, id, Events.Kind.NOTE, note.text().strip(), note.isInternal(), null);
        audit.note("工单 " + held.number(), null, note);
    }

    /** 交给一个人负责到底。 @throws Problem 404 {@code staff-not-found}; 409 {@code ticket-ended}, {@code complaint-upwards} */
    void assign(long community, long id, Assignment assignment) {
        CurrentUser.get().require(community, "servicedesk.dispatch");
        var held = lock.open(community, id);
        if (held.kind().hasFile()) throw Problem.conflict("complaint-upwards", "%s不平级转：办不了的，请在卷宗里上报上一级", held.kind().label());
        var name = jdbc.sql("select name from access.staff where id = :id and is_active").param("id", assignment.staffId()).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("staff-not-found", "没有这位同事，或已离职"));
        update(community, id, "owner_id = :value", assignment.staffId());
        events.add(community, id, Events.Kind.ASSIGNED, "交给 " + name);
        notices.tell(community, List.of(assignment.staffId()), new Notice("servicedesk", "%s %s 交给您：%s".formatted(held.kind().label(), held.number(), held.title()),
            null, "tickets/" + id, "ticket-owner:%d:%d:%d".formatted(id, assignment.staffId(), clock.instant().getEpochSecond())));
        audit.note("工单 " + held.number(), null, assignment);
    }

    /** 办结：说清责任和结果；还有任务单在办的不行。 @throws Problem 409 {@code order-open}, {@code ticket-ended} */
    void close(long community, long id, Closing closing) {
        CurrentUser.get().require(community, "servicedesk.close");
        var held = lock.open(community, id);
        refuseWhileUnderWay(community, id, held.number());
        jdbc.sql("""
            update servicedesk.ticket set state = 'CLOSED', paused_at = null, pause_reason = null, accepted_at = coalesce(accepted_at, :now), done_at = coalesce(done_at, :now), closed_at = :now,
                   responsibility = :responsibility, conclusion = :conclusion
             where community_id = :community and id = :id
            """).param("community", community).param("id", id).param("now", now()).param("responsibility", closing.responsibility().name())
            .param("conclusion", closing.conclusion().strip()).update();
        events.add(community, id, Events.Kind.CLOSED, "办结，责任：%s。%s".formatted(closing.responsibility().label(), closing.conclusion().strip()));
        followers.tell(each -> each.closed(community, held, closing.responsibility(), closing.conclusion().strip()));
        audit.note("工单 " + held.number(), null, closing);
    }

    /** 作废：登记错的、重复的。 @throws Problem 409 {@code order-open}, {@code ticket-ended} */
    void cancel(long community, long id, Reason reason) {
        CurrentUser.get().require(community, "servicedesk.close");
        var held = lock.open(community, id);
        refuseWhileUnderWay(community, id, held.number());
        followers.tell(each -> each.cancelling(community, held));
        jdbc.sql("update servicedesk.ticket set state = 'CANCELLED', paused_at = null, pause_reason = null, closed_at = :now, conclusion = :reason where community_id = :community and id = :id")
            .param("community", community).param("id", id).param("now", now()).param("reason", reason.reason().strip()).update();
        events.add(community, id, Events.Kind.CANCELLED, "作废：" + reason.reason().strip());
        audit.note("工单 " + held.number(), null, reason);
    }

    /** 重开：没办好的、又坏了的；期限从现在重新算。 @throws Problem 409 {@code ticket-open} */
    void reopen(long community, long id, Reason reason) {
        CurrentUser.get().require(community, "servicedesk.dispatch");
        var held = lock.any(community, id);
        if (!held.state().isEnded() && held.state() != TicketState.DONE) throw Problem.conflict("ticket-open", "工单 %s 正在办，不用重开", held.number());
        reopen(community, held, reason.reason().strip());
        audit.note("工单 " + held.number(), null, reason);
    }

    void reopen(long community, TicketLock.Held held, String reason) {
        var limit = limits.of(community, held.kind(), held.urgency());
        jdbc.sql("""
            update servicedesk.ticket set state = 'OPEN', done_at = null, closed_at = null, accepted_at = null, conclusion = null, responsibility = null,
                   reopened = reopened + 1, accept_due_at = :acceptDue, due_at = :due
             where community_id = :community and id = :id
            """).param("community", community).param("id", held.id()).param("acceptDue", limits.acceptBy(community, limit, clock.instant()).atOffset(ZoneOffset.UTC))
            .param("due", limits.finishBy(community, limit, clock.instant()).atOffset(ZoneOffset.UTC)).update();
        events.add(community, held.id(), Events.Kind.REOPENED, "重开：" + reason);
        followers.tell(each -> each.reopened(community, held.id()));
    }

    /** 任务单动了一步，工单的状态照还没了的任务单重新看：都停了就停，有在办的就在办，都办完就等回访。 */
    public void follow(long community, TicketLock.Held held) {
        follow(community, held, clock.instant());
    }

    /** @param when the step was taken, which a phone without network tells later */
    public void follow(long community, TicketLock.Held held, Instant when) {
        record Orders(long open, long paused, long finished) {}
        var orders = jdbc.sql("""
            select count(*) filter (where ended_at is null) open, count(*) filter (where state = 'PAUSED') paused, count(*) filter (where state = 'FINISHED') finished
              from servicedesk.work_order where community_id = :community and ticket_id = :ticket and round = :round
            """).param("community", community).param("ticket", held.id()).param("round", held.reopened()).query(Orders.class).single();
        var next = orders.open() == 0 ? orders.finished() > 0 ? TicketState.DONE : TicketState.OPEN
            : orders.paused() == orders.open() ? TicketState.PAUSED : TicketState.WORKING;
        if (next == held.state()) return;
        var at = held.pausedAt() != null && when.isBefore(held.pausedAt()) ? held.pausedAt() : when;
        var due = held.pausedAt() == null ? held.dueAt()
            : limits.resumed(community, limits.of(community, held.kind(), held.urgency()), held.dueAt(), held.pausedAt(), at);
        pauses.ended(community, held, at);
        jdbc.sql("""
            update servicedesk.ticket set state = :state, due_at = :due, paused_at = case when :state = 'PAUSED' then cast(:now as timestamptz) end,
                   done_at = case when :state = 'DONE' then cast(:now as timestamptz) end
             where community_id = :community and id = :id
            """).param("community", community).param("id", held.id()).param("state", next.name()).param("due", due.atOffset(ZoneOffset.UTC)).param("now", at.atOffset(ZoneOffset.UTC)).update();
    }

    /** 有人接了；第一个接的时间算数。 */
    public void accepted(long community, long id) {
        accepted(community, id, clock.instant());
    }

    public void accepted(long community, long id, Instant when) {
        update(community, id, "accepted_at = coalesce(accepted_at, :value)", when.atOffset(ZoneOffset.UTC));
    }

    private void refuseWhileUnderWay(long community, long id, String number) {
        var open = jdbc.sql("select number from servicedesk.work_order where community_id = :community and ticket_id = :id and ended_at is null order by id limit 1")
            .param("community", community).param("id", id).query(String.class).optional();
        if (open.isPresent()) throw Problem.conflict("order-open", "工单 %s 还有任务单 %s 在办，请先办完或收回", number, open.get());
    }

    private void update(long community, long id, String what, Object value) {
        jdbc.sql("update servicedesk.ticket set " + what + " where community_id = :community and id = :id").param("community", community).param("id", id)
            .param("value", value).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
