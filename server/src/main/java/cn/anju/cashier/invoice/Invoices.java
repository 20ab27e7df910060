package cn.anju.cashier.invoice;

import cn.anju.access.AuditTrail;
import cn.anju.cashier.book.ReceiptBooks;
import cn.anju.cashier.till.Once;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 发票的申请、开具、取消、红冲。
 *
 * <p>Locks: key of the request, the payment, the invoice, the book that the number comes from.
 */
@Service
class Invoices {

    private record Row(InvoiceState state, Money amount, long paymentId) {}

    private final JdbcClient jdbc;
    private final Once once;
    private final Invoiceable invoiceable;
    private final ReceiptBooks books;
    private final InvoiceList list;
    private final AuditTrail audit;
    private final Clock clock;

    Invoices(JdbcClient jdbc, Once once, Invoiceable invoiceable, ReceiptBooks books, InvoiceList list, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.once = once;
        this.invoiceable = invoiceable;
        this.books = books;
        this.list = list;
        this.audit = audit;
        this.clock = clock;
    }

    /** 申请：不说开哪些就把这笔收款还能开的全开。 @return its id; the earlier one when the key was used before */
    @Transactional
    long request(long community, @Nullable String key, long payment, RequestInvoice command) {
        var user = CurrentUser.get();
        user.require(community, "cashier.receive");
        if (!once.isNew(community, key, List.of(payment, command)))
            return jdbc.sql("select id from cashier.invoice where community_id = :community and idempotency_key = :key")
                .param("community", community).param("key", key).query(Long.class).single();
        invoiceable.lock(community, payment);
        requireLive(community, payment);
        var lines = chosen(invoiceable.of(community, payment), command.lines());
        var id = jdbc.sql("""
                insert into cashier.invoice (community_id, idempotency_key, payment_id, kind, title, tax_number, email, remark, amount, made_by, made_name, made_at)
                values (:community, :key, :payment, :kind, :title, :taxNumber, :email, :remark, :amount, :by, :name, :at) returning id
                """)
            .param("community", community).param("key", key).param("payment", payment).param("kind", command.kind().name())
            .param("title", command.title()).param("taxNumber", command.taxNumber()).param("email", command.email())
            .param("remark", command.remark()).param("amount", Money.sum(lines, Invoiceable.Item::left).yuan()).param("by", user.id())
            .param("name", user.name()).param("at", now()).query(Long.class).single();
        addLines(community, id, lines);
        audit.note("开票申请 " + id, null, command);
        return id;
    }

    /** 开具：从我的发票本取下一号。 @param expected the number on the paper in hand; refused when it is another one's turn */
    @Transactional
    void issue(long community, long id, @Nullable String expected) {
        var user = CurrentUser.get();
        user.require(community, "cashier.invoice");
        require(lock(community, id), InvoiceState.REQUESTED);
        var number = draw(community, id, false);
        if (expected != null && !expected.isBlank() && !expected.strip().equals(number))
            throw Problem.conflict("invoice-number-other", "按顺序该用 %s，手里的是 %s，请核对发票本", number, expected.strip());
        jdbc.sql("""
                update cashier.invoice set state = 'ISSUED', invoice_no = :number, issued_by = :by, issued_name = :name, issued_at = :at
                 where community_id = :community and id = :id
                """)
            .param("number", number).param("by", user.id()).param("name", user.name()).param("at", now())
            .param("community", community).param("id", id).update();
        audit.note("发票 " + number, null, new Moved(InvoiceState.ISSUED.label, number, null));
    }

    /** 取消还没开的申请。 */
    @Transactional
    void cancel(long community, long id, String reason) {
        CurrentUser.get().require(community, "cashier.receive");
        require(lock(community, id), InvoiceState.REQUESTED);
        end(community, id, InvoiceState.CANCELLED, reason, null);
    }

    /** 红冲：另取一号开红字发票，原来的留着，额度放开。 */
    @Transactional
    void red(long community, long id, String reason) {
        CurrentUser.get().require(community, "cashier.invoice");
        require(lock(community, id), InvoiceState.ISSUED);
        end(community, id, InvoiceState.RED, reason, draw(community, id, true));
    }

    /** 一步。 */
    record Moved(String state, @Nullable String number, @Nullable String reason) {}

