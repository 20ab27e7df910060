package cn.anju.approval;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 审批清单：等我批的、我交的、我批过的；有查看权限的看得到全部。 */
@Component
@Transactional(readOnly = true)
class ApprovalList {

    /** 哪些：MINE 等我批的，ASKED 我提交的，DECIDED 我批过的，ALL 全部（要 approval.read）。 */
    enum Which { MINE, ASKED, DECIDED, ALL }

    record Filter(@Nullable Which which, @Nullable String kind, @Nullable ApprovalState state) {}

    record Row(long id, String kind, String kindLabel, long subjectId, String title, @Nullable Money amount, String reason, ApprovalState state,
               int step, long madeBy, String madeName, Instant madeAt, @Nullable Instant endedAt, @Nullable String link) {}

    /** @param role null where the role has gone meanwhile */
    record Step(int step, String role, @Nullable String roleName, @Nullable Boolean isApproved, @Nullable String note, @Nullable String by,
                @Nullable String deputyFor, @Nullable Instant at) {}

    /** @param refusal why the reader cannot decide; null when he can */
    record Detail(Row request, List<Submission.Fact> facts, List<Step> steps, boolean mayDecide, @Nullable String refusal, boolean mayWithdraw) {}

    private static final Map<String, String> SORTABLE = Map.of("madeAt", "r.made_at", "amount", "r.amount", "kind", "r.kind");
    private static final String FROM = """
         from approval.request r
        where r.community_id = :community and (:kind::text is null or r.kind = :kind) and (:state::text is null or r.state = :state)
          and case :which
              when 'ASKED' then r.made_by = :me
              when 'DECIDED' then exists (select from approval.decision d
                                           where d.community_id = r.community_id and d.request_id = r.id and d.made_by = :me)
              when 'ALL' then true
              else r.state = 'WAITING' and r.made_by <> :me and r.made_by <> :absent
                   and exists (select from approval.request_step s where s.community_id = r.community_id and s.request_id = r.id
                                and s.step = r.step and s.role = any (:roles))
                   and not exists (select from approval.decision d
                                    where d.community_id = r.community_id and d.request_id = r.id and d.made_by = :me)
              end
        """;

    private final JdbcClient jdbc;
    private final ApprovalKinds kinds;
    private final Approvals approvals;
    private final Decisions decisions;
    private final StaffAccess staff;
    private final JsonMapper json;

    ApprovalList(JdbcClient jdbc, ApprovalKinds kinds, Approvals approvals, Decisions decisions, StaffAccess staff, JsonMapper json) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.approvals = approvals;
        this.decisions = decisions;
        this.staff = staff;
        this.json = json;
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var which = filter.which() == null ? Which.MINE : filter.which();
        if (which == Which.ALL) CurrentUser.get().require(community, "approval.read");
        var rows = matching("select r.*" + FROM + paging.orderBy(SORTABLE, "r.id desc") + " limit :limit offset :offset", community, filter, which)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(this::row).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter, which).query(Long.class).single());
    }

    /** 等我批的有几件。 */
    long waiting(long community) {
        return matching("select count(*)" + FROM, community, new Filter(null, null, null), Which.MINE).query(Long.class).single();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter, Which which) {
        var user = CurrentUser.get();
        return jdbc.sql(sql).param("community", community).param("kind", filter.kind()).param("which", which.name())
            .param("state", filter.state() == null ? null : filter.state().name()).param("me", user.id())
            .param("absent", user.deputyFor() == null ? user.id() : user.deputyFor())
            .param("roles", staff.rolesOf(user, community).toArray(String[]::new));
    }

    /** Who asked, who may decide or has decided, and who may read all. */
    Detail get(long community, long id) {
        var user = CurrentUser.get();
        var request = jdbc.sql("select r.* from approval.request r where r.community_id = :community and r.id = :id")
            .param("community", community).param("id", id).query(this::row).optional()
            .orElseThrow(() -> Problem.notFound("approval-unknown", "没有这件审批"));
        var steps = steps(community, id);
        var roles = staff.rolesOf(user, community);
        if (request.madeBy() != user.id() && !user.may(community, "approval.read") && steps.stream().noneMatch(step -> roles.contains(step.role())))
            throw Problem.notFound("approval-unknown", "没有这件审批");
        var facts = jdbc.sql("select facts from approval.request where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(String.class).single();
        var isWaiting = request.state() == ApprovalState.WAITING;
        var refusal = isWaiting ? decisions.refusal(community, id, new Approvals.Waiting(request.kind(), request.subjectId(), request.title(),
            request.madeBy(), request.madeName(), request.step(), request.state()), user) : null;
        var all = new ArrayList<>(isWaiting ? kinds.get(request.kind()).facts(community, request.subjectId()) : List.<Submission.Fact>of());
        all.addAll(json.readValue(facts, new TypeReference<List<Submission.Fact>>() {}));
        return new Detail(request, all, steps, isWaiting && refusal == null,
            refusal == null ? null : refusal.getMessage(), isWaiting && request.madeBy() == user.id());
    }

    private List<Step> steps(long community, long id) {
        return jdbc.sql("""
            select s.step, s.role, o.name role_name, d.is_approved, d.note, d.made_by, d.made_name, d.made_at, a.name deputy_for
              from approval.request_step s
              left join access.role o on o.key = s.role
              left join approval.decision d on d.community_id = s.community_id and d.request_id = s.request_id and d.step = s.step
              left join access.staff a on a.id = d.deputy_for
             where s.community_id = :community and s.request_id = :id order by s.step
            """).param("community", community).param("id", id)
            .query((row, i) -> new Step(row.getInt("step"), row.getString("role"), row.getString("role_name"),
                row.getObject("is_approved", Boolean.class), row.getString("note"), row.getString("made_name"), row.getString("deputy_for"),
                instant(row, "made_at"))).list();
    }

    private Row row(ResultSet row, int i) throws SQLException {
        var kind = row.getString("kind");
        var amount = row.getBigDecimal("amount");
        var label = kinds.all().stream().filter(known -> known.key().equals(kind)).findFirst().map(ApprovalKind::label).orElse(kind);
        return new Row(row.getLong("id"), kind, label, row.getLong("subject_id"), row.getString("title"), amount == null ? null : new Money(amount),
            row.getString("reason"), ApprovalState.valueOf(row.getString("state")), row.getInt("step"), row.getLong("made_by"),
            row.getString("made_name"), row.getObject("made_at", OffsetDateTime.class).toInstant(), instant(row, "ended_at"), row.getString("link"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
