package cn.anju.cashier.book;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Collectors;
import cn.anju.ledger.LegalEntities;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 票据本的购入、领用、使用、交回与核销；每一步都留下是谁、何时、用到几号。 */
@Service
public class ReceiptBooks {

    /** 票据种类。 */
    enum Kind {
        RECEIPT("收据"),
        INVOICE("发票");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** 购入一本。 @param entityId whose receipts or invoices it is for; the community's own entity when absent */
    record Purchase(@NotNull Kind kind, @NotBlank @Pattern(regexp = "[A-Z0-9-]{1,20}", message = "只能用大写字母、数字和横线") String series,
                    @Positive long firstNumber, @Positive long lastNumber, @Nullable LocalDate boughtOn,
                    @Nullable @Positive Long entityId) {}

    /** 一号作废或遗失。 */
    record Mark(@Positive long number, @NotNull MarkKind kind, @NotBlank @Size(max = 200) String reason) {}

    /** 作废还是遗失。 */
    enum MarkKind { SPOILED, LOST }

    private record Row(String state, @Nullable Long holderId, long firstNumber, long lastNumber, long nextNumber, long entityId) {}

    private enum Move { BUY, ISSUE, USE, GIVE_BACK, WRITE_OFF }

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Collectors collectors;
    private final LegalEntities entities;
    private final AuditTrail audit;
    private final Clock clock;

    ReceiptBooks(JdbcClient jdbc, StaffAccess staff, Collectors collectors, LegalEntities entities, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.collectors = collectors;
        this.entities = entities;
        this.audit = audit;
        this.clock = clock;
    }

    /** 购入：同一主体同种同字头的号段不能重叠。 */
    @Transactional
    long buy(long community, Purchase purchase) {
        CurrentUser.get().require(community, "cashier.book");
        if (purchase.lastNumber() < purchase.firstNumber() || purchase.lastNumber() - purchase.firstNumber() > 9999)
            throw Problem.invalid("book-range-invalid", "号段 %d 至 %d 不对：起号不大于止号，一本最多一万号", purchase.firstNumber(), purchase.lastNumber());
        var entity = entityOf(community, purchase.entityId());
        try {
            var id = jdbc.sql("""
                    insert into cashier.book (community_id, entity_id, kind, series, first_number, last_number, next_number, bought_on)
                    values (:community, :entity, :kind, :series, :first, :last, :first, :on) returning id
                    """)
                .param("community", community).param("entity", entity).param("kind", purchase.kind().name()).param("series", purchase.series())
                .param("first", purchase.firstNumber()).param("last", purchase.lastNumber())
                .param("on", purchase.boughtOn() == null ? LocalDate.now(clock) : purchase.boughtOn()).query(Long.class).single();
            note(community, id, Move.BUY, null, purchase.firstNumber(), null);
            return id;
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("book-overlaps", "%s %s 字 %d 至 %d 与已登记的号段重叠", purchase.kind().label, purchase.series(),
                purchase.firstNumber(), purchase.lastNumber());
        }
    }

    /** @throws Problem 404 {@code collector-unknown} when this entity collects nothing here */
    private long entityOf(long community, @Nullable Long wanted) {
        var main = collectors.main(community).entityId();
        if (wanted == null || wanted == main) return main;
        if (collectors.byItem(community).values().stream().noneMatch(collector -> collector.entityId() == wanted))
            throw Problem.notFound("collector-unknown", "这个主体在本小区不收款，先在「收款主体」指定它收哪些项目");
        return wanted;
    }

    /** 发给一个人，从下一号起用。 */
    @Transactional
    void issue(long community, long id, long holder) {
        CurrentUser.get().require(community, "cashier.book");
        var book = lock(community, id);
        if (!book.state().equals("STOCK")) throw Problem.conflict("book-not-in-stock", "这本票据不在库里，不能再发");
        if (book.nextNumber() > book.lastNumber()) throw Problem.conflict("book-used-up", "这本票据已经用完，只能核销");
        var person = staff.of(holder).filter(user -> user.belongsTo(community))
            .orElseThrow(() -> Problem.notFound("holder-not-found", "这个小区没有这位同事"));
        change(community, id, "ISSUED", person.id(), person.name(), book.nextNumber());
        note(community, id, Move.ISSUE, person.name(), book.nextNumber(), null);
    }

