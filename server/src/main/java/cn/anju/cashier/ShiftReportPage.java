package cn.anju.cashier;

import cn.anju.kernel.Html;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 交班表的打印页。 */
final class ShiftReportPage {

    private static final String STYLE = Html.NUMBERED + """
        @page { size: A4; margin: 15mm; }
        h1 { font-size: 16pt; text-align: center; } .entity { text-align: center; }
        th, td { border: 1px solid #000; padding: 1mm 2mm; font-weight: normal; } table { width: 99.6%; margin: 4mm auto; }
        .sign { display: table; width: 100%; margin-top: 12mm; } .sign > span { display: table-cell; }
        """;

    private static final Pattern PIECES = Pattern.compile("\"([0-9.]+)\":\\s*(\\d+)");

    private ShiftReportPage() {}

    static String of(String community, String entity, ShiftList.Row shift, ShiftTotals.Totals totals, List<ShiftTotals.Other> others, Money dropped,
                     List<PaymentList.Row> payments, ZoneId zone) {
        var methods = totals.byMethod().entrySet().stream()
            .map(total -> row(total.getKey().label(), Html.money(total.getValue()))).collect(Collectors.joining())
            + row("合计", Html.money(Money.sum(totals.byMethod().values())))
            + others.stream().map(other -> row("其中%s %d 笔%s".formatted(other.label(), other.count(), other.papers() == null ? "" : "（" + other.papers() + "）"),
                Html.money(other.amount()))).collect(Collectors.joining());
        var voided = payments.stream().filter(PaymentList.Row::isVoided).map(PaymentList.Row::receiptNo).collect(Collectors.joining("、"));
        var numbers = payments.isEmpty() ? "无" : payments.reversed().stream().map(PaymentList.Row::receiptNo)
            .collect(Collectors.groupingBy(number -> number.replaceAll("\\d", ""), LinkedHashMap::new, Collectors.toList())).values().stream()
            .map(each -> each.size() == 1 ? each.getFirst() : each.getFirst() + " 至 " + each.getLast()).collect(Collectors.joining("、"));
        var body = """
            <p class="entity">%s　%s</p><h1>收款交班表</h1>
            <p>%s　收款人：%s　开班：%s　交班：%s</p>
            <p>收据：%s，共 %d 张，其中作废 %d 张%s</p>
            <table><thead><tr><th>付款方式</th><th>金额</th></tr></thead><tbody>%s</tbody></table>
            <table><tbody>%s%s%s%s%s%s%s%s</tbody></table>
            %s
            <p class="sign"><span>交班人（签字）：</span><span>接班人（签字）：</span><span>财务复核（签字）：</span><span>单位（盖章）：</span></p>
            """.formatted(Html.text(community), Html.text(entity), Html.filed("交班", shift.id()), Html.text(shift.cashierName()),
                Html.moment(shift.openedAt(), zone), Html.moment(shift.closedAt(), zone), numbers, payments.size(),
                totals.voided(), voided.isEmpty() ? "" : "（" + voided + "）", methods,
                row("备用金", Html.money(shift.floatAmount())), dropped.isZero() ? "" : row("班中入柜", Html.money(dropped)), row("应有现金", Html.money(shift.expectedCash())),
                row("实点现金", Html.money(shift.countedCash())), row("长短款", Html.money(shift.difference())),
                shift.reason() == null ? "" : row("说明", shift.reason()), row("减免违约金", Html.money(totals.waived())),
                row("优惠抹零", Html.money(totals.discount())), denominations(shift.denominations()));
        return Html.page("交班表 " + shift.id(), STYLE, body);
    }

    /** What the drawer was counted as, the large notes first; nothing when only the sum was given. */
    private static String denominations(@Nullable String counted) {
        if (counted == null) return "";
        var rows = PIECES.matcher(counted).results().filter(piece -> !piece.group(2).equals("0"))
            .sorted(Comparator.comparing((MatchResult piece) -> new BigDecimal(piece.group(1))).reversed())
            .map(piece -> "<tr><td>%s 元</td><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>".formatted(Html.text(piece.group(1)), piece.group(2),
                Html.money(Money.rounded(new BigDecimal(piece.group(1)).multiply(new BigDecimal(piece.group(2))))))).collect(Collectors.joining());
        return rows.isEmpty() ? "" : "<table><thead><tr><th>面额</th><th>张（枚）</th><th>金额</th></tr></thead><tbody>%s</tbody></table>".formatted(rows);
    }

    private static String row(String label, String value) {
        return "<tr><td>%s</td><td class=\"number\">%s</td></tr>".formatted(Html.text(label), Html.text(value));
    }
}
