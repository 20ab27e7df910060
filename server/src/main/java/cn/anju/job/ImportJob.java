package cn.anju.job;

import cn.anju.attachment.Attachments;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Sheet;
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
        context.progress(0, rows, "核对 %d 行".formatted(rows));
        var plan = kind.plan(community, sheet, new ImportOptions(upload.decisions()));
        if (work.isApplied()) {
            context.progress(0, rows, "写入");
            traces.watch(community, kind.traces());
            plan.apply();
            traces.record(community, work.importId(), kind.traces());
        }
        table.settle(community, work.importId(), work.isApplied() ? "done" : "preview", plan);
        context.progress(rows, rows, null);
        return new Result(work.importId(), plan.created() + plan.changed() + plan.unchanged(), plan.rejects().size());
    }

    @Override
    public void failed(JobContext context, Imports.Work work, Problem why) {
        table.fail(context.community(), work.importId(), why);
    }
}
