package cn.anju.servicedesk.statistics;

import cn.anju.kernel.Money;
import cn.anju.servicedesk.ticket.TicketKind;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一段时间里登记的工单的统计；每个数都点得开，见 {@link CountedTickets}。 */
@Component
@Transactional(readOnly = true)
class ServiceStatistics {

    /**
     * 一行数。
     *
     * @param dimension ALL, KIND, HOUR or BUILDING
     * @param acceptMinutes on average until somebody took it on, {@code finishMinutes} until it was done, by the clock on the wall
     * @param again repairs that were done but reopened or done by more than one order
     * @param firstTimeRate per cent of the repairs done that were right the first time
     */
    record Line(String dimension, @Nullable String key, String label, long total, long done, long open, long late, @Nullable BigDecimal acceptMinutes,
                @Nullable BigDecimal finishMinutes, long repairs, long again, @Nullable BigDecimal firstTimeRate) {}

    /** 一个维修工手上的活。 @param workMinutes on average from start to end of a finished order */
    record Load(long technicianId, String technician, long orders, long finished, long open, long sentBack, @Nullable BigDecimal workMinutes) {}

    /** 回访的一种结果。 */
    record Outcome(String outcome, long calls) {}

    /** 用掉的一种料。 @param orders on how many work orders; {@code unpriced} uses whose price is not known, which {@code amount} leaves out */
    record Material(String name, String unit, BigDecimal quantity, Money amount, long orders, long unpriced) {}

