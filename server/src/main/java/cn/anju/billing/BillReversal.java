package cn.anju.billing;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 冲销一行账单：没用钱付过的才行；预存抵过的还回，减免过的收回，账反着记。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class BillReversal {

    private record Line(long runId, BillRuns.Kind kind, LocalDate entryOn, long roomId, String roomCode, long itemId, String itemCode, String itemName,
                        boolean isPassThrough, LocalDate periodStart, LocalDate periodEnd, Money amount, boolean isReversed) {}

    private final JdbcClient jdbc;
    private final RunBooks books;
    private final Waivers waivers;
    private final Releases releases;
    private final Ledger ledger;
    private final PrepaymentReturn returns;
    private final Clock clock;

    BillReversal(JdbcClient jdbc, RunBooks books, Waivers waivers, Releases releases, Ledger ledger, PrepaymentReturn returns, Clock clock) {
        this.jdbc = jdbc;
        this.books = books;
        this.waivers = waivers;
        this.releases = releases;
        this.ledger = ledger;
        this.returns = returns;
        this.clock = clock;
    }

    /** @throws Problem 404 {@code bill-not-found}; 409 {@code bill-paid}, {@code bill-reversed}, {@code opening-bill} */
    public void reverse(long community, long bill, String reason) {
        var line = lock(community, bill);
        if (line.isReversed()) throw Problem.conflict("bill-reversed", "这行账单已经冲销了");
        if (line.kind() == BillRuns.Kind.OPENING) throw Problem.conflict("opening-bill", "期初欠费不在这里冲销，请更正期初余额");
        if (isPaid(community, bill)) throw Problem.conflict("bill-paid", "这行账单已收过钱，请先作废那笔收款");
        var today = LocalDate.now(clock);
        var date = ledger.entryDate(community, today.isAfter(line.entryOn()) ? today : line.entryOn());
        returns.giveBack(community, List.of(bill));
        var summary = "冲销 %s %s".formatted(line.roomCode(), line.itemName());
        waivers.takeBack(community, List.of(bill), "bill", bill, date, summary + "，减免收回");
        var entry = books.reverseLine(community, line.runId(), line.entryOn(), date, new RunBooks.ItemTotal(line.itemId(), line.itemCode(),
            line.isPassThrough(), line.periodStart(), line.periodEnd(), line.amount()), summary, bill);
        jdbc.sql("""
                insert into billing.bill_reversal (community_id, bill_id, amount, reversed_on, reason, made_by, made_at, entry_id)
                values (:community, :bill, :amount, :date, :reason, :by, :at, :entry)
                """).param("community", community).param("bill", bill).param("amount", line.amount().yuan()).param("date", date)
            .param("reason", reason).param("by", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("entry", entry).update();
        jdbc.sql("update billing.bill set outstanding = 0, is_reversed = true where community_id = :community and id = :bill")
            .param("community", community).param("bill", bill).update();
        releases.releaseDue(community);
    }

    private Line lock(long community, long bill) {
        return jdbc.sql("""
                select b.run_id, n.kind, n.entry_on, b.room_id, r.code room_code, i.id item_id, i.code item_code, i.name item_name,
                       i.is_pass_through, b.period_start, b.period_end, b.amount, b.is_reversed
                  from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                  join estate.room r on r.community_id = b.community_id and r.id = b.room_id
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 where b.community_id = :community and b.id = :bill for no key update of b
                """).param("community", community).param("bill", bill).query(Line.class).optional()
            .orElseThrow(() -> Problem.notFound("bill-not-found", "没有这行账单"));
    }

    private boolean isPaid(long community, long bill) {
        return jdbc.sql("""
                select coalesce(sum(amount), 0) > 0 from billing.settlement
                 where community_id = :community and bill_id = :bill and kind not in ('PREPAYMENT', 'WAIVER')
                """).param("community", community).param("bill", bill).query(Boolean.class).single();
    }
}
