package cn.anju.billing;

import cn.anju.kernel.Money;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 合同负债逐月结转收入：到了那个月才是那个月的收入。
 *
 * <p>Called whenever a run is published and once a day; what has been released is marked with its entry, so calling it
 * again does nothing.
 */
@Service
class Releases {

    private record Due(YearMonth month, String item, Money amount) {}

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Clock clock;

    Releases(JdbcClient jdbc, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** 结转到本月为止，每月一张凭证；返回结转的总额。 */
    @Transactional
    Money releaseDue(long community) {
        var today = LocalDate.now(clock);
        var months = jdbc.sql("""
                select distinct month from billing.income_release
                 where community_id = :community and entry_id is null and month <= :today order by month
                """).param("community", community).param("today", today).query(LocalDate.class).list();
        var released = Money.ZERO;
        for (var month : months) released = released.plus(release(community, YearMonth.from(month), today));
        return released;
    }

    private Money release(long community, YearMonth month, LocalDate today) {
        // Two that release at once take turns; the second finds nothing left.
        jdbc.sql("""
                select id from billing.income_release
                 where community_id = :community and entry_id is null and month = :month order by id for update
                """).param("community", community).param("month", month.atDay(1)).query(row -> { });
        var due = jdbc.sql("""
                select i.code item, sum(r.amount) amount
                  from billing.income_release r
                  join billing.charge_item i on i.community_id = r.community_id and i.id = r.charge_item_id
                 where r.community_id = :community and r.entry_id is null and r.month = :month
                 group by i.code order by i.code
                """).param("community", community).param("month", month.atDay(1))
            .query((row, i) -> new Due(month, row.getString("item"), new Money(row.getBigDecimal("amount")))).list();
        var entry = post(community, month, today, due);
        jdbc.sql("""
                update billing.income_release set entry_id = :entry
                 where community_id = :community and entry_id is null and month = :month
                """).param("entry", entry).param("community", community).param("month", month.atDay(1)).update();
        return Money.sum(due, Due::amount);
    }

    /** What was deferred and reversed before its month came leaves nothing to post; its rows point to no new entry. */
    private Long post(long community, YearMonth month, LocalDate today, List<Due> due) {
        var postings = new ArrayList<Posting>();
        for (var item : due) if (!item.amount().isZero()) postings.add(Posting.debit(Accounts.DEFERRED_INCOME, item.amount(), item.item()));
        for (var item : due) if (!item.amount().isZero()) postings.add(Posting.credit(Accounts.INCOME, item.amount(), item.item()));
        if (postings.isEmpty()) return null;
        var last = month.atEndOfMonth();
        var date = ledger.entryDate(community, last.isBefore(today) ? last : today);
        return ledger.post(new Entry(community, date, EntryKind.INCOME_RELEASE, "结转 %s 收入".formatted(month),
            "income_release", month.getYear() * 100L + month.getMonthValue(), postings));
    }
}
