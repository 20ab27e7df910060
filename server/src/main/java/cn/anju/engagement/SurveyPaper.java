package cn.anju.engagement;

import cn.anju.estate.Communities;
import cn.anju.kernel.Html;
import cn.anju.kernel.Paging;
import cn.anju.kernel.QrCode;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 调查的两样纸：给住户的扫码条、调查报告。 */
@Component
class SurveyPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 16mm 18mm; }
        h1 { font-size: 16pt; text-align: center; margin-bottom: 2mm; } h2 { font-size: 11pt; margin: 5mm 0 1.5mm; } .head { text-align: center; margin-bottom: 3mm; }
        th, td { border: 1px solid #000; padding: 1.2mm 2mm; font-weight: normal; text-align: left; vertical-align: top; } th { background: #f2f2f2; }
        .tall { white-space: pre-line; } .sign { margin-top: 8mm; } tr { page-break-inside: avoid; }
        """ + Html.NUMBERED;
    private static final String SLIPS = """
        @page { size: A4; margin: 12mm; }
        .slip { border: 1px dashed #000; padding: 4mm 5mm; margin-bottom: 4mm; page-break-inside: avoid; } .slip td { vertical-align: top; } .slip img { width: 32mm; height: 32mm; }
        h1 { font-size: 13pt; } .room { font-size: 12pt; }
        """ + Html.NUMBERED;

    private final SurveyList list;
    private final SurveyResults results;
    private final Communities communities;
    private final Clock clock;

    SurveyPaper(SurveyList list, SurveyResults results, Communities communities, Clock clock) {
        this.list = list;
        this.results = results;
        this.communities = communities;
        this.clock = clock;
    }

    /** 扫码条：一户一张，还没有收回的。 */
    String slips(long community, long id, SurveyList.HouseholdFilter filter, String base) {
        var facts = list.facts(community, id);
        var name = Html.text(communities.name(community));
        return Html.page("扫码条", SLIPS, list.households(community, id, new SurveyList.HouseholdFilter(filter.building(), filter.area(), false), Paging.all(null)).items().stream()
            .filter(each -> each.link() != null).map(each -> """
                <div class="slip"><table><tr><td style="width:36mm"><img src="%s" alt="二维码"/></td><td><h1>%s</h1><p>%s　编号：%s　%s 前有效</p><p class="room">%s</p>
                <p>请扫码填写，一户一次，不用登录，不填姓名。也可以填在纸质问卷上交给管家。</p><p>管理处（章）　　住户签收（签字）：＿＿＿＿＿＿</p></td></tr></table></div>
                """.formatted(QrCode.of(base + each.link()), Html.text(facts.title()), name, facts.number(), facts.toOn().plusDays(1), Html.text(each.room()))).collect(Collectors.joining()));
    }

    /** 调查报告。 */
    String report(long community, long id) {
        var detail = list.one(community, id);
        var facts = detail.survey();
        var result = results.of(community, id);
        var questions = result.questions().stream().map(each -> "<tr><td>%d</td><td>%s</td><td class=\"number\">%d</td><td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>".formatted(
            each.position(), Html.text(each.text()), each.answered(), each.shares().stream().map(share -> Html.text(share.label()) + " " + share.count()).collect(Collectors.joining("　")),
            each.rate() == null ? "" : percent(each.rate().percent()), percent(each.previous()))).collect(Collectors.joining());
        var actions = detail.actions().stream().map(each -> "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(Html.text(each.problem()), Html.text(each.measure()),
            Html.text(each.ownerName()), each.dueOn(), each.outcome() == null ? "在办" : Html.text(each.outcome()))).collect(Collectors.joining());
        return Html.page("调查报告", STYLE, """
            <h1>%s 报 告</h1><p class="head">%s　编号：%s　打印时间：%s</p>
            <table><tr><th>种类</th><td>%s</td><th>时间</th><td>%s 至 %s</td></tr><tr><th>抽样</th><td>%s</td><th>回收</th><td>%d / %d 户</td></tr>
            <tr><th>满意率</th><td>%s（%d / %d）</td><th>上一次</th><td>%s</td></tr></table>
            <h2>逐题</h2><table><tr><th>题</th><th>题目</th><th>作答</th><th>回答</th><th>满意率</th><th>上一次</th></tr>%s</table>
            <h2>各栋</h2>%s<h2>各片区</h2>%s
            <h2>分析</h2><p class="tall">%s</p><p class="tall">%s</p>
            <h2>整改</h2><table><tr><th>问题</th><th>措施</th><th>谁办</th><th>期限</th><th>结果</th></tr>%s</table>
            <p class="sign">编制（签字）：%s＿＿＿＿＿　　批准（签字）：%s＿＿＿＿＿　　日期：＿＿＿＿＿　　（章）</p>
            """.formatted(Html.text(facts.title()), Html.text(communities.name(community)), facts.number(), Html.moment(clock.instant(), clock.getZone()), facts.kind().label, facts.fromOn(), facts.toOn(),
            facts.share() == null ? "" : "按%s抽 %d%%，种子 %d".formatted(facts.drawnBy() == Surveys.By.AREA ? "片区" : "楼栋", facts.share(), facts.seed()), result.returned(), result.asked(),
            percent(result.satisfaction().percent()), result.satisfaction().part(), result.satisfaction().whole(),
            result.previous() == null ? "没有" : result.previous().number() + " " + percent(result.previous().satisfaction()), questions, places(result.byBuilding()), places(result.byArea()),
            Html.text(facts.findings()), Html.text(facts.measures()), actions.isEmpty() ? "<tr><td colspan=\"5\">没有</td></tr>" : actions, Html.text(facts.submittedName()), Html.text(facts.approvedName())));
    }

    private static String places(List<SurveyResults.Place> places) {
        return "<table><tr><th>哪里</th><th>抽到</th><th>收回</th><th>满意率</th></tr>%s</table>".formatted(places.stream()
            .map(each -> "<tr><td>%s</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%s</td></tr>".formatted(Html.text(each.name()), each.asked(), each.returned(),
                percent(each.satisfaction().percent()))).collect(Collectors.joining()));
    }

    private static String percent(@Nullable BigDecimal value) {
        return value == null ? "—" : value.toPlainString() + "%";
    }
}
