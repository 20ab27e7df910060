package cn.anju.servicedesk.aftercare;

import cn.anju.access.Masked;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.servicedesk.WeekCallbacks;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 回访任务：急修、返修、投诉必访，其余按抽样比例；管家当场访，前台在凭证收回一周内访。
 *
 * <p>Nothing is planned and stored: what must be called back follows from the tickets themselves, so that none is missed. The sample goes by the
 * ticket's own id, the same today and tomorrow. What is owed stays until the call is made or excused, however old; what is made is shown for some weeks
 * unless days are asked for.
 */
@Component
@Transactional(readOnly = true)
public class CallbackTasks {

    /** @param state OPEN for what is still to be called, LATE of these what is past its day, DONE, EXCUSED; {@code from} and {@code to} by the day the work was done */
    record Filter(@Nullable String state, @Nullable String stage, @Nullable String why, @Nullable TicketKind kind, @Nullable Boolean mine, @Nullable Long building,
                  @Nullable LocalDate from, @Nullable LocalDate to) {
        static Filter open(@Nullable String stage) {
            return new Filter("OPEN", stage, null, null, null, null, null, null);
        }
    }

    /**
     * @param excuse why it is not made, and who said so
     * @param mayCall whether the person who asks may make this call
     * @param mayExcuse whether he may say that it need not be made
     */
    record Row(long ticketId, String number, TicketKind kind, String stage, String why, @Nullable Long roomId, String placeText, String title, @Nullable String reporter,
               @Nullable String phone, @Nullable String doers, @Nullable String owner, Instant doneAt, @Nullable Instant voucherAt, Instant dueAt, @Nullable Instant calledAt,
               @Nullable String calledName, @Nullable String outcome, long attempts, boolean isLate, @Nullable String excuse, boolean mayCall, boolean mayExcuse) {
        Row {
            title = Masked.text(title);
            phone = Masked.phone(phone);
        }
    }

    /**
     * 一段时间的回访率。
     *
     * @param finished repairs whose voucher came back in the time, {@code called} of these those whom the desk reached within the week, see {@link WeekCallbacks}
     * @param instantMinutes on average from the end of the service to the steward's call
     */
    record Rate(LocalDate from, LocalDate to, long finished, long called, @Nullable BigDecimal rate, BigDecimal target, boolean isBelow, long due, long done, long late,
                @Nullable BigDecimal instantMinutes) {}

    /** 该我做的回访。 @param late of these, past its day */
    record Mine(long open, long late) {}

    /** 一户要做的回访，给走访用。 */
    public record Owed(long ticketId, long roomId, String number, String title) {}

    private static final int MADE_DAYS = 60;
    private static final Map<String, String> SORTABLE = Map.of("number", "number", "dueAt", "due_at", "doneAt", "done_at");

