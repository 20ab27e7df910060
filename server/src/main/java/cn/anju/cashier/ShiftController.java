package cn.anju.cashier;

import cn.anju.kernel.Money;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/shifts")
class ShiftController {

    /** 开班；没有备用金就空着。 */
    record Opening(@Nullable Money floatAmount) {}

    /**
     * 我的班。
     *
     * @param shift absent while none is open: having no shift is no error
     */
    record Mine(Shifts.@Nullable Open shift) {}

    /** 班中放进保险柜的现金。 */
    record Drop(@NotNull Money amount) {}

    /** 保险柜里的现金。 */
    record SafeBalance(Money balance) {}

    private final Shifts shifts;
    private final ShiftList list;
    private final ReceiptPrints prints;
    private final Safe safe;
    private final CashDrops drops;

    ShiftController(Shifts shifts, ShiftList list, ReceiptPrints prints, Safe safe, CashDrops drops) {
        this.shifts = shifts;
        this.list = list;
        this.prints = prints;
        this.safe = safe;
        this.drops = drops;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.shift")
    Shifts.Open open(@PathVariable long community, @Valid @RequestBody Opening opening) {
        return shifts.open(community, opening.floatAmount() == null ? Money.ZERO : opening.floatAmount());
    }

    @GetMapping("/current")
    @Needs("cashier.shift")
    Mine current(@PathVariable long community) {
        return new Mine(shifts.current(community).orElse(null));
    }

    @PostMapping("/{id}/close")
    @Needs("cashier.shift")
    Shifts.Closed close(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Shifts.Count count) {
        return shifts.close(community, id, count);
    }

    @PostMapping("/{id}/drops")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("cashier.shift")
    void drop(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Drop drop) {
        drops.drop(community, id, drop.amount());
    }

    @GetMapping
    @Needs("cashier.read")
    Page<ShiftList.Row> list(@PathVariable long community, @ParameterObject ShiftList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/safe")
    @Needs("cashier.shift")
    SafeBalance safe(@PathVariable long community) {
        return new SafeBalance(safe.balance(community));
    }

    @GetMapping(path = "/{id}/report.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String report(@PathVariable long community, @PathVariable long id) {
        return prints.shiftReport(community, id);
    }
}
