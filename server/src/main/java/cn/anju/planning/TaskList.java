package cn.anju.planning;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.planning.TaskState.Move;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 任务：各人看自己办的、自己交办的，带人的看全部；过期的标出来。 */
@Component
@Transactional(readOnly = true)
class TaskList {

    /** Whose: to be done by me, given by me, all that I may see. */
    enum Whose { MINE, GIVEN, ALL }

    record Filter(@Nullable Whose whose, @Nullable TaskKind kind, @Nullable TaskState state, @Nullable Boolean open, @Nullable Boolean late, @Nullable Long staffId, @Nullable LocalDate from,
                  @Nullable LocalDate to) {}

    /** @param isLate past its day and not done, or done after its day */
    record Row(long id, String number, TaskKind kind, String title, @Nullable String detail, long staffId, String staffName, long givenBy, String givenName, Instant givenAt, LocalDate dueOn,
               @Nullable Long meetingId, @Nullable String meetingNumber, TaskState state, @Nullable Instant takenAt, int percent, @Nullable String result, @Nullable Instant doneAt,
               @Nullable Instant confirmedAt, @Nullable String confirmedName, boolean isLate) {

        List<Move> moves(CurrentUser user) {
            return Arrays.stream(Move.values()).filter(move -> move.from.contains(state) && user.id() == (move.isOfDoer ? staffId : givenBy)).toList();
        }
    }

    record Done(Move move, @Nullable Integer percent, @Nullable String note, Instant madeAt, String madeName) {}

    record Detail(Row task, List<Done> history, List<Move> moves) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "dueOn", "due_on", "staffName", "staff_name", "givenAt", "given_at");
    private static final String IS_LATE = "(t.state in ('GIVEN', 'TAKEN') and t.due_on < :today or coalesce((t.done_at at time zone 'Asia/Shanghai')::date > t.due_on, false))";
    private static final String FROM = """
          from planning.task t
          left join planning.meeting m on m.community_id = t.community_id and m.id = t.meeting_id
         where t.community_id = :community and (:lead or t.staff_id = :me or t.given_by = :me)
           and (:whose <> 'MINE' or t.staff_id = :me) and (:whose <> 'GIVEN' or t.given_by = :me) and (:id::bigint is null or t.id = :id)
           and (:kind::text is null or t.kind = :kind) and (:state::text is null or t.state = :state) and (:staff::bigint is null or t.staff_id = :staff)
           and (not :open or t.state in ('GIVEN', 'TAKEN', 'DONE')) and (:from::date is null or t.due_on >= :from) and (:to::date is null or t.due_on <= :to) and (not :late or """ + IS_LATE + ")";

    private final JdbcClient jdbc;
    private final Clock clock;

    TaskList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("select t.*, m.number meeting_number, " + IS_LATE + " is_late" + FROM + paging.orderBy(SORTABLE, "t.state in ('CONFIRMED', 'CANCELLED'), t.due_on, t.id")
            + " limit :limit offset :offset", community, null, filter).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, null, filter).query(Long.class).single());
    }

    /** @throws Problem 404 {@code task-not-found} */
    Detail get(long community, long id) {
        var row = matching("select t.*, m.number meeting_number, " + IS_LATE + " is_late" + FROM, community, id, NONE).query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("task-not-found", "没有这件任务"));
        var history = jdbc.sql("select move, percent, note, made_at, made_name from planning.task_move where community_id = :community and task_id = :id order by id")
            .param("community", community).param("id", id).query(Done.class).list();
        return new Detail(row, history, row.moves(CurrentUser.get()));
    }

    /** What a meeting decided, for everybody who may see the meeting. */
    List<Row> of(long community, long meeting) {
        return jdbc.sql("select t.*, m.number meeting_number, " + IS_LATE + """
             is_late from planning.task t join planning.meeting m on m.community_id = t.community_id and m.id = t.meeting_id
             where t.community_id = :community and t.meeting_id = :meeting order by t.id
            """).param("community", community).param("meeting", meeting).param("today", LocalDate.now(clock)).query(Row.class).list();
    }

    private static final Filter NONE = new Filter(null, null, null, null, null, null, null, null);

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "lead", user.may(community, "planning.lead"), "today", LocalDate.now(clock),
            "whose", filter.whose() == null ? "ALL" : filter.whose().name(), "open", Boolean.TRUE.equals(filter.open()), "late", Boolean.TRUE.equals(filter.late())));
        values.put("id", id);
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("staff", filter.staffId());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}
