package cn.anju.kernel;

import java.util.List;
import java.util.Set;

/**
 * 读到的一张表：表头以下的数据行，标题行、空行和合计行不在其内。
 *
 * @param sheet the name of the sheet it was found on
 * @param headers every head cell, in the order of the sheet, also of columns nobody asked for
 * @param columns the names of those asked for that it has
 * @param rows the data rows in the order of the sheet
 * @param alike other sheets of the file that have the same head; they were not read
 */
public record SheetTable(String sheet, List<String> headers, Set<String> columns, List<SheetRow> rows, List<String> alike) {

    SheetTable alike(List<String> others) {
        return new SheetTable(sheet, headers, columns, rows, List.copyOf(others));
    }
}
