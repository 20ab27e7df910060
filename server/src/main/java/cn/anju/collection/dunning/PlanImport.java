package cn.anju.collection.dunning;

import cn.anju.job.ImportColumn;
import cn.anju.job.ImportKind;
import cn.anju.job.ImportNote;
import cn.anju.job.ImportOptions;
import cn.anju.job.ImportPlan;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.kernel.SheetRow;
import cn.anju.kernel.SheetTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 催缴方案表的导入：一行一步，同名的行成一个方案草稿；停水停电之类的整行拒收。 */
@Component
class PlanImport implements ImportKind {

    private static final List<ImportColumn> COLUMNS = List.of(ImportColumn.required("方案", "2026 年催缴方案").note("名字相同的几行是一个方案的几步"),
        ImportColumn.required("方式", "电话").choices(Arrays.stream(StepKind.values()).map(StepKind::label).toList()).note("这一步做什么"),
        ImportColumn.required("逾期天数", "30").number().note("逾期到第几天做这一步，1 到 3650 的整数"),
        ImportColumn.optional("金额起点", "100").number().note("元，欠得比它少的不做；空着不限"),
        ImportColumn.required("标题", "电话提醒").note("这一步叫什么"),
        ImportColumn.optional("内容", "{业主}您好，{房号} 逾期 {金额} 元，已 {天数} 天。").note("短信、催缴函、律师函必填"));

    private final Plans plans;

    PlanImport(Plans plans) {
        this.plans = plans;
    }

    @Override
    public String kind() {
        return "dunning-plans";
    }

    @Override
    public String label() {
        return "催缴方案";
    }

    @Override
    public String permission() {
        return "collection.plan";
    }

    @Override
    public List<ImportColumn> columns() {
        return COLUMNS;
    }

    @Override
    public ImportPlan plan(long community, SheetTable table, ImportOptions options) {
        var rejects = new ArrayList<ImportNote>();
        var wanted = new LinkedHashMap<String, List<Plans.NewStep>>();
        for (var row : table.rows()) {
            try {
                var steps = new ArrayList<>(wanted.getOrDefault(row.text("方案"), List.of()));
                steps.add(step(row));
                Plans.checked(new Plans.NewPlan(row.text("方案"), null, steps));
                wanted.put(row.text("方案"), steps);
            } catch (Problem problem) {
                rejects.add(new ImportNote(row.number(), problem.code(), column(problem.code()), problem.getMessage(), row.text("方案")));
            }
        }
        var known = plans.list(community).stream().map(Plans.Plan::name).toList();
        var made = new LinkedHashMap<>(wanted);
        made.keySet().removeIf(known::contains);
        return new Planned(community, made, wanted.values().stream().mapToInt(List::size).sum() - made.values().stream().mapToInt(List::size).sum(), rejects);
    }

    /** The column a refusal is about. */
    private static String column(String code) {
        return switch (code) {
            case "step-days-invalid", "step-order-invalid" -> "逾期天数";
            case "amount-invalid" -> "金额起点";
            case "step-kind-unknown", "measure-forbidden" -> "方式";
            case "step-body-missing" -> "内容";
            default -> "标题";
        };
    }

    private static Plans.NewStep step(SheetRow row) {
        var days = row.decimal("逾期天数");
        if (row.text("方案").isBlank() || row.text("标题").isBlank()) throw Problem.invalid("plan-row-incomplete", "方案、标题都要填");
        if (days == null || days.signum() <= 0 || days.compareTo(BigDecimal.valueOf(3650)) > 0 || days.stripTrailingZeros().scale() > 0)
            throw Problem.invalid("step-days-invalid", "逾期天数「%s」不对，请填 1 到 3650 的整数", row.text("逾期天数"));
        var least = row.decimal("金额起点");
        if (least == null && !row.isEmpty("金额起点")) throw Problem.invalid("amount-invalid", "金额起点「%s」不是数", row.text("金额起点"));
        return new Plans.NewStep(LawfulWords.kind(row.text("方式")).name(), days.intValueExact(), least == null ? Money.ZERO : Money.entered(least),
            row.text("标题"), row.text("内容"));
    }

    /** A plan that is there by that name stays as it is. */
    private final class Planned implements ImportPlan {

        private final long community;
        private final Map<String, List<Plans.NewStep>> made;
        private final int unchanged;
        private final List<ImportNote> rejects;

        Planned(long community, Map<String, List<Plans.NewStep>> made, int unchanged, List<ImportNote> rejects) {
            this.community = community;
            this.made = made;
            this.unchanged = unchanged;
            this.rejects = rejects;
        }

        @Override
        public int created() {
            return made.values().stream().mapToInt(List::size).sum();
        }

        @Override
        public int unchanged() {
            return unchanged;
        }

        @Override
        public List<ImportNote> rejects() {
            return rejects;
        }

        @Override
        public void apply() {
            made.forEach((name, steps) -> plans.draft(community, new Plans.NewPlan(name, null, steps)));
        }
    }
}
