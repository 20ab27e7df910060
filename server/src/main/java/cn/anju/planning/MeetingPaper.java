package cn.anju.planning;

import cn.anju.kernel.Html;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 会议纪要和任务单：A4，编号、签字、盖章。 */
final class MeetingPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        h1 { font-size: 17pt; text-align: center; margin: 2mm 0 3mm; letter-spacing: 4pt; } .head { text-align: center; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { width: 22mm; }
        .lines th { width: auto; text-align: center; } .lines td:first-child { width: 9mm; text-align: center; } .lines { margin-top: 4mm; } thead { display: table-header-group; }
        tr { page-break-inside: avoid; } .words { white-space: pre-line; } .sign { margin-top: 8mm; } .sign td { border: 0; padding: 3mm 0; width: 50%; }
        """ + Html.NUMBERED;

    private MeetingPaper() {}

    static String of(String community, MeetingList.Detail detail, ZoneId zone) {
        var row = detail.meeting();
        var number = new int[1];
        var people = detail.persons().stream().map(each -> "%s%s".formatted(Html.text(each.staffName()), each.signedAt() == null ? "（缺）" : "")).collect(Collectors.joining("、"));
        var read = detail.persons().stream().filter(each -> each.readAt() != null).map(each -> Html.text(each.staffName())).collect(Collectors.joining("、"));
        var tasks = detail.tasks().stream().map(task -> "<tr><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(++number[0], Html.text(task.title()), Html.text(task.staffName()),
            task.dueOn(), Html.text(task.result() == null ? task.state().label : task.result()))).collect(Collectors.joining());
        return Html.page("会议纪要 " + row.number(), STYLE, """
            <p class="head">%s</p><h1>会议纪要</h1><p class="head">编号：%s</p>
            <table><tr><th>会议</th><td>%s</td><th>议题</th><td>%s</td></tr><tr><th>时间</th><td>%s</td><th>会场</th><td>%s</td></tr>
            <tr><th>召集</th><td>%s</td><th>记录</th><td>%s　%s</td></tr><tr><th>参加</th><td colspan="3">%s</td></tr><tr><th>来宾</th><td colspan="3">%s</td></tr>
            <tr><th>议程</th><td colspan="3" class="words">%s</td></tr><tr><th>纪要</th><td colspan="3" class="words">%s</td></tr><tr><th>已阅</th><td colspan="3">%s</td></tr></table>
            <table class="lines"><thead><tr><th>序</th><th>决议的任务</th><th style="width:24mm">承办</th><th style="width:26mm">期限</th><th style="width:44mm">结果</th></tr></thead><tbody>%s</tbody></table>
            <table class="sign"><tr><td>主持人（签字）：＿＿＿＿＿＿＿＿</td><td>记录人（签字）：＿＿＿＿＿＿＿＿</td></tr><tr><td>日期：＿＿＿＿＿＿＿＿</td><td>（章）</td></tr></table>
            """.formatted(Html.text(community), row.number(), row.kind().label, Html.text(row.topic()), Html.moment(row.startsAt(), zone), Html.text(row.place()), Html.text(row.calledName()),
            Html.text(row.minutedName()), moment(row.minutedAt(), zone), people, Html.text(detail.guests()), Html.text(detail.agenda()), Html.text(detail.minutes()), read,
            tasks.isEmpty() ? "<tr><td></td><td colspan=\"4\">没有任务</td></tr>" : tasks));
    }

    static String task(String community, TaskList.Detail detail, ZoneId zone) {
        var row = detail.task();
        var history = detail.history().stream().map(each -> "<tr><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(Html.moment(each.madeAt(), zone), each.move().label + (each.percent() == null ? "" : " " + each.percent() + "%"),
            Html.text(each.madeName()) + (each.note() == null ? "" : "：" + Html.text(each.note())))).collect(Collectors.joining());
        return Html.page("任务单 " + row.number(), STYLE, """
            <p class="head">%s</p><h1>任务单</h1><p class="head">编号：%s</p>
            <table><tr><th>种类</th><td>%s</td><th>期限</th><td>%s</td></tr><tr><th>交办</th><td>%s　%s</td><th>承办</th><td>%s　%s</td></tr>
            <tr><th>事项</th><td colspan="3">%s</td></tr><tr><th>要求</th><td colspan="3" class="words">%s</td></tr><tr><th>结果</th><td colspan="3" class="words">%s</td></tr>
            <tr><th>确认</th><td colspan="3">%s　%s</td></tr></table>
            <table class="lines"><thead><tr><th style="width:40mm">时间</th><th style="width:30mm">做了什么</th><th>谁、说明</th></tr></thead><tbody>%s</tbody></table>
            <table class="sign"><tr><td>交办人（签字）：＿＿＿＿＿＿＿＿</td><td>承办人（签字）：＿＿＿＿＿＿＿＿</td></tr><tr><td>日期：＿＿＿＿＿＿＿＿</td><td>（章）</td></tr></table>
            """.formatted(Html.text(community), row.number(), row.kind().label, row.dueOn(), Html.text(row.givenName()), Html.moment(row.givenAt(), zone), Html.text(row.staffName()),
            row.takenAt() == null ? "还没有签收" : moment(row.takenAt(), zone) + " 签收", Html.text(row.title()), Html.text(row.detail()), Html.text(row.result()), Html.text(row.confirmedName()),
            moment(row.confirmedAt(), zone), history));
    }

    private static String moment(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : Html.moment(at, zone);
    }
}
