package cn.anju.cashier.agency;

import cn.anju.cashier.agency.AgencyDue.Period;
import cn.anju.estate.Communities;
import cn.anju.kernel.Html;
import cn.anju.kernel.Paging;
import cn.anju.ledger.LegalEntities;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 给开发商的代收款报表，印出来盖章。 */
@Component
class AgencyReportPage {

    private static final String STYLE = """
        @page { size: A4; margin: 15mm; }
        h1 { font-size: 16pt; text-align: center; letter-spacing: .2em; } .entity { text-align: center; }
        th, td { border: 1px solid #000; padding: 1mm 2mm; font-weight: normal; } table { width: 99.6%; margin: 4mm auto; } thead { display: table-header-group; }
        .sign { display: table; width: 100%; margin-top: 12mm; } .sign > span { display: table-cell; }
        """;

    private final AgencyReport report;
    private final Communities communities;
    private final LegalEntities entities;

    AgencyReportPage(AgencyReport report, Communities communities, LegalEntities entities) {
        this.report = report;
        this.communities = communities;
        this.entities = entities;
    }

    @Transactional(readOnly = true)
    String of(long community, Period period, AgencyReport.By by) {
        var summary = report.summary(community, period);
        var rows = report.rows(community, period, by, Paging.all(null)).items().stream().map(AgencyReportPage::row).collect(Collectors.joining("\n"));
        var head = switch (by) {
            case ITEM -> "收费项目";
            case ROOM -> "房号";
            case DAY -> "日期";
        };
        return Html.page("代收款报表", STYLE + Html.NUMBERED, """
            <p class="entity">%s　%s</p><h1>代收款报表</h1>
            <p>代 %s 收款　%s 至 %s</p><p>%s</p>
            <table><thead><tr><th>%s</th><th>期初结存</th><th>收到</th><th>撤回</th><th>移交</th><th>期末结存</th></tr></thead>
            <tbody>%s
            %s</tbody></table>
            <p>到期末已出账未收 %s 元；结存与未收合计 %s 元，账上 %s 元。</p>
            <p class="sign"><span>制表（签字）：</span><span>复核（签字）：</span><span>单位（盖章）：</span><span>委托方（签章）：</span></p>
            """.formatted(Html.text(entities.of(community).name()), Html.text(communities.name(community)), Html.text(summary.entityName()), period.from(), period.to(),
                Html.filed("代收", period.from(), period.to()), head, rows, row(summary.total()), Html.money(summary.receivable()), Html.money(summary.total().closing().plus(summary.receivable())),
                Html.money(summary.ledger())));
    }

    private static String row(AgencyReport.Row row) {
        return "<tr><td>%s</td>%s</tr>".formatted(Html.text(row.key()),
            Stream.of(row.opening(), row.received(), row.takenBack(), row.handedOn(), row.closing())
                .map(amount -> "<td class=\"number\">" + Html.money(amount) + "</td>").collect(Collectors.joining()));
    }
}
