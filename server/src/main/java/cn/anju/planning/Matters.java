package cn.anju.planning;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.planning.MatterKind.Move;
import cn.anju.planning.MatterKind.Outcome;
import cn.anju.planning.MatterKind.Topic;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 建议、上报与重大事项：提交、再往上报、答复、落实；在谁手上谁办，每一步留下谁、几时、为什么。 */
@Service
class Matters {

    /** @param toId who is to answer; a major matter goes to the general manager without it */
    record NewMatter(@NotNull(message = "请选哪一种") MatterKind kind, @Nullable Topic topic, @NotBlank(message = "请写标题") @Size(max = 100, message = "最多 100 字") String title,
                     @NotBlank(message = "请写情况") @Size(max = 2000, message = "最多 2000 字") String content, @Nullable Long toId) {}

    record Raising(@NotBlank(message = "请写为什么往上报") @Size(max = 1000, message = "最多 1000 字") String why, @NotNull(message = "请选报给谁") Long toId) {}

    /** @param conclusion what was decided about a major matter */
    record Decision(@NotNull(message = "请选怎样答复") Outcome outcome, @Size(max = 1000, message = "最多 1000 字") @Nullable String conclusion,
                    @NotBlank(message = "请写几句理由或指示") @Size(max = 1000, message = "最多 1000 字") String reason, @Nullable Long executorId, @Nullable LocalDate dueOn) {}

    record Finishing(@NotBlank(message = "请写落实得怎样") @Size(max = 1000, message = "最多 1000 字") String result) {}

    record NewPaper(@NotBlank(message = "请写是什么文件") @Size(max = 100, message = "最多 100 字") String note, @NotNull(message = "请选要附上的文件") Long attachmentId) {}

    record Made(long id, String number) {}

    private record Held(String number, MatterKind kind, String title, long madeBy, @Nullable Superior rung, @Nullable Long holderId, @Nullable String holderName, @Nullable OffsetDateTime decidedAt,
                        @Nullable OffsetDateTime withdrawnAt, @Nullable Long decidedBy, @Nullable Long executorId, @Nullable String executorName, @Nullable OffsetDateTime doneAt) {}

    /** What one step leaves beside who and when. */
    private record Kept(Move move, String note, @Nullable Outcome outcome, @Nullable Superior rung, @Nullable Long toId, @Nullable String toName, @Nullable LocalDate dueOn, @Nullable Long attachmentId) {

        static Kept passed(Move move, String note, @Nullable Superior rung, @Nullable Long toId, @Nullable String toName) {
            return new Kept(move, note, null, rung, toId, toName, null, null);
        }
    }

