package cn.anju.cashier.agency;

import cn.anju.cashier.agency.AgencyDue.Period;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.ledger.Accounts;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 给开发商的报表：期初结存、收到、撤回、移交、期末结存，按项目、房屋或日子。
 *
 * <p>What is held and what is still to be received together are the balance of 224103 in the books of the entity.
 */
@Component
@Transactional(readOnly = true)
class AgencyReport {

    /** 按什么分行。 */
    enum By {
        ITEM, ROOM, DAY;

        private String rows() {
            return switch (this) {
                case ITEM -> "select i.name as key, " + SUMS + JOINS + " group by 1";
                case ROOM -> "select r.code as key, " + SUMS + JOINS + " group by 1";
                case DAY -> DAYS;
            };
        }
    }

    /** 一行。 @param takenBack above zero: voided, refunded or corrected */
    record Row(String key, Money opening, Money received, Money takenBack, Money handedOn, Money closing) {}

    /**
     * 一段的合计与账上的数。
     *
     * @param receivable billed by the last day and not received then
     * @param ledger balance of 224103 on the last day: closing and receivable together
     */
    record Summary(String entityName, Row total, Money receivable, Money ledger, boolean agrees) {}

    private static final Map<String, String> SORTABLE = Map.of("key", "key", "received", "received", "handedOn", "handed_on", "closing", "closing");
    private static final String MOVES = """
        with move as materialized (
            select s.settled_on on_day, s.bill_id, s.amount received, 0.00 handed
              from billing.settlement s
              join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id and b.tariff_id = any (:tariffs)
             where s.community_id = :community and s.settled_on <= :to
            union all
            select p.day, s.bill_id, 0.00, l.amount * p.sign
              from (select id, paid_on as day, 1 as sign from cashier.agency_payout where community_id = :community and entity_id = :entity and paid_on <= :to
                    union all
                    select id, reversed_on, -1 from cashier.agency_payout where community_id = :community and entity_id = :entity and reversed_on <= :to) p
              join cashier.agency_payout_line l on l.community_id = :community and l.payout_id = p.id
              join billing.settlement s on s.community_id = l.community_id and s.id = l.settlement_id)
        """;
    private static final String SUMS = """
        coalesce(sum(m.received - m.handed) filter (where m.on_day < :from), 0.00) opening,
        coalesce(sum(m.received) filter (where m.on_day >= :from and m.received > 0), 0.00) received,
        coalesce(-sum(m.received) filter (where m.on_day >= :from and m.received < 0), 0.00) taken_back,
        coalesce(sum(m.handed) filter (where m.on_day >= :from), 0.00) handed_on,
        coalesce(sum(m.received - m.handed), 0.00) closing
        """;
    private static final String JOINS = """
          from move m
          join billing.bill b on b.community_id = :community and b.id = m.bill_id
          join estate.room r on r.community_id = b.community_id and r.id = b.room_id
          join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
        """;

    /** Of a day what stood before and after it. */
    private static final String DAYS = """
        select key, closing - received + taken_back + handed_on opening, received, taken_back, handed_on, closing
          from (select to_char(m.on_day, 'YYYY-MM-DD') as key, m.on_day,
                       coalesce(sum(m.received) filter (where m.received > 0), 0.00) received, coalesce(-sum(m.received) filter (where m.received < 0), 0.00) taken_back,
                       sum(m.handed) handed_on, sum(sum(m.received - m.handed)) over (order by m.on_day) closing
                  from move m group by m.on_day) d
         where d.on_day >= :from
        """;

    private final JdbcClient jdbc;
    private final AgencyDue due;

    AgencyReport(JdbcClient jdbc, AgencyDue due) {
        this.jdbc = jdbc;
        this.due = due;
    }

    Summary summary(long community, Period period) {
        var name = due.entityName(community, period.entity());
        var total = sql(community, period, MOVES + "select '合计' as key, " + SUMS + " from move m").query(Row.class).single();
        var receivable = sql(community, period, """
            select coalesce((select sum(b.amount) from billing.bill b
                               join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on <= :to
                              where b.community_id = :community and b.tariff_id = any (:tariffs)
                                and not exists (select from billing.bill_reversal v where v.community_id = b.community_id and v.bill_id = b.id and v.reversed_on <= :to)), 0.00)
                   - coalesce((select sum(s.amount) from billing.settlement s
                                 join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id and b.tariff_id = any (:tariffs)
                                where s.community_id = :community and s.settled_on <= :to), 0.00)
            """).query((row, i) -> new Money(row.getBigDecimal(1))).single();
        var ledger = jdbc.sql("""
                select coalesce(sum(p.credit - p.debit), 0.00) from ledger.posting p
                  join ledger.journal_entry e on e.community_id = p.community_id and e.id = p.entry_id and e.entry_on <= :to
                 where p.community_id = :community and p.account_code = :account and p.entity_id = :entity
                """).param("community", community).param("entity", period.entity()).param("to", period.to()).param("account", Accounts.DEVELOPER)
            .query((row, i) -> new Money(row.getBigDecimal(1))).single();
        return new Summary(name, total, receivable, ledger, ledger.equals(receivable.plus(total.closing())));
    }

    Page<Row> rows(long community, Period period, By by, Paging paging) {
        due.entityName(community, period.entity());
        var total = sql(community, period, MOVES + "select count(*) from (" + by.rows() + ") q").query(Long.class).single();
        return new Page<>(sql(community, period, MOVES + "select * from (" + by.rows() + ") q " + paging.orderBy(SORTABLE, "key") + " limit :limit offset :offset")
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list(), total);
    }

    private JdbcClient.StatementSpec sql(long community, Period period, String sql) {
        return jdbc.sql(sql).param("community", community).param("entity", period.entity()).param("tariffs", due.tariffs(community, period.entity()))
            .param("from", period.from()).param("to", period.to());
    }
}
