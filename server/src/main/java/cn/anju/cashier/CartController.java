package cn.anju.cashier;

import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/carts")
class CartController {

    private final Carts carts;
    private final CartQuote quote;
    private final CartList list;

    CartController(Carts carts, CartQuote quote, CartList list) {
        this.carts = carts;
        this.quote = quote;
        this.list = list;
    }

    @PostMapping("/quote")
    @Needs("cashier.receive")
    CartQuote.Result quote(@PathVariable long community, @Valid @RequestBody CartQuote.Asked asked) {
        return quote.of(community, asked);
    }

    @PostMapping
    @Needs("cashier.receive")
    ResponseEntity<CartList.Detail> take(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                         @Valid @RequestBody TakeCart command) {
        if (key == null) throw Problem.invalid("idempotency-key-missing", "收款请求须带 16 至 64 个字符的请求编号（Idempotency-Key）");
        var done = carts.take(community, key, command);
        return ResponseEntity.status(done.isReplay() ? HttpStatus.OK : HttpStatus.CREATED)
            .header("Idempotency-Replayed", Boolean.toString(done.isReplay())).body(list.get(community, done.id()));
    }

    @GetMapping("/{id}")
    @Needs("cashier.read")
    CartList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/{id}/void")
    @Needs("cashier.void")
    CartList.Detail reverse(@PathVariable long community, @PathVariable long id, @Valid @RequestBody PaymentController.Voiding voiding) {
        carts.reverse(community, id, voiding.reason());
        return list.get(community, id);
    }

    @GetMapping(path = "/{id}/receipt.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String receipt(@PathVariable long community, @PathVariable long id) {
        return list.receipt(community, id);
    }
}