    /** @param satisfactionRate of the tickets whose callbacks reached somebody, per cent whose last word was satisfied or fairly so; {@code calledRate} of the tickets done */
    record Report(LocalDate from, LocalDate to, List<Line> lines, List<Load> loads, List<Outcome> outcomes, List<Material> materials, Money materialAmount,
                  long called, @Nullable BigDecimal calledRate, @Nullable BigDecimal satisfactionRate) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ServiceStatistics(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param from the first of this month unless given; {@code to} today unless given */
    Report of(long community, @Nullable LocalDate from, @Nullable LocalDate to) {
        var last = to == null ? LocalDate.now(clock) : to;
        var first = from == null ? last.withDayOfMonth(1) : from;
        var lines = at("""
            with counted as (
                select t.kind, extract(hour from t.opened_at at time zone 'Asia/Shanghai')::int as hour, coalesce(r.building_id, a.building_id) building_id, t.done_at, t.closed_at,
                       coalesce(t.done_at, t.closed_at, :now) > t.due_at is_late, extract(epoch from t.accepted_at - t.opened_at) / 60 accept, extract(epoch from t.done_at - t.opened_at) / 60 finish,
                       t.kind = 'REPAIR' and t.done_at is not null is_repair, t.reopened > 0 or coalesce(o.finished, 0) > 1 is_again
                  from servicedesk.ticket t
                  left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
                  left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
                  left join (select ticket_id, count(*) finished from servicedesk.work_order where community_id = :community and state = 'FINISHED' and dispatched_at >= :from
                              group by ticket_id) o on o.ticket_id = t.id
                 where t.community_id = :community and t.opened_at >= :from and t.opened_at < :until and t.state <> 'CANCELLED'),
            together as materialized (
                select kind, hour, building_id, count(*) total, count(done_at) done, count(*) filter (where closed_at is null and done_at is null) open,
                       count(*) filter (where is_late) late, sum(accept) accept, count(accept) accepted, sum(finish) finish, count(finish) finished,
                       count(*) filter (where is_repair) repairs, count(*) filter (where is_repair and is_again) again
                  from counted group by kind, hour, building_id),
            summed as (
                select case when grouping(kind) = 0 then 'KIND' when grouping(hour) = 0 then 'HOUR' when grouping(building_id) = 0 then 'BUILDING' else 'ALL' end dimension,
                       coalesce(kind, hour::text, building_id::text) as key, building_id, coalesce(sum(total), 0)::bigint total, coalesce(sum(done), 0)::bigint done,
                       coalesce(sum(open), 0)::bigint open, coalesce(sum(late), 0)::bigint late, round(sum(accept) / nullif(sum(accepted), 0), 0) accept_minutes,
                       round(sum(finish) / nullif(sum(finished), 0), 0) finish_minutes, coalesce(sum(repairs), 0)::bigint repairs, coalesce(sum(again), 0)::bigint again
                  from together group by grouping sets ((), (kind), (hour), (building_id)))
            select s.dimension, s.key, coalesce(nullif(b.name, ''), b.code || ' 栋', s.key, '') label, s.total, s.done, s.open, s.late, s.accept_minutes, s.finish_minutes, s.repairs, s.again,
                   round(100.0 * (s.repairs - s.again) / nullif(s.repairs, 0), 1) first_time_rate
              from summed s left join estate.building b on b.community_id = :community and s.dimension = 'BUILDING' and b.id = s.building_id
             order by s.dimension, case when s.dimension = 'HOUR' then s.key::int end, s.total desc
            """, community, first, last).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Line.class).list().stream().map(ServiceStatistics::named).toList();
        var loads = at("""
            select o.technician_id, p.name technician, count(*) orders, count(*) filter (where o.state = 'FINISHED') finished, count(*) filter (where o.ended_at is null) open,
                   count(*) filter (where o.state = 'RETURNED') sent_back, round((avg(extract(epoch from o.finished_at - o.started_at)) / 60)::numeric, 0) work_minutes
              from servicedesk.work_order o join access.staff p on p.id = o.technician_id
             where o.community_id = :community and o.dispatched_at >= :from and o.dispatched_at < :until group by o.technician_id, p.name order by orders desc, p.name
            """, community, first, last).query(Load.class).list();
        var outcomes = at("""
            select b.outcome, count(distinct b.ticket_id) calls from servicedesk.callback b
              join servicedesk.ticket t on t.community_id = b.community_id and t.id = b.ticket_id and t.opened_at >= :from and t.opened_at < :until
             where b.community_id = :community and b.made_at >= :from group by b.outcome order by b.outcome desc
            """, community, first, last).query(Outcome.class).list();
        var materials = at("""
            select name, unit, trim_scale(sum(quantity)) quantity, coalesce(sum(round(quantity * price, 2)), 0) amount, count(distinct order_id) orders,
                   count(*) filter (where price is null) unpriced
              from servicedesk.material_use where community_id = :community and used_at >= :from and used_at < :until group by name, unit order by 4 desc, name, unit
            """, community, first, last).query(Material.class).list();
        var called = at("""
            select count(distinct b.ticket_id) from servicedesk.callback b
              join servicedesk.ticket t on t.community_id = b.community_id and t.id = b.ticket_id and t.opened_at >= :from and t.opened_at < :until and t.done_at is not null
             where b.community_id = :community and b.made_at >= :from and b.outcome <> 'UNREACHED'
            """, community, first, last).query(Long.class).single();
        var done = lines.stream().filter(each -> each.dimension().equals("ALL")).mapToLong(Line::done).sum();
        record Words(long reached, long content) {}
        var words = at("""
            select count(*) reached, count(*) filter (where outcome in ('SATISFIED', 'FAIR')) content
              from (select distinct on (b.ticket_id) b.outcome from servicedesk.callback b
                      join servicedesk.ticket t on t.community_id = b.community_id and t.id = b.ticket_id and t.opened_at >= :from and t.opened_at < :until and t.state <> 'CANCELLED'
                     where b.community_id = :community and b.made_at >= :from and b.outcome <> 'UNREACHED' order by b.ticket_id, b.id desc) last_word
            """, community, first, last).query(Words.class).single();
        return new Report(first, last, lines, loads, outcomes, materials, Money.sum(materials, Material::amount), called, rate(called, done), rate(words.content(), words.reached()));
    }

    private static Line named(Line line) {
        var label = switch (line.dimension()) {
            case "KIND" -> TicketKind.valueOf(String.valueOf(line.key())).label();
            case "HOUR" -> line.key() + " 时";
            case "BUILDING" -> line.key() == null ? "不在楼里" : line.label();
            default -> "合计";
        };
        return new Line(line.dimension(), line.key(), label, line.total(), line.done(), line.open(), line.late(), line.acceptMinutes(), line.finishMinutes(), line.repairs(), line.again(),
            line.firstTimeRate());
    }

    /** Per cent with one decimal, rounded down. */
    private static @Nullable BigDecimal rate(long part, long whole) {
        return whole == 0 ? null : BigDecimal.valueOf(1000 * part / whole, 1);
    }

    private JdbcClient.StatementSpec at(String sql, long community, LocalDate from, LocalDate to) {
        return jdbc.sql(sql).param("community", community).param("from", from.atStartOfDay(clock.getZone()).toOffsetDateTime())
            .param("until", to.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime());
    }
}
