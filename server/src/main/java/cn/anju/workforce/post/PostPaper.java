package cn.anju.workforce.post;

import cn.anju.kernel.Html;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** 岗位说明书、班前会与讲评单、谈话记录：A4，编号、签字、盖章。 */
final class PostPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        section { page-break-inside: avoid; margin-bottom: 10mm; } h1 { font-size: 17pt; text-align: center; margin: 2mm 0 3mm; letter-spacing: 4pt; } .head { text-align: center; margin-bottom: 2mm; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 26mm; }
        .lines th { width: auto; text-align: center; } .lines td:first-child { width: 9mm; text-align: center; } .lines { margin-top: 4mm; } thead { display: table-header-group; }
        tr { page-break-inside: avoid; } .words { white-space: pre-line; } .sign { margin-top: 5mm; }
        """ + Html.NUMBERED;

    private PostPaper() {}

    static String profiles(String community, List<PostProfiles.Row> rows, ZoneId zone) {
        return Html.page("岗位说明书", STYLE, rows.stream().filter(row -> row.number() != null).map(row -> """
            <section><p class="head">%s</p><h1>岗位说明书</h1><p class="head">编号：%s　第 %d 版</p>
            <table><tr><th>岗位</th><td>%s</td><th>编制 / 在岗</th><td>%d / %d 人</td></tr><tr><th>上级</th><td>%s</td><th>下级</th><td>%s</td></tr>
            <tr><th>晋升与轮换</th><td colspan="3">%s</td></tr><tr><th>任职条件</th><td colspan="3" class="words">%s</td></tr><tr><th>协作关系</th><td colspan="3" class="words">%s</td></tr>
            <tr><th>编写</th><td colspan="3">%s　%s</td></tr></table>
            <p class="sign">编写人（签字）：＿＿＿＿＿＿　　批准人（签字）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿　　（章）</p></section>
            """.formatted(Html.text(community), row.number(), row.version(), Html.text(row.post()), row.headcount(), row.actual(), Html.text(row.superior()), Html.text(row.subordinates()), Html.text(row.promotion()),
            Html.text(row.requirements()), Html.text(row.cooperation()), Html.text(row.madeName()), row.madeAt() == null ? "" : Html.moment(row.madeAt(), zone))).collect(Collectors.joining()));
    }

    static String briefing(String community, Briefings.Detail detail, ZoneId zone) {
        var row = detail.briefing();
        var isBefore = row.kind() == Briefings.Kind.BRIEFING;
        var number = new int[1];
        var lines = detail.people().stream().map(each -> "<tr><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(++number[0], Html.text(each.staffName()), each.isPresent() ? "到" : "缺",
            !each.isPresent() ? "" : each.isTidy() ? "合格" : "不合格", Html.text(each.duty()))).collect(Collectors.joining());
        return Html.page(row.kind().label + " " + row.number(), STYLE, """
            <p class="head">%s</p><h1>%s单</h1><p class="head">编号：%s</p>
            <table><tr><th>日期</th><td>%s　%s</td><th>应到 / 实到</th><td>%d / %d 人</td></tr><tr><th>%s</th><td colspan="3" class="words">%s</td></tr><tr><th>主持</th><td colspan="3">%s　%s</td></tr></table>
            <table class="lines"><thead><tr><th>序</th><th>姓名</th><th>点名</th><th>着装</th><th>%s</th></tr></thead><tbody>%s</tbody></table>
            <p class="sign">主持人（签字）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿　　（章）</p>
            """.formatted(Html.text(community), row.kind().label, row.number(), row.day(), row.shift().label, row.expected(), row.present(), isBefore ? "注意事项" : "讲评", Html.text(row.attention()),
            Html.text(row.madeName()), Html.moment(row.madeAt(), zone), isBefore ? "派到哪里" : "表现", lines));
    }

    static String talks(String community, List<Talks.Row> rows, ZoneId zone) {
        return Html.page("员工谈话记录", STYLE, rows.stream().map(row -> """
            <section><p class="head">%s</p><h1>员工谈话记录</h1><p class="head">编号：%s</p>
            <table><tr><th>和谁</th><td>%s</td><th>日期</th><td>%s</td></tr><tr><th>谈什么</th><td>%s</td><th>谈话人</th><td>%s</td></tr>
            <tr><th>内容</th><td colspan="3" class="words">%s</td></tr><tr><th>跟进</th><td colspan="3" class="words">%s</td></tr></table>
            <p class="sign">谈话人（签字）：＿＿＿＿＿＿　　员工（签字）：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿　　（章）</p></section>
            """.formatted(Html.text(community), row.number(), Html.text(row.staffName()), row.talkedOn(), row.topic().label, Html.text(row.madeName()), Html.text(row.content()), followed(row, zone)))
            .collect(Collectors.joining()));
    }

    private static String followed(Talks.Row row, ZoneId zone) {
        if (row.followUpOn() == null) return "不用跟进";
        return row.outcome() == null ? row.followUpOn() + " 跟进" : "%s　%s　%s".formatted(Html.text(row.outcome()), Html.text(row.followedName()), row.followedAt() == null ? "" : Html.moment(row.followedAt(), zone));
    }
}
