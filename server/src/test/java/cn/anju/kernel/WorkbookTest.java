package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;

class WorkbookTest {

    private record Line(String name, Money amount, BigDecimal area, LocalDate due) {}

    private static final List<Column<Line>> COLUMNS = List.of(Column.text("房号", 12, Line::name), Column.money("金额", 12, Line::amount).withSum(),
        Column.number("面积", 12, Line::area), Column.date("到期", 12, Line::due));
    private static final List<SheetColumn> READ = List.of(SheetColumn.required("房号"), SheetColumn.required("金额"), SheetColumn.optional("面积"), SheetColumn.optional("到期"));
    private static final List<String> DANGEROUS = List.of("=1+1", "+86", "-1-101", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "=1\0+2", "＝1", "＋1", "－1", "＠1", "'=1", "'quoted'", "=HYPERLINK(\"http://x\")");

    @Test void 写出去再读回来() {
        var bytes = Workbook.of("账单", COLUMNS).cover("导出人", "张三").bytes(List.of(line("1-1-101"), line("1-1-102")));
        var table = Sheet.read(bytes, READ);
        assertThat(table.sheet()).isEqualTo("账单");
        assertThat(table.rows()).as("合计行不算").hasSize(2);
        var row = table.rows().getFirst();
        assertThat(row.text("房号")).isEqualTo("1-1-101");
        assertThat(row.decimal("金额")).isEqualByComparingTo("1234.50");
        assertThat(row.decimal("面积")).isEqualByComparingTo("89.5");
        assertThat(row.date("到期")).isEqualTo(LocalDate.of(2026, 7, 31));
    }

    @Test void 像公式的文字不成公式_读回来一字不差() throws IOException {
        var lines = DANGEROUS.stream().map(WorkbookTest::line).toList();
        var xlsx = Workbook.of("账单", COLUMNS).bytes(lines);
        assertThat(parts(xlsx)).doesNotContain("<f>").doesNotContain("<f ");
        var csv = Csv.bytes(COLUMNS, lines);
        assertThat(new String(csv, StandardCharsets.UTF_8).strip().split("\n")).hasSize(1 + DANGEROUS.size())
            .filteredOn(line -> !line.startsWith("房号")).allSatisfy(line -> assertThat(line).matches("(?s)\"?'.*"));
        for (var table : List.of(Sheet.read(xlsx, READ), Sheet.read(csv, READ)))
            assertThat(table.rows()).extracting(row -> row.text("房号"))
                .containsExactlyElementsOf(DANGEROUS.stream().map(CellText::tidy).toList());
    }

    @Test void CSV里的数和日期原样() {
        assertThat(new String(Csv.bytes(COLUMNS, List.of(new Line("1,2", Money.of("-5.00"), new BigDecimal("-1.5"), LocalDate.of(2026, 7, 1)))),
            StandardCharsets.UTF_8)).isEqualTo("房号,金额,面积,到期\n\"1,2\",-5.00,-1.5,2026-07-01\n");
    }

    @Test void 二十万行很快写完() {
        var started = System.nanoTime();
        var bytes = Workbook.of("账单", COLUMNS).bytes(() -> LongStream.range(0, 200_000).mapToObj(i -> line("1-1-" + i)).iterator());
        assertThat(System.nanoTime() - started).isLessThan(20_000_000_000L);
        assertThat(bytes.length).isGreaterThan(1_000_000);
    }

    private static Line line(String name) {
        return new Line(name, Money.of("1234.50"), new BigDecimal("89.5"), LocalDate.of(2026, 7, 31));
    }

    private static String parts(byte[] xlsx) throws IOException {
        var all = new StringBuilder();
        try (var zip = ZipFile.builder().setByteArray(xlsx).get()) {
            for (var entry : Collections.list(zip.getEntries()))
                all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
        return all.toString();
    }
}
