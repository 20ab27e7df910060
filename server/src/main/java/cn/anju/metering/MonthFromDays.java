package cn.anju.metering;

import cn.anju.access.AuditTrail;
import cn.anju.job.ImportNote;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.metering.ReadingChain.Outcome;
import cn.anju.metering.ReadingDraft.Cell;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 月抄表取自日读数：一个月最后一次日读数就是那个月的读数；人抄过的不动。 */
@Service
class MonthFromDays {

    /** 没有转的一只。 */
    record Skipped(String number, String reason) {}

    /** 转了几只，没转的为什么。 */
    record Results(int created, int changed, int unchanged, List<Skipped> skipped) {}

    private record Last(String number, LocalDate readOn, BigDecimal value, boolean isRollover, long replacements, @Nullable BigDecimal oldStop,
                        @Nullable BigDecimal newStart) {}

    private static final int FAR_FROM_END = 3;

    private final JdbcClient jdbc;
    private final ReadingIntake intake;
    private final ReadingStore store;
    private final AuditTrail audit;
    private final Clock clock;

    MonthFromDays(JdbcClient jdbc, ReadingIntake intake, ReadingStore store, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.intake = intake;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 409 {@code month-not-over} */
    @Transactional
    Results take(long community, YearMonth month) {
        CurrentUser.get().require(community, "metering.edit");
        if (!month.isBefore(YearMonth.now(clock))) throw Problem.conflict("month-not-over", "%s 还没过完，月底的日读数到了再转", month);
        var drafts = new ArrayList<ReadingDraft>();
        var skipped = new ArrayList<Skipped>();
        for (var last : lastOf(community, month)) {
            if (last.readOn().isBefore(month.atEndOfMonth().minusDays(FAR_FROM_END)))
                skipped.add(new Skipped(last.number(), "最后一次日读数是 %s，离月底太远，请抄表".formatted(last.readOn())));
            else if (last.replacements() > 1) skipped.add(new Skipped(last.number(), "这个月换过几次表，请人工登记"));
            else drafts.add(draft(drafts.size() + 1, month, last));
        }
        var batch = intake.check(community, drafts, ReadingSource.DAILY);
        store.store(community, batch.chains.values());
        for (ImportNote note : batch.rejects()) skipped.add(new Skipped(drafts.get(note.row() - 1).number(), note.message()));
        var results = new Results(batch.count(Outcome.CREATED), batch.count(Outcome.CHANGED), batch.count(Outcome.UNCHANGED), skipped);
        audit.note("日读数转月读数 " + month, null, Map.of("收下", batch.taken().size(), "没转", skipped.size()));
        return results;
    }

    private static ReadingDraft draft(int row, YearMonth month, Last last) {
        return new ReadingDraft(row, last.number(), new Cell<>(month.toString(), month), Cell.figure(last.value().toPlainString()),
            new Cell<>(last.readOn().toString(), last.readOn()), last.isRollover() ? "是" : "",
            Cell.figure(last.oldStop() == null ? null : last.oldStop().toPlainString()),
            Cell.figure(last.newStart() == null ? null : last.newStart().toPlainString()), null);
    }

    /** Of the meters whose month nobody has read otherwise. */
    private List<Last> lastOf(long community, YearMonth month) {
        return jdbc.sql("""
            select m.number, l.read_on, l.value, s.is_rollover, s.replacements, s.old_stop, s.new_start
              from metering.meter m
              join lateral (select bool_or(d.is_rollover) is_rollover, count(d.old_stop) replacements, max(d.old_stop) old_stop, max(d.new_start) new_start
                              from metering.daily_reading d
                             where d.community_id = m.community_id and d.meter_id = m.id and d.read_on between :first and :last having count(*) > 0) s on true
              join lateral (select d.read_on, d.value from metering.daily_reading d
                             where d.community_id = m.community_id and d.meter_id = m.id and d.read_on between :first and :last
                             order by d.read_on desc limit 1) l on true
             where m.community_id = :community and m.room_id is not null and (m.removed_on is null or m.removed_on > :last)
               and not exists (select from metering.reading r where r.community_id = m.community_id and r.meter_id = m.id and r.month = :first
                                                                and (r.source <> 'DAILY' or r.billed_run_id is not null))
             order by m.number
            """).param("community", community).param("first", month.atDay(1)).param("last", month.atEndOfMonth()).query(Last.class).list();
    }
}
