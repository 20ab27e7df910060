package cn.anju.kernel;

import java.util.List;

/** 读表：Excel（.xlsx）或 CSV（UTF-8、GBK），表头按名字找。 */
public final class Sheet {

    /** 模板里示例行的记号；带着它、又还是原样的行不是数据，有人在上面改成了自己的就是。 */
    public static final String EXAMPLE = "示例行：不改就略过，改成自己的就算一行";

    private Sheet() {}

    /**
     * 打开之前就能看出来的毛病：空文件、不是表格、加了密码、旧版 .xls。
     *
     * @throws Problem 400 {@code file-empty}, {@code file-not-excel}, {@code file-protected}, {@code file-old-excel}
     */
    public static void check(byte[] content) {
        SheetFormat.of(content);
    }

    /**
     * 找到有这些栏的第一张表，读出它的数据行。
     *
     * @throws Problem 400 with a sentence for everything that cannot be read: {@code file-empty}, {@code file-not-excel},
     *     {@code file-protected}, {@code file-old-excel}, {@code file-broken}, {@code file-too-large},
     *     {@code file-too-many-rows}, {@code header-missing}, {@code header-duplicate}, {@code rows-missing}
     */
    public static SheetTable read(byte[] content, List<SheetColumn> columns) {
        return switch (SheetFormat.of(content)) {
            case XLSX -> XlsxFile.read(content, columns);
            case TEXT -> CsvFile.read(content, columns);
        };
    }
}
