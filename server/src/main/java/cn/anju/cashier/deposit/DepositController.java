package cn.anju.cashier.deposit;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}")
class DepositController {

    /** 为什么作废。 */
    record Voiding(@NotBlank @Size(max = 200) String reason) {}

    private static final List<Column<DepositList.Row>> COLUMNS = List.of(
        Column.text("编号", 14, DepositList.Row::number), Column.date("收取日期", 12, DepositList.Row::takenOn),
        Column.text("种类", 16, DepositList.Row::kindLabel), Column.text("房号", 14, DepositList.Row::roomCode),
        Column.text("交款人", 14, DepositList.Row::payerName), Column.text("事由", 30, DepositList.Row::cause),
        Column.money("金额", 14, DepositList.Row::amount), Column.money("余额", 14, DepositList.Row::balance).withSum(),
        Column.text("经手", 12, DepositList.Row::takenName),
        Column.text("状态", 10, row -> row.isVoided() ? "作废" : row.isReturning() ? "退还中" : row.balance().isZero() ? "已结清" : "在押"));

    private final DepositDesk desk;
    private final DepositList list;
    private final DepositPrints prints;

    DepositController(DepositDesk desk, DepositList list, DepositPrints prints) {
        this.desk = desk;
        this.list = list;
        this.prints = prints;
    }

    @GetMapping("/deposits")
    @Needs("cashier.read")
    Page<DepositList.Row> list(@PathVariable long community, @ParameterObject DepositList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/deposits.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject DepositList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("押金台账", COLUMNS, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/deposits/totals")
    @Needs("cashier.read")
    List<DepositList.Total> totals(@PathVariable long community, @ParameterObject DepositList.Filter filter) {
        return list.totals(community, filter);
    }

    @GetMapping("/deposits/{id}")
    @Needs("cashier.read")
    DepositList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/deposits")
    @Needs("cashier.deposit")
    ResponseEntity<DepositList.Detail> take(@PathVariable long community,
                                            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                            @Valid @RequestBody TakeDeposit command) {
        var done = desk.take(community, key, command);
        return answer(done, list.get(community, done.id()));
    }

    @PostMapping("/deposits/{id}/deductions")
    @Needs("cashier.deposit-deduct")
    ResponseEntity<DepositList.Detail> deduct(@PathVariable long community, @PathVariable long id,
                                              @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                              @Valid @RequestBody DeductDeposit command) {
        return answer(desk.deduct(community, key, id, command), list.get(community, id));
    }

    @PostMapping("/deposits/{id}/void")
    @Needs("cashier.void")
    DepositList.Detail reverse(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Voiding voiding) {
        desk.reverse(community, id, voiding.reason());
        return list.get(community, id);
    }

    @GetMapping(path = "/deposits/{id}/receipt.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String receipt(@PathVariable long community, @PathVariable long id) {
        return prints.receipt(community, id);
    }

    @GetMapping(path = "/deposits/{id}/deductions/{movement}/slip.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String slip(@PathVariable long community, @PathVariable long id, @PathVariable long movement) {
        return prints.deduction(community, id, movement);
    }

    private static ResponseEntity<DepositList.Detail> answer(DepositDesk.Done done, DepositList.Detail detail) {
        return ResponseEntity.status(done.isReplay() ? 200 : 201)
            .header("Idempotency-Replayed", Boolean.toString(done.isReplay())).body(detail);
    }
}
