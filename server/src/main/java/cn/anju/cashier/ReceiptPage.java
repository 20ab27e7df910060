package cn.anju.cashier;

import cn.anju.cashier.till.AmountInWords;
import cn.anju.kernel.Html;
import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** 收据的打印页，各种纸一个样式；套打只印内容，位置可微调。 */
final class ReceiptPage {

    /**
     * 收据上的一切。
     *
     * @param copy 0 for the first print, else which reprint it is
     */
    record Receipt(String community, String entity, PaymentList.Detail detail, int copy, ZoneId zone) {}

    private ReceiptPage() {}

    static String of(Receipt receipt, Paper paper, int offsetX, int offsetY) {
        var title = "收据 " + receipt.detail().payment().receiptNo();
        var isPrepaid = !receipt.detail().payment().prepaid().isZero();
        var lines = ReceiptLines.fit(receipt.detail().lines(), isPrepaid ? paper.lines - 1 : paper.lines);
        var height = paper == Paper.ROLL ? rollHeight(receipt, lines.size()) : paper.height;
        var style = "@page { size: %s %s; margin: 0; }\n.sheet { position: relative; width: %s; height: %s; left: %dmm; top: %dmm; }\n"
            .formatted(paper.width, height, paper.width, height, offsetX, offsetY);
        return switch (paper) {
            case ROLL -> Html.page(title, style + ROLL_STYLE, roll(receipt, lines));
            case FORM -> Html.page(title, style + FORM_STYLE, form(receipt, lines));
            case CONTINUOUS_THIRD -> Html.page(title, style + SHEET_STYLE + LOW_STYLE, sheet(receipt, lines));
            case A5, CONTINUOUS, CONTINUOUS_HALF -> Html.page(title, style + SHEET_STYLE, sheet(receipt, lines));
        };
    }

    /** Browsers want to know how long the roll is: a line takes ten millimetres, what stands around them eighty. */
    private static String rollHeight(Receipt receipt, int lines) {
        var more = (receipt.detail().tenders().size() + (remarks(receipt).length() + 19) / 20) * 5;
        return (80 + more + (lines + 1) * 10) + "mm";
    }

    private static final String SHEET_STYLE = """
        .sheet { padding: 6mm 12mm; overflow: hidden; }
        h1 { font-size: 15pt; text-align: center; letter-spacing: .3em; }
        .entity { text-align: center; font-size: 11pt; }
        .head, .foot { display: table; width: 100%; } .head > span, .foot > span { display: table-cell; }
        th, td { border: 1px solid #000; padding: .6mm 2mm; font-weight: normal; }
        .mark { position: absolute; top: 6mm; right: 12mm; font-weight: bold; border: 1.5px solid; padding: 0 2mm; }
        .head { margin-bottom: 1mm; } .foot { margin-top: 4mm; } table + p { margin-top: 1mm; }
        """;
    private static final String LOW_STYLE = """
        .sheet { padding: 4mm 12mm; font-size: 9.5pt; line-height: 1.35; }
        h1 { font-size: 13pt; } .entity { font-size: 10pt; } .mark { top: 4mm; } .foot { margin-top: 1mm; } th, td { padding: .3mm 2mm; }
        """;
    private static final String ROLL_STYLE = """
        .sheet { padding: 3mm 4mm 8mm; font-size: 9pt; }
        h1 { font-size: 12pt; text-align: center; } .entity { text-align: center; }
        hr { border: 0; border-top: 1px dashed #000; margin: 1.5mm 0; }
        .mark { text-align: center; font-weight: bold; } .seal { margin-top: 14mm; }
        """;
    private static final String FORM_STYLE = """
        .sheet > * { position: absolute; white-space: nowrap; }
        .no { top: 12mm; right: 25mm; } .date { top: 22mm; left: 30mm; } .room { top: 22mm; left: 95mm; } .payer { top: 22mm; left: 150mm; }
        .lines { top: 36mm; left: 20mm; width: 200mm; } .words { top: 68mm; left: 45mm; } .sum { top: 68mm; left: 170mm; }
        .methods { top: 78mm; left: 30mm; } .by { top: 78mm; left: 170mm; } .mark { top: 3mm; right: 25mm; font-weight: bold; }
        """;

    private static String sheet(Receipt receipt, List<PaymentList.Line> lines) {
        var paid = receipt.detail().payment();
        return """
            <div class="sheet"><p class="entity">%s</p><h1>收款收据</h1>%s
            <p class="head"><span>房号：%s（%s）</span><span>付款人：%s</span><span>%s</span><span class="number">No. %s　第 1 页　共 1 页</span></p>
            <table><thead><tr><th>收费项目</th><th>账期</th><th>本金</th><th>违约金</th><th>优惠</th></tr></thead>
            <tbody>%s</tbody>
            <tfoot><tr><td colspan="2">合计（大写）：%s</td><td colspan="3" class="number">¥ %s</td></tr></tfoot></table>
            <p>%s</p><p>%s</p>
            <p class="foot"><span>收款单位（盖章）</span><span>收款人（签字）：%s</span></p></div>
            """.formatted(Html.text(receipt.entity()), mark(receipt), Html.text(paid.roomCode()), Html.text(receipt.community()),
                Html.text(paid.payerName()), Html.moment(paid.paidAt(), receipt.zone()), paid.receiptNo(), rows(receipt, lines),
                AmountInWords.of(kept(paid)), Html.money(kept(paid)), methods(receipt), remarks(receipt), Html.text(paid.cashierName()));
    }

