package cn.anju.billing;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 撤销已发布的出账：没用钱付过的各行冲红，预存抵过的先还回；付过钱的留着，另行列出。 */
@Service
class BillRunUndo {

    /** 撤了多少，留下多少。 */
    record Undone(long id, long reversed, Money reversedTotal, long kept, Money keptTotal, Money givenBack) {}

    private final BillRuns runs;
    private final RunBooks books;
    private final BilledReadings readings;
    private final Releases releases;
    private final Waivers waivers;
    private final Ledger ledger;
    private final PrepaymentReturn returns;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    BillRunUndo(BillRuns runs, RunBooks books, BilledReadings readings, Releases releases, Waivers waivers, Ledger ledger,
                PrepaymentReturn returns, AuditTrail audit, JdbcClient jdbc, Clock clock) {
        this.runs = runs;
        this.books = books;
        this.readings = readings;
        this.releases = releases;
        this.waivers = waivers;
        this.ledger = ledger;
        this.returns = returns;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 用钱付过、撤销后留下的一行。 */
    record Kept(long billId, String roomCode, String itemName, Money amount, Money paid) {}

    /** 撤销会怎样：多少行冲红，哪些留下。 @param first the first of those that stay */
    record Outlook(long reversed, Money reversedTotal, long kept, Money keptTotal, List<Kept> first) {}

    private static final int SHOWN = 50;

    /** 撤销以前先看：用钱付过的留下。 */
    @Transactional(readOnly = true)
    Outlook outlook(long community, long id) {
        var run = runs.get(community, id);
        record Sum(long lines, Money amount) {}
        var kept = jdbc.sql(KEPT + "select count(*) lines, coalesce(sum(amount), 0) amount from kept").param("community", community).param("run", id)
            .query((row, i) -> new Sum(row.getLong(1), new Money(row.getBigDecimal(2)))).single();
        var first = jdbc.sql(KEPT + """
                select k.id bill_id, r.code room_code, i.name item_name, k.amount, k.paid
                  from kept k
                  join estate.room r on r.community_id = :community and r.id = k.room_id
                  join billing.tariff t on t.community_id = :community and t.id = k.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 order by r.code, i.name, k.id limit :shown
                """).param("community", community).param("run", id).param("shown", SHOWN).query(Kept.class).list();
        return new Outlook(run.lines() - kept.lines(), run.total().minus(kept.amount()), kept.lines(), kept.amount(), first);
    }

    @Transactional
    Undone undo(long community, long id, String reason) {
        CurrentUser.get().require(community, "billing.publish");
        var run = runs.lock(community, id);
        if (run.state() != BillRunState.PUBLISHED || run.kind() != BillRuns.Kind.MONTH)
            throw BillRunState.Move.UNDO.refusedIn(run.state());
        chooseUnpaid(community, id);
        var total = jdbc.sql("select coalesce(sum(amount), 0.00) from pg_temp.undone_bill").query((row, i) -> new Money(row.getBigDecimal(1))).single();
        var lines = jdbc.sql("select count(*) from pg_temp.undone_bill").query(Long.class).single();
        if (lines == 0) throw Problem.conflict("nothing-to-undo", "这次出账的账单都已付过钱，没有可以撤销的");
        var givenBack = returns.giveBack(community, jdbc.sql("select id from pg_temp.undone_bill").query(Long.class).list());
        var date = ledger.entryDate(community, later(LocalDate.now(clock), run.entryOn()));
        waivers.takeBack(community, waived(community), "bill_run", id, date, "撤销出账 %s，减免收回".formatted(run.month()));
        var entry = books.reverse(community, id, run.entryId(), run.entryOn(), date, totals(community),
            "撤销出账 %s".formatted(run.month()), reason);
        reverse(community, date, entry, reason);
        runs.undone(community, run, reason);
        readings.unfreeze(community, run.month(), id);
        readings.freeze(community, run.month(), id);
        runs.corrections(community, run.month()).forEach(correction -> readings.freeze(community, run.month(), correction));
        releases.releaseDue(community);
        var undone = new Undone(id, lines, total, run.lines() - lines, run.total().minus(total), givenBack);
        audit.note("出账 " + run.month(), run, undone);
        return undone;
    }

    /** Locks the run's lines in id order, as the counter does, and notes those that no money was paid for. */
    private void chooseUnpaid(long community, long run) {
        jdbc.sql("select id from billing.bill where community_id = :community and run_id = :run order by id for no key update")
            .withFetchSize(10_000).param("community", community).param("run", run).query(row -> { });
        jdbc.sql("create temp table if not exists undone_bill (id bigint primary key, room_id bigint, amount numeric(14,2)) on commit delete rows")
            .update();
        jdbc.sql("""
                insert into pg_temp.undone_bill
                select b.id, b.room_id, b.amount
                  from billing.bill b
                 where b.community_id = :community and b.run_id = :run and not b.is_reversed
                   and not exists (select from billing.settlement s
                                    where s.community_id = b.community_id and s.bill_id = b.id and s.kind not in ('PREPAYMENT', 'WAIVER')
                                    group by s.bill_id having sum(s.amount) > 0)
                """).param("community", community).param("run", run).update();
    }

    private List<Long> waived(long community) {
        return jdbc.sql("""
                select distinct u.id
                  from pg_temp.undone_bill u
                  join billing.settlement s on s.community_id = :community and s.bill_id = u.id and s.kind = 'WAIVER'
                """).param("community", community).query(Long.class).list();
    }

    private List<RunBooks.ItemTotal> totals(long community) {
        return jdbc.sql("""
                select i.id item_id, i.code item_code, i.is_pass_through, b.period_start, b.period_end, sum(b.amount) amount
                  from pg_temp.undone_bill u
                  join billing.bill b on b.community_id = :community and b.id = u.id
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 group by i.id, i.code, i.is_pass_through, b.period_start, b.period_end
                """).param("community", community).query(RunBooks.ItemTotal.class).list();
    }

    private void reverse(long community, LocalDate date, long entry, String reason) {
        jdbc.sql("""
                insert into billing.bill_reversal (community_id, bill_id, amount, reversed_on, reason, made_by, made_at, entry_id)
                select :community, u.id, u.amount, :date, :reason, :by, :at, :entry from pg_temp.undone_bill u
                """).param("community", community).param("date", date).param("reason", reason)
            .param("by", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("entry", entry).update();
        jdbc.sql("""
                update billing.bill b set outstanding = 0, is_reversed = true
                  from pg_temp.undone_bill u where b.community_id = :community and b.id = u.id
                """).param("community", community).update();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static final String KEPT = """
        with kept as (
          select b.id, b.room_id, b.tariff_id, b.amount, sum(s.amount) paid
            from billing.bill b
            join billing.settlement s on s.community_id = b.community_id and s.bill_id = b.id and s.kind <> 'PREPAYMENT'
           where b.community_id = :community and b.run_id = :run and not b.is_reversed
           group by b.id, b.room_id, b.tariff_id, b.amount having sum(s.amount) > 0)
        """;
}
