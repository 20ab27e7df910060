package cn.anju.cashier.till;

import cn.anju.estate.Communities;
import cn.anju.kernel.Html;
import cn.anju.kernel.Money;
import cn.anju.ledger.LegalEntities;
import cn.anju.ledger.ReceiptNumbers;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 押金收据、扣款单、退款单、移交单：取号与打印；押金收据与收款收据同一号段。 */
@Component
public class Slips {

    /** 单据的种类。 */
    public enum Kind {
        DEPOSIT("S", "押金收据", "交款人（签字）："), DEDUCTION("T", "押金扣款单", "交款人（签字）："), REFUND("T", "退款单", "领款人（签字）："),
        AGENCY("T", "代收款移交单", "收款单位（签章）：");

        private final String series;
        private final String title;
        private final String counterpart;

        Kind(String series, String title, String counterpart) {
            this.series = series;
            this.title = title;
            this.counterpart = counterpart;
        }
    }

    private static final String STYLE = Html.NUMBERED + """
        @page { size: 210mm 148mm; margin: 8mm 12mm 13mm; }
        h1 { font-size: 15pt; text-align: center; letter-spacing: .3em; } .entity { text-align: center; }
        th, td { border: 1px solid #000; padding: 1.2mm 2mm; font-weight: normal; text-align: left; } th { width: 28mm; }
        .mark { position: absolute; top: 2mm; right: 2mm; font-weight: bold; border: 1.5px solid; padding: 0 2mm; }
        .sign { display: table; width: 100%; margin-top: 8mm; } .sign > span { display: table-cell; }
        """;

    private final JdbcClient jdbc;
    private final LegalEntities entities;
    private final ReceiptNumbers numbers;
    private final Communities communities;

    Slips(JdbcClient jdbc, LegalEntities entities, ReceiptNumbers numbers, Communities communities) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.numbers = numbers;
        this.communities = communities;
    }

    /** 取号：事务里的最后一步。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public String draw(long community, Kind kind, long source) {
        var entity = entities.idOf(community);
        var number = numbers.next(community, entity, kind.series);
        var text = ReceiptNumbers.text(kind.series, number);
        jdbc.sql("""
                insert into cashier.slip (community_id, entity_id, series, number, slip_no, kind, source_id)
                values (:community, :entity, :series, :number, :text, :kind, :source)
                """)
            .param("community", community).param("entity", entity).param("series", kind.series).param("number", number)
            .param("text", text).param("kind", kind.name()).param("source", source).update();
        return text;
    }

    /** 一张 A5 的打印页。 @param mark such as 作废; empty for none */
    @Transactional(readOnly = true)
    public String page(long community, Kind kind, String number, String mark, Money amount, String by, Map<String, String> lines) {
        var rows = lines.entrySet().stream().filter(line -> !line.getValue().isBlank())
            .map(line -> "<tr><th>%s</th><td>%s</td></tr>".formatted(Html.text(line.getKey()), Html.text(line.getValue())))
            .collect(Collectors.joining("\n"));
        return Html.page(kind.title + " " + number, STYLE, """
            <p class="entity">%s　%s</p><h1>%s</h1>%s<p class="number">No. %s</p>
            <table><tbody>%s
            <tr><th>金额</th><td>¥ %s　%s</td></tr></tbody></table>
            <p class="sign"><span>经办（签字）：%s</span><span>%s</span><span>单位（盖章）：</span></p>
            """.formatted(Html.text(entities.of(community).name()), Html.text(communities.name(community)), kind.title,
                mark.isEmpty() ? "" : "<p class=\"mark\">" + Html.text(mark) + "</p>", Html.text(number), rows, Html.money(amount),
                AmountInWords.of(amount), Html.text(by), kind.counterpart));
    }
}
