package cn.anju.cashier.prepaid;

import cn.anju.billing.UsagePrices;
import cn.anju.cashier.prepaid.DayCosts.Line;
import cn.anju.kernel.Money;
import cn.anju.metering.DailyUsage;
import cn.anju.metering.DailyUsage.Place;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 逐日的账：读数一变就重算，写下与先前不同的。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DayBook {

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final DailyUsage usage;
    private final UsagePrices prices;
    private final JsonMapper json;
    private final Clock clock;

    DayBook(JdbcClient jdbc, DailyUsage usage, UsagePrices prices, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.usage = usage;
        this.prices = prices;
        this.json = json;
        this.clock = clock;
    }

    /** 从预付费起全部重算。 */
    void renew(long community, List<Supply> supplies) {
        renew(community, supplies, null);
    }

    /** 从这个月起重算，更早的没出账的也在内；价格、人口、停收变了的都跟上。 */
    void renewSince(long community, List<Supply> supplies, YearMonth since) {
        renew(community, supplies, since);
    }

    /** 每天一早的：近三个月和还没出账的。 */
    void renewRecent(long community, List<Supply> supplies) {
        renew(community, supplies, YearMonth.now(clock).minusMonths(2));
    }

    /** The supplies are locked by the caller. */
    private void renew(long community, List<Supply> supplies, @Nullable YearMonth recent) {
        for (var from = 0; from < supplies.size(); from += AT_ONCE) {
            var some = supplies.subList(from, Math.min(supplies.size(), from + AT_ONCE));
            some.stream().collect(Collectors.groupingBy(supply -> Map.entry(supply.meterKind(), supply.chargeItem())))
                .values().forEach(alike -> renewAlike(community, alike, recent));
        }
    }

    private void renewAlike(long community, List<Supply> supplies, @Nullable YearMonth recent) {
        var open = recent == null ? Map.<Long, YearMonth>of() : oldestOpen(community, supplies);
        var places = supplies.stream().map(supply -> new Place(supply.roomId(), supply.meterKind(), first(supply, recent, open.get(supply.id())))).toList();
        var all = usage.of(community, places);
        var months = all.stream().flatMap(days -> days.days().stream()).map(DailyUsage.Day::month).distinct().toList();
        var rooms = supplies.stream().map(Supply::roomId).toList();
        var sample = supplies.getFirst();
        var cost = prices.of(community, sample.meterKind(), sample.chargeItem(), rooms, months);
        var billed = billed(community, supplies, months);
        var rows = new ArrayList<Row>();
        var since = new HashMap<Long, YearMonth>();
        for (var i = 0; i < supplies.size(); i++) {
            var supply = supplies.get(i);
            since.put(supply.id(), all.get(i).since());
            for (var line : DayCosts.of(all.get(i), cost, billed.getOrDefault(supply.id(), Map.of()))) rows.add(Row.of(supply.id(), line));
        }
        write(community, rows, since);
    }

    private static YearMonth first(Supply supply, @Nullable YearMonth recent, @Nullable YearMonth open) {
        var first = YearMonth.from(supply.fromOn());
        if (recent == null || !recent.isAfter(first)) return first;
        return open != null && open.isBefore(recent) ? open.isBefore(first) ? first : open : recent;
    }

    private Map<Long, YearMonth> oldestOpen(long community, List<Supply> supplies) {
        var open = new HashMap<Long, YearMonth>();
        jdbc.sql("select p.supply_id, min(p.month) oldest from cashier.prepaid_month p join cashier.prepaid_supply s on s.community_id = p.community_id and s.id = p.supply_id where p.community_id = :community and p.supply_id = any (:ids) and "
                + Balances.NOT_BILLED + " group by p.supply_id")
            .param("community", community).param("ids", ids(supplies))
            .query(row -> { open.put(row.getLong(1), YearMonth.from(row.getObject(2, LocalDate.class))); });
        return open;
    }

    /** What the published bills of the item say, by month; those reversed in a dispute leave the month to its price. */
    private Map<Long, Map<YearMonth, Money>> billed(long community, List<Supply> supplies, List<YearMonth> months) {
        var billed = new HashMap<Long, Map<YearMonth, Money>>();
        if (months.isEmpty()) return billed;
        jdbc.sql(Balances.BILLED_MONTHS + " and s.id = any (:ids) and b.period_start between :first and :last group by s.id, 2")
            .param("community", community).param("ids", ids(supplies))
            .param("first", months.stream().min(YearMonth::compareTo).orElseThrow().atDay(1))
            .param("last", months.stream().max(YearMonth::compareTo).orElseThrow().atEndOfMonth())
            .query(row -> { billed.computeIfAbsent(row.getLong(1), _ -> new HashMap<>())
                .put(YearMonth.from(row.getObject(2, LocalDate.class)), new Money(row.getBigDecimal(3))); });
        return billed;
    }

    private void write(long community, List<Row> rows, Map<Long, YearMonth> since) {
        var text = json.writeValueAsString(rows);
        var ids = since.keySet().toArray(Long[]::new);
        var firsts = since.values().stream().map(month -> month.atDay(1).toString()).toArray(String[]::new);
        jdbc.sql("""
            with n as (select * from jsonb_to_recordset(:rows::jsonb)
                         as n (supply bigint, meter bigint, month date, day date, value numeric, usage numeric, cost numeric, closing boolean)),
            gone as (
              delete from cashier.prepaid_day d using unnest(:ids::bigint[], :firsts::date[]) w(id, since)
               where d.community_id = :community and d.supply_id = w.id and d.month >= w.since
                 and not exists (select from n where n.supply = d.supply_id and n.meter = d.meter_id and n.month = d.month and n.day = d.read_on))
            insert into cashier.prepaid_day as d (community_id, supply_id, meter_id, month, read_on, value, usage, cost, is_closing)
            select :community, n.supply, n.meter, n.month, n.day, n.value, n.usage, n.cost, n.closing from n order by n.supply, n.month, n.day, n.meter
                on conflict (community_id, supply_id, month, read_on, meter_id) do update
               set value = excluded.value, usage = excluded.usage, cost = excluded.cost, is_closing = excluded.is_closing
             where (d.value, d.usage, d.cost, d.is_closing) is distinct from (excluded.value, excluded.usage, excluded.cost, excluded.is_closing)
            """).param("community", community).param("rows", text).param("ids", ids).param("firsts", firsts).update();
        jdbc.sql("""
            with n as (
              select d.supply_id, d.month, sum(d.usage) usage, sum(d.cost) cost
                from unnest(:ids::bigint[], :firsts::date[]) w(id, since)
                join cashier.prepaid_day d on d.community_id = :community and d.supply_id = w.id and d.month >= w.since
               group by d.supply_id, d.month),
            gone as (
              delete from cashier.prepaid_month p using unnest(:ids::bigint[], :firsts::date[]) w(id, since)
               where p.community_id = :community and p.supply_id = w.id and p.month >= w.since
                 and not exists (select from n where n.supply_id = p.supply_id and n.month = p.month))
            insert into cashier.prepaid_month as p (community_id, supply_id, month, usage, cost)
            select :community, supply_id, month, usage, cost from n order by supply_id, month
                on conflict (community_id, supply_id, month) do update set usage = excluded.usage, cost = excluded.cost
             where (p.usage, p.cost) is distinct from (excluded.usage, excluded.cost)
            """).param("community", community).param("ids", ids).param("firsts", firsts).update();
    }

    private static Long[] ids(List<Supply> supplies) {
        return supplies.stream().map(Supply::id).toArray(Long[]::new);
    }

    /** One element of the JSON that carries the days into SQL. */
    private record Row(long supply, long meter, String month, String day, String value, String usage, String cost, boolean closing) {

        static Row of(long supply, Line line) {
            return new Row(supply, line.meterId(), line.month().atDay(1).toString(), line.on().toString(), plain(line.value()), plain(line.usage()),
                line.cost().toString(), line.isClosing());
        }

        private static String plain(BigDecimal figure) {
            return figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
        }
    }
}