    /**
     * 用到某一号：依次往后，不能跳回；本人或保管人登记。
     *
     * @param receiptNo what was written out on it; a receipt of another entity is refused
     */
    @Transactional
    void use(long community, long id, long through, @Nullable String receiptNo) {
        var book = inHand(community, id);
        var receipt = receiptNo == null || receiptNo.isBlank() ? null : receiptNo.strip();
        if (receipt != null) requireOwnReceipt(community, book, receipt);
        if (through < book.nextNumber() || through > book.lastNumber())
            throw Problem.conflict("book-out-of-order", "票据要依次使用：下一号是 %d，这本到 %d 为止", book.nextNumber(), book.lastNumber());
        jdbc.sql("update cashier.book set next_number = :next where community_id = :community and id = :id")
            .param("community", community).param("id", id).param("next", through + 1).update();
        note(community, id, Move.USE, null, through + 1, receipt == null ? null : "收据 " + receipt);
    }

    private void requireOwnReceipt(long community, Row book, String receipt) {
        var entity = jdbc.sql("select entity_id from cashier.receipt where community_id = :community and receipt_no = :receipt")
            .param("community", community).param("receipt", receipt).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("receipt-not-found", "没有收据 %s", receipt));
        if (entity != book.entityId())
            throw Problem.conflict("book-of-other-entity", "收据 %s 是%s收的，这本票据是%s的，不能用", receipt, entities.name(entity), entities.name(book.entityId()));
    }

    /** 取出的一号。 */
    public record Drawn(long bookId, long number, String text) {}

    private record InHand(long id, String series, long nextNumber, long lastNumber) {}

    /** 从我手里这个主体的发票本依次取下一号，登记过作废、遗失的跳过。 @throws Problem 409 {@code no-invoice-book} */
    @Transactional(propagation = Propagation.MANDATORY)
    public Drawn drawInvoice(long community, long entity) {
        for (var book : jdbc.sql("""
                select id, series, next_number, last_number from cashier.book
                 where community_id = :community and entity_id = :entity and kind = 'INVOICE' and state = 'ISSUED' and holder_id = :holder and next_number <= last_number
                 order by series, first_number for update
                """).param("community", community).param("entity", entity).param("holder", CurrentUser.get().id()).query(InHand.class).list()) {
            var number = firstUnmarked(community, book);
            if (number > book.lastNumber()) continue;
            jdbc.sql("update cashier.book set next_number = :next where community_id = :community and id = :id")
                .param("community", community).param("id", book.id()).param("next", number + 1).update();
            note(community, book.id(), Move.USE, null, number + 1, null);
            return new Drawn(book.id(), number, "%s-%08d".formatted(book.series(), number));
        }
        throw Problem.conflict("no-invoice-book", "您手里没有%s可用的发票本，请先领用", entities.name(entity));
    }

    private long firstUnmarked(long community, InHand book) {
        return jdbc.sql("""
                select coalesce(min(n), cast(:last as bigint) + 1) from generate_series(cast(:next as bigint), cast(:last as bigint)) n
                 where not exists (select from cashier.book_mark m where m.community_id = :community and m.book_id = :id and m.number = n)
                """).param("next", book.nextNumber()).param("last", book.lastNumber()).param("community", community).param("id", book.id())
            .query(Long.class).single();
    }

