package cn.anju.engagement;

import cn.anju.access.AuditTrail;
import cn.anju.engagement.Gatherings.Held;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 活动里的来来往往：报名、签到、意见和答复、花的钱。 */
@Service
@Transactional
class GatheringGuests {

    record SignUp(@NotBlank(message = "请填房号") String roomCode, @NotBlank(message = "请填谁报名") @Size(max = 40) String name,
                  @NotNull(message = "请填几个人") @Min(value = 1, message = "至少 1 人") @Max(value = 50, message = "一户最多 50 人") Integer people, @Nullable @Size(max = 100) String note) {}

    record Arrival(@NotBlank(message = "请填房号") String roomCode, @NotBlank(message = "请填谁来了") @Size(max = 40) String name,
                   @NotNull(message = "请填几个人") @Min(value = 1, message = "至少 1 人") @Max(value = 50, message = "一户最多 50 人") Integer people) {}

    record Opinion(@Nullable @Size(max = 40) String roomCode, @NotBlank(message = "请填谁说的") @Size(max = 40) String speaker,
                   @NotBlank(message = "请写意见") @Size(max = 500, message = "最多 500 字") String text) {}

    record Answer(@NotBlank(message = "请写答复") @Size(max = 500, message = "最多 500 字") String answer) {}

    /** @param why needed where the plan's money does not reach */
    record Cost(@NotBlank(message = "请写花在哪里") @Size(max = 60) String what, @NotNull(message = "请填金额") Money amount, @NotNull(message = "请填哪天花的") LocalDate spentOn,
                @Nullable @Size(max = 200) String why) {}

    record Made(long id) {}

    private static final Set<GatheringState> GOING_ON = EnumSet.of(GatheringState.READY, GatheringState.HELD);

    private final JdbcClient jdbc;
    private final Gatherings gatherings;
    private final Rooms rooms;
    private final AuditTrail audit;
    private final Clock clock;

    GatheringGuests(JdbcClient jdbc, Gatherings gatherings, Rooms rooms, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.gatherings = gatherings;
        this.rooms = rooms;
        this.audit = audit;
        this.clock = clock;
    }

    /** 报名，或改人数。 @throws Problem 404 {@code room-not-found}; 409 {@code sign-up-over}, {@code full}, {@code move-not-allowed} */
    void signUp(long community, long id, SignUp signUp) {
        var held = goingOn(community, id);
        if (held.state() != GatheringState.READY || held.signUpUntil() != null && LocalDate.now(clock).isAfter(held.signUpUntil()))
            throw Problem.conflict("sign-up-over", "报名已经截止");
        var room = room(community, signUp.roomCode());
        var others = jdbc.sql("select coalesce(sum(people), 0) from engagement.gathering_guest where community_id = :community and gathering_id = :id and room_id <> :room")
            .param("community", community).param("id", id).param("room", room).query(Long.class).single();
        if (held.capacity() != null && others + signUp.people() > held.capacity())
            throw Problem.conflict("full", "限 %d 人，还剩 %d 个名额", held.capacity(), Math.max(0, held.capacity() - others));
        jdbc.sql("""
            insert into engagement.gathering_guest (community_id, gathering_id, room_id, name, people, note, signed_up_at, made_name)
            values (:community, :id, :room, :name, :people, :note, :now, :me)
            on conflict (community_id, gathering_id, room_id) do update set name = excluded.name, people = excluded.people, note = excluded.note, signed_up_at = excluded.signed_up_at
            """).param("community", community).param("id", id).param("room", room).param("name", signUp.name().strip()).param("people", signUp.people())
            .param("note", blank(signUp.note())).param("now", now()).param("me", CurrentUser.get().name()).update();
        audit.note("活动 %s 报名 %s".formatted(held.number(), signUp.roomCode().strip()), null, signUp);
    }

    /** 不来了。 @throws Problem 404 {@code guest-not-found}; 409 once they signed in */
    void withdraw(long community, long id, long room) {
        var held = goingOn(community, id);
        if (jdbc.sql("delete from engagement.gathering_guest where community_id = :community and gathering_id = :id and room_id = :room and came is null")
            .param("community", community).param("id", id).param("room", room).update() == 0) throw Problem.notFound("guest-not-found", "没有这户的报名，或已经签到");
        audit.note("活动 %s 退报名".formatted(held.number()), Map.of("room", room), null);
    }