    /** Every call that is owed, made or not, of work done between the two days; without a first day also whatever is older and not made. */
    private static final String OWED = """
        with done as (
            select t.*, v.voucher_at, v.orders, coalesce(v.is_mine, false) is_mine,
                   case when t.kind in ('COMPLAINT', 'DISPUTE', 'NEGATIVE') then 'COMPLAINT' when t.urgency = 'URGENT' then 'URGENT'
                        when t.reopened > 0 or t.kind = 'REPAIR' and t.room_id is not null and exists (
                            select from servicedesk.ticket e where e.community_id = t.community_id and e.room_id = t.room_id and e.kind = 'REPAIR' and e.id < t.id
                               and e.opened_at >= t.opened_at - interval '90 days') then 'REPEAT'
                        when (t.id * 2654435761 >> 16) %% 100 < :share then 'SAMPLE' end why
              from servicedesk.ticket t
              left join lateral (
                select max(o.voucher_at) voucher_at, count(*) orders, bool_or(o.technician_id in (:me, :other)) is_mine
                  from servicedesk.work_order o
                 where o.community_id = t.community_id and o.ticket_id = t.id and o.state = 'FINISHED') v on true
             where t.community_id = :community and t.state in ('DONE', 'CLOSED') and t.kind <> 'PRAISE'
               and (t.done_at >= :from::date::timestamp at time zone 'Asia/Shanghai' or :ever and not (%s and %s))
               and t.done_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai'),
        owed as (
            select d.*, 'WEEK' stage, coalesce(d.voucher_at, d.done_at) + make_interval(days => :days) call_by from done d
             where d.why is not null and (d.phone is not null or d.why = 'COMPLAINT')
            union all
            select d.*, 'INSTANT', d.done_at + make_interval(hours => :hours) from done d where d.orders > 0 and d.owner_id is not null and d.room_id is not null),
        tried as (
            select d.id ticket_id, b.stage, count(*) attempts, (array_agg(b.made_at order by b.id desc) filter (where b.outcome <> 'UNREACHED'))[1] made_at,
                   (array_agg(b.made_name order by b.id desc) filter (where b.outcome <> 'UNREACHED'))[1] made_name,
                   (array_agg(b.outcome order by b.id desc) filter (where b.outcome <> 'UNREACHED'))[1] outcome
              from done d join servicedesk.callback b on b.community_id = d.community_id and b.ticket_id = d.id and b.made_at >= d.done_at
             where b.community_id = :community
             group by d.id, b.stage),
        called as (
            select t.id ticket_id, t.number, t.kind, t.stage, x.made_name || '：' || x.reason excuse, coalesce(t.why, 'SAMPLE') why, t.room_id, coalesce(r.code, a.name, t.place) place_text, t.title, t.reporter, t.phone,
                   t.community_id, w.name owner, t.done_at, t.voucher_at, t.call_by due_at, c.made_at called_at, c.made_name called_name, c.outcome, coalesce(c.attempts, 0) attempts,
                   coalesce(c.made_at, x.made_at, :now) > t.call_by is_late, coalesce(r.building_id, a.building_id) building_id, t.owner_id, t.is_mine, h.handler_id,
                   :may and c.made_at is null and x.id is null and not t.is_mine and coalesce(h.handler_id not in (:me, :other), true)
                     and (t.stage = 'INSTANT') = coalesce(t.owner_id in (:me, :other), false) may_call
              from owed t
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
              left join access.staff w on w.id = t.owner_id
              left join servicedesk.complaint h on h.community_id = t.community_id and h.ticket_id = t.id
              left join tried c on c.ticket_id = t.id and c.stage = t.stage
              left join servicedesk.callback_excuse x on x.community_id = t.community_id and x.ticket_id = t.id and x.stage = t.stage and x.done_at = t.done_at
             where c.made_at is null and x.id is null or t.done_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
        """.formatted(settled("WEEK"), settled("INSTANT"));
    private static final String FROM = """
          from called where (:state::text is null or case :state when 'DONE' then called_at is not null when 'EXCUSED' then called_at is null and excuse is not null
                                                                 when 'LATE' then called_at is null and excuse is null and is_late else called_at is null and excuse is null end)
           and (:stage::text is null or stage = :stage) and (:why::text is null or why = :why) and (:kind::text is null or kind = :kind)
           and (not :mine or may_call or called_at is not null and (stage = 'INSTANT') = coalesce(owner_id in (:me, :other), false)) and (:building::bigint is null or building_id = :building)
        """;

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    CallbackTasks(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching(OWED + "select count(*)" + FROM, community, filter).query(Long.class).single();
        var rows = matching(OWED + """
            select ticket_id, number, kind, stage, why, room_id, place_text, title, reporter, phone,
                   (select string_agg(distinct p.name, '、') from servicedesk.work_order o join access.staff p on p.id = o.technician_id
                     where o.community_id = called.community_id and o.ticket_id = called.ticket_id and o.state = 'FINISHED') doers, owner, done_at, voucher_at, due_at, called_at, called_name, outcome,
                   attempts, is_late, excuse, may_call, :may_excuse and called_at is null and excuse is null and not (may_call and stage = 'INSTANT') may_excuse
            """ + FROM + paging.orderBy(SORTABLE, "called_at is not null or excuse is not null, due_at, ticket_id, stage") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, total);
    }

