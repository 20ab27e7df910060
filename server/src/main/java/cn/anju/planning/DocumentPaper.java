package cn.anju.planning;

import cn.anju.kernel.Html;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 文件的纸：来文是处理笺，自己编的有编制、审核、批准和日期，后面附阅签。 */
final class DocumentPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 18mm 20mm; }
        h1 { font-size: 18pt; text-align: center; margin: 2mm 0 3mm; letter-spacing: 3pt; } .head { text-align: center; } .text { margin: 5mm 0; line-height: 1.8; white-space: pre-wrap; text-align: justify; }
        th, td { border: 1px solid #000; padding: 1.8mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 24mm; }
        .lines { margin-top: 4mm; } .lines th { width: auto; text-align: center; } thead { display: table-header-group; } tr { page-break-inside: avoid; } .seal { margin-top: 8mm; text-align: right; }
        """ + Html.NUMBERED;

    private DocumentPaper() {}

    static String of(String community, DocumentList.Detail detail, ZoneId zone) {
        var row = detail.document();
        var course = detail.course();
        var readers = detail.readers().stream().map(each -> "<tr><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(Html.text(each.staffName()), moment(each.readAt(), zone), Html.text(each.remark())))
            .collect(Collectors.joining());
        var signed = row.kind().isOurs()
            ? "<tr><th>编制</th><td>%s %s</td><th>审核</th><td>%s</td></tr><tr><th>批准</th><td>%s</td><th>改了什么</th><td>%s</td></tr>".formatted(Html.text(row.madeName()), Html.moment(row.madeAt(), zone),
                signature(course.reviewedName(), course.reviewedAt(), zone), signature(course.approvedName(), course.approvedAt(), zone), Html.text(course.changeNote()))
            : "<tr><th>登记</th><td>%s %s</td><th>承办</th><td>%s</td></tr><tr><th>办理结果</th><td colspan=\"3\">%s</td></tr>".formatted(Html.text(row.madeName()), Html.moment(row.madeAt(), zone),
                Html.text(row.handlerName()), course.result() == null ? "" : Html.text(course.result()) + "　" + Html.text(course.doneName()) + " " + moment(course.doneAt(), zone));
        return Html.page(row.kind().label + " " + row.number(), STYLE, """
            <p class="head">%s</p><h1>%s</h1><p class="head">编号：%s　第 %d 版　%s　%s</p>
            <table><tr><th>%s</th><td>%s</td><th>文号</th><td>%s</td></tr><tr><th>日期</th><td>%s</td><th>%s</th><td>%s</td></tr><tr><th>适用范围</th><td>%s</td><th>归档</th><td>%s</td></tr>%s</table>
            <div class="text">%s</div>%s<p class="seal">%s（盖章）　签字：＿＿＿＿＿＿＿＿</p>
            """.formatted(Html.text(community), Html.text(row.title()), row.number(), row.version(), row.kind().label, row.state().label(row.kind()),
            row.kind() == DocumentKind.SENT ? "主送" : row.kind() == DocumentKind.RECEIVED ? "来文单位" : "发布", Html.text(row.party()), Html.text(row.paperNumber()), row.datedOn(),
            row.kind().isStanding() ? "复审期" : "办复期限", row.dueOn() == null ? "" : row.dueOn(), Html.text(row.scope()),
            row.classNumber() == null ? "" : Html.text(row.classNumber() + "　" + row.place()), signed, Html.text(detail.content()),
            readers.isEmpty() ? "" : "<table class=\"lines\"><thead><tr><th style=\"width:30mm\">阅签</th><th style=\"width:40mm\">时间</th><th>意见</th></tr></thead><tbody>%s</tbody></table>".formatted(readers),
            Html.text(community)));
    }

    private static String signature(@Nullable String name, @Nullable Instant at, ZoneId zone) {
        return name == null ? "＿＿＿＿＿＿" : Html.text(name) + " " + moment(at, zone);
    }

    private static String moment(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : Html.moment(at, zone);
    }
}
