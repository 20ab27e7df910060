package cn.anju.servicedesk.knowledge;

import cn.anju.kernel.Html;
import java.util.List;
import java.util.stream.Collectors;

/** 打印：一条口径（手册、规约）一页到底，电话簿一张表。 */
final class KnowledgePage {

    private static final String STYLE = Html.NUMBERED + """
        @page { size: A4; margin: 16mm 16mm 18mm; }
        h1 { font-size: 16pt; text-align: center; margin-bottom: 2mm; } .head { text-align: center; margin-bottom: 6mm; }
        .body { white-space: pre-wrap; } .foot { margin-top: 8mm; }
        thead { display: table-header-group; } tr { page-break-inside: avoid; }
        .lines th, .lines td { border: 1px solid #000; padding: 1.4mm 2mm; font-weight: normal; text-align: left; }
        """;

    private KnowledgePage() {}

    static String article(String community, Articles.Detail article, Articles.Version version) {
        var authority = version.authority() == null ? "" : "<p class=\"foot\">请找：%s %s</p>".formatted(Html.text(version.authority()), Html.text(version.phone()));
        return Html.page(version.title(), STYLE, """
            <h1>%s</h1><p class="head">%s　%s　第 %d 版　%s 起施行　%s</p><div class="body">%s</div>%s
            <p class="foot">编写：%s　　　单位（盖章）：</p>
            """.formatted(Html.text(version.title()), Html.text(community), Html.text(article.kind().label()), version.version(), version.validFrom(),
                Html.filed("知识", article.id(), version.version()), Html.text(version.body()), authority, Html.text(version.madeName())));
    }

    static String directory(String community, List<Directory.Row> rows) {
        var lines = rows.stream().map(row -> "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(
            Html.text(row.category()), Html.text(row.name()), Html.text(row.phone()), Html.text(row.address()), Html.text(row.hours()), row.checkedOn()))
            .collect(Collectors.joining());
        return Html.page("常用电话", STYLE, """
            <h1>%s　常用电话与便民资讯</h1>
            <table class="lines"><thead><tr><th>分类</th><th>名称</th><th>电话</th><th>地址</th><th>时间</th><th>核对于</th></tr></thead><tbody>%s</tbody></table>
            """.formatted(Html.text(community), lines));
    }
}
