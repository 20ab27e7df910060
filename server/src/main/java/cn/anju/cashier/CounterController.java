package cn.anju.cashier;

import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the counter keeps besides payments: prepayment, held carts and the price list of one-off charges. */
@RestController
@RequestMapping("/api/communities/{community}")
class CounterController {

    /** 挂好的单。 */
    record HeldId(long id) {}

    private final HeldCarts carts;
    private final OneOffPrices prices;
    private final PrepaymentList prepayments;
    private final PrepaymentTransfers transfers;
    private final OneOffCharges charges;

    CounterController(HeldCarts carts, OneOffPrices prices, PrepaymentList prepayments, PrepaymentTransfers transfers, OneOffCharges charges) {
        this.carts = carts;
        this.prices = prices;
        this.prepayments = prepayments;
        this.transfers = transfers;
        this.charges = charges;
    }

    @GetMapping("/prepayments")
    @Needs("cashier.read")
    Page<PrepaymentList.Row> prepayments(@PathVariable long community, @ParameterObject PrepaymentList.Filter filter,
                                         @ParameterObject Paging paging) {
        return prepayments.list(community, filter, paging);
    }

    @GetMapping("/prepayments/{account}/movements")
    @Needs("cashier.read")
    List<PrepaymentList.Movement> movements(@PathVariable long community, @PathVariable long account) {
        return prepayments.movements(community, account);
    }

    @PostMapping("/prepayments/{account}/transfers")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.refund")
    PrepaymentTransfers.Submitted transfer(@PathVariable long community, @PathVariable long account, @Valid @RequestBody PrepaymentTransfers.Wanted wanted) {
        return transfers.request(community, account, wanted);
    }

    @GetMapping("/held-carts")
    @Needs("cashier.receive")
    List<HeldCarts.Held> carts(@PathVariable long community) {
        return carts.list(community);
    }

    @PostMapping("/held-carts")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.receive")
    HeldId hold(@PathVariable long community, @Valid @RequestBody HeldCarts.Cart cart) {
        return new HeldId(carts.hold(community, cart));
    }

    @DeleteMapping("/held-carts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("cashier.receive")
    void drop(@PathVariable long community, @PathVariable long id) {
        carts.drop(community, id);
    }

    @GetMapping("/one-off-prices")
    @Needs("cashier.read")
    List<OneOffPrices.Price> prices(@PathVariable long community) {
        return prices.list(community);
    }

    /** Charges a room by the price list; a bill that is due today. */
    @PostMapping("/rooms/{room}/one-off-charges")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.receive")
    OneOffCharges.Made charge(@PathVariable long community, @PathVariable long room,
                              @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                              @Valid @RequestBody ReceivePayment.Charge charge) {
        return charges.charge(community, room, key, charge);
    }

    @PutMapping("/one-off-prices")
    @Needs("billing.tariff")
    List<OneOffPrices.Price> put(@PathVariable long community, @Valid @RequestBody OneOffPrices.Price price) {
        prices.put(community, price);
        return prices.list(community);
    }
}
