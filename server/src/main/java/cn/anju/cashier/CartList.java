package cn.anju.cashier;

import cn.anju.cashier.till.AmountInWords;
import cn.anju.estate.Communities;
import cn.anju.kernel.Html;
import cn.anju.kernel.Money;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 合并收款的明细与合并收据。 */
@Component
@Transactional(readOnly = true)
class CartList {

    /** 一张收据。 */
    record Receipt(long paymentId, String receiptNo, String entityName, String roomCode, Money tendered, Money applied, Money lateFee, Money prepaid,
                   Money change, boolean isVoided) {}

    /** 一张押金收据。 */
    record Held(long depositId, String number, DepositKind kind, String kindLabel, String roomCode, Money amount, boolean isVoided) {}

    /** 一单。 */
    record Detail(long id, Money due, Money tendered, Money change, Money prepaid, String madeName, Instant madeAt, boolean isVoided,
                  boolean isShiftOpen, List<Receipt> receipts, List<Held> deposits) {}

    private record Head(Money due, Money tendered, Money change, Money prepaid, String madeName, Instant madeAt, boolean isOpen) {}

    private record Paid(String entity, String receiptNo, String roomCode, String itemName, LocalDate periodStart, LocalDate periodEnd, Money amount) {}

    private static final String STYLE = Html.NUMBERED + """
        @page { size: 210mm 148mm; margin: 8mm 12mm 13mm; }
        h1 { font-size: 15pt; text-align: center; letter-spacing: .2em; } .entity { text-align: center; }
        th, td { border: 1px solid #000; padding: .6mm 2mm; font-weight: normal; text-align: left; } td.number { text-align: right; }
        .mark { position: absolute; top: 2mm; right: 2mm; font-weight: bold; border: 1.5px solid; padding: 0 2mm; }
        h2 { font-size: 10.5pt; margin: 2mm 0 .5mm; } .sign { display: table; width: 100%; margin-top: 5mm; } .sign > span { display: table-cell; }
        """;

    private final JdbcClient jdbc;
    private final Communities communities;
    private final Clock clock;

    CartList(JdbcClient jdbc, Communities communities, Clock clock) {
        this.jdbc = jdbc;
        this.communities = communities;
        this.clock = clock;
    }

    Detail get(long community, long id) {
        var head = jdbc.sql("""
                select c.due, c.tendered, c.change, c.prepaid, c.made_name, c.made_at, s.is_open
                  from cashier.cart c join cashier.shift s on s.community_id = c.community_id and s.id = c.shift_id
                 where c.community_id = :community and c.id = :id
                """).param("community", community).param("id", id)
            .query((row, i) -> new Head(new Money(row.getBigDecimal("due")), new Money(row.getBigDecimal("tendered")), new Money(row.getBigDecimal("change")),
                new Money(row.getBigDecimal("prepaid")), row.getString("made_name"), row.getTimestamp("made_at").toInstant(), row.getBoolean("is_open")))
            .optional().orElseThrow(Carts::unknown);
        var receipts = jdbc.sql("""
                select p.id payment_id, t.receipt_no, e.name entity_name, r.code room_code, p.tendered, p.applied, p.late_fee, p.prepaid, p.change,
                       v.payment_id is not null is_voided
                  from cashier.cart_payment c
                  join cashier.payment p on p.community_id = c.community_id and p.id = c.payment_id
                  join cashier.receipt t on t.community_id = p.community_id and t.payment_id = p.id
                  join ledger.legal_entity e on e.id = t.entity_id
                  join estate.room r on r.community_id = p.community_id and r.id = p.room_id
                  left join cashier.payment_void v on v.community_id = p.community_id and v.payment_id = p.id
                 where c.community_id = :community and c.cart_id = :id order by p.id
                """).param("community", community).param("id", id)
            .query((row, i) -> new Receipt(row.getLong("payment_id"), row.getString("receipt_no"), row.getString("entity_name"), row.getString("room_code"),
                new Money(row.getBigDecimal("tendered")), new Money(row.getBigDecimal("applied")), new Money(row.getBigDecimal("late_fee")),
                new Money(row.getBigDecimal("prepaid")), new Money(row.getBigDecimal("change")), row.getBoolean("is_voided"))).list();
        var deposits = jdbc.sql("""
                select d.id, s.slip_no, d.kind, r.code room_code, d.amount, d.is_voided
                  from cashier.cart_deposit c
                  join cashier.deposit d on d.community_id = c.community_id and d.id = c.deposit_id
                  join cashier.slip s on s.community_id = d.community_id and s.kind = 'DEPOSIT' and s.source_id = d.id
                  join estate.room r on r.community_id = d.community_id and r.id = d.room_id
                 where c.community_id = :community and c.cart_id = :id order by d.id
                """).param("community", community).param("id", id)
            .query((row, i) -> new Held(row.getLong("id"), row.getString("slip_no"), DepositKind.valueOf(row.getString("kind")),
                DepositKind.valueOf(row.getString("kind")).label(), row.getString("room_code"), new Money(row.getBigDecimal("amount")),
                row.getBoolean("is_voided"))).list();
        var isVoided = receipts.stream().allMatch(Receipt::isVoided) && deposits.stream().allMatch(Held::isVoided);
        return new Detail(id, head.due(), head.tendered(), head.change(), head.prepaid(), head.madeName(), head.madeAt(), isVoided, head.isOpen(), receipts, deposits);
    }

