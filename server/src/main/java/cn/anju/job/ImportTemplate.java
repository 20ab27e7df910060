package cn.anju.job;

import cn.anju.job.ImportColumn.Format;
import cn.anju.kernel.Sheet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** 导入模板：表头、一行示例、下拉选项，另一张写填写说明。 */
final class ImportTemplate {

    private static final int LAST_ROW = 200_000;
    private static final int WIDEST = 40;
    /** In points; the hints over the heads are as tall as this and the next row. */
    private static final int HEAD_HEIGHT = 36;

    private ImportTemplate() {}

    static byte[] bytes(ImportKind kind) {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "Anju", "1.0")) {
            book.setGlobalDefaultFont("Microsoft YaHei", 10);
            var data = book.newWorksheet(kind.label());
            var notes = book.newWorksheet("填写说明");
            var words = book.newWorksheet("选项");
            head(data, kind.columns());
            offer(data, words, kind.columns());
            explain(notes, kind.columns());
            words.setVisibilityState(VisibilityState.HIDDEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void head(Worksheet page, List<ImportColumn> columns) {
        var last = columns.size();
        for (var place = 0; place < last; place++) {
            var column = columns.get(place);
            page.width(place, Math.clamp(Math.max(width(column.name()), width(column.example())), 12, WIDEST));
            page.style(place).format(column.format().pattern).set();
            page.inlineString(0, place, column.name());
            page.inlineString(1, place, column.example());
            page.comment(0, place, hint(column));
            if (column.required()) page.style(0, place).fontColor("C00000").set();
        }
        page.inlineString(1, last, Sheet.EXAMPLE);
        page.width(last, 44);
        page.range(0, 0, 0, last - 1).style().bold().fillColor("E8EEF6").borderStyle("thin").verticalAlignment("center").set();
        page.rowHeight(0, HEAD_HEIGHT);
        page.range(1, 0, 1, last).style().fontColor("808080").italic().format(Format.TEXT.pattern).set();
        page.freezePane(0, 1);
    }

    /** A 汉字 is as wide as two digits. */
    private static int width(String text) {
        return 2 + text.codePoints().map(sign -> sign < 0x80 ? 1 : 2).sum();
    }

    /** Shown when the mouse is on the head: nobody looks at the second sheet first. */
    private static String hint(ImportColumn column) {
        var choices = column.choices().isEmpty() ? "" : "可填：" + String.join("、", column.choices());
        return Stream.of(column.note(), choices).filter(text -> !text.isEmpty()).collect(Collectors.joining("。"));
    }

    private static void offer(Worksheet data, Worksheet words, List<ImportColumn> columns) {
        for (var place = 0; place < columns.size(); place++) {
            var choices = columns.get(place).choices();
            if (choices.isEmpty()) continue;
            for (var line = 0; line < choices.size(); line++) words.inlineString(line, place, choices.get(line));
            data.range(1, place, LAST_ROW, place).validateWithList(words.range(0, place, choices.size() - 1, place))
                .allowBlank(true).showErrorMessage(false);
        }
    }

    private static void explain(Worksheet page, List<ImportColumn> columns) {
        var head = List.of("栏名", "必有这一栏", "写法", "可填", "示例", "说明");
        var widths = List.of(16, 12, 8, 36, 24, 60);
        for (var place = 0; place < head.size(); place++) {
            page.inlineString(0, place, head.get(place));
            page.width(place, widths.get(place));
        }
        page.range(0, 0, 0, head.size() - 1).style().bold().fillColor("E8EEF6").set();
        var line = 1;
        for (var column : columns) {
            page.inlineString(line, 0, column.name());
            page.inlineString(line, 1, column.required() ? "是" : "");
            page.inlineString(line, 2, column.format().label);
            page.inlineString(line, 3, String.join("、", column.choices()));
            page.inlineString(line, 4, column.example());
            page.inlineString(line++, 5, column.note());
        }
        page.range(1, 0, line - 1, head.size() - 1).style().wrapText(true).verticalAlignment("top").set();
        page.inlineString(line + 1, 0, "表头红字的栏一定要有。栏的先后可以调换，中间可以有别的栏；标题行、空行和合计行不算数据。");
    }
}
