package cn.anju.servicedesk.assistance;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.servicedesk.calendar.WorkCalendars;
import cn.anju.servicedesk.ticket.Events;
import cn.anju.servicedesk.ticket.TicketLock;
import cn.anju.setting.Settings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 协办单：请谁办什么、几时要答复；对方答复，请的人确认，不满意的退回再办。 */
@Service
@Transactional
public class Assistance {

    /** @param dueAt when the answer is wanted; by the setting unless given */
    public record Request(@NotBlank(message = "请写哪个部门") @Size(max = 40) String department, @NotNull(message = "请选请谁办") Long staffId,
                   @NotBlank(message = "请写办什么") @Size(max = 500) String request, @Nullable Long ticketId, @Nullable Instant dueAt) {}

    record Answer(@NotBlank(message = "请写答复") @Size(max = 1000) String answer) {}

    /** @param isDone false sends it back: then {@code remark} says what is missing */
    record Confirmation(boolean isDone, @Nullable @Size(max = 500) String remark) {}

    public record Sent(long id, String number, Instant dueAt) {}

    private record Held(long id, String number, @Nullable Long ticketId, long staffId, long sentBy, String state) {}

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final NumberSeries numbers;
    private final WorkCalendars calendars;
    private final Settings settings;
    private final TicketLock tickets;
    private final Events events;
    private final Notices notices;
    private final ObjectProvider<AssistanceFollower> followers;
    private final AuditTrail audit;
    private final Clock clock;

    Assistance(JdbcClient jdbc, StaffAccess staff, NumberSeries numbers, WorkCalendars calendars, Settings settings, TicketLock tickets, Events events, Notices notices, ObjectProvider<AssistanceFollower> followers, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.numbers = numbers;
        this.calendars = calendars;
        this.settings = settings;
        this.tickets = tickets;
        this.events = events;
        this.notices = notices;
        this.followers = followers;
        this.audit = audit;
        this.clock = clock;
    }

    /** 发协办单。 @throws Problem 400 {@code due-in-past}; 404 {@code staff-not-found}, {@code ticket-not-found}; 409 {@code ticket-ended} */
    Sent send(long community, Request request) {
        CurrentUser.get().require(community, "servicedesk.dispatch");
        return ask(community, request);
    }

    /** 替一件事请人协办；谁可以请由那件事说了算。 */
    public Sent ask(long community, Request request) {
        var user = CurrentUser.get();
        if (request.ticketId() != null) tickets.open(community, request.ticketId());
        var now = clock.instant();
        if (request.dueAt() != null && !request.dueAt().isAfter(now)) throw Problem.invalid("due-in-past", "要答复的时间须在以后");
        var due = request.dueAt() != null ? request.dueAt()
            : calendars.of(community).after(now, Duration.ofHours(settings.get(community, ServiceDeskSettings.ASSISTANCE_HOURS).longValueExact()));
        var name = staff.of(request.staffId()).filter(each -> each.belongsTo(community)).map(CurrentUser::name)
            .orElseThrow(() -> Problem.notFound("staff-not-found", "没有这位同事，或不在本小区"));
        var number = numbers.next("servicedesk", community, "XB", LocalDate.now(clock));
        var id = jdbc.sql("""
            insert into servicedesk.assistance (community_id, number, ticket_id, department, staff_id, request, due_at, sent_at, sent_by, sent_name)
            values (:community, :number, :ticket, :department, :staff, :request, :due, :now, :by, :name) returning id
            """).param("community", community).param("number", number).param("ticket", request.ticketId()).param("department", request.department().strip())
            .param("staff", request.staffId()).param("request", request.request().strip()).param("due", due.atOffset(ZoneOffset.UTC)).param("now", now())
            .param("by", user.id()).param("name", user.name()).query(Long.class).single();
        if (request.ticketId() != null)
            events.add(community, request.ticketId(), Events.Kind.CHANGED, "协办单 %s 请%s %s：%s".formatted(number, request.department().strip(), name, request.request().strip()), true, null);
        notices.tell(community, List.of(request.staffId()), new Notice("servicedesk", "协办单 %s：%s".formatted(number, request.request().strip()), "请按时答复",
            "assistance?id=" + id, "assistance:" + id));
        audit.note("协办单 " + number, null, request);
        return new Sent(id, number, due);
    }

