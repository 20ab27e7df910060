package cn.anju.engagement;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.engagement.GatheringState.Move;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 活动与座谈：方案主任批了才办，办完有人来过、意见条条有答复，才总结得了。 */
@Service
class Gatherings {

    enum Kind {
        CULTURE("社区文化活动", true), CAMPAIGN("服务活动", true), BRAND("品牌与形象", true), FORUM("客户座谈会", false), OWNER_MEETING("业主见面会", false);

        final String label;
        /** Whether its plan goes to the director even when it costs nothing. */
        final boolean needsPlan;

        Kind(String label, boolean needsPlan) {
            this.label = label;
            this.needsPlan = needsPlan;
        }
    }

    /**
     * @param signUpUntil the last day; none: nobody needs to sign up
     * @param capacity people; none: as many as like
     * @param areaId the steward's area whose owners are asked; none: all
     */
    record Plan(@NotNull(message = "请选种类") Kind kind, @NotBlank(message = "请填名称") @Size(max = 60, message = "名称最多 60 字") String title,
                @NotBlank(message = "请写方案：为什么办、怎么办、谁负责") @Size(max = 2000, message = "最多 2000 字") String plan, @NotBlank(message = "请填地点") @Size(max = 60) String place,
                @NotNull(message = "请填开始时间") Instant startsAt, @NotNull(message = "请填结束时间") Instant endsAt, @Nullable LocalDate signUpUntil,
                @Nullable @Min(value = 1, message = "至少 1 人") @Max(value = 100_000, message = "最多 100000 人") Integer capacity, @NotNull(message = "请填预算，没有就填 0") Money budget, @Nullable Long areaId) {}

    record Minutes(@NotBlank(message = "请写经过") @Size(max = 3000, message = "最多 3000 字") String minutes) {}

    record Summary(@NotBlank(message = "请写总结与效果") @Size(max = 2000, message = "最多 2000 字") String effect) {}

    record Reason(@NotBlank(message = "请写原因") @Size(max = 200, message = "最多 200 字") String reason) {}

    record Made(long id, String number) {}

    record Submitted(long approvalId) {}

    /** 占住的一次。 */
    record Held(long id, String number, Kind kind, String title, String plan, String place, Instant startsAt, @Nullable LocalDate signUpUntil, @Nullable Integer capacity,
                Money budget, GatheringState state, long madeBy) {

        boolean needsApproval() {
            return kind.needsPlan || budget.yuan().signum() > 0;
        }
    }

    static final String APPROVAL = "gathering";

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Approvals approvals;
    private final AuditTrail audit;
    private final Clock clock;

    Gatherings(JdbcClient jdbc, NumberSeries numbers, Approvals approvals, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.approvals = approvals;
        this.audit = audit;
        this.clock = clock;
    }

