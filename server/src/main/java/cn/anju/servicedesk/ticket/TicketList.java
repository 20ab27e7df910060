package cn.anju.servicedesk.ticket;

import cn.anju.access.Masked;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.Overdue;
import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.servicedesk.WeekCallbacks;
import cn.anju.setting.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 工单的清单与单张。 */
@Component
@Transactional(readOnly = true)
public class TicketList {

    /**
     * 按什么找；空的不限。
     *
     * @param open only what is not closed or cancelled
     * @param late only what is past its time: not taken on in time while open, nobody there at the promised hour, or not done in time
     * @param overdue of these what is still to be done
     * @param toTell where a technician could not come and the household has not been told
     * @param mine what I am in charge of
     * @param returned the repairs behind that month's rate of callbacks
     * @param called of these those whom the desk has reached within the week, or has not
     * @param doneOn done on that day; {@code done} in that month, {@code promised} of these with a promised hour, {@code served} repairs and paid services
     */
    record Filter(@Nullable String q, @Nullable TicketKind kind, @Nullable TicketState state, @Nullable Urgency urgency, @Nullable Boolean open,
                  @Nullable Boolean late, @Nullable Boolean mine, @Nullable Long room, @Nullable Long building, @Nullable LocalDate from, @Nullable LocalDate to,
                  @Nullable Boolean overdue, @Nullable Boolean toTell, @Nullable YearMonth returned, @Nullable Boolean called, @Nullable LocalDate doneOn, @Nullable YearMonth done, @Nullable Boolean promised,
                  @Nullable Boolean served) {}

    /** @param where the room, the area or the place in words */
    public record Row(long id, String number, TicketKind kind, Source source, Urgency urgency, TicketState state, @Nullable Long roomId, String where, String title,
               @Nullable String reporter, @Nullable String phone, @Nullable Instant wishedFrom, @Nullable Instant promisedAt, Instant openedAt, Instant acceptDueAt,
               Instant dueAt, @Nullable Instant acceptedAt, @Nullable Instant doneAt, @Nullable Instant closedAt, @Nullable String owner, int reopened, boolean isLate,
               long contacts) {}

    /** The rest of one ticket. */
    record Detail(Row ticket, @Nullable String detail, @Nullable String equipment, @Nullable Long personId, @Nullable Long incidentId, @Nullable String incidentNumber, @Nullable String referral, @Nullable String referralPhone,
                  @Nullable Instant wishedTo, @Nullable Instant readBackAt, @Nullable Instant pausedAt, TicketPauses.@Nullable Reason pauseReason, String openedName, @Nullable String reportedName,
                  @Nullable Responsibility responsibility, @Nullable String conclusion, List<Events.Event> events, List<Callbacks.Callback> callbacks,
                  List<TicketPhotos.Photo> photos, List<TicketAct> acts) {}

