package cn.anju.cashier.refund;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
class RefundController {

    /** 为什么不退了。 */
    record Cancelling(@NotBlank @Size(max = 200) String reason) {}

    private static final List<Column<RefundList.Row>> COLUMNS = List.of(
        Column.text("退款单号", 14, RefundList.Row::slipNo), Column.text("退什么", 12, RefundList.Row::kindLabel),
        Column.text("来自", 24, RefundList.Row::sourceTitle), Column.text("房号", 14, RefundList.Row::roomCode),
        Column.money("金额", 14, RefundList.Row::amount).withSum(), Column.text("收款人", 14, RefundList.Row::payee),
        Column.text("原因", 30, RefundList.Row::reason), Column.text("状态", 10, RefundList.Row::stateLabel),
        Column.text("申请", 12, RefundList.Row::madeName), Column.date("付款日期", 12, RefundList.Row::paidOn),
        Column.text("付款方式", 12, RefundList.Row::method), Column.text("付款", 12, RefundList.Row::paidName));

    private final Refunds refunds;
    private final RefundList list;

    RefundController(Refunds refunds, RefundList list) {
        this.refunds = refunds;
        this.list = list;
    }

    @GetMapping("/refunds")
    @Needs("cashier.read")
    Page<RefundList.Row> list(@PathVariable long community, @ParameterObject RefundList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/refunds.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject RefundList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("退款", COLUMNS, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/refunds/{id}")
    @Needs("cashier.read")
    RefundList.Row get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.refund")
    RefundList.Row request(@PathVariable long community, @Valid @RequestBody RequestRefund command) {
        return list.get(community, refunds.request(community, command));
    }

    @PostMapping("/refunds/{id}/payout")
    @Needs("cashier.pay-out")
    RefundList.Row payOut(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Refunds.PayOut command) {
        refunds.payOut(community, id, command);
        return list.get(community, id);
    }

    @PostMapping("/refunds/{id}/cancellation")
    @Needs("cashier.refund")
    RefundList.Row cancel(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Cancelling cancelling) {
        refunds.cancel(community, id, cancelling.reason());
        return list.get(community, id);
    }

    @GetMapping(path = "/refunds/{id}/slip.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String slip(@PathVariable long community, @PathVariable long id) {
        return list.slip(community, id);
    }
}
