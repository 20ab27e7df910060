package cn.anju.servicedesk.complaint;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.assistance.Assistance;
import cn.anju.servicedesk.assistance.AssistanceFollower;
import cn.anju.servicedesk.ticket.Events;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 重大投诉：另编专档号，当时就报主任；要几个部门一起化解的，各有各的一份，各自答复。 */
@Service
@Transactional
class MajorComplaints implements AssistanceFollower {

    record Declaration(@NotBlank(message = "请写为什么是重大投诉") @Size(max = 500, message = "最多 500 字") String why) {}

    record NewPart(@NotBlank(message = "请选部门") String department, @NotBlank(message = "请写要这个部门办什么") @Size(max = 500, message = "最多 500 字") String task,
                   @NotNull(message = "请选请谁办") Long staffId, @NotNull(message = "请选哪天以前答复") LocalDate dueOn) {}

    record Answer(@NotBlank(message = "请写答复") @Size(max = 1000, message = "最多 1000 字") String answer) {}

    private final JdbcClient jdbc;
    private final Assistance assistance;
    private final ComplaintFiles files;
    private final Codes codes;
    private final NumberSeries numbers;
    private final Events events;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    MajorComplaints(JdbcClient jdbc, Assistance assistance, ComplaintFiles files, Codes codes, NumberSeries numbers, Events events, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.assistance = assistance;
        this.files = files;
        this.codes = codes;
        this.numbers = numbers;
        this.events = events;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 定为重大投诉。 @throws Problem 409 {@code complaint-major} when it is one already */
    void declare(long community, long id, Declaration declaration) {
        var held = files.toHandle(community, id);
        if (held.majorNumber() != null) throw Problem.conflict("complaint-major", "已经是重大投诉，专档号 %s", held.majorNumber());
        var number = numbers.next("servicedesk", community, "ZD", LocalDate.now(clock));
        jdbc.sql("""
            update servicedesk.complaint set major_number = :number, major_why = :why, major_at = :at, major_name = :name where community_id = :community and id = :id
            """).param("community", community).param("id", id).param("number", number).param("why", declaration.why().strip())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("name", CurrentUser.get().name()).update();
        notices.tellRole(community, "director", new Notice("servicedesk", "重大投诉 %s：%s".formatted(number, held.ticket().title()), declaration.why().strip(),
            "complaints/" + id, "complaint-major:" + id));
        events.add(community, held.ticket().id(), Events.Kind.CHANGED, "定为重大投诉 %s，已报主任：%s".formatted(number, declaration.why().strip()));
        audit.note("重大投诉 " + number, null, declaration);
    }

    /** 请一个部门的人办它的那一份，是一张协办单：通知他，上他的今日，过期看得见。 @throws Problem 400 {@code due-past}; 404 {@code code-unknown} */
    long ask(long community, long id, NewPart part) {
        var held = files.toHandle(community, id);
        codes.check(community, Codes.CodeKind.DEPARTMENT, part.department());
        if (part.dueOn().isBefore(LocalDate.now(clock))) throw Problem.invalid("due-past", "答复的日子不能早于今天");
        var user = CurrentUser.get();
        var department = codes.labels(community, Codes.CodeKind.DEPARTMENT).get(part.department());
        var asked = assistance.ask(community, new Assistance.Request(department, part.staffId(), part.task(), held.ticket().id(),
            part.dueOn().plusDays(1).atStartOfDay(clock.getZone()).minusSeconds(1).toInstant()));
        var made = jdbc.sql("""
            insert into servicedesk.complaint_part (community_id, complaint_id, department, task, due_on, asked_at, asked_by, asked_name, assistance_id)
            values (:community, :complaint, :department, :task, :due, :at, :by, :name, :assistance) returning id
            """).param("assistance", asked.id()).param("community", community).param("complaint", id).param("department", part.department()).param("task", part.task().strip())
            .param("due", part.dueOn()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).query(Long.class).single();
        audit.note("投诉卷宗 " + held.number(), null, part);
        return made;
    }

    /** 部门的答复；部门里办的人都可以答。 @throws Problem 404 {@code part-not-found}; 409 {@code part-answered}, {@code complaint-archived} */
    void answer(long community, long id, long part, Answer answer) {
        var held = files.any(community, id);
        if (held.archivedAt() != null) throw Problem.conflict("complaint-archived", "卷宗 %s 已经归档", held.number());
        record Part(boolean isAnswered, @Nullable Long assistanceId) {}
        var asked = jdbc.sql("""
            select answered_at is not null is_answered, assistance_id from servicedesk.complaint_part where community_id = :community and id = :part and complaint_id = :complaint for update
            """).param("community", community).param("part", part).param("complaint", id).query(Part.class).optional()
            .orElseThrow(() -> Problem.notFound("part-not-found", "没有交给部门的这一份"));
        if (asked.isAnswered()) throw Problem.conflict("part-answered", "这一份已经答复过了");
        if (asked.assistanceId() != null) {
            assistance.record(community, asked.assistanceId(), answer.answer());
            return;
        }
        jdbc.sql("update servicedesk.complaint_part set answer = :answer, answered_at = :at, answered_name = :name where community_id = :community and id = :part")
            .param("community", community).param("part", part).param("answer", answer.answer().strip()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("name", CurrentUser.get().name()).update();
        events.add(community, held.ticket().id(), Events.Kind.NOTE, "部门答复：" + answer.answer().strip(), true, null);
        audit.note("投诉卷宗 " + held.number(), null, answer);
    }

    /** What the assistance says is what the department says. */
    @Override
    public void answered(long community, long assistanceId, String answer) {
        jdbc.sql("""
            update servicedesk.complaint_part set answer = :answer, answered_at = :at, answered_name = :name where community_id = :community and assistance_id = :assistance
            """).param("community", community).param("assistance", assistanceId).param("answer", answer).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("name", CurrentUser.get().name()).update();
    }

    @Override
    public void sentBack(long community, long assistanceId) {
        jdbc.sql("update servicedesk.complaint_part set answer = null, answered_at = null, answered_name = null where community_id = :community and assistance_id = :assistance")
            .param("community", community).param("assistance", assistanceId).update();
    }
}
