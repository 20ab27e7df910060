package cn.anju.collection.dunning;

import cn.anju.kernel.Html;
import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** 催缴函的打印页：一封一页，有小区、编号、页码、盖章与签收处。 */
final class LetterPage {

    /** 函上的一项欠费。 */
    record Line(String item, LocalDate from, LocalDate to, long bills, Money outstanding) {}

    record Sheet(String community, String entity, String number, String kindLabel, String roomCode, String addressee, String title, String body, Money overdue, LocalDate madeOn,
                 List<Line> lines) {}

    private static final String STYLE = """
        @page { size: A4; margin: 20mm 22mm; }
        .sheet { page-break-after: always; } .sheet:last-child { page-break-after: auto; }
        h1 { font-size: 18pt; text-align: center; margin: 4mm 0; } .head td, .foot td { border: 0; padding: 0; }
        .entity { text-align: center; font-size: 12pt; } p { margin: 2.5mm 0; } .body { text-indent: 2em; }
        .lines th, .lines td { border: 1px solid #000; padding: 1mm 2mm; font-weight: normal; }
        .seal { margin-top: 14mm; text-align: right; } .slip { margin-top: 16mm; border-top: 1px dashed #000; padding-top: 4mm; }
        """;

    private LetterPage() {}

    static String of(String title, List<Sheet> sheets) {
        return Html.page(title, STYLE, sheets.stream().map(LetterPage::sheet).collect(Collectors.joining()));
    }

    private static String sheet(Sheet sheet) {
        return """
            <div class="sheet"><p class="entity">%s</p><h1>%s</h1>
            <table class="head"><tr><td>房号：%s</td><td>%s</td><td class="number">编号：%s　第 1 页　共 1 页</td></tr></table>
            <p>%s：</p><p class="body">%s</p>
            <table class="lines"><thead><tr><th>收费项目</th><th>账期</th><th>笔数</th><th>欠费（元）</th></tr></thead><tbody>%s</tbody>
            <tfoot><tr><td colspan="3">合计（截至 %s，不含违约金）</td><td class="number">%s</td></tr></tfoot></table>
            <p>如有异议或困难，请到服务中心说明，可以办理异议复核、分期或困难减免。已缴清的请忽略本函。</p>
            <p class="seal">%s（盖章）<br/>%s</p>
            <div class="slip"><p>送达回执　%s　%s</p><p>签收人：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿＿＿　　送达人：＿＿＿＿＿＿＿＿</p></div></div>
            """.formatted(Html.text(sheet.community()), Html.text(sheet.title()), Html.text(sheet.roomCode()), Html.text(sheet.kindLabel()),
                Html.text(sheet.number()), Html.text(sheet.addressee()), Html.text(sheet.body()),
                sheet.lines().stream().map(LetterPage::line).collect(Collectors.joining()), sheet.madeOn(), sheet.overdue(),
                Html.text(sheet.entity()), sheet.madeOn(), Html.text(sheet.number()), Html.text(sheet.roomCode()));
    }

    private static String line(Line line) {
        return "<tr><td>%s</td><td>%s 至 %s</td><td class=\"number\">%d</td><td class=\"number\">%s</td></tr>"
            .formatted(Html.text(line.item()), line.from(), line.to(), line.bills(), line.outstanding());
    }
}