    private record Rest(@Nullable String detail, @Nullable String equipment, @Nullable Long personId, @Nullable Long incidentId, @Nullable String incidentNumber, @Nullable String referral, @Nullable String referralPhone,
                        @Nullable Instant wishedTo, @Nullable Instant readBackAt, @Nullable Instant pausedAt, TicketPauses.@Nullable Reason pauseReason, String openedName, @Nullable String reportedName,
                        @Nullable Responsibility responsibility, @Nullable String conclusion, boolean waits) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "t.number", "openedAt", "t.opened_at", "dueAt", "t.due_at", "where", "where_text");

    /** As the index {@code ticket_as_listed} has them. */
    static final String ORDER = "t.closed_at is null desc, case when t.closed_at is null then t.due_at end, t.opened_at desc, t.id desc";

    private static final String FROM = """
          from servicedesk.ticket t
          left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
          left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
          left join access.staff w on w.id = t.owner_id
         where t.community_id = :community and (:id::bigint is null or t.id = :id) and (:kind::text is null or t.kind = :kind) and (:state::text is null or t.state = :state)
           and (:urgency::text is null or t.urgency = :urgency) and (:open::boolean is null or (t.closed_at is null) = :open)
           and (:late::boolean is null or %s = :late) and (not :overdue or %s)
           and (not :toTell or t.closed_at is null and exists (select from servicedesk.busy_call y where y.community_id = t.community_id and y.ticket_id = t.id and y.told_at is null))
           and (not :mine or t.owner_id = :me)
           and (:returned::date is null or %s) and (:called::boolean is null or (%s) = :called)
           and (:room::bigint is null or t.room_id = :room) and (:building::bigint is null or coalesce(r.building_id, a.building_id) = :building)
           and (:from::date is null or t.opened_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
           and (:to::date is null or t.opened_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
           and (:doneOn::date is null or t.done_at >= :doneOn::date::timestamp at time zone 'Asia/Shanghai' and t.done_at < (:doneOn::date + 1)::timestamp at time zone 'Asia/Shanghai')
           and (:done::date is null or t.done_at >= :done::date::timestamp at time zone 'Asia/Shanghai'
                and t.done_at < (:done::date + interval '1 month')::timestamp at time zone 'Asia/Shanghai')
           and (not :promised or t.promised_at is not null) and (not :served or t.kind in ('REPAIR', 'PAID_SERVICE') and t.state <> 'CANCELLED')
           and (:q::text is null or t.number = upper(:q) or position(:q in t.title) > 0 or position(:q in coalesce(t.detail, '')) > 0
                or position(:q in coalesce(t.reporter, '')) > 0 or r.code = :q)
        """.formatted(Overdue.TICKET, Overdue.OPEN_TICKET, WeekCallbacks.counted(":returned::date", "(:returned::date + interval '1 month')::date", "days"), WeekCallbacks.called("days"));

    private static final String COLUMNS = """
        select t.id, t.number, t.kind, t.source, t.urgency, t.state, t.room_id, coalesce(r.code, a.name, t.place) where_text, t.title, t.reporter, t.phone, t.wished_from,
               t.promised_at, t.opened_at, t.accept_due_at, t.due_at, t.accepted_at, t.done_at, t.closed_at, w.name owner, t.reopened, %s is_late,
               (select count(*) from servicedesk.contact c where c.community_id = t.community_id and c.ticket_id = t.id) contacts
        """.formatted(Overdue.TICKET);

    private static final Filter NONE = new Filter(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private final JdbcClient jdbc;
    private final Events events;
    private final Callbacks callbacks;
    private final TicketPhotos photos;
    private final Settings settings;
    private final Clock clock;

    TicketList(JdbcClient jdbc, Events events, Callbacks callbacks, TicketPhotos photos, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.callbacks = callbacks;
        this.photos = photos;
        this.settings = settings;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*)" + FROM, community, filter, null).query(Long.class).single();
        var rows = matching(COLUMNS + FROM + paging.orderBy(SORTABLE, ORDER) + " limit :limit offset :offset", community, filter, null).param("limit", paging.limit()).param("offset", paging.offset()).query(TicketList::row).list();
        return new Page<>(rows, total);
    }

    /** @throws Problem 404 {@code ticket-not-found} */
    Detail one(long community, long id) {
        var row = matching(COLUMNS + FROM, community, NONE, id).query(TicketList::row).optional()
            .orElseThrow(() -> Problem.notFound("ticket-not-found", "没有这张工单"));
        var rest = jdbc.sql("""
            select detail, equipment, person_id, incident_id,
                   (select i.number from servicedesk.incident i where i.community_id = ticket.community_id and i.id = ticket.incident_id) incident_number, referral, referral_phone, wished_to, read_back_at, paused_at, pause_reason, opened_name, reported_name, responsibility, conclusion,
                   exists (select from servicedesk.incident i where i.community_id = ticket.community_id and i.id = ticket.incident_id and i.closed_at is null
                              and (i.main_ticket_id <> ticket.id or exists (select from servicedesk.work_order o
                                    where o.community_id = ticket.community_id and o.ticket_id = ticket.id and o.ended_at is null)))
                   or exists (select from servicedesk.service_order s where s.community_id = ticket.community_id and s.ticket_id = ticket.id
                              and s.work_order_id is null and s.state = 'QUOTED')
                   or kind = 'PAID_SERVICE' and not exists (select from servicedesk.service_order s where s.community_id = ticket.community_id and s.ticket_id = ticket.id
                              and s.state in ('AGREED', 'DONE')) waits
              from servicedesk.ticket
             where community_id = :community and id = :id
            """).param("community", community).param("id", id).query(Rest.class).single();
        return new Detail(row, rest.detail() == null ? null : Masked.text(rest.detail()), rest.equipment(), rest.personId(), rest.incidentId(), rest.incidentNumber(), rest.referral(), rest.referralPhone(), rest.wishedTo(),
            rest.readBackAt(), rest.pausedAt(), rest.pauseReason(), rest.openedName(), rest.reportedName(), rest.responsibility(), rest.conclusion(), events.of(community, id), callbacks.of(community, id),
            photos.of(community, id), TicketAct.of(community, row.kind(), row.state(), CurrentUser.get(), callbacks.did(community, id, CurrentUser.get()), rest.waits(), rest.pauseReason() != null));
    }

    /** 同一处还没了的事，最近的在前：登记时看看是不是已经有人说过。 */
    List<Row> open(long community, @Nullable Long room, @Nullable Long area) {
        if (room == null && area == null) return List.of();
        return matching(COLUMNS + FROM + " and t.closed_at is null and (t.room_id = :room or t.common_area_id = :area) order by t.opened_at desc limit 10", community,
                new Filter(null, null, null, null, true, null, null, room, null, null, null, null, null, null, null, null, null, null, null), null).param("area", area).query(TicketList::row).list();
    }

    /** 这间房的工单：没了的先到期的在前，了结的近的在前。 */
    public List<Row> ofRoom(long community, long room, boolean open, int most) {
        return list(community, new Filter(null, null, null, null, open, null, null, room, null, null, null, null, null, null, null, null, null, null, null), new Paging(1, most, null)).items();
    }

    /** 以前报过的设备，最近的在前。 */
    List<String> equipment(long community) {
        return jdbc.sql("""
            select equipment from servicedesk.ticket where community_id = :community and equipment is not null
             group by equipment order by max(opened_at) desc limit 200
            """).param("community", community).query(String.class).list();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter, @Nullable Long id) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "now", clock.instant().atOffset(ZoneOffset.UTC), "me", CurrentUser.get().id(),
            "mine", Boolean.TRUE.equals(filter.mine())));
        values.put("id", id);
        values.put("today", LocalDate.now(clock));
        values.put("days", settings.get(community, ServiceDeskSettings.CALLBACK_DAYS).intValueExact());
        values.put("returned", filter.returned() == null ? null : filter.returned().atDay(1));
        values.put("called", filter.called());
        values.put("doneOn", filter.doneOn());
        values.put("done", filter.done() == null ? null : filter.done().atDay(1));
        values.put("promised", Boolean.TRUE.equals(filter.promised()));
        values.put("served", Boolean.TRUE.equals(filter.served()));
        values.put("q", Places.text(filter.q()));
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("urgency", filter.urgency() == null ? null : filter.urgency().name());
        values.put("open", filter.open());
        values.put("late", filter.late());
        values.put("overdue", Boolean.TRUE.equals(filter.overdue()));
        values.put("toTell", Boolean.TRUE.equals(filter.toTell()));
        values.put("room", filter.room());
        values.put("building", filter.building());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(row.getLong("id"), row.getString("number"), TicketKind.valueOf(row.getString("kind")), Source.valueOf(row.getString("source")),
            Urgency.valueOf(row.getString("urgency")), TicketState.valueOf(row.getString("state")), row.getObject("room_id", Long.class), row.getString("where_text"),
            Masked.text(row.getString("title")), row.getString("reporter"), Masked.phone(row.getString("phone")), moment(row, "wished_from"), moment(row, "promised_at"),
            moment(row, "opened_at"), moment(row, "accept_due_at"), moment(row, "due_at"), moment(row, "accepted_at"), moment(row, "done_at"), moment(row, "closed_at"),
            row.getString("owner"), row.getInt("reopened"), row.getBoolean("is_late"), row.getLong("contacts"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
