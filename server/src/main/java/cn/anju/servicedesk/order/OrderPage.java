package cn.anju.servicedesk.order;

import cn.anju.kernel.Html;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 维修任务单：上联交维修工带去、住户签收，手机上记了的印出来，下联存根留在前台；一张一页，可以成批。 */
final class OrderPage {

    private static final String STYLE = """
        @page { size: A4; margin: 12mm 14mm; }
        section { page-break-after: always; } section.last { page-break-after: auto; }
        h1 { font-size: 15pt; text-align: center; letter-spacing: 2mm; } .head { margin: 2mm 0; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 22mm; white-space: nowrap; }
        .head td { border: 0; padding: 0; } .tall { height: 22mm; } .low { height: 8mm; } .cut { border-top: 1px dashed #000; margin: 6mm 0 4mm; padding-top: 1mm; text-align: center; font-size: 8pt; }
        """;

    private OrderPage() {}

    static String of(String community, List<OrderList.Row> orders, LongFunction<OrderRecords.Done> records, ZoneId zone) {
        var last = orders.isEmpty() ? -1 : orders.getLast().id();
        return Html.page("维修任务单", STYLE, orders.stream().map(order -> "<section class=\"%s\">%s%s</section>".formatted(order.id() == last ? "last" : "",
            sheet(community, order, records.apply(order.id()), zone), stub(community, order, zone))).collect(Collectors.joining()));
    }

    private static String sheet(String community, OrderList.Row order, OrderRecords.Done done, ZoneId zone) {
        return """
            <h1>维修任务单</h1>
            <table class="head"><tr><td>%s</td><td class="number">编号：%s</td></tr></table>
            <table>
            <tr><th>地点</th><td>%s</td><th>工单</th><td>%s</td></tr>
            <tr><th>报事人</th><td>%s　%s</td><th>缓急</th><td>%s</td></tr>
            <tr><th>事由</th><td colspan="3">%s</td></tr>
            <tr><th>做什么</th><td colspan="3" class="tall">%s</td></tr>
            <tr><th>希望上门</th><td>%s</td><th>最迟到</th><td>%s</td></tr>
            <tr><th>派工</th><td>%s　%s</td><th>维修工</th><td>%s</td></tr>
            <tr><th>到场</th><td>%s</td><th>完工</th><td>%s</td></tr>
            <tr><th>用料</th><td colspan="3" class="tall">%s</td></tr>
            <tr><th>收费</th><td colspan="3" class="low">%s</td></tr>
            <tr><th>结果</th><td colspan="3" class="tall">%s</td></tr>
            <tr><th>住户评价</th><td>□ 满意　□ 基本满意　□ 不满意</td><th>住户签字</th><td class="low">%s</td></tr>
            </table>
            """.formatted(Html.text(community), Html.text(order.number()), Html.text(order.placeText()), Html.text(order.ticketNumber()), Html.text(order.reporter()),
            Html.text(order.phone()), order.urgency().equals("URGENT") ? "急" : order.urgency().equals("PLANNED") ? "计划" : "一般", Html.text(order.title()), Html.text(order.task()),
            span(order.wishedFrom(), order.wishedTo(), zone), moment(order.arriveBy(), zone), Html.text(order.dispatchedName()), Html.moment(order.dispatchedAt(), zone),
            Html.text(order.technician()), moment(order.startedAt(), zone), moment(order.finishedAt(), zone),
            lines(done.materials(), "名称、数量、单价："), lines(done.charges(), "项目、金额："), Html.text(order.result()), signature(done, zone));
    }

    /** What was recorded on the phone; the words to write after where nothing was. */
    private static String lines(List<String> lines, String otherwise) {
        return lines.isEmpty() ? otherwise : lines.stream().map(Html::text).collect(Collectors.joining("<br/>"));
    }

    private static String signature(OrderRecords.Done done, ZoneId zone) {
        if (done.signedBy() == null) return "";
        return "%s%s　%s%s".formatted(done.signature() == null ? "" : "<img src=\"%s\" alt=\"签字\" style=\"height: 14mm\"/><br/>".formatted(done.signature()), Html.text(done.signedBy()),
            done.byCode() ? "报完工码签收 " : "", moment(done.signedAt(), zone));
    }

    private static String stub(String community, OrderList.Row order, ZoneId zone) {
        return """
            <p class="cut">沿此线裁开　存根留前台</p>
            <table class="head"><tr><td>%s　维修任务单存根</td><td class="number">编号：%s</td></tr></table>
            <table>
            <tr><th>地点</th><td>%s</td><th>工单</th><td>%s</td></tr>
            <tr><th>事由</th><td colspan="3">%s</td></tr>
            <tr><th>派工</th><td>%s　%s</td><th>维修工领单</th><td>%s　签字：</td></tr>
            <tr><th>凭证号</th><td>%s</td><th>收回日期</th><td>%s</td></tr>
            </table>
            """.formatted(Html.text(community), Html.text(order.number()), Html.text(order.placeText()), Html.text(order.ticketNumber()), Html.text(order.title()),
            Html.text(order.dispatchedName()), Html.moment(order.dispatchedAt(), zone), Html.text(order.technician()), Html.text(order.voucher()),
            moment(order.voucherAt(), zone));
    }

    private static String moment(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : Html.moment(at, zone);
    }

    private static String span(@Nullable Instant from, @Nullable Instant to, ZoneId zone) {
        return moment(from, zone) + (to == null ? "" : " 至 " + Html.moment(to, zone));
    }
}
