package cn.anju.kernel;

import static cn.anju.kernel.Xlsx.cell;
import static cn.anju.kernel.Xlsx.row;
import static cn.anju.kernel.Xlsx.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 少见但合规的 .xlsx：别的程序写出来的，照样读得了。 */
class OddXlsxTest {

    private static final List<SheetColumn> COLUMNS = List.of(SheetColumn.required("房号"), SheetColumn.required("建筑面积(㎡)"),
        SheetColumn.optional("交房日期"));
    private static final String HEAD = row(1, text("A1", "房号"), text("B1", "建筑面积(㎡)"), text("C1", "交房日期"));
    private static final String ROW = row(2, text("A2", "101"), cell("B2", "", "<v>89.5</v>"), text("C2", "2023-04-03"));
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

    @Test void 没有样式_没有共享文字() throws IOException {
        readsOne(new Xlsx().sheet(HEAD + ROW).without("xl/styles.xml"));
        readsOne(new Xlsx().sheet(HEAD + ROW).without("xl/sharedStrings.xml"));
        var bare = new Xlsx().sheet(HEAD + ROW).without("xl/styles.xml", "xl/sharedStrings.xml");
        bare.part(RELATIONS, bare.partOf(RELATIONS).replaceAll("<Relationship Id=\"rId[89]\"[^>]*>", ""))
            .part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        readsOne(bare);
    }

    @Test void 部件在别处_绝对的_往上走的_大小写和斜杠不同的() throws IOException {
        var usual = new Xlsx().sheet(HEAD + ROW);
        for (var target : List.of("/xl/worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "Worksheets\\Sheet1.xml"))
            readsOne(new Xlsx().sheet(HEAD + ROW).part(RELATIONS, usual.partOf(RELATIONS).replace("worksheets/sheet1.xml", target)));
        var moved = new Xlsx().sheet(HEAD + ROW);
        moved.part("_rels/.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/book/main.xml"/></Relationships>""")
            .part("book/main.xml", moved.partOf("xl/workbook.xml"))
            .part("book/_rels/main.xml.rels", moved.partOf(RELATIONS).replace("worksheets/", "../xl/worksheets/"))
            .without("xl/workbook.xml", RELATIONS);
        readsOne(moved);
        var windows = new Xlsx().sheet(HEAD + ROW);
        windows.part("xl\\worksheets\\sheet1.xml", windows.partOf("xl/worksheets/sheet1.xml")).without("xl/worksheets/sheet1.xml");
        readsOne(windows);
    }

    @Test void 严格格式的命名空间_日期是文字() throws IOException {
        var strict = new Xlsx().sheet(HEAD + row(2, text("A2", "101"), cell("B2", "", "<v>89.5</v>"), cell("C2", "t=\"d\"", "<v>2023-04-03T00:00:00</v>")));
        for (var name : List.of("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml", RELATIONS))
            strict.part(name, strict.partOf(name).replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
                .replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"));
        readsOne(strict);
    }

    @Test void 带前缀的元素_行和格子不写位置() throws IOException {
        readsOne(new Xlsx().part("xl/worksheets/sheet1.xml", """
            <x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>
            <x:row><x:c t="inlineStr"><x:is><x:t>房号</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>建筑面积</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>交房日期</x:t></x:is></x:c></x:row>
            <x:row><x:c t="inlineStr"><x:is><x:t>101</x:t></x:is></x:c><x:c><x:v>89.5</x:v></x:c><x:c t="str"><x:v>2023/4/3</x:v></x:c></x:row>
            </x:sheetData></x:worksheet>"""));
    }

    @Test void 从1904年数起的日期() throws IOException {
        var book = new Xlsx().sheet(HEAD + row(2, text("A2", "101"), cell("B2", "", "<v>89.5</v>"), cell("C2", "s=\"1\"", "<v>43557</v>")));
        readsOne(book.part("xl/workbook.xml", book.partOf("xl/workbook.xml").replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>")));
    }

    @Test void 共享公式取各自的值() throws IOException {
        var rows = Sheet.read(new Xlsx().sheet(HEAD
            + row(2, text("A2", "101"), cell("B2", "", "<f t=\"shared\" ref=\"B2:B4\" si=\"0\">80+ROW()</f><v>82</v>"))
            + row(3, text("A3", "102"), cell("B3", "", "<f t=\"shared\" si=\"0\"/><v>83</v>"))
            + row(4, text("A4", "103"), cell("B4", "", "<f t=\"shared\" si=\"7\"/><v>84</v>"))
            + row(5, text("A5", "104"), cell("B5", "", "<f t=\"array\" ref=\"B5\">{1}</f><v>85</v>"))).bytes(), COLUMNS).rows();
        assertThat(rows).extracting(each -> each.text("建筑面积(㎡)")).containsExactly("82", "83", "84", "85");
    }

    @Test void 几段字体和注音_转写的控制符() throws IOException {
        var book = new Xlsx().sheet(HEAD + row(2, cell("A2", "t=\"s\"", "<v>0</v>"), cell("B2", "", "<v>1</v>"))
                + row(3, cell("A3", "t=\"s\"", "<v>1</v>"), cell("B3", "", "<v>1</v>")))
            .part("xl/sharedStrings.xml", Xlsx.sst("<si><r><rPr><b/></rPr><t>10</t></r><r><t>1</t></r><rPh sb=\"0\" eb=\"1\"><t>いち</t></rPh></si><si><t>102_x000D_</t></si>"));
        assertThat(Sheet.read(book.bytes(), COLUMNS).rows()).extracting(each -> each.text("房号")).containsExactly("101", "102");
    }

    @Test void 大得离谱的数_不是数() throws IOException {
        var rows = Sheet.read(new Xlsx().sheet(HEAD + row(2, text("A2", "101"), cell("B2", "", "<v>1e999999999</v>"))
            + row(3, text("A3", "102"), cell("B3", "", "<v>NaN</v>")) + row(4, text("A4", "103"), cell("B4", "", "<v>1E9</v>"))).bytes(), COLUMNS).rows();
        assertThat(rows).extracting(each -> each.decimal("建筑面积(㎡)")).containsExactly(null, null, new BigDecimal("1E+9"));
        assertThat(rows).extracting(each -> each.text("建筑面积(㎡)")).containsExactly("1e999999999", "NaN", "1000000000");
    }

    private static void readsOne(Xlsx book) throws IOException {
        var rows = Sheet.read(book.bytes(), COLUMNS).rows();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().number()).isEqualTo(2);
        assertThat(rows.getFirst().text("房号")).isEqualTo("101");
        assertThat(rows.getFirst().decimal("建筑面积(㎡)")).isEqualByComparingTo("89.5");
        assertThat(rows.getFirst().date("交房日期")).isEqualTo(LocalDate.of(2023, 4, 3));
    }
}
