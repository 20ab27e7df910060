package cn.anju.planning;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.planning.DocumentKind.Category;
import cn.anju.planning.DocumentKind.State;
import cn.anju.planning.PlanningApprovals.Rank;
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

/** 公文与体系文件：来文登记、交承办，自己写的编制、审核、批准三步；改就另起一版，批了旧版自动退下。 */
@Service
class Documents {

    static final String KIND = "document";

    /**
     * @param party who sent it, whom it goes to, or who issued the rule
     * @param dueOn a letter is to be answered by then, a standing document to be looked through again by then
     * @param handlerId who answers the letter
     */
    record NewDocument(@NotNull(message = "请选哪一种") DocumentKind kind, @NotNull(message = "请选归哪一类") Category category,
                       @NotBlank(message = "请写题目") @Size(max = 100, message = "最多 100 字") String title, @Size(max = 40, message = "最多 40 字") @Nullable String paperNumber,
                       @Size(max = 60, message = "最多 60 字") @Nullable String party, @Size(max = 100, message = "最多 100 字") @Nullable String scope,
                       @NotBlank(message = "请写正文或摘要") @Size(max = 20_000, message = "最多两万字") String content, @NotNull(message = "请填日期") LocalDate datedOn,
                       @Nullable LocalDate dueOn, @Nullable Long handlerId, @Size(max = 300, message = "最多 300 字") @Nullable String changeNote) {}

    record NewVersion(@NotBlank(message = "请写改了什么、为什么改") @Size(max = 300, message = "最多 300 字") String changeNote) {}

    record Handling(@NotBlank(message = "请写办得怎样") @Size(max = 1000, message = "最多 1000 字") String result) {}

    record Withdrawal(@NotBlank(message = "请写为什么") @Size(max = 300, message = "最多 300 字") String why) {}

    record Made(long id, String number) {}

    /** @param approval the request that waits; null for the general manager's own */
    record Submitted(@Nullable Long approval) {}

