package cn.anju.ledger.close;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.CloseCheck;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Periods;
import cn.anju.ledger.Posting;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 年末损益结转：收入、费用各科目的余额转入本年利润，本年利润再转入利润分配，都记在十二月三十一日；没转完的十二月不能结账。
 *
 * <p>Each collecting entity has a result of its own: its entries balance in its own books.
 */
@Service
class ProfitClosing implements CloseCheck {

    /** 一个科目（分收费项目）要转的余额。 @param balance debit minus credit */
    record Line(String account, String name, @Nullable String chargeItem, Money balance) {}

    /** 要转的各行和净利润；净利润为负就是亏损。 @param retained 转入利润分配的：净利润加上本年利润里原有的（如期初） */
    record Preview(List<Line> lines, Money profit, Money retained) {}

    /** What is to be moved in the books of one entity. */
    private record Part(long entity, Line line) {}

    private static final String PAGE = "periods";

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Periods periods;
    private final AuditTrail audit;

    ProfitClosing(JdbcClient jdbc, Ledger ledger, Periods periods, AuditTrail audit) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.periods = periods;
        this.audit = audit;
    }

    /** What is still to be moved at the end of this year. @throws Problem 400 {@code not-year-end} */
    @Transactional(readOnly = true)
    Preview preview(long community, YearMonth month) {
        requireYearEnd(month);
        var all = open(community, month).stream().map(Part::line).toList();
        var lines = results(all);
        return new Preview(lines, profit(lines), profit(all));
    }

    /** 结转。 @return the first entry; @throws Problem 409 {@code period-not-over}, {@code earlier-period-open}, {@code nothing-to-close}, {@code period-closed} */
    @Transactional
    long close(long community, YearMonth month) {
        CurrentUser.get().require(community, "ledger.close");
        requireYearEnd(month);
        periods.lockForClose(community, month);
        var parts = open(community, month).stream()
            .collect(Collectors.groupingBy(Part::entity, TreeMap::new, Collectors.mapping(Part::line, Collectors.toList())));
        if (parts.isEmpty()) throw Problem.conflict("nothing-to-close", "%d 年的损益已经结转完了", month.getYear());
        audit.note("损益结转 " + month.getYear(), null, profit(results(parts.values().stream().flatMap(List::stream).toList())));
        return parts.entrySet().stream().map(part -> post(community, month, part.getKey(), part.getValue())).toList().getFirst();
    }

    /** Two entries: the results into the year's profit, and all of that, with what stood there before, into the retained. */
    private long post(long community, YearMonth month, long entity, List<Line> all) {
        var entries = new ArrayList<Long>();
        var postings = new ArrayList<Posting>();
        for (var line : results(all)) postings.add(balancing(line.account(), line.balance(), line.chargeItem()));
        if (!postings.isEmpty()) {
            var profit = profit(results(all));
            if (!profit.isZero()) postings.add(balancing(Accounts.OPENING, profit, null));
            entries.add(post(community, month, entity, month.getYear() + " 年损益结转", postings));
        }
        var retained = profit(all);
        if (!retained.isZero())
            entries.add(post(community, month, entity, month.getYear() + " 年本年利润转入利润分配", List.of(
                balancing(Accounts.OPENING, retained.negated(), null), balancing(Accounts.RETAINED, retained, null))));
        return entries.getFirst();
    }

    private long post(long community, YearMonth month, long entity, String summary, List<Posting> postings) {
        return ledger.post(new Entry(community, month.atEndOfMonth(), EntryKind.PROFIT_CLOSING, summary, "profit_closing", month.getYear(), postings, entity));
    }

    /** A positive amount is credited, a negative one debited: what a balance of debit minus credit needs to come to nothing. */
    private static Posting balancing(String account, Money balance, @Nullable String chargeItem) {
        return balance.isPositive() ? Posting.credit(account, balance, chargeItem) : Posting.debit(account, balance.negated(), chargeItem);
    }

    private static List<Line> results(List<Line> all) {
        return all.stream().filter(line -> !line.account().equals(Accounts.OPENING)).toList();
    }

    private static Money profit(List<Line> lines) {
        return Money.sum(lines, Line::balance).negated();
    }

    @Override
    public String label() {
        return "年末损益结转";
    }

    @Override
    public Finding check(long community, YearMonth month) {
        if (month.getMonthValue() != 12) return Finding.green("不是年末，不用结转");
        var left = open(community, month);
        return left.isEmpty() ? Finding.green("收入、费用都已转入本年利润，本年利润已转入利润分配")
            : Finding.red("还有 %d 个科目没有结转，请点「结转损益」".formatted(left.stream().map(part -> part.line().account()).distinct().count()), PAGE);
    }

    private List<Part> open(long community, YearMonth month) {
        return jdbc.sql("""
                select p.entity_id, p.account_code, a.name, p.charge_item, sum(p.debit - p.credit) balance
                  from ledger.posting p
                  join ledger.journal_entry e on e.community_id = p.community_id and e.id = p.entry_id
                  join ledger.account a on a.entity_id = p.entity_id and a.code = p.account_code
                 where p.community_id = :community and (p.account_code like '6%' or p.account_code = '4103') and e.entry_on <= :until
                 group by 1, 2, 3, 4 having sum(p.debit - p.credit) <> 0 order by 2, 4, 1
                """).param("community", community).param("until", month.atEndOfMonth())
            .query((row, i) -> new Part(row.getLong("entity_id"), new Line(row.getString("account_code"), row.getString("name"),
                row.getString("charge_item"), new Money(row.getBigDecimal("balance"))))).list();
    }

    private static void requireYearEnd(YearMonth month) {
        if (month.getMonthValue() != 12) throw Problem.invalid("not-year-end", "损益在年末结转，请选十二月");
    }
}
