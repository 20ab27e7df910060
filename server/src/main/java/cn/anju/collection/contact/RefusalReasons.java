package cn.anju.collection.contact;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 拒缴原因：小区自己的一张单子，没有就用通用的。 */
@Service
class RefusalReasons {

    /** @param advice what to do about it */
    record Reason(@NotBlank(message = "请填原因") @Size(max = 30, message = "原因最多 30 字") String name,
                  @NotNull(message = "请填怎么处理") @Size(max = 200) String advice) {}

    /** @param reasons empty to go back to the usual ones */
    record NewList(@NotNull @Size(max = 40, message = "最多 40 条") List<@Valid @NotNull Reason> reasons) {}

    private static final List<Reason> USUAL = List.of(
        new Reason("对服务不满意", "转客服主管，约面谈，限期整改后再收"), new Reason("房屋质量问题", "登记遗留问题，联系开发商，说明与物业费分开"),
        new Reason("维修没有解决", "查维修单，三天内回复"), new Reason("对账单有异议", "逐行解释，仍不同意的登记异议"),
        new Reason("房屋空置", "查空置登记，符合的办空置减免"), new Reason("家庭困难", "可申请分期或困难减免"),
        new Reason("业主与租户推诿", "查租约，通知业主本人"), new Reason("遗失车辆财物", "转秩序主管查明，与缴费分开处理"), new Reason("其他", "写明情况，报主管"));

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;
    private final AuditTrail audit;

    RefusalReasons(JdbcClient jdbc, NamedParameterJdbcTemplate batch, AuditTrail audit) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<Reason> list(long community) {
        var own = jdbc.sql("select name, advice from collection.refusal_reason where community_id = :community order by position")
            .param("community", community).query(Reason.class).list();
        return own.isEmpty() ? USUAL : own;
    }

    /** 换掉整张单子；记下的联系不变。 */
    @Transactional
    void replace(long community, NewList list) {
        CurrentUser.get().require(community, "collection.manage");
        var before = list(community);
        if (list.reasons().stream().map(Reason::name).distinct().count() < list.reasons().size())
            throw Problem.invalid("refusal-reason-twice", "同一个原因写了两遍");
        jdbc.sql("delete from collection.refusal_reason where community_id = :community").param("community", community).update();
        batch.batchUpdate("insert into collection.refusal_reason (community_id, position, name, advice) values (:community, :position, :name, :advice)",
            IntStream.range(0, list.reasons().size()).mapToObj(i -> new MapSqlParameterSource().addValue("community", community).addValue("position", i)
                .addValue("name", list.reasons().get(i).name()).addValue("advice", list.reasons().get(i).advice())).toArray(MapSqlParameterSource[]::new));
        audit.note("拒缴原因", before, list.reasons());
    }

    /** @throws Problem 400 {@code refusal-reason-missing} */
    void check(long community, @Nullable String reason) {
        if (reason == null || list(community).stream().noneMatch(known -> known.name().equals(reason)))
            throw Problem.invalid("refusal-reason-missing", "拒缴的，请从单子里选一个原因");
    }
}
