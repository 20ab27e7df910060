package cn.anju.metering;

import cn.anju.kernel.Html;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** 纸上的抄表单：一个单元一张，按走的次序，空出本期读数。 */
final class MeterSheetPage {

    private static final String STYLE = Html.NUMBERED + """
        @page { size: A4; margin: 12mm 12mm 16mm; }
        h1 { font-size: 15pt; text-align: center; } h1.next { page-break-before: always; }
        thead { display: table-header-group; } tr { page-break-inside: avoid; }
        .lines { margin: 3mm 0; } .lines th, .lines td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; }
        .lines td.number { text-align: right; } .blank { width: 30mm; } .remark { width: 32mm; }
        """;

    private MeterSheetPage() {}

    static String of(String community, YearMonth month, List<ReadingSheet.Line> lines) {
        var parts = lines.stream().collect(Collectors.groupingBy(MeterSheetPage::part, LinkedHashMap::new, Collectors.toList()));
        var body = new StringBuilder();
        parts.forEach((part, each) -> body.append(section(community, month, part, each, body.isEmpty())));
        return Html.page("抄表单", STYLE, body.toString());
    }

    private static String section(String community, YearMonth month, String part, List<ReadingSheet.Line> lines, boolean isFirst) {
        var rows = lines.stream().map(line -> """
            <tr><td>%s</td><td>%s</td><td>%s</td><td class="number">%s</td><td class="blank">%s</td><td class="remark">%s</td></tr>
            """.formatted(Html.text(line.number()), Html.text(place(line)), Html.text(line.kind()), line.previous().toPlainString(),
                line.entered() == null || line.entered().source() == ReadingSource.ESTIMATE ? "" : line.entered().value().toPlainString(), Html.text(line.location()))).collect(Collectors.joining());
        return """
            <h1%s>%s　%d 年 %d 月抄表单</h1>
            <p>%s　%s　共 %d 只表</p><p>换表请在备注写旧表止码、新表起码；走过零请写“过零”</p>
            <table class="lines"><thead><tr><th>表号</th><th>位置</th><th>类型</th><th>上次读数</th><th>本期读数</th><th>备注</th></tr></thead><tbody>%s</tbody></table>
            <p>抄表人（签字）：＿＿＿＿＿　　日期：＿＿＿＿＿　　复核（签字）：＿＿＿＿＿　　单位（盖章）：</p>
            """.formatted(isFirst ? "" : " class=\"next\"", Html.text(community), month.getYear(), month.getMonthValue(), Html.filed("抄表", month, part.replace(" ", "")), Html.text(part), lines.size(), rows);
    }

    private static String part(ReadingSheet.Line line) {
        if (line.room() == null) return "公共表";
        return line.building() + " 栋" + (line.entrance() == null ? "" : " " + line.entrance() + " 单元");
    }

    private static String place(ReadingSheet.Line line) {
        return line.room() == null ? "公摊 " + line.shareGroup() : line.room();
    }
}
