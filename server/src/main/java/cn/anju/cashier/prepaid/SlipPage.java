package cn.anju.cashier.prepaid;

import cn.anju.kernel.Html;
import cn.anju.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 预付费余额不足通知单：交给住户一联，回执一联。 */
final class SlipPage {

    /**
     * 一张通知单；余额、界线是跌下来那天的，重打也一样。
     *
     * @param fallenOn the day of that balance
     * @param readOn the last reading it knew of
     */
    record Slip(String community, String roomCode, @Nullable String addressee, String meterKind, String numbers, String itemName, Money balance, Money limit,
                @Nullable LocalDate readOn, LocalDate fallenOn, LocalDate printedOn, long fall) {}

    private static final String STYLE = """
        @page { size: A5 landscape; margin: 12mm 15mm; }
        h1 { font-size: 16pt; text-align: center; margin: 2mm 0 4mm; } p { margin: 2mm 0; } .body { text-indent: 2em; line-height: 1.7; }
        .head td { border: 0; padding: 0; } .lines th, .lines td { border: 1px solid #000; padding: 1mm 2mm; font-weight: normal; }
        .seal { text-align: right; margin-top: 6mm; } .slip { margin-top: 6mm; border-top: 1px dashed #000; padding-top: 3mm; }
        """;

    private SlipPage() {}

    static String of(Slip slip) {
        return Html.page("预付费余额不足通知单 " + slip.roomCode(), STYLE, """
            <h1>%s 预付费余额不足通知单</h1>
            <table class="head"><tr><td>房号：%s</td><td>住户：%s</td><td class="number">编号：%d　第 1 页　共 1 页</td></tr></table>
            <p class="body">您的预付%s费余额在 %s 已低于 %s 元，请及时到服务中心充值，以免影响结算。</p>
            <table class="lines"><thead><tr><th>表号</th><th>项目</th><th>算到哪天的读数</th><th>余额截至</th><th>余额（元）</th></tr></thead>
            <tbody><tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td class="number">%s</td></tr></tbody></table>
            <p class="seal">%s（盖章）　%s</p>
            <div class="slip"><p>送达回执　%s　编号 %d　%s 余额 %s 元</p><p>签收人：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿＿＿　　送达人：＿＿＿＿＿＿＿＿</p></div>
            """.formatted(Html.text(slip.community()), Html.text(slip.roomCode()), Html.text(slip.addressee()), slip.fall(), Html.text(slip.meterKind()),
                slip.fallenOn(), slip.limit(), Html.text(slip.numbers()), Html.text(slip.itemName()), slip.readOn() == null ? "" : slip.readOn(),
                slip.fallenOn(), slip.balance(), Html.text(slip.community()), slip.printedOn(), Html.text(slip.roomCode()),
                slip.fall(), slip.fallenOn(), slip.balance()));
    }
}
