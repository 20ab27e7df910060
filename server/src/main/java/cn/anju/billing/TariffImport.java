package cn.anju.billing;

import cn.anju.job.ImportColumn;
import cn.anju.job.ImportKind;
import cn.anju.job.ImportNote;
import cn.anju.job.ImportOptions;
import cn.anju.job.ImportPlan;
import cn.anju.job.ImportTrace;
import cn.anju.kernel.Problem;
import cn.anju.kernel.SheetTable;
import java.util.List;
import org.springframework.stereotype.Component;

/** 收费标准表的导入：没变的跳过，没出过账的可改，出过账的只能另起一个版本。 */
@Component
class TariffImport implements ImportKind {

    private final Tariffs tariffs;

    TariffImport(Tariffs tariffs) {
        this.tariffs = tariffs;
    }

    @Override
    public String kind() {
        return "tariffs";
    }

    @Override
    public String label() {
        return "收费标准";
    }

    @Override
    public String permission() {
        return "billing.import";
    }

    @Override
    public List<ImportColumn> columns() {
        return TariffSheet.COLUMNS;
    }

    @Override
    public ImportPlan plan(long community, SheetTable table, ImportOptions options) {
        tariffs.lock(community);
        var plan = new TariffPlan(community, tariffs, tariffs.all(community), tariffs.limits(community));
        for (var row : table.rows()) {
            var subject = row.text("编码");
            try {
                plan.read(row.number(), TariffSheet.read(row));
                if (!row.isEmpty("阶梯") && !row.isEmpty("单价") && "按表".equals(row.text("计费方式")))
                    plan.warnings().add(new ImportNote(row.number(), "price-ignored", "单价", "有阶梯，单价没有用", subject));
            } catch (Problem problem) {
                plan.rejects().add(new ImportNote(row.number(), problem.code(), TariffSheet.column(problem.code()), problem.getMessage(), subject));
            }
        }
        plan.decide();
        return plan;
    }

    @Override
    public List<ImportTrace> traces() {
        return List.of(new ImportTrace("billing.tariff", "收费标准", "code"), new ImportTrace("billing.tariff_assignment", "适用范围", "id"));
    }
}
