package cn.anju.billing;

import cn.anju.kernel.Money;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 减免的核销和凭证：应收少了，收入红字；收回来反着记。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Waivers {

    private record TakenBack(long billId, Money amount) {}

    private record Item(long billId, String code) {}

    private final JdbcClient jdbc;
    private final Bills bills;
    private final Ledger ledger;

    Waivers(JdbcClient jdbc, Bills bills, Ledger ledger) {
        this.jdbc = jdbc;
        this.bills = bills;
        this.ledger = ledger;
    }

    /** 核销并记账；调用者已锁住这些账单。 @param sourceType with its row, what the entry stems from */
    public void waive(long community, List<Settlement> settlements, String sourceType, long sourceId, LocalDate on, String summary) {
        bills.settle(community, settlements);
        var byBill = new TreeMap<Long, Money>();
        for (var settlement : settlements) byBill.merge(settlement.billId(), settlement.amount(), Money::plus);
        post(community, byBill, sourceType, sourceId, on, summary);
    }

    /** 这些账单要冲销，减免过的先收回。 */
    void takeBack(long community, Collection<Long> billIds, String sourceType, long sourceId, LocalDate on, String summary) {
        if (billIds.isEmpty()) return;
        var byBill = new TreeMap<Long, Money>();
        jdbc.sql("""
                insert into billing.settlement (community_id, bill_id, kind, amount, settled_on, source_id, reverses_id)
                select s.community_id, s.bill_id, s.kind, -s.amount, :on, s.source_id, s.id
                  from billing.settlement s
                 where s.community_id = :community and s.bill_id = any (:bills) and s.kind = 'WAIVER' and s.amount > 0
                   and not exists (select from billing.settlement r where r.community_id = s.community_id and r.reverses_id = s.id)
                returning bill_id, amount
                """).param("community", community).param("bills", billIds.toArray(Long[]::new)).param("on", on)
            .query((row, i) -> new TakenBack(row.getLong(1), new Money(row.getBigDecimal(2)))).list()
            .forEach(back -> byBill.merge(back.billId(), back.amount(), Money::plus));
        if (!byBill.isEmpty()) post(community, byBill, sourceType, sourceId, on, summary);
    }

    private void post(long community, Map<Long, Money> byBill, String sourceType, long sourceId, LocalDate on, String summary) {
        var byItem = new TreeMap<String, Money>();
        jdbc.sql("""
                select b.id bill_id, i.code
                  from billing.bill b
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 where b.community_id = :community and b.id = any (:bills)
                """).param("community", community).param("bills", byBill.keySet().toArray(Long[]::new)).query(Item.class).list()
            .forEach(item -> byItem.merge(item.code(), byBill.get(item.billId()), Money::plus));
        var postings = new ArrayList<Posting>();
        byItem.forEach((item, amount) -> postings.add(Posting.credit(Accounts.RECEIVABLE, amount, item)));
        byItem.forEach((item, amount) -> postings.add(Posting.credit(Accounts.INCOME, amount.negated(), item)));
        ledger.post(new Entry(community, ledger.entryDate(community, on), EntryKind.WAIVER, summary, sourceType, sourceId, postings));
    }
}