    private record Late(long id, String number, MatterKind kind, String title, long madeBy, long decidedBy, long executorId, String executorName, LocalDate dueOn) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Receivers receivers;
    private final MatterList list;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Matters(JdbcClient jdbc, NumberSeries numbers, Receivers receivers, MatterList list, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.receivers = receivers;
        this.list = list;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 提交；同一个请求编号只提一次。
     *
     * @throws Problem 400 {@code topic-missing}, {@code receiver-missing}; 409 {@code level-skipped}, {@code department-crossed}, {@code nobody-above}
     */
    @Transactional
    Made submit(long community, @Nullable String key, NewMatter matter) {
        var user = CurrentUser.get();
        var kind = matter.kind();
        user.require(community, kind == MatterKind.MAJOR ? "planning.lead" : "planning.work");
        var earlier = jdbc.sql("select id, number from planning.matter where community_id = :community and request_key = :key and made_by = :me").param("community", community)
            .param("key", Assignments.requireKey(key)).param("me", user.id()).query(Made.class).optional();
        if (earlier.isPresent()) return earlier.get();
        if ((kind == MatterKind.PROPOSAL) != (matter.topic() != null)) throw Problem.invalid("topic-missing", kind == MatterKind.PROPOSAL ? "请选关于什么" : "只有建议分类别");
        var choice = receivers.choice(community, kind);
        var to = kind == MatterKind.MAJOR ? null : receivers.require(community, choice, matter.toId());
        var number = numbers.next("planning", community, kind.prefix, LocalDate.now(clock));
        var rung = kind == MatterKind.ESCALATION ? choice.who() : null;
        long id;
        try {
            id = jdbc.sql("""
                insert into planning.matter (community_id, number, request_key, kind, topic, title, content, made_at, made_by, made_name, rung, holder_id, holder_name)
                values (:community, :number, :key, :kind, :topic, :title, :content, :now, :me, :name, :rung, :holder, :holderName) returning id
                """).param("community", community).param("number", number).param("key", key).param("kind", kind.name()).param("topic", name(matter.topic())).param("title", matter.title().strip())
                .param("content", matter.content().strip()).param("now", now()).param("me", user.id()).param("name", user.name()).param("rung", name(rung))
                .param("holder", to == null ? null : to.id()).param("holderName", to == null ? null : to.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("idempotency-key-reused", "这个请求刚才已经送过，请刷新后看");
        }
        keep(community, id, user, Kept.passed(Move.SUBMIT, matter.content().strip(), rung, to == null ? null : to.id(), to == null ? null : to.name()));
        tell(community, id, to == null ? choice.people().stream().map(Receivers.Person::id).toList() : List.of(to.id()),
            "%s%s：%s".formatted(user.name(), kind == MatterKind.PROPOSAL ? "提了建议" : kind == MatterKind.ESCALATION ? "上报" : "报来重大事项", matter.title().strip()), "请您答复");
        audit.note(kind.label + " " + number, null, matter);
        return new Made(id, number);
    }

    /** 自己也办不了的，再报上一级，只能上一级。 @throws Problem 403 {@code matter-of-other}; 404 {@code matter-not-found}; 409 {@code matter-decided}, {@code matter-withdrawn}, {@code level-skipped}, {@code nobody-above} */
    @Transactional
    void raise(long community, long id, Raising raising) {
        var user = CurrentUser.get();
        var held = waiting(community, id, user);
        if (held.rung() == null) throw Problem.conflict("move-not-allowed", "%s不往上转，请直接答复", held.kind().label);
        var above = held.rung().above();
        var to = receivers.require(community, receivers.above(community, above), raising.toId());
        jdbc.sql("update planning.matter set rung = :rung, holder_id = :to, holder_name = :name where community_id = :community and id = :id").param("rung", above.name()).param("to", to.id())
            .param("name", to.name()).param("community", community).param("id", id).update();
        keep(community, id, user, Kept.passed(Move.RAISE, raising.why().strip(), above, to.id(), to.name()));
        tell(community, id, List.of(to.id()), "%s再往上报：%s".formatted(user.name(), held.title()), raising.why().strip());
        tell(community, id, List.of(held.madeBy()), "您上报的已报到%s：%s".formatted(above.label, held.title()), raising.why().strip());
        audit.note(held.kind().label + " " + held.number() + " 再往上报", null, raising);
    }

    /** 答复；采纳、同意的写明谁落实、到哪天。 @throws Problem 400 {@code outcome-of-other}, {@code executor-missing}, {@code executor-unwanted}, {@code due-past}, {@code conclusion-missing}; 403 {@code matter-of-other}; 409 {@code matter-decided}, {@code matter-withdrawn} */
    @Transactional
    void decide(long community, long id, Decision decision) {
        var user = CurrentUser.get();
        var held = waiting(community, id, user);
        var outcome = decision.outcome();
        if (outcome.kind != held.kind()) throw Problem.invalid("outcome-of-other", "%s的答复是%s", held.kind().label, held.kind().outcomeWords());
        var conclusion = held.kind() == MatterKind.MAJOR ? text(decision.conclusion()) : null;
        if (held.kind() == MatterKind.MAJOR && conclusion == null) throw Problem.invalid("conclusion-missing", "请写结论");
        var executor = executor(community, outcome, decision);
        jdbc.sql("""
            update planning.matter set outcome = :outcome, conclusion = :conclusion, reason = :reason, decided_at = :now, decided_by = :me, decided_name = :name,
                   executor_id = :executor, executor_name = :executorName, due_on = :due
             where community_id = :community and id = :id
            """).param("outcome", outcome.name()).param("conclusion", conclusion).param("reason", decision.reason().strip()).param("now", now()).param("me", user.id()).param("name", user.name())
            .param("executor", executor == null ? null : executor.id()).param("executorName", executor == null ? null : executor.name()).param("due", decision.dueOn())
            .param("community", community).param("id", id).update();
        keep(community, id, user, new Kept(Move.DECIDE, conclusion == null ? decision.reason().strip() : conclusion + "。理由：" + decision.reason().strip(), outcome, null,
            executor == null ? null : executor.id(), executor == null ? null : executor.name(), decision.dueOn(), null));
        tell(community, id, involved(community, id, held).filter(each -> each != user.id()).toList(), "%s：%s".formatted(outcome.label, held.title()), decision.reason().strip());
        if (executor != null && executor.id() != user.id())
            tell(community, id, List.of(executor.id()), "由您落实：%s".formatted(held.title()), "%s 前落实，办完了写结果".formatted(decision.dueOn()));
        audit.note(held.kind().label + " " + held.number() + " " + outcome.label, null, decision);
    }

    /** 落实的人报结果。 @throws Problem 403 {@code matter-of-other}; 409 {@code move-not-allowed} */
    @Transactional
    void finish(long community, long id, Finishing finishing) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        var held = held(community, id);
        if (held.executorId() == null) throw Problem.conflict("move-not-allowed", "%s %s没有要落实的", held.kind().label, held.number());
        if (!isHis(held.executorId(), user)) throw Problem.forbidden("matter-of-other", "这件事由 %s 落实", held.executorName());
        if (held.doneAt() != null) throw Problem.conflict("move-not-allowed", "%s %s已经落实了", held.kind().label, held.number());
        jdbc.sql("update planning.matter set result = :result, done_at = :now where community_id = :community and id = :id").param("result", finishing.result().strip()).param("now", now())
            .param("community", community).param("id", id).update();
        keep(community, id, user, Kept.passed(Move.FINISH, finishing.result().strip(), null, null, null));
        tell(community, id, involved(community, id, held).filter(each -> each != user.id()).toList(), "已落实：%s".formatted(held.title()), finishing.result().strip());
        audit.note(held.kind().label + " " + held.number() + " 落实", null, finishing);
    }

    /** 看得到的人都可以附文件。 @throws Problem 404 {@code matter-not-found}, {@code attachment-not-found} */
    @Transactional
    void attach(long community, long id, NewPaper paper) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        var matter = list.get(community, id).matter();
        try {
            keep(community, id, user, new Kept(Move.PAPER, paper.note().strip(), null, null, null, null, null, paper.attachmentId()));
        } catch (DataIntegrityViolationException _) {
            throw Problem.notFound("attachment-not-found", "没有这份文件，请重新上传");
        }
        audit.note(matter.kind().label + " " + matter.number() + " 附件", null, paper);
    }

