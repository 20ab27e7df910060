package cn.anju.billing;

import cn.anju.billing.ChargeItems.ChargeItem;
import cn.anju.billing.ChargeItems.NewChargeItem;
import cn.anju.billing.ChargeItems.RenameChargeItem;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 收费项目。 */
@RestController
@RequestMapping("/api/communities/{community}/charge-items")
class ChargeItemController {

    /** 建好了。 */
    record Made(long id) {}

    private final ChargeItems items;

    ChargeItemController(ChargeItems items) {
        this.items = items;
    }

    @GetMapping
    @Needs("billing.read")
    List<ChargeItem> items(@PathVariable long community) {
        return items.list(community);
    }

    @PostMapping
    @Needs("billing.tariff")
    @ResponseStatus(HttpStatus.CREATED)
    Made add(@PathVariable long community, @RequestBody @Valid NewChargeItem item) {
        return new Made(items.add(community, item));
    }

    @PutMapping("/{id}")
    @Needs("billing.tariff")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(@PathVariable long community, @PathVariable long id, @RequestBody @Valid RenameChargeItem item) {
        items.rename(community, id, item.name());
    }
}
