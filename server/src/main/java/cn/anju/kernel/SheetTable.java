package cn.anju.kernel;

import java.util.List;

/**
 * 读到的一张表：表头以下的数据行，标题行、空行和合计行不在其内。
 *
 * @param sheet the name of the sheet it was found on
 * @param headers every head cell, in the order of the sheet, also of columns nobody asked for
 * @param rows the data rows in the order of the sheet
 */
public record SheetTable(String sheet, List<String> headers, List<SheetRow> rows) {}