    /** 签到；没有报名的也收。 @throws Problem 404 {@code room-not-found}; 409 {@code not-that-day} */
    void arrive(long community, long id, Arrival arrival) {
        var held = goingOn(community, id);
        if (LocalDate.now(clock).isBefore(LocalDate.ofInstant(held.startsAt(), clock.getZone()))) throw Problem.conflict("not-that-day", "还没有到活动那天，到了再签到");
        jdbc.sql("""
            insert into engagement.gathering_guest (community_id, gathering_id, room_id, name, people, came, came_at, made_name)
            values (:community, :id, :room, :name, 0, :people, :now, :me)
            on conflict (community_id, gathering_id, room_id) do update set name = excluded.name, came = excluded.came, came_at = coalesce(gathering_guest.came_at, excluded.came_at)
            """).param("community", community).param("id", id).param("room", room(community, arrival.roomCode())).param("name", arrival.name().strip()).param("people", arrival.people())
            .param("now", now()).param("me", CurrentUser.get().name()).update();
        audit.note("活动 %s 签到 %s".formatted(held.number(), arrival.roomCode().strip()), null, arrival);
    }

    Made say(long community, long id, Opinion opinion) {
        var held = goingOn(community, id);
        var code = blank(opinion.roomCode());
        var made = jdbc.sql("""
            insert into engagement.gathering_opinion (community_id, gathering_id, room_id, speaker, text, made_at, made_name) values (:community, :id, :room, :speaker, :text, :now, :me) returning id
            """).param("community", community).param("id", id).param("room", code == null ? null : room(community, code)).param("speaker", opinion.speaker().strip())
            .param("text", opinion.text().strip()).param("now", now()).param("me", CurrentUser.get().name()).query(Long.class).single();
        audit.note("活动 %s 意见".formatted(held.number()), null, opinion);
        return new Made(made);
    }

    /** @throws Problem 404 {@code opinion-not-found}; 409 {@code opinion-answered} */
    void answer(long community, long opinion, Answer answer) {
        CurrentUser.get().require(community, "engagement.write");
        var isAnswered = jdbc.sql("select answer is not null from engagement.gathering_opinion where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", opinion).query(Boolean.class).optional().orElseThrow(() -> Problem.notFound("opinion-not-found", "没有这条意见"));
        if (isAnswered) throw Problem.conflict("opinion-answered", "这条意见已经答复过了");
        jdbc.sql("update engagement.gathering_opinion set answer = :answer, answered_at = :now, answered_name = :me where community_id = :community and id = :id")
            .param("answer", answer.answer().strip()).param("now", now()).param("me", CurrentUser.get().name()).param("community", community).param("id", opinion).update();
        audit.note("活动意见答复 " + opinion, null, answer);
    }

    /** 记一笔花费。 @throws Problem 400 {@code amount-invalid}, {@code over-budget} without a reason */
    Made spend(long community, long id, Cost cost) {
        var held = goingOn(community, id);
        if (cost.amount().yuan().signum() <= 0) throw Problem.invalid("amount-invalid", "金额要大于 0");
        var spent = jdbc.sql("select coalesce(sum(amount), 0) from engagement.gathering_cost where community_id = :community and gathering_id = :id")
            .param("community", community).param("id", id).query(BigDecimal.class).single().add(cost.amount().yuan());
        if (spent.compareTo(held.budget().yuan()) > 0 && blank(cost.why()) == null)
            throw Problem.invalid("over-budget", "连这笔共 %s 元，超出预算 %s 元，请写明谁同意的、为什么", spent.toPlainString(), spent.subtract(held.budget().yuan()).toPlainString());
        var made = jdbc.sql("""
            insert into engagement.gathering_cost (community_id, gathering_id, what, amount, spent_on, why, made_at, made_name)
            values (:community, :id, :what, :amount, :on, :why, :now, :me) returning id
            """).param("community", community).param("id", id).param("what", cost.what().strip()).param("amount", cost.amount().yuan()).param("on", cost.spentOn())
            .param("why", blank(cost.why())).param("now", now()).param("me", CurrentUser.get().name()).query(Long.class).single();
        audit.note("活动 %s 花费".formatted(held.number()), null, cost);
        return new Made(made);
    }

    private Held goingOn(long community, long id) {
        CurrentUser.get().require(community, "engagement.write");
        var held = gatherings.held(community, id);
        if (!GOING_ON.contains(held.state())) throw Problem.conflict("move-not-allowed", "这次活动%s，不能再记", held.state().label);
        return held;
    }

    private long room(long community, String code) {
        return rooms.byCode(community, code.strip()).orElseThrow(() -> Problem.notFound("room-not-found", "没有 %s 这间房", code.strip())).id();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