    /** 拟方案。 @throws Problem 400 {@code times-reversed}, {@code budget-invalid}, {@code starts-in-past}; 404 {@code area-not-found} */
    @Transactional
    Made draft(long community, Plan plan) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        check(community, plan);
        var number = numbers.next("engagement", community, "HD", LocalDate.now(clock));
        var id = jdbc.sql("""
            insert into engagement.gathering (community_id, number, kind, title, plan, place, starts_at, ends_at, sign_up_until, capacity, budget, area_id, made_at, made_by, made_name)
            values (:community, :number, :kind, :title, :plan, :place, :starts, :ends, :until, :capacity, :budget, :area, :now, :me, :name) returning id
            """).param("community", community).param("number", number).params(values(plan)).param("now", now()).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        audit.note("活动 " + number, null, plan);
        return new Made(id, number);
    }

    /** 改方案；送批以后不变，退回了才能改。 @throws Problem 403 {@code draft-of-other}; 409 {@code move-not-allowed} */
    @Transactional
    void write(long community, long id, Plan plan) {
        var held = drafted(community, id, Move.SUBMIT);
        check(community, plan);
        jdbc.sql("""
            update engagement.gathering set kind = :kind, title = :title, plan = :plan, place = :place, starts_at = :starts, ends_at = :ends, sign_up_until = :until, capacity = :capacity,
                   budget = :budget, area_id = :area
             where community_id = :community and id = :id
            """).params(values(plan)).param("community", community).param("id", id).update();
        audit.note("活动 " + held.number(), Map.of("plan", held.plan(), "budget", held.budget()), plan);
    }

    /** 送主任批。 */
    @Transactional
    Submitted submit(long community, long id) {
        var held = drafted(community, id, Move.SUBMIT);
        if (!held.needsApproval()) throw Problem.conflict("approval-not-needed", "%s没有预算，不用批，直接定下", held.kind().label);
        set(community, held, Move.SUBMIT, "submitted_at = :now, review_note = null", Map.of());
        return new Submitted(approvals.submit(community, new Submission(APPROVAL, id, held.number() + "　" + held.title(), held.budget(),
            held.plan().substring(0, Math.min(held.plan().length(), 300)), List.of(new Fact("种类", held.kind().label), new Fact("地点", held.place()),
                new Fact("时间", held.startsAt().atZone(clock.getZone()).toLocalDateTime().toString().replace('T', ' ')), new Fact("预算", held.budget() + " 元")), "gatherings/" + id)));
    }

    /** 没有预算的座谈、见面会，自己定下。 @throws Problem 409 {@code approval-needed} */
    @Transactional
    void announce(long community, long id) {
        var held = drafted(community, id, Move.ANNOUNCE);
        if (held.needsApproval()) throw Problem.conflict("approval-needed", "%s要主任批方案，请送批", held.budget().yuan().signum() > 0 ? "有预算的" : held.kind().label);
        set(community, held, Move.ANNOUNCE, "submitted_at = :now", Map.of());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void approved(long community, long id) {
        set(community, held(community, id), Move.APPROVE, "reviewed_at = :now, reviewed_name = :name", Map.of());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void rejected(long community, long id, String why) {
        set(community, held(community, id), Move.RETURN, "review_note = :note", Map.of("note", why));
    }

    /** 办了，记下经过。 @throws Problem 409 {@code not-begun} */
    @Transactional
    void hold(long community, long id, Minutes minutes) {
        CurrentUser.get().require(community, "engagement.write");
        var held = held(community, id);
        if (held.startsAt().isAfter(clock.instant())) throw Problem.conflict("not-begun", "还没有到开始的时间，办了再记");
        set(community, held, Move.HOLD, "held_at = :now, held_by = :me, held_name = :name, minutes = :minutes", Map.of("minutes", minutes.minutes().strip()));
    }

    /** 总结。 @throws Problem 409 {@code gathering-unfinished} while nobody signed in or an opinion has no answer */
    @Transactional
    void close(long community, long id, Summary summary) {
        CurrentUser.get().require(community, "engagement.write");
        var held = held(community, id);
        held.state().after(Move.CLOSE);
        record Left(long came, long unanswered) {}
        var left = jdbc.sql("""
            select (select count(*) from engagement.gathering_guest where community_id = :community and gathering_id = :id and came is not null) came,
                   (select count(*) from engagement.gathering_opinion where community_id = :community and gathering_id = :id and answer is null) unanswered
            """).param("community", community).param("id", id).query(Left.class).single();
        var missing = new ArrayList<String>();
        if (left.came() == 0) missing.add("还没有人签到");
        if (left.unanswered() > 0) missing.add("还有 %d 条意见没有答复".formatted(left.unanswered()));
        if (!missing.isEmpty()) throw Problem.conflict("gathering-unfinished", "%s，补上再总结", String.join("，", missing));
        set(community, held, Move.CLOSE, "closed_at = :now, closed_by = :me, closed_name = :name, effect = :effect", Map.of("effect", summary.effect().strip()));
    }

    @Transactional
    void cancel(long community, long id, Reason reason) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        var held = held(community, id);
        if (held.madeBy() != user.id()) user.require(community, "engagement.manage");
        set(community, held, Move.CANCEL, "cancelled_at = :now, cancelled_name = :name, cancelled_why = :why", Map.of("why", reason.reason().strip()));
    }

    /** @throws Problem 404 {@code gathering-not-found} */
    Held held(long community, long id) {
        return jdbc.sql("""
            select id, number, kind, title, plan, place, starts_at, sign_up_until, capacity, budget, state, made_by from engagement.gathering
             where community_id = :community and id = :id for no key update
            """).param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("gathering-not-found", "没有这次活动"));
    }

    private Held drafted(long community, long id, Move move) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        var held = held(community, id);
        held.state().after(move);
        if (held.madeBy() != user.id()) throw Problem.forbidden("draft-of-other", "方案由拟的人改和送批");
        return held;
    }

    private void check(long community, Plan plan) {
        if (!plan.endsAt().isAfter(plan.startsAt())) throw Problem.invalid("times-reversed", "结束要晚于开始");
        if (plan.startsAt().isBefore(clock.instant())) throw Problem.invalid("starts-in-past", "开始的时间已经过了");
        if (plan.signUpUntil() != null && plan.signUpUntil().isAfter(LocalDate.ofInstant(plan.startsAt(), clock.getZone()))) throw Problem.invalid("sign-up-too-late", "报名要在活动那天以前截止");
        if (plan.budget().yuan().signum() < 0) throw Problem.invalid("budget-invalid", "预算不能是负数");
        if (plan.areaId() != null && !jdbc.sql("select exists (select from estate.steward_area where community_id = :community and id = :id)")
            .param("community", community).param("id", plan.areaId()).query(Boolean.class).single()) throw Problem.notFound("area-not-found", "没有这个片区");
    }

    /** @param what literals of this class, never user text */
    private void set(long community, Held held, Move move, String what, Map<String, String> values) {
        var user = CurrentUser.get();
        held.state().after(move);
        jdbc.sql("update engagement.gathering set state = :state, %s where community_id = :community and id = :id".formatted(what)).params(values)
            .param("state", move.to.name()).param("community", community).param("id", held.id()).param("now", now()).param("me", user.id()).param("name", user.name()).update();
        audit.note("活动 %s %s".formatted(held.number(), move.label), Map.of("state", held.state()), Map.of("state", move.to));
    }

    private static Map<String, @Nullable Object> values(Plan plan) {
        var values = new HashMap<String, @Nullable Object>(Map.of("kind", plan.kind().name(), "title", plan.title().strip(), "plan", plan.plan().strip(), "place", plan.place().strip(),
            "starts", plan.startsAt().atOffset(ZoneOffset.UTC), "ends", plan.endsAt().atOffset(ZoneOffset.UTC), "budget", plan.budget().yuan()));
        values.put("until", plan.signUpUntil());
        values.put("capacity", plan.capacity());
        values.put("area", plan.areaId());
        return values;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
