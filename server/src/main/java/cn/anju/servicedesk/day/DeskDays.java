package cn.anju.servicedesk.day;

import cn.anju.access.AuditTrail;
import cn.anju.access.Masked;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.setting.Settings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 早上把昨日未完的安排好再开门，下班前把今天的任务单登完，没登的写明原因；每天的维修、投诉汇总报主管。 */
@Service
@Transactional
class DeskDays implements DayEnd {

    /** 一天的两头。 */
    enum Part { MORNING, EVENING }

    /**
     * 要安排、要登记的一件。
     *
     * @param said what was typed today: how it is arranged, or why it is not entered
     * @param isDone whether nothing more has to be said about it
     */
    record Item(long ticketId, String number, TicketKind kind, String title, String placeText, @Nullable String owner, Instant dueAt, boolean isLate, @Nullable Long orderId,
                @Nullable String orderNumber, @Nullable String technician, @Nullable String orderState, @Nullable Instant arriveBy, @Nullable String said, @Nullable String saidName,
                boolean isDone) {
        Item {
            title = Masked.text(title);
        }
    }

    /** @param isLate closed after the office opened; null in the evening */
    record Closing(Part part, LocalDate day, int items, int named, Instant closedAt, String closedName, @Nullable Boolean isLate) {}

    record Count(TicketKind kind, long opened, long done, long open, long late) {}

    record Day(LocalDate day, LocalTime opensAt, List<Item> morning, List<Item> evening, @Nullable Closing morningClosing, @Nullable Closing eveningClosing, List<Count> digest,
               List<Closing> earlier, boolean mayAct) {}

    /** @param orderId the order that is not entered, in the evening */
    record Line(@NotNull(message = "请选工单") Long ticketId, @Nullable Long orderId, @NotBlank(message = "请写怎么安排的，或为什么没登") @Size(max = 300, message = "最多 300 字") String text) {}

    private static final int EARLIER = 14;
    private static final String SAID = """
          left join lateral (
            select l.text, l.made_name from servicedesk.desk_day_line l
             where l.community_id = t.community_id and l.day = :day and l.part = :part and l.ticket_id = t.id and l.order_id is not distinct from o.order_id
             order by l.id desc limit 1) said on true
        """;
    private static final String COLUMNS = """
        select t.id ticket_id, t.number, t.kind, t.title, coalesce(r.code, a.name, t.place) place_text, w.name owner, t.due_at, t.due_at < :now is_late,
               o.order_id, o.number order_number, o.technician, o.state order_state, o.arrive_by, said.text said, said.made_name said_name,
        """;
    private static final String PLACE = """
          left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
          left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
          left join access.staff w on w.id = t.owner_id
        """;

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    DeskDays(JdbcClient jdbc, Settings settings, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Day of(long community, LocalDate day) {
        var opensAt = settings.get(community, ServiceDeskSettings.HOURS).from();
        var closings = jdbc.sql("""
            select part, day, items, named, closed_at, closed_name, case part when 'MORNING' then (closed_at at time zone 'Asia/Shanghai') > day + :opens::time end is_late
              from servicedesk.desk_day where community_id = :community and day between :day::date - :earlier and :day order by day desc, part
            """).param("opens", opensAt).param("community", community).param("day", day).param("earlier", EARLIER).query(Closing.class).list();
        return new Day(day, opensAt, morning(community, day), evening(community, day), closing(closings, day, Part.MORNING), closing(closings, day, Part.EVENING),
            digest(community, day), closings.stream().filter(each -> !each.day().equals(day)).toList(),
            day.equals(LocalDate.now(clock)) && CurrentUser.get().may(community, "servicedesk.register"));
    }

    /** 怎么安排的，或为什么没登。 @throws Problem 404 {@code day-item-not-found}; 409 {@code not-today}, {@code part-closed} */
    void say(long community, LocalDate day, Part part, Line line) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        checkOpen(community, day, part);
        if (items(community, day, part).stream().noneMatch(each -> each.ticketId() == line.ticketId() && (part == Part.MORNING || line.orderId() != null && line.orderId().equals(each.orderId()))))
            throw Problem.notFound("day-item-not-found", "今天要%s的里面没有这一件，请刷新再看", part == Part.MORNING ? "安排" : "登记");
        jdbc.sql("""
            insert into servicedesk.desk_day_line (community_id, day, part, ticket_id, order_id, text, made_at, made_by, made_name)
            values (:community, :day, :part, :ticket, :order, :text, :at, :by, :name)
            """).param("community", community).param("day", day).param("part", part.name()).param("ticket", line.ticketId())
            .param("order", part == Part.MORNING ? null : line.orderId()).param("text", line.text().strip()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", user.id()).param("name", user.name()).update();
        audit.note("服务台 " + day, null, line);
    }

    /** 都安排好了、都登完了，收这一头。 @throws Problem 409 {@code day-unfinished} naming what is left, {@code not-today}, {@code part-closed} */
    void close(long community, LocalDate day, Part part) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        checkOpen(community, day, part);
        var items = items(community, day, part);
        var left = items.stream().filter(each -> !each.isDone()).map(each -> each.orderNumber() == null || part == Part.MORNING ? each.number() : each.orderNumber()).toList();
        if (!left.isEmpty())
            throw Problem.conflict("day-unfinished", "还有 %d 件没有%s：%s", left.size(), part == Part.MORNING ? "安排" : "登记，也没写原因", left.stream().limit(5).collect(Collectors.joining("、")));
        var made = jdbc.sql("""
            insert into servicedesk.desk_day (community_id, day, part, items, named, closed_at, closed_by, closed_name) values (:community, :day, :part, :items, :named, :at, :by, :name)
            on conflict do nothing
            """).param("community", community).param("day", day).param("part", part.name()).param("items", items.size())
            .param("named", (int) items.stream().filter(each -> each.said() != null).count()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id())
            .param("name", user.name()).update();
        if (made == 0) throw closed(part);
        audit.note("服务台 %s %s".formatted(day, part == Part.MORNING ? "昨日未完已安排" : "任务单已登完"), null, null);
    }

