package cn.anju.planning;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.planning.MatterKind.Move;
import cn.anju.planning.MatterKind.Outcome;
import cn.anju.planning.MatterKind.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 建议、上报与重大事项：提的人、经手的人、落实的人看自己的，带人的看建议与上报，主任和总经理看重大事项，总经理看全部。 */
@Component
@Transactional(readOnly = true)
class MatterList {

    enum State {
        WAITING("等答复"), DOING("落实中"), CLOSED("已办结"), WITHDRAWN("已撤回");

        final String label;

        State(String label) {
            this.label = label;
        }
    }

    /** @param waiting for me to answer or to carry out */
    record Filter(@Nullable MatterKind kind, @Nullable Topic topic, @Nullable State state, @Nullable String q, @Nullable Boolean mine, @Nullable Boolean waiting, @Nullable Boolean late,
                  @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** @param isLate past its day and not carried out, or carried out after its day */
    record Row(long id, String number, MatterKind kind, @Nullable Topic topic, String title, String content, Instant madeAt, long madeBy, String madeName, @Nullable Superior rung,
               @Nullable Long holderId, @Nullable String holderName, State state, @Nullable Outcome outcome, @Nullable String conclusion, @Nullable String reason, @Nullable Instant decidedAt,
               @Nullable Long decidedBy, @Nullable String decidedName, @Nullable Long executorId, @Nullable String executorName, @Nullable LocalDate dueOn, @Nullable String result, @Nullable Instant doneAt, @Nullable Instant withdrawnAt,
               @Nullable String withdrawnWhy, boolean isLate, boolean isMine) {

        /** Who has to answer it, in a word. */
        String holder() {
            return holderName == null ? Superior.MANAGER.label : holderName;
        }
    }

    record Step(long id, Move move, String note, @Nullable Outcome outcome, @Nullable Superior rung, @Nullable String toName, @Nullable LocalDate dueOn, @Nullable Long attachmentId,
                Instant madeAt, String madeName) {}

    enum Act { DECIDE, RAISE, FINISH, HAND, WITHDRAW }

    record Detail(Row matter, List<Step> steps, List<Act> acts) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "title", "title", "madeAt", "made_at", "madeName", "made_name", "holderName", "holder_name", "dueOn", "due_on");
    private static final String STATED = """
        with stated as (
            select m.*, case when m.withdrawn_at is not null then 'WITHDRAWN' when m.decided_at is null then 'WAITING' when m.executor_id is not null and m.done_at is null then 'DOING' else 'CLOSED' end state,
                   coalesce(case when m.done_at is null then m.due_on < :today else (m.done_at at time zone 'Asia/Shanghai')::date > m.due_on end, false) is_late,
                   coalesce(case when m.withdrawn_at is not null then false when m.decided_at is not null then m.done_at is null and m.executor_id in (:me, :absent)
                                 when m.made_by = :me and (m.kind <> 'MAJOR' or :me <> :absent) then false
                                 when m.kind = 'MAJOR' then :manager else m.holder_id in (:me, :absent) end, false) is_mine
              from planning.matter m
             where m.community_id = :community
               and (:manager or m.made_by in (:me, :absent) or case when m.kind = 'MAJOR' then :director else :lead end
                    or exists (select from planning.matter_step s where s.community_id = m.community_id and s.matter_id = m.id and s.to_id in (:me, :absent))))
        """;
    private static final String FROM = """
          from stated where (:id::bigint is null or id = :id) and (:kind::text is null or kind = :kind) and (:topic::text is null or topic = :topic) and (:state::text is null or state = :state)
           and (:q::text is null or position(:q in concat_ws(' ', number, title, content, made_name, holder_name)) > 0) and (not :mine or made_by = :me) and (not :waiting or is_mine)
           and (not :late or is_late) and (:from::date is null or (made_at at time zone 'Asia/Shanghai')::date >= :from) and (:to::date is null or (made_at at time zone 'Asia/Shanghai')::date <= :to)
        """;
    private static final Filter NONE = new Filter(null, null, null, null, null, null, null, null, null);

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Clock clock;

    MatterList(JdbcClient jdbc, StaffAccess staff, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching(STATED + "select *" + FROM + paging.orderBy(SORTABLE, "state in ('CLOSED', 'WITHDRAWN'), made_at desc, id desc") + " limit :limit offset :offset", community, null, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, count(community, filter));
    }

    long count(long community, Filter filter) {
        return matching(STATED + "select count(*)" + FROM, community, null, filter).query(Long.class).single();
    }

    boolean maySee(long community, long id) {
        return matching(STATED + "select count(*)" + FROM, community, id, NONE).query(Long.class).single() > 0;
    }

    /** @throws Problem 404 {@code matter-not-found} */
    Detail get(long community, long id) {
        var row = matching(STATED + "select *" + FROM, community, id, NONE).query(Row.class).optional().orElseThrow(() -> Problem.notFound("matter-not-found", "没有这件事"));
        var steps = jdbc.sql("""
            select id, move, note, outcome, rung, to_name, due_on, attachment_id, made_at, made_name from planning.matter_step where community_id = :community and matter_id = :id order by id
            """).param("community", community).param("id", id).query(Step.class).list();
        return new Detail(row, steps, acts(community, row));
    }

    /** 再往上一级是谁。 @throws Problem 404 {@code matter-not-found}; 409 {@code move-not-allowed}, {@code nobody-above} */
    Superior above(long community, long id) {
        var row = get(community, id).matter();
        if (row.rung() == null) throw Problem.conflict("move-not-allowed", "%s不往上转", row.kind().label);
        return row.rung().above();
    }

    private List<Act> acts(long community, Row row) {
        var user = CurrentUser.get();
        var acts = new ArrayList<Act>();
        if (row.isMine()) acts.add(row.state() == State.DOING ? Act.FINISH : Act.DECIDE);
        if (row.isMine() && row.state() == State.WAITING && row.rung() != null && row.rung() != Superior.MANAGER) acts.add(Act.RAISE);
        if (mayHand(community, row, user)) acts.add(Act.HAND);
        if (row.state() == State.WAITING && row.madeBy() == user.id()) acts.add(Act.WITHDRAW);
        return acts;
    }

    /** Who has it to answer hands it on; what is being done is handed on by who answered; for who has left, whoever leads. */
    private boolean mayHand(long community, Row row, CurrentUser user) {
        var from = row.state() == State.WAITING && row.kind() != MatterKind.MAJOR ? row.holderId() : row.state() == State.DOING ? row.decidedBy() : null;
        if (from == null) return false;
        if (from == user.id() || user.deputyFor() != null && user.deputyFor().equals(from)) return row.madeBy() != user.id() || row.state() == State.DOING;
        return user.may(community, "planning.lead") && staff.of(from).filter(each -> each.belongsTo(community)).isEmpty();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long id, Filter filter) {
        var user = CurrentUser.get();
        var roles = staff.rolesOf(user, community);
        var isManager = roles.contains(Superior.MANAGER.role);
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "absent", user.deputyFor() == null ? user.id() : user.deputyFor(), "manager", isManager,
            "director", roles.contains(Superior.DIRECTOR.role), "lead", user.may(community, "planning.lead"), "today", LocalDate.now(clock)));
        values.put("id", id);
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("topic", filter.topic() == null ? null : filter.topic().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("mine", Boolean.TRUE.equals(filter.mine()));
        values.put("waiting", Boolean.TRUE.equals(filter.waiting()));
        values.put("late", Boolean.TRUE.equals(filter.late()));
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}
