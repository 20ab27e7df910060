package cn.anju.collection.dunning;

import cn.anju.collection.debt.Households;
import cn.anju.kernel.Money;
import cn.anju.notification.SendGuard;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 该停的就停：缴了款、有异议、作了承诺，之后的催缴一律不发、不派、不寄。 */
@Component
class Stops implements SendGuard {

    private record Act(long roomId, Money overdue, Instant madeAt) {}

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M月d日 HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final JdbcClient jdbc;
    private final Households households;
    private final Clock clock;

    Stops(JdbcClient jdbc, Households households, Clock clock) {
        this.jdbc = jdbc;
        this.households = households;
        this.clock = clock;
    }

    @Override
    public String subjectType() {
        return "dunning";
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> reasonNotToSend(long community, long act) {
        return jdbc.sql("select room_id, overdue, made_at from collection.dunning_act where community_id = :community and id = :id")
            .param("community", community).param("id", act).query(Act.class).optional()
            .flatMap(each -> reason(community, each.roomId(), each.overdue(), each.madeAt()));
    }

    /** Why a step that was prepared at {@code since} over {@code overdue} must not be carried out; empty when it may. */
    @Transactional(readOnly = true)
    Optional<String> reason(long community, long room, Money overdue, Instant since) {
        var paidAt = jdbc.sql("""
            select max(p.paid_at) from cashier.payment p
              join billing.settlement s on s.community_id = p.community_id and s.source_id = p.id and s.kind = 'PAYMENT' and s.amount > 0
              join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id and b.room_id = :room
             where p.community_id = :community and p.paid_at >= :since
               and not exists (select from billing.settlement v where v.community_id = s.community_id and v.reverses_id = s.id)
            """).param("community", community).param("room", room).param("since", since.atOffset(ZoneOffset.UTC))
            .query(OffsetDateTime.class).optional();
        if (paidAt.isPresent()) return Optional.of("住户已于 %s 缴款".formatted(MOMENT.format(paidAt.get().toInstant())));
        var now = households.of(community, room);
        if (now.isClear()) return Optional.of("已经没有逾期欠费");
        if (now.overdue().compareTo(overdue) < 0) return Optional.of("逾期已由 %s 元减为 %s 元".formatted(overdue, now.overdue()));
        return standing(community, room);
    }

    /** What keeps a household from being dunned at all: an open promise, an objection that was not answered yet. */
    Optional<String> standing(long community, long room) {
        var promised = jdbc.sql("""
            select min(i.due_on) from collection.promise p
              join collection.instalment i on i.community_id = p.community_id and i.promise_id = p.id and i.state = 'OPEN'
             where p.community_id = :community and p.room_id = :room and p.state = 'OPEN'
            """).param("community", community).param("room", room).query(LocalDate.class).optional();
        if (promised.isPresent()) return Optional.of("住户承诺 %s 缴".formatted(promised.get()));
        var lastOutcome = jdbc.sql("select outcome from collection.contact where community_id = :community and room_id = :room order by contacted_at desc, id desc limit 1")
            .param("community", community).param("room", room).query(String.class).optional();
        return lastOutcome.filter("DISPUTED"::equals).map(outcome -> "住户对账单有异议，尚未答复");
    }

    /** Whether the household paid something within the last {@code days} days. */
    boolean paidLately(long community, long room, int days) {
        return jdbc.sql("""
            select exists (select from billing.settlement s join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id
             where s.community_id = :community and b.room_id = :room and s.kind = 'PAYMENT' and s.amount > 0 and s.settled_on > :after
               and not exists (select from billing.settlement v where v.community_id = s.community_id and v.reverses_id = s.id))
            """).param("community", community).param("room", room).param("after", LocalDate.now(clock).minusDays(days)).query(Boolean.class).single();
    }
}
