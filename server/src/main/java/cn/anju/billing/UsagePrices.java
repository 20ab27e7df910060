package cn.anju.billing;

import cn.anju.billing.calculation.BillCalculation;
import cn.anju.billing.calculation.BillFacts;
import cn.anju.billing.calculation.BillFacts.RoomUse;
import cn.anju.billing.calculation.ChargeRule.Metered;
import cn.anju.billing.calculation.RoomFacts;
import cn.anju.billing.calculation.StoppedDays.Stop;
import cn.anju.billing.calculation.Tariff;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 还没出账的用量值多少钱：就按出账的算法算，月底与账单一分不差。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class UsagePrices {

    /** 一个收费项目。 */
    public record Item(String code, String name) {}

    /** 几间房的价。 */
    public interface Prices {

        /** @param before what was used earlier in the calendar year; {@code usage} in the month so far */
        Money cost(long room, YearMonth month, BigDecimal before, BigDecimal usage);
    }

    private final FactsReader facts;
    private final JdbcClient jdbc;
    private final Clock clock;

    UsagePrices(FactsReader facts, JdbcClient jdbc, Clock clock) {
        this.facts = facts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 这些房屋这种表，今天按哪些项目计费。 */
    public Map<Long, List<Item>> itemsOf(long community, String meterKind, Collection<Long> rooms) {
        var today = LocalDate.now(clock);
        var codes = jdbc.sql("select code, name from billing.charge_item where community_id = :community").param("community", community)
            .query(Item.class).stream().collect(Collectors.toMap(Item::name, Function.identity()));
        var now = facts.ofRooms(community, YearMonth.from(today), rooms);
        var metered = now.tariffs().stream().filter(tariff -> isOf(tariff, meterKind) && tariff.isInForceOn(today)).toList();
        return now.rooms().stream().collect(Collectors.toMap(RoomFacts::id, room -> metered.stream()
            .filter(tariff -> tariff.assignment().includes(room)).map(tariff -> codes.get(tariff.chargeItem())).distinct().toList()));
    }

    /** 这些房屋、这些月份，这个项目的价。 */
    public Prices of(long community, String meterKind, String itemCode, Collection<Long> rooms, Collection<YearMonth> months) {
        var name = jdbc.sql("select name from billing.charge_item where community_id = :community and code = :code")
            .param("community", community).param("code", itemCode).query(String.class).single();
        var byMonth = new HashMap<YearMonth, Month>();
        for (var month : months) byMonth.computeIfAbsent(month, each -> Month.of(facts.ofRooms(community, each, rooms), meterKind, name));
        return (room, month, before, usage) -> byMonth.get(month).cost(room, meterKind, before, usage);
    }

    private static boolean isOf(Tariff tariff, String meterKind) {
        return tariff.rule() instanceof Metered metered && metered.meterKind().equals(meterKind);
    }

    private record Month(BillFacts facts, List<Tariff> tariffs, Map<Long, RoomFacts> rooms, Map<Long, List<Stop>> stops) {

        static Month of(BillFacts facts, String meterKind, String item) {
            return new Month(facts, facts.tariffs().stream().filter(tariff -> tariff.chargeItem().equals(item) && isOf(tariff, meterKind)).toList(),
                facts.rooms().stream().collect(Collectors.toMap(RoomFacts::id, Function.identity())),
                facts.stops().stream().collect(Collectors.groupingBy(Stop::roomId)));
        }

        Money cost(long room, String meterKind, BigDecimal before, BigDecimal usage) {
            if (usage.signum() == 0 || !rooms.containsKey(room)) return Money.ZERO;
            var amounts = new ArrayList<Money>();
            BillCalculation.run(new BillFacts(facts.month(), facts.booksStart(), tariffs, List.of(rooms.get(room)),
                List.of(new RoomUse(room, meterKind, Numbers.plain(usage), Numbers.plain(before), false, false)), List.of(), List.of(),
                stops.getOrDefault(room, List.of()), List.of()), line -> amounts.add(line.amount()));
            return Money.sum(amounts);
        }
    }
}
