package cn.anju.cashier.invoice;

import cn.anju.cashier.till.AmountInWords;
import cn.anju.kernel.Html;
import cn.anju.ledger.LegalEntity;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** 发票的打印页：购销双方、各行的不含税金额和税额、价税合计。 */
final class InvoicePage {

    private static final String STYLE = Html.NUMBERED + """
        @page { size: 210mm 148mm; margin: 8mm 12mm 13mm; }
        h1 { font-size: 15pt; text-align: center; letter-spacing: .2em; } .entity { text-align: center; }
        th, td { border: 1px solid #000; padding: 1mm 2mm; font-weight: normal; text-align: left; } td.number { text-align: right; }
        .mark { position: absolute; top: 2mm; right: 2mm; font-weight: bold; border: 1.5px solid; padding: 0 2mm; }
        .head { margin: 1mm 0; } .sign { display: table; width: 100%; margin-top: 6mm; } .sign > span { display: table-cell; }
        """;

    private InvoicePage() {}

    static String of(String community, LegalEntity seller, InvoiceList.Detail detail, ZoneId zone) {
        var invoice = detail.invoice();
        var isRed = invoice.state() == InvoiceState.RED;
        var mark = switch (invoice.state()) {
            case REQUESTED -> "待开具";
            case CANCELLED -> "已取消";
            case RED -> "已红冲 " + invoice.redNo();
            case ISSUED -> "";
        };
        var rows = detail.lines().stream().map(line -> """
            <tr><td>%s</td><td>%s</td><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td></tr>
            """.formatted(Html.text(line.itemName()), Html.text(line.taxCode()), Html.money(line.net()), percent(line.rate()), Html.money(line.tax())))
            .collect(Collectors.joining());
        return Html.page("发票 " + (invoice.invoiceNo() == null ? "申请 " + invoice.id() : invoice.invoiceNo()), STYLE, """
            <p class="entity">%s　%s</p><h1>%s</h1>%s
            <p class="head">发票号：%s　开具：%s　收据：%s　房号：%s</p>
            <table><tbody><tr><th>购买方</th><td>%s</td><th>税号</th><td>%s</td></tr>
            <tr><th>销售方</th><td>%s</td><th>税号</th><td>%s</td></tr></tbody></table>
            <table style="margin-top:2mm"><thead><tr><th>项目</th><th>税收分类编码</th><th>金额（不含税）</th><th>税率</th><th>税额</th></tr></thead>
            <tbody>%s<tr><td colspan="2">合计</td><td class="number">%s</td><td></td><td class="number">%s</td></tr>
            <tr><td colspan="5">价税合计（大写）：%s　¥ %s%s</td></tr></tbody></table>
            <p class="head">%s</p>
            <p class="sign"><span>开票人（签字）：%s</span><span>复核（签字）：</span><span>销售方（盖章）：</span></p>
            """.formatted(Html.text(seller.name()), Html.text(community), invoice.kindLabel(), mark.isEmpty() ? "" : "<p class=\"mark\">" + Html.text(mark) + "</p>",
                Html.text(invoice.invoiceNo()), invoice.issuedAt() == null ? "" : Html.moment(invoice.issuedAt(), zone), Html.text(invoice.receiptNo()),
                Html.text(invoice.roomCode()), Html.text(invoice.title()), Html.text(invoice.taxNumber()), Html.text(seller.name()),
                Html.text(seller.taxNumber()), rows, Html.money(invoice.net()), Html.money(invoice.tax()), AmountInWords.of(invoice.amount()),
                Html.money(invoice.amount()), isRed ? "（已由红字发票冲回）" : "", Html.text(invoice.remark()), Html.text(invoice.issuedName())));
    }

    static String percent(BigDecimal rate) {
        return rate.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
