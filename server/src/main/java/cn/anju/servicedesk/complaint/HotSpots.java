package cn.anju.servicedesk.complaint;

import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 投诉热点：按原因、事项、楼栋、责任部门各多少，重复多少；每个片区一个月的维修类投诉不超过几次。 */
@Component
@Transactional(readOnly = true)
class HotSpots {

    /**
     * 一个热点。
     *
     * @param code what the list of complaints is filtered by; none for what is not coded or in no building: the list says NONE, of buildings 0
     * @param repeats of the same cause at the same place within 90 days
     * @param repeatRate per cent
     */
    record Spot(String dimension, @Nullable String code, String label, long total, long open, long late, long repeats, BigDecimal repeatRate) {}

    /** 一个片区一个月的维修类投诉。 */
    record StewardMonth(long areaId, String area, @Nullable String steward, long complaints, int limit, boolean isOver) {}

    private final JdbcClient jdbc;
    private final Codes codes;
    private final Settings settings;
    private final Clock clock;

    HotSpots(JdbcClient jdbc, Codes codes, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.codes = codes;
        this.settings = settings;
        this.clock = clock;
    }

    List<Spot> of(long community, @Nullable LocalDate from, @Nullable LocalDate to) {
        var today = LocalDate.now(clock);
        var found = jdbc.sql("""
            with all_of_them as (
                select c.item, c.cause, c.department, coalesce(r.building_id, a.building_id) building_id, t.closed_at is null is_open,
                       coalesce(t.closed_at, t.done_at, :now) > t.due_at is_late,
                       %s is_repeat
                  from servicedesk.complaint c
                  join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
                  left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
                  left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
                 where c.community_id = :community and t.state <> 'CANCELLED' and t.opened_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai'
                   and t.opened_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
            select d.dimension, d.code, coalesce(nullif(b.name, ''), b.code || ' 栋', d.code, '没有') label, count(*) total, count(*) filter (where is_open) open, count(*) filter (where is_late) late,
                   count(*) filter (where is_repeat) repeats, round(100.0 * count(*) filter (where is_repeat) / count(*), 1) repeat_rate
              from all_of_them x
              cross join lateral (values ('CAUSE', x.cause), ('ITEM', x.item), ('BUILDING', x.building_id::text), ('DEPARTMENT', x.department)) d(dimension, code)
              left join estate.building b on b.community_id = :community and d.dimension = 'BUILDING' and b.id = x.building_id
             group by d.dimension, d.code, b.name, b.code order by d.dimension, total desc, d.code
            """.formatted(ComplaintList.REPEAT)).param("community", community).param("from", from == null ? today.minusMonths(3) : from).param("to", to == null ? today : to)
            .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC)).query(Spot.class).list();
        var items = codes.labels(community, Codes.CodeKind.ITEM);
        var causes = codes.labels(community, Codes.CodeKind.CAUSE);
        var departments = codes.labels(community, Codes.CodeKind.DEPARTMENT);
        return found.stream().map(each -> {
            var label = each.code() == null ? each.dimension().equals("BUILDING") ? "不在楼里" : "还没有查明" : switch (each.dimension()) {
                case "ITEM" -> items.getOrDefault(each.code(), each.code());
                case "CAUSE" -> causes.getOrDefault(each.code(), each.code());
                case "DEPARTMENT" -> departments.getOrDefault(each.code(), each.code());
                default -> each.label();
            };
            return new Spot(each.dimension(), each.code(), label, each.total(), each.open(), each.late(), each.repeats(), each.repeatRate());
        }).toList();
    }

    /** @param month this one unless given */
    List<StewardMonth> stewards(long community, @Nullable YearMonth month) {
        var asked = month == null ? YearMonth.now(clock) : month;
        var day = asked.atEndOfMonth().isAfter(LocalDate.now(clock)) ? LocalDate.now(clock) : asked.atEndOfMonth();
        var limit = settings.get(community, ServiceDeskSettings.REPAIR_COMPLAINTS).intValueExact();
        return jdbc.sql("""
            select a.id area_id, a.name area, (select p.name from estate.steward_assignment g join access.staff p on p.id = g.staff_id
                     where g.community_id = a.community_id and g.area_id = a.id and g.from_on <= :day and (g.to_on is null or g.to_on >= :day) order by g.id limit 1) steward,
                   count(t.id) complaints, :limit::int as limit, count(t.id) > :limit is_over
              from estate.steward_area a
              left join estate.steward_area_rooms(:community, :day) s on s.area_id = a.id
              left join (servicedesk.complaint c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id and t.state <> 'CANCELLED'
                          and t.opened_at >= :from::date::timestamp at time zone 'Asia/Shanghai' and t.opened_at < :until::date::timestamp at time zone 'Asia/Shanghai')
                on c.community_id = a.community_id and c.item = :repair and t.room_id = s.room_id
             where a.community_id = :community group by a.community_id, a.id, a.name order by complaints desc, a.name
            """).param("community", community).param("day", day).param("limit", limit).param("repair", Codes.REPAIR).param("from", asked.atDay(1))
            .param("until", asked.plusMonths(1).atDay(1)).query(StewardMonth.class).list();
    }
}
