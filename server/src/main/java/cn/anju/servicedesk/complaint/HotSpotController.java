package cn.anju.servicedesk.complaint;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 投诉的导出、编码与热点。 */
@RestController
@RequestMapping("/api/communities/{community}")
class HotSpotController {

    private final ComplaintList list;
    private final Codes codes;
    private final HotSpots spots;
    private final Clock clock;

    HotSpotController(ComplaintList list, Codes codes, HotSpots spots, Clock clock) {
        this.list = list;
        this.codes = codes;
        this.spots = spots;
        this.clock = clock;
    }

    @GetMapping("/complaint-codes")
    @Needs("servicedesk.read")
    List<Codes.Code> codes(@PathVariable long community) {
        return codes.list(community);
    }

    @PutMapping("/complaint-codes")
    @Needs("servicedesk.manage")
    List<Codes.Code> set(@PathVariable long community, @Valid @RequestBody Codes.NewCodes wanted) {
        codes.set(community, wanted);
        return codes.list(community);
    }

    @GetMapping("/complaint-hotspots")
    @Needs("servicedesk.read")
    List<HotSpots.Spot> spots(@PathVariable long community, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        return spots.of(community, from, to);
    }

    @GetMapping("/complaint-hotspots/areas")
    @Needs("servicedesk.read")
    List<HotSpots.StewardMonth> areas(@PathVariable long community, @RequestParam @Nullable YearMonth month) {
        return spots.stewards(community, month);
    }

    @GetMapping("/complaints.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject ComplaintList.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var items = codes.labels(community, Codes.CodeKind.ITEM);
        var causes = codes.labels(community, Codes.CodeKind.CAUSE);
        var departments = codes.labels(community, Codes.CodeKind.DEPARTMENT);
        var columns = List.<Column<ComplaintList.Row>>of(
            Column.text("卷号", 16, ComplaintList.Row::number), Column.text("专档号", 16, ComplaintList.Row::majorNumber), Column.text("工单", 16, ComplaintList.Row::ticketNumber),
            Column.text("种类", 10, row -> row.kind().label()), Column.text("地点", 16, ComplaintList.Row::placeText), Column.text("事由", 40, ComplaintList.Row::title),
            Column.text("客户", 12, ComplaintList.Row::reporter), Column.text("受理", 18, row -> Html.moment(row.openedAt(), zone)),
            Column.text("办结", 18, row -> row.closedAt() == null ? null : Html.moment(row.closedAt(), zone)), Column.count("用时（小时）", 10, ComplaintList.Row::hours),
            Column.text("超时", 8, row -> row.isLate() ? "超时" : null), Column.text("办到", 12, row -> row.level().label), Column.text("经办人", 12, ComplaintList.Row::handler),
            Column.text("事项", 12, row -> items.get(row.item())), Column.text("原因", 14, row -> causes.get(row.cause())),
            Column.text("责任部门", 14, row -> departments.get(row.department())), Column.text("归档", 18, row -> row.archivedAt() == null ? null : Html.moment(row.archivedAt(), zone)));
        return ListSheet.of("投诉卷宗", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }
}
