package cn.anju.ledger.expense;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
@RequestMapping("/api/communities/{community}/ledger")
class ExpenseController {

    /** 付款的来处。 */
    record Payout(@NotNull Expenses.Funds funds) {}

    private static final List<Column<ExpenseList.Row>> COLUMNS = List.of(
        Column.date("费用日期", 12, ExpenseList.Row::spentOn), Column.text("事由", 30, ExpenseList.Row::title), Column.money("金额", 14, ExpenseList.Row::amount).withSum(),
        Column.text("科目", 20, row -> row.account() + " " + row.accountName()), Column.text("收款人", 20, ExpenseList.Row::payee),
        Column.text("状态", 10, ExpenseList.Row::stateLabel), Column.text("报销人", 12, ExpenseList.Row::madeBy), Column.text("付款人", 12, ExpenseList.Row::paidBy));

    private final Expenses expenses;
    private final ExpenseList list;

    ExpenseController(Expenses expenses, ExpenseList list) {
        this.expenses = expenses;
        this.list = list;
    }

    @GetMapping("/expenses")
    @Needs("ledger.expense")
    Page<ExpenseList.Row> list(@PathVariable long community, @ParameterObject ExpenseList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/expenses.xlsx")
    @Needs("ledger.expense")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject ExpenseList.Filter filter) {
        return ListSheet.of("费用报销", COLUMNS, list.list(community, filter, Paging.all(null)).items());
    }

    @GetMapping("/expenses/{id}")
    @Needs("ledger.expense")
    ExpenseList.Row get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/expenses")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("ledger.expense")
    ExpenseList.Row make(@PathVariable long community, @Valid @RequestBody Expenses.Claim claim) {
        return list.get(community, expenses.make(community, claim));
    }

    @PostMapping("/expenses/{id}/submission")
    @Needs("ledger.expense")
    ExpenseList.Row submit(@PathVariable long community, @PathVariable long id) {
        expenses.submit(community, id);
        return list.get(community, id);
    }

    @PostMapping("/expenses/{id}/payout")
    @Needs("ledger.pay")
    ExpenseList.Row pay(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Payout payout) {
        expenses.pay(community, id, payout.funds());
        return list.get(community, id);
    }
}
