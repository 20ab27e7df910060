package cn.anju.ledger.print;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** 账簿、报表、凭证的打印页：小区、主体、标题、表、签字处、第几页共几页。 */
public final class PrintedPage {

    private static final String STYLE = Html.NUMBERED + """
        @page { size: A4%s; margin: 14mm 12mm 16mm; }
        * { box-sizing: border-box; margin: 0; }
        body { font: 9.5pt/1.45 "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", SimSun, sans-serif; color: #000; background: #fff; }
        h1 { font-size: 16pt; text-align: center; margin: 1mm 0 2mm; letter-spacing: 2pt; }
        .entity { text-align: center; } .line { display: table; width: 100%%; margin: 1mm 0; } .line > span { display: table-cell; }
        .line > span + span { text-align: right; }
        table { width: 100%%; border-collapse: collapse; margin: 2mm 0; } thead { display: table-header-group; } tr { page-break-inside: avoid; }
        th, td { border: 1px solid #000; padding: .8mm 1.6mm; font-weight: normal; text-align: left; } th { text-align: center; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .sign { display: table; width: 100%%; margin-top: 8mm; } .sign > span { display: table-cell; }
        section + section { page-break-before: always; } .red { color: #c00; }
        """;

    private final String title;
    private final StringBuilder body = new StringBuilder();
    private boolean isLandscape;

    private PrintedPage(String title) {
        this.title = title;
    }

    public static PrintedPage titled(String title) {
        return new PrintedPage(title);
    }

    /** 横放。 */
    public PrintedPage landscape() {
        isLandscape = true;
        return this;
    }

    /** 抬头：小区与主体，标题。 */
    public PrintedPage head(String community, String entity, String heading) {
        body.append("<p class=\"entity\">%s　%s</p><h1>%s</h1>".formatted(text(entity), text(community), text(heading)));
        return this;
    }

    /** 编号：印的是什么，哪天到哪天。 */
    public PrintedPage numbered(String about) {
        body.append("<p class=\"line\"><span>").append(Html.filed(title, about.replaceAll("[^0-9至]", "").replaceFirst("^至", "").replace("至", "-"))).append("</span></p>");
        return this;
    }

    /** 一行字，左右各一段。 */
    public PrintedPage line(String left, String right) {
        body.append("<p class=\"line\"><span>%s</span><span>%s</span></p>".formatted(text(left), text(right)));
        return this;
    }

    /** 导出用的那些栏，印成表。 */
    public <T> PrintedPage table(List<Column<T>> columns, List<T> rows) {
        var sums = new HashMap<Integer, BigDecimal>();
        body.append("<table><thead><tr>");
        columns.forEach(column -> body.append("<th>").append(text(column.title())).append("</th>"));
        body.append("</tr></thead><tbody>");
        for (var row : rows) {
            body.append("<tr>");
            for (var place = 0; place < columns.size(); place++) {
                var value = columns.get(place).value().apply(row);
                body.append(cell(value));
                if (columns.get(place).summed() && value instanceof BigDecimal figure) sums.merge(place, figure, BigDecimal::add);
            }
            body.append("</tr>");
        }
        if (columns.stream().anyMatch(Column::summed)) body.append(IntStream.range(0, columns.size())
            .mapToObj(place -> place == 0 ? "<td>合计</td>" : columns.get(place).summed() ? cell(sums.getOrDefault(place, new BigDecimal("0.00"))) : "<td></td>")
            .collect(Collectors.joining("", "<tr>", "</tr>")));
        body.append("</tbody></table>");
        return this;
    }

    /** 签字处，末了是盖章处。 */
    public PrintedPage signed(String... places) {
        body.append("<p class=\"sign\">");
        for (var place : places) body.append("<span>").append(text(place)).append("</span>");
        body.append("<span>单位（盖章）：</span>");
        body.append("</p>");
        return this;
    }

    /** 另起一页的一段，已经写好的 HTML。 */
    public PrintedPage section(String html) {
        body.append("<section>").append(html).append("</section>");
        return this;
    }

    /** The whole page: no script, nothing fetched. */
    public String html() {
        return "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>%s</title><style>%s</style></head>\n<body>%s</body></html>\n"
            .formatted(text(title), STYLE.formatted(isLandscape ? " landscape" : ""), body);
    }

    public static String text(@Nullable Object value) {
        return value == null ? "" : HtmlUtils.htmlEscape(value.toString());
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "<td></td>";
            case BigDecimal figure when figure.scale() == 2 && figure.signum() == 0 -> "<td class=\"number\"></td>";
            case BigDecimal figure -> "<td class=\"number%s\">%s</td>".formatted(figure.signum() < 0 ? " red" : "",
                figure.scale() == 2 ? "%,.2f".formatted(figure) : figure.toPlainString());
            case LocalDate day -> "<td>" + day + "</td>";
            default -> "<td>" + text(value) + "</td>";
        };
    }
}
