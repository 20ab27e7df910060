package cn.anju.job;

import cn.anju.kernel.SheetColumn;
import java.util.List;

/**
 * 导入表的一栏，也是模板的一栏。
 *
 * @param name as it stands in the head of the template
 * @param required a sheet without this column is refused
 * @param example what the template's example row shows
 * @param note what the template says about it
 * @param format how the template's cells are formatted, so that Excel leaves alone what is typed
 * @param choices the allowed values, offered as a drop-down; empty when free
 * @param alsoCalled other names a head may use
 */
public record ImportColumn(String name, boolean required, String example, String note, Format format, List<String> choices,
                           List<String> alsoCalled) {

    /** 格子的格式。Text unless said otherwise: as numbers, 0012 would lose its zeros, an ID number its last digits, and 3-2 would be a day. */
    public enum Format {
        TEXT("文字", "@"), NUMBER("数", "General"), DATE("日期", "yyyy-mm-dd");

        final String label;
        final String pattern;

        Format(String label, String pattern) {
            this.label = label;
            this.pattern = pattern;
        }
    }

    public static ImportColumn required(String name, String example) {
        return new ImportColumn(name, true, example, "", Format.TEXT, List.of(), List.of());
    }

    public static ImportColumn optional(String name, String example) {
        return new ImportColumn(name, false, example, "", Format.TEXT, List.of(), List.of());
    }

    public ImportColumn note(String text) {
        return new ImportColumn(name, required, example, text, format, choices, alsoCalled);
    }

    public ImportColumn number() {
        return new ImportColumn(name, required, example, note, Format.NUMBER, choices, alsoCalled);
    }

    public ImportColumn date() {
        return new ImportColumn(name, required, example, note, Format.DATE, choices, alsoCalled);
    }

    public ImportColumn choices(List<String> values) {
        return new ImportColumn(name, required, example, note, format, List.copyOf(values), alsoCalled);
    }

    public ImportColumn alsoCalled(String... names) {
        return new ImportColumn(name, required, example, note, format, choices, List.of(names));
    }

    SheetColumn column() {
        return new SheetColumn(name, required, alsoCalled, example);
    }
}
