package cn.anju.servicedesk.statistics;

import cn.anju.access.Masked;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.servicedesk.ticket.TicketState;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 统计里一个数背后的工单，条件和统计的一样。 */
@Component
@Transactional(readOnly = true)
class CountedTickets {

    /**
     * @param outdoors only what is in no building; {@code technician} who was sent between the days, {@code orderState} how his order stands
     * @param outcome of a call, or REACHED for any call that reached somebody; {@code accepted} whether anybody has taken it on
     */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable TicketKind kind, @Nullable Integer hour, @Nullable Long building, @Nullable Boolean outdoors,
                  @Nullable Boolean done, @Nullable Boolean late, @Nullable Boolean again, @Nullable Boolean called, @Nullable String outcome, @Nullable Long technician,
                  @Nullable String orderState, @Nullable Boolean accepted) {}

    record Row(long id, String number, TicketKind kind, TicketState state, String placeText, String title, Instant openedAt, @Nullable Instant acceptedAt, @Nullable Instant doneAt,
               boolean isLate, int reopened, @Nullable String technicians, @Nullable String outcome,
               @Nullable BigDecimal acceptMinutes, @Nullable BigDecimal finishMinutes, @Nullable BigDecimal workMinutes) {
        Row {
            title = Masked.text(title);
        }
    }

    private static final Map<String, String> SORTABLE = Map.of("number", "t.number", "openedAt", "t.opened_at", "doneAt", "t.done_at",
        "acceptMinutes", "t.accepted_at - t.opened_at", "finishMinutes", "t.done_at - t.opened_at");
    private static final String FROM = """
          from servicedesk.ticket t
          left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
          left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
         where t.community_id = :community and t.state <> 'CANCELLED' and (:kind::text is null or t.kind = :kind)
           and (:hour::int is null or extract(hour from t.opened_at at time zone 'Asia/Shanghai') = :hour)
           and (:building::bigint is null or coalesce(r.building_id, a.building_id) = :building)
           and (:outdoors::boolean is null or (coalesce(r.building_id, a.building_id) is null) = :outdoors)
           and (:done::boolean is null or case when :done then t.done_at is not null else t.done_at is null and t.closed_at is null end)
           and (:late::boolean is null or (coalesce(t.done_at, t.closed_at, :now) > t.due_at) = :late)
           and (:again::boolean is null or t.kind = 'REPAIR' and t.done_at is not null and (t.reopened > 0 or (select count(*) from servicedesk.work_order o
                 where o.community_id = t.community_id and o.ticket_id = t.id and o.state = 'FINISHED' and o.dispatched_at >= :from) > 1) = :again)
           and (:called::boolean is null or t.done_at is not null and exists (select from servicedesk.callback b
                 where b.community_id = t.community_id and b.ticket_id = t.id and b.outcome <> 'UNREACHED') = :called)
           and (:outcome::text is null or exists (select from servicedesk.callback b where b.community_id = t.community_id and b.ticket_id = t.id
                and case :outcome when 'REACHED' then b.outcome <> 'UNREACHED' else b.outcome = :outcome end))
           and (:accepted::boolean is null or (t.accepted_at is not null) = :accepted)
           and case when :technician::bigint is null then t.opened_at >= :from and t.opened_at < :until
                    else exists (select from servicedesk.work_order o where o.community_id = t.community_id and o.ticket_id = t.id and o.technician_id = :technician
                                    and o.dispatched_at >= :from and o.dispatched_at < :until
                                    and (:orderState::text is null or case :orderState when 'OPEN' then o.ended_at is null else o.state = :orderState end)) end
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    CountedTickets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var last = filter.to() == null ? LocalDate.now(clock) : filter.to();
        var first = filter.from() == null ? last.withDayOfMonth(1) : filter.from();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "now", clock.instant().atOffset(ZoneOffset.UTC),
            "from", first.atStartOfDay(clock.getZone()).toOffsetDateTime(), "until", last.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime()));
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("hour", filter.hour());
        values.put("building", filter.building());
        values.put("outdoors", filter.outdoors());
        values.put("done", filter.done());
        values.put("late", filter.late());
        values.put("again", filter.again());
        values.put("called", filter.called());
        values.put("outcome", filter.outcome());
        values.put("technician", filter.technician());
        values.put("orderState", filter.orderState());
        values.put("accepted", filter.accepted());
        var rows = jdbc.sql("""
            select t.id, t.number, t.kind, t.state, coalesce(r.code, a.name, t.place) place_text, t.title, t.opened_at, t.accepted_at, t.done_at,
                   coalesce(t.done_at, t.closed_at, :now) > t.due_at is_late, t.reopened,
                   (select string_agg(distinct p.name, '、') from servicedesk.work_order o join access.staff p on p.id = o.technician_id
                     where o.community_id = t.community_id and o.ticket_id = t.id) technicians,
                   (select b.outcome from servicedesk.callback b where b.community_id = t.community_id and b.ticket_id = t.id
                     order by b.outcome = 'UNREACHED', b.id desc limit 1) outcome,
                   round((extract(epoch from t.accepted_at - t.opened_at) / 60)::numeric, 0) accept_minutes, round((extract(epoch from t.done_at - t.opened_at) / 60)::numeric, 0) finish_minutes,
                   (select round((avg(extract(epoch from o.finished_at - o.started_at)) / 60)::numeric, 0) from servicedesk.work_order o where o.community_id = t.community_id
                       and o.ticket_id = t.id and (:technician::bigint is null or o.technician_id = :technician)) work_minutes
            """ + FROM + paging.orderBy(SORTABLE, "t.opened_at desc, t.id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }
}
