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
            and h.person_id = a.person_id and h.role = 'OWNER' and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)))
        """;

    /** Takes {@code :community}, {@code :today}, {@code :ids} (none for all); gives {@code standing}. */
    static final String WITH = """
        with supply as (
          select * from cashier.prepaid_supply where community_id = :community and (:ids::bigint[] is null or id = any (:ids))),
        funds as (
          select a.room_id, a.charge_item, sum(a.balance) amount from cashier.prepayment_account a
           where a.community_id = :community and a.charge_item is not null and a.balance > 0 and a.room_id in (select room_id from supply) and
        """ + USABLE + """
           group by 1, 2),
        open as (
          select s.id, sum(b.outstanding) amount
        """ + BILLS.replace("cashier.prepaid_supply s", "supply s") + """
           where b.outstanding > 0 and not b.is_reversed and b.payer = 'OWNER' and
        """ + FormerOwners.NONE + """
           group by s.id),
        unbilled as (
          select s.id, sum(p.cost) amount from supply s
            join cashier.prepaid_month p on p.community_id = s.community_id and p.supply_id = s.id
           where
        """ + NOT_BILLED + """
           group by s.id),
        standing as (
          select s.*, coalesce(f.amount, 0.00) funds, coalesce(o.amount, 0.00) open_bills, coalesce(u.amount, 0.00) unbilled,
                 coalesce(f.amount, 0) - coalesce(o.amount, 0) - coalesce(u.amount, 0) balance, l.read_on last_read_on
            from supply s
            left join funds f on f.room_id = s.room_id and f.charge_item = s.charge_item
            left join open o on o.id = s.id
            left join unbilled u on u.id = s.id
            left join lateral (select d.read_on from cashier.prepaid_day d where d.community_id = s.community_id and d.supply_id = s.id
                                order by d.month desc, d.read_on desc limit 1) l on true)
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
