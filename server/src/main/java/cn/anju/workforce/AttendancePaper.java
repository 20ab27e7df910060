package cn.anju.workforce;

import cn.anju.kernel.Html;
import java.time.YearMonth;
import java.util.stream.Collectors;

/** 考勤表：A4 横排，一人一行、一天一格，末尾是合计和签字。 */
final class AttendancePaper {

    private static final String STYLE = """
        @page { size: A4 landscape; margin: 10mm; }
        h1 { font-size: 15pt; text-align: center; } .head { margin: 2mm 0; text-align: center; } table { font-size: 8pt; table-layout: fixed; } thead { display: table-header-group; }
        th, td { border: 1px solid #000; padding: 1mm 0.4mm; font-weight: normal; text-align: center; } .name { width: 16mm; } .sum { width: 8mm; } .rest { background: #eee; }
        tr { page-break-inside: avoid; } .key { margin-top: 2mm; font-size: 8.5pt; } .sign { margin-top: 6mm; }
        """ + Html.NUMBERED;

    private AttendancePaper() {}

    static String of(String community, AttendanceMonth.Table table, YearMonth month) {
        var head = table.days().stream().map(day -> "<th>%d</th>".formatted(day.getDayOfMonth())).collect(Collectors.joining());
        var rows = table.people().stream().map(person -> "<tr><td>%s</td>%s<td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(Html.text(person.name()),
            person.days().stream().map(cell -> "<td%s>%s</td>".formatted(cell.isRest() ? " class=\"rest\"" : "", Html.text(cell.sign()))).collect(Collectors.joining()),
            person.worked().toPlainString(), person.late(), person.early(), person.absent().toPlainString(), person.leave().toPlainString())).collect(Collectors.joining());
        return Html.page("考勤表 " + month, STYLE, """
            <h1>考 勤 表</h1><p class="head">%s　%d 年 %d 月　编号：KQ%s</p>
            <table><thead><tr><th class="name">姓名</th>%s<th class="sum">出勤</th><th class="sum">迟到</th><th class="sum">早退</th><th class="sum">旷工</th><th class="sum">请假</th></tr></thead>
            <tbody>%s</tbody></table>
            <p class="key">√ 出勤　迟 迟到　早 早退　缺 缺签　旷 旷工　假 请假　加 加班　灰格 休息；出勤、旷工、请假以天计，迟到、早退以次计。</p>
            <p class="sign">制表（签字）：＿＿＿＿＿＿　　审核（签字）：＿＿＿＿＿＿　　主任（签字）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿　　（章）</p>
            """.formatted(Html.text(community), month.getYear(), month.getMonthValue(), month.toString().replace("-", ""), head, rows));
    }
}