    /** 过了期还没落实的，告诉落实的、答复的和提的人，一件一次。 @param day the day that is over */
    @Transactional
    void tellLate(long community, LocalDate day) {
        var late = jdbc.sql("""
            select id, number, kind, title, made_by, decided_by, executor_id, executor_name, due_on from planning.matter
             where community_id = :community and executor_id is not null and done_at is null and due_on <= :day
            """).param("community", community).param("day", day).query(Late.class).list();
        for (var each : late)
            notices.tell(community, List.of(each.executorId(), each.decidedBy(), each.madeBy()), new Notice(each.kind().label, "过期没有落实：%s".formatted(each.title()),
                "%s %s 落实，期限 %s".formatted(each.number(), each.executorName(), each.dueOn()), "matters/" + each.id(), "matter-late:" + each.id()));
    }

    private @Nullable CurrentUser executor(long community, Outcome outcome, Decision decision) {
        if (!outcome.isCarriedOut) {
            if (decision.executorId() != null || decision.dueOn() != null) throw Problem.invalid("executor-unwanted", "%s的，不写谁落实、到哪天", outcome.label);
            return null;
        }
        if (decision.executorId() == null || decision.dueOn() == null) throw Problem.invalid("executor-missing", "%s的，请写谁落实、到哪天", outcome.label);
        if (decision.dueOn().isBefore(LocalDate.now(clock))) throw Problem.invalid("due-past", "期限不能早于今天");
        return staff.of(decision.executorId()).filter(each -> each.may(community, "planning.work")).orElseThrow(() -> Problem.notFound("staff-not-found", "落实的人不在本小区，请另选一位"));
    }

