package cn.anju.job;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.kernel.CellText;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 每一种导入的模板：下载下来看得懂，照例填一行就导得进去，填错的连同原因退回来。 */
@Story
class TemplateTest {

    /** What to write instead of what, so that the row is refused, and under which code. */
    private record Fault(String right, String wrong, String code, String column) {}

    /** In the order in which an office imports them: a meter needs its room, a reading its meter. */
    private static final Map<String, Fault> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("roster", new Fault("89.50", "-1", "area-invalid", "建筑面积(㎡)"));
        KINDS.put("tariffs", new Fault("2.35", "1e9", "price-invalid", "单价"));
        KINDS.put("meters", new Fault("3-2-1201", "9-9-901", "room-unknown", "房号"));
        KINDS.put("readings", new Fault("W00001", "W99999", "meter-unknown", "表号"));
        KINDS.put("daily-readings", new Fault("W00001", "W99999", "meter-unknown", "表号"));
        KINDS.put("opening-balances", new Fault("542.70", "NaN", "amount-invalid", "金额"));
        KINDS.put("dunning-plans", new Fault("30", "0.5", "step-days-invalid", "逾期天数"));
    }

    /** How 汉字 stand in the written sheet. */
    private static final Pattern ESCAPED = Pattern.compile("&#x([0-9a-fA-F]{3,});");

    @Autowired Office office;
    @Autowired List<ImportKind> kinds;

    private String root;

    @BeforeEach
    void prepare() {
        root = "/api/communities/" + office.newCommunity("模板小区", "2026-07-01") + "/imports";
    }

    @Test void 没有一种导入漏看() {
        assertThat(kinds.stream().map(ImportKind::kind).filter(kind -> !kind.equals("toys"))).containsExactlyInAnyOrderElementsOf(KINDS.keySet());
    }

    @Test void 每一栏都有名字_说明和示例_编号不会变成数_定好的值可以选() throws IOException {
        for (var name : KINDS.keySet()) {
            var kind = kind(name);
            var template = template(name);
            var read = Sheet.read(template, kind.columns().stream().map(ImportColumn::column).toList());
            assertThat(read.headers()).as(name).startsWith(kind.columns().stream().map(ImportColumn::name).toArray(String[]::new));
            assertThat(read.rows()).as(name).isEmpty();
            var explained = Sheet.read(template, Stream.of("栏名", "写法", "可填", "示例", "说明").map(SheetColumn::required).toList()).rows();
            for (var column : kind.columns()) {
                var row = explained.stream().filter(each -> each.text("栏名").equals(column.name())).findFirst().orElseThrow();
                assertThat(row.text("说明") + row.text("可填")).as(name + " " + column.name()).isNotBlank();
                assertThat(row.text("可填")).isEqualTo(String.join("、", column.choices()));
                if (column.required()) assertThat(row.text("示例")).as(name + " " + column.name()).isNotBlank();
            }
            var sheet = part(template, "xl/worksheets/sheet1.xml");
            assertThat(count(sheet, "<dataValidation ")).as(name).isEqualTo(kind.columns().stream().filter(column -> !column.choices().isEmpty()).count());
            assertThat(sheet).as(name).contains("state=\"frozen\"");
            assertThat(formats(template)).as(name).startsWith(kind.columns().stream().map(column -> column.format().pattern).toArray(String[]::new));
        }
    }

    @Test void 照示例填一行_预览_写入_再导一次不变() throws IOException {
        for (var name : KINDS.keySet()) {
            var filled = edited(template(name), Sheet.EXAMPLE, "");
            var preview = uploaded(name, "?preview=true", filled);
            assertThat(preview.at("/state") + " " + preview.at("/accepted") + " " + preview.at("/rejected")).as(name + preview.text()).isEqualTo("preview 1 0");
            office.post(root + "/" + preview.id() + "/apply", Map.of()).expect(202);
            var done = office.waitWhile(root + "/" + preview.id(), "running");
            assertThat(done.at("/state") + " " + done.at("/created")).as(name).isEqualTo("done 1");
            var again = uploaded(name, "?preview=true", filled);
            // Opening balances replace their draft as a whole.
            assertThat(again.at("/created")).as(name).isEqualTo(name.equals("opening-balances") ? "1" : "0");
        }
    }

    @Test void 填错的一行_原因写在旁边退回来_改好再传就收下() throws IOException {
        for (var name : KINDS.keySet()) {
            var fault = KINDS.get(name);
            var wrong = uploaded(name, "", edited(edited(template(name), Sheet.EXAMPLE, ""), fault.right, fault.wrong));
            assertThat(wrong.at("/state") + " " + wrong.at("/accepted") + " " + wrong.at("/rejects/0/code")).as(name).isEqualTo("done 0 " + fault.code);
            assertThat(wrong.at("/rejects/0/column")).as(name).isEqualTo(fault.column);
            var back = office.get(root + "/" + wrong.id() + "/rejects.xlsx").expect(200).raw().body();
            var rows = Sheet.read(back, Stream.of(fault.column, "错误", "建议").map(SheetColumn::required).toList()).rows();
            assertThat(rows).as(name).hasSize(1);
            assertThat(rows.getFirst().text(fault.column)).isEqualTo(fault.wrong);
            assertThat(rows.getFirst().text("错误")).as(name).isEqualTo(CellText.tidy(wrong.at("/rejects/0/message"))).contains(fault.wrong);
            assertThat(rows.getFirst().text("建议")).as(name).isNotBlank();
            var mended = uploaded(name, "", edited(back, ">" + fault.wrong + "<", ">" + fault.right + "<"));
            assertThat(mended.at("/created") + " " + mended.at("/rejected")).as(name + mended.text()).isEqualTo("1 0");
        }
    }

    @Test void 在示例行上改成自己的_算一行() throws IOException {
        var typedOver = uploaded("roster", "", edited(template("roster"), ">1201<", ">0012<"));
        assertThat(typedOver.at("/created")).isEqualTo("1");
        assertThat(office.get(root.replace("/imports", "/rooms")).at("/items/0/code")).isEqualTo("3-2-0012");
    }

    private ImportKind kind(String name) {
        return kinds.stream().filter(kind -> kind.kind().equals(name)).findFirst().orElseThrow();
    }

    private byte[] template(String kind) {
        return office.get(root + "/" + kind + "/template.xlsx").expect(200).raw().body();
    }

    private Office.Answer uploaded(String kind, String query, byte[] file) {
        return office.waitWhile(root + "/" + office.upload(root + "/" + kind + query, kind + ".xlsx", file).expect(202).id(), "running");
    }

    /** The number format of each column, as Excel applies it to what is typed. */
    private static List<String> formats(byte[] template) throws IOException {
        var styles = part(template, "xl/styles.xml");
        var own = Pattern.compile("<numFmt numFmtId=\"(\\d+)\" formatCode=\"([^\"]*)\"").matcher(styles).results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        var cells = Pattern.compile("<xf numFmtId=\"(\\d+)\"").matcher(styles.substring(styles.indexOf("<cellXfs"))).results().map(found -> found.group(1)).toList();
        return Pattern.compile("<col min=\"(\\d+)\"[^>]*?/>").matcher(part(template, "xl/worksheets/sheet1.xml")).results().map(found -> {
            var style = Pattern.compile(" style=\"(\\d+)\"").matcher(found.group());
            return style.find() ? own.getOrDefault(cells.get(Integer.parseInt(style.group(1))), "General") : "General";
        }).toList();
    }

    private static long count(String text, String part) {
        return IntStream.range(0, text.length()).filter(at -> text.startsWith(part, at)).count();
    }

    private static String part(byte[] book, String name) throws IOException {
        try (var zip = ZipFile.builder().setByteArray(book).get()) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The same book with other words in its first sheet: what somebody typed and saved. */
    private static byte[] edited(byte[] book, String from, String to) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = ZipFile.builder().setByteArray(book).get(); var copy = new ZipOutputStream(out)) {
            for (var entry : Collections.list(zip.getEntries())) {
                var bytes = zip.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("xl/worksheets/sheet1.xml")) {
                    var text = ESCAPED.matcher(new String(bytes, StandardCharsets.UTF_8)).replaceAll(sign -> Character.toString(Integer.parseInt(sign.group(1), 16)));
                    assertThat(text).contains(from);
                    bytes = text.replace(from, to).getBytes(StandardCharsets.UTF_8);
                }
                copy.putNextEntry(new ZipEntry(entry.getName()));
                copy.write(bytes);
            }
        }
        return out.toByteArray();
    }
}
