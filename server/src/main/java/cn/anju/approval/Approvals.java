package cn.anju.approval;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 提交与撤回审批。 */
@Service
public class Approvals {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;
    private final ApprovalKinds kinds;
    private final Notices notices;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    Approvals(JdbcClient jdbc, NamedParameterJdbcTemplate batch, ApprovalKinds kinds, Notices notices, AuditTrail audit, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.kinds = kinds;
        this.notices = notices;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /**
     * 提交审批，随调用者的事务成立；第一步的人马上收到消息。
     *
     * @return the request's id
     * @throws Problem 409 {@code approval-waiting} when this subject waits for a decision already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long submit(long community, Submission submission) {
        var kind = kinds.get(submission.kind());
        var user = CurrentUser.get();
        var id = jdbc.sql("""
            insert into approval.request (community_id, kind, subject_id, title, amount, reason, facts, link, made_by, made_name, made_at)
            values (:community, :kind, :subject, :title, :amount, :reason, :facts::jsonb, :link, :by, :name, :at)
            on conflict (community_id, kind, subject_id) where state = 'WAITING' do nothing returning id
            """)
            .param("community", community).param("kind", kind.key()).param("subject", submission.subjectId())
            .param("title", submission.title()).param("amount", yuan(submission.amount())).param("reason", submission.reason())
            .param("facts", json.writeValueAsString(submission.facts())).param("link", submission.link())
            .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("approval-waiting", "这件事已经在等审批，请先等结果或撤回"));
        var roles = kinds.rolesFor(community, kind, submission.amount());
        batch.batchUpdate("insert into approval.request_step (community_id, request_id, step, role) values (:community, :request, :step, :role)",
            IntStream.range(0, roles.size()).mapToObj(i -> new MapSqlParameterSource().addValue("community", community)
                .addValue("request", id).addValue("step", i + 1).addValue("role", roles.get(i))).toArray(MapSqlParameterSource[]::new));
        ask(community, id, kind, submission.title(), roles.getFirst(), 1);
        return id;
    }

    /** 撤回自己提交的。 @throws Problem 404 {@code approval-unknown}, 409 {@code approval-ended} */
    @Transactional
    public void withdraw(long community, long id) {
        var request = lock(community, id);
        if (request.madeBy() != CurrentUser.get().id()) throw Problem.forbidden("not-own-request", "只能撤回自己提交的申请");
        end(community, id, ApprovalState.WITHDRAWN);
        kinds.get(request.kind()).withdrawn(community, request.subjectId());
        audit.note("审批 " + request.title() + " 撤回", null, null);
    }

    /** 一步的签署。 @param name with whom he stood in for, where he did */
    public record Signature(String name, Instant madeAt) {}

    /** 最近一次申请的各步签署，先审的在前；随调用者的事务，最后一步批准时已经在内。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Signature> signatures(long community, String kind, long subject) {
        return jdbc.sql("""
            select d.made_name || coalesce('（代' || s.name || '）', '') "name", d.made_at from approval.decision d left join access.staff s on s.id = d.deputy_for
             where d.community_id = :community and d.is_approved
               and d.request_id = (select max(r.id) from approval.request r where r.community_id = :community and r.kind = :kind and r.subject_id = :subject)
             order by d.step
            """).param("community", community).param("kind", kind).param("subject", subject).query(Signature.class).list();
    }

    record Waiting(String kind, long subjectId, String title, long madeBy, String madeName, int step, ApprovalState state) {}

    /** The request, locked, still waiting. */
    Waiting lock(long community, long id) {
        var request = jdbc.sql("""
            select kind, subject_id, title, made_by, made_name, step, state from approval.request
             where community_id = :community and id = :id for no key update
            """).param("community", community).param("id", id).query(Waiting.class).optional()
            .orElseThrow(() -> Problem.notFound("approval-unknown", "没有这件审批"));
        if (request.state() != ApprovalState.WAITING)
            throw Problem.conflict("approval-ended", "这件事已经有了结果，请刷新后再看");
        return request;
    }

    void end(long community, long id, ApprovalState state) {
        jdbc.sql("update approval.request set state = :state, ended_at = :at where community_id = :community and id = :id")
            .param("state", state.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("community", community).param("id", id).update();
    }

    /** Tells those who may decide the step. */
    void ask(long community, long id, ApprovalKind kind, String title, String role, int step) {
        notices.tellRole(community, role, new Notice("审批", "待审批：" + title, kind.label(), "approvals/" + id, "approval-%d-%d".formatted(id, step)));
    }

    private static java.math.@Nullable BigDecimal yuan(@Nullable Money amount) {
        return amount == null ? null : amount.yuan();
    }
}