    /** 合并收据：一张纸，各主体的收据号和项目都在上面。 */
    String receipt(long community, long id) {
        var cart = get(community, id);
        var lines = jdbc.sql("""
                select e.name entity, t.receipt_no, l.room_code, l.item_name, l.period_start, l.period_end, l.principal + l.late_fee amount
                  from cashier.cart_payment c
                  join cashier.receipt t on t.community_id = c.community_id and t.payment_id = c.payment_id
                  join ledger.legal_entity e on e.id = t.entity_id
                  join cashier.payment_line l on l.community_id = c.community_id and l.payment_id = c.payment_id
                 where c.community_id = :community and c.cart_id = :id order by c.payment_id, l.line
                """).param("community", community).param("id", id)
            .query((row, i) -> new Paid(row.getString("entity"), row.getString("receipt_no"), row.getString("room_code"), row.getString("item_name"),
                row.getObject("period_start", LocalDate.class), row.getObject("period_end", LocalDate.class), new Money(row.getBigDecimal("amount")))).list();
        var body = new StringBuilder();
        for (var receipt : cart.receipts()) {
            var rows = lines.stream().filter(line -> line.receiptNo().equals(receipt.receiptNo())).map(line -> row(line.itemName() + "　" + line.roomCode(),
                line.periodStart() + " 至 " + line.periodEnd(), line.amount())).collect(Collectors.joining());
            body.append("<h2>%s　收据 %s</h2><table><tbody>%s%s</tbody></table>".formatted(Html.text(receipt.entityName()), Html.text(receipt.receiptNo()), rows,
                receipt.prepaid().isZero() ? "" : row("预存", "", receipt.prepaid())));
        }
        var held = cart.deposits().stream().map(deposit -> row(deposit.kindLabel() + "　" + deposit.roomCode(), "押金收据 " + deposit.number(), deposit.amount()))
            .collect(Collectors.joining());
        if (!held.isEmpty()) body.append("<h2>押金</h2><table><tbody>").append(held).append("</tbody></table>");
        var kept = cart.due().plus(cart.prepaid());
        return Html.page("合并收据 " + id, STYLE, """
            <p class="entity">%s</p><h1>合并收款收据</h1>%s<p>单号：%d　%s</p>%s
            <p>合计（大写）：%s　¥ %s%s</p><p class="sign"><span>收款单位（盖章）：</span><span>收款人（签字）：%s</span></p>
            """.formatted(Html.text(communities.name(community)), cart.isVoided() ? "<p class=\"mark\">作废</p>" : "", id,
                Html.moment(cart.madeAt(), clock.getZone()), body, AmountInWords.of(kept), Html.money(kept),
                cart.change().isZero() ? "" : "　找零 " + Html.money(cart.change()), Html.text(cart.madeName())));
    }

    private static String row(String what, String when, Money amount) {
        return "<tr><td>%s</td><td>%s</td><td class=\"number\">%s</td></tr>".formatted(Html.text(what), Html.text(when), Html.money(amount));
    }
}
