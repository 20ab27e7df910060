package cn.anju.workforce;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission.Fact;
import cn.anju.approval.Submission;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 请假：本人申请，批了才算；早回来的销假，从那天起照常上班。 */
@Service
class Leaves implements Decided {

    static final String KIND = "leave";

    /** 超过这么多天，主管批了还要主任批。 */
    static final BigDecimal LONG_DAYS = new BigDecimal(3);

    /**
     * @param fromNoon begins at noon of {@code fromOn}
     * @param toNoon ends at noon of {@code toOn}
     */
    record NewLeave(@NotNull(message = "请选假别") LeaveKind kind, @NotNull(message = "请填从哪天") LocalDate fromOn, boolean fromNoon, @NotNull(message = "请填到哪天") LocalDate toOn,
                    boolean toNoon, @NotBlank(message = "请写事由") @Size(max = 300, message = "最多 300 字") String reason, @Nullable Long deputyId) {

        /** Calendar days, halves counted as halves. */
        BigDecimal days() {
            var days = new BigDecimal(ChronoUnit.DAYS.between(fromOn, toOn) + 1);
            if (fromNoon) days = days.subtract(new BigDecimal("0.5"));
            return toNoon ? days.subtract(new BigDecimal("0.5")) : days;
        }
    }

    /** 销假。 @param on the first day on which he is back */
    record Return(@NotNull(message = "请填哪天回来") LocalDate on) {}

    record Asked(long id, String number, long approval) {}

    private record Held(String number, long staffId, String staffName, LeaveKind kind, LocalDate fromOn, LocalDate toOn, @Nullable Long deputyId, String state, @Nullable LocalDate backOn) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Colleagues colleagues;
    private final Approvals approvals;
    private final StaffAccess staff;
    private final DeputyRights rights;
    private final Notices notices;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;
    private final Clock clock;

