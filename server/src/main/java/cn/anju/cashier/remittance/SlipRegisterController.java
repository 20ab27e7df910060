package cn.anju.cashier.remittance;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 每周的单据明细和每月的汇总：页面、Excel、打印。 */
@RestController
@RequestMapping("/api/communities/{community}")
class SlipRegisterController {

    private final SlipRegister register;
    private final RemittancePage page;

    SlipRegisterController(SlipRegister register, RemittancePage page) {
        this.register = register;
        this.page = page;
    }

    @GetMapping("/slip-register")
    @Needs("cashier.read")
    Page<SlipRegister.Row> receipts(@PathVariable long community, @ParameterObject SlipRegister.Filter filter, @ParameterObject Paging paging) {
        return register.receipts(community, filter, paging);
    }

    @GetMapping("/slip-register.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> receiptSheet(@PathVariable long community, @ParameterObject SlipRegister.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("收费单据明细", List.of(
            Column.date("日期", 12, SlipRegister.Row::paidOn), Column.text("收据号", 14, SlipRegister.Row::receiptNo),
            Column.text("房号", 14, SlipRegister.Row::roomCode), Column.text("付款人", 16, SlipRegister.Row::payerName),
            Column.text("付款方式", 16, SlipRegister.Row::methods), Column.money("金额", 12, SlipRegister.Row::amount).withSum(),
            Column.text("收款人", 12, SlipRegister.Row::cashierName), Column.text("作废", 8, row -> row.isVoided() ? "作废" : ""),
            Column.text("解款单", 16, SlipRegister.Row::slip)), register.receipts(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping(path = "/slip-register.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String receiptPage(@PathVariable long community, @ParameterObject SlipRegister.Filter filter) {
        var rows = register.receipts(community, filter, Paging.all(null)).items().stream().map(row -> List.of(row.paidOn().toString(),
            row.receiptNo(), row.roomCode(), row.payerName() == null ? "" : row.payerName(), row.methods(), Html.money(row.amount()),
            row.cashierName(), row.isVoided() ? "作废" : "", row.slip() == null ? "" : row.slip())).toList();
        return page.table(community, "收费单据明细表", register.from(filter).toString().replace("-", "") + "-" + register.to(filter).toString().replace("-", ""), "%s 至 %s，共 %d 张".formatted(register.from(filter), register.to(filter), rows.size()),
            List.of("日期", "收据号", "房号", "付款人", "付款方式", "金额", "收款人", "作废", "解款单"), rows);
    }

    @GetMapping("/remittance-months/{month}")
    @Needs("cashier.read")
    SlipRegister.Month month(@PathVariable long community, @PathVariable YearMonth month) {
        return register.month(community, month);
    }

    @GetMapping("/remittance-months.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> monthSheet(@PathVariable long community, @RequestParam YearMonth month) {
        return ListSheet.of("收款月汇总 " + month, List.of(
            Column.date("日期", 12, SlipRegister.Day::day), Column.count("收据", 8, SlipRegister.Day::receipts),
            Column.count("作废", 8, SlipRegister.Day::voided), Column.money("现金", 12, SlipRegister.Day::cash).withSum(),
            Column.money("其他方式", 12, SlipRegister.Day::other).withSum(), Column.money("合计", 12, SlipRegister.Day::total).withSum(),
            Column.money("解款", 12, SlipRegister.Day::remitted).withSum(), Column.money("已签收", 12, SlipRegister.Day::signed).withSum(),
            Column.money("长短款", 12, SlipRegister.Day::variance).withSum(), Column.text("日结", 8, day -> day.isClosed() ? "已结" : "未结")),
            register.month(community, month).days());
    }

    @GetMapping(path = "/remittance-months/{month}/report.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String monthPage(@PathVariable long community, @PathVariable YearMonth month) {
        var summary = register.month(community, month);
        var rows = new ArrayList<>(summary.days().stream().map(day -> cells(day.day().toString(), day)).toList());
        rows.add(cells("合计", summary.total()));
        return page.table(community, "收款月汇总表", month.toString(), "%d 年 %d 月".formatted(month.getYear(), month.getMonthValue()),
            List.of("日期", "收据", "作废", "现金", "其他方式", "合计", "解款", "已签收", "长短款", "日结"), rows);
    }

    private static List<String> cells(String label, SlipRegister.Day day) {
        return List.of(label, Long.toString(day.receipts()), Long.toString(day.voided()), Html.money(day.cash()), Html.money(day.other()),
            Html.money(day.total()), Html.money(day.remitted()), Html.money(day.signed()), Html.money(day.variance()), day.isClosed() ? "已结" : "未结");
    }
}
