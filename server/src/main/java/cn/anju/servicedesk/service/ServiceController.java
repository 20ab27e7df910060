package cn.anju.servicedesk.service;

import cn.anju.cashier.PriceList;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 有偿服务：目录、服务单、提成、推广。 */
@RestController
@RequestMapping("/api/communities/{community}")
class ServiceController {

    record Made(long id) {}

    private static final Map<String, String> STATES = Map.of("QUOTED", "等同意", "AGREED", "已同意", "DONE", "已办好", "DECLINED", "不做了");

    private final ServiceCatalogue catalogue;
    private final ServiceOrders orders;
    private final ServiceOrderList list;
    private final Promotions promotions;
    private final Clock clock;

    ServiceController(ServiceCatalogue catalogue, ServiceOrders orders, ServiceOrderList list, Promotions promotions, Clock clock) {
        this.catalogue = catalogue;
        this.orders = orders;
        this.list = list;
        this.promotions = promotions;
        this.clock = clock;
    }

    @GetMapping("/services")
    @Needs("servicedesk.work")
    List<ServiceCatalogue.Item> services(@PathVariable long community) {
        return catalogue.list(community);
    }

    /** What a service may be priced by: the counter's price list. */
    @GetMapping("/services/prices")
    @Needs("servicedesk.manage")
    List<PriceList.Item> prices(@PathVariable long community) {
        return catalogue.prices(community);
    }

    @PostMapping("/services")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.manage")
    Made add(@PathVariable long community, @Valid @RequestBody ServiceCatalogue.NewItem item) {
        return new Made(catalogue.add(community, item));
    }

    @PutMapping("/services/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.manage")
    void change(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ServiceCatalogue.NewItem item) {
        catalogue.change(community, id, item);
    }

    @GetMapping("/service-orders")
    @Needs("servicedesk.read")
    Page<ServiceOrderList.Row> orders(@PathVariable long community, @ParameterObject ServiceOrderList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/service-orders.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject ServiceOrderList.Filter filter, @ParameterObject Paging paging) {
        var zone = clock.getZone();
        var columns = List.<Column<ServiceOrderList.Row>>of(
            Column.text("服务单", 18, ServiceOrderList.Row::number), Column.text("工单", 18, ServiceOrderList.Row::ticketNumber), Column.text("房号", 12, ServiceOrderList.Row::room),
            Column.text("项目", 40, ServiceOrderList.Row::what), Column.money("金额（元）", 12, ServiceOrderList.Row::amount), Column.money("提成（元）", 12, ServiceOrderList.Row::commission),
            Column.text("状态", 10, row -> STATES.get(row.state())), Column.text("报价", 18, row -> Html.moment(row.quotedAt(), zone)), Column.text("同意的人", 12, ServiceOrderList.Row::agreedWho),
            Column.text("怎么同意的", 12, row -> row.agreedWay() == null ? null : row.agreedWay().label),
            Column.text("同意", 18, row -> row.agreedAt() == null ? null : Html.moment(row.agreedAt(), zone)), Column.text("谁做的", 12, ServiceOrderList.Row::doer),
            Column.text("办好", 18, row -> row.doneAt() == null ? null : Html.moment(row.doneAt(), zone)), Column.text("签收", 12, ServiceOrderList.Row::receivedBy),
            Column.text("推广", 18, ServiceOrderList.Row::promotion));
        return ListSheet.of("服务单", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/tickets/{ticket}/service-orders")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.register")
    ServiceOrders.Quoted quote(@PathVariable long community, @PathVariable long ticket, @Valid @RequestBody ServiceOrders.Quote quote) {
        return orders.quote(community, ticket, quote);
    }

    @PostMapping("/service-orders/{id}/consent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.register")
    void agree(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ServiceOrders.Consent consent) {
        orders.agree(community, id, consent);
    }

    @PostMapping("/service-orders/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.register")
    void decline(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ServiceOrders.Refusal refusal) {
        orders.decline(community, id, refusal);
    }

    @PostMapping("/service-orders/{id}/completion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.register")
    void finish(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ServiceOrders.Handover handover) {
        orders.finish(community, id, handover);
    }

    @GetMapping("/service-commissions/{month}")
    @Needs("servicedesk.close")
    List<ServiceOrderList.Commission> commissions(@PathVariable long community, @PathVariable YearMonth month) {
        return list.commissions(community, month);
    }

    @GetMapping("/service-commissions/{month}/commissions.xlsx")
    @Needs("servicedesk.close")
    ResponseEntity<byte[]> commissionSheet(@PathVariable long community, @PathVariable YearMonth month) {
        var columns = List.<Column<ServiceOrderList.Commission>>of(Column.text("姓名", 14, ServiceOrderList.Commission::name),
            Column.text("服务单", 10, row -> Long.toString(row.orders())), Column.money("金额（元）", 14, ServiceOrderList.Commission::amount),
            Column.money("提成（元）", 14, ServiceOrderList.Commission::commission));
        return ListSheet.of("服务提成", columns, list.commissions(community, month));
    }

    @GetMapping("/promotions")
    @Needs("servicedesk.read")
    List<Promotions.Row> promotions(@PathVariable long community) {
        return promotions.list(community);
    }

    @PostMapping("/promotions")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.register")
    Made promote(@PathVariable long community, @Valid @RequestBody Promotions.NewPromotion promotion) {
        return new Made(promotions.add(community, promotion));
    }

    @PostMapping("/promotions/{id}/checks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.close")
    void check(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Promotions.NewCheck check) {
        promotions.check(community, id, check);
    }
}
