package cn.anju.servicedesk.order;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.servicedesk.roster.Trade;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 任务单。 */
@RestController
@RequestMapping("/api/communities/{community}")
class OrderController {

    record Noted(long id) {}

    private final WorkOrders orders;
    private final WorkSteps steps;
    private final OrderList list;
    private final Suggestions suggestions;
    private final BusyCalls busy;
    private final OrderPhones phones;
    private final Communities communities;
    private final OrderRecords records;
    private final Clock clock;

    OrderController(WorkOrders orders, WorkSteps steps, OrderList list, Suggestions suggestions, BusyCalls busy, OrderPhones phones, Communities communities, OrderRecords records, Clock clock) {
        this.orders = orders;
        this.steps = steps;
        this.list = list;
        this.suggestions = suggestions;
        this.busy = busy;
        this.phones = phones;
        this.communities = communities;
        this.records = records;
        this.clock = clock;
    }

    @GetMapping("/work-orders")
    @Needs("servicedesk.work")
    Page<OrderList.Row> list(@PathVariable long community, @ParameterObject OrderList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/work-orders.xlsx")
    @Needs("servicedesk.work")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject OrderList.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<OrderList.Row>>of(
            Column.text("任务单", 18, OrderList.Row::number), Column.text("工单", 18, OrderList.Row::ticketNumber), Column.text("地点", 18, OrderList.Row::placeText),
            Column.text("做什么", 40, OrderList.Row::task), Column.text("派给", 12, OrderList.Row::technician),
            Column.text("派工", 18, row -> Html.moment(row.dispatchedAt(), zone)), Column.text("接单", 18, row -> row.acceptedAt() == null ? null : Html.moment(row.acceptedAt(), zone)),
            Column.text("完工", 18, row -> row.finishedAt() == null ? null : Html.moment(row.finishedAt(), zone)), Column.text("超时", 8, row -> row.isLate() ? "超时" : null), Column.text("结果", 40, OrderList.Row::result),
            Column.text("凭证号", 16, OrderList.Row::voucher), Column.text("收回", 18, row -> row.voucherAt() == null ? null : Html.moment(row.voucherAt(), zone)));
        return ListSheet.of("任务单", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/work-orders/{id}")
    @Needs("servicedesk.work")
    OrderList.Row one(@PathVariable long community, @PathVariable long id) {
        return list.one(community, id);
    }

    /** The papers to print, with their stubs: up to a hundred at once. */
    @GetMapping(path = "/work-orders/print.html", produces = "text/html;charset=UTF-8")
    @Needs("servicedesk.work")
    String print(@PathVariable long community, @RequestParam List<Long> ids) {
        return OrderPage.of(communities.name(community), list.all(community, ids), order -> records.of(community, order), clock.getZone());
    }

    @PostMapping("/work-orders/{id}/phone")
    @Needs("servicedesk.work")
    OrderPhones.Seen phone(@PathVariable long community, @PathVariable long id, @Valid @RequestBody OrderPhones.Look look) {
        return phones.look(community, id, look);
    }

    /** Who is best sent, with the reasons. */
    @GetMapping("/tickets/{ticket}/technicians")
    @Needs("servicedesk.dispatch")
    Suggestions.Answer suggested(@PathVariable long community, @PathVariable long ticket, @RequestParam @Nullable Trade trade) {
        return suggestions.of(community, ticket, trade);
    }

    @GetMapping("/tickets/{ticket}/busy-calls")
    @Needs("servicedesk.read")
    List<BusyCalls.Call> busyCalls(@PathVariable long community, @PathVariable long ticket) {
        return busy.of(community, ticket);
    }

    @PostMapping("/tickets/{ticket}/busy-calls")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.dispatch")
    Noted busy(@PathVariable long community, @PathVariable long ticket, @Valid @RequestBody BusyCalls.Busy call) {
        return new Noted(busy.busy(community, ticket, call));
    }

    @PostMapping("/tickets/{ticket}/busy-calls/{id}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.dispatch")
    void told(@PathVariable long community, @PathVariable long ticket, @PathVariable long id, @Valid @RequestBody BusyCalls.Told told) {
        busy.told(community, ticket, id, told);
    }

    @GetMapping("/technicians")
    @Needs("servicedesk.dispatch")
    List<OrderList.Technician> technicians(@PathVariable long community) {
        return list.technicians(community);
    }

    @PostMapping("/tickets/{ticket}/work-orders")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.dispatch")
    WorkOrders.Dispatched dispatch(@PathVariable long community, @PathVariable long ticket, @Valid @RequestBody WorkOrders.Dispatch dispatch) {
        return orders.dispatch(community, ticket, dispatch);
    }

    @PostMapping("/work-orders/{id}/steps")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.work")
    void take(@PathVariable long community, @PathVariable long id, @Valid @RequestBody WorkSteps.Taken taken) {
        steps.take(community, id, taken);
    }

    @PostMapping("/work-orders/{id}/voucher")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.register")
    void returnVoucher(@PathVariable long community, @PathVariable long id, @Valid @RequestBody WorkOrders.Voucher voucher) {
        orders.returnVoucher(community, id, voucher);
    }
}
