package cn.anju.servicedesk.order;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.WorkClearance;
import cn.anju.servicedesk.roster.Roster;
import cn.anju.servicedesk.roster.Trade;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 派给谁好：先看能不能派，再看会不会，再看那时当不当班，再看手上几件，再看刚去过哪栋；每条都说得出理由。 */
@Component
@Transactional(readOnly = true)
class Suggestions {

    /**
     * @param isOnDuty whether he is on at that time; nothing when nobody's turn is entered for it
     * @param barred why this kind of work cannot be given to him today; nothing when it can
     */
    record Suggested(long id, String name, boolean isSkilled, @Nullable Boolean isOnDuty, long open, boolean isNear, @Nullable String barred, List<String> reasons) {}

    /** @param at the moment for which the roster was looked at */
    record Answer(Trade trade, Instant at, List<Suggested> people) {}

    private record About(String said, @Nullable Instant wishedFrom, @Nullable Long building) {}

    private record Load(long id, String name, long open, @Nullable String near) {}

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Roster roster;
    private final List<WorkClearance> clearances;
    private final Clock clock;

    Suggestions(JdbcClient jdbc, StaffAccess staff, Roster roster, List<WorkClearance> clearances, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.roster = roster;
        this.clearances = clearances;
        this.clock = clock;
    }

    /** @param trade guessed from what was said unless given. @throws Problem 404 {@code ticket-not-found} */
    Answer of(long community, long ticket, @Nullable Trade trade) {
        var about = jdbc.sql("""
            select t.title || ' ' || coalesce(t.detail, '') said, t.wished_from, coalesce(r.building_id, a.building_id) building from servicedesk.ticket t
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
             where t.community_id = :community and t.id = :ticket
            """).param("community", community).param("ticket", ticket).query(About.class).optional()
            .orElseThrow(() -> Problem.notFound("ticket-not-found", "没有这张工单"));
        var kind = trade == null ? Trade.guess(about.said()) : trade;
        var now = clock.instant();
        var at = about.wishedFrom() == null || about.wishedFrom().isBefore(now) ? now : about.wishedFrom();
        var skilled = roster.skilled(community, kind);
        var onDuty = roster.onDuty(community, at);
        var loads = loads(community, about.building());
        var barred = barred(community, kind, loads.stream().map(Load::id).toList(), LocalDate.ofInstant(now, clock.getZone()));
        var people = loads.stream().map(each -> suggested(each, kind, skilled.contains(each.id()), onDuty.isEmpty() ? null : onDuty.contains(each.id()), barred.get(each.id())))
            .sorted(Comparator.<Suggested, Boolean>comparing(each -> each.barred() != null).thenComparing(Suggested::isSkilled, Comparator.reverseOrder())
                .thenComparing(each -> Boolean.FALSE.equals(each.isOnDuty())).thenComparing(Suggested::open)
                .thenComparing(Suggested::isNear, Comparator.reverseOrder()).thenComparing(Suggested::name).thenComparing(Suggested::id)).toList();
        return new Answer(kind, at, people);
    }

    private static Suggested suggested(Load load, Trade trade, boolean isSkilled, @Nullable Boolean isOnDuty, @Nullable String barred) {
        var reasons = new ArrayList<String>();
        if (barred != null) reasons.add("不能派：" + barred);
        reasons.add(isSkilled ? "会" + trade.label() : "没登记会" + trade.label());
        if (isOnDuty != null) reasons.add(isOnDuty ? "那时当班" : "那时不当班");
        reasons.add(load.open() == 0 ? "空着" : "手上 %d 件".formatted(load.open()));
        if (load.near() != null) reasons.add("上一件 %s 也在这栋".formatted(load.near()));
        return new Suggested(load.id(), load.name(), isSkilled, isOnDuty, load.open(), load.near() != null, barred, reasons);
    }

    private Map<Long, String> barred(long community, Trade trade, List<Long> people, LocalDate on) {
        var barred = new HashMap<Long, String>();
        clearances.forEach(each -> barred.putAll(each.barred(community, trade.name(), people, on)));
        return barred;
    }

    /** The last thing he was sent to: near when it is in the same building. */
    private List<Load> loads(long community, @Nullable Long building) {
        return jdbc.sql("""
            select s.id, s.name, (select count(*) from servicedesk.work_order o where o.community_id = :community and o.technician_id = s.id and o.ended_at is null) open,
                   (select case when coalesce(r.building_id, a.building_id) = :building::bigint then coalesce(r.code, a.name) end
                      from servicedesk.work_order o join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
                      left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
                      left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
                     where o.community_id = :community and o.technician_id = s.id order by o.dispatched_at desc, o.id desc limit 1) near
              from access.staff s where s.id = any (:ids) and s.is_active
            """).param("community", community).param("building", building).param("ids", staff.holders(community, "servicedesk.work").toArray(Long[]::new))
            .query(Load.class).list();
    }
}
