package cn.anju.cashier.dayclose;

import cn.anju.access.Seals;
import cn.anju.estate.Communities;
import cn.anju.kernel.Html;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.LegalEntities;
import java.time.Clock;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 日结表的打印页。 */
@Component
class DayClosePage {

    private static final String STYLE = Html.NUMBERED + """
        @page { size: A4; margin: 15mm; }
        h1 { font-size: 16pt; text-align: center; } .entity { text-align: center; }
        th, td { border: 1px solid #000; padding: 1mm 2mm; font-weight: normal; } th { white-space: nowrap; } table { width: 99.6%; margin: 4mm auto; }
        .sign { display: table; width: 100%; margin-top: 12mm; } .sign > span { display: table-cell; }
        """;

    private final Communities communities;
    private final LegalEntities entities;
    private final Seals seals;
    private final Clock clock;

    DayClosePage(Communities communities, LegalEntities entities, Seals seals, Clock clock) {
        this.communities = communities;
        this.entities = entities;
        this.seals = seals;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    String of(long community, DayCloses.Detail detail) {
        var check = detail.check();
        var state = detail.closedAt() == null ? "还没有日结"
            : "%s %s 日结".formatted(detail.closedBy(), Html.moment(detail.closedAt(), clock.getZone()));
        var lines = check.lines().stream().map(line -> """
            <tr><td>%s</td><td>%s</td><td class="number">%s</td><td>%s</td><td class="number">%s</td><td class="number">%s</td></tr>
            """.formatted(Html.text(line.label()), Html.text(line.leftLabel()), Html.money(line.left()), Html.text(line.rightLabel()),
                Html.money(line.right()), Html.money(line.difference()))).collect(Collectors.joining());
        var seal = detail.closedAt() == null ? "" : seals.head(community, Ledger.SEALED, detail.closedAt())
            .map(head -> "<p>账簿封存链头：%s（核对时与系统里的一致，此前的账就没有人动过）</p>".formatted(head)).orElse("");
        var undone = check.undone().stream().map(each -> "<p>" + Html.text(each.text()) + "</p>").collect(Collectors.joining());
        return Html.page("日结表 " + check.day(), STYLE, """
            <p class="entity">%s　%s</p><h1>日结表</h1>
            <p>%s　日期：%s　%s</p>
            <p>收据 %d 张，作废 %d 张，收款 %s 元；解款 %s 元；保险柜留 %s 元</p>
            <table><thead><tr><th>项目</th><th colspan="2">一方</th><th colspan="2">另一方</th><th>差额</th></tr></thead><tbody>%s</tbody></table>
            %s
            <p class="sign"><span>收款人（签字）：</span><span>出纳（签字）：</span><span>复核（签字）：</span><span>单位（盖章）：</span></p>
            """.formatted(Html.text(communities.name(community)), Html.text(entities.of(community).name()), Html.filed("日结", check.day()), check.day(), Html.text(state),
                check.receipts(), check.voided(), Html.money(check.total()), Html.money(check.remitted()), Html.money(check.safe()), lines, undone + seal));
    }
}
