package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Interruption;
import cn.anju.Story;
import cn.anju.job.JobContext;
import cn.anju.kernel.CurrentUser;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 出账和发布断在任何一条语句上：什么也不留，再来一次与没断过一样。 */
@Story
@Import(Interruption.class)
class KilledBillRunTest {

    private static final CurrentUser BOSS = new CurrentUser(1, "admin", "管理员", null, Set.of("billing.run", "billing.publish"), Map.of());

    @Autowired Neighbourhood town;
    @Autowired BillRuns runs;
    @Autowired BillRunJob job;
    @Autowired BillRunDesk desk;
    @Autowired JdbcClient jdbc;

    @Test
    void 断在任何一条语句_什么也不留_再来一样的行一样的合计() throws Exception {
        var community = town.community(3);
        town.tariff(community, "WY01", "2.35", "2020-01-01", "rule", "BY_AREA");
        town.tariff(community, "SF01", "5.00", "2020-01-01", "rule", "METERED", "meterKind", "水");
        town.water(community, "2026-07", "7");
        var run = BOSS.call(() -> town.in(community, () ->
            runs.add(community, YearMonth.of(2026, 7), BillRuns.Kind.MONTH, BillRunState.CALCULATING)));

        var killedInRun = 0;
        while (Interruption.isKilledAfter(killedInRun, () -> BOSS.call(() -> town.in(community, () -> job.run(context(community), new BillRunJob.Order(run)))))) {
            assertThat(count(community, "billing.bill")).as("after %d statements", killedInRun).isZero();
            killedInRun++;
        }
        assertThat(killedInRun).isGreaterThan(10);
        var drafted = town.office.get(path(community, "bill-runs/" + run)).expect(200);
        assertThat(drafted.at("/state")).isEqualTo("draft");
        assertThat(drafted.at("/lines")).isEqualTo("6");
        assertThat(drafted.at("/total")).isEqualTo("810.00");

        var killedInPublish = 0;
        while (Interruption.isKilledAfter(killedInPublish, () -> BOSS.call(() -> town.in(community, () -> desk.publish(community, run))))) {
            assertThat(count(community, "ledger.journal_entry")).as("after %d statements", killedInPublish).isZero();
            assertThat(town.office.get(path(community, "bill-runs/" + run)).at("/state")).isEqualTo("draft");
            killedInPublish++;
        }
        assertThat(killedInPublish).isGreaterThan(10);
        assertThat(town.office.get(path(community, "bill-runs/" + run)).at("/state")).isEqualTo("published");
        assertThat(count(community, "billing.bill")).isEqualTo(6);
        assertThat(town.balance(community, "1122")).isEqualTo("810.00");
        town.assertBooksAgree(community);
    }

    private long count(long community, String table) {
        return town.in(community, () -> jdbc.sql("select count(*) from " + table + " where community_id = :community").param("community", community)
            .query(Long.class).single());
    }

    private static JobContext context(long community) {
        return new JobContext() {
            @Override
            public long community() {
                return community;
            }

            @Override
            public long jobId() {
                return 0;
            }

            @Override
            public void progress(long done, long total, @Nullable String message) {
            }
        };
    }
}
