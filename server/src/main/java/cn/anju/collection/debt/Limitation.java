package cn.anju.collection.debt;

import cn.anju.kernel.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 诉讼时效：三年（民法典第188条），从应缴日起算，每次有凭据的催讨或部分履行重新起算（第195条）。
 *
 * <p>A contact counts when a photo, recording or document is attached to it; a message when it was accepted for the
 * number on file; a letter when its delivery was recorded.
 */
@Component
@Transactional(readOnly = true)
public class Limitation {

    static final int YEARS = 3;

    /** 一行账单的时效。 @param restartedOn the last day that made it start again; null when it runs from the due day */
    public record Claim(long billId, long roomId, String roomCode, String itemName, LocalDate periodStart, LocalDate dueOn, Money outstanding,
                        @Nullable LocalDate restartedOn, LocalDate lapsesOn) {}

    private record Open(long billId, long roomId, String roomCode, String itemName, LocalDate periodStart, LocalDate dueOn, Money outstanding) {}

    private record Demand(long roomId, @Nullable Long billId, LocalDate madeOn) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Limitation(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** When a claim lapses, and what it was last restarted by; a demand after the end no longer helps. */
    static LocalDate lapsesOn(LocalDate dueOn, Collection<LocalDate> demands) {
        var lapses = dueOn.plusYears(YEARS);
        for (var demand : demands.stream().sorted().toList())
            if (!demand.isBefore(dueOn) && !demand.isAfter(lapses)) lapses = demand.plusYears(YEARS);
        return lapses;
    }

    /** 时效在 {@code days} 天内届满或已经届满的，先到的在前。 */
    public List<Claim> near(long community, int days) {
        var horizon = LocalDate.now(clock).plusDays(days);
        return claims(community, null, horizon).stream().filter(claim -> !claim.lapsesOn().isAfter(horizon)).toList();
    }

    /** 一户每行的时效。 */
    public List<Claim> of(long community, long room) {
        return claims(community, room, LocalDate.now(clock).plusYears(2 * YEARS));
    }

    /** Room → the first day on which a claim of it lapses, where that is near. */
    Map<Long, LocalDate> nearest(long community, int days) {
        var nearest = new HashMap<Long, LocalDate>();
        for (var claim : near(community, days)) nearest.merge(claim.roomId(), claim.lapsesOn(), (one, other) -> one.isBefore(other) ? one : other);
        return nearest;
    }

    private List<Claim> claims(long community, @Nullable Long room, LocalDate horizon) {
        var open = jdbc.sql("""
            select b.id bill_id, b.room_id, r.code room_code, i.name item_name, b.period_start, b.due_on, b.outstanding
              from billing.bill b
              join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
              join estate.room r on r.community_id = b.community_id and r.id = b.room_id
              join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
              join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
             where b.community_id = :community and b.outstanding > 0 and b.due_on < :today and b.due_on <= :latest
               and (:room::bigint is null or b.room_id = :room)
             order by b.due_on, r.code, b.id
            """).param("community", community).param("today", LocalDate.now(clock)).param("latest", horizon.minusYears(YEARS)).param("room", room)
            .query(Open.class).list();
        if (open.isEmpty()) return List.of();
        var demands = demands(community, open).stream().collect(Collectors.groupingBy(Demand::roomId));
        return open.stream().map(each -> {
            var relevant = demands.getOrDefault(each.roomId(), List.of()).stream()
                .filter(demand -> demand.billId() == null || demand.billId() == each.billId()).map(Demand::madeOn).toList();
            var lapses = lapsesOn(each.dueOn(), relevant);
            var restarted = lapses.minusYears(YEARS);
            return new Claim(each.billId(), each.roomId(), each.roomCode(), each.itemName(), each.periodStart(), each.dueOn(), each.outstanding(),
                lapses.equals(each.dueOn().plusYears(YEARS)) ? null : restarted, lapses);
        }).sorted(Comparator.comparing(Claim::lapsesOn).thenComparing(Claim::roomCode)).toList();
    }

    private List<Demand> demands(long community, List<Open> open) {
        return jdbc.sql("""
            select c.room_id, null::bigint bill_id, (c.contacted_at at time zone 'Asia/Shanghai')::date made_on
              from collection.contact c
             where c.community_id = :community and c.room_id = any (:rooms) and c.outcome <> 'UNREACHED'
               and exists (select from attachment.file f where f.community_id = c.community_id and f.subject = 'contact:' || c.id)
            union
            select l.room_id, null::bigint, l.delivered_on from collection.letter l
             where l.community_id = :community and l.room_id = any (:rooms) and l.state = 'DELIVERED'
            union
            select m.room_id, null::bigint, (m.ended_at at time zone 'Asia/Shanghai')::date from notification.message m
             where m.community_id = :community and m.room_id = any (:rooms) and m.subject_type = 'dunning' and m.state = 'SENT'
            union
            select b.room_id, b.id, s.settled_on from billing.settlement s
              join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id
             where s.community_id = :community and b.id = any (:bills) and s.kind = 'PAYMENT' and s.amount > 0
               and not exists (select from billing.settlement v where v.community_id = s.community_id and v.reverses_id = s.id)
            """).param("community", community)
            .param("rooms", open.stream().map(Open::roomId).distinct().toArray(Long[]::new))
            .param("bills", open.stream().map(Open::billId).toArray(Long[]::new)).query(Demand.class).list();
    }
}
