package cn.anju.approval;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 审批链：每类事走哪几步；改了只管以后提交的。 */
@Service
class Chains {

    record Step(@NotBlank(message = "请选岗位") String role, @NotNull Money above) {}

    /** 岗位叫什么。 */
    record RoleName(String key, String name) {}

    /** @param isUsual whether this is the program's own proposal */
    record Chain(String kind, String label, List<Step> steps, boolean isUsual) {}

    /** @param steps empty to go back to the usual chain */
    record NewChain(@NotNull @Size(max = 5, message = "最多五步") List<@Valid @NotNull Step> steps) {}

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;
    private final ApprovalKinds kinds;
    private final AuditTrail audit;

    Chains(JdbcClient jdbc, NamedParameterJdbcTemplate batch, ApprovalKinds kinds, AuditTrail audit) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.kinds = kinds;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<Chain> list(long community) {
        return kinds.all().stream().map(kind -> chain(community, kind)).toList();
    }

    /** 可以派作一步的岗位。 */
    @Transactional(readOnly = true)
    List<RoleName> roles() {
        return jdbc.sql("select key, name from access.role order by id").query(RoleName.class).list();
    }

    private Chain chain(long community, ApprovalKind kind) {
        var isOwn = jdbc.sql("select exists (select from approval.chain_step where community_id = :community and kind = :kind)")
            .param("community", community).param("kind", kind.key()).query(Boolean.class).single();
        return new Chain(kind.key(), kind.label(), kinds.chain(community, kind).stream().map(step -> new Step(step.role(), step.above())).toList(), !isOwn);
    }

    /** 改链。 @throws Problem 404 {@code role-unknown}, {@code approval-kind-unknown}; 400 {@code amount-invalid} */
    @Transactional
    public void replace(long community, String key, NewChain chain) {
        CurrentUser.get().require(community, "approval.chain");
        var kind = kinds.get(key);
        var before = chain(community, kind);
        for (var step : chain.steps()) {
            if (step.above().isNegative()) throw Problem.invalid("amount-invalid", "金额起点不能小于零");
            var known = jdbc.sql("select exists (select from access.role where key = :role)").param("role", step.role()).query(Boolean.class).single();
            if (!known) throw Problem.notFound("role-unknown", "没有「%s」这个角色", step.role());
        }
        jdbc.sql("delete from approval.chain_step where community_id = :community and kind = :kind")
            .param("community", community).param("kind", key).update();
        batch.batchUpdate("insert into approval.chain_step (community_id, kind, step, role, above) values (:community, :kind, :step, :role, :above)",
            IntStream.range(0, chain.steps().size()).mapToObj(i -> new MapSqlParameterSource().addValue("community", community)
                .addValue("kind", key).addValue("step", i + 1).addValue("role", chain.steps().get(i).role())
                .addValue("above", chain.steps().get(i).above().yuan())).toArray(MapSqlParameterSource[]::new));
        audit.note("审批链 " + kind.label(), before.steps(), chain.steps());
    }
}