    record Held(String number, int version, DocumentKind kind, String title, State state, long madeBy, @Nullable Long previousId, @Nullable Long handlerId, boolean isFiled) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Approvals approvals;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Documents(JdbcClient jdbc, NumberSeries numbers, Approvals approvals, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.approvals = approvals;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 登记来文、法规，或起草；同一个请求编号只算一份。 @throws Problem 400 {@code due-past}; 404 {@code staff-not-found}; 409 {@code document-exists} */
    @Transactional
    Made enter(long community, @Nullable String key, NewDocument document) {
        var user = CurrentUser.get();
        user.require(community, "planning.papers");
        var earlier = jdbc.sql("select id, number from planning.document where community_id = :community and request_key = :key and made_by = :me").param("community", community)
            .param("key", Assignments.requireKey(key)).param("me", user.id()).query(Made.class).optional();
        if (earlier.isPresent()) return earlier.get();
        if (document.dueOn() != null && document.dueOn().isBefore(document.datedOn())) throw Problem.invalid("due-past", "期限不能早于文件的日期");
        var handler = document.handlerId() == null ? null : staff.of(document.handlerId()).filter(each -> each.belongsTo(community))
            .orElseThrow(() -> Problem.notFound("staff-not-found", "承办的人不在本小区，请另选一位"));
        var number = numbers.next("planning", community, document.kind().prefix, LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into planning.document (community_id, number, request_key, kind, category, title, paper_number, party, scope, content, dated_on, due_on, handler_id, handler_name, state,
                       made_at, made_by, made_name)
                values (:community, :number, :key, :kind, :category, :title, :paper, :party, :scope, :content, :dated, :due, :handler, :handlerName, :state, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("key", key).param("kind", document.kind().name()).param("category", document.category().name())
                .param("title", document.title().strip()).param("paper", text(document.paperNumber())).param("party", text(document.party())).param("scope", text(document.scope()))
                .param("content", document.content().strip()).param("dated", document.datedOn()).param("due", document.dueOn()).param("handler", handler == null ? null : handler.id())
                .param("handlerName", handler == null ? null : handler.name()).param("state", (document.kind().isOurs() ? State.DRAFT : State.CURRENT).name())
                .param("now", now()).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("document-exists", "刚才已经登记过，请刷新后看");
        }
        if (handler != null && handler.id() != user.id())
            notices.tell(community, List.of(handler.id()), new Notice("公文", "请办：%s".formatted(document.title().strip()), document.dueOn() == null ? number : "%s，%s 前办复".formatted(number, document.dueOn()),
                "documents/" + id, "document-handler:" + id));
        audit.note("文件 " + number, null, document);
        return new Made(id, number);
    }

    /** 改草稿。 @throws Problem 403 {@code document-of-other}; 409 {@code document-submitted} */
    @Transactional
    void change(long community, long id, NewDocument changed) {
        var held = mine(community, id);
        if (held.state() != State.DRAFT) throw submitted();
        if (held.version() > 1 && text(changed.changeNote()) == null) throw Problem.invalid("change-note-missing", "请写改了什么、为什么改");
        jdbc.sql("""
            update planning.document set category = :category, title = :title, paper_number = :paper, party = :party, scope = :scope, content = :content, dated_on = :dated, due_on = :due,
                   change_note = coalesce(:note, change_note) where community_id = :community and id = :id
            """).param("category", changed.category().name()).param("title", changed.title().strip()).param("paper", text(changed.paperNumber())).param("party", text(changed.party()))
            .param("scope", text(changed.scope())).param("content", changed.content().strip()).param("dated", changed.datedOn()).param("due", changed.dueOn())
            .param("note", text(changed.changeNote())).param("community", community).param("id", id).update();
        audit.note("文件 %s 改".formatted(held.number()), null, changed);
    }

    /** 送审：审核一步、批准一步，都不是编的人。 @throws Problem 409 {@code document-submitted} */
    @Transactional
    Submitted submit(long community, long id) {
        var held = mine(community, id);
        if (held.state() != State.DRAFT) throw submitted();
        jdbc.sql("update planning.document set state = 'CHECKING', submitted_at = :now, answer = null where community_id = :community and id = :id")
            .param("now", now()).param("community", community).param("id", id).update();
        audit.note("文件 %s 送审".formatted(held.number()), null, null);
        var rank = Rank.of(CurrentUser.get(), community, staff).orElse(Rank.DIRECTOR);
        return new Submitted(approvals.submit(community, new Submission(rank.key(KIND), id, "%s：%s".formatted(held.kind().label, held.title()), null, "请审批",
            List.of(new Fact("编号", held.number()), new Fact("版本", "第 %d 版".formatted(held.version()))), "documents/" + id)));
    }

    /** 批了：这一版现行，旧版退下。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void approved(long community, long id, List<Approvals.Signature> signatures) {
        var held = held(community, id);
        jdbc.sql("update planning.document set state = 'SUPERSEDED' where community_id = :community and number = :number and state = 'CURRENT'")
            .param("community", community).param("number", held.number()).update();
        var review = signatures.size() > 1 ? signatures.getFirst() : null;
        var last = signatures.getLast();
        jdbc.sql("""
            update planning.document set state = 'CURRENT', reviewed_at = :reviewedAt, reviewed_name = :reviewed, approved_at = :approvedAt, approved_name = :approved
             where community_id = :community and id = :id
            """).param("reviewedAt", review == null ? null : review.madeAt().atOffset(ZoneOffset.UTC)).param("reviewed", review == null ? null : review.name())
            .param("approvedAt", last.madeAt().atOffset(ZoneOffset.UTC)).param("approved", last.name()).param("community", community).param("id", id).update();
    }

    /** 退回：回到草稿，原因写在上面。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void rejected(long community, long id, String why) {
        jdbc.sql("update planning.document set state = 'DRAFT', submitted_at = null, answer = :why where community_id = :community and id = :id")
            .param("why", text(why)).param("community", community).param("id", id).update();
    }

    /** 修订：照现行的起一版草稿。 @throws Problem 409 {@code document-not-current}, {@code version-open} */
    @Transactional
    Made revise(long community, long id, NewVersion version) {
        var user = CurrentUser.get();
        user.require(community, "planning.papers");
        var held = held(community, id);
        if (held.state() != State.CURRENT || !held.kind().isStanding()) throw Problem.conflict("document-not-current", "只有现行的体系文件、制度、岗位文件和法规能修订");
        try {
            // Of a rule from outside the new version stands as it comes, but its text is first brought up to date.
            var made = jdbc.sql("""
                insert into planning.document (community_id, number, version, previous_id, request_key, kind, category, title, paper_number, party, scope, content, change_note, dated_on, due_on, state,
                       made_at, made_by, made_name)
                select community_id, number, version + 1, id, :key, kind, category, title, paper_number, party, scope, content, :note, :today, due_on, 'DRAFT', :now, :me, :name
                  from planning.document where community_id = :community and id = :id returning id
                """).param("key", java.util.UUID.randomUUID().toString()).param("note", version.changeNote().strip()).param("today", LocalDate.now(clock)).param("now", now()).param("me", user.id())
                .param("name", user.name()).param("community", community).param("id", id).query(Long.class).single();
            audit.note("文件 %s 修订".formatted(held.number()), null, version);
            return new Made(made, held.number());
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("version-open", "这份文件已经有一版在改，请打开那一版");
        }
    }

    /** 法规的新版本不用审批：照公布的登好就现行。 @throws Problem 409 {@code document-submitted}, {@code approval-needed} */
    @Transactional
    void enforce(long community, long id) {
        var held = mine(community, id);
        if (held.state() != State.DRAFT) throw submitted();
        if (held.kind().isOurs()) throw Problem.conflict("approval-needed", "自己编的文件要经审核、批准，请送审");
        jdbc.sql("update planning.document set state = 'SUPERSEDED' where community_id = :community and number = :number and state = 'CURRENT'")
            .param("community", community).param("number", held.number()).update();
        jdbc.sql("update planning.document set state = 'CURRENT' where community_id = :community and id = :id").param("community", community).param("id", id).update();
        audit.note("文件 %s 第 %d 版现行".formatted(held.number(), held.version()), null, null);
    }

    /** 来文办结，由承办的人写；没有定承办的由管文书的写。 @throws Problem 403 {@code handler-only}; 409 {@code document-not-open} */
    @Transactional
    void handle(long community, long id, Handling handling) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        var held = held(community, id);
        if (held.handlerId() == null ? !user.may(community, "planning.papers") : held.handlerId() != user.id() && !held.handlerId().equals(user.deputyFor()))
            throw Problem.forbidden("handler-only", "由承办的人写办理结果");
        if (held.kind() != DocumentKind.RECEIVED || held.state() != State.CURRENT) throw Problem.conflict("document-not-open", "这份文件不在办理中");
        jdbc.sql("update planning.document set state = 'DONE', result = :result, done_at = :now, done_by = :me, done_name = :name where community_id = :community and id = :id")
            .param("result", handling.result().strip()).param("now", now()).param("me", user.id()).param("name", user.name()).param("community", community).param("id", id).update();
        audit.note("来文 %s 办结".formatted(held.number()), null, handling);
    }

    /** 废止现行的，或作废草稿；编号留着。 @throws Problem 409 {@code document-ended} */
    @Transactional
    void withdraw(long community, long id, Withdrawal withdrawal) {
        var user = CurrentUser.get();
        user.require(community, "planning.papers");
        var held = held(community, id);
        if (held.state() != State.DRAFT && (held.state() != State.CURRENT || !held.kind().isStanding())) throw Problem.conflict("document-ended", "这一份不能废止：只有草稿和现行的版本可以");
        jdbc.sql("update planning.document set state = 'WITHDRAWN', withdrawn_at = :now, withdrawn_name = :name, withdrawn_why = :why where community_id = :community and id = :id")
            .param("now", now()).param("name", user.name()).param("why", withdrawal.why().strip()).param("community", community).param("id", id).update();
        audit.note("文件 %s 第 %d 版废止".formatted(held.number(), held.version()), null, withdrawal);
    }

    private Held mine(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "planning.papers");
        var held = held(community, id);
        if (held.madeBy() != user.id() && !Long.valueOf(held.madeBy()).equals(user.deputyFor())) throw Problem.forbidden("document-of-other", "草稿由编的人自己改、自己送审");
        return held;
    }

    /** The document, locked. @throws Problem 404 {@code document-not-found} */
    Held held(long community, long id) {
        return jdbc.sql("""
            select number, version, kind, title, state, made_by, previous_id, handler_id, filed_at is not null is_filed from planning.document
             where community_id = :community and id = :id for no key update
            """).param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("document-not-found", "没有这份文件"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Problem submitted() {
        return Problem.conflict("document-submitted", "这份文件已经送审或定了，要改请另起一版");
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
