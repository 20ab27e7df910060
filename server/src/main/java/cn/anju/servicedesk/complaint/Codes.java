package cn.anju.servicedesk.complaint;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 投诉的编码：事项、根本原因、责任部门；小区没有自己定的，用程序带的。 */
@Service
@Transactional(readOnly = true)
public class Codes {

    /** 编码的种类。 */
    public enum CodeKind { ITEM, CAUSE, DEPARTMENT }

    /** @param isActive false for what is no longer offered but stands in old files */
    record Code(@NotNull(message = "请选种类") CodeKind kind,
                @NotBlank(message = "请填编码") @Pattern(regexp = "[A-Z0-9_]{1,20}", message = "编码用大写字母、数字，最多 20 位") String code,
                @NotBlank(message = "请填名称") @Size(max = 30, message = "名称最多 30 字") String label, boolean isActive) {}

    record NewCodes(@NotEmpty(message = "请填编码") @Size(max = 200, message = "最多 200 条") List<@Valid @NotNull Code> codes) {}

    /** The item that counts as a complaint about repairs, see the stewards' limit. */
    static final String REPAIR = "REPAIR";

    private static final Map<CodeKind, String> USUAL = Map.of(
        CodeKind.ITEM, "REPAIR 维修 CLEANING 保洁 GREEN 绿化 ORDER 秩序安保 PARKING 停车 NOISE 噪声扰民 FEE 收费 ATTITUDE 服务态度 FACILITY 公共设施 RENOVATION 装修 NEIGHBOUR 邻里 OTHER 其他",
        CodeKind.CAUSE, "LATE 处理不及时 QUALITY 质量不到位 ATTITUDE 态度不好 SKILL 技能不足 STAFFING 人手不足 RULE 制度流程 EQUIPMENT 设备老化 BUILD 建设遗留 TALK 沟通不到位 OUTSIDE 外部原因 NEIGHBOUR 邻里原因 UNFOUNDED 不属实",
        CodeKind.DEPARTMENT, "SERVICE 客服部 ENGINEERING 工程部 ORDER 秩序部 CLEANING 保洁绿化部 FINANCE 财务收费 OFFICE 综合部 CONTRACTOR 外包单位 BUILDER 建设施工方 NONE 不属物业");

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    Codes(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    List<Code> list(long community) {
        var own = jdbc.sql("select kind, code, label, is_active from servicedesk.complaint_code where community_id = :community order by kind, position, code")
            .param("community", community).query(Code.class).list();
        return Stream.of(CodeKind.values()).flatMap(kind -> {
            var ofKind = own.stream().filter(each -> each.kind() == kind).toList();
            return (ofKind.isEmpty() ? usual(kind) : ofKind).stream();
        }).toList();
    }

    /** Code → label of one kind. */
    public Map<String, String> labels(long community, CodeKind kind) {
        var labels = new LinkedHashMap<String, String>();
        list(community).stream().filter(each -> each.kind() == kind).forEach(each -> labels.put(each.code(), each.label()));
        return labels;
    }

    /** @throws Problem 404 {@code code-unknown} */
    void check(long community, CodeKind kind, @Nullable String code) {
        if (code != null && list(community).stream().noneMatch(each -> each.kind() == kind && each.code().equals(code) && each.isActive()))
            throw Problem.notFound("code-unknown", "编码里没有「%s」", code);
    }

    /** 改编码；去掉的不再给选，旧卷宗照样看得懂。 @throws Problem 400 {@code code-twice} */
    @Transactional
    void set(long community, NewCodes wanted) {
        CurrentUser.get().require(community, "servicedesk.manage");
        if (wanted.codes().stream().map(each -> each.kind() + each.code()).distinct().count() < wanted.codes().size())
            throw Problem.invalid("code-twice", "同一种里编码不能重复");
        var before = list(community);
        var gone = before.stream().filter(each -> wanted.codes().stream().noneMatch(next -> next.kind() == each.kind() && next.code().equals(each.code())))
            .map(each -> new Code(each.kind(), each.code(), each.label(), false));
        var position = 0;
        for (var code : Stream.concat(wanted.codes().stream(), gone).toList())
            jdbc.sql("""
                insert into servicedesk.complaint_code (community_id, kind, code, label, position, is_active) values (:community, :kind, :code, :label, :position, :active)
                on conflict (community_id, kind, code) do update set label = excluded.label, position = excluded.position, is_active = excluded.is_active
                """).param("community", community).param("kind", code.kind().name()).param("code", code.code()).param("label", code.label().strip())
                .param("position", position++).param("active", code.isActive()).update();
        audit.note("投诉编码", before, wanted.codes());
    }

    private static List<Code> usual(CodeKind kind) {
        var words = USUAL.get(kind).split(" ");
        return Stream.iterate(0, i -> i < words.length, i -> i + 2).map(i -> new Code(kind, words[i], words[i + 1], true)).toList();
    }
}
