package cn.anju.kernel;

import cn.anju.Seed;
import cn.anju.SpoiledFiles;
import static cn.anju.kernel.Xlsx.row;
import static cn.anju.kernel.Xlsx.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** 读不了的文件：每一种有自己的一句话，不炸、不联网、不卡住。 */
class BadSheetTest {

    private static final List<SheetColumn> COLUMNS = List.of(SheetColumn.required("房号"), SheetColumn.required("建筑面积(㎡)"));
    private static final String HEAD = row(1, text("A1", "房号"), text("B1", "建筑面积(㎡)"));

    @Test void 空文件() {
        assertThat(refused(new byte[0]).code()).isEqualTo("file-empty");
        assertThat(refused(" \n ".getBytes(StandardCharsets.UTF_8)).code()).isEqualTo("file-empty");
    }

    @Test void 不是表格() throws IOException {
        assertThat(refused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2}).code()).isEqualTo("file-not-excel");
        assertThat(refused("<html><table><tr><td>房号".getBytes(StandardCharsets.UTF_8)).code()).isEqualTo("file-not-excel");
        assertThat(refused("%PDF-1.7".getBytes(StandardCharsets.UTF_8)).code()).isEqualTo("file-not-excel");
        assertThat(refused(new byte[] {'a', (byte) 0xff, (byte) 0xff, 'b'}).code()).isEqualTo("file-not-excel");
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("word/document.xml"));
        }
        assertThat(refused(zip.toByteArray()).code()).isEqualTo("file-not-excel");
    }

    @Test void 旧版和加密() {
        var ole = Arrays.copyOf(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0}, 2048);
        assertThat(refused(ole).code()).isEqualTo("file-old-excel");
        var name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, ole, 1024, name.length);
        assertThat(refused(ole).code()).isEqualTo("file-protected");
    }

    @Test void 残缺的文件() throws IOException {
        var whole = new Xlsx().sheet(HEAD + row(2, text("A2", "101"))).bytes();
        assertThat(refused(Arrays.copyOf(whole, whole.length / 2)).code()).isEqualTo("file-broken");
        assertThat(refused(new Xlsx().sheet("<row r=\"1\"><c r=\"A1\"").bytes()).code()).isEqualTo("file-broken");
        assertThat(refused(new Xlsx().bytes()).code()).isEqualTo("file-broken");
    }

    @Test void 随机改坏的文件_只会被拒收或读出来() throws IOException {
        var seed = Seed.next();
        var random = new Random(seed);
        var whole = new Xlsx().sheet(HEAD + row(2, text("A2", "101"), text("B2", "90"))).bytes();
        var end = System.nanoTime() + Duration.ofSeconds(Long.getLong("anju.fuzz.seconds", 0)).toNanos();
        for (var round = 0; round < 2_000 || System.nanoTime() < end; round++) {
            var bytes = SpoiledFiles.spoil(whole, random);
            try {
                Sheet.read(bytes, COLUMNS);
            } catch (Problem problem) {
                assertThat(problem.status().value()).isEqualTo(400);
            } catch (Throwable other) {
                throw new AssertionError("seed " + seed + " round " + round, other);
            }
        }
    }

    @Test void 缺栏_说出缺哪几栏() throws IOException {
        var some = refused(new Xlsx().sheet(row(1, text("A1", "房号"), text("B1", "业主"))).bytes());
        assertThat(some.code()).isEqualTo("header-missing");
        assertThat(some).hasMessageContaining("「建筑面积(㎡)」").hasMessageNotContaining("房号");
        assertThat(refused(new Xlsx().sheet(row(1, text("A1", "你好"))).bytes())).hasMessageContaining("「房号」「建筑面积(㎡)」");
    }

    @Test void 同名的栏() throws IOException {
        var problem = refused(new Xlsx().sheet(row(1, text("A1", "房号"), text("B1", "建筑面积(㎡)"), text("C1", "房号"))).bytes());
        assertThat(problem.code()).isEqualTo("header-duplicate");
        assertThat(problem).hasMessageContaining("房号").hasMessageContaining("A 列").hasMessageContaining("C 列");
    }

    @Test void 外部实体和实体炸弹不展开也不联网() throws IOException {
        var entity = "<!DOCTYPE x [<!ENTITY a SYSTEM \"http://127.0.0.1:9/a\">]>";
        var sst = new Xlsx().sheet(HEAD + row(2, text("A2", "101"))).part("xl/sharedStrings.xml", entity + Xlsx.sst("<si><t>&a;</t></si>")).bytes();
        assertThat(refused(sst).code()).isEqualTo("file-unsafe");
        var bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
        var part = bomb + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>&b;</sheetData></worksheet>";
        assertThat(refused(new Xlsx().part("xl/worksheets/sheet1.xml", part).bytes()).code()).isEqualTo("file-unsafe");
    }

    @Test void 压缩炸弹_很快拒收() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var name : List.of("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("<a>".getBytes(StandardCharsets.UTF_8));
                var blanks = new byte[1 << 20];
                Arrays.fill(blanks, (byte) ' ');
                if (name.contains("sheet1")) for (var i = 0; i < 600; i++) zip.write(blanks);
                zip.write("</a>".getBytes(StandardCharsets.UTF_8));
            }
        }
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(refused(out.toByteArray()).code()).isEqualTo("file-too-large"));
    }

    @Test void 一百万零一个共享字符串() throws IOException {
        var book = new Xlsx().sheet(HEAD).part("xl/sharedStrings.xml", Xlsx.sst("<si><t>a</t></si>".repeat(1_000_001))).bytes();
        assertThat(refused(book).code()).isEqualTo("file-too-large");
    }

    @Test void 二十万零一行() {
        var csv = "房号,建筑面积\n" + "101,90\n".repeat(200_001);
        assertThat(refused(csv.getBytes(StandardCharsets.UTF_8)).code()).isEqualTo("file-too-many-rows");
    }

    @Test void 五万行读得完() throws IOException {
        var rows = new StringBuilder(HEAD);
        for (var i = 2; i < 50_002; i++) rows.append(row(i, text("A" + i, "1-" + i), Xlsx.cell("B" + i, "", "<v>89.5</v>")));
        var book = new Xlsx().sheet(rows.toString()).bytes();
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> assertThat(Sheet.read(book, COLUMNS).rows()).hasSize(50_000));
    }

    private static Problem refused(byte[] content) {
        var problem = catchThrowableOfType(Problem.class, () -> Sheet.read(content, COLUMNS));
        assertThat(problem).isNotNull();
        assertThat(problem.getMessage()).isNotBlank();
        return problem;
    }
}
