package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import cn.anju.cashier.Counter;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 后台占满了自己的连接，窗口上的事照办。 */
@Story
@SameOnAnyDatabase("which connections are taken, not what is said on them")
class PoolsTest {

    @Autowired Counter counter;
    @Autowired DataSource database;

    @Test
    void 后台的连接全占着_收银台照样收款_导出很快被请回() throws Exception {
        var community = counter.community(1);
        counter.owe(community, "1-101", "WY", "100.00", Counter.TODAY, "0");
        counter.openShift(community);
        var work = database.unwrap(Pools.class).all().getLast();
        var taken = new ArrayList<Connection>();
        try {
            // This thread serves no request: what it takes is the background's.
            for (var i = 0; i < work.getMaximumPoolSize(); i++) taken.add(database.getConnection());
            // A request that waits for the background's is refused like the export below: nothing is given back here.
            for (var round = 0; round < 10; round++) counter.pay(community, "1-101", "CASH", "10.00").expect(201);
            assertThat(Duration.ofMillis(work.getConnectionTimeout())).isLessThan(Duration.ofSeconds(3));
            assertThat(counter.office.get(Counter.path(community, "bills.xlsx")).status()).isEqualTo(503);
        } finally {
            for (var connection : taken) connection.close();
        }
        counter.office.get(Counter.path(community, "bills.xlsx")).expect(200);
    }

    /** Beyond the pool's own limit a statement has ended; what still waits then waits for a database that will never answer. */
    @Test
    void 等数据库有尽头_先是语句的时限_再是线路的() throws Exception {
        for (var pool : database.unwrap(Pools.class).all()) {
            var socket = Integer.parseInt(String.valueOf(pool.getDataSourceProperties().get("socketTimeout")));
            assertThat(statementTimeout(pool)).as(pool.getPoolName()).isPositive().isLessThan(Duration.ofSeconds(socket));
        }
        assertThat(database.unwrap(Pools.class).all()).extracting(HikariDataSource::getPoolName).isEqualTo(List.of("desk", "work"));
    }

    private static Duration statementTimeout(HikariDataSource pool) throws Exception {
        try (var connection = pool.getConnection(); var statement = connection.createStatement();
             var said = statement.executeQuery("select setting::bigint from pg_settings where name = 'statement_timeout'")) {
            said.next();
            return Duration.ofMillis(said.getLong(1));
        }
    }
}
