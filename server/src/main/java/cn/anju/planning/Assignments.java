package cn.anju.planning;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.planning.TaskState.Move;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 任务：交办的人下，承办的人签收、报进展、办完回执，交办的人确认或退回；过了期两头都收到消息。 */
@Service
class Assignments {

    record NewTask(@NotNull(message = "请选哪一种") TaskKind kind, @NotBlank(message = "请写什么事") @Size(max = 100, message = "最多 100 字") String title,
                   @Size(max = 1000, message = "最多 1000 字") @Nullable String detail, @NotNull(message = "请选谁办") Long staffId, @NotNull(message = "请填期限") LocalDate dueOn) {}

    /** @param percent for the progress; without it it stays as it is */
    record Step(@NotNull(message = "请写明做哪一步") Move move, @Size(max = 1000, message = "最多 1000 字") @Nullable String note,
                @Min(value = 0, message = "进度在 0 到 100 之间") @Max(value = 100, message = "进度在 0 到 100 之间") @Nullable Integer percent) {}

    record Made(long id, String number) {}

    /** 系统到了日子替人交办的。 */
    record Raised(String title, String detail, long staffId, String staffName, long givenBy, String givenName, LocalDate dueOn) {}

    private record Held(String number, String title, long staffId, String staffName, long givenBy, TaskState state) {}

