package cn.anju.billing.notice;

import cn.anju.kernel.Html;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 对账单的打印页。 */
final class StatementPage {

    private static final String STYLE = Html.NUMBERED + """
        @page { size: A4; margin: 15mm; }
        h1 { font-size: 16pt; text-align: center; } .center { text-align: center; }
        thead { display: table-header-group; } tr { page-break-inside: avoid; }
        th, td { border: 1px solid #000; padding: 1mm 2mm; font-weight: normal; } .lines { margin: 4mm 0; }
        .sign { margin-top: 12mm; } .sign td { border: 0; }
        """;

    private StatementPage() {}

    static String of(String community, String payee, @Nullable String owners, Statement.View view) {
        var rows = view.lines().stream().map(line -> "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>"
            .formatted(line.on(), Html.text(line.what()), line.periodStart() == null ? "" : line.periodStart() + " 至 " + line.periodEnd(),
                line.charged().isZero() ? "" : line.charged(), line.settled().isZero() ? "" : line.settled(), line.balance())).collect(Collectors.joining());
        var body = """
            <p class="center">%s　%s</p><h1>对账单</h1>
            <p>%s　房号 %s　业主 %s　期间 %s 至 %s</p>
            <table class="lines"><thead><tr><th>日期</th><th>摘要</th><th>账期</th><th>应收（元）</th><th>已收（元）</th><th>尚欠（元）</th></tr></thead><tbody>
            <tr><td></td><td>期初</td><td></td><td></td><td></td><td class="number">%s</td></tr>
            %s
            <tr><td></td><td>合计</td><td></td><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td></tr>
            </tbody></table>
            <p>预存款　期初 %s 元　存入 %s 元　抵扣和退还 %s 元　期末 %s 元（不在尚欠之内，出账时自动抵扣）</p>
            <table class="sign"><tbody><tr><td>收款单位（盖章）：</td><td>经办人（签字）：</td><td>业主核对（签字）：</td></tr></tbody></table>
            """.formatted(Html.text(community), Html.text(payee), Html.filed("对账", view.roomCode(), view.from(), view.to()), Html.text(view.roomCode()), Html.text(owners == null ? "—" : owners), view.from(), view.to(),
                view.opening(), rows, view.charged(), view.settled(), view.closing(),
                view.prepaid().opening(), view.prepaid().added(), view.prepaid().taken(), view.prepaid().closing());
        return Html.page("对账单 " + view.roomCode(), STYLE, body);
    }
}
