package cn.anju.servicedesk.statistics;

import cn.anju.estate.Communities;
import cn.anju.kernel.Html;
import cn.anju.servicedesk.statistics.ServiceStatistics.Line;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 服务统计的打印页。 */
@Component
class StatisticsPaper {

    static final Map<String, String> DIMENSIONS = Map.of("ALL", "合计", "KIND", "种类", "HOUR", "时段", "BUILDING", "楼栋");
    static final Map<String, String> OUTCOMES = Map.of("SATISFIED", "满意", "FAIR", "基本满意", "DISSATISFIED", "不满意", "UNREACHED", "没联系上");

    private final Communities communities;
    private final Clock clock;

    StatisticsPaper(Communities communities, Clock clock) {
        this.communities = communities;
        this.clock = clock;
    }

    String of(long community, ServiceStatistics.Report report) {
        return Html.page("服务统计 %s 至 %s".formatted(report.from(), report.to()), """
            @page { size: A4; margin: 16mm 18mm; }
            h1 { font-size: 17pt; text-align: center; margin: 3mm 0; } .head { text-align: center; margin-bottom: 4mm; } h2 { font-size: 12pt; margin: 5mm 0 2mm; }
            .lines th, .lines td { border: 1px solid #000; padding: 1mm 2mm; font-weight: normal; text-align: left; } .lines .number { text-align: right; } .seal { margin-top: 10mm; text-align: right; }
            """ + Html.NUMBERED, """
            <p class="head">%s</p><h1>服务统计</h1><p class="head">%s 至 %s　%s</p>
            <table class="lines"><tr><th></th><th></th><th class="number">登记</th><th class="number">办完</th><th class="number">没办完</th><th class="number">超时</th><th class="number">接单（分）</th><th class="number">办完（分）</th><th class="number">一次办好（%%）</th></tr>%s</table>
            <h2>回访</h2><p>%s。回访到 %d 件（%s%%），满意率 %s%%。</p>
            <h2>维修工</h2><table class="lines"><tr><th>姓名</th><th class="number">派单</th><th class="number">完工</th><th class="number">在办</th><th class="number">退回</th><th class="number">平均用时（分）</th></tr>%s</table>
            <h2>用料</h2><table class="lines"><tr><th>材料</th><th class="number">用量</th><th>单位</th><th class="number">金额（元）</th><th class="number">任务单</th></tr>%s<tr><td>合计</td><td></td><td></td><td class="number">%s</td><td></td></tr></table>
            <p class="seal">%s（盖章）<br/>打印 %s</p>
            """.formatted(Html.text(communities.name(community)), report.from(), report.to(), Html.filed("FWTJ", report.from(), report.to()),
                report.lines().stream().map(StatisticsPaper::row).collect(Collectors.joining()),
                report.outcomes().stream().map(each -> OUTCOMES.get(each.outcome()) + " " + each.calls()).collect(Collectors.joining("，")), report.called(), text(report.calledRate()),
                text(report.satisfactionRate()),
                report.loads().stream().map(each -> "<tr><td>%s</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%s</td></tr>"
                    .formatted(Html.text(each.technician()), each.orders(), each.finished(), each.open(), each.sentBack(), text(each.workMinutes()))).collect(Collectors.joining()),
                report.materials().stream().map(each -> "<tr><td>%s</td><td class=\"number\">%s</td><td>%s</td><td class=\"number\">%s%s</td><td class=\"number\">%d</td></tr>"
                    .formatted(Html.text(each.name()), each.quantity().toPlainString(), Html.text(each.unit()), each.amount(), each.unpriced() == 0 ? "" : "（%d 笔无价）".formatted(each.unpriced()),
                        each.orders())).collect(Collectors.joining()), report.materialAmount(),
                Html.text(communities.name(community)), Html.moment(clock.instant(), clock.getZone())));
    }

    private static String row(Line line) {
        return "<tr><td>%s</td><td>%s</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>"
            .formatted(DIMENSIONS.get(line.dimension()), Html.text(line.label()), line.total(), line.done(), line.open(), line.late(), text(line.acceptMinutes()), text(line.finishMinutes()),
                text(line.firstTimeRate()));
    }

    private static String text(@Nullable BigDecimal number) {
        return number == null ? "—" : number.toPlainString();
    }
}