    private record Late(long id, String number, String title, long staffId, String staffName, long givenBy, LocalDate dueOn) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Assignments(JdbcClient jdbc, NumberSeries numbers, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 下任务；同一个请求编号只下一次。 @throws Problem 400 {@code idempotency-key-missing}, {@code due-past}, {@code kind-of-meeting}; 404 {@code staff-not-found} */
    @Transactional
    Made give(long community, @Nullable String key, NewTask task) {
        var user = CurrentUser.get();
        user.require(community, task.kind() == TaskKind.HELP ? "planning.work" : "planning.lead");
        if (task.kind() == TaskKind.MEETING) throw Problem.invalid("kind-of-meeting", "会议的任务写在纪要里");
        var earlier = jdbc.sql("select id, number from planning.task where community_id = :community and request_key = :key and given_by = :me").param("community", community)
            .param("key", requireKey(key)).param("me", user.id()).query(Made.class).optional();
        return earlier.orElseGet(() -> add(community, requireKey(key), task, null));
    }

    /** A task of the minutes. */
    @Transactional(propagation = Propagation.MANDATORY)
    Made add(long community, String key, NewTask task, @Nullable Long meeting) {
        var user = CurrentUser.get();
        if (task.dueOn().isBefore(LocalDate.now(clock))) throw Problem.invalid("due-past", "期限不能早于今天");
        var doer = staff.of(task.staffId()).filter(each -> each.belongsTo(community)).orElseThrow(() -> Problem.notFound("staff-not-found", "承办的人不在本小区，请另选一位"));
        var number = numbers.next("planning", community, "DB", LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into planning.task (community_id, number, request_key, kind, title, detail, staff_id, staff_name, given_by, given_name, given_at, due_on, meeting_id)
                values (:community, :number, :key, :kind, :title, :detail, :doer, :doerName, :me, :name, :now, :due, :meeting) returning id
                """).param("community", community).param("number", number).param("key", key).param("kind", task.kind().name()).param("title", task.title().strip())
                .param("detail", text(task.detail())).param("doer", doer.id()).param("doerName", doer.name()).param("me", user.id()).param("name", user.name()).param("now", now())
                .param("due", task.dueOn()).param("meeting", meeting).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("idempotency-key-reused", "这个请求刚才已经送过，请刷新后看");
        }
        if (doer.id() != user.id())
            notices.tell(community, List.of(doer.id()), new Notice("任务", "%s交办：%s".formatted(user.name(), task.title().strip()), "%s 前办完，请签收".formatted(task.dueOn()), "tasks/" + id, "task-given:" + id));
        audit.note("任务 " + number, null, task);
        return new Made(id, number);
    }

    /** 到了日子该办的，替登记的人交办，一个编号一次。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void raise(long community, String key, Raised task) {
        var isRaised = jdbc.sql("select exists (select from planning.task where community_id = :community and request_key = :key)").param("community", community).param("key", key)
            .query(Boolean.class).single();
        if (isRaised) return;
        jdbc.sql("""
            insert into planning.task (community_id, number, request_key, kind, title, detail, staff_id, staff_name, given_by, given_name, given_at, due_on)
            values (:community, :number, :key, 'ASSIGNED', :title, :detail, :doer, :doerName, :by, :byName, :now, :due) on conflict do nothing
            """).param("community", community).param("number", numbers.next("planning", community, "DB", LocalDate.now(clock))).param("key", key)
            .param("title", task.title().substring(0, Math.min(task.title().length(), 100))).param("detail", task.detail()).param("doer", task.staffId()).param("doerName", task.staffName())
            .param("by", task.givenBy()).param("byName", task.givenName()).param("now", now()).param("due", task.dueOn()).update();
    }

    /** 交办的事已经办了，任务跟着了结：没签收的也算签收，不等交办的人再确认。没有这件任务、已经了结的，什么也不做。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void settle(long community, String key, String result) {
        var user = CurrentUser.get();
        jdbc.sql("""
            with settled as (
                update planning.task set state = 'CONFIRMED', taken_at = coalesce(taken_at, :now), percent = 100, result = coalesce(result, :result), done_at = coalesce(done_at, :now),
                       confirmed_at = :now, confirmed_name = :name
                 where community_id = :community and request_key = :key and state in ('GIVEN', 'TAKEN', 'DONE') returning id)
            insert into planning.task_move (community_id, task_id, move, note, made_at, made_by, made_name)
            select :community, id, move, :result, :now, :me, :name from settled cross join unnest(array['FINISH', 'CONFIRM']) move
            """).param("community", community).param("key", key).param("result", result).param("now", now()).param("me", user.id()).param("name", user.name()).update();
    }

    /** 走一步。 @throws Problem 400 {@code note-missing}; 403 {@code task-of-other}; 404 {@code task-not-found}; 409 {@code move-not-allowed} */
    @Transactional
    void move(long community, long id, Step step) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        var held = jdbc.sql("select number, title, staff_id, staff_name, given_by, state from planning.task where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("task-not-found", "没有这件任务"));
        var move = step.move();
        if (user.id() != (move.isOfDoer ? held.staffId() : held.givenBy()))
            throw Problem.forbidden("task-of-other", move.isOfDoer ? "这件任务由 %s 办".formatted(held.staffName()) : "由交办的人%s".formatted(move.label));
        var to = held.state().after(move);
        var note = text(step.note());
        if (move.needsNote && note == null) throw Problem.invalid("note-missing", move == Move.FINISH ? "请写办得怎样" : "请写几句说明");
        jdbc.sql("""
            update planning.task set state = :to, taken_at = case when :move = 'TAKE' then :now else taken_at end,
                   percent = case when :move = 'FINISH' then 100 else coalesce(:percent::int, percent) end,
                   result = case :move when 'FINISH' then :note when 'SEND_BACK' then null else result end, done_at = case :move when 'FINISH' then :now when 'SEND_BACK' then null else done_at end,
                   confirmed_at = case when :move = 'CONFIRM' then :now end, confirmed_name = case when :move = 'CONFIRM' then :name end
             where community_id = :community and id = :id
            """).param("to", to.name()).param("move", move.name()).param("now", now()).param("percent", move == Move.REPORT ? step.percent() : null).param("note", note)
            .param("name", user.name()).param("community", community).param("id", id).update();
        jdbc.sql("""
            insert into planning.task_move (community_id, task_id, move, percent, note, made_at, made_by, made_name) values (:community, :id, :move, :percent, :note, :now, :me, :name)
            """).param("community", community).param("id", id).param("move", move.name()).param("percent", move == Move.REPORT ? step.percent() : null).param("note", note)
            .param("now", now()).param("me", user.id()).param("name", user.name()).update();
        var other = move.isOfDoer ? held.givenBy() : held.staffId();
        if (other != user.id() && move != Move.TAKE && move != Move.REPORT)
            notices.tell(community, List.of(other), new Notice("任务", "%s%s：%s".formatted(user.name(), move.label, held.title()), note, "tasks/" + id, null));
        audit.note("任务 " + held.number() + " " + move.label, null, step);
    }

    /** 过了期还没办完的，告诉承办的人和交办的人，一件一次。 @param day the day that is over */
    @Transactional
    void tellLate(long community, LocalDate day) {
        var late = jdbc.sql("""
            select id, number, title, staff_id, staff_name, given_by, due_on from planning.task where community_id = :community and state in ('GIVEN', 'TAKEN') and due_on <= :day
            """).param("community", community).param("day", day).query(Late.class).list();
        for (var task : late)
            notices.tell(community, List.of(task.staffId(), task.givenBy()), new Notice("任务", "任务过期：%s".formatted(task.title()), "%s %s 承办，期限 %s".formatted(task.number(), task.staffName(), task.dueOn()),
                "tasks/" + task.id(), "task-late:" + task.id()));
    }

    static String requireKey(@Nullable String key) {
        if (key == null) throw Problem.invalid("idempotency-key-missing", "登记的请求须带 16 至 64 个字符的请求编号（Idempotency-Key）");
        if (key.length() < 16 || key.length() > 64) throw Problem.invalid("idempotency-key-invalid", "请求编号（Idempotency-Key）须为 16 至 64 个字符");
        return key;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
