package cn.anju.planning;

import cn.anju.kernel.Html;
import cn.anju.planning.MatterList.Step;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** 建议单、逐级上报单、重大事项决定单：A4，一件一张，每一步谁、几时都列着。 */
final class MatterPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        h1 { font-size: 17pt; text-align: center; margin: 2mm 0 3mm; letter-spacing: 3pt; } .head { text-align: center; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 22mm; }
        .lines { margin-top: 4mm; } .lines th { width: auto; text-align: center; } thead { display: table-header-group; } tr { page-break-inside: avoid; } .words { white-space: pre-line; }
        .sign { margin-top: 8mm; } .sign td { border: 0; padding: 3mm 0; width: 50%; }
        """ + Html.NUMBERED;

    private MatterPaper() {}

    static String of(String community, MatterList.Detail detail, ZoneId zone) {
        var row = detail.matter();
        var steps = detail.steps().stream().map(each -> "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"words\">%s</td></tr>".formatted(Html.moment(each.madeAt(), zone), Html.text(each.madeName()),
            Html.text(what(each)), Html.text(each.note()))).collect(Collectors.joining());
        return Html.page(row.kind().paper + " " + row.number(), STYLE, """
            <p class="head">%s</p><h1>%s</h1><p class="head">编号：%s</p>
            <table><tr><th>标题</th><td colspan="3">%s</td></tr><tr><th>提交</th><td>%s　%s</td><th>%s</th><td>%s</td></tr><tr><th>情况</th><td colspan="3" class="words">%s</td></tr>
            <tr><th>答复</th><td>%s</td><th>答复的人</th><td>%s　%s</td></tr>%s<tr><th>理由指示</th><td colspan="3" class="words">%s</td></tr>
            <tr><th>谁落实</th><td>%s</td><th>期限</th><td>%s</td></tr><tr><th>落实结果</th><td colspan="3" class="words">%s</td></tr></table>
            <table class="lines"><thead><tr><th style="width:36mm">时间</th><th style="width:26mm">谁</th><th style="width:36mm">办了什么</th><th>写的</th></tr></thead><tbody>%s</tbody></table>
            <table class="sign"><tr><td>提交人（签字）：＿＿＿＿＿＿＿＿</td><td>%s（签字）：＿＿＿＿＿＿＿＿</td></tr><tr><td>日期：＿＿＿＿＿＿＿＿</td><td>（章）</td></tr></table>
            """.formatted(Html.text(community), row.kind().paper, row.number(), Html.text(row.title()), Html.text(row.madeName()), Html.moment(row.madeAt(), zone),
            row.topic() == null ? "报到" : "关于", row.topic() != null ? row.topic().label : row.rung() == null ? Superior.MANAGER.label : row.rung().label, Html.text(row.content()),
            row.state() == MatterList.State.WITHDRAWN ? "已撤回：" + Html.text(row.withdrawnWhy()) : row.outcome() == null ? "等" + Html.text(row.holder()) + "答复" : row.outcome().label, Html.text(row.decidedName()), row.decidedAt() == null ? "" : Html.moment(row.decidedAt(), zone),
            row.kind() == MatterKind.MAJOR ? "<tr><th>结论</th><td colspan=\"3\" class=\"words\">%s</td></tr>".formatted(Html.text(row.conclusion())) : "", Html.text(row.reason()),
            Html.text(row.executorName()), row.dueOn() == null ? "" : row.dueOn(), Html.text(row.result()), steps, row.kind() == MatterKind.MAJOR ? "总经理" : "答复人"));
    }

    private static String what(Step step) {
        return switch (step.move()) {
            case SUBMIT -> step.toName() == null ? "提交，报总经理" : "提交，交%s%s".formatted(step.rung() == null ? "" : step.rung().label, step.toName());
            case RAISE -> "报%s%s".formatted(step.rung() == null ? "" : step.rung().label, step.toName());
            case DECIDE -> "%s%s".formatted(step.outcome() == null ? "" : step.outcome().label, step.toName() == null ? "" : "，%s %s 前落实".formatted(step.toName(), step.dueOn()));
            case HAND -> "转给%s".formatted(step.toName());
            case FINISH, PAPER, WITHDRAW -> step.move().label;
        };
    }
}
