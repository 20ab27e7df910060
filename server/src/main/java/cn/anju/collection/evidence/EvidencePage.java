package cn.anju.collection.evidence;

import cn.anju.collection.debt.Households;
import cn.anju.kernel.Html;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** 卷宗的打印页：小区、页码、盖章与签字处。 */
final class EvidencePage {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Map<String, String> RULES = Map.of("BY_AREA", "按面积", "FIXED", "定额", "METERED", "按表", "SHARED", "公摊", "ONE_OFF", "临时");
    private static final String STYLE = Html.NUMBERED + """
        @page { size: A4; margin: 16mm 15mm 18mm; }
        h1 { font-size: 18pt; text-align: center; margin: 2mm 0 4mm; } h2 { font-size: 12pt; margin: 6mm 0 2mm; } .entity { text-align: center; }
        th, td { border: 1px solid #000; padding: .8mm 1.6mm; font-weight: normal; font-size: 9pt; } tr { page-break-inside: avoid; }
        .hash { font-size: 7.5pt; word-break: break-all; } .seal { margin-top: 14mm; text-align: right; }
        """;

    private EvidencePage() {}

    static String of(String community, Households.Overdue debt, EvidenceFacts.All all, String madeBy, String madeAt) {
        var body = """
            <p class="entity">%s</p><h1>欠费证据卷宗</h1>
            <p>%s</p><p>房号：%s　建筑面积：%s ㎡　逾期合计：%s 元　最早应缴日：%s</p><p>业主：%s</p><p>%s 由 %s 制作；卷宗与所附凭据各有指纹（SHA-256），改动一个字节即验证不过。</p>
            """.formatted(Html.text(community), Html.filed("卷宗", debt.roomCode(), madeAt.replaceAll("\\D", "")), Html.text(debt.roomCode()), all.area().stripTrailingZeros().toPlainString(), debt.overdue(), debt.oldestDueOn(),
                Html.text(all.owners().isEmpty() ? "未登记" : String.join("、", all.owners())), madeAt, Html.text(madeBy))
            + section("一、欠着的账单及其来历", List.of("账单", "收费项目", "标准与计费方式", "账期", "数量", "单价", "入账", "应缴日", "金额", "未收"), all.bills(), bill -> List.of(
                Long.toString(bill.id()), bill.item(), "%s %s，%s 起".formatted(bill.tariffCode(), RULES.getOrDefault(bill.rule(), bill.rule()), bill.tariffFrom()),
                bill.periodStart() + " 至 " + bill.periodEnd(), bill.quantity().toPlainString(), bill.price() == null ? "阶梯 " + bill.tiers() : bill.price().toPlainString(),
                bill.bookedOn().toString(), bill.dueOn().toString(), bill.amount().toString(), bill.outstanding().toString()))
            + section("二、诉讼时效（民法典第188条、第195条）", List.of("账单", "应缴日", "重新起算", "届满"), all.claims(), claim -> List.of(
                claim.itemName() + " " + claim.periodStart(), claim.dueOn().toString(), claim.restartedOn() == null ? "—" : claim.restartedOn().toString(), claim.lapsesOn().toString()))
            + section("三、催告与送达", List.of("时间", "方式", "内容与答复", "凭据"), all.demands(), demand -> List.of(
                Html.moment(demand.at(), ZONE), demand.kind(), demand.text(), demand.proof()))
            + section("四、已收的款", List.of("日期", "收据", "收费项目", "账期", "金额"), all.payments(), payment -> List.of(
                payment.paidOn().toString(), payment.receiptNo(), payment.item(), payment.periodStart().toString(), payment.amount().toString()))
            + section("五、所附凭据的指纹", List.of("编号", "文件", "属于", "SHA-256"), all.files(), file -> List.of(
                Long.toString(file.id()), file.name(), file.of().replace("contact:", "联系 ").replace("letter:", "函件 "), file.sha256()))
            + "<p class=\"seal\">%s（盖章）　　制作人（签字）：＿＿＿＿＿＿　复核人（签字）：＿＿＿＿＿＿</p>".formatted(Html.text(community));
        return Html.page("欠费证据卷宗 " + debt.roomCode(), STYLE, body);
    }

    private static <T> String section(String title, List<String> heads, List<T> rows, Function<T, List<String>> cells) {
        if (rows.isEmpty()) return "<h2>%s</h2><p>无</p>".formatted(title);
        return "<h2>%s</h2><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table>".formatted(title,
            heads.stream().map(head -> "<th>" + head + "</th>").collect(Collectors.joining()),
            rows.stream().map(row -> cells.apply(row).stream().map(EvidencePage::cell).collect(Collectors.joining("", "<tr>", "</tr>"))).collect(Collectors.joining()));
    }

    private static String cell(String text) {
        return (text.matches("[0-9a-f]{64}") ? "<td class=\"hash\">" : "<td>") + Html.text(text) + "</td>";
    }
}
