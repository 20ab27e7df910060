package cn.anju.workforce.appraisal;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Submission.Fact;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.workforce.Decided;
import cn.anju.workforce.RequestKey;
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

/** 奖惩：有因有额，上级批了才算，本人确认或提异议；交了不改。 */
@Service
class Rewards implements Decided {

    static final String KIND = "reward";

    /** 奖还是罚。 */
    enum Kind {
        REWARD("奖励"),
        PENALTY("处罚");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** @param amount nothing in money: zero, a praise or a warning */
    record NewReward(@NotNull(message = "请选奖还是罚") Kind kind, @NotNull(message = "请选谁") Long staffId, @NotNull(message = "请填哪天的事") LocalDate happenedOn,
                     @NotBlank(message = "请写原因") @Size(max = 300, message = "最多 300 字") String reason, @NotNull(message = "请填金额，没有的填 0") Money amount) {}

    record Made(long id, String number, @Nullable Long approval) {}

    private record Held(String number, Kind kind, long staffId, String staffName, Progress state, @Nullable OffsetDateTime acknowledgedAt, long madeBy) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Superiors superiors;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Rewards(JdbcClient jdbc, NumberSeries numbers, Superiors superiors, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.superiors = superiors;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 400 {@code amount-negative}, {@code day-to-come}; 403 {@code own-appraisal}, {@code superior-appraised}; 404 {@code staff-not-found} */
    @Transactional
    Made make(long community, @Nullable String key, NewReward reward) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        var earlier = jdbc.sql("""
            select r.id, r.number, (select a.id from approval.request a where a.community_id = r.community_id and a.subject_id = r.id and a.kind in ('reward-supervisor', 'reward-director')) approval
              from workforce.reward r where r.community_id = :community and r.made_by = :me and r.request_key = :key
            """).param("community", community).param("me", user.id()).param("key", RequestKey.require(key)).query(Made.class).optional();
        if (earlier.isPresent()) return earlier.get();
        if (reward.amount().isNegative()) throw Problem.invalid("amount-negative", "金额不能是负的，处罚选「处罚」");
        if (reward.happenedOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("day-to-come", "事情的日子不能晚于今天");
        var subject = superiors.subject(community, user, reward.staffId());
        var number = numbers.next("workforce", community, "JC", LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into workforce.reward (community_id, number, request_key, kind, staff_id, staff_name, happened_on, reason, amount, made_at, made_by, made_name)
                values (:community, :number, :key, :kind, :staff, :staffName, :on, :reason, :amount, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("key", key).param("kind", reward.kind().name()).param("staff", subject.id()).param("staffName", subject.name())
                .param("on", reward.happenedOn()).param("reason", reward.reason().strip()).param("amount", reward.amount().yuan()).param("now", now()).param("me", user.id())
                .param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw RequestKey.reused();
        }
        audit.note("奖惩 " + number, null, reward);
        var title = "%s %s %s 元".formatted(reward.kind().label, subject.name(), reward.amount());
        return new Made(id, number, superiors.submit(community, KIND, id, title, reward.reason().strip(), List.of(new Fact("哪天的事", reward.happenedOn().toString())), "rewards?id=" + id, this));
    }

    /** 本人确认，或写下异议。 @throws Problem 403 {@code reward-of-other}; 409 {@code acknowledged-already} */
    @Transactional
    void acknowledge(long community, long id, Appraisals.Acknowledgement said) {
        var user = CurrentUser.get();
        user.require(community, "workforce.attend");
        var held = held(community, id);
        if (held.staffId() != user.id()) throw Problem.forbidden("reward-of-other", "奖惩由本人确认");
        if (held.state() != Progress.APPROVED || held.acknowledgedAt() != null) throw Problem.conflict("acknowledged-already", "这张奖惩单还没有批，或您已经确认过");
        var objection = Appraisals.text(said.objection());
        jdbc.sql("update workforce.reward set acknowledged_at = :now, objection = :objection where community_id = :community and id = :id").param("now", now()).param("objection", objection)
            .param("community", community).param("id", id).update();
        if (objection != null) notices.tell(community, List.of(held.madeBy()), new Notice("奖惩", "%s 对%s有异议".formatted(held.staffName(), held.kind().label), objection, "rewards?id=" + id, null));
        audit.note("奖惩 " + held.number() + " 本人确认", null, said);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(long community, long id) {
        end(community, id, Progress.APPROVED, null);
        var held = held(community, id);
        notices.tell(community, List.of(held.staffId()), new Notice("奖惩", "您有一张%s单，请确认".formatted(held.kind().label), held.number(), "rewards?id=" + id, null));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(long community, long id, String why) {
        end(community, id, Progress.REJECTED, why);
    }

    private void end(long community, long id, Progress state, @Nullable String why) {
        jdbc.sql("""
            update workforce.reward set state = :state, ended_at = :now, ended_by = :me, ended_name = :name, ended_why = :why where community_id = :community and id = :id and state = 'WAITING'
            """).param("state", state.name()).param("now", now()).param("me", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("why", Appraisals.text(why))
            .param("community", community).param("id", id).update();
    }

    private Held held(long community, long id) {
        return jdbc.sql("select number, kind, staff_id, staff_name, state, acknowledged_at, made_by from workforce.reward where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("reward-not-found", "没有这张奖惩单"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
