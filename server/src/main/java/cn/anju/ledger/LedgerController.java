package cn.anju.ledger;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.YearMonth;
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
class LedgerController {

    /** 小区由哪个主体收款。 */
    record Assignment(long entityId) {}

    private final TrialBalance trialBalance;
    private final Journal journal;
    private final AccountView accountView;
    private final Periods periods;
    private final LegalEntities entities;
    private final Collectors collectors;
    private final ChartOfAccounts chart;

    LedgerController(TrialBalance trialBalance, Journal journal, AccountView accountView, Periods periods,
                     LegalEntities entities, Collectors collectors, ChartOfAccounts chart) {
        this.trialBalance = trialBalance;
        this.journal = journal;
        this.accountView = accountView;
        this.periods = periods;
        this.entities = entities;
        this.collectors = collectors;
        this.chart = chart;
    }

    @GetMapping("/trial-balance")
    @Needs("ledger.read")
    TrialBalance.Table trialBalance(@PathVariable long community, @RequestParam @Nullable YearMonth from,
                                    @RequestParam @Nullable YearMonth to, @RequestParam @Nullable Long entity) {
        return trialBalance.of(community, from, to, entity);
    }

    @GetMapping("/collectors")
    @Needs("ledger.read")
    List<Collectors.Row> collectors(@PathVariable long community) {
        return collectors.list(community);
    }

    @PutMapping("/collectors")
    @Needs("ledger.edit")
    List<Collectors.Row> assignItem(@PathVariable long community, @Valid @RequestBody Collectors.Assignment assignment) {
        collectors.assign(community, assignment);
        return collectors.list(community);
    }

    @GetMapping("/entries")
    @Needs("ledger.read")
    Page<Journal.Row> entries(@PathVariable long community, @ParameterObject Journal.Filter filter,
                              @ParameterObject Paging paging) {
        return journal.list(community, filter, paging);
    }

    @GetMapping("/entries/{id}")
    @Needs("ledger.read")
    Journal.Row entry(@PathVariable long community, @PathVariable long id) {
        return journal.get(community, id);
    }

    @GetMapping("/accounts/{code}")
    @Needs("ledger.read")
    AccountView.Sheet account(@PathVariable long community, @PathVariable String code,
                              @ParameterObject AccountView.Filter filter, @ParameterObject Paging paging) {
        return accountView.of(community, code, filter, paging);
    }

    @GetMapping("/accounts")
    @Needs("ledger.read")
    List<ChartOfAccounts.Row> accounts(@PathVariable long community) {
        return chart.list(community);
    }

    @GetMapping("/accounts.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> chart(@PathVariable long community) {
        return ListSheet.of("科目表", List.of(Column.text("科目", 12, ChartOfAccounts.Row::code), Column.text("名称", 30, ChartOfAccounts.Row::name),
            Column.money("余额（借减贷）", 18, ChartOfAccounts.Row::balance), Column.text("状态", 10, row -> row.isActive() ? "在用" : "停用")), chart.list(community));
    }

    @PutMapping("/accounts/{code}")
    @Needs("ledger.edit")
    ChartOfAccounts.Row changeAccount(@PathVariable long community, @PathVariable String code, @Valid @RequestBody ChartOfAccounts.Change change) {
        return chart.change(community, code, change);
    }

    @PostMapping("/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("ledger.edit")
    LegalEntities.Account addAccount(@PathVariable long community, @Valid @RequestBody LegalEntities.Account account) {
        return entities.addAccount(community, account);
    }

    @GetMapping("/periods")
    @Needs("ledger.read")
    List<Periods.Period> periods(@PathVariable long community) {
        return periods.list(community);
    }

    @GetMapping("/entity")
    @Needs("ledger.read")
    LegalEntity entity(@PathVariable long community) {
        return entities.of(community);
    }

    @PutMapping("/entity")
    @Needs("ledger.edit")
    LegalEntity assign(@PathVariable long community, @RequestBody Assignment assignment) {
        return entities.assign(community, assignment.entityId());
    }
}