    /** Locked, not answered yet, and in this person's hands: the second of two who answer at once is told so. */
    private Held waiting(long community, long id, CurrentUser user) {
        user.require(community, "planning.work");
        var held = held(community, id);
        var isMine = held.kind() == MatterKind.MAJOR ? staff.rolesOf(user, community).contains(Superior.MANAGER.role) : isHis(Objects.requireNonNull(held.holderId()), user);
        if (!isMine) throw Problem.forbidden("matter-of-other", "%s %s等%s答复", held.kind().label, held.number(), held.holderName() == null ? Superior.MANAGER.label : " " + held.holderName() + " ");
        if (user.id() == held.madeBy() && (held.kind() != MatterKind.MAJOR || user.deputyFor() != null)) throw Problem.forbidden("own-matter", "自己提的，不能代别人答复");
        if (held.decidedAt() != null) throw Problem.conflict("matter-decided", "%s %s已经答复了，请刷新后看", held.kind().label, held.number());
        if (held.withdrawnAt() != null) throw Problem.conflict("matter-withdrawn", "%s %s提的人已经撤回了", held.kind().label, held.number());
        return held;
    }

    private Held held(long community, long id) {
        return jdbc.sql("""
            select number, kind, title, made_by, rung, holder_id, holder_name, decided_at, withdrawn_at, decided_by, executor_id, executor_name, done_at
              from planning.matter where community_id = :community and id = :id for no key update
            """).param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("matter-not-found", "没有这件事"));
    }

    /** Who made it, whoever held it, who answered. */
    private Stream<Long> involved(long community, long id, Held held) {
        var handed = jdbc.sql("select to_id from planning.matter_step where community_id = :community and matter_id = :id and move in ('SUBMIT', 'RAISE', 'HAND') and to_id is not null")
            .param("community", community).param("id", id).query(Long.class).list();
        return Stream.concat(Stream.of(held.madeBy(), held.decidedBy()).filter(Objects::nonNull), handed.stream()).distinct();
    }

    private void keep(long community, long id, CurrentUser user, Kept step) {
        jdbc.sql("""
            insert into planning.matter_step (community_id, matter_id, move, note, outcome, rung, to_id, to_name, due_on, attachment_id, made_at, made_by, made_name)
            values (:community, :id, :move, :note, :outcome, :rung, :to, :toName, :due, :attachment, :now, :me, :name)
            """).param("community", community).param("id", id).param("move", step.move().name()).param("note", step.note()).param("outcome", name(step.outcome())).param("rung", name(step.rung()))
            .param("to", step.toId()).param("toName", step.toName()).param("due", step.dueOn()).param("attachment", step.attachmentId()).param("now", now()).param("me", user.id())
            .param("name", user.name()).update();
    }

    private void tell(long community, long id, List<Long> people, String title, String detail) {
        notices.tell(community, people, new Notice("建议与上报", title, detail, "matters/" + id, null));
    }

    private static boolean isHis(long whose, CurrentUser user) {
        return whose == user.id() || user.deputyFor() != null && user.deputyFor() == whose;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
