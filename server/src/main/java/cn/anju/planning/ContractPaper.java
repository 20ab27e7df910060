package cn.anju.planning;

import cn.anju.kernel.Html;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** 合同证照登记卡：A4，一份一张，履约与变更逐条列着。 */
final class ContractPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        h1 { font-size: 17pt; text-align: center; margin: 2mm 0 3mm; letter-spacing: 3pt; } .head { text-align: center; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 24mm; }
        .lines { margin-top: 4mm; } .lines th { width: auto; text-align: center; } thead { display: table-header-group; } tr { page-break-inside: avoid; }
        .sign { margin-top: 8mm; } .sign td { border: 0; padding: 3mm 0; width: 50%; }
        """ + Html.NUMBERED;

    private ContractPaper() {}

    static String of(String community, ContractList.Detail detail, ZoneId zone) {
        var row = detail.contract();
        var notes = detail.notes().stream().map(each -> "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(Html.moment(each.madeAt(), zone), each.kind().label, Html.text(each.text()),
            Html.text(each.madeName()))).collect(Collectors.joining());
        return Html.page("登记卡 " + row.number(), STYLE, """
            <p class="head">%s</p><h1>%s登记卡</h1><p class="head">编号：%s</p>
            <table><tr><th>名称</th><td colspan="3">%s</td></tr><tr><th>合同号证号</th><td>%s</td><th>对方</th><td>%s</td></tr>
            <tr><th>期限</th><td>%s 至 %s</td><th>金额（元）</th><td>%s</td></tr><tr><th>谁管</th><td>%s</td><th>状态</th><td>%s</td></tr>
            <tr><th>接着哪一份</th><td>%s</td><th>续的是</th><td>%s</td></tr><tr><th>终止</th><td colspan="3">%s</td></tr></table>
            <table class="lines"><thead><tr><th style="width:38mm">时间</th><th style="width:26mm">种类</th><th>情况</th><th style="width:24mm">记的人</th></tr></thead><tbody>%s</tbody></table>
            <table class="sign"><tr><td>管理人（签字）：＿＿＿＿＿＿＿＿</td><td>负责人（签字）：＿＿＿＿＿＿＿＿</td></tr><tr><td>日期：＿＿＿＿＿＿＿＿</td><td>（章）</td></tr></table>
            """.formatted(Html.text(community), row.kind().label, row.number(), Html.text(row.title()), Html.text(row.paperNumber()), Html.text(row.counterparty()), row.fromOn(), row.toOn(),
            row.amount() == null ? "" : Html.money(row.amount()), Html.text(row.ownerName()), row.state().label, Html.text(row.renewsNumber()), Html.text(row.renewedNumber()),
            row.endedOn() == null ? "" : row.endedOn() + "　" + Html.text(row.endedName()) + "：" + Html.text(row.endedWhy()),
            notes.isEmpty() ? "<tr><td></td><td></td><td>还没有记录</td><td></td></tr>" : notes));
    }
}
