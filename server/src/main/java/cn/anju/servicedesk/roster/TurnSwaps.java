package cn.anju.servicedesk.roster;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.RosterGuard;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 换班：同事之间说好，对方同意，主管批准，两边的班一次换过来。 */
@Service
@Transactional
class TurnSwaps {

    /** @param otherDay the day of the other's turn that the asker works instead; without it the other takes the turn over */
    record NewSwap(@NotNull(message = "请选哪天的班") LocalDate day, @NotNull(message = "请选同事") Long otherId, @Nullable LocalDate otherDay,
                   @NotBlank(message = "请写为什么换") @Size(max = 200) String reason) {}

    record Answer(@NotNull(message = "请选同不同意") Boolean isAgreed, @Nullable @Size(max = 200) String remark) {}

    record Made(long id) {}

    private record Swap(long id, long askerId, String askerName, LocalDate day, Shift shift, long otherId, String otherName, @Nullable LocalDate otherDay,
                        @Nullable Shift otherShift, String state) {

        String text() {
            return "%s %s%s，%s".formatted(askerName, day, shift.label(), otherDay == null || otherShift == null ? "请 " + otherName + " 替班" : "换 %s %s%s".formatted(otherName, otherDay, otherShift.label()));
        }
    }

    private record Turn(LocalDate day, Shift shift, OffsetDateTime fromAt, OffsetDateTime toAt) {}