    private void requireLive(long community, long payment) {
        var isVoided = jdbc.sql("""
                select exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)
                  from cashier.payment p where p.community_id = :community and p.id = :payment
                """).param("community", community).param("payment", payment).query(Boolean.class).optional()
            .orElseThrow(() -> Problem.notFound("payment-not-found", "没有这笔收款"));
        if (isVoided) throw Problem.conflict("payment-already-voided", "这笔收款已经作废，不能开发票");
    }

    private static List<Invoiceable.Item> chosen(List<Invoiceable.Item> left, @Nullable List<RequestInvoice.Wanted> wanted) {
        var lines = wanted == null ? left : narrowed(left, wanted);
        if (lines.isEmpty()) throw Problem.conflict("nothing-to-invoice", "这笔收款没有可开发票的项目了");
        for (var line : lines)
            if (line.taxCode() == null)
                throw Problem.conflict("tax-item-missing", "「%s」还没有税收分类编码和税率，请会计先登记", line.itemName());
        return lines;
    }

    private static List<Invoiceable.Item> narrowed(List<Invoiceable.Item> left, List<RequestInvoice.Wanted> wanted) {
        var byItem = left.stream().collect(Collectors.toMap(Invoiceable.Item::chargeItemId, Function.identity()));
        var lines = new ArrayList<Invoiceable.Item>();
        var seen = new HashSet<Long>();
        for (var each : wanted) {
            var item = byItem.get(each.chargeItemId());
            if (item == null || !seen.add(each.chargeItemId())) throw Problem.notFound("invoice-item-not-found", "所选项目不在这笔收款里，或已经开完");
            if (!each.amount().isPositive()) throw Problem.invalid("amount-invalid", "开票金额须大于零");
            if (each.amount().compareTo(item.left()) > 0)
                throw Problem.conflict("invoice-exceeds-payment", "「%s」可开的只有 %s 元（实收减去退掉的和已开的）", item.itemName(), item.left());
            lines.add(new Invoiceable.Item(item.chargeItemId(), item.itemName(), each.amount(), item.taxCode(), item.rate()));
        }
        return lines;
    }

    private void addLines(long community, long id, List<Invoiceable.Item> lines) {
        var number = 0;
        for (var line : lines) {
            var taxed = TaxedAmount.of(line.left(), line.rate());
            jdbc.sql("""
                    insert into cashier.invoice_line (community_id, invoice_id, line, charge_item_id, item_name, tax_code, rate, amount, net, tax)
                    values (:community, :invoice, :line, :item, :name, :code, :rate, :amount, :net, :tax)
                    """)
                .param("community", community).param("invoice", id).param("line", ++number).param("item", line.chargeItemId())
                .param("name", line.itemName()).param("code", line.taxCode()).param("rate", line.rate()).param("amount", line.left().yuan())
                .param("net", taxed.net().yuan()).param("tax", taxed.tax().yuan()).update();
        }
    }

    private String draw(long community, long id, boolean isRed) {
        var drawn = books.drawInvoice(community, list.seller(community, id));
        jdbc.sql("insert into cashier.invoice_number (community_id, book_id, number, invoice_id, is_red) values (:community, :book, :number, :id, :red)")
            .param("community", community).param("book", drawn.bookId()).param("number", drawn.number()).param("id", id).param("red", isRed).update();
        return drawn.text();
    }

    private void end(long community, long id, InvoiceState state, String reason, @Nullable String redNo) {
        var user = CurrentUser.get();
        jdbc.sql("""
                update cashier.invoice set state = :state, red_no = :red, ended_note = :note, ended_by = :by, ended_name = :name, ended_at = :at
                 where community_id = :community and id = :id
                """)
            .param("state", state.name()).param("red", redNo).param("note", reason.strip()).param("by", user.id()).param("name", user.name())
            .param("at", now()).param("community", community).param("id", id).update();
        audit.note("发票 " + id, null, new Moved(state.label, redNo, reason));
    }

    private static void require(Row row, InvoiceState state) {
        if (row.state() != state) throw Problem.conflict("invoice-state", "这张发票%s，不能再这样办", row.state().label);
    }

    private Row lock(long community, long id) {
        return jdbc.sql("select state, amount, payment_id from cashier.invoice where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("invoice-not-found", "没有这张发票"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
