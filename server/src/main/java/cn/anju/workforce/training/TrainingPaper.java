package cn.anju.workforce.training;

import cn.anju.kernel.Html;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** 培训计划、签到表、空白卷子：A4，编号、签字、盖章。 */
final class TrainingPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        h1 { font-size: 17pt; text-align: center; margin: 2mm 0 3mm; letter-spacing: 4pt; } .head { text-align: center; margin-bottom: 2mm; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 22mm; }
        .lines th { width: auto; text-align: center; } .lines td:first-child { width: 9mm; text-align: center; } .lines { margin-top: 4mm; } thead { display: table-header-group; }
        tr { page-break-inside: avoid; } .words { white-space: pre-line; } .sign { margin-top: 8mm; } .sign td { border: 0; padding: 3mm 0; width: 50%; }
        .question { margin-top: 3mm; page-break-inside: avoid; } .option { padding-left: 6mm; }
        """ + Html.NUMBERED;
    private static final String SIGN = """
        <table class="sign"><tr><td>%s（签字）：＿＿＿＿＿＿＿＿</td><td>%s（签字）：＿＿＿＿＿＿＿＿</td></tr><tr><td>日期：＿＿＿＿＿＿＿＿</td><td>（章）</td></tr></table>
        """;

    private TrainingPaper() {}

    static String plan(String community, TrainingPlanList.Detail detail, ZoneId zone) {
        var row = detail.plan();
        var lines = detail.lines().stream().map(line -> "<tr><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(line.position(), line.kind().label,
            Html.text(line.topic()), Html.text(line.material()), Html.text(line.posts()), Html.text(line.leaderName()), line.dueOn(), line.heldAt() == null ? "" : "已办")).collect(Collectors.joining());
        var name = TrainingPlans.words(row.span(), row.beginsOn()) + "培训计划";
        return Html.page(name + " " + row.number(), STYLE, """
            <p class="head">%s　%s</p><h1>%s</h1><p class="head">编号：%s</p>
            <table><tr><th>目标</th><td class="words">%s</td></tr><tr><th>编制</th><td>%s　%s</td></tr><tr><th>审批</th><td>%s　%s</td></tr></table>
            <table class="lines"><thead><tr><th>序</th><th>种类</th><th>课题</th><th>教材与版本</th><th>对象</th><th>负责</th><th>期限</th><th>办理</th></tr></thead><tbody>%s</tbody></table>
            """.formatted(Html.text(community), Html.text(row.unit()), name, row.number(), Html.text(row.aim()), Html.text(row.madeName()), Html.moment(row.madeAt(), zone), Html.text(row.approvedName()),
            row.approvedAt() == null ? "还没有批" : Html.moment(row.approvedAt(), zone), lines) + SIGN.formatted("编制人", "审批人"));
    }

    static String attendance(String community, TrainingList.Detail detail, ZoneId zone) {
        var row = detail.training();
        var number = new int[1];
        var lines = detail.persons().stream().map(each -> "<tr><td>%d</td><td>%s</td><td>%s</td><td></td><td>%s</td><td>%s</td></tr>".formatted(++number[0], Html.text(each.staffName()),
            each.signedAt() == null ? row.heldAt() == null ? "" : "缺席" : Html.moment(each.signedAt(), zone), each.mark() == null ? "" : each.mark().label, Html.text(each.remark()))).collect(Collectors.joining());
        return Html.page("培训签到表 " + row.number(), STYLE, """
            <p class="head">%s</p><h1>培训签到表</h1><p class="head">编号：%s</p>
            <table><tr><th>课题</th><td>%s</td><th>种类</th><td>%s</td></tr><tr><th>时间</th><td>%s　%s 小时</td><th>地点</th><td>%s</td></tr><tr><th>讲课</th><td>%s</td><th>计划</th><td>%s</td></tr>
            <tr><th>内容</th><td colspan="3" class="words">%s</td></tr><tr><th>效果</th><td colspan="3" class="words">%s</td></tr></table>
            <table class="lines"><thead><tr><th>序</th><th>姓名</th><th>签到时间</th><th style="width:34mm">签名</th><th>评定</th><th>备注</th></tr></thead><tbody>%s</tbody></table>
            """.formatted(Html.text(community), row.number(), Html.text(row.topic()), row.kind().label, Html.moment(row.startsAt(), zone), row.hours().stripTrailingZeros().toPlainString(), Html.text(row.place()),
            Html.text(row.trainerName()), detail.planNumber() == null ? "计划外" : detail.planNumber(), Html.text(detail.content()), Html.text(detail.summary()), lines) + SIGN.formatted("讲课人", "登记人"));
    }

    static String test(String community, TrainingTestList.Detail detail) {
        var row = detail.test();
        var questions = detail.items().stream().map(item -> """
            <div class="question"><p>%d．（%s，%d 分）%s</p>%s</div>
            """.formatted(item.position(), item.kind().label, item.points(), Html.text(item.text()), IntStream.rangeClosed(1, item.options().size())
            .mapToObj(choice -> "<p class=\"option\">（　）%s　%s</p>".formatted(TrainingQuestions.letter(choice), Html.text(item.options().get(choice - 1)))).collect(Collectors.joining()))).collect(Collectors.joining());
        return Html.page("试卷 " + row.number(), STYLE, """
            <p class="head">%s</p><h1>%s</h1><p class="head">编号：%s　满分 %d 分，%d 分及格</p>
            <table><tr><th>姓名</th><td style="width:40mm"></td><th>岗位</th><td></td><th>得分</th><td style="width:24mm"></td></tr></table>%s
            """.formatted(Html.text(community), Html.text(row.title()), row.number(), row.total(), row.passMark(), questions) + SIGN.formatted("考生", "阅卷人"));
    }
}
