package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 大批写入以后，统计当场就有；没有长大的表不再分析。 */
@Story
class StatisticsTest {

    @Autowired Office office;
    @Autowired Statistics statistics;

    @Test
    void 长大的表当场分析_没有长大的不动() {
        var community = office.newCommunity("统计小区", "2026-07-01");
        var owner = StoryDatabase.owner();
        owner.sql("create table root.probe (n int) with (autovacuum_enabled = false)").update();
        try {
            owner.sql("insert into root.probe select generate_series(1, 20000)").update();
            assertThat(known(owner)).isLessThan(20_000);
            Scope.of(community).run(statistics::refresh);
            assertThat(known(owner)).isEqualTo(20_000);
            owner.sql("insert into root.probe values (1)").update();
            Scope.of(community).run(statistics::refresh);
            assertThat(known(owner)).isEqualTo(20_000);
        } finally {
            owner.sql("drop table root.probe").update();
        }
    }

    private static long known(JdbcClient owner) {
        return owner.sql("select reltuples::bigint from pg_class where oid = 'root.probe'::regclass").query(Long.class).single();
    }
}
