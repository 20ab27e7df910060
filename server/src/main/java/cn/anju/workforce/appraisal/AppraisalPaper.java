package cn.anju.workforce.appraisal;

import cn.anju.kernel.Html;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 考核表、奖惩单、试用期考核表：A4，编号、签字、盖章。 */
final class AppraisalPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        section { page-break-inside: avoid; margin-bottom: 12mm; } h1 { font-size: 17pt; text-align: center; margin: 2mm 0 3mm; letter-spacing: 4pt; } .head { text-align: center; margin-bottom: 2mm; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 24mm; }
        .lines th { width: auto; text-align: center; } .lines td:first-child { width: 9mm; text-align: center; } .lines { margin-top: 4mm; } thead { display: table-header-group; }
        tr { page-break-inside: avoid; } .words { white-space: pre-line; } .sign { margin-top: 5mm; }
        """ + Html.NUMBERED;
    private static final String SIGN = "<p class=\"sign\">本人（签字）：＿＿＿＿＿＿　　考核人（签字）：＿＿＿＿＿＿　　审批人（签字）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿　　（章）</p>";

    private AppraisalPaper() {}

    static String appraisal(String community, AppraisalList.Detail detail, ZoneId zone) {
        var row = detail.appraisal();
        var lines = detail.lines().stream().map(line -> "<tr><td>%d</td><td>%s</td><td>%s</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td>%s</td></tr>".formatted(line.position(), Html.text(line.item()),
            Html.text(line.standard()), line.points(), line.score(), Html.text(line.remark()))).collect(Collectors.joining());
        return Html.page("考核表 " + row.number(), STYLE, """
            <p class="head">%s</p><h1>考核表</h1><p class="head">编号：%s</p>
            <table><tr><th>姓名</th><td>%s</td><th>岗位</th><td>%s</td></tr><tr><th>考核期</th><td>%s</td><th>得分</th><td>%d / %d</td></tr>
            <tr><th>评语</th><td colspan="3" class="words">%s</td></tr><tr><th>审批</th><td colspan="3">%s　%s　%s</td></tr>
            <tr><th>本人</th><td colspan="3">%s</td></tr><tr><th>答复</th><td colspan="3">%s</td></tr></table>
            <table class="lines"><thead><tr><th>序</th><th>考核项</th><th>标准</th><th>分值</th><th>得分</th><th>说明</th></tr></thead><tbody>%s</tbody></table>%s
            """.formatted(Html.text(community), row.number(), Html.text(row.staffName()), Html.text(row.post()), Appraisals.words(row.span(), row.beginsOn()), row.score(), row.total(), Html.text(row.comment()),
            row.state().label, Html.text(row.endedName()), moment(row.endedAt(), zone), acknowledged(row.acknowledgedAt(), row.objection(), zone), Html.text(row.answer()), lines, SIGN));
    }

    static String rewards(String community, List<RewardList.Row> rows, ZoneId zone) {
        return Html.page("奖惩单", STYLE, rows.stream().map(row -> """
            <section><p class="head">%s</p><h1>%s单</h1><p class="head">编号：%s</p>
            <table><tr><th>姓名</th><td>%s</td><th>日期</th><td>%s</td></tr><tr><th>金额（元）</th><td>%s</td><th>提出</th><td>%s　%s</td></tr>
            <tr><th>原因</th><td colspan="3" class="words">%s</td></tr><tr><th>审批</th><td colspan="3">%s　%s　%s</td></tr><tr><th>本人</th><td colspan="3">%s</td></tr></table>%s</section>
            """.formatted(Html.text(community), row.kind().label, row.number(), Html.text(row.staffName()), row.happenedOn(), Html.money(row.amount()), Html.text(row.madeName()), Html.moment(row.madeAt(), zone),
            Html.text(row.reason()), row.state().label, Html.text(row.endedName()), moment(row.endedAt(), zone), acknowledged(row.acknowledgedAt(), row.objection(), zone), SIGN)).collect(Collectors.joining()));
    }

    static String probation(String community, List<ProbationReviews.Row> rows, ZoneId zone) {
        return Html.page("试用期考核表", STYLE, rows.stream().map(row -> """
            <section><p class="head">%s</p><h1>试用期考核表</h1><p class="head">编号：%s</p>
            <table><tr><th>姓名</th><td>%s</td><th>试用期满</th><td>%s</td></tr><tr><th>得分</th><td>%d</td><th>结论</th><td>%s%s</td></tr>
            <tr><th>评语</th><td colspan="3" class="words">%s</td></tr><tr><th>考核</th><td colspan="3">%s　%s</td></tr><tr><th>审批</th><td colspan="3">%s　%s　%s</td></tr></table>%s</section>
            """.formatted(Html.text(community), row.number(), Html.text(row.staffName()), row.endsOn(), row.score(), row.outcome().label, row.extendTo() == null ? "" : "到 " + row.extendTo(), Html.text(row.comment()),
            Html.text(row.madeName()), Html.moment(row.madeAt(), zone), row.state().label, Html.text(row.endedName()), moment(row.endedAt(), zone), SIGN)).collect(Collectors.joining()));
    }

    private static String acknowledged(@Nullable Instant at, @Nullable String objection, ZoneId zone) {
        return at == null ? "还没有确认" : Html.moment(at, zone) + (objection == null ? "　没有异议" : "　异议：" + Html.text(objection));
    }

    private static String moment(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : Html.moment(at, zone);
    }
}
