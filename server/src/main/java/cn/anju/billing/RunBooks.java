package cn.anju.billing;

import cn.anju.kernel.Money;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Collectors;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 出账的凭证：借应收，贷收入；代收的、代开发商收的贷代收，以后各月的先贷合同负债，到月结转。
 *
 * <p>What belongs to months after the entry's own is written down by month, so that 2204 always equals what is still to
 * be released.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RunBooks {

    /** 一个收费项目、一段账期的合计。 */
    record ItemTotal(long itemId, String itemCode, boolean isPassThrough, LocalDate periodStart, LocalDate periodEnd,
                     Money amount) {}

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Collectors collectors;

    RunBooks(JdbcClient jdbc, Ledger ledger, Collectors collectors) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.collectors = collectors;
    }

    /** 记一次出账；返回凭证号。 */
    long post(long community, long run, LocalDate date, EntryKind kind, String summary) {
        var totals = jdbc.sql("""
                select i.id item_id, i.code item_code, i.is_pass_through, s.period_start, s.period_end, sum(s.amount) amount
                  from billing.bill_run_total s
                  join billing.tariff t on t.community_id = s.community_id and t.id = s.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 where s.community_id = :community and s.run_id = :run
                 group by i.id, i.code, i.is_pass_through, s.period_start, s.period_end
                 order by i.code, s.period_start, s.period_end
                """).param("community", community).param("run", run).query(ItemTotal.class).list();
        var postings = postings(community, run, YearMonth.from(date), totals, false);
        return ledger.post(new Entry(community, date, kind, summary, "bill_run", run, postings));
    }

    /** 撤销：把冲掉的各行按原凭证的科目反向记，与原凭证相连。 */
    long reverse(long community, long run, long entry, LocalDate entryOn, LocalDate date, List<ItemTotal> reversed,
                 String summary, String reason) {
        var postings = postings(community, run, YearMonth.from(entryOn), reversed, true);
        return ledger.postReversal(
            new Entry(community, date, EntryKind.BILL_RUN_UNDO, summary, "bill_run", run, postings), entry, reason);
    }

    /** 冲销单行：同样的科目反着记，原凭证照旧。 */
    long reverseLine(long community, long run, LocalDate entryOn, LocalDate date, ItemTotal line, String summary, long bill) {
        var postings = postings(community, run, YearMonth.from(entryOn), List.of(line), true);
        return ledger.post(new Entry(community, date, EntryKind.BILL_REVERSAL, summary, "bill", bill, postings));
    }

    /** 更正：冲销一次出账里的几行，原凭证照旧。 */
    long reverseLines(long community, long run, LocalDate entryOn, LocalDate date, List<ItemTotal> lines, String summary, long correction) {
        var postings = postings(community, run, YearMonth.from(entryOn), lines, true);
        return ledger.post(new Entry(community, date, EntryKind.BILL_REVERSAL, summary, "correction", correction, postings));
    }

    private List<Posting> postings(long community, long run, YearMonth through, List<ItemTotal> totals, boolean isReversal) {
        var debits = new TreeMap<String, Money>();
        var credits = new TreeMap<String, Map<String, Money>>();
        var others = collectors.byItem(community);
        for (var total : totals) {
            var collector = others.get(total.itemCode());
            var isAgency = collector != null && collector.isAgency();
            debits.merge(total.itemCode(), signed(total.amount(), isReversal), Money::plus);
            if (total.isPassThrough() || isAgency) {
                credit(credits, isAgency ? Accounts.DEVELOPER : Accounts.PASS_THROUGH, total, signed(total.amount(), isReversal));
                continue;
            }
            IncomeSplit.byMonth(total.amount(), total.periodStart(), total.periodEnd()).forEach((month, share) -> {
                if (share.isZero()) return;
                var amount = signed(share, isReversal);
                credit(credits, month.isAfter(through) ? Accounts.DEFERRED_INCOME : Accounts.INCOME, total, amount);
                if (month.isAfter(through)) defer(community, run, total.itemId(), month, amount);
            });
        }
        var postings = new ArrayList<Posting>();
        debits.forEach((item, amount) -> postings.add(Posting.debit(Accounts.RECEIVABLE, amount, item)));
        credits.forEach((account, items) ->
            items.forEach((item, amount) -> postings.add(Posting.credit(account, amount, item))));
        return postings;
    }

    private void defer(long community, long run, long item, YearMonth month, Money amount) {
        jdbc.sql("""
                insert into billing.income_release (community_id, run_id, charge_item_id, month, amount)
                values (:community, :run, :item, :month, :amount)
                """).param("community", community).param("run", run).param("item", item).param("month", month.atDay(1))
            .param("amount", amount.yuan()).update();
    }

    private static void credit(Map<String, Map<String, Money>> credits, String account, ItemTotal total, Money amount) {
        credits.computeIfAbsent(account, _ -> new TreeMap<>()).merge(total.itemCode(), amount, Money::plus);
    }

    private static Money signed(Money amount, boolean isReversal) {
        return isReversal ? amount.negated() : amount;
    }
}
