package cn.anju.collection.contact;

import cn.anju.access.AuditTrail;
import cn.anju.collection.debt.Households;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 承诺与分期：记下来，到期日终了看缴够没有，没缴够就算没兑现，给人派一件事。 */
@Service
public class Promises implements DayEnd {

    /** 一期。 */
    public record NewInstalment(@NotNull(message = "请填哪天缴") LocalDate dueOn, @NotNull(message = "请填缴多少") Money amount) {}

    private record Due(long promiseId, long roomId, String roomCode, int number, LocalDate madeOn, LocalDate dueOn, Money settledBefore, Money cumulated,
                       boolean isLast) {}

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final Clock clock;

    Promises(JdbcClient jdbc, NamedParameterJdbcTemplate batch, Tasks tasks, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 400 {@code amount-invalid}, {@code instalment-date-invalid}; 409 {@code promise-open}, {@code promise-too-much} */
    @Transactional(propagation = Propagation.MANDATORY)
    void make(long community, Households.Overdue debt, long contact, List<NewInstalment> instalments) {
        var today = LocalDate.now(clock);
        var plan = instalments.stream().sorted(Comparator.comparing(NewInstalment::dueOn)).toList();
        if (plan.stream().anyMatch(each -> !each.amount().isPositive())) throw Problem.invalid("amount-invalid", "每期金额须大于零");
        if (plan.getFirst().dueOn().isBefore(today) || plan.stream().map(NewInstalment::dueOn).distinct().count() < plan.size())
            throw Problem.invalid("instalment-date-invalid", "每期一个日子，不能早于今天");
        var promised = Money.sum(plan, NewInstalment::amount);
        if (promised.compareTo(debt.overdue()) > 0)
            throw Problem.conflict("promise-too-much", "各期合计 %s 元，超过了逾期的 %s 元", promised, debt.overdue());
        var id = jdbc.sql("""
            insert into collection.promise (community_id, room_id, contact_id, made_on, settled_before, made_by)
            values (:community, :room, :contact, :today, :settled, :by) on conflict (community_id, room_id) where state = 'OPEN' do nothing returning id
            """)
            .param("community", community).param("room", debt.roomId()).param("contact", contact).param("today", today)
            .param("settled", settled(community, debt.roomId(), today, today).yuan()).param("by", CurrentUser.get().id()).query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("promise-open", "这户还有一个没到期的承诺，请先撤销或等它到期"));
        batch.batchUpdate("insert into collection.instalment (community_id, promise_id, number, due_on, amount) values (:community, :promise, :number, :due, :amount)",
            IntStream.range(0, plan.size()).mapToObj(i -> new MapSqlParameterSource().addValue("community", community).addValue("promise", id)
                .addValue("number", i + 1).addValue("due", plan.get(i).dueOn()).addValue("amount", plan.get(i).amount().yuan())).toArray(MapSqlParameterSource[]::new));
        tasks.cancelFor(community, debt.roomId(), "住户已承诺 %s 起缴".formatted(plan.getFirst().dueOn()));
    }

