package cn.anju.servicedesk.complaint;

import cn.anju.estate.Communities;
import cn.anju.kernel.Html;
import cn.anju.servicedesk.ticket.Responsibility;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 打印：客户意见处理表，和整卷。 */
@Component
@Transactional(readOnly = true)
class ComplaintPaper {

    private static final String STYLE = """
        @page { size: A4; margin: 18mm 20mm; }
        h1 { font-size: 17pt; text-align: center; margin: 3mm 0; } h2 { font-size: 12pt; margin: 6mm 0 2mm; } .head { text-align: center; }
        .form th, .form td { border: 1px solid #000; padding: 2mm; text-align: left; vertical-align: top; font-weight: normal; } .form th { width: 26mm; }
        .tall td { height: 26mm; } .seal { margin-top: 10mm; text-align: right; } .line { margin-top: 8mm; }
        """ + Html.NUMBERED;

    private final ComplaintList list;
    private final Codes codes;
    private final Communities communities;
    private final Clock clock;

    ComplaintPaper(ComplaintList list, Codes codes, Communities communities, Clock clock) {
        this.list = list;
        this.codes = codes;
        this.communities = communities;
        this.clock = clock;
    }

    String opinionForm(long community, long id) {
        var file = list.one(community, id);
        var row = file.complaint();
        return Html.page("客户意见处理表 " + row.number(), STYLE, head(community, "客户意见处理表", row) + "<table class=\"form\">" + facts(community, file)
            + tall("处理措施", file.rest().measure()) + tall("处理结果", file.rest().conclusion())
            + tall("上级意见", file.rest().opinionRemark() == null ? "" : "%s　%s　%s".formatted(file.rest().opinionRemark(), file.rest().opinionName(), moment(file.rest().opinionAt())))
            + "</table><p class=\"line\">经办人：＿＿＿＿＿＿　　客户：＿＿＿＿＿＿　　上级：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿</p>" + seal(community));
    }

    String whole(long community, long id) {
        var file = list.one(community, id);
        var rest = file.rest();
        var departments = codes.labels(community, Codes.CodeKind.DEPARTMENT);
        return Html.page("投诉卷宗 " + file.complaint().number(), STYLE, head(community, file.complaint().majorNumber() == null ? "投诉卷宗" : "重大投诉专档", file.complaint())
            + "<table class=\"form\">" + facts(community, file) + line("经过", rest.detail()) + line("原因分析", rest.analysis()) + line("处理措施", rest.measure())
            + line("处理结果", rest.conclusion()) + (rest.majorAt() == null ? "" : line("重大投诉", "%s（%s %s 报主任）".formatted(rest.majorWhy(), rest.majorName(), moment(rest.majorAt()))))
            + line("上级意见", rest.opinionAt() == null ? null : "%s　%s　%s".formatted(rest.opinionRemark(), rest.opinionName(), moment(rest.opinionAt()))) + "</table>"
            + "<h2>交办与上报</h2><table class=\"form\">" + file.steps().stream().map(step -> line(step.toLevel().label,
                "%s %s 交%s：%s。%s".formatted(moment(step.madeAt()), step.madeName(), step.toName() == null ? step.toLevel().label : step.toName(), step.why(),
                    step.receivedAt() == null ? "还没有接收" : step.receivedName() + " " + moment(step.receivedAt()) + " 接收"))).collect(Collectors.joining()) + "</table>"
            + (file.parts().isEmpty() ? "" : "<h2>各部门的办理</h2><table class=\"form\">" + file.parts().stream().map(part -> line(departments.getOrDefault(part.department(), part.department()),
                "%s（%s 前）。%s".formatted(part.task(), part.dueOn(), part.answer() == null ? "还没有答复" : "答复：%s　%s %s".formatted(part.answer(), part.answeredName(), moment(part.answeredAt())))))
                .collect(Collectors.joining()) + "</table>")
            + file.mediations().stream().map(this::mediation).collect(Collectors.joining()) + seal(community));
    }

    private String mediation(ComplaintList.Mediation each) {
        return "<h2>调解记录　%s　%s</h2><table class=\"form\">".formatted(moment(each.heldAt()), Html.text(each.place()))
            + line("双方", each.oneParty() + "、" + each.otherParty()) + line("经过", each.course()) + line("结果", each.result())
            + line("签字", each.signedAt() == null ? "一方：＿＿＿＿＿＿　　另一方：＿＿＿＿＿＿　　调解人：＿＿＿＿＿＿" : "%s、%s　%s（纸面已存）".formatted(each.oneSigned(), each.otherSigned(), moment(each.signedAt()))) + "</table>";
    }

    private String facts(long community, ComplaintList.Detail file) {
        var row = file.complaint();
        return line("工单", "%s　%s".formatted(row.ticketNumber(), row.kind().label())) + line("客户", "%s　%s　%s".formatted(row.placeText(), text(row.reporter()), text(row.phone())))
            + line("事由", row.title()) + line("受理", "%s　期限 %s%s".formatted(moment(row.openedAt()), moment(row.dueAt()), row.isLate() ? "　超时" : ""))
            + line("事项与原因", "%s　%s　责任部门 %s".formatted(label(community, Codes.CodeKind.ITEM, row.item()), label(community, Codes.CodeKind.CAUSE, row.cause()),
                label(community, Codes.CodeKind.DEPARTMENT, row.department())))
            + line("责任归属", file.rest().responsibility() == null ? null : Responsibility.valueOf(file.rest().responsibility()).label());
    }

    private String head(long community, String title, ComplaintList.Row row) {
        return "<p class=\"head\">%s</p><h1>%s</h1><p class=\"head\">编号：%s%s</p>".formatted(Html.text(communities.name(community)), title, row.number(),
            row.majorNumber() == null ? "" : "　专档号：" + row.majorNumber());
    }

    private String seal(long community) {
        return "<p class=\"seal\">%s（盖章）<br/>打印 %s</p>".formatted(Html.text(communities.name(community)), moment(clock.instant()));
    }

    private String label(long community, Codes.CodeKind kind, @Nullable String code) {
        Map<String, String> labels = codes.labels(community, kind);
        return code == null ? "—" : labels.getOrDefault(code, code);
    }

    private static String line(String label, @Nullable String value) {
        return "<tr><th>%s</th><td>%s</td></tr>".formatted(Html.text(label), Html.text(text(value)));
    }

    private static String tall(String label, @Nullable String value) {
        return "<tr class=\"tall\"><th>%s</th><td>%s</td></tr>".formatted(Html.text(label), Html.text(text(value)));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private String moment(@Nullable Instant at) {
        return at == null ? "" : Html.moment(at, clock.getZone());
    }
}
