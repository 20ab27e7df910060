package cn.anju.planning;

import cn.anju.kernel.Html;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** 预算表、用款计划单：A4，逐项列，末尾合计，三处签字。 */
final class BudgetPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        h1 { font-size: 17pt; text-align: center; margin: 2mm 0 3mm; letter-spacing: 2pt; } .head { text-align: center; margin-bottom: 3mm; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; } .number { text-align: right; } thead { display: table-header-group; } tr { page-break-inside: avoid; }
        .sign { margin-top: 8mm; } .sign td { border: 0; padding: 3mm 0; width: 33%; }
        """ + Html.NUMBERED;

    private BudgetPaper() {}

    static String of(String community, BudgetList.Detail detail, ZoneId zone) {
        var row = detail.budget();
        return Html.page(row.span().label + " " + row.number(), STYLE, """
            <p class="head">%s</p><h1>%s</h1><p class="head">编号：%s　%s　%s</p>
            <table><thead><tr><th style="width:26mm">科目</th><th>用在哪里</th><th class="number" style="width:30mm">金额（元）</th><th style="width:44mm">说明</th></tr></thead><tbody>%s
            <tr><td colspan="2">合计</td><td class="number">%s</td><td></td></tr></tbody></table><p>%s</p>
            <table class="sign"><tr><td>编制：%s %s</td><td>批准（签字）：%s</td><td>财务（签字）：＿＿＿＿＿＿　（章）</td></tr></table>
            """.formatted(Html.text(community), row.span().words(row.beginsOn()), row.number(), Html.text(row.unit()), row.state().label,
            detail.lines().stream().map(each -> "<tr><td>%s</td><td>%s</td><td class=\"number\">%s</td><td>%s</td></tr>".formatted(Html.text(each.accountName()), Html.text(each.item()), Html.money(each.amount()),
                Html.text(each.note()))).collect(Collectors.joining()),
            Html.money(row.total()), Html.text(detail.note()), Html.text(row.madeName()), Html.moment(row.madeAt(), zone),
            row.approvedAt() == null ? "＿＿＿＿＿＿" : Html.text(row.approvedName()) + " " + Html.moment(row.approvedAt(), zone)));
    }
}
