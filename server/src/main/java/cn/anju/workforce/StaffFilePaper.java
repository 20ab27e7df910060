package cn.anju.workforce;

import cn.anju.kernel.Html;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 员工档案：A4 一张，人、合同、证件，末尾签字盖章；号码只露头尾。 */
final class StaffFilePaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        h1 { font-size: 17pt; text-align: center; margin: 2mm 0; letter-spacing: 4pt; } .head { text-align: center; margin-bottom: 3mm; }
        th, td { border: 1px solid #000; padding: 1.8mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 26mm; } .tall { height: 18mm; }
        .lines { margin-top: 4mm; } .lines th { width: auto; text-align: center; } thead { display: table-header-group; } tr { page-break-inside: avoid; } .sign { margin-top: 8mm; }
        """ + Html.NUMBERED;

    private StaffFilePaper() {}

    static String of(String community, StaffFileList.Row row, List<PaperList.Row> papers) {
        var lines = papers.stream().map(each -> "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(Html.text(each.kind()), Html.text(each.certificateNumber()),
            day(each.issuedOn()), each.expiresOn() == null ? "长期" : each.expiresOn(), each.state().label)).collect(Collectors.joining());
        return Html.page("员工档案 " + row.name(), STYLE, """
            <h1>员工档案</h1><p class="head">%s　%s</p>
            <table>
            <tr><th>姓名</th><td>%s</td><th>岗位</th><td>%s</td></tr>
            <tr><th>入职</th><td>%s</td><th>试用期满</th><td>%s</td></tr>
            <tr><th>转正</th><td>%s</td><th>离职</th><td>%s</td></tr>
            <tr><th>劳动合同</th><td colspan="3">%s 至 %s</td></tr>
            <tr><th>紧急联系人</th><td>%s</td><th>电话</th><td>%s</td></tr>
            <tr><th>备注</th><td colspan="3" class="tall">%s</td></tr>
            </table>
            <table class="lines"><thead><tr><th>证件</th><th>号码</th><th>发证</th><th>到期</th><th>状态</th></tr></thead><tbody>%s</tbody></table>
            <p class="sign">本人（签字）：＿＿＿＿＿＿　　经办（签字）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿　　（章）</p>
            """.formatted(Html.text(community), Html.filed("DA", row.staffId()), Html.text(row.name()), Html.text(row.posts()), day(row.joinedOn()), day(row.probationTo()), day(row.confirmedOn()), day(row.leftOn()), day(row.contractFrom()),
            day(row.contractTo()), Html.text(row.emergencyName()), Html.text(row.emergencyPhone()), Html.text(row.remark()),
            lines.isEmpty() ? "<tr><td colspan=\"5\">没有登记证件</td></tr>" : lines));
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "＿＿＿＿" : day.toString();
    }
}
