package cn.anju.billing.notice;

import cn.anju.billing.FormerOwners;
import cn.anju.estate.Communities;
import cn.anju.kernel.Html;
import cn.anju.kernel.Money;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Pdf;
import cn.anju.kernel.Problem;
import cn.anju.kernel.QrCode;
import cn.anju.ledger.LegalEntities;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 缴费通知单的 PDF：一页一张或四张，按房号排，扫码就在收费台找到这一户。 */
@Component
class NoticeSheet {

    /** More than this in one document would keep the clerk waiting: print by building then. */
    static final int MOST = 600;

    private record Line(long roomId, String itemName, @Nullable String shareGroup, LocalDate periodStart, LocalDate periodEnd, BigDecimal quantity,
                        Money amount, Money outstanding) {}

    private static final String STYLE = """
        @page { size: A4; margin: 10mm; }
        body { font-size: %s; }
        table.sheet { page-break-after: always; } table.sheet.last { page-break-after: auto; }
        td.notice { width: %s; height: %s; padding: 4mm; vertical-align: top; border: 1px dashed #999; }
        h1 { font-size: 1.35em; text-align: center; } .head td { padding: 0; } .qr { width: 20mm; height: 20mm; }
        .lines { margin: 1.5mm 0; } .lines th, .lines td { border-bottom: 1px solid #999; padding: .3mm 1mm; font-weight: normal; text-align: left; }
        .lines td.number, .lines th.number { text-align: right; } .due td { font-weight: bold; border-bottom: 0; }
        .small { font-size: .85em; }
        """;

    private final JdbcClient jdbc;
    private final NoticeList list;
    private final Communities communities;
    private final LegalEntities entities;
    private final Clock clock;

    NoticeSheet(JdbcClient jdbc, NoticeList list, Communities communities, LegalEntities entities, Clock clock) {
        this.jdbc = jdbc;
        this.list = list;
        this.communities = communities;
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * 筛选出来的通知单。
     *
     * @param perPage 1 or 4
     * @throws Problem 409 {@code no-notices}, {@code too-many-notices}
     */
    @Transactional(readOnly = true)
    byte[] pdf(long community, NoticeList.Filter filter, int perPage) {
        if (perPage != 1 && perPage != 4) throw Problem.invalid("layout-unknown", "一页排一张或四张");
        var rows = list.page(community, filter, Paging.all(null)).items();
        if (rows.isEmpty()) throw Problem.conflict("no-notices", "这些条件下没有要缴费的住户，先看看这个月出账了没有");
        if (rows.size() > MOST) throw Problem.conflict("too-many-notices", "共 %d 张，一次最多印 %d 张，请按楼栋分几次印", rows.size(), MOST);
        var lines = lines(community, filter.first(), rows.stream().map(NoticeList.Row::roomId).toList());
        var name = communities.name(community);
        var payee = entities.of(community).name();
        var sheets = new ArrayList<String>();
        for (var at = 0; at < rows.size(); at += perPage) {
            var isLast = at + perPage >= rows.size();
            sheets.add("<table class=\"sheet%s\"><tbody>%s</tbody></table>".formatted(isLast ? " last" : "",
                cells(rows.subList(at, Math.min(at + perPage, rows.size())), row -> notice(name, payee, filter.first(), row, lines.getOrDefault(row.roomId(), List.of())))));
        }
        var style = perPage == 1 ? STYLE.formatted("12pt", "100%", "265mm") : STYLE.formatted("8.5pt", "50%", "131mm");
        return Pdf.of(Html.page("缴费通知单", style, String.join("\n", sheets)));
    }

    private static String cells(List<NoticeList.Row> rows, java.util.function.Function<NoticeList.Row, String> notice) {
        var cells = rows.stream().map(row -> "<td class=\"notice\">" + notice.apply(row) + "</td>").toList();
        var lines = new StringBuilder();
        for (var at = 0; at < cells.size(); at += 2)
            lines.append("<tr>").append(String.join("", cells.subList(at, Math.min(at + 2, cells.size()))))
                .append(at + 1 == cells.size() && cells.size() > 1 ? "<td></td>" : "").append("</tr>");
        return lines.toString();
    }

    private String notice(String community, String payee, LocalDate month, NoticeList.Row row, List<Line> lines) {
        var rows = lines.stream().map(line -> "<tr><td>%s</td><td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>".formatted(
            Html.text(line.itemName() + (line.shareGroup() == null ? "" : "（" + line.shareGroup() + "）")), period(line),
            line.quantity().stripTrailingZeros().toPlainString(), line.amount())).collect(Collectors.joining());
        var due = row.outstanding().plus(row.earlier());
        return """
            <table class="head"><tbody><tr><td><h1>%s<br/>%d 年 %d 月缴费通知单</h1></td><td style="width:20mm"><img class="qr" src="%s"/></td></tr></tbody></table>
            <p>房号 <b>%s</b>　业主 %s</p><p class="small">%s　第 1 页　共 1 页</p>
            <table class="lines"><thead><tr><th>项目</th><th>期间</th><th class="number">数量</th><th class="number">金额（元）</th></tr></thead><tbody>%s
            <tr><td colspan="3">本期应缴</td><td class="number">%s</td></tr>%s%s
            <tr class="due"><td colspan="3">请于 %s 前缴纳</td><td class="number">%s</td></tr></tbody></table>
            <p class="small">收款单位（盖章）：%s　%s 出。对金额有疑问请到客服中心，每一项都可以说明怎样算出来。</p>
            <p class="small">送达人（签字）：＿＿＿＿＿　签收人（签字）：＿＿＿＿＿</p>
            """.formatted(Html.text(community), month.getYear(), month.getMonthValue(), QrCode.of(row.roomCode()), Html.text(row.roomCode()),
                Html.text(row.owners() == null ? "—" : row.owners()),
                Html.filed("通知", YearMonth.from(month), row.roomCode()), rows, row.amount(),
                row.amount().equals(row.outstanding()) ? "" : line("本期已缴", row.amount().minus(row.outstanding())),
                row.earlier().isZero() ? "" : line("往期未缴", row.earlier()), row.dueOn(), due, Html.text(payee), LocalDate.now(clock));
    }

    private static String line(String label, Money amount) {
        return "<tr><td colspan=\"3\">%s</td><td class=\"number\">%s</td></tr>".formatted(label, amount);
    }

    private static String period(Line line) {
        var whole = YearMonth.from(line.periodStart());
        return line.periodStart().equals(whole.atDay(1)) && line.periodEnd().equals(whole.atEndOfMonth())
            ? whole.toString() : line.periodStart() + " 至 " + line.periodEnd();
    }

    private Map<Long, List<Line>> lines(long community, LocalDate month, List<Long> rooms) {
        return jdbc.sql("""
            select b.room_id, i.name item_name, p.group_code share_group, b.period_start, b.period_end, b.quantity, b.amount, b.outstanding
              from billing.bill b
              join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
              join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
              join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
              left join billing.share_pool p on p.community_id = b.community_id and p.run_id = b.run_id
                                            and p.tariff_id = b.tariff_id and p.share_group_id = b.share_group_id
             where b.community_id = :community and n.month = :month and b.room_id = any (:rooms) and not b.is_reversed and b.payer = 'OWNER' and
            """ + FormerOwners.NONE + """
             order by b.room_id, t.code, b.period_start, p.group_code nulls first
            """).param("community", community).param("month", month).param("rooms", rooms.toArray(Long[]::new))
            .query(Line.class).stream().collect(Collectors.groupingBy(Line::roomId));
    }
}
