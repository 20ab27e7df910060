package cn.anju.ledger;

import cn.anju.kernel.Column;
import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 试算平衡表：每个科目的期初、本期借贷发生额与期末。 */
@Component
public class TrialBalance {

    /**
     * 一段时间的试算平衡。
     *
     * @param debit sum of the debit turnover of all accounts, always equal to {@code credit}
     */
    public record Table(List<Line> accounts, Money debit, Money credit) {}

    /**
     * 一个科目。
     *
     * @param opening balance before the first month, debit minus credit
     * @param balance balance at the end, debit minus credit
     */
    public record Line(String code, String name, Money opening, Money debit, Money credit, Money balance) {}

    /** 表上的各栏，Excel 与纸上相同。 */
    public static final List<Column<Line>> COLUMNS = List.of(
        Column.text("科目", 12, Line::code), Column.text("名称", 30, Line::name), Column.money("期初（借减贷）", 16, Line::opening).withSum(),
        Column.money("本期借方", 16, Line::debit).withSum(), Column.money("本期贷方", 16, Line::credit).withSum(),
        Column.money("期末（借减贷）", 16, Line::balance).withSum());

    private final JdbcClient jdbc;

    TrialBalance(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without months: everything that was ever posted. */
    @Transactional(readOnly = true)
    public Table of(long community, @Nullable YearMonth from, @Nullable YearMonth to) {
        return of(community, from, to, null);
    }

    /** @param entity in whose books; null for all together */
    @Transactional(readOnly = true)
    public Table of(long community, @Nullable YearMonth from, @Nullable YearMonth to, @Nullable Long entity) {
        var lines = jdbc.sql("""
                select p.account_code, a.name,
                       sum(p.debit - p.credit) filter (where e.entry_on < :from) opening,
                       sum(p.debit)  filter (where e.entry_on >= :from) debit,
                       sum(p.credit) filter (where e.entry_on >= :from) credit,
                       sum(p.debit - p.credit) balance
                  from ledger.posting p
                  join ledger.journal_entry e on e.community_id = p.community_id and e.id = p.entry_id
                  join ledger.account a on a.entity_id = p.entity_id and a.code = p.account_code
                 where p.community_id = :community and e.entry_on <= :to and (cast(:entity as bigint) is null or p.entity_id = :entity)
                 group by p.account_code, a.name
                 order by p.account_code
                """)
            .param("community", community).param("entity", entity)
            .param("from", from == null ? LocalDate.of(1900, 1, 1) : from.atDay(1))
            .param("to", to == null ? LocalDate.of(9999, 12, 31) : to.atEndOfMonth())
            .query((row, i) -> new Line(row.getString("account_code"), row.getString("name"),
                Amounts.of(row, "opening"), Amounts.of(row, "debit"), Amounts.of(row, "credit"), Amounts.of(row, "balance")))
            .list();
        return new Table(lines, Money.sum(lines, Line::debit), Money.sum(lines, Line::credit));
    }
}