    /** 答复：请到的人自己，或派工的人替他登记。 @throws Problem 404 {@code assistance-not-found}; 409 {@code assistance-state} */
    void answer(long community, long id, Answer answer) {
        var user = CurrentUser.get();
        var held = held(community, id, "SENT", "答复");
        if (!isFor(held, user) && !user.may(community, "servicedesk.dispatch")) throw unknown();
        write(community, held, answer.answer());
    }

    /** 替请到的人登记答复；谁可以登记由那件事说了算。 */
    public void record(long community, long id, String answer) {
        write(community, held(community, id, "SENT", "答复"), answer);
    }

    private void write(long community, Held held, String answer) {
        jdbc.sql("""
            update servicedesk.assistance set state = 'ANSWERED', answer = :answer, answered_at = :now, answered_name = :name where community_id = :community and id = :id
            """).param("community", community).param("id", held.id()).param("answer", answer.strip()).param("now", now()).param("name", CurrentUser.get().name()).update();
        followers.orderedStream().forEach(each -> each.answered(community, held.id(), answer.strip()));
        tell(community, held, "协办单 %s 答复：%s".formatted(held.number(), answer.strip()), "请确认", List.of(held.sentBy()));
        audit.note("协办单 " + held.number(), null, Map.of("answer", answer.strip()));
    }

    /** 请的人确认办到了；没办到的退回再办。 @throws Problem 400 {@code remark-missing}; 403 {@code not-permitted}; 404; 409 {@code assistance-state} */
    void confirm(long community, long id, Confirmation confirmation) {
        var user = CurrentUser.get();
        var held = held(community, id, "ANSWERED", "确认");
        if (held.sentBy() != user.id() && !user.may(community, "servicedesk.close")) throw Problem.forbidden("not-permitted", "协办单由请的人来确认");
        var remark = confirmation.remark() == null || confirmation.remark().isBlank() ? null : confirmation.remark().strip();
        if (!confirmation.isDone() && remark == null) throw Problem.invalid("remark-missing", "退回的，请写还差什么");
        if (confirmation.isDone())
            jdbc.sql("update servicedesk.assistance set state = 'CONFIRMED', ended_at = :now, ended_name = :name, remark = :remark where community_id = :community and id = :id")
                .param("community", community).param("id", id).param("now", now()).param("name", user.name()).param("remark", remark).update();
        else
            jdbc.sql("""
                update servicedesk.assistance set state = 'SENT', answer = null, answered_at = null, answered_name = null, remark = :remark where community_id = :community and id = :id
                """).param("community", community).param("id", id).param("remark", remark).update();
        if (!confirmation.isDone()) followers.orderedStream().forEach(each -> each.sentBack(community, id));
        tell(community, held, "协办单 %s %s".formatted(held.number(), confirmation.isDone() ? "已确认办到" : "退回再办：" + remark), null, List.of(held.staffId()));
        audit.note("协办单 " + held.number(), null, confirmation);
    }

    /** 不用办了。 @throws Problem 404 {@code assistance-not-found}; 409 {@code assistance-state} */
    void withdraw(long community, long id, Answer reason) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.dispatch");
        var held = held(community, id, "SENT", "撤回");
        jdbc.sql("update servicedesk.assistance set state = 'WITHDRAWN', ended_at = :now, ended_name = :name, remark = :remark where community_id = :community and id = :id")
            .param("community", community).param("id", id).param("now", now()).param("name", user.name()).param("remark", reason.answer().strip()).update();
        tell(community, held, "协办单 %s 撤回：%s".formatted(held.number(), reason.answer().strip()), null, List.of(held.staffId()));
        audit.note("协办单 " + held.number(), null, reason);
    }

    private void tell(long community, Held held, String what, @Nullable String detail, List<Long> whom) {
        if (held.ticketId() != null) events.add(community, held.ticketId(), Events.Kind.CHANGED, what, true, null);
        notices.tell(community, whom, new Notice("servicedesk", what, detail, "assistance?id=" + held.id(), null));
    }

    private Held held(long community, long id, String state, String what) {
        var held = jdbc.sql("select id, number, ticket_id, staff_id, sent_by, state from servicedesk.assistance where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(Assistance::unknown);
        if (!held.state().equals(state)) throw Problem.conflict("assistance-state", "协办单 %s 现在不能%s，请刷新看看", held.number(), what);
        return held;
    }

    private static boolean isFor(Held held, CurrentUser user) {
        return held.staffId() == user.id() || user.deputyFor() != null && user.deputyFor() == held.staffId();
    }

    private static Problem unknown() {
        return Problem.notFound("assistance-not-found", "没有这张协办单");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
