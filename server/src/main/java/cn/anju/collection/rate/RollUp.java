package cn.anju.collection.rate;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** 把新发生的并进合计；没并的照样算在数里，只是慢一点。 */
@Component
public class RollUp {

    private record Mark(long settlementId, long entryId, long nextSettlementId, long nextEntryId, BigDecimal nextHorizon) {}

    private final JdbcClient jdbc;

    RollUp(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 并一次。 The mark noted last time counts once everything that was under way then has ended. */
    @Transactional
    public void add(long community) {
        jdbc.sql("insert into collection.counted_mark (community_id) values (:community) on conflict do nothing").param("community", community).update();
        var mark = jdbc.sql("""
            select settlement_id, entry_id, next_settlement_id, next_entry_id, next_horizon from collection.counted_mark
             where community_id = :community for update
            """).param("community", community).query(Mark.class).single();
        var hasEnded = jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::numeric >= :horizon").param("horizon", mark.nextHorizon())
            .query(Boolean.class).single();
        if (hasEnded) count(community, mark);
        jdbc.sql("""
            update collection.counted_mark k
               set next_settlement_id = n.settlement_id, next_entry_id = n.entry_id, next_horizon = n.horizon
              from (select coalesce((select max(id) from billing.settlement where community_id = :community), 0) settlement_id,
                           coalesce((select max(entry_id) from billing.bill_reversal where community_id = :community), 0) entry_id,
                           pg_snapshot_xmax(pg_current_snapshot())::text::numeric horizon) n
             where k.community_id = :community and (n.settlement_id, n.entry_id) <> (k.next_settlement_id, k.next_entry_id)
            """).param("community", community).update();
    }

    /** One statement: what it counts and what it marks as counted are the same rows. */
    private void count(long community, Mark mark) {
        jdbc.sql("with event as (" + TotalEvents.AFTER_MARK + """
            ), by_day as (
                insert into collection.day_total as d (community_id, charge_item_id, due_month, day, building_id, entrance_id, billed, reversed, paid, relieved)
                select community_id, charge_item_id, due_month, day, building_id, entrance_id, sum(billed), sum(reversed), sum(paid), sum(relieved)
                  from event group by 1, 2, 3, 4, 5, 6
                    on conflict (community_id, charge_item_id, due_month, day, building_id, entrance_id) do update
                   set billed = d.billed + excluded.billed, reversed = d.reversed + excluded.reversed, paid = d.paid + excluded.paid,
                       relieved = d.relieved + excluded.relieved),
            by_item as (
                insert into collection.item_total as d (community_id, charge_item_id, due_month, day, billed, reversed, paid, relieved)
                select community_id, charge_item_id, due_month, day, sum(billed), sum(reversed), sum(paid), sum(relieved)
                  from event group by 1, 2, 3, 4
                    on conflict (community_id, charge_item_id, due_month, day) do update
                   set billed = d.billed + excluded.billed, reversed = d.reversed + excluded.reversed, paid = d.paid + excluded.paid,
                       relieved = d.relieved + excluded.relieved),
            runs as (
                insert into collection.counted_run (community_id, run_id)
                select n.community_id, n.id from billing.bill_run n
                 where n.community_id = :community and n.entry_on is not null
                   and not exists (select from collection.counted_run c where c.community_id = n.community_id and c.run_id = n.id))
            update collection.counted_mark set settlement_id = :lastSettlement, entry_id = :lastEntry where community_id = :community
            """)
            .param("communities", new Long[] {community}).param("community", community)
            .param("lastSettlement", mark.nextSettlementId()).param("lastEntry", mark.nextEntryId()).update();
    }

    // Twice: what the first round marks counts in the second, unless something else was under way.
    @Bean
    static RecurringTask<Void> collectionTotals(CommunityDirectory communities, RollUp rollUp, TransactionTemplate transaction) {
        return Tasks.recurring("collection-totals", FixedDelay.of(Duration.ofMinutes(10))).execute((instance, context) -> {
            for (var community : transaction.execute(status -> communities.all()))
                for (var round = 0; round < 2; round++) Scope.of(community).run(() -> rollUp.add(community));
        });
    }
}
