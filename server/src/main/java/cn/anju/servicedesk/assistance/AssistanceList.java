package cn.anju.servicedesk.assistance;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 协办单的清单：看得到工单的看全部，别的只看请到自己的。 */
@Component
@Transactional(readOnly = true)
class AssistanceList {

    /** 能办的事，服务端说。 */
    enum Act { ANSWER, CONFIRM, WITHDRAW }

    /** @param mine what I am asked to do; {@code sent} what I have asked for; {@code own} either */
    record Filter(@Nullable String state, @Nullable Boolean late, @Nullable Boolean mine, @Nullable Long ticket, @Nullable LocalDate from, @Nullable LocalDate to,
                  @Nullable Boolean sent, @Nullable Boolean own) {}

    /** @param isLate not answered in time */
    record Row(long id, String number, @Nullable Long ticketId, @Nullable String ticketNumber, String department, long staffId, String staff, String request, String state,
               Instant dueAt, boolean isLate, Instant sentAt, long sentBy, String sentName, @Nullable String answer, @Nullable Instant answeredAt, @Nullable String answeredName,
               @Nullable Instant endedAt, @Nullable String endedName, @Nullable String remark, List<Act> acts) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "a.number", "dueAt", "a.due_at", "sentAt", "a.sent_at", "department", "a.department");
    private static final String LATE = "(case when a.state = 'SENT' then a.due_at < :now else coalesce(a.answered_at > a.due_at, false) end)";
    private static final String FROM = """
          from servicedesk.assistance a join access.staff s on s.id = a.staff_id
          left join servicedesk.ticket t on t.community_id = a.community_id and t.id = a.ticket_id
         where a.community_id = :community and (:only::bigint is null or :only in (a.staff_id, a.sent_by)) and (:state::text is null or a.state = :state)
           and (:late::boolean is null or %s = :late) and (not :mine or a.staff_id = :me) and (not :sent or a.sent_by = :me) and (not :own or :me in (a.staff_id, a.sent_by))
           and (:ticket::bigint is null or a.ticket_id = :ticket)
           and (:from::date is null or a.sent_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
           and (:to::date is null or a.sent_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
        """.formatted(LATE);
    private static final String COLUMNS = """
        select a.id, a.number, a.ticket_id, t.number ticket_number, a.department, a.staff_id, s.name staff, a.request, a.state, a.due_at, %s is_late, a.sent_at, a.sent_by, a.sent_name,
               a.answer, a.answered_at, a.answered_name, a.ended_at, a.ended_name, a.remark, null acts
        """.formatted(LATE);

    private final JdbcClient jdbc;
    private final Clock clock;

    AssistanceList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*)" + FROM, community, filter).query(Long.class).single();
        var rows = matching(COLUMNS + FROM + paging.orderBy(SORTABLE, "a.ended_at is null desc, case when a.ended_at is null then a.due_at end, a.id desc")
            + " limit :limit offset :offset", community, filter).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).stream()
            .map(row -> shown(community, row)).toList();
        return new Page<>(rows, total);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "mine", Boolean.TRUE.equals(filter.mine()),
            "now", clock.instant().atOffset(ZoneOffset.UTC)));
        values.put("only", user.may(community, "servicedesk.read") ? null : user.id());
        values.put("sent", Boolean.TRUE.equals(filter.sent()));
        values.put("own", Boolean.TRUE.equals(filter.own()));
        values.put("state", filter.state());
        values.put("late", filter.late());
        values.put("ticket", filter.ticket());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }

    private static Row shown(long community, Row row) {
        var user = CurrentUser.get();
        var acts = new ArrayList<Act>();
        if (row.state().equals("SENT") && (row.staffId() == user.id() || user.may(community, "servicedesk.dispatch"))) acts.add(Act.ANSWER);
        if (row.state().equals("ANSWERED") && (row.sentBy() == user.id() || user.may(community, "servicedesk.close"))) acts.add(Act.CONFIRM);
        if (row.state().equals("SENT") && user.may(community, "servicedesk.dispatch")) acts.add(Act.WITHDRAW);
        return new Row(row.id(), row.number(), row.ticketId(), row.ticketNumber(), row.department(), row.staffId(), row.staff(), row.request(), row.state(), row.dueAt(), row.isLate(),
            row.sentAt(), row.sentBy(), row.sentName(), row.answer(), row.answeredAt(), row.answeredName(), row.endedAt(), row.endedName(), row.remark(), acts);
    }
}