    /** 撤销承诺。 @throws Problem 404 {@code promise-unknown}, 409 {@code promise-ended} */
    @Transactional
    void withdraw(long community, long id, String why) {
        CurrentUser.get().require(community, "collection.contact");
        var state = jdbc.sql("select state from collection.promise where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("promise-unknown", "没有这个承诺"));
        if (!state.equals("OPEN")) throw Problem.conflict("promise-ended", "这个承诺已经有了结果");
        end(community, id, "WITHDRAWN", LocalDate.now(clock), why);
        audit.note("承诺撤销", null, Map.of("promise", id, "why", why));
    }

    /** 日终：到这一天（含）该缴的各期，缴够的记兑现，没缴够的记没兑现并派一件事。重跑无害。 */
    @Override
    @Transactional
    public void close(long community, LocalDate day) {
        for (var due : due(community, day)) {
            var isStillOpen = jdbc.sql("select state = 'OPEN' from collection.promise where community_id = :community and id = :id for no key update")
                .param("community", community).param("id", due.promiseId()).query(Boolean.class).single();
            if (!isStillOpen) continue;
            var paid = settled(community, due.roomId(), due.madeOn(), due.dueOn()).minus(due.settledBefore());
            if (paid.compareTo(due.cumulated()) >= 0 || isClear(community, due)) {
                mark(community, due, "KEPT");
                if (due.isLast()) end(community, due.promiseId(), "KEPT", due.dueOn(), null);
            } else breakIt(community, due, paid);
        }
    }

    private void breakIt(long community, Due due, Money paid) {
        mark(community, due, "BROKEN");
        jdbc.sql("update collection.instalment set state = 'LAPSED' where community_id = :community and promise_id = :promise and state = 'OPEN'")
            .param("community", community).param("promise", due.promiseId()).update();
        end(community, due.promiseId(), "BROKEN", due.dueOn(), "到 %s 应缴 %s 元，只缴了 %s 元".formatted(due.dueOn(), due.cumulated(), paid.max(Money.ZERO)));
        tasks.add(community, new Tasks.NewTask(Tasks.Kind.FOLLOW_UP, due.roomId(), "%s 承诺 %s 缴，没有兑现：应缴 %s 元，缴了 %s 元".formatted(
            due.roomCode(), due.dueOn(), due.cumulated(), paid.max(Money.ZERO)), LocalDate.now(clock), "promise-" + due.promiseId()));
    }

    private List<Due> due(long community, LocalDate day) {
        return jdbc.sql("""
            select p.id promise_id, p.room_id, r.code room_code, i.number, p.made_on, i.due_on, p.settled_before,
                   (select sum(e.amount) from collection.instalment e
                     where e.community_id = i.community_id and e.promise_id = i.promise_id and e.number <= i.number) cumulated,
                   not exists (select from collection.instalment l
                                where l.community_id = i.community_id and l.promise_id = i.promise_id and l.number > i.number) is_last
              from collection.promise p
              join collection.instalment i on i.community_id = p.community_id and i.promise_id = p.id and i.state = 'OPEN'
              join estate.room r on r.community_id = p.community_id and r.id = p.room_id
             where p.community_id = :community and p.state = 'OPEN' and i.due_on <= :day order by p.id, i.number
            """).param("community", community).param("day", day).query(Due.class).list();
    }

    /** What was settled by the end of {@code until} on the bills that were due when the promise was made. */
    private Money settled(long community, long room, LocalDate madeOn, LocalDate until) {
        return new Money(jdbc.sql("""
            select coalesce(sum(s.amount), 0.00) from billing.settlement s
              join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id
             where s.community_id = :community and b.room_id = :room and b.due_on <= :made and s.settled_on <= :until
            """).param("community", community).param("room", room).param("made", madeOn).param("until", until).query(BigDecimal.class).single());
    }

    private boolean isClear(long community, Due due) {
        return jdbc.sql("""
            select not exists (select from billing.bill b
              join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
             where b.community_id = :community and b.room_id = :room and b.due_on <= :made and b.outstanding > 0)
            """).param("community", community).param("room", due.roomId()).param("made", due.madeOn()).query(Boolean.class).single();
    }

    private void mark(long community, Due due, String state) {
        jdbc.sql("update collection.instalment set state = :state where community_id = :community and promise_id = :promise and number = :number")
            .param("state", state).param("community", community).param("promise", due.promiseId()).param("number", due.number()).update();
    }

    private void end(long community, long id, String state, LocalDate on, @Nullable String note) {
        jdbc.sql("update collection.promise set state = :state, ended_on = :on, end_note = :note where community_id = :community and id = :id")
            .param("state", state).param("on", on).param("note", note).param("community", community).param("id", id).update();
    }
}
