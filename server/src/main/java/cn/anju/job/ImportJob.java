package cn.anju.job;

import cn.anju.attachment.Attachments;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetTable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** 导入的活：读文件、核对、写入，一个事务。 */
@Component
class ImportJob implements JobHandler<Imports.Work> {

    record Result(long importId, int accepted, int rejected) {}

    private final ObjectProvider<Imports> imports;   // which starts jobs, and so needs the handlers
    private final ImportTable table;
    private final ImportTraces traces;
    private final Attachments attachments;

    ImportJob(ObjectProvider<Imports> imports, ImportTable table, ImportTraces traces, Attachments attachments) {
        this.imports = imports;
        this.table = table;
        this.traces = traces;
        this.attachments = attachments;
    }

    @Override
    public String kind() {
        return Imports.JOB;
    }

    @Override
    public String label() {
        return "导入";
    }

    @Override
    public Class<Imports.Work> payload() {
        return Imports.Work.class;
    }

    @Override
    public Object run(JobContext context, Imports.Work work) {
        var community = context.community();
        var upload = table.upload(community, work.importId());
        var kind = imports.getObject().permitted(community, upload.kind());
        context.progress(0, 0, "读取文件");
        var sheet = Sheet.read(attachments.read(community, upload.fileId()).content(), kind.columns().stream().map(ImportColumn::column).toList());
        var rows = sheet.rows().size();
        if (rows == 0) throw Problem.invalid("rows-missing", "表头下面没有数据，请填好以后再传");
        context.progress(0, rows, "核对");
        var plan = kind.plan(community, sheet, new ImportOptions(upload.decisions()));
        if (work.isApplied()) {
            context.progress(0, rows, "写入");
            traces.watch(community, kind.traces());
            plan.apply();
            traces.record(community, work.importId(), kind.traces());
        }
        table.settle(community, work.importId(), work.isApplied() ? "done" : "preview", plan, leftOut(sheet));
        context.progress(rows, rows, null);
        return new Result(work.importId(), plan.created() + plan.changed() + plan.unchanged(), plan.rejects().size());
    }

    /** 同样表头的别的工作表没有读，要说出来：一栋一张的名册，别只进了一栋。 */
    private static @Nullable String leftOut(SheetTable sheet) {
        return sheet.alike().isEmpty() ? null : "只读了工作表「%s」。「%s」也有这样的表头，没有读：请并到一张表里，或各存成一个文件再导".formatted(
            sheet.sheet(), String.join("」「", sheet.alike()));
    }

    @Override
    public void failed(JobContext context, Imports.Work work, Problem why) {
        table.fail(context.community(), work.importId(), why);
    }
}
