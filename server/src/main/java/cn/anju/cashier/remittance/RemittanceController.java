package cn.anju.cashier.remittance;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}")
class RemittanceController {

    /** 为什么退回或撤回。 */
    record Refusal(@NotBlank @Size(max = 200) String reason) {}

    private final Remittances remittances;
    private final RemittanceList list;
    private final RemittancePage page;

    RemittanceController(Remittances remittances, RemittanceList list, RemittancePage page) {
        this.remittances = remittances;
        this.list = list;
        this.page = page;
    }

    @GetMapping("/remittances")
    @Needs("cashier.read")
    Page<RemittanceList.Row> list(@PathVariable long community, @ParameterObject RemittanceList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/remittances/due")
    @Needs("cashier.read")
    RemittanceList.Due due(@PathVariable long community) {
        return list.due(community);
    }

    @PostMapping("/remittances")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.remit")
    RemittanceList.Detail hand(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                               @Valid @RequestBody Remittances.Handing handing) {
        if (key == null || key.length() < 16 || key.length() > 64)
            throw Problem.invalid("idempotency-key-missing", "解款请求须带 16 至 64 个字符的请求编号（Idempotency-Key）");
        return list.get(community, remittances.hand(community, key, handing));
    }

    @GetMapping("/remittances/{id}")
    @Needs("cashier.read")
    RemittanceList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/remittances/{id}/signature")
    @Needs("cashier.remittance-sign")
    RemittanceList.Detail sign(@PathVariable long community, @PathVariable long id) {
        remittances.sign(community, id);
        return list.get(community, id);
    }

    @PostMapping("/remittances/{id}/return")
    @Needs("cashier.remittance-sign")
    RemittanceList.Detail giveBack(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Refusal refusal) {
        remittances.giveBack(community, id, refusal.reason());
        return list.get(community, id);
    }

    /** By the one who handed it over. */
    @PostMapping("/remittances/{id}/withdrawal")
    @Needs("cashier.remit")
    RemittanceList.Detail withdraw(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Refusal refusal) {
        remittances.giveBack(community, id, refusal.reason());
        return list.get(community, id);
    }

    @GetMapping(path = "/remittances/{id}/slip.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String slip(@PathVariable long community, @PathVariable long id) {
        return page.slip(community, list.get(community, id));
    }

    @GetMapping("/remittances.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject RemittanceList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("解款单", List.of(
            Column.text("单号", 16, RemittanceList.Row::number), Column.date("日期", 12, RemittanceList.Row::handedOn),
            Column.money("现金", 12, RemittanceList.Row::amount).withSum(), Column.count("收据张数", 10, RemittanceList.Row::receipts),
            Column.text("号段", 26, RemittanceList.Row::numbers), Column.text("交款人", 12, RemittanceList.Row::handedBy),
            Column.text("逾时", 8, row -> row.isLate() ? "逾时" : ""), Column.text("状态", 10, RemittanceList.Row::stateLabel),
            Column.text("签收人", 12, RemittanceList.Row::answeredBy), Column.text("退回原因", 24, RemittanceList.Row::refusal)),
            list.list(community, filter, Paging.all(paging.sort())).items());
    }
}
