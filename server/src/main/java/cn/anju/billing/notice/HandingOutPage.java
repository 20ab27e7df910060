package cn.anju.billing.notice;

import cn.anju.kernel.Html;
import java.util.List;
import java.util.stream.Collectors;

/** 派单登记表：管家拿着挨户送，方式、时间、签收写在上面。 */
final class HandingOutPage {

    private static final String STYLE = Html.NUMBERED + """
        @page { size: A4; margin: 12mm; }
        h1 { font-size: 15pt; text-align: center; }
        thead { display: table-header-group; } tr { page-break-inside: avoid; }
        th, td { border: 1px solid #000; padding: 1.2mm 2mm; font-weight: normal; } .lines { margin: 3mm 0; } .blank { width: 24mm; }
        """;

    private HandingOutPage() {}

    static String of(String community, String month, List<NoticeList.Row> rows) {
        var lines = rows.stream().map(row -> "<tr><td>%s</td><td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"blank\">%s</td><td class=\"blank\">%s</td><td class=\"blank\"></td></tr>"
            .formatted(Html.text(row.roomCode()), Html.text(row.owners() == null ? "—" : row.owners()), row.outstanding(), row.earlier(),
                row.way() == null ? "" : row.way().label(), row.deliveredOn() == null ? "" : row.deliveredOn())).collect(Collectors.joining());
        return Html.page("派单登记表", STYLE, """
            <h1>%s　%s 缴费通知单派单登记表</h1>
            <p>%s　共 %d 份　派单人（签字）：　　　　　　　　日期：　　　　　　　　客服中心（盖章）：</p>
            <table class="lines"><thead><tr><th>房号</th><th>业主</th><th>本期（元）</th><th>往期（元）</th><th>方式</th><th>时间</th><th>签收</th></tr></thead><tbody>%s</tbody></table>
            """.formatted(Html.text(community), Html.text(month), Html.filed("派单", month), rows.size(), lines));
    }
}
