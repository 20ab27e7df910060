package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
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

/** 会议：召集开会的人看全部，别人看自己参加的。 */
@Component
@Transactional(readOnly = true)
class MeetingList {

    enum State { CALLED, MINUTED, CANCELLED }

    record Filter(@Nullable MeetingKind kind, @Nullable State state, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean mine) {}

    /**
     * @param signed how many of the people were there
     * @param read how many have read the minutes
     * @param openTasks what it decided and is not done
     */
    record Row(long id, String number, MeetingKind kind, String topic, String place, Instant startsAt, long calledBy, String calledName, State state, @Nullable Instant minutedAt, @Nullable String minutedName,
               @Nullable String supplies, @Nullable Instant readyAt, @Nullable String readyName, long people, long signed, long read, long tasks, long openTasks) {}

    record Person(long staffId, String staffName, @Nullable Instant signedAt, @Nullable Instant readAt) {}

    enum Act { READY, SIGN, MINUTE, READ, CANCEL }

    record Detail(Row meeting, @Nullable String agenda, @Nullable String guests, @Nullable String minutes, @Nullable String cancelledWhy, Instant calledAt, List<Person> persons, List<TaskList.Row> tasks,
                  List<Act> acts) {}

    private record Words(@Nullable String agenda, @Nullable String guests, @Nullable String minutes, @Nullable String cancelledWhy, Instant calledAt) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "startsAt", "starts_at");
    private static final String STATE = "case when m.cancelled_at is not null then 'CANCELLED' when m.minuted_at is not null then 'MINUTED' else 'CALLED' end";
    private static final String FROM = """
          from planning.meeting m
         where m.community_id = :community
           and (:all or exists (select from planning.meeting_person p where p.community_id = m.community_id and p.meeting_id = m.id and p.staff_id = :me))
           and (not :mine or exists (select from planning.meeting_person p where p.community_id = m.community_id and p.meeting_id = m.id and p.staff_id = :me))
           and (:id::bigint is null or m.id = :id) and (:kind::text is null or m.kind = :kind) and (:from::timestamptz is null or m.starts_at >= :from)
           and (:to::timestamptz is null or m.starts_at < :to) and (:state::text is null or :state = """ + STATE + ")";

    private final JdbcClient jdbc;
    private final TaskList tasks;
    private final Clock clock;

    MeetingList(JdbcClient jdbc, TaskList tasks, Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = rows(community, null, filter, paging.orderBy(SORTABLE, "m.starts_at desc, m.id desc") + " limit :limit offset :offset")
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, null, filter).query(Long.class).single());
    }

    /** @throws Problem 404 {@code meeting-not-found} */
    Detail get(long community, long id) {
        var row = rows(community, id, new Filter(null, null, null, null, null), "").query(Row.class).optional().orElseThrow(() -> Problem.notFound("meeting-not-found", "没有这次会议"));
        var words = jdbc.sql("select agenda, guests, minutes, cancelled_why, called_at from planning.meeting where community_id = :community and id = :id").param("community", community).param("id", id)
            .query(Words.class).single();
        var persons = jdbc.sql("select staff_id, staff_name, signed_at, read_at from planning.meeting_person where community_id = :community and meeting_id = :id order by staff_name, staff_id")
            .param("community", community).param("id", id).query(Person.class).list();
        return new Detail(row, words.agenda(), words.guests(), words.minutes(), words.cancelledWhy(), words.calledAt(), persons, tasks.of(community, id), acts(community, row, persons));
    }

    private List<Act> acts(long community, Row row, List<Person> persons) {
        var user = CurrentUser.get();
        var me = persons.stream().filter(each -> each.staffId() == user.id()).findFirst();
        var may = user.may(community, "planning.meeting");
        var acts = new ArrayList<Act>();
        if (row.state() == State.CALLED) {
            if (may && row.supplies() != null && row.readyAt() == null) acts.add(Act.READY);
            if (me.filter(each -> each.signedAt() == null).isPresent()) acts.add(Act.SIGN);
            if (may) acts.addAll(List.of(Act.MINUTE, Act.CANCEL));
        }
        if (row.state() == State.MINUTED && me.filter(each -> each.readAt() == null).isPresent()) acts.add(Act.READ);
        return acts;
    }

    private JdbcClient.StatementSpec rows(long community, @Nullable Long id, Filter filter, String tail) {
        return matching("select m.*, " + STATE + " state" + """
            , p.people, p.signed, p.read, t.tasks, t.open_tasks from (select m.* """ + FROM + """
            ) m
            cross join lateral (select count(*) people, count(p.signed_at) signed, count(p.read_at) "read" from planning.meeting_person p where p.community_id = m.community_id and p.meeting_id = m.id) p
            cross join lateral (select count(*) tasks, count(*) filter (where t.state in ('GIVEN', 'TAKEN')) open_tasks from planning.task t where t.community_id = m.community_id and t.meeting_id = m.id) t
            """ + tail, community, id, filter);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "all", user.may(community, "planning.meeting"), "mine", Boolean.TRUE.equals(filter.mine())));
        values.put("id", id);
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("from", filter.from() == null ? null : filter.from().atStartOfDay(clock.getZone()).toInstant().atOffset(ZoneOffset.UTC));
        values.put("to", filter.to() == null ? null : filter.to().plusDays(1).atStartOfDay(clock.getZone()).toInstant().atOffset(ZoneOffset.UTC));
        return jdbc.sql(sql).params(values);
    }
}
