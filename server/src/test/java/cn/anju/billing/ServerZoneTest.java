package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.kernel.Pools;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 处处用上海时间，服务器和数据库连接设成哪里都一样。 */
@Story
class ServerZoneTest {

    private static final TimeZone USUAL = TimeZone.getDefault();

    @Autowired Neighbourhood town;
    @Autowired TestClock clock;
    @Autowired DataSource database;

    @AfterEach
    void backHome() throws SQLException {
        moveTo(USUAL.getID());
    }

    @Test
    void 服务器换了时区_账单_应缴日_今日_都不变() throws SQLException {
        var told = new ArrayList<List<String>>();
        for (var zone : List.of("Asia/Shanghai", "Pacific/Kiritimati", "Pacific/Niue", "America/New_York")) {
            moveTo(zone);
            var facts = month();
            facts.addAll(leapDay());
            told.add(facts);
        }
        assertThat(told.getFirst()).contains("1-101,WY01,2026-07-01,2026-07-31,100,235.00,2026-07-25,OWNER", "2026-08-01", "2026-08-01",
            "1-101,WY01,2028-02-01,2028-02-29,100,235.00,2028-02-25,OWNER", "2028-02-29 9.17 1", "2028-03-01 9.64 1");
        assertThat(told).allSatisfy(each -> assertThat(each).isEqualTo(told.getFirst()));
    }

    /** Half past midnight in Shanghai: yesterday nearly everywhere else. */
    private List<String> month() {
        clock.setTo(LocalDate.of(2026, 8, 1));
        clock.advance(Duration.ofMinutes(-8 * 60 - 30));
        var community = town.community(1);
        town.tariff(community, "WY01", "2.35", "2020-01-01", "rule", "BY_AREA");
        town.publish(community, "2026-07");
        town.openShift(community);
        town.pay(community, "1-101", "300.00");
        var facts = new ArrayList<>(town.csv(community, "2026-07"));
        facts.add(town.office.get(path(community, "today")).expect(200).at("/date"));
        facts.add(town.office.get(path(community, "payments")).expect(200).at("/items/0/paidAt"));
        facts.add(town.office.get(path(community, "payments?from=2026-08-01&to=2026-08-01")).expect(200).at("/total"));
        facts.add(town.office.get(path(community, "ledger/entries?size=200")).expect(200).json().at("/items").valueStream().map(each -> each.at("/date").asString()).toList().toString());
        facts.add(town.office.get(path(community, "arrears.csv?asOf=2026-08-01")).expect(200).text());
        facts.add(town.office.get(path(community, "audit?from=2026-08-01&to=2026-08-01&action=/payments")).expect(200).at("/total"));
        return facts;
    }

    /** The last millisecond of 29 February in Shanghai, and the next one. */
    private List<String> leapDay() {
        clock.setTo(LocalDate.of(2028, 2, 29));
        clock.advance(Duration.ofHours(15).minusMillis(1));
        var community = town.community(2);
        town.tariff(community, "WY01", "2.35", "2020-01-01", "rule", "BY_AREA", "lateFeeRate", "0.001");
        town.publish(community, "2028-01");
        town.publish(community, "2028-02");
        town.openShift(community);
        var facts = new ArrayList<>(town.csv(community, "2028-02"));
        for (var room : List.of("1-101", "1-102")) {
            var paid = town.pay(community, room, "500.00", "lateFee", "COLLECT");
            var day = town.office.get(path(community, "today")).expect(200).at("/date");
            facts.add("%s %s %s".formatted(day, paid.at("/lateFee"), town.office.get(path(community, "payments?from=" + day + "&to=" + day)).at("/total")));
            clock.advance(Duration.ofMillis(1));
        }
        return facts;
    }

    /** New connections tell PostgreSQL the zone of the process. */
    private void moveTo(String zone) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        for (var pool : database.unwrap(Pools.class).all()) pool.getHikariPoolMXBean().softEvictConnections();
    }
}
