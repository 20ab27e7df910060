package cn.anju.billing;

import cn.anju.billing.PrepaymentSource.Paid;
import cn.anju.billing.Rebilling.Delta;
import cn.anju.billing.Rebilling.StandingLine;
import cn.anju.billing.calculation.BillLine;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 更正入账：错的各行冲销，付过的钱转预存，对的各行按月重出、发布、用预存抵。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class CorrectionPosting {

    private final JdbcClient jdbc;
    private final BillRuns runs;
    private final RunBooks books;
    private final LineWriter writer;
    private final BilledReadings readings;
    private final Waivers waivers;
    private final Releases releases;
    private final Ledger ledger;
    private final PrepaymentReturn returns;
    private final ObjectProvider<PrepaymentSource> prepayments;
    private final ObjectProvider<RunFollower> followers;
    private final Clock clock;

    CorrectionPosting(JdbcClient jdbc, BillRuns runs, RunBooks books, LineWriter writer, BilledReadings readings, Waivers waivers,
                      Releases releases, Ledger ledger, PrepaymentReturn returns, ObjectProvider<PrepaymentSource> prepayments,
                      ObjectProvider<RunFollower> followers, Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.books = books;
        this.writer = writer;
        this.readings = readings;
        this.waivers = waivers;
        this.releases = releases;
        this.ledger = ledger;
        this.returns = returns;
        this.prepayments = prepayments;
        this.followers = followers;
        this.clock = clock;
    }

    /** 记在哪天：今天，早于原凭证的按原凭证那天；那个月结了账的，记在今天。 */
    public LocalDate entryOn(long community, List<Delta> deltas) {
        var day = LocalDate.now(clock);
        for (var delta : deltas) if (delta.before() != null && delta.before().entryOn().isAfter(day)) day = delta.before().entryOn();
        return ledger.entryDate(community, day);
    }

    /**
     * @param paidOn whose money it was that was paid on the wrong lines: the owners' of that day; none: of the day of the payment
     * @throws Problem 409 {@code correction-changed} when one of the lines was reversed meanwhile
     */
    public void post(long community, long correction, List<Delta> deltas, LocalDate date, String summary, String reason, @Nullable LocalDate paidOn, Steps steps) {
        steps.at("冲销错的 %d 行".formatted(deltas.stream().filter(delta -> delta.before() != null).count()));
        var wrong = deltas.stream().map(Delta::before).filter(Objects::nonNull).toList();
        lock(community, wrong);
        var ids = wrong.stream().map(StandingLine::id).toList();
        returns.giveBack(community, ids);
        waivers.takeBack(community, ids, "correction", correction, date, summary + "，减免收回");
        keepPaid(community, correction, wrong, date, paidOn);
        wrong.stream().collect(Collectors.groupingBy(StandingLine::runId, TreeMap::new, Collectors.toList()))
            .forEach((run, lines) -> reverse(community, correction, run, lines, date, summary, reason));
        note(community, correction, ids, true);
        var right = deltas.stream().filter(delta -> delta.after() != null)
            .collect(Collectors.groupingBy(Delta::month, TreeMap::new, Collectors.mapping(Delta::after, Collectors.toList())));
        right.forEach((month, lines) -> {
            steps.at("重出 %s 的 %d 行".formatted(month, lines.size()));
            publish(community, correction, month, lines, date, summary);
        });
        releases.releaseDue(community);
    }

    private void lock(long community, List<StandingLine> wrong) {
        var locked = jdbc.sql("""
                select count(*) from (select b.id from billing.bill b where b.community_id = :community and b.id = any (:ids) and not b.is_reversed
                                       order by b.id for no key update of b) l
                """).param("community", community).param("ids", wrong.stream().map(StandingLine::id).toArray(Long[]::new)).query(Long.class).single();
        if (locked != wrong.size()) throw Problem.conflict("correction-changed", "账单刚刚变了，请重新看一遍再确认");
    }

    private void keepPaid(long community, long correction, List<StandingLine> wrong, LocalDate date, @Nullable LocalDate paidOn) {
        var paid = jdbc.sql("""
                with back as (
                  insert into billing.settlement (community_id, bill_id, kind, amount, settled_on, source_id, reverses_id)
                  select s.community_id, s.bill_id, s.kind, -s.amount, :today, s.source_id, s.id
                    from billing.settlement s
                   where s.community_id = :community and s.bill_id = any (:bills) and s.kind in ('PAYMENT', 'DISCOUNT') and s.amount > 0
                     and not exists (select from billing.settlement r where r.community_id = s.community_id and r.reverses_id = s.id)
                  returning bill_id, kind, amount, source_id, reverses_id)
                select b.id bill_id, b.room_id, b.payer = 'DEVELOPER' is_developers, i.code item_code, back.kind, -back.amount amount, coalesce(:paidOn, s.settled_on) "on",
                       back.source_id payment_id
                  from back
                  join billing.bill b on b.community_id = :community and b.id = back.bill_id
                  join billing.settlement s on s.community_id = :community and s.id = back.reverses_id
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 order by s.settled_on, back.source_id, b.id
                """).param("community", community).param("bills", ids(wrong)).param("today", LocalDate.now(clock)).param("paidOn", paidOn).query(Paid.class).list();
        if (paid.isEmpty()) return;
        prepayments.getObject().keep(community, correction, date, paid);
        var moved = paid.stream().filter(each -> each.kind() == Settlement.Kind.PAYMENT).toList();
        jdbc.sql("""
                insert into billing.moved_payment (community_id, correction_id, bill_id, payment_id, amount)
                select :community, :correction, m.bill, m.payment, m.amount
                  from unnest(:bills::bigint[], :payments::bigint[], :amounts::numeric[]) as m(bill, payment, amount)
                """).param("community", community).param("correction", correction).param("bills", moved.stream().map(Paid::billId).toArray(Long[]::new))
            .param("payments", moved.stream().map(Paid::paymentId).toArray(Long[]::new))
            .param("amounts", moved.stream().map(each -> each.amount().yuan()).toArray(BigDecimal[]::new)).update();
    }

    private void reverse(long community, long correction, long run, List<StandingLine> lines, LocalDate date, String summary, String reason) {
        var totals = jdbc.sql("""
                select i.id item_id, i.code item_code, i.is_pass_through, b.period_start, b.period_end, b.amount
                  from billing.bill b
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 where b.community_id = :community and b.id = any (:ids) order by b.id
                """).param("community", community).param("ids", ids(lines)).query(RunBooks.ItemTotal.class).list();
        var entry = books.reverseLines(community, run, lines.getFirst().entryOn(), date, totals, summary + "，冲销", correction);
        jdbc.sql("""
                insert into billing.bill_reversal (community_id, bill_id, amount, reversed_on, reason, made_by, made_at, entry_id)
                select :community, b.id, b.amount, :date, :reason, :by, :at, :entry
                  from billing.bill b where b.community_id = :community and b.id = any (:ids)
                """).param("community", community).param("ids", ids(lines)).param("date", date).param("reason", "更正：" + reason)
            .param("by", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("entry", entry).update();
        jdbc.sql("update billing.bill set outstanding = 0, is_reversed = true where community_id = :community and id = any (:ids)")
            .param("community", community).param("ids", ids(lines)).update();
    }

    private void publish(long community, long correction, YearMonth month, List<BillLine> lines, LocalDate date, String summary) {
        var run = runs.add(community, month, BillRuns.Kind.CORRECTION, BillRunState.CALCULATING);
        var written = writer.write(community, run, groupCodes(community), lines::forEach);
        runs.calculated(community, run, written.lines(), written.total());
        var entry = books.post(community, run, date, EntryKind.BILL_RUN, "%s，重出 %s".formatted(summary, month));
        runs.published(community, runs.get(community, run), date, entry);
        readings.freeze(community, month, run);
        followers.orderedStream().forEach(follower -> follower.published(community, run, date));
        var source = prepayments.getIfAvailable();
        if (source != null) source.settleRun(community, run);
        note(community, correction, jdbc.sql("select id from billing.bill where community_id = :community and run_id = :run order by id")
            .param("community", community).param("run", run).query(Long.class).list(), false);
    }

    private Map<Long, String> groupCodes(long community) {
        var codes = new HashMap<Long, String>();
        jdbc.sql("select id, code from metering.share_group where community_id = :community").param("community", community)
            .query(row -> { codes.put(row.getLong(1), row.getString(2)); });
        return codes;
    }

    private void note(long community, long correction, List<Long> bills, boolean isReversed) {
        jdbc.sql("""
                insert into billing.correction_line (community_id, correction_id, bill_id, is_reversed)
                select :community, :correction, bill, :reversed from unnest(:bills::bigint[]) bill
                """).param("community", community).param("correction", correction).param("reversed", isReversed)
            .param("bills", new ArrayList<>(bills).toArray(Long[]::new)).update();
    }

    private static Long[] ids(List<StandingLine> lines) {
        return lines.stream().map(StandingLine::id).toArray(Long[]::new);
    }
}
