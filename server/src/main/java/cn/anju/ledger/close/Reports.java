package cn.anju.ledger.close;

import cn.anju.kernel.Money;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.ItemNames;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 会计报表：只看凭证日期，所以同一段日子谁问、何时问都是同一个数。 */
@Component
class Reports {

    /**
     * 一个收费项目的收入。
     *
     * @param income what was earned (6001, 6051, 6301)
     * @param passedThrough charged on behalf of others (2241)
     * @param received taken off the receivable
     */
    record Income(String item, Money income, Money passedThrough, Money charged, Money received) {}

    /** 收支的一行：资金从哪类事来、到哪类事去。 */
    record Flow(String account, String accountName, String kind, Money received, Money paid) {}

    private final JdbcClient jdbc;
    private final ItemNames names;

    Reports(JdbcClient jdbc, ItemNames names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    @Transactional(readOnly = true)
    List<Income> incomeByItem(long community, LocalDate from, LocalDate to) {
        var known = names.of(community);
        return jdbc.sql("""
                select coalesce(p.charge_item, '未分项目') item,
                       sum(p.credit - p.debit) filter (where p.account_code like '60%' or p.account_code like '6301%') income,
                       sum(p.credit - p.debit) filter (where p.account_code like '224101%') passed_through,
                       sum(p.debit) filter (where p.account_code = '1122') charged,
                       sum(p.credit) filter (where p.account_code = '1122') received
                  from ledger.journal_entry e
                  join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id
                 where e.community_id = :community and e.entry_on between :from and :to and e.kind <> 'PROFIT_CLOSING'
                   and (p.account_code in ('1122') or p.account_code like '60%' or p.account_code like '6301%' or p.account_code like '224101%')
                 group by 1 order by 1
                """).param("community", community).param("from", from).param("to", to)
            .query((row, i) -> new Income(known.getOrDefault(row.getString("item"), row.getString("item")), money(row.getBigDecimal("income")), money(row.getBigDecimal("passed_through")),
                money(row.getBigDecimal("charged")), money(row.getBigDecimal("received")))).list();
    }

    @Transactional(readOnly = true)
    List<Flow> receiptsAndPayments(long community, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                select p.account_code, a.name, e.kind, sum(p.debit) received, sum(p.credit) paid
                  from ledger.journal_entry e
                  join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id
                  join ledger.account a on a.entity_id = p.entity_id and a.code = p.account_code
                 where e.community_id = :community and e.entry_on between :from and :to
                   and (p.account_code like '1001%' or p.account_code like '1002%' or p.account_code like '1012%')
                 group by p.account_code, a.name, e.kind order by p.account_code, e.kind
                """).param("community", community).param("from", from).param("to", to)
            .query((row, i) -> new Flow(row.getString("account_code"), row.getString("name"),
                EntryKind.valueOf(row.getString("kind")).label(), money(row.getBigDecimal("received")), money(row.getBigDecimal("paid")))).list();
    }

    private static Money money(@Nullable BigDecimal yuan) {
        return yuan == null ? Money.ZERO : new Money(yuan);
    }
}