    private static String roll(Receipt receipt, List<PaymentList.Line> lines) {
        var paid = receipt.detail().payment();
        var rows = lines.stream().map(line -> """
            <tr><td>%s<br>%s</td><td class="number">%s</td></tr>
            """.formatted(Html.text(line.itemName()), period(line.periodStart(), line.periodEnd()),
                Html.money(line.principal().plus(line.lateFee())))).collect(Collectors.joining());
        return """
            <div class="sheet"><p class="entity">%s</p><h1>收款收据</h1>%s<p>No. %s　第 1 页　共 1 页</p><p>%s</p><p>%s %s</p><p>付款人：%s</p><hr>
            <table>%s%s</table><hr><p class="number"><b>合计 ¥ %s</b></p><p>%s</p><p>%s</p><p>%s</p><hr><p>收款单位（盖章）：</p><p class="seal">收款人（签字）：%s</p></div>
            """.formatted(Html.text(receipt.entity()), mark(receipt), paid.receiptNo(), Html.moment(paid.paidAt(), receipt.zone()),
                Html.text(receipt.community()), Html.text(paid.roomCode()), Html.text(paid.payerName()), rows, prepaidRow(paid, 1),
                Html.money(kept(paid)), AmountInWords.of(kept(paid)), methods(receipt), remarks(receipt), Html.text(paid.cashierName()));
    }

    private static String form(Receipt receipt, List<PaymentList.Line> lines) {
        var paid = receipt.detail().payment();
        return """
            <div class="sheet">%s<span class="no">%s</span><span class="date">%s</span><span class="room">%s</span>
            <span class="payer">%s</span><table class="lines">%s</table><span class="words">%s</span><span class="sum">%s</span>
            <span class="methods">%s</span><span class="by">%s</span></div>
            """.formatted(mark(receipt), paid.receiptNo(), Html.moment(paid.paidAt(), receipt.zone()), Html.text(paid.roomCode()),
                Html.text(paid.payerName()), rows(receipt, lines), AmountInWords.of(kept(paid)), Html.money(kept(paid)), methods(receipt),
                Html.text(paid.cashierName()));
    }

    private static String rows(Receipt receipt, List<PaymentList.Line> lines) {
        var room = receipt.detail().payment().roomCode();
        return lines.stream().map(line -> """
            <tr><td>%s%s</td><td>%s</td><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td></tr>
            """.formatted(Html.text(line.itemName()), line.roomCode().equals(room) ? "" : "（" + Html.text(line.roomCode()) + "）",
                period(line.periodStart(), line.periodEnd()), Html.money(line.principal()),
                Html.moneyOrBlank(line.lateFee()), Html.moneyOrBlank(line.discount())))
            .collect(Collectors.joining()) + prepaidRow(receipt.detail().payment(), 4);
    }

    private static String prepaidRow(PaymentList.Row paid, int columns) {
        if (paid.prepaid().isZero()) return "";
        return columns == 1 ? "<tr><td>预存</td><td class=\"number\">%s</td></tr>".formatted(Html.money(paid.prepaid()))
            : "<tr><td>预存</td><td></td><td class=\"number\">%s</td><td></td><td></td></tr>".formatted(Html.money(paid.prepaid()));
    }

    /** What the office keeps: the sum in words must not contain the change. */
    private static Money kept(PaymentList.Row paid) {
        return paid.tendered().minus(paid.change());
    }

    private static String methods(Receipt receipt) {
        var paid = receipt.detail().payment();
        var tenders = receipt.detail().tenders().stream().map(tender -> tender.label() + " " + Html.money(tender.amount())
            + (tender.reference() == null ? "" : "（" + Html.text(tender.bank()) + " " + Html.text(tender.reference()) + "）"))
            .collect(Collectors.joining("　"));
        return "付款：" + tenders + (paid.change().isZero() ? "" : "　找零 " + Html.money(paid.change()));
    }

    private static String remarks(Receipt receipt) {
        var paid = receipt.detail().payment();
        var waived = paid.waived().isZero() ? "" : "减免违约金 " + paid.waived() + "（" + Html.text(receipt.detail().waiverReason()) + "）　";
        return waived + Html.text(receipt.detail().note());
    }

    private static String mark(Receipt receipt) {
        var voided = receipt.detail().payment().isVoided() ? "作废" : "";
        var copy = receipt.copy() == 0 ? "" : "补打 " + receipt.copy();
        return voided.isEmpty() && copy.isEmpty() ? "" : "<p class=\"mark\">%s %s</p>".formatted(voided, copy).replace("> ", ">").replace(" <", "<");
    }

    private static String period(LocalDate from, LocalDate to) {
        var isWholeMonths = from.getDayOfMonth() == 1 && to.equals(YearMonth.from(to).atEndOfMonth());
        if (!isWholeMonths) return from.equals(to) ? from.toString() : from + " 至 " + to;
        return YearMonth.from(from).equals(YearMonth.from(to)) ? YearMonth.from(from).toString() : YearMonth.from(from) + " 至 " + YearMonth.from(to);
    }
}
