package cn.anju.metering;

import cn.anju.job.ImportChange;
import cn.anju.job.ImportColumn;
import cn.anju.job.ImportKind;
import cn.anju.job.ImportNote;
import cn.anju.job.ImportOptions;
import cn.anju.job.ImportPlan;
import cn.anju.job.ImportTrace;
import cn.anju.kernel.SheetTable;
import cn.anju.metering.ReadingChain.Outcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** 导入读数。 */
@Component
class ReadingImport implements ImportKind {

    private final ReadingIntake intake;
    private final ReadingStore store;

    ReadingImport(ReadingIntake intake, ReadingStore store) {
        this.intake = intake;
        this.store = store;
    }

    @Override
    public String kind() {
        return "readings";
    }

    @Override
    public String label() {
        return "抄表读数";
    }

    @Override
    public String permission() {
        return "metering.import";
    }

    @Override
    public List<ImportColumn> columns() {
        return List.of(
            ImportColumn.required(ReadingDraft.MONTH, "2026-07").alsoCalled("月份", "抄表年月", "账期").note("一行是一只表一个月的读数"),
            ImportColumn.required(ReadingDraft.NUMBER, "W00001").alsoCalled("仪表编号", "表编号").note("仪表清单里的表号"),
            ImportColumn.required(ReadingDraft.VALUE, "24230.02").alsoCalled("本次读数", "本月读数").number().note("表盘上的数，不乘倍率"),
            ImportColumn.optional(ReadingDraft.DATE, "2026-07-31").date().note("空着就是当月最后一天"),
            ImportColumn.optional(ReadingDraft.ROLLOVER, "").choices(List.of("是", "否")).note("表盘走满一圈回到零，填是"),
            ImportColumn.optional(ReadingDraft.OLD_STOP, "").number().note("换了表：旧表拆下时的读数"),
            ImportColumn.optional(ReadingDraft.NEW_START, "").number().note("换了表：新表装上时的读数"),
            ImportColumn.optional(ReadingDraft.NOTE, "").note("这次抄表的备注"));
    }

    @Override
    public ImportPlan plan(long community, SheetTable table, ImportOptions options) {
        return new Plan(community, intake.check(community, table.rows().stream().map(ReadingDraft::of).toList(), ReadingSource.IMPORT));
    }

    @Override
    public List<ImportTrace> traces() {
        return List.of(new ImportTrace("metering.reading", "抄表读数", "month"));
    }

    private final class Plan implements ImportPlan {

        private final long community;
        private final ReadingBatch batch;

        Plan(long community, ReadingBatch batch) {
            this.community = community;
            this.batch = batch;
        }

        @Override
        public int created() {
            return batch.count(Outcome.CREATED);
        }

        @Override
        public int changed() {
            return batch.count(Outcome.CHANGED);
        }

        @Override
        public int unchanged() {
            return batch.count(Outcome.UNCHANGED);
        }

        @Override
        public List<ImportNote> rejects() {
            return batch.rejects();
        }

        @Override
        public List<ImportNote> warnings() {
            return batch.warnings();
        }

        @Override
        public List<ImportChange> changes() {
            return batch.taken().stream().filter(row -> row.outcome() == Outcome.CHANGED)
                .map(row -> new ImportChange(row.draft().row(), row.meter().number(), row.after().entry().month() + " 读数",
                    shown(row.before()), shown(row.after()), false)).toList();
        }

        @Override
        public void apply() {
            store.store(community, batch.chains.values());
        }

        private static String shown(AcceptedReading reading) {
            return "%s（用量 %s）".formatted(reading.entry().value().toPlainString(), reading.usage().toPlainString());
        }
    }
}
