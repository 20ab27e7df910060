package cn.anju.cashier.prepaid;

import cn.anju.billing.RunFollower;
import cn.anju.cashier.PrepaymentAdded;
import cn.anju.kernel.Money;
import cn.anju.metering.MeterReadingsChanged;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 盯着余额：读数来了、出了账、充了值、每天一早，都重算；低于界线一次只告诉一次，回到界线以上再跌下来才是下一次。
 *
 * <p>What is fallen stands in the database under a lock and a unique index: the same night on two nodes, a late reading and a
 * second import find it there.
 */
@Component
class Watch implements RunFollower {

    private final Supplies supplies;
    private final DayBook days;
    private final Balances balances;
    private final Falls falls;
    private final PrepaidSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    Watch(Supplies supplies, DayBook days, Balances balances, Falls falls, PrepaidSettings settings, JdbcClient jdbc, Clock clock) {
        this.supplies = supplies;
        this.days = days;
        this.balances = balances;
        this.falls = falls;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 每天一早，一个小区。 */
    @Transactional
    void daily(long community) {
        var all = supplies.lockOfMeters(community, null);
        if (all.isEmpty()) return;
        days.renewRecent(community, all);
        look(community, all);
        falls.remindOfUnsent(community);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(MeterReadingsChanged changed) {
        var touched = supplies.lockOfMeters(changed.community(), changed.meters());
        if (touched.isEmpty()) return;
        days.renewSince(changed.community(), touched, YearMonth.from(changed.first()));
        look(changed.community(), touched);
    }

    /** Topped up: only recovers, takes no lock on the supply, for the caller holds its account. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PrepaymentAdded added) {
        var ids = jdbc.sql("""
                select s.id from cashier.prepaid_supply s
                  join cashier.prepaid_fall f on f.community_id = s.community_id and f.supply_id = s.id and f.recovered_on is null
                 where s.community_id = :community and s.room_id = :room and s.charge_item = :item and s.ended_on is null
                """).param("community", added.community()).param("room", added.roomId()).param("item", added.chargeItem()).query(Long.class).list();
        if (ids.isEmpty()) return;
        for (var standing : balances.of(added.community(), ids))
            if (!isLow(added.community(), standing)) falls.recover(added.community(), standing);
    }

    /** The bills of a month stand: its days add up to them. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void published(long community, long run, LocalDate entryOn) {
        var billed = supplies.lockOfRun(community, run);
        if (billed.isEmpty()) return;
        var month = jdbc.sql("select month from billing.bill_run where community_id = :community and id = :run").param("community", community)
            .param("run", run).query(LocalDate.class).single();
        days.renewSince(community, billed, YearMonth.from(month));
    }

    /** 界线改了、刚设预付费，也看一眼。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void look(long community, List<Supply> looked) {
        var today = LocalDate.now(clock);
        var byId = looked.stream().collect(Collectors.toMap(Supply::id, supply -> supply));
        for (var standing : balances.of(community, byId.keySet())) {
            var supply = byId.get(standing.id());
            if (standing.readOn() == null || supply.endedOn() != null || supply.fromOn().isAfter(today)) continue;
            if (isLow(community, standing)) falls.fall(community, supply, standing, limit(community, standing));
            else falls.recover(community, standing);
        }
    }

    private boolean isLow(long community, Balances.Standing standing) {
        return standing.balance().compareTo(limit(community, standing)) < 0;
    }

    private Money limit(long community, Balances.Standing standing) {
        return standing.threshold() == null ? settings.threshold(community) : standing.threshold();
    }
}
