package cn.anju.billing.stop;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
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

@RestController
@RequestMapping("/api/communities/{community}")
class StopController {

    private static final List<Column<StopList.Row>> COLUMNS = List.of(
        Column.text("房号", 16, StopList.Row::roomCode), Column.text("收费项目", 18, StopList.Row::itemName),
        Column.date("停收起", 12, StopList.Row::fromOn), Column.date("停收止", 12, StopList.Row::untilOn),
        Column.text("状态", 10, row -> switch (row.state()) { case WAITING -> "待审批"; case APPROVED -> "已批准"; case REJECTED -> "未批准"; }),
        Column.text("理由", 30, StopList.Row::reason), Column.text("申请人", 12, StopList.Row::madeName),
        Column.text("复收理由", 20, StopList.Row::resumedReason));

    private final ChargeStops stops;
    private final StopList list;

    StopController(ChargeStops stops, StopList list) {
        this.stops = stops;
        this.list = list;
    }

    @GetMapping("/charge-stops")
    @Needs("billing.read")
    Page<StopList.Row> list(@PathVariable long community, @ParameterObject StopList.Filter filter, @ParameterObject Paging paging) {
        return list.page(community, filter, paging);
    }

    @GetMapping("/charge-stops.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject StopList.Filter filter, @ParameterObject Paging paging) {
        var rows = list.page(community, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("停收", COLUMNS, rows);
    }

    @PostMapping("/charge-stops")
    @Needs("billing.stop")
    @ResponseStatus(HttpStatus.CREATED)
    ChargeStops.Asked ask(@PathVariable long community, @Valid @RequestBody ChargeStops.NewStop asked) {
        return stops.ask(community, asked);
    }

    /** 复收。 */
    @PostMapping("/charge-stops/{id}/end")
    @Needs("billing.stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ChargeStops.Resume resume) {
        stops.resume(community, id, resume);
    }
}
