package cn.anju.kernel;

import static cn.anju.kernel.Xlsx.cell;
import static cn.anju.kernel.Xlsx.row;
import static cn.anju.kernel.Xlsx.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SheetTest {

    private static final List<SheetColumn> COLUMNS = List.of(SheetColumn.required("房号"), SheetColumn.required("建筑面积(㎡)"),
        SheetColumn.optional("交房日期"), SheetColumn.optional("业主姓名"));
    private static final String HEAD = row(1, text("A1", "房号"), text("B1", "建筑面积(㎡)"), text("C1", "交房日期"));

    @Test void 表头按名字找_标题行空行合计行不算数据() throws IOException {
        var table = read(row(1, text("A1", "晴川花园业主名册")) + row(2, text("A2", "制表日期:"), text("B2", "2027.06.30"))
            + row(3, text("A3", "序号"), text("B3", "建筑面积（㎡）"), text("C3", "车牌"), text("D3", " 房　号*"))
            + row(4, cell("A4", "", "<v>1</v>"), cell("B4", "", "<v>142.31</v>"), text("D4", "101"))
            + row(6, text("A6", "  "))
            + row(8, cell("A8", "", "<v>2</v>"), text("B8", "75.45㎡"), text("D8", "１０２"))
            + row(9, text("A9", "合 计"), cell("B9", "", "<v>217.76</v>")));
        assertThat(table.sheet()).isEqualTo("第一张");
        assertThat(table.headers()).containsExactly("序号", "建筑面积(㎡)", "车牌", "房 号*");
        assertThat(table.rows()).extracting(SheetRow::number).containsExactly(4, 8);
        assertThat(table.rows()).extracting(row -> row.text("房号")).containsExactly("101", "102");
        assertThat(table.rows()).extracting(row -> row.decimal("建筑面积(㎡)"))
            .containsExactly(new BigDecimal("142.31"), new BigDecimal("75.45"));
        assertThat(table.rows().getFirst().isEmpty("业主姓名")).isTrue();
        assertThat(table.rows().getFirst().shownAt(0)).isEqualTo("1");
    }

    @Test void 各种类型的格子() throws IOException {
        var row = read(HEAD + row(2, cell("A2", "t=\"s\"", "<v>0</v>"), cell("B2", "", "<v>1.1000000000000001</v>"), cell("C2", "s=\"1\"", "<v>45019</v>"))).rows().getFirst();
        assertThat(row.text("房号")).isEqualTo("共享");
        assertThat(row.decimal("建筑面积(㎡)")).isEqualByComparingTo("1.1");
        assertThat(row.date("交房日期")).isEqualTo(LocalDate.of(2023, 4, 3));
        assertThat(row.text("交房日期")).isEqualTo("2023-04-03");
    }

    @Test void 日期格子_自定格式_没有格式的序号_八位数字() throws IOException {
        var rows = read(HEAD + row(2, text("A2", "1"), cell("C2", "s=\"2\"", "<v>45019.5</v>")) + row(3, text("A3", "2"), cell("C3", "", "<v>45019</v>"))
            + row(4, text("A4", "3"), cell("C4", "", "<v>20230403</v>")) + row(5, text("A5", "4"), text("C5", "2023.4.3"))).rows();
        assertThat(rows).hasSize(4).allSatisfy(row -> assertThat(row.date("交房日期")).isEqualTo(LocalDate.of(2023, 4, 3)));
    }

    @Test void 公式取上次算出的值_没有值的不当空() throws IOException {
        var rows = read(HEAD
            + row(2, cell("A2", "t=\"str\"", "<f>\"1\"&amp;\"01\"</f><v>101</v>"), cell("B2", "", "<f>80+9.5</f><v>89.5</v>"), cell("C2", "s=\"1\"", "<f>TODAY()</f><v>45019</v>"))
            + row(3, text("A3", "102"), cell("B3", "", "<f>SUM(B1)</f>"), cell("C3", "t=\"e\"", "<v>#N/A</v>"))).rows();
        assertThat(rows.getFirst().text("房号")).isEqualTo("101");
        assertThat(rows.getFirst().decimal("建筑面积(㎡)")).isEqualByComparingTo("89.5");
        assertThat(rows.getFirst().date("交房日期")).isEqualTo(LocalDate.of(2023, 4, 3));
        assertThat(rows.getLast().decimal("建筑面积(㎡)")).isNull();
        assertThat(rows.getLast().isEmpty("建筑面积(㎡)")).isFalse();
        assertThat(rows.getLast().date("交房日期")).isNull();
        assertThat(rows.getLast().text("交房日期")).isEqualTo("#N/A");
    }

    @Test void 往下合并的格子每一行都有_横着合并的是标题() throws IOException {
        var table = new Xlsx().sheet(HEAD
            + row(2, text("A2", "三号楼"))
            + row(3, text("A3", "301"), cell("B3", "", "<v>90</v>")) + row(4, text("A4", "302")) + row(5, text("A5", "303"), cell("B5", "", "<v>70</v>")),
            "<mergeCells><mergeCell ref=\"A2:C2\"/><mergeCell ref=\"B3:B4\"/></mergeCells>").bytes();
        var rows = Sheet.read(table, COLUMNS).rows();
        assertThat(rows).extracting(row -> row.text("房号")).containsExactly("301", "302", "303");
        assertThat(rows).extracting(row -> row.text("建筑面积(㎡)")).containsExactly("90", "90", "70");
    }

    @Test void 两行的表头() throws IOException {
        var table = new Xlsx().sheet(row(1, text("A1", "房号"), text("B1", "面积"), text("D1", "业主姓名"))
            + row(2, text("B2", "套内面积"), text("C2", "建筑面积")) + row(3, text("A3", "101"), cell("C3", "", "<v>90</v>"), text("D3", "王芳")),
            "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>").bytes();
        var row = Sheet.read(table, COLUMNS).rows().getFirst();
        assertThat(row.number()).isEqualTo(3);
        assertThat(row.text("建筑面积(㎡)")).isEqualTo("90");
        assertThat(row.text("业主姓名")).isEqualTo("王芳");
    }

    @Test void 有表头的那张表_不论第几张叫什么() throws IOException {
        var book = new Xlsx().sheet(row(1, text("A1", "说明"))).part("xl/worksheets/sheet2.xml",
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + HEAD + row(2, text("A2", "101")) + "</sheetData></worksheet>")
            .part("xl/workbook.xml", """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                <sheets><sheet name="封面" sheetId="1" r:id="rId1"/><sheet name="数据" sheetId="2" r:id="rId2"/></sheets></workbook>""")
            .part("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>""").bytes();
        assertThat(Sheet.read(book, COLUMNS).sheet()).isEqualTo("数据");
    }

    @Test void 隐藏的表不读_同样表头的另一张说出来() throws IOException {
        var sheets = "<sheet name=\"去年\" state=\"hidden\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"1栋\" sheetId=\"2\" r:id=\"rId2\"/><sheet name=\"2栋\" sheetId=\"3\" r:id=\"rId3\"/>"
            + "<sheet name=\"3栋\" state=\"veryHidden\" sheetId=\"4\" r:id=\"rId1\"/><sheet name=\"说明\" sheetId=\"5\" r:id=\"rId4\"/>";
        var relation = "<Relationship Id=\"rId%1$d\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet%1$d.xml\"/>";
        var book = new Xlsx().part("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>" + sheets + "</sheets></workbook>")
            .part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + IntStream.rangeClosed(1, 4).mapToObj(relation::formatted).collect(Collectors.joining()) + "</Relationships>");
        for (var number = 1; number <= 4; number++)
            book.part("xl/worksheets/sheet" + number + ".xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                + (number == 4 ? row(1, text("A1", "填写说明")) : HEAD + row(2, text("A2", number + "01"))) + "</sheetData></worksheet>");
        var table = Sheet.read(book.bytes(), COLUMNS);
        assertThat(table.sheet()).isEqualTo("1栋");
        assertThat(table.rows()).extracting(row -> row.text("房号")).containsExactly("201");
        assertThat(table.alike()).containsExactly("2栋");
        assertThat(table.columns()).containsExactlyInAnyOrder("房号", "建筑面积(㎡)", "交房日期");
    }

    @Test void CSV_无论UTF8还是GBK_逗号还是制表符() {
        var csv = "业主名册\n房号,建筑面积,业主姓名\n'-101,\"1,089.50\",王芳\n\n合计,89.5,\n";
        for (var charset : List.of(StandardCharsets.UTF_8, Charset.forName("GBK"), StandardCharsets.UTF_16)) {
            var row = Sheet.read(csv.getBytes(charset), COLUMNS).rows();
            assertThat(row).as(charset.name()).hasSize(1);
            assertThat(row.getFirst().number()).isEqualTo(3);
            assertThat(row.getFirst().text("房号")).isEqualTo("-101");
            assertThat(row.getFirst().decimal("建筑面积(㎡)")).isEqualByComparingTo("1089.5");
            assertThat(row.getFirst().text("业主姓名")).isEqualTo("王芳");
        }
        assertThat(Sheet.read("\ufeff房号\t建筑面积\n101\t90".getBytes(StandardCharsets.UTF_8), COLUMNS).rows()).hasSize(1);
    }

    private static SheetTable read(String rows) throws IOException {
        return Sheet.read(new Xlsx().sheet(rows).bytes(), COLUMNS);
    }
}