    Rate rate(long community, @Nullable LocalDate from, @Nullable LocalDate to) {
        record Found(long finished, long called, long due, long done, long late, @Nullable BigDecimal instantMinutes) {}
        var filter = new Filter(null, null, null, null, null, null, from == null ? LocalDate.now(clock).withDayOfMonth(1) : from, to);
        var found = matching(OWED + """
            , repairs as (select %s is_called from servicedesk.ticket t where t.community_id = :community and %s)
            select (select count(*) from repairs) finished, (select count(*) filter (where is_called) from repairs) called, count(*) due,
                   count(*) filter (where called_at is not null) done, count(*) filter (where is_late) late,
                   round((avg(extract(epoch from called_at - done_at)) filter (where stage = 'INSTANT') / 60)::numeric, 0) instant_minutes from called
            """.formatted(WeekCallbacks.called("days"), WeekCallbacks.counted(":from::date", ":to::date + 1", "days")), community, filter).query(Found.class).single();
        var target = settings.get(community, ServiceDeskSettings.CALLBACK_RATE);
        var rate = found.finished() == 0 ? null : BigDecimal.valueOf(1000 * found.called() / found.finished(), 1);
        return new Rate(filter.from(), to == null ? LocalDate.now(clock) : to, found.finished(), found.called(), rate, target, rate != null && rate.compareTo(target) < 0,
            found.due(), found.done(), found.late(), found.instantMinutes());
    }

    /** 该我做、还没做的。 */
    Mine mine(long community) {
        return matching(OWED + "select count(*) open, count(*) filter (where is_late) late from called where may_call", community,
            new Filter(null, null, null, null, null, null, null, null)).query(Mine.class).single();
    }

    /** 还没做的一周内回访，有房号的；不问是谁问的。 */
    public List<Owed> owed(long community) {
        return jdbc.sql(OWED + "select ticket_id, room_id, number, title from called where called_at is null and excuse is null and stage = 'WEEK' and room_id is not null order by due_at")
            .params(values(community, new Filter(null, null, null, null, null, null, null, null), 0, 0, false)).query(Owed.class).list();
    }

    private static String settled(String stage) {
        return """
            (exists (select from servicedesk.callback b where b.community_id = t.community_id and b.ticket_id = t.id and b.stage = '%1$s' and b.outcome <> 'UNREACHED' and b.made_at >= t.done_at)
             or exists (select from servicedesk.callback_excuse x where x.community_id = t.community_id and x.ticket_id = t.id and x.stage = '%1$s' and x.done_at = t.done_at))
            """.formatted(stage);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var user = CurrentUser.get();
        return jdbc.sql(sql).params(values(community, filter, user.id(), user.deputyFor() == null ? user.id() : user.deputyFor(), user.may(community, "servicedesk.callback")))
            .param("may_excuse", user.may(community, "servicedesk.review"));
    }

    private Map<String, @Nullable Object> values(long community, Filter filter, long me, long other, boolean may) {
        var today = LocalDate.now(clock);
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "now", clock.instant().atOffset(ZoneOffset.UTC), "me", me, "other", other, "may", may,
            "share", settings.get(community, ServiceDeskSettings.CALLBACK_SHARE).intValueExact(), "days", settings.get(community, ServiceDeskSettings.CALLBACK_DAYS).intValueExact(),
            "hours", settings.get(community, ServiceDeskSettings.INSTANT_HOURS).intValueExact()));
        values.put("state", filter.state());
        values.put("stage", filter.stage());
        values.put("why", filter.why());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("mine", Boolean.TRUE.equals(filter.mine()));
        values.put("building", filter.building());
        values.put("today", today);
        values.put("ever", filter.from() == null);
        values.put("from", filter.from() == null ? today.minusDays(MADE_DAYS) : filter.from());
        values.put("to", filter.to() == null ? today : filter.to());
        return values;
    }
}
