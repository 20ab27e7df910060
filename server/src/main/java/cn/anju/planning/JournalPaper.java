package cn.anju.planning;

import cn.anju.kernel.Html;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** 日志的纸：一天一张，当日的事、跟进的、未了的。 */
final class JournalPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        h1 { font-size: 17pt; text-align: center; margin: 2mm 0 3mm; letter-spacing: 3pt; } .head { text-align: center; margin-bottom: 3mm; } .text { white-space: pre-wrap; min-height: 60mm; line-height: 1.7; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 26mm; } tr { page-break-inside: avoid; } .sign { margin-top: 8mm; }
        """ + Html.NUMBERED;

    private JournalPaper() {}

    static String of(String community, JournalList.Detail detail, ZoneId zone) {
        var row = detail.journal();
        return Html.page("%s %s %s".formatted(row.kind().label, row.day(), row.staffName()), STYLE, """
            <p class="head">%s</p><h1>%s</h1><p class="head">编号：RZ-%s　%s　%s　%s</p>
            <table><tr><th>当日</th><td class="text">%s</td></tr><tr><th>跟进</th><td>%s</td></tr><tr><th>未了</th><td>%s</td></tr></table>
            <p class="sign">记录人（签字）：%s　%s　　　　审阅（签字）：＿＿＿＿＿＿　（章）</p>
            """.formatted(Html.text(community), row.kind().label, row.id(), row.day(), Html.text(row.staffName()), Html.text(row.weather()), Html.text(row.content()),
            detail.follows().stream().map(each -> "%s：%s%s".formatted(Html.text(each.itemText()), Html.text(each.text()), each.isClosing() ? "（了结）" : "")).collect(Collectors.joining("<br/>")),
            detail.items().stream().map(each -> "%s　%s跟进%s".formatted(Html.text(each.text()), Html.text(each.ownerName()),
                each.closedAt() == null ? each.dueOn() == null ? "" : "，%s 前".formatted(each.dueOn()) : "，%s 了结".formatted(Html.moment(each.closedAt(), zone)))).collect(Collectors.joining("<br/>")),
            Html.text(row.staffName()), Html.moment(row.writtenAt(), zone)));
    }
}
