package cn.anju.cashier;

import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/payments")
class PaymentController {

    /** 为什么作废。 */
    record Voiding(@NotBlank @Size(max = 200) String reason) {}

    private final Cashier cashier;
    private final Quote quote;
    private final Voids voids;
    private final BouncedCheques bounced;
    private final PaymentList list;
    private final ReceiptPrints prints;

    PaymentController(Cashier cashier, Quote quote, Voids voids, BouncedCheques bounced, PaymentList list, ReceiptPrints prints) {
        this.cashier = cashier;
        this.quote = quote;
        this.voids = voids;
        this.bounced = bounced;
        this.list = list;
        this.prints = prints;
    }

    @PostMapping
    @Needs("cashier.receive")
    ResponseEntity<Payment> receive(@PathVariable long community,
                                    @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                    @Valid @RequestBody ReceivePayment command) {
        if (key == null || key.length() < 16 || key.length() > 64)
            throw Problem.invalid("idempotency-key-missing", "收款请求须带 16 至 64 个字符的请求编号（Idempotency-Key）");
        var received = cashier.receive(community, key, command);
        return ResponseEntity.status(received.isReplay() ? HttpStatus.OK : HttpStatus.CREATED)
            .header("Idempotency-Replayed", Boolean.toString(received.isReplay())).body(received.payment());
    }

    @PostMapping("/quote")
    @Needs("cashier.receive")
    Quote.Result quote(@PathVariable long community, @Valid @RequestBody Quote.Asked asked) {
        return quote.of(community, asked);
    }

    @GetMapping
    @Needs("cashier.read")
    Page<PaymentList.Row> list(@PathVariable long community, @ParameterObject PaymentList.Filter filter,
                               @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    /** The strip of the counter: the last ten receipts of the caller. */
    @GetMapping("/recent")
    @Needs("cashier.read")
    List<PaymentList.Row> recent(@PathVariable long community) {
        return list.recent(community);
    }

    @GetMapping("/{id}")
    @Needs("cashier.read")
    PaymentList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/{id}/void")
    @Needs("cashier.void")
    PaymentList.Detail reverse(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Voiding voiding) {
        voids.reverse(community, id, voiding.reason());
        return list.get(community, id);
    }

    @PostMapping("/{id}/bounce")
    @Needs("cashier.bounce")
    PaymentList.Detail bounce(@PathVariable long community, @PathVariable long id, @Valid @RequestBody BouncedCheques.Bounced command) {
        bounced.bounce(community, id, command);
        return list.get(community, id);
    }

    /** Looking at it is not printing it. */
    @GetMapping(path = "/{id}/receipt.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String receipt(@PathVariable long community, @PathVariable long id, @RequestParam(defaultValue = "A5") String paper,
                   @RequestParam(defaultValue = "0") int offsetX, @RequestParam(defaultValue = "0") int offsetY) {
        return prints.look(community, id, Paper.of(paper), offsetX, offsetY);
    }

    /** The same page for the printer; it is counted, and from the second time on it says that it is a copy. */
    @PostMapping(path = "/{id}/receipt.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String printReceipt(@PathVariable long community, @PathVariable long id, @RequestParam(defaultValue = "A5") String paper,
                        @RequestParam(defaultValue = "0") int offsetX, @RequestParam(defaultValue = "0") int offsetY) {
        return prints.print(community, id, Paper.of(paper), offsetX, offsetY);
    }
}
