package cn.anju.workforce;

import cn.anju.kernel.Html;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 交接班记录：A4 一张，分项列清，两头签字。 */
final class ShiftHandoverPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        h1 { font-size: 17pt; text-align: center; margin: 2mm 0 3mm; letter-spacing: 4pt; } .head { text-align: center; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 24mm; }
        .lines th { width: auto; text-align: center; } .lines td:first-child { width: 9mm; text-align: center; } .lines { margin-top: 4mm; } thead { display: table-header-group; }
        tr { page-break-inside: avoid; } .log { height: 28mm; white-space: pre-line; } .sign { margin-top: 8mm; } .sign td { border: 0; padding: 3mm 0; width: 50%; }
        .note { margin-top: 3mm; font-size: 9pt; }
        """ + Html.NUMBERED;

    private ShiftHandoverPaper() {}

    static String of(String community, ShiftHandoverList.Detail detail, ZoneId zone) {
        var row = detail.handover();
        var number = new int[1];
        var lines = detail.lines().stream().map(line -> "<tr><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(++number[0], line.kind().label,
            Html.text(line.text()), Html.text(state(line)), Html.text(task(line, zone)))).collect(Collectors.joining());
        return Html.page("交接班记录 " + row.number(), STYLE, """
            <p class="head">%s</p><h1>交接班记录</h1><p class="head">编号：%s</p>
            <table>
            <tr><th>岗位</th><td>%s</td><th>班次</th><td>%s　%s</td></tr>
            <tr><th>交班人</th><td>%s　%s</td><th>接班人</th><td>%s　%s</td></tr>
            <tr><th>当班情况</th><td colspan="3" class="log">%s</td></tr>
            </table>
            <table class="lines"><thead><tr><th>序</th><th style="width:26mm">类别</th><th>交接事项</th><th style="width:30mm">签收</th><th style="width:38mm">派给谁、结果</th></tr></thead>
            <tbody>%s</tbody></table>
            <p class="note">没有签收的一项由交班人继续负责。%s</p>
            <table class="sign"><tr><td>交班人（签字）：＿＿＿＿＿＿＿＿</td><td>接班人（签字）：＿＿＿＿＿＿＿＿</td></tr><tr><td>时间：＿＿＿＿＿＿＿＿</td><td>时间：＿＿＿＿＿＿＿＿</td></tr><tr><td></td><td>管理处（章）</td></tr></table>
            """.formatted(Html.text(community), Html.text(row.number()), row.post().label, row.day(), row.shift().label, Html.text(row.handedName()), Html.moment(row.handedAt(), zone),
            Html.text(row.signedName()), moment(row.signedAt(), zone), Html.text(detail.log()),
            lines.isEmpty() ? "<tr><td></td><td colspan=\"4\">没有要交的东西</td></tr>" : lines, detail.remark() == null ? "" : "接班人的话：" + Html.text(detail.remark())));
    }

    private static String state(ShiftHandoverList.Line line) {
        if (line.takenName() != null) return line.takenName() + (line.refusedWhy() == null ? "" : "（补签）");
        return line.refusedWhy() == null ? "" : "未接：" + line.refusedWhy();
    }

    private static String task(ShiftHandoverList.Line line, ZoneId zone) {
        if (line.staffName() == null) return line.needsPerson() ? "还没有派人" : "";
        return line.staffName() + (line.outcome() == null ? "" : "：" + line.outcome()) + (line.doneAt() == null ? "" : "　" + moment(line.doneAt(), zone));
    }

    private static String moment(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : Html.moment(at, zone);
    }
}
