package cn.anju.servicedesk.assistance;

import cn.anju.kernel.Html;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** 协办单：一张一段，部门负责人签收、请的人确认签字。 */
final class AssistancePage {

    private static final String STYLE = """
        @page { size: A4; margin: 14mm; }
        section { page-break-inside: avoid; margin-bottom: 10mm; } h1 { font-size: 14pt; text-align: center; }
        th, td { border: 1px solid #000; padding: 1.8mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 24mm; } .tall { height: 20mm; }
        .head { margin: 2mm 0; } .head td { border: 0; padding: 0; }
        """;

    private AssistancePage() {}

    static String of(String community, List<AssistanceList.Row> rows, ZoneId zone) {
        return Html.page("协办单", STYLE, rows.stream().map(row -> """
            <section><h1>协 办 单</h1>
            <table class="head"><tr><td>%s</td><td class="number">编号：%s</td></tr></table>
            <table>
            <tr><th>请办部门</th><td>%s　%s</td><th>工单</th><td>%s</td></tr>
            <tr><th>发出</th><td>%s　%s</td><th>答复期限</th><td>%s</td></tr>
            <tr><th>请办事项</th><td colspan="3" class="tall">%s</td></tr>
            <tr><th>答复</th><td colspan="3" class="tall">%s</td></tr>
            <tr><th>答复人</th><td>%s　%s</td><th>确认人</th><td>%s　%s</td></tr>
            </table></section>
            """.formatted(Html.text(community), Html.text(row.number()), Html.text(row.department()), Html.text(row.staff()), Html.text(row.ticketNumber()), Html.text(row.sentName()),
            Html.moment(row.sentAt(), zone), Html.moment(row.dueAt(), zone), Html.text(row.request()), Html.text(row.answer()), Html.text(row.answeredName()),
            row.answeredAt() == null ? "" : Html.moment(row.answeredAt(), zone), Html.text(row.endedName()), row.endedAt() == null ? "" : Html.moment(row.endedAt(), zone)))
            .collect(Collectors.joining()));
    }
}
