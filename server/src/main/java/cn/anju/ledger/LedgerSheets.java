package cn.anju.ledger;

import cn.anju.kernel.Column;
import cn.anju.kernel.Money;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Paging;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The books as Excel files: the same filters, all pages. */
@RestController
@RequestMapping("/api/communities/{community}/ledger")
class LedgerSheets {

    private record JournalLine(Journal.Row entry, Journal.Line line) {

        Money debit() {
            return line.debit();
        }

        Money credit() {
            return line.credit();
        }
    }

    private static final List<Column<JournalLine>> JOURNAL = List.of(
        Column.date("日期", 12, row -> row.entry().date()), Column.text("凭证号", 10, row -> row.entry().voucherNo()),
        Column.text("类别", 12, row -> row.entry().kindLabel()), Column.text("摘要", 30, row -> row.entry().summary()),
        Column.text("科目", 10, row -> row.line().accountCode()), Column.text("名称", 24, row -> row.line().accountName()),
        Column.text("收费项目", 14, row -> row.line().chargeItem()), Column.money("借方", 14, JournalLine::debit).withSum(),
        Column.money("贷方", 14, JournalLine::credit).withSum());

    private final TrialBalance trialBalance;
    private final Journal journal;
    private final AccountView accountView;

    LedgerSheets(TrialBalance trialBalance, Journal journal, AccountView accountView) {
        this.trialBalance = trialBalance;
        this.journal = journal;
        this.accountView = accountView;
    }

    @GetMapping("/trial-balance.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> trialBalance(@PathVariable long community, @RequestParam @Nullable YearMonth from,
                                        @RequestParam @Nullable YearMonth to, @RequestParam @Nullable Long entity) {
        return ListSheet.of("试算平衡表", TrialBalance.COLUMNS, trialBalance.of(community, from, to, entity).accounts());
    }

    @GetMapping("/entries.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> entries(@PathVariable long community, @ParameterObject Journal.Filter filter, @ParameterObject Paging paging) {
        var lines = journal.list(community, filter, Paging.all(paging.sort())).items().stream()
            .flatMap(entry -> entry.postings().stream().map(line -> new JournalLine(entry, line))).toList();
        return ListSheet.of("凭证", JOURNAL, lines);
    }

    @GetMapping("/accounts/{code}.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> account(@PathVariable long community, @PathVariable String code, @ParameterObject AccountView.Filter filter) {
        var view = accountView.of(community, code, filter, Paging.all(null));
        return ListSheet.of("明细账 " + view.code() + " " + view.name(), List.of(
            Column.date("日期", 12, AccountView.Row::date), Column.text("凭证号", 10, row -> String.valueOf(row.entryId())),
            Column.text("摘要", 30, AccountView.Row::summary), Column.text("收费项目", 14, AccountView.Row::chargeItem),
            Column.money("借方", 14, AccountView.Row::debit).withSum(), Column.money("贷方", 14, AccountView.Row::credit).withSum(),
            Column.money("余额（借减贷）", 16, AccountView.Row::balance)), view.items());
    }
}
