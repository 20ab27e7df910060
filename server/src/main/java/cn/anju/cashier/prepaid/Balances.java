package cn.anju.cashier.prepaid;

import cn.anju.billing.FormerOwners;
import cn.anju.kernel.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 余额 = 指明项目的预存 − 没收清的账单 − 还没出账的用量。One place says so, for the list and for the watch. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Balances {

    /** 此刻的余额。 @param readOn the last reading it knows of */
    record Standing(long id, Money balance, @Nullable Money threshold, @Nullable LocalDate readOn) {}

    /** On month p of supply s. */
    static final String NOT_BILLED = """
        not exists (select from metering.meter m
                      join metering.reading r on r.community_id = m.community_id and r.meter_id = m.id and r.month = p.month and r.billed_run_id is not null
                     where m.community_id = s.community_id and m.room_id = s.room_id and m.kind = s.meter_kind)
        """;

    /** Bills b of supply s: published, of its item and kind of meter. */
    static final String BILLS = """
          from cashier.prepaid_supply s
          join billing.bill b on b.community_id = s.community_id and b.room_id = s.room_id
          join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
          join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id and i.code = s.charge_item
        """;

    static final String BILLED_MONTHS = "select s.id, date_trunc('month', b.period_start)::date, sum(b.amount)" + BILLS + """
         where s.community_id = :community and not b.is_reversed and not b.is_one_off and t.rule = 'METERED' and t.meter_kind = s.meter_kind
        """;

    /** The account a is whose money the present owner may use. */
    static final String USABLE = """
        (a.person_id is null or exists (select from resident.holding h where h.community_id = a.community_id and h.room_id = a.room_id
            and h.person_id = resident.person_now(a.community_id, a.person_id) and h.role = 'OWNER' and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)))
        """;

    /**
     * Takes {@code :community}, {@code :today}, {@code :ids} (none for all); gives {@code standing}.
     *
     * <p>Supply by supply through the indexes: behind row-level security every estimate is one row, and sums joined to sums
     * would be compared each with each.
     */
    static final String WITH = """
        with standing as (
          select s.*, f.amount funds, o.amount open_bills, u.amount unbilled, f.amount - o.amount - u.amount balance, l.read_on last_read_on
            from cashier.prepaid_supply s
            cross join lateral (select coalesce(sum(a.balance), 0.00) amount from cashier.prepayment_account a
                                 where a.community_id = s.community_id and a.room_id = s.room_id and a.charge_item = s.charge_item and
        """ + USABLE + """
                               ) f
            cross join lateral (select coalesce(sum(b.outstanding), 0.00) amount
                                  from billing.bill b
                                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id and i.code = s.charge_item
                                 where b.community_id = s.community_id and b.room_id = s.room_id and b.outstanding > 0 and not b.is_reversed
                                   and b.payer = 'OWNER' and
        """ + FormerOwners.NONE + """
                               ) o
            cross join lateral (select coalesce(sum(p.cost), 0.00) amount from cashier.prepaid_month p
                                 where p.community_id = s.community_id and p.supply_id = s.id and p.cost <> 0 and
        """ + NOT_BILLED + """
                               ) u
            left join lateral (select d.read_on from cashier.prepaid_day d where d.community_id = s.community_id and d.supply_id = s.id
                                order by d.month desc, d.read_on desc limit 1) l on true
           where s.community_id = :community and (:ids::bigint[] is null or s.id = any (:ids)))
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Balances(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Standing> of(long community, Collection<Long> supplies) {
        return jdbc.sql(WITH + " select id, balance, threshold, last_read_on from standing order by id").param("community", community)
            .param("today", LocalDate.now(clock)).param("ids", supplies.toArray(Long[]::new))
            .query((row, i) -> new Standing(row.getLong("id"), new Money(row.getBigDecimal("balance")),
                row.getBigDecimal("threshold") == null ? null : new Money(row.getBigDecimal("threshold")), row.getObject("last_read_on", LocalDate.class))).list();
    }
}
