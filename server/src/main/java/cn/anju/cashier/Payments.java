package cn.anju.cashier;

import cn.anju.cashier.till.Once;
import cn.anju.kernel.Money;
import cn.anju.ledger.ReceiptNumbers;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 收款的存取：请求、收款、付款方式、核销明细、收据。 */
@Component
class Payments {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;
    private final ReceiptNumbers numbers;
    private final Once once;
    private final Clock clock;

    Payments(JdbcClient jdbc, NamedParameterJdbcTemplate batch, ReceiptNumbers numbers,
             Once once, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.numbers = numbers;
        this.once = once;
        this.clock = clock;
    }

    /** 占住幂等键；先前已办成的返回那一笔。 */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Payment> begin(long community, String key, ReceivePayment command) {
        if (once.isNew(community, key, command)) return Optional.empty();
        return jdbc.sql("""
                select p.id, t.receipt_no, r.code room_code, p.payer_name, p.tendered, p.applied, p.late_fee, p.waived,
                       p.discount, p.prepaid, p.change
                  from cashier.payment p
                  join cashier.receipt t on t.community_id = p.community_id and t.payment_id = p.id
                  join estate.room r on r.community_id = p.community_id and r.id = p.room_id
                 where p.community_id = :community and p.idempotency_key = :key
                """).param("community", community).param("key", key)
            .query((row, i) -> new Payment(row.getLong("id"), row.getString("receipt_no"), row.getString("room_code"),
                row.getString("payer_name"), new Money(row.getBigDecimal("tendered")), new Money(row.getBigDecimal("applied")),
                new Money(row.getBigDecimal("late_fee")), new Money(row.getBigDecimal("waived")),
                new Money(row.getBigDecimal("discount")), new Money(row.getBigDecimal("prepaid")),
                new Money(row.getBigDecimal("change")))).optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    long add(long community, NewPayment received) {
        var command = received.command();
        var allocation = received.allocation();
        var id = jdbc.sql("""
                insert into cashier.payment (community_id, idempotency_key, shift_id, room_id, payer_name, tendered, applied,
                                             late_fee, waived, discount, prepaid, change, waiver_reason, note, paid_on, paid_at, started_at)
                values (:community, :key, :shift, :room, :payerName, :tendered, :applied,
                        :lateFee, :waived, :discount, :prepaid, :change, :waiverReason, :note, :paidOn, :paidAt, :startedAt)
                returning id
                """)
            .param("community", community).param("key", received.key()).param("shift", received.shift())
            .param("room", received.room().id()).param("payerName", received.payerName())
            .param("tendered", command.tendered().yuan()).param("applied", allocation.applied().yuan())
            .param("lateFee", allocation.lateFee().yuan()).param("waived", allocation.waived().yuan())
            .param("discount", allocation.discount().yuan()).param("prepaid", received.prepaid().yuan())
            .param("change", received.change().yuan())
            .param("waiverReason", allocation.waived().isZero() ? null : command.waiverReason()).param("note", command.note())
            .param("paidOn", received.paidOn()).param("paidAt", clock.instant().atOffset(ZoneOffset.UTC))
            .param("startedAt", startedAt(command))
            .query(Long.class).single();
        addTenders(community, id, command);
        addLines(community, id, allocation);
        return id;
    }

    /** 开收据：号码最后才取，各收银台不必互相等。 */
    @Transactional(propagation = Propagation.MANDATORY)
    Payment drawReceipt(long community, long id, NewPayment received) {
        var collector = received.collector();
        var number = numbers.next(community, collector.entityId(), collector.series());
        var receiptNo = ReceiptNumbers.text(collector.series(), number);
        jdbc.sql("""
                insert into cashier.receipt (community_id, payment_id, entity_id, series, number, receipt_no)
                values (:community, :payment, :entity, :series, :number, :receiptNo)
                """)
            .param("community", community).param("payment", id).param("entity", collector.entityId()).param("series", collector.series())
            .param("number", number).param("receiptNo", receiptNo).update();
        var allocation = received.allocation();
        return new Payment(id, receiptNo, received.room().code(), received.payerName(), received.command().tendered(),
            allocation.applied(), allocation.lateFee(), allocation.waived(), allocation.discount(), received.prepaid(),
            received.change());
    }

    /** The clock of a counter may be wrong: a start in the future or before today's work tells nothing. */
    private @Nullable OffsetDateTime startedAt(ReceivePayment command) {
        var started = command.startedAt();
        var now = clock.instant();
        if (started == null || started.isAfter(now) || started.isBefore(now.minus(Duration.ofHours(12)))) return null;
        return started.atOffset(ZoneOffset.UTC);
    }

    private void addTenders(long community, long id, ReceivePayment command) {
        var tenders = command.tenders();
        batch.batchUpdate("""
                insert into cashier.tender (community_id, payment_id, line, method, amount, bank, reference)
                values (:community, :payment, :line, :method, :amount, :bank, :reference)
                """,
            IntStream.range(0, tenders.size()).mapToObj(i -> line(community, id, i + 1)
                .addValue("method", tenders.get(i).method().name()).addValue("amount", tenders.get(i).amount().yuan())
                .addValue("bank", tenders.get(i).bank()).addValue("reference", tenders.get(i).reference()))
                .toArray(MapSqlParameterSource[]::new));
    }

    private void addLines(long community, long id, Allocation allocation) {
        var lines = allocation.lines();
        batch.batchUpdate("""
                insert into cashier.payment_line (community_id, payment_id, line, bill_id, room_code, item_name, period_start,
                                                  period_end, principal, discount, late_fee, waived)
                values (:community, :payment, :line, :bill, :roomCode, :itemName, :periodStart,
                        :periodEnd, :principal, :discount, :lateFee, :waived)
                """,
            IntStream.range(0, lines.size()).mapToObj(i -> line(community, id, i + 1)
                .addValue("bill", lines.get(i).bill().id()).addValue("roomCode", lines.get(i).bill().roomCode())
                .addValue("itemName", lines.get(i).bill().itemName())
                .addValue("periodStart", lines.get(i).bill().periodStart())
                .addValue("periodEnd", lines.get(i).bill().periodEnd())
                .addValue("principal", lines.get(i).principal().yuan()).addValue("discount", lines.get(i).discount().yuan())
                .addValue("lateFee", lines.get(i).lateFee().yuan()).addValue("waived", lines.get(i).waived().yuan()))
                .toArray(MapSqlParameterSource[]::new));
    }

    private static MapSqlParameterSource line(long community, long payment, int line) {
        return new MapSqlParameterSource("community", community).addValue("payment", payment).addValue("line", line);
    }
}
