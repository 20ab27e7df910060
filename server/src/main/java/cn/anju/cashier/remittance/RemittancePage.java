package cn.anju.cashier.remittance;

import cn.anju.cashier.PaymentMethod;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Html;
import cn.anju.ledger.LegalEntities;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 解款的打印页。 */
@Component
class RemittancePage {

    static final String STYLE = Html.NUMBERED + """
        @page { size: A4; margin: 15mm; }
        h1 { font-size: 16pt; text-align: center; } .entity { text-align: center; }
        th, td { border: 1px solid #000; padding: 1mm 2mm; font-weight: normal; } table { width: 99.6%; margin: 4mm auto; }
        thead { display: table-header-group; }
        .sign { display: table; width: 100%; margin-top: 12mm; } .sign > span { display: table-cell; }
        """;

    private final Communities communities;
    private final LegalEntities entities;
    private final Clock clock;

    RemittancePage(Communities communities, LegalEntities entities, Clock clock) {
        this.communities = communities;
        this.entities = entities;
        this.clock = clock;
    }

    /** 解款单。 */
    @Transactional(readOnly = true)
    String slip(long community, RemittanceList.Detail detail) {
        var slip = detail.slip();
        var contents = detail.contents();
        var methods = Arrays.stream(PaymentMethod.values()).filter(contents.byMethod()::containsKey)
            .map(method -> row(method.label(), Html.money(contents.byMethod().get(method)))).collect(Collectors.joining())
            + contents.others().stream().map(other -> row("其中" + other.label() + " " + other.count() + " 笔", Html.money(other.amount()))).collect(Collectors.joining())
            + row("收款合计", Html.money(contents.total()));
        var ranges = contents.ranges().stream().map(range -> "<tr><td>%s 至 %s</td><td class=\"number\">%d</td><td class=\"number\">%d</td></tr>"
            .formatted(Html.text(range.first()), Html.text(range.last()), range.receipts(), range.voided())).collect(Collectors.joining());
        return Html.page("解款单 " + slip.number(), STYLE, head(community, "解款单") + """
            <p>单号：%s　交款：%s %s%s　状态：%s</p>
            <table><thead><tr><th>收据号段</th><th>张数</th><th>其中作废</th></tr></thead><tbody>%s</tbody></table>
            <table><thead><tr><th>付款方式</th><th>金额</th></tr></thead><tbody>%s</tbody></table>
            <table><tbody>%s%s%s</tbody></table>
            <p class="sign"><span>交款人（签字）：%s</span><span>财务签收：%s</span><span>日期：</span><span>财务（盖章）：</span></p>
            """.formatted(slip.number(), Html.text(slip.handedBy()), Html.moment(slip.handedAt(), clock.getZone()),
                slip.isLate() ? "（逾时）" : "", slip.stateLabel(), ranges, methods,
                row("本单解交现金", Html.money(slip.amount())), row("收据现金减解交（留柜为正，长短款在内）", Html.money(contents.cash().minus(slip.amount()))),
                slip.note() == null ? "" : row("说明", slip.note()), Html.text(slip.handedBy()),
                slip.state() == RemittanceState.SIGNED ? Html.text(slip.answeredBy()) : ""));
    }

    /**
     * A4 page with head, a line of text, one table and the places for names.
     *
     * @param number what tells this table from others of its title
     */
    @Transactional(readOnly = true)
    String table(long community, String title, String number, String about, List<String> heads, List<List<String>> rows) {
        var head = heads.stream().map(text -> "<th>" + Html.text(text) + "</th>").collect(Collectors.joining());
        var body = rows.stream().map(row -> row.stream().map(text -> "<td%s>%s</td>".formatted(
                text.matches("-?[\\d,]+\\.\\d{2}") ? " class=\"number\"" : "", Html.text(text))).collect(Collectors.joining("", "<tr>", "</tr>")))
            .collect(Collectors.joining());
        return Html.page(title, STYLE, head(community, title)
            + "<p>%s　%s</p><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table><p class=\"sign\"><span>制表（签字）：%s</span><span>复核（签字）：</span><span>财务（签字）：</span><span>单位（盖章）：</span></p>"
                .formatted(Html.filed(title, number), Html.text(about), head, body, Html.text(CurrentUser.get().name())));
    }

    private String head(long community, String title) {
        return "<p class=\"entity\">%s　%s</p><h1>%s</h1>".formatted(Html.text(communities.name(community)),
            Html.text(entities.of(community).name()), Html.text(title));
    }

    private static String row(String label, String value) {
        return "<tr><td>%s</td><td class=\"number\">%s</td></tr>".formatted(Html.text(label), Html.text(value));
    }
}