    /** The digest of a day goes to the supervisors once. */
    @Override
    public void close(long community, LocalDate day) {
        var counts = digest(community, day);
        if (counts.isEmpty()) return;
        var words = counts.stream().map(each -> "%s %d 件，办完 %d，未完 %d%s".formatted(each.kind().label(), each.opened(), each.done(), each.open(), each.late() > 0 ? "（超时 %d）".formatted(each.late()) : ""))
            .collect(Collectors.joining("；"));
        notices.tellRole(community, "cs_supervisor", new Notice("servicedesk", "%d月%d日 维修投诉汇总".formatted(day.getMonthValue(), day.getDayOfMonth()), words, "desk-day?day=" + day,
            "service-digest:" + day));
    }

    /** 一天的维修与投诉：新登记、办完、到现在还没完、其中超时的。 */
    private List<Count> digest(long community, LocalDate day) {
        return jdbc.sql("""
            select t.kind, count(*) filter (where t.opened_at >= :from) opened, count(*) filter (where t.done_at >= :from and t.done_at < :until) done,
                   count(*) filter (where t.closed_at is null and t.done_at is null) open, count(*) filter (where t.closed_at is null and t.done_at is null and t.due_at < :now) late
              from servicedesk.ticket t
             where t.community_id = :community and t.kind in ('REPAIR', 'COMPLAINT', 'DISPUTE', 'NEGATIVE') and t.state <> 'CANCELLED' and t.opened_at < :until
               and (t.opened_at >= :from or t.done_at >= :from or t.closed_at is null)
             group by t.kind order by t.kind desc
            """).param("community", community).param("from", day.atStartOfDay(clock.getZone()).toOffsetDateTime())
            .param("until", day.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Count.class).list();
    }

    private List<Item> items(long community, LocalDate day, Part part) {
        return part == Part.MORNING ? morning(community, day) : evening(community, day);
    }

    /** What was taken in before the day and is not done: arranged when somebody is sent today, is due there, or it is said how. */
    private List<Item> morning(long community, LocalDate day) {
        return at(COLUMNS + """
               coalesce(said.text is not null or o.arranged, false) is_done
              from servicedesk.ticket t
            """ + PLACE + """
              left join lateral (
                select null::bigint order_id, string_agg(k.number, '、') number, string_agg(p.name, '、') technician, min(k.state) state, min(k.arrive_by) arrive_by,
                       bool_or(k.dispatched_at >= :from or k.arrive_by >= :from) arranged
                  from servicedesk.work_order k join access.staff p on p.id = k.technician_id
                 where k.community_id = t.community_id and k.ticket_id = t.id and k.ended_at is null) o on true
            """ + SAID + """
             where t.community_id = :community and t.opened_at < :from and t.closed_at is null and t.state in ('OPEN', 'WORKING', 'PAUSED')
             order by is_done, t.due_at
            """, community, day, Part.MORNING);
    }

    /** Orders of the day: entered when they ended, and a finished one's voucher is in. */
    private List<Item> evening(long community, LocalDate day) {
        return at(COLUMNS + """
               o.ended_at is not null and (o.state <> 'FINISHED' or o.voucher is not null) or said.text is not null is_done
              from (select k.community_id, k.ticket_id, k.id order_id, k.number, p.name technician, k.state, k.arrive_by, k.ended_at, k.voucher
                      from servicedesk.work_order k join access.staff p on p.id = k.technician_id
                     where k.community_id = :community and k.dispatched_at < :until and (k.ended_at is null or k.ended_at >= :from)) o
              join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
            """ + PLACE + SAID + " order by is_done, o.order_id", community, day, Part.EVENING);
    }

    private List<Item> at(String sql, long community, LocalDate day, Part part) {
        return jdbc.sql(sql).param("community", community).param("day", day).param("part", part.name()).param("from", day.atStartOfDay(clock.getZone()).toOffsetDateTime())
            .param("until", day.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Item.class).list();
    }

    private void checkOpen(long community, LocalDate day, Part part) {
        if (!day.equals(LocalDate.now(clock))) throw Problem.conflict("not-today", "只能办今天的");
        var isClosed = jdbc.sql("select exists (select from servicedesk.desk_day where community_id = :community and day = :day and part = :part)")
            .param("community", community).param("day", day).param("part", part.name()).query(Boolean.class).single();
        if (isClosed) throw closed(part);
    }

    private static Problem closed(Part part) {
        return Problem.conflict("part-closed", part == Part.MORNING ? "今天早上的已经安排完了" : "今天的任务单已经登完了");
    }

    private static @Nullable Closing closing(List<Closing> closings, LocalDate day, Part part) {
        return closings.stream().filter(each -> each.day().equals(day) && each.part() == part).findFirst().orElse(null);
    }
}
