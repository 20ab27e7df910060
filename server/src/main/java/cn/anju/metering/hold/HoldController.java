package cn.anju.metering.hold;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.YearMonth;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 存疑读数：清单、导出、放行。 */
@RestController
@RequestMapping("/api/communities/{community}/metering")
class HoldController {

    private static final List<Column<HeldList.Row>> COLUMNS = List.of(
        Column.text("表号", 14, HeldList.Row::number), Column.text("表类型", 8, HeldList.Row::kind),
        Column.text("房号", 16, HeldList.Row::room), Column.text("公摊组", 10, HeldList.Row::shareGroup),
        Column.text("月份", 10, row -> row.month().toString()), Column.number("上次读数", 12, HeldList.Row::previous),
        Column.number("本期读数", 12, HeldList.Row::value), Column.number("用量", 12, HeldList.Row::usage),
        Column.number("近三月平均", 12, HeldList.Row::mean), Column.text("为何存疑", 12, row -> row.hold().label),
        Column.text("录入", 12, HeldList.Row::readBy), Column.text("放行", 12, HeldList.Row::releasedName),
        Column.text("放行理由", 30, HeldList.Row::releaseReason));

    private final HeldList list;
    private final HoldRelease release;

    HoldController(HeldList list, HoldRelease release) {
        this.list = list;
        this.release = release;
    }

    @GetMapping("/held")
    @Needs("metering.read")
    Page<HeldList.Row> list(@PathVariable long community, @ParameterObject HeldList.Filter filter, @ParameterObject Paging paging) {
        return list.page(community, filter, paging);
    }

    @GetMapping("/held.xlsx")
    @Needs("metering.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject HeldList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("存疑读数", COLUMNS, list.page(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/held/{meter}/{month}/release")
    @Needs("metering.release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable long community, @PathVariable long meter, @PathVariable YearMonth month, @Valid @RequestBody HoldRelease.Reason reason) {
        release.release(community, meter, month, reason);
    }
}