    /** 作废或遗失一号，写明原因；每号只登记一次。 */
    @Transactional
    void mark(long community, long id, Mark mark) {
        var book = inHand(community, id);
        if (mark.number() < book.firstNumber() || mark.number() > book.lastNumber())
            throw Problem.conflict("number-not-in-book", "%d 号不在这本里（%d 至 %d）", mark.number(), book.firstNumber(), book.lastNumber());
        var user = CurrentUser.get();
        var isNew = jdbc.sql("""
                insert into cashier.book_mark (community_id, book_id, number, kind, reason, marked_by, marked_name, marked_at)
                values (:community, :book, :number, :kind, :reason, :by, :name, :at) on conflict do nothing
                """)
            .param("community", community).param("book", id).param("number", mark.number()).param("kind", mark.kind().name())
            .param("reason", mark.reason()).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update() == 1;
        if (!isNew) throw Problem.conflict("number-marked", "%d 号已经登记过作废或遗失", mark.number());
        audit.note("票据本 " + id, null, mark);
    }

    /** 交回库里。 */
    @Transactional
    void giveBack(long community, long id) {
        CurrentUser.get().require(community, "cashier.book");
        var book = lock(community, id);
        if (!book.state().equals("ISSUED")) throw Problem.conflict("book-not-issued", "这本票据没有发出去");
        change(community, id, "STOCK", null, null, book.nextNumber());
        note(community, id, Move.GIVE_BACK, null, book.nextNumber(), null);
    }

    /** 核销：交回以后，没用完的每一号都要登记过作废或遗失。 */
    @Transactional
    void writeOff(long community, long id, @Nullable String remark) {
        CurrentUser.get().require(community, "cashier.book");
        var book = lock(community, id);
        if (!book.state().equals("STOCK")) throw Problem.conflict("book-not-in-stock", "先交回库里，再核销");
        var left = jdbc.sql("""
                select count(*) from generate_series(cast(:next as bigint), cast(:last as bigint)) n
                 where not exists (select from cashier.book_mark m where m.community_id = :community and m.book_id = :id and m.number = n)
                """).param("community", community).param("id", id).param("next", book.nextNumber()).param("last", book.lastNumber())
            .query(Long.class).single();
        if (left > 0) throw Problem.conflict("book-not-used-up", "这本还有 %d 号没有用，也没有登记作废，不能核销", left);
        change(community, id, "WRITTEN_OFF", null, null, book.nextNumber());
        note(community, id, Move.WRITE_OFF, null, book.nextNumber(), remark);
    }

    /** Issued, and the caller is its holder or keeps the books. */
    private Row inHand(long community, long id) {
        var user = CurrentUser.get();
        var book = lock(community, id);
        if (book.holderId() == null || book.holderId() != user.id()) user.require(community, "cashier.book");
        if (book.state().equals("WRITTEN_OFF")) throw Problem.conflict("book-written-off", "这本票据已经核销");
        return book;
    }

    private Row lock(long community, long id) {
        return jdbc.sql("select state, holder_id, first_number, last_number, next_number, entity_id from cashier.book where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("book-not-found", "没有这本票据"));
    }

    private void change(long community, long id, String state, @Nullable Long holder, @Nullable String name, long next) {
        jdbc.sql("""
                update cashier.book set state = :state, holder_id = :holder, holder_name = :name, next_number = :next
                 where community_id = :community and id = :id
                """).param("community", community).param("id", id).param("state", state).param("holder", holder).param("name", name)
            .param("next", next).update();
    }

    private void note(long community, long id, Move move, @Nullable String holder, long next, @Nullable String remark) {
        var user = CurrentUser.get();
        jdbc.sql("""
                insert into cashier.book_move (community_id, book_id, move, holder_name, next_number, note, made_by, made_name, made_at)
                values (:community, :book, :move, :holder, :next, :note, :by, :name, :at)
                """)
            .param("community", community).param("book", id).param("move", move.name()).param("holder", holder).param("next", next)
            .param("note", remark).param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("票据本 " + id, null, new Moved(move.name(), holder, next));
    }

    /** 一步。 */
    record Moved(String move, @Nullable String holder, long nextNumber) {}
}
