package cn.anju.job;

import cn.anju.kernel.SheetColumn;
import java.util.List;

/**
 * 导入表的一栏，也是模板的一栏。
 *
 * @param name as it stands in the head of the template
 * @param required a sheet without this column is refused
 * @param example what the template's example row shows
 * @param note what the notes sheet of the template says about it
 * @param choices the allowed values, offered as a drop-down; empty when free
 * @param alsoCalled other names a head may use
 */
public record ImportColumn(String name, boolean required, String example, String note, List<String> choices,
                           List<String> alsoCalled) {

    public static ImportColumn required(String name, String example) {
        return new ImportColumn(name, true, example, "", List.of(), List.of());
    }

    public static ImportColumn optional(String name, String example) {
        return new ImportColumn(name, false, example, "", List.of(), List.of());
    }

    public ImportColumn note(String text) {
        return new ImportColumn(name, required, example, text, choices, alsoCalled);
    }

    public ImportColumn choices(List<String> values) {
        return new ImportColumn(name, required, example, note, List.copyOf(values), alsoCalled);
    }

    public ImportColumn alsoCalled(String... names) {
        return new ImportColumn(name, required, example, note, choices, List.of(names));
    }

    SheetColumn column() {
        return new SheetColumn(name, required, alsoCalled);
    }
}
