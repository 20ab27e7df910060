package cn.anju.ledger.voucher;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.ledger.voucher.VoucherState.Cause;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/ledger")
class VoucherController {

    /** 审核不通过。 */
    record Rejection(@NotNull Cause cause, @NotBlank @Size(max = 200) String reason) {}

    /** 冲红更正。 @param right the voucher as it should have been, if any */
    record Correction(@NotBlank @Size(max = 200) String reason, @Nullable @Valid VoucherDraft right) {}

    /** 更正写成的凭证：红字，有的话再加蓝字。 */
    record Corrected(List<Long> vouchers) {}

    private static final List<Column<VoucherList.Row>> COLUMNS = List.of(
        Column.date("日期", 12, VoucherList.Row::date), Column.text("凭证字号", 12, VoucherList.Row::voucherNo),
        Column.text("摘要", 36, VoucherList.Row::summary), Column.money("金额", 14, VoucherList.Row::amount).withSum(),
        Column.count("附单据数", 10, row -> (long) row.documents()), Column.text("状态", 10, VoucherList.Row::stateLabel),
        Column.text("制单", 12, VoucherList.Row::madeByName), Column.text("审核", 12, VoucherList.Row::reviewedBy),
        Column.text("退回或拒收", 30, VoucherList.Row::refusal));

    private final Vouchers vouchers;
    private final VoucherList list;
    private final VoucherPages pages;

    VoucherController(Vouchers vouchers, VoucherList list, VoucherPages pages) {
        this.vouchers = vouchers;
        this.list = list;
        this.pages = pages;
    }

    @GetMapping("/vouchers")
    @Needs("ledger.read")
    Page<VoucherList.Row> list(@PathVariable long community, @ParameterObject VoucherList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/vouchers.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject VoucherList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("手工凭证", COLUMNS, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/vouchers/{id}")
    @Needs("ledger.read")
    VoucherList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/vouchers")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("ledger.voucher")
    VoucherList.Row make(@PathVariable long community, @Valid @RequestBody VoucherDraft draft) {
        return list.get(community, vouchers.make(community, draft)).voucher();
    }

    @PutMapping("/vouchers/{id}")
    @Needs("ledger.voucher")
    VoucherList.Row change(@PathVariable long community, @PathVariable long id, @Valid @RequestBody VoucherDraft draft) {
        vouchers.change(community, id, draft);
        return list.get(community, id).voucher();
    }

    @PostMapping("/vouchers/{id}/submission")
    @Needs("ledger.voucher")
    VoucherList.Detail submit(@PathVariable long community, @PathVariable long id) {
        vouchers.submit(community, id);
        return list.get(community, id);
    }

    @PostMapping("/vouchers/{id}/withdrawal")
    @Needs("ledger.voucher")
    VoucherList.Detail withdraw(@PathVariable long community, @PathVariable long id) {
        vouchers.withdraw(community, id);
        return list.get(community, id);
    }

    @PostMapping("/vouchers/{id}/disposal")
    @Needs("ledger.voucher")
    VoucherList.Detail discard(@PathVariable long community, @PathVariable long id) {
        vouchers.discard(community, id);
        return list.get(community, id);
    }

    @PostMapping("/vouchers/{id}/review")
    @Needs("ledger.review")
    VoucherList.Detail post(@PathVariable long community, @PathVariable long id) {
        vouchers.post(community, id);
        return list.get(community, id);
    }

    @PostMapping("/vouchers/{id}/rejection")
    @Needs("ledger.review")
    VoucherList.Detail reject(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Rejection rejection) {
        vouchers.reject(community, id, rejection.cause(), rejection.reason());
        return list.get(community, id);
    }

    @PostMapping("/entries/{id}/correction")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("ledger.voucher")
    Corrected correct(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Correction correction) {
        return new Corrected(vouchers.correct(community, id, correction.reason(), correction.right()));
    }

    @GetMapping(path = "/entries/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String print(@PathVariable long community, @PathVariable long id) {
        return pages.one(community, id);
    }

    @GetMapping(path = "/entries/print.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String printAll(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return pages.between(community, from, to);
    }
}
