package cn.anju.reporting;

import cn.anju.kernel.Html;
import cn.anju.kernel.Pdf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** 报表的纸面：同一份内容做成 PDF 和 Excel。 */
final class ReportPaper {

    /** 一张表。 @param rows each as long as {@code head} */
    record Section(String title, List<String> head, List<List<@Nullable Object>> rows) {}

    /** 一份报表的内容。 */
    record Content(String community, String title, String number, LocalDate from, LocalDate to, Instant asOf, String madeBy, List<Section> sections) {}

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 14mm 18mm; }
        h1 { font-size: 17pt; text-align: center; letter-spacing: 2pt; } .head { margin: 2mm 0 1mm; text-align: center; } .number td { font-size: 9pt; } .right { text-align: right; }
        h2 { margin: 5mm 0 1.5mm; font-size: 11.5pt; page-break-after: avoid; } .rows { font-size: 9.5pt; -fs-table-paginate: paginate; } thead { display: table-header-group; }
        .rows th, .rows td { border: 1px solid #000; padding: 1mm 1.6mm; } .rows th { background: #eee; font-weight: 700; } tr { page-break-inside: avoid; }
        .none { font-size: 9.5pt; } .sign { margin-top: 9mm; page-break-inside: avoid; } .sign td { padding: 2mm 0; }
        """ + Html.NUMBERED;

    private ReportPaper() {}

    static byte[] pdf(Content content, ZoneId zone) {
        var numerals = List.of("一", "二", "三", "四", "五", "六", "七", "八", "九");
        var sections = IntStream.range(0, content.sections().size()).mapToObj(place -> "<h2>%s、%s</h2>%s".formatted(numerals.get(place), Html.text(content.sections().get(place).title()),
            table(content.sections().get(place)))).collect(Collectors.joining());
        return Pdf.of(Html.page(content.title(), STYLE, """
            <h1>%s</h1><p class="head">%s　%s</p>
            <table class="number"><tr><td>编号：%s</td><td class="right">截至：%s　制表：%s</td></tr></table>
            %s
            <table class="sign"><tr><td>制表（签字）：＿＿＿＿＿＿</td><td>审核（签字）：＿＿＿＿＿＿</td><td>负责人（签字）：＿＿＿＿＿＿</td></tr>
            <tr><td>报送日期：＿＿＿＿＿＿</td><td>接收（签字）：＿＿＿＿＿＿</td><td>（盖章）</td></tr></table>
            """.formatted(Html.text(content.title()), Html.text(content.community()), period(content), content.number(), Html.moment(content.asOf(), zone), Html.text(content.madeBy()), sections)));
    }

    static byte[] sheet(Content content, ZoneId zone) {
        var out = new ByteArrayOutputStream();
        try (var book = new org.dhatim.fastexcel.Workbook(out, "Anju", "1.0")) {
            book.setGlobalDefaultFont("Microsoft YaHei", 10);
            var cover = book.newWorksheet("封面");
            var lines = List.of("报表", content.title(), "小区", content.community(), "期间", period(content), "编号", content.number(), "截至", Html.moment(content.asOf(), zone), "制表", content.madeBy());
            for (var at = 0; at < lines.size(); at++) cover.inlineString(at / 2, at % 2, lines.get(at));
            cover.width(1, 40);
            var names = new HashSet<String>();
            for (var section : content.sections()) if (names.add(section.title())) fill(book.newWorksheet(section.title()), section);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String period(Content content) {
        return content.from().equals(content.to()) ? content.from().toString() : content.from() + " 至 " + content.to();
    }

    private static void fill(org.dhatim.fastexcel.Worksheet page, Section section) throws IOException {
        for (var place = 0; place < section.head().size(); place++) {
            page.width(place, 18);
            page.inlineString(0, place, section.head().get(place));
            page.style(0, place).bold().set();
        }
        page.freezePane(0, 1);
        for (var line = 0; line < section.rows().size(); line++) for (var place = 0; place < section.head().size(); place++) {
            var value = section.rows().get(line).get(place);
            if (value instanceof BigDecimal figure) page.value(line + 1, place, figure);
            else if (value != null) page.inlineString(line + 1, place, value.toString());
        }
        page.finish();
    }

    private static String table(Section section) {
        if (section.rows().isEmpty()) return "<p class=\"none\">本期没有。</p>";
        var head = section.head().stream().map(each -> "<th>%s</th>".formatted(Html.text(each))).collect(Collectors.joining());
        var rows = section.rows().stream().map(row -> row.stream().map(ReportPaper::cell).collect(Collectors.joining("", "<tr>", "</tr>"))).collect(Collectors.joining());
        return "<table class=\"rows\"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>".formatted(head, rows);
    }

    private static String cell(@Nullable Object value) {
        return value instanceof BigDecimal figure ? "<td class=\"number\">%s</td>".formatted(figure.scale() == 2 ? "%,.2f".formatted(figure) : figure.toPlainString())
            : "<td>%s</td>".formatted(value == null ? "" : Html.text(value.toString()));
    }
}
