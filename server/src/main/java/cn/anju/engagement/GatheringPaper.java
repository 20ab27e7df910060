package cn.anju.engagement;

import cn.anju.estate.Communities;
import cn.anju.kernel.Html;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** 活动的两样纸：现场签到表、纪要与总结。 */
@Component
class GatheringPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        h1 { font-size: 16pt; text-align: center; margin-bottom: 2mm; } h2 { font-size: 11pt; margin: 5mm 0 1.5mm; } .head { text-align: center; margin-bottom: 3mm; }
        th, td { border: 1px solid #000; padding: 1.6mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { background: #f2f2f2; }
        .tall { white-space: pre-line; } .sign { margin-top: 8mm; } tr { page-break-inside: avoid; }
        """ + Html.NUMBERED;
    private static final int SPARE_LINES = 10;

    private final GatheringList list;
    private final Communities communities;
    private final Clock clock;

    GatheringPaper(GatheringList list, Communities communities, Clock clock) {
        this.list = list;
        this.communities = communities;
        this.clock = clock;
    }

    /** 签到表：报了名的在前，留几行给没有报名的。 */
    String signIn(long community, long id) {
        var detail = list.one(community, id);
        var lines = detail.guests().stream().map(each -> "<tr><td>%s</td><td>%s</td><td class=\"number\">%d</td><td class=\"number\">%s</td><td></td></tr>".formatted(
            Html.text(each.room()), Html.text(each.name()), each.people(), each.came() == null ? "" : each.came())).collect(Collectors.joining());
        var spare = IntStream.range(0, SPARE_LINES).mapToObj(each -> "<tr><td>　</td><td></td><td></td><td></td><td></td></tr>").collect(Collectors.joining());
        return page(community, detail.gathering(), "签到表", """
            <table><tr><th style="width:24mm">房号</th><th style="width:30mm">姓名</th><th style="width:22mm">报名（人）</th><th style="width:22mm">到场（人）</th><th>签字</th></tr>%s%s</table>
            <p class="sign">管理处（章）　　经办人（签字）：＿＿＿＿＿＿</p>
            """.formatted(lines, spare));
    }

    /** 纪要与总结。 */
    String summary(long community, long id) {
        var detail = list.one(community, id);
        var row = detail.gathering();
        var facts = detail.facts();
        var opinions = detail.opinions().stream().map(each -> "<tr><td>%s %s</td><td>%s</td><td>%s</td></tr>".formatted(Html.text(each.room()), Html.text(each.speaker()), Html.text(each.text()),
            each.answer() == null ? "（待答复）" : Html.text(each.answer()) + "　" + Html.text(each.answeredName()))).collect(Collectors.joining());
        var costs = detail.costs().stream().map(each -> "<tr><td>%s</td><td>%s</td><td class=\"number\">%s</td><td>%s</td></tr>".formatted(each.spentOn(), Html.text(each.what()), each.amount(),
            Html.text(each.why()))).collect(Collectors.joining());
        return page(community, row, "纪要与总结", """
            <h2>方案</h2><p class="tall">%s</p><p>拟稿：%s%s</p>
            <h2>经过</h2><p class="tall">%s</p><p>到场 %d 户、%d 人</p>
            %s%s
            <h2>总结与效果</h2><p class="tall">%s</p>
            <p class="sign">管理处（章）　　经办人（签字）：＿＿＿＿＿＿　　主任（签字）：＿＿＿＿＿＿</p>
            """.formatted(Html.text(facts.plan()), Html.text(row.madeName()), facts.reviewedAt() == null ? "" : "　批准：%s %s".formatted(Html.text(facts.reviewedName()), Html.moment(facts.reviewedAt(), clock.getZone())),
            facts.minutes() == null ? "（还没有办）" : Html.text(facts.minutes()), detail.guests().stream().filter(each -> each.came() != null).count(), row.came(),
            opinions.isEmpty() ? "" : "<h2>意见与答复</h2><table><tr><th style=\"width:32mm\">谁</th><th>意见</th><th>答复</th></tr>" + opinions + "</table>",
            costs.isEmpty() ? "" : "<h2>花费（预算 %s 元，花了 %s 元）</h2><table><tr><th style=\"width:24mm\">日期</th><th>用途</th><th style=\"width:26mm\">金额（元）</th><th>说明</th></tr>%s</table>".formatted(row.budget(), row.spent(), costs),
            facts.effect() == null ? "（还没有总结）" : Html.text(facts.effect())));
    }

    private String page(long community, GatheringList.Row row, String what, String body) {
        return Html.page(what, STYLE, """
            <h1>%s　%s</h1><p class="head">%s　编号：%s　%s　%s 至 %s　%s</p>
            """.formatted(Html.text(row.title()), what, Html.text(communities.name(community)), row.number(), row.kind().label, Html.moment(row.startsAt(), clock.getZone()),
            Html.moment(row.endsAt(), clock.getZone()), Html.text(row.place())) + body);
    }
}
