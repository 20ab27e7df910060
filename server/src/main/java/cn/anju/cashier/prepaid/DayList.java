package cn.anju.cashier.prepaid;

import cn.anju.billing.FormerOwners;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一户逐日的余额，连同怎样得来：存着多少、没收清的账单、没出账的用量。 */
@Component
@Transactional(readOnly = true)
class DayList {

    /**
     * 一只表那天的读数。
     *
     * @param month the month whose bill charges it
     * @param isClosing the monthly reading
     * @param version of the daily reading, to correct it; none for a monthly one
     */
    record Reading(long meterId, String number, YearMonth month, BigDecimal value, BigDecimal usage, Money cost, boolean isClosing, @Nullable Integer version) {}

    /** 一天终了。 @param added what came in and went out of the account beside the bills that it paid */
    record Day(LocalDate on, BigDecimal usage, Money cost, Money added, Money funds, Money openBills, Money unbilled, Money balance, List<Reading> readings) {}

    private static final int MOST_DAYS = 400;

    private final JdbcClient jdbc;
    private final Supplies supplies;
    private final Clock clock;

    DayList(JdbcClient jdbc, Supplies supplies, Clock clock) {
        this.jdbc = jdbc;
        this.supplies = supplies;
        this.clock = clock;
    }

    /**
     * 近的在前；没有读数也没有存取的日子不列。
     *
     * @param from sixty days before the end unless given
     * @throws Problem 400 {@code days-invalid}, 404 {@code prepaid-not-found}
     */
    List<Day> of(long community, long id, @Nullable LocalDate from, @Nullable LocalDate to) {
        var supply = supplies.byId(community, id);
        var last = to == null ? LocalDate.now(clock) : to;
        var first = from == null ? last.minusDays(60) : from;
        if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last)) throw Problem.invalid("days-invalid", "请选先后正确、不超过 %d 天的一段", MOST_DAYS);
        var readings = readings(community, id, first, last);
        return jdbc.sql(SQL).param("community", community).param("supply", id).param("room", supply.roomId()).param("item", supply.chargeItem())
            .param("kind", supply.meterKind()).param("today", LocalDate.now(clock)).param("first", first).param("last", last)
            .query((row, i) -> day(row, readings)).list();
    }

    private static Day day(ResultSet row, Map<LocalDate, List<Reading>> readings) throws SQLException {
        var on = row.getObject("on_day", LocalDate.class);
        var here = readings.getOrDefault(on, List.of());
        var funds = new Money(row.getBigDecimal("funds"));
        var open = new Money(row.getBigDecimal("open_bills"));
        var unbilled = new Money(row.getBigDecimal("unbilled"));
        return new Day(on, here.stream().map(Reading::usage).reduce(BigDecimal.ZERO, BigDecimal::add), Money.sum(here, Reading::cost),
            new Money(row.getBigDecimal("added")), funds, open, unbilled, funds.minus(open).minus(unbilled), here);
    }

    private Map<LocalDate, List<Reading>> readings(long community, long supply, LocalDate first, LocalDate last) {
        var readings = new HashMap<LocalDate, List<Reading>>();
        jdbc.sql("""
                select d.read_on, d.meter_id, m.number, d.month, d.value, d.usage, d.cost, d.is_closing, v.version
                  from cashier.prepaid_day d
                  join metering.meter m on m.community_id = d.community_id and m.id = d.meter_id
                  left join metering.daily_reading v on v.community_id = d.community_id and v.meter_id = d.meter_id and v.read_on = d.read_on
                 where d.community_id = :community and d.supply_id = :supply and d.read_on between :first and :last
                 order by m.number, d.month
                """).param("community", community).param("supply", supply).param("first", first).param("last", last)
            .query(row -> { readings.computeIfAbsent(row.getObject("read_on", LocalDate.class), _ -> new ArrayList<>()).add(new Reading(row.getLong("meter_id"),
                row.getString("number"), YearMonth.from(row.getObject("month", LocalDate.class)), row.getBigDecimal("value"), row.getBigDecimal("usage"),
                new Money(row.getBigDecimal("cost")), row.getBoolean("is_closing"), row.getObject("version", Integer.class))); });
        return readings;
    }

    private static final String SQL = """
        with account as (
          select a.id from cashier.prepayment_account a
           where a.community_id = :community and a.room_id = :room and a.charge_item = :item and
        """ + Balances.USABLE + """
        ),
        moved as (
          select m.moved_on, sum(m.amount) amount, sum(m.amount) filter (where m.kind not in ('USE', 'RUN', 'RUN_UNDO')) added
            from cashier.prepayment_movement m
           where m.community_id = :community and m.account_id in (select id from account) group by m.moved_on),
        bill as (
          select b.id, b.amount, n.entry_on, v.reversed_on
            from billing.bill b
            join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
            join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
            join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id and i.code = :item
            left join billing.bill_reversal v on v.community_id = b.community_id and v.bill_id = b.id
           where b.community_id = :community and b.room_id = :room and b.payer = 'OWNER' and
        """ + FormerOwners.NONE + """
        ),
        settled as (
          select s.bill_id, s.settled_on, sum(s.amount) amount from billing.settlement s
           where s.community_id = :community and s.bill_id in (select id from bill) group by s.bill_id, s.settled_on),
        billed as (
          select r.month, min(n.entry_on) entry_on
            from metering.meter m
            join metering.reading r on r.community_id = m.community_id and r.meter_id = m.id and r.billed_run_id is not null
            join billing.bill_run n on n.community_id = r.community_id and n.id = r.billed_run_id
           where m.community_id = :community and m.room_id = :room and m.kind = :kind group by r.month),
        used as (
          select d.read_on, d.cost, b.entry_on from cashier.prepaid_day d left join billed b on b.month = d.month
           where d.community_id = :community and d.supply_id = :supply),
        day as (
          select distinct on_day from (select read_on from used union all select moved_on from moved) x(on_day) where on_day between :first and :last)
        select d.on_day, coalesce((select added from moved m where m.moved_on = d.on_day), 0.00) added,
               coalesce((select sum(amount) from moved m where m.moved_on <= d.on_day), 0.00) funds,
               coalesce((select sum(b.amount - coalesce((select sum(s.amount) from settled s where s.bill_id = b.id and s.settled_on <= d.on_day), 0))
                           from bill b where b.entry_on <= d.on_day and (b.reversed_on is null or b.reversed_on > d.on_day)), 0.00) open_bills,
               coalesce((select sum(u.cost) from used u where u.read_on <= d.on_day and (u.entry_on is null or u.entry_on > d.on_day)), 0.00) unbilled
          from day d order by d.on_day desc
        """;
}
