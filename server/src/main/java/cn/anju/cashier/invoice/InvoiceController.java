package cn.anju.cashier.invoice;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.ledger.LegalEntities;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}")
class InvoiceController {

    /** 开具。 @param invoiceNo the number on the paper in hand, when the person wants it compared */
    record Issue(@Nullable @Size(max = 40) String invoiceNo) {}

    /** 为什么取消或红冲。 */
    record Ending(@NotBlank @Size(max = 200) String reason) {}

    private final Invoices invoices;
    private final Invoiceable invoiceable;
    private final InvoiceList list;
    private final TaxItems taxes;
    private final Communities communities;
    private final LegalEntities entities;
    private final Clock clock;

    InvoiceController(Invoices invoices, Invoiceable invoiceable, InvoiceList list, TaxItems taxes, Communities communities, LegalEntities entities,
                      Clock clock) {
        this.invoices = invoices;
        this.invoiceable = invoiceable;
        this.list = list;
        this.taxes = taxes;
        this.communities = communities;
        this.entities = entities;
        this.clock = clock;
    }

    @GetMapping("/invoices")
    @Needs("cashier.read")
    Page<InvoiceList.Row> list(@PathVariable long community, @ParameterObject InvoiceList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/invoices.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject InvoiceList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("发票", List.of(
            Column.text("申请", 18, (InvoiceList.Row row) -> Html.moment(row.madeAt(), clock.getZone())), Column.text("种类", 12, InvoiceList.Row::kindLabel),
            Column.text("抬头", 28, InvoiceList.Row::title), Column.text("税号", 22, InvoiceList.Row::taxNumber),
            Column.text("发票号", 18, InvoiceList.Row::invoiceNo), Column.text("收据号", 14, InvoiceList.Row::receiptNo),
            Column.text("房号", 12, InvoiceList.Row::roomCode), Column.money("不含税", 14, InvoiceList.Row::net).withSum(),
            Column.money("税额", 12, InvoiceList.Row::tax).withSum(), Column.money("价税合计", 14, InvoiceList.Row::amount).withSum(),
            Column.text("状态", 10, InvoiceList.Row::stateLabel), Column.text("红字发票号", 18, InvoiceList.Row::redNo),
            Column.text("说明", 24, InvoiceList.Row::endedNote)),
            list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/invoices/{id}")
    @Needs("cashier.read")
    InvoiceList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping(path = "/invoices/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String print(@PathVariable long community, @PathVariable long id) {
        return InvoicePage.of(communities.name(community), entities.get(list.seller(community, id)), list.get(community, id), clock.getZone());
    }

    @GetMapping("/payments/{payment}/invoiceable")
    @Needs("cashier.read")
    List<Invoiceable.Item> invoiceable(@PathVariable long community, @PathVariable long payment) {
        return invoiceable.of(community, payment);
    }

    @PostMapping("/payments/{payment}/invoices")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.receive")
    InvoiceList.Detail request(@PathVariable long community, @PathVariable long payment,
                               @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                               @Valid @RequestBody RequestInvoice command) {
        return list.get(community, invoices.request(community, key, payment, command));
    }

    @PostMapping("/invoices/{id}/issue")
    @Needs("cashier.invoice")
    InvoiceList.Detail issue(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Issue command) {
        invoices.issue(community, id, command.invoiceNo());
        return list.get(community, id);
    }

    @PostMapping("/invoices/{id}/cancellation")
    @Needs("cashier.receive")
    InvoiceList.Detail cancel(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Ending ending) {
        invoices.cancel(community, id, ending.reason());
        return list.get(community, id);
    }

    @PostMapping("/invoices/{id}/red")
    @Needs("cashier.invoice")
    InvoiceList.Detail red(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Ending ending) {
        invoices.red(community, id, ending.reason());
        return list.get(community, id);
    }

    @GetMapping("/tax-items")
    @Needs("cashier.read")
    List<TaxItems.Row> taxes(@PathVariable long community) {
        return taxes.list(community);
    }

    @PutMapping("/tax-items/{item}")
    @Needs("ledger.edit")
    List<TaxItems.Row> tax(@PathVariable long community, @PathVariable long item, @Valid @RequestBody TaxItems.Tax tax) {
        taxes.put(community, item, tax);
        return taxes.list(community);
    }
}
