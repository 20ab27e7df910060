package cn.anju.cashier.transfer;

import cn.anju.cashier.transfer.OwnerSettlement.Share;
import cn.anju.estate.Communities;
import cn.anju.kernel.Html;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 办成的过户结算单：查看、打印。 */
@Component
@Transactional(readOnly = true)
class SettlementSheet {

    /** 一张结算单。 */
    record View(long id, long roomId, OwnerSettlement settlement, String fromConfirmed, String toConfirmed, String madeName, OffsetDateTime madeAt) {}

    /** 一间房办过的。 */
    record Row(long id, LocalDate transferOn, String fromNames, String toNames, String madeName, OffsetDateTime madeAt) {}

    private static final String STYLE = Html.NUMBERED + """
        @page { size: A4; margin: 15mm; }
        h1 { font-size: 16pt; text-align: center; } h2 { font-size: 11pt; margin: 5mm 0 1mm; }
        th, td { border: 1px solid #000; padding: 1mm 2mm; font-weight: normal; } table { width: 99.6%; margin: 2mm auto; }
        .sign { display: table; width: 100%; margin-top: 14mm; } .sign > span { display: table-cell; }
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Communities communities;
    private final Clock clock;

    SettlementSheet(JdbcClient jdbc, JsonMapper json, Communities communities, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.communities = communities;
        this.clock = clock;
    }

    List<Row> ofRoom(long community, long room) {
        return jdbc.sql("""
                select id, transfer_on, content ->> 'fromNames' from_names, content ->> 'toNames' to_names, made_name, made_at
                  from cashier.owner_settlement where community_id = :community and room_id = :room order by id desc
                """).param("community", community).param("room", room).query(Row.class).list();
    }

    /** @throws Problem 404 {@code settlement-not-found} */
    View get(long community, long id) {
        return jdbc.sql("select * from cashier.owner_settlement where community_id = :community and id = :id").param("community", community).param("id", id)
            .query((row, i) -> new View(id, row.getLong("room_id"), json.readValue(row.getString("content"), OwnerSettlement.class), row.getString("from_confirmed"),
                row.getString("to_confirmed"), row.getString("made_name"), row.getObject("made_at", OffsetDateTime.class)))
            .optional().orElseThrow(() -> Problem.notFound("settlement-not-found", "没有这张过户结算单"));
    }

    String print(long community, long id) {
        var view = get(community, id);
        var sheet = view.settlement();
        var shares = sheet.shares().stream().map(SettlementSheet::row).collect(Collectors.joining());
        var debts = sheet.debts().stream().map(debt -> "<tr><td>%s</td><td>%s 至 %s</td><td class=\"number\">%s</td></tr>".formatted(
            Html.text(debt.itemName()), debt.periodStart(), debt.periodEnd(), Html.money(debt.outstanding()))).collect(Collectors.joining());
        var readings = sheet.readings().stream().map(reading -> Html.text(reading.meterNumber() + "：" + reading.value().toPlainString())).collect(Collectors.joining("；"));
        var body = """
            <h1>过户结算单</h1>
            <p>%s　房号：%s　编号：GH%d　过户日期：%s</p>
            <p>原业主：%s　　新业主：%s</p>
            <h2>一、已出账单按天分摊（元）</h2>
            <table><thead><tr><th>项目</th><th>账期</th><th>全额</th><th>原业主</th><th>新业主</th></tr></thead><tbody>%s
            <tr><td colspan="2">合计</td><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td></tr></tbody></table>
            <h2>二、原业主尚未缴清，仍由原业主缴纳（元）</h2>
            <table><thead><tr><th>项目</th><th>账期</th><th>未缴</th></tr></thead><tbody>%s<tr><td colspan="2">合计</td><td class="number">%s</td></tr></tbody></table>
            <h2>三、预存、押金与仪表</h2>
            <p>%s预存余额 %s 元：%s。押金余额 %s 元：%s。过户日读数：%s。</p>
            <p>原业主确认：%s　新业主确认：%s</p>
            <p class="sign"><span>原业主签字：</span><span>新业主签字：</span><span>经办人：%s</span><span>（盖章）%s</span></p>
            """.formatted(Html.text(communities.name(community)), Html.text(sheet.roomCode()), id, sheet.on(), Html.text(sheet.fromNames()), Html.text(sheet.toNames()),
                shares, Html.money(sheet.undivided()), Html.money(sheet.former()), Html.money(sheet.next()), debts, Html.money(sheet.debt()),
                sheet.paidAhead() == null || sheet.paidAhead().isZero() ? "" : "已预缴到过户以后的 " + Html.money(sheet.paidAhead()) + " 元归新业主。",
                Html.money(sheet.prepayment()), Html.text(sheet.prepaymentTreatment()), Html.money(sheet.deposits()), Html.text(sheet.depositTreatment()),
                readings.isEmpty() ? "按天分摊" : readings, Html.text(view.fromConfirmed()), Html.text(view.toConfirmed()), Html.text(view.madeName()),
                Html.moment(view.madeAt().toInstant(), clock.getZone()));
        return Html.page("过户结算单 " + sheet.roomCode(), STYLE, body);
    }

    private static String row(Share share) {
        return "<tr><td>%s</td><td>%s 至 %s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>".formatted(
            Html.text(named(share.itemName(), share.shareGroup())), share.periodStart(), share.periodEnd(), Html.money(share.undivided()),
            Html.money(share.former()), Html.money(share.next()));
    }

    private static String named(String item, @Nullable String group) {
        return group == null ? item : item + "（" + group + "）";
    }
}