    private final JdbcClient jdbc;
    private final Roster roster;
    private final List<RosterGuard> guards;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    TurnSwaps(JdbcClient jdbc, Roster roster, List<RosterGuard> guards, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.roster = roster;
        this.guards = guards;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 请同事换班。
     *
     * @throws Problem 400 {@code turn-past}, {@code same-person}; 404 {@code staff-not-found}; 409 {@code turn-missing}, {@code turn-twice}, {@code swap-under-way}, {@code month-reported}
     */
    Made ask(long community, NewSwap swap) {
        var user = CurrentUser.get();
        user.require(community, "workforce.attend");
        if (swap.otherId() == user.id()) throw Problem.invalid("same-person", "请选另一位同事");
        var other = roster.nameOf(community, swap.otherId()).orElseThrow(() -> Problem.notFound("staff-not-found", "这位同事不在本小区，请另选一位"));
        if (!swap.day().isAfter(LocalDate.now(clock)) || swap.otherDay() != null && !swap.otherDay().isAfter(LocalDate.now(clock)))
            throw Problem.invalid("turn-past", "换班要提前一天，今天和以前的班请找主管改班表");
        var mine = turn(community, user.id(), swap.day()).orElseThrow(() -> Problem.conflict("turn-missing", "您 %s 没有排班，不用换", swap.day()));
        var his = swap.otherDay() == null ? null : turn(community, swap.otherId(), swap.otherDay())
            .orElseThrow(() -> Problem.conflict("turn-missing", "%s %s 没有排班，请另选一天", other, swap.otherDay()));
        checkFree(community, user.id(), user.name(), swap.otherId(), other, swap.day(), swap.otherDay());
        guard(community, swap.day(), swap.otherDay());
        try {
            var id = jdbc.sql("""
                insert into servicedesk.turn_swap (community_id, asker_id, asker_name, day, shift, other_id, other_name, other_day, other_shift, reason, asked_at)
                values (:community, :me, :name, :day, :shift, :other, :otherName, :otherDay, :otherShift, :reason, :now) returning id
                """).param("community", community).param("me", user.id()).param("name", user.name()).param("day", swap.day()).param("shift", mine.shift().name())
                .param("other", swap.otherId()).param("otherName", other).param("otherDay", swap.otherDay()).param("otherShift", his == null ? null : his.shift().name())
                .param("reason", swap.reason().strip()).param("now", now()).query(Long.class).single();
            var made = locked(community, id);
            notices.tell(community, List.of(made.otherId()), notice(id, "换班等您答复：" + made.text(), swap.reason().strip(), "asked"));
            audit.note("换班 " + made.text(), null, swap);
            return new Made(id);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("swap-under-way", "%s 的班已经在换了，请先撤回那一次", swap.day());
        }
    }

    /** 对方同不同意。 @throws Problem 403 {@code not-asked}; 404 {@code swap-not-found}; 409 {@code swap-ended} */
    void answer(long community, long id, Answer answer) {
        var user = CurrentUser.get();
        var swap = locked(community, id);
        if (swap.otherId() != user.id()) throw Problem.forbidden("not-asked", "这次换班问的是 %s，由他本人答复", swap.otherName());
        if (!swap.state().equals("ASKED")) throw ended(swap);
        if (answer.isAgreed()) {
            jdbc.sql("update servicedesk.turn_swap set state = 'AGREED', agreed_at = :now where community_id = :community and id = :id").param("now", now())
                .param("community", community).param("id", id).update();
            notices.tellHolders(community, "workforce.roster", notice(id, "换班等批：" + swap.text(), null, "agreed"));
        } else end(community, swap, "DECLINED", answer.remark());
        audit.note("换班 " + swap.text(), swap.state(), answer);
    }

    /** 不换了。 @throws Problem 403 {@code not-asker}; 404 {@code swap-not-found}; 409 {@code swap-ended} */
    void withdraw(long community, long id) {
        var swap = locked(community, id);
        if (swap.askerId() != CurrentUser.get().id()) throw Problem.forbidden("not-asker", "这次换班是 %s 提的，由他本人撤回", swap.askerName());
        if (!isOpen(swap)) throw ended(swap);
        end(community, swap, "WITHDRAWN", null);
        audit.note("换班 " + swap.text(), swap.state(), "撤回");
    }

    /**
     * 主管批不批；批了，两边的班当场换过来。
     *
     * @throws Problem 403 {@code own-swap}; 404 {@code swap-not-found}; 409 {@code swap-not-agreed}, {@code swap-ended}, {@code turn-changed}, {@code turn-twice}, {@code turn-past}, {@code staff-left}, {@code month-reported}
     */
    void decide(long community, long id, Answer answer) {
        var user = CurrentUser.get();
        user.require(community, "workforce.roster");
        // As who writes a week: one after the other.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('servicedesk.roster', :community))").param("community", community).query(row -> {});
        var swap = locked(community, id);
        if (isIn(swap, user.id()) || user.deputyFor() != null && isIn(swap, user.deputyFor())) throw Problem.forbidden("own-swap", "自己的换班，和您代理的人的换班，请另一位主管批");
        if (!isOpen(swap)) throw ended(swap);
        if (!answer.isAgreed()) {
            end(community, swap, "DECLINED", answer.remark());
        } else {
            if (swap.state().equals("ASKED")) throw Problem.conflict("swap-not-agreed", "%s 还没有答应，等他同意了再批", swap.otherName());
            exchange(community, swap);
            end(community, swap, "APPROVED", answer.remark());
        }
        audit.note("换班 " + swap.text(), swap.state(), answer);
    }

    private void exchange(long community, Swap swap) {
        var one = turn(community, swap.askerId(), swap.day()).filter(turn -> turn.shift() == swap.shift()).orElseThrow(TurnSwaps::changed);
        var two = swap.otherDay() == null ? null : turn(community, swap.otherId(), swap.otherDay()).filter(turn -> turn.shift() == swap.otherShift()).orElseThrow(TurnSwaps::changed);
        if (hasBegun(one) || two != null && hasBegun(two)) throw Problem.conflict("turn-past", "要换的班已经开始了，请不批，另改班表");
        if (roster.nameOf(community, swap.askerId()).isEmpty() || roster.nameOf(community, swap.otherId()).isEmpty()) throw Problem.conflict("staff-left", "有一位已经不在本小区上班，请不批，另改班表");
        checkFree(community, swap.askerId(), swap.askerName(), swap.otherId(), swap.otherName(), swap.day(), swap.otherDay());
        guard(community, swap.day(), swap.otherDay());
        jdbc.sql("delete from servicedesk.turn where community_id = :community and (staff_id = :one and day = :day or staff_id = :two and day = :otherDay)").param("community", community)
            .param("one", swap.askerId()).param("day", swap.day()).param("two", swap.otherId()).param("otherDay", swap.otherDay()).update();
        put(community, swap.otherId(), one);
        if (two != null) put(community, swap.askerId(), two);
    }

    private void put(long community, long staff, Turn turn) {
        jdbc.sql("insert into servicedesk.turn (community_id, staff_id, day, shift, from_at, to_at) values (:community, :staff, :day, :shift, :from, :to)")
            .param("community", community).param("staff", staff).param("day", turn.day()).param("shift", turn.shift().name()).param("from", turn.fromAt()).param("to", turn.toAt()).update();
    }

    /** Nobody works two turns on a day: who takes one over has none of his own then, unless it is the very one that he gives. */
    private void checkFree(long community, long one, String oneName, long two, String twoName, LocalDate day, @Nullable LocalDate otherDay) {
        if (day.equals(otherDay)) return;
        if (turn(community, two, day).isPresent()) throw Problem.conflict("turn-twice", "%s %s 自己有班，一天只上一个班", twoName, day);
        if (otherDay != null && turn(community, one, otherDay).isPresent()) throw Problem.conflict("turn-twice", "%s %s 自己有班，一天只上一个班", oneName, otherDay);
    }

    private void guard(long community, LocalDate day, @Nullable LocalDate otherDay) {
        guards.forEach(each -> {
            each.changing(community, day, day);
            if (otherDay != null) each.changing(community, otherDay, otherDay);
        });
    }

    private void end(long community, Swap swap, String state, @Nullable String remark) {
        var user = CurrentUser.get();
        jdbc.sql("update servicedesk.turn_swap set state = :state, ended_at = :now, ended_by = :by, ended_name = :name, remark = :remark where community_id = :community and id = :id")
            .param("state", state).param("now", now()).param("by", user.id()).param("name", user.name()).param("remark", remark == null || remark.isBlank() ? null : remark.strip())
            .param("community", community).param("id", swap.id()).update();
        var told = List.of(swap.askerId(), swap.otherId()).stream().filter(each -> each != user.id()).toList();
        notices.tell(community, told, notice(swap.id(), (state.equals("APPROVED") ? "换班批了，班表已改：" : state.equals("DECLINED") ? "换班没成：" : "换班撤回了：") + swap.text(), remark, "ended"));
    }

    private Optional<Turn> turn(long community, long staff, LocalDate day) {
        return jdbc.sql("select day, shift, from_at, to_at from servicedesk.turn where community_id = :community and staff_id = :staff and day = :day").param("community", community)
            .param("staff", staff).param("day", day).query(Turn.class).optional();
    }

    private Swap locked(long community, long id) {
        return jdbc.sql("select id, asker_id, asker_name, day, shift, other_id, other_name, other_day, other_shift, state from servicedesk.turn_swap where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Swap.class).optional().orElseThrow(() -> Problem.notFound("swap-not-found", "没有这次换班"));
    }

    private boolean hasBegun(Turn turn) {
        return !turn.fromAt().toInstant().isAfter(clock.instant());
    }

    private static boolean isIn(Swap swap, long staff) {
        return swap.askerId() == staff || swap.otherId() == staff;
    }

    private static boolean isOpen(Swap swap) {
        return swap.state().equals("ASKED") || swap.state().equals("AGREED");
    }

    private static Problem ended(Swap swap) {
        return Problem.conflict("swap-ended", "这次换班已经有了结果，请刷新再看（%s）", swap.text());
    }

    private static Problem changed() {
        return Problem.conflict("turn-changed", "班表在这期间改过了，两边的班已经不是说好的那两个，请不批，让他们重新说");
    }

    private static Notice notice(long id, String title, @Nullable String detail, String step) {
        return new Notice("班表", title, detail, "turn-swaps?mine=true", "turn-swap:%d:%s".formatted(id, step));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