    Leaves(JdbcClient jdbc, NumberSeries numbers, Colleagues colleagues, Approvals approvals, StaffAccess staff, DeputyRights rights, Notices notices, ApplicationEventPublisher events,
           AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.colleagues = colleagues;
        this.approvals = approvals;
        this.staff = staff;
        this.rights = rights;
        this.notices = notices;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** 申请。 @throws Problem 400 {@code dates-reversed}, {@code leave-too-long}, {@code deputy-is-self}; 404 {@code deputy-not-found}; 409 {@code leave-overlaps}, {@code deputy-away}, {@code month-reported} */
    @Transactional
    Asked ask(long community, NewLeave asked) {
        var user = CurrentUser.get();
        user.require(community, "workforce.attend");
        if (asked.days().signum() <= 0) throw Problem.invalid("dates-reversed", "结束早于开始");
        if (asked.toOn().isAfter(asked.fromOn().plusDays(180))) throw Problem.invalid("leave-too-long", "一次最多请半年");
        refuseReported(community, asked.fromOn());
        var deputy = deputy(community, user, asked);
        var number = numbers.next("workforce", community, "QJ", LocalDate.now(clock));
        var id = add(community, number, user, asked, deputy);
        var title = "%s %s %s".formatted(user.name(), asked.kind().label, words(asked));
        audit.note("请假 " + number, null, asked);
        var rank = Rank.of(user, community, staff);
        var key = rank == Rank.STAFF && asked.days().compareTo(LONG_DAYS) > 0 ? KIND + "-long" : rank.key(KIND);
        return new Asked(id, number, approvals.submit(community, new Submission(key, id, title, null, asked.reason().strip(),
            List.of(new Fact("天数", asked.days().stripTrailingZeros().toPlainString() + " 天"), new Fact("职务代理", deputy == null ? "没有写" : deputy.name())), "leaves?id=" + id)));
    }

    /** 销假：还没开始的取消；开始了的，从回来那天起照常上班。 @throws Problem 400 {@code return-outside}; 403 {@code leave-of-other}; 404 {@code leave-not-found}; 409 {@code leave-not-running} */
    @Transactional
    void back(long community, long id, Return back) {
        var user = CurrentUser.get();
        user.require(community, "workforce.attend");
        var held = held(community, id);
        if (held.staffId() != user.id() && !user.may(community, "workforce.team")) throw Problem.forbidden("leave-of-other", "请假由本人或主管销");
        if (!held.state().equals("APPROVED") || held.backOn() != null) throw Problem.conflict("leave-not-running", "这张请假单没有在休，或已经销了假");
        if (back.on().isBefore(held.fromOn()) || back.on().isAfter(held.toOn())) throw Problem.invalid("return-outside", "回来的日子须在 %s 到 %s 之间", held.fromOn(), held.toOn());
        if (back.on().isBefore(LocalDate.now(clock))) throw Problem.invalid("return-in-past", "回来的日子不能早于今天；忘了签到的请补签");
        jdbc.sql("update workforce.leave set back_on = :on, back_name = :name where community_id = :community and id = :id")
            .param("on", back.on()).param("name", user.name()).param("community", community).param("id", id).update();
        audit.note("请假 " + held.number() + " 销假", null, back);
        events.publishEvent(new LeaveEnded(community, id));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(long community, long id) {
        var held = held(community, id);
        refuseReported(community, held.fromOn());
        end(community, id, "APPROVED", null);
        if (held.deputyId() != null) {
            notices.tell(community, List.of(held.deputyId()), new Notice("workforce", "%s %s 到 %s 请假，由您代理".formatted(held.staffName(), held.fromOn(), held.toOn()),
                "这些天他的各回职责在您的今日里", "leaves?id=" + id, "leave-deputy:" + id));
            staff.of(held.staffId()).ifPresent(away -> staff.of(held.deputyId()).ifPresent(deputy -> rights.ask(community, held.number(), away, deputy, held.fromOn(), held.toOn())));
        }
        events.publishEvent(new LeaveApproved(community, id));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(long community, long id, String why) {
        end(community, id, "REJECTED", why);
    }

    private Colleagues.@Nullable Colleague deputy(long community, CurrentUser user, NewLeave asked) {
        if (asked.deputyId() == null) return null;
        if (asked.deputyId() == user.id()) throw Problem.invalid("deputy-is-self", "不能由本人代理本人");
        var deputy = colleagues.list(community).stream().filter(each -> each.id() == asked.deputyId()).findFirst()
            .orElseThrow(() -> Problem.notFound("deputy-not-found", "代理的人不在本小区，请另选一位"));
        if (jdbc.sql("""
            select exists (select from workforce.leave where community_id = :community and staff_id = :deputy and state = 'APPROVED' and from_on <= :to and coalesce(back_on - 1, to_on) >= :from)
            """).param("community", community).param("deputy", deputy.id()).param("from", asked.fromOn()).param("to", asked.toOn()).query(Boolean.class).single())
            throw Problem.conflict("deputy-away", "%s 这些天自己也请了假，请另选一位", deputy.name());
        return deputy;
    }

    private long add(long community, String number, CurrentUser user, NewLeave asked, Colleagues.@Nullable Colleague deputy) {
        try {
            return jdbc.sql("""
                insert into workforce.leave (community_id, number, staff_id, staff_name, kind, from_on, from_noon, to_on, to_noon, reason, deputy_id, deputy_name, made_at)
                values (:community, :number, :me, :name, :kind, :from, :fromNoon, :to, :toNoon, :reason, :deputy, :deputyName, :now) returning id
                """).param("community", community).param("number", number).param("me", user.id()).param("name", user.name()).param("kind", asked.kind().name())
                .param("from", asked.fromOn()).param("fromNoon", asked.fromNoon()).param("to", asked.toOn()).param("toNoon", asked.toNoon()).param("reason", asked.reason().strip())
                .param("deputy", deputy == null ? null : deputy.id()).param("deputyName", deputy == null ? null : deputy.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        } catch (DataIntegrityViolationException _) {
            throw Problem.conflict("leave-overlaps", "这些天您已经请过假，或有一张在等批");
        }
    }

    private void end(long community, long id, String state, @Nullable String answer) {
        jdbc.sql("update workforce.leave set state = :state, ended_at = :now, ended_name = :name, answer = :answer where community_id = :community and id = :id and state = 'WAITING'")
            .param("state", state).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("name", CurrentUser.get().name())
            .param("answer", answer == null || answer.isBlank() ? null : answer).param("community", community).param("id", id).update();
    }

    private Held held(long community, long id) {
        return jdbc.sql("select number, staff_id, staff_name, kind, from_on, to_on, deputy_id, state, back_on from workforce.leave where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("leave-not-found", "没有这张请假单"));
    }

    private void refuseReported(long community, LocalDate from) {
        if (jdbc.sql("select exists (select from workforce.attendance_report where community_id = :community and month >= :month)").param("community", community)
            .param("month", from.withDayOfMonth(1)).query(Boolean.class).single()) throw Problem.conflict("month-reported", "那个月的考勤已经上报，不能再请");
    }

    private static String words(NewLeave asked) {
        return "%s%s 至 %s%s".formatted(asked.fromOn(), asked.fromNoon() ? " 下午" : "", asked.toOn(), asked.toNoon() ? " 上午" : "");
    }
}
