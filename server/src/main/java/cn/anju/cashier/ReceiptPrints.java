package cn.anju.cashier;

import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.ledger.LegalEntities;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 打印收据和交班表；每印一次记一次，第二次起标「补打」。 */
@Service
class ReceiptPrints {

    private final JdbcClient jdbc;
    private final PaymentList payments;
    private final ShiftList shifts;
    private final ShiftTotals totals;
    private final CashDrops drops;
    private final Communities communities;
    private final LegalEntities entities;
    private final Clock clock;

    ReceiptPrints(JdbcClient jdbc, PaymentList payments, ShiftList shifts, ShiftTotals totals, CashDrops drops,
                  Communities communities, LegalEntities entities, Clock clock) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.shifts = shifts;
        this.totals = totals;
        this.drops = drops;
        this.communities = communities;
        this.entities = entities;
        this.clock = clock;
    }

    /** 看一眼收据，不算打印。 */
    @Transactional(readOnly = true)
    String look(long community, long payment, Paper paper, int offsetX, int offsetY) {
        return page(community, payments.get(community, payment), 0, paper, offsetX, offsetY);
    }

    /** 打印收据：记一次。 */
    @Transactional
    String print(long community, long payment, Paper paper, int offsetX, int offsetY) {
        lock(community, payment);
        var detail = payments.get(community, payment);
        count(community, payment, paper);
        return page(community, detail, detail.prints(), paper, offsetX, offsetY);
    }

    private String page(long community, PaymentList.Detail detail, int printedBefore, Paper paper, int offsetX, int offsetY) {
        if (Math.abs(offsetX) > 100 || Math.abs(offsetY) > 100) throw Problem.invalid("offset-invalid", "套打偏移最多 100 毫米");
        return ReceiptPage.of(new ReceiptPage.Receipt(communities.name(community), issuer(community, detail.payment().id()), detail, printedBefore,
            clock.getZone()), paper, offsetX, offsetY);
    }

    private String issuer(long community, long payment) {
        return entities.name(jdbc.sql("select entity_id from cashier.receipt where community_id = :community and payment_id = :payment")
            .param("community", community).param("payment", payment).query(Long.class).single());
    }

    /** 交班表的打印页；没交的班还没有。 */
    @Transactional(readOnly = true)
    String shiftReport(long community, long id) {
        var shift = shifts.get(community, id).orElseThrow(() -> Problem.notFound("shift-not-found", "没有这个班次"));
        if (shift.isOpen()) throw Problem.conflict("shift-open", "交班以后才有交班表");
        var filter = new PaymentList.Filter(null, null, null, null, null, null, id, null);
        return ShiftReportPage.of(communities.name(community), entities.of(community).name(), shift, totals.of(community, id), totals.others(community, id), drops.of(community, id),
            payments.list(community, filter, Paging.all("-receiptNo")).items(), clock.getZone());
    }

    /** Of two prints at once one is the reprint. */
    private void lock(long community, long payment) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:text, 0))")
            .param("text", "receipt " + community + " " + payment).query(rs -> {});
    }

    private void count(long community, long payment, Paper paper) {
        jdbc.sql("""
                insert into cashier.receipt_print (community_id, payment_id, paper, printed_by, printed_at)
                values (:community, :payment, :paper, :by, :at)
                """)
            .param("community", community).param("payment", payment).param("paper", paper.code)
            .param("by", CurrentUser.get().id()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }
}
