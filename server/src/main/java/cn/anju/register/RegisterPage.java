package cn.anju.register;

import cn.anju.kernel.Html;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 纸上的台账：一段日子的清单，或者一条一张。 */
final class RegisterPage {

    private static final String STYLE = Html.NUMBERED + """
        @page { size: A4%s; margin: 14mm 12mm 16mm; }
        h1 { font-size: 16pt; text-align: center; letter-spacing: 2pt; margin: 1mm 0 2mm; } .place { text-align: center; }
        .line { display: table; width: 100%%; margin: 1mm 0; } .line > span { display: table-cell; } .line > span + span { text-align: right; }
        thead { display: table-header-group; } tr { page-break-inside: avoid; }
        .rows th, .rows td { border: 1px solid #000; padding: 1mm 1.6mm; font-weight: normal; text-align: left; vertical-align: top; } .rows th { text-align: center; }
        .rows { margin: 2mm 0; font-size: 9pt; } .card { font-size: 10.5pt; } .card th { width: 34mm; } .struck { text-decoration: line-through; }
        .sign { display: table; width: 100%%; margin-top: 9mm; } .sign > span { display: table-cell; }
        """;

    private RegisterPage() {}

    static String list(String community, Definition definition, List<EntryList.Row> rows, @Nullable LocalDate from, @Nullable LocalDate to, ZoneId zone) {
        var paper = definition.paper();
        var head = paper.fields().stream().map(field -> th(field.unit() == null ? field.label() : field.label() + "（" + field.unit() + "）")).collect(Collectors.joining());
        var lines = rows.stream().map(row -> "<tr%s>%s%s%s%s</tr>".formatted(row.stage() == EntryList.Stage.STRUCK ? " class=\"struck\"" : "", td(row.day().toString()),
            paper.fields().stream().map(field -> td(row.texts().get(field.key()))).collect(Collectors.joining()), td(row.madeName() + " " + Html.moment(row.madeAt(), zone)),
            paper.secondPerson() ? td(row.confirmedName()) : "")).collect(Collectors.joining());
        var period = (from == null ? "" : from + " ") + "至" + (to == null ? "今" : " " + to);
        return Html.page(paper.title(), STYLE.formatted(paper.landscape() ? " landscape" : ""), """
            <p class="place">%s</p><h1>%s</h1><p class="line"><span>%s</span><span>%s　共 %d 条</span></p>
            <table class="rows"><thead><tr><th>日期</th>%s<th>填写</th>%s</tr></thead><tbody>%s</tbody></table>
            <p class="sign"><span>制表（签字）：</span><span>审核（签字）：</span><span>单位（盖章）：</span></p>
            """.formatted(Html.text(community), Html.text(paper.title()),
            Html.filed(paper.title(), period.replaceAll("[^0-9至-]", "").replaceFirst("^至", "").replaceFirst("至$", "").replace("-", "").replace("至", "-")),
            Html.text(period), rows.size(), head, paper.secondPerson() ? "<th>签认</th>" : "", lines));
    }

    static String entry(String community, EntryList.Detail detail, ZoneId zone) {
        var paper = detail.definition().paper();
        var row = detail.entry();
        var lines = paper.fields().stream().map(field -> "<tr><th>%s</th>%s</tr>".formatted(Html.text(field.label()),
            td(withUnit(row.texts().get(field.key()), field.unit())))).collect(Collectors.joining());
        var history = detail.events().size() < 2 ? "" : "<p class=\"line\"><span>经过：%s</span></p>".formatted(detail.events().stream()
            .map(event -> Html.text("%s %s%s%s".formatted(Html.moment(event.madeAt(), zone), event.madeName(), event.label(), event.reason() == null ? "" : "（" + event.reason() + "）")))
            .collect(Collectors.joining("；")));
        return Html.page(paper.title(), STYLE.formatted(""), """
            <p class="place">%s</p><h1>%s</h1><p class="line"><span>%s</span><span>%s%s</span></p>
            <table class="rows card"><tbody>%s</tbody></table>%s
            <p class="sign"><span>填写（签字）：%s　%s</span><span>%s</span><span>单位（盖章）：</span></p>
            """.formatted(Html.text(community), Html.text(paper.title()), Html.filed(paper.title(), row.id()), row.day(), row.stage() == EntryList.Stage.STRUCK ? "　已划去" : "",
            lines, history, Html.text(row.madeName()), Html.moment(row.madeAt(), zone),
            paper.secondPerson() ? "签认（签字）：" + Html.text(row.confirmedName()) : "审核（签字）："));
    }

    private static String withUnit(@Nullable String text, @Nullable String unit) {
        return text == null ? "" : unit == null ? text : text + " " + unit;
    }

    private static String th(String text) {
        return "<th>" + Html.text(text) + "</th>";
    }

    private static String td(@Nullable String text) {
        return "<td>" + Html.text(text).replace("\n", "<br/>") + "</td>";
    }
}
