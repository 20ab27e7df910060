package cn.anju.job;

import cn.anju.attachment.Attachments;
import cn.anju.kernel.Column;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetRow;
import cn.anju.kernel.Workbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** 没收的行退回去：原来的栏、原来的次序，后面写明错误和建议；改好可以直接再传。 */
@Component
class ImportRejects {

    private static final String ERROR = "错误";
    private static final String ADVICE = "建议";
    private static final Set<String> OURS = Set.of(ERROR, ADVICE);

    private record Rejected(SheetRow row, ImportNote note, String advice) {}

    private final Attachments attachments;

    ImportRejects(Attachments attachments) {
        this.attachments = attachments;
    }

    byte[] bytes(long community, ImportKind kind, List<ImportNote> rejects, long file) {
        var sheet = Sheet.read(attachments.read(community, file).content(), kind.columns().stream().map(ImportColumn::column).toList());
        var notes = rejects.stream().collect(Collectors.toMap(ImportNote::row, Function.identity(), (first, second) -> first));
        var rows = sheet.rows().stream().filter(row -> notes.containsKey(row.number()))
            .map(row -> new Rejected(row, notes.get(row.number()), advice(kind, notes.get(row.number())))).toList();
        var columns = new ArrayList<Column<Rejected>>();
        for (var place = 0; place < sheet.headers().size(); place++) {
            var at = place;
            var title = sheet.headers().get(place);
            if (!OURS.contains(title)) columns.add(Column.text(title, 14, rejected -> rejected.row.shownAt(at)));
        }
        columns.add(Column.text(ERROR, 40, rejected -> rejected.note.message()));
        columns.add(Column.text(ADVICE, 40, Rejected::advice));
        return Workbook.of(kind.label(), columns).bytes(rows);
    }

    private static String advice(ImportKind kind, ImportNote note) {
        var column = kind.columns().stream().filter(known -> known.name().equals(note.column())).findFirst();
        var choices = column.map(ImportColumn::choices).orElse(List.of());
        if (!choices.isEmpty()) return "可填：" + String.join("、", choices);
        if (note.code().endsWith("-duplicate")) return "同一个只留一行，删去多余的";
        if (note.code().startsWith("date-")) return "写成 2023-04-03 这样的日期";
        return column.map(ImportColumn::note).filter(text -> !text.isBlank()).orElseGet(() ->
            column.map(known -> "请检查「%s」，写法如 %s".formatted(known.name(), known.example())).orElse("请检查这一行后再传"));
    }
}
