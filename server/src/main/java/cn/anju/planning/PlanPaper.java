package cn.anju.planning;

import cn.anju.kernel.Html;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 计划与总结：A4 横排一张表，逐项列着，期末的对照写在同一行；没总结的只印计划。 */
final class PlanPaper {

    private static final String STYLE = """
        @page { size: A4 landscape; margin: 14mm 16mm; }
        h1 { font-size: 16pt; text-align: center; margin: 2mm 0; letter-spacing: 2pt; } .head { text-align: center; margin: 0 0 3mm; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { text-align: center; } thead { display: table-header-group; }
        tr { page-break-inside: avoid; } td:first-child { text-align: center; } .words { margin: 3mm 0; white-space: pre-line; } .sign { margin-top: 8mm; } .sign td { border: 0; width: 33%; }
        """ + Html.NUMBERED;

    private PlanPaper() {}

    static String of(String community, PlanList.Detail detail, ZoneId zone) {
        var plan = detail.plan();
        var isSummed = detail.summary() != null;
        var title = "%s %s工作%s".formatted(plan.unit(), detail.period(), isSummed ? "计划与总结" : "计划");
        var rows = detail.items().stream().map(item -> """
            <tr><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td>%s</tr>""".formatted(item.position(), Html.text(item.text()), Html.text(item.staffName()), item.dueOn(),
            Html.text(item.measure()), isSummed ? "<td>%s</td><td>%s</td><td>%s</td>".formatted(item.outcome() == null ? "" : item.outcome().label, Html.text(item.why()), item.isCarried() ? "转下期" : "")
                : "<td>%s</td>".formatted(item.percent() == 0 ? "" : item.percent() + "%"))).collect(Collectors.joining());
        return Html.page(title, STYLE, """
            <h1>%s</h1><p class="head">%s　编号：%s　编制：%s %s　审批：%s %s</p>
            <p class="words">%s</p>
            <table><thead><tr><th style="width:9mm">序</th><th>工作内容</th><th style="width:20mm">负责人</th><th style="width:24mm">期限</th><th style="width:48mm">标准</th>%s</tr></thead><tbody>%s</tbody></table>
            <p class="words">%s</p>
            <table class="sign"><tr><td>编制人（签字）：＿＿＿＿＿＿＿＿</td><td>审批人（签字）：＿＿＿＿＿＿＿＿</td><td>日期：＿＿＿＿＿＿＿＿　（章）</td></tr></table>
            """.formatted(Html.text(title), Html.text(community), plan.number(), Html.text(plan.staffName()), moment(plan.submittedAt(), zone), Html.text(plan.approvedName()),
            moment(plan.approvedAt(), zone), detail.aim() == null ? "" : "目标：" + Html.text(detail.aim()),
            isSummed ? "<th style=\"width:20mm\">完成情况</th><th style=\"width:44mm\">没办完的原因</th><th style=\"width:16mm\">转下期</th>" : "<th style=\"width:18mm\">进度</th>", rows,
            isSummed ? "总结：" + Html.text(detail.summary()) + (plan.closedName() == null ? "" : "（%s 批于 %s）".formatted(Html.text(plan.closedName()), moment(plan.closedAt(), zone))) : ""));
    }

    private static String moment(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : Html.moment(at, zone);
    }
}
