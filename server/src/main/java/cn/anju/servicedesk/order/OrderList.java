package cn.anju.servicedesk.order;

import cn.anju.access.Masked;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.Overdue;
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

/** 任务单的清单：管派工的看全部，办的人只看自己的。 */
@Component
@Transactional(readOnly = true)
public class OrderList {

    /** @param open only what is not ended; {@code voucher} whether the paper has come back; {@code late} past its time */
    record Filter(@Nullable String state, @Nullable Boolean open, @Nullable Long technician, @Nullable Long ticket, @Nullable Boolean voucher,
                  @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean late) {}

    public record Row(long id, String number, long ticketId, String ticketNumber, String ticketKind, String urgency, @Nullable Long roomId, String placeText, String title,
               @Nullable String reporter, @Nullable String phone, @Nullable Instant wishedFrom, @Nullable Instant wishedTo, Instant dueAt, long technicianId,
               String technician, String state, String task, @Nullable Instant arriveBy, Instant dispatchedAt, String dispatchedName, @Nullable Instant acceptedAt,
               @Nullable Instant onWayAt, @Nullable Instant startedAt, @Nullable Instant pausedAt, @Nullable Instant finishedAt, @Nullable Instant endedAt,
               @Nullable String result, @Nullable String voucher, @Nullable Instant voucherAt, @Nullable String voucherBy,
               @Nullable String building, boolean isLate, List<WorkSteps.Step> steps, boolean mayReturnVoucher, boolean mayCall) {}

    /** Somebody who may be sent. @param open how many orders he has now */
    record Technician(long id, String name, long open) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "o.number", "dispatchedAt", "o.dispatched_at", "dueAt", "t.due_at", "technician", "s.name");
    private static final String FROM = """
          from servicedesk.work_order o
          join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
          join access.staff s on s.id = o.technician_id
          left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
          left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
          left join estate.building b on b.community_id = t.community_id and b.id = coalesce(r.building_id, a.building_id)
         where o.community_id = :community and (:id::bigint is null or o.id = :id) and (:only::bigint is null or o.technician_id = :only)
           and (:state::text is null or o.state = :state) and (:open::boolean is null or (o.ended_at is null) = :open)
           and (:technician::bigint is null or o.technician_id = :technician) and (:ticket::bigint is null or o.ticket_id = :ticket)
           and (:voucher::boolean is null or o.state = 'FINISHED' and (o.voucher is not null) = :voucher)
           and (:late::boolean is null or %s = :late)
           and (:from::date is null or o.dispatched_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
           and (:to::date is null or o.dispatched_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
        """.formatted(Overdue.ORDER);
    private static final String COLUMNS = """
        select o.id, o.number, o.ticket_id, t.number ticket_number, t.kind ticket_kind, t.urgency, t.room_id, coalesce(r.code, a.name, t.place) place_text, t.title,
               t.reporter, t.phone, t.wished_from, t.wished_to, t.due_at, o.technician_id, s.name technician, o.state, o.task, o.arrive_by, o.dispatched_at,
               o.dispatched_name, o.accepted_at, o.on_way_at, o.started_at, o.paused_at, o.finished_at, o.ended_at, o.result, o.voucher, o.voucher_at, o.voucher_by, coalesce(nullif(b.name, ''), b.code || ' 栋') building,
               %s is_late, null steps, false may_return_voucher, false may_call
        """.formatted(Overdue.ORDER);

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Clock clock;

    OrderList(JdbcClient jdbc, StaffAccess staff, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*)" + FROM, community, filter, null).query(Long.class).single();
        var rows = matching(COLUMNS + FROM + paging.orderBy(SORTABLE, "o.ended_at is null desc, case when o.ended_at is null then t.due_at end, o.id desc") + " limit :limit offset :offset", community, filter, null)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).stream().map(row -> shown(community, row)).toList();
        return new Page<>(rows, total);
    }

    /** @throws Problem 404 {@code order-not-found}, also for another's order when one sees only his own */
    public Row one(long community, long id) {
        return matching(COLUMNS + FROM, community, new Filter(null, null, null, null, null, null, null, null), id).query(Row.class).optional().map(row -> shown(community, row))
            .orElseThrow(() -> Problem.notFound("order-not-found", "没有这张任务单"));
    }

    /** 派给我、没了的，和今天了了的；先到期的在前。 */
    public List<Row> mine(long community) {
        var user = CurrentUser.get();
        var own = new Filter(null, null, user.deputyFor() == null ? user.id() : user.deputyFor(), null, null, null, null, null);
        return matching(COLUMNS + FROM + " and (o.ended_at is null or o.ended_at >= :today) order by o.ended_at is null desc, t.due_at, o.id", community, own, null)
            .param("today", LocalDate.now(clock).atStartOfDay(clock.getZone()).toOffsetDateTime()).query(Row.class).stream().map(row -> shown(community, row)).toList();
    }

    /** 要打印的几张，照给的次序；看不到的没有。 @throws Problem 404 {@code order-not-found} */
    List<Row> all(long community, List<Long> ids) {
        return ids.stream().distinct().limit(100).map(id -> one(community, id)).toList();
    }

    /** 能派的人，手上活少的在前。 */
    List<Technician> technicians(long community) {
        return jdbc.sql("""
            select s.id, s.name, count(o.id) open from access.staff s
              left join servicedesk.work_order o on o.community_id = :community and o.technician_id = s.id and o.ended_at is null
             where s.id = any (:ids) and s.is_active group by s.id, s.name order by 3, 2
            """).param("community", community).param("ids", staff.holders(community, "servicedesk.work").toArray(Long[]::new)).query(Technician.class).list();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter, @Nullable Long id) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("only", user.may(community, "servicedesk.read") ? null : user.deputyFor() == null ? user.id() : user.deputyFor());
        values.put("id", id);
        values.put("state", filter.state());
        values.put("open", filter.open());
        values.put("technician", filter.technician());
        values.put("ticket", filter.ticket());
        values.put("voucher", filter.voucher());
        values.put("late", filter.late());
        values.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }

    /** Masked, with what this person may do to it now. */
    private static Row shown(long community, Row row) {
        var user = CurrentUser.get();
        var isOwn = row.technicianId() == user.id() || user.deputyFor() != null && user.deputyFor() == row.technicianId();
        var mayReveal = user.may(community, "servicedesk.read") && user.may(community, "resident.reveal");
        return new Row(row.id(), row.number(), row.ticketId(), row.ticketNumber(), row.ticketKind(), row.urgency(), row.roomId(), row.placeText(),
            Masked.text(row.title()), row.reporter(), Masked.phone(row.phone()), row.wishedFrom(), row.wishedTo(), row.dueAt(), row.technicianId(), row.technician(),
            row.state(), Masked.text(row.task()), row.arriveBy(), row.dispatchedAt(), row.dispatchedName(), row.acceptedAt(), row.onWayAt(), row.startedAt(),
            row.pausedAt(), row.finishedAt(), row.endedAt(), row.result(), row.voucher(), row.voucherAt(), row.voucherBy(), row.building(),
            row.isLate(), WorkSteps.Step.allowed(row.state(), isOwn, user.may(community, "servicedesk.dispatch")),
            row.state().equals("FINISHED") && row.voucher() == null && user.may(community, "servicedesk.register"),
            row.phone() != null && (mayReveal || isOwn && row.endedAt() == null));
    }
}
