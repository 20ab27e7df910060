package cn.anju.cashier.deposit;

import cn.anju.access.AuditTrail;
import cn.anju.cashier.deposit.DepositBook.Move;
import cn.anju.cashier.deposit.DepositBook.NewMove;
import cn.anju.cashier.till.Once;
import cn.anju.cashier.till.Slips;
import cn.anju.cashier.till.Till;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 押金柜台：收、扣、作废。
 *
 * <p>Locks as the cashier does: key of the request, shift, deposit, month of the books, number of the slip.
 */
@Service
public class DepositDesk {

    /** 办好的一笔；{@code isReplay} 表示同一个请求先前已经办成。 */
    public record Done(long id, boolean isReplay) {}

    private final JdbcClient jdbc;
    private final DepositBook book;
    private final Once once;
    private final Till till;
    private final Slips slips;
    private final Rooms rooms;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Clock clock;

    DepositDesk(JdbcClient jdbc, DepositBook book, Once once, Till till, Slips slips, Rooms rooms, Ledger ledger, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.once = once;
        this.till = till;
        this.slips = slips;
        this.rooms = rooms;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** 收押金：记在我的班里，开收据，贷押金。 */
    @Transactional
    public Done take(long community, @Nullable String key, TakeDeposit command) {
        CurrentUser.get().require(community, "cashier.deposit");
        var means = command.means();
        if (!once.isNew(community, key, command)) return new Done(byKey(community, "deposit", key), true);
        var shift = till.open(community);
        var room = rooms.byCode(community, command.roomCode().strip())
            .orElseThrow(() -> Problem.notFound("room-not-found", "没有房号 %s，请核对", command.roomCode()));
        var id = book.open(community, key, shift, command.kind(), room.id(), command.payerName().strip(), command.cause().strip(),
            command.causeReference(), command.amount());
        till.move(community, shift, Till.Kind.DEPOSIT, id, means, command.amount());
        ledger.post(new Entry(community, LocalDate.now(clock), EntryKind.DEPOSIT, "收" + command.kind().label() + " " + room.code(), "deposit", id, List.of(
            Posting.debit(means.method().account(), command.amount(), null), Posting.credit(Accounts.DEPOSIT, command.amount(), null))));
        audit.note("押金收据 " + slips.draw(community, Slips.Kind.DEPOSIT, id), null, command);
        return new Done(id, false);
    }

    /** 扣押金：要有依据；扣下的归其他业务收入。 */
    @Transactional
    Done deduct(long community, @Nullable String key, long id, DeductDeposit command) {
        CurrentUser.get().require(community, "cashier.deposit-deduct");
        if (!command.amount().isPositive()) throw Problem.invalid("amount-invalid", "扣款金额须大于零");
        if (!once.isNew(community, key, List.of(id, command))) return new Done(byKey(community, "deposit_movement", key), true);
        var deposit = book.lock(community, id);
        requireEvidence(community, id, command.attachmentIds());
        var free = book.free(community, deposit);
        if (command.amount().compareTo(free) > 0)
            throw Problem.conflict("deposit-short", "押金 %s 可扣的只有 %s 元（在退的不能扣）", deposit.number(), free);
        var move = book.move(community, id, new NewMove(Move.DEDUCTED, command.amount().negated(), command.reason().strip(), null,
            command.attachmentIds(), key));
        ledger.post(new Entry(community, LocalDate.now(clock), EntryKind.DEPOSIT, "扣" + deposit.kind().label() + " " + deposit.roomCode(),
            "deposit_movement", move, List.of(Posting.debit(Accounts.DEPOSIT, command.amount(), null),
                Posting.credit(Accounts.OTHER_INCOME, command.amount(), null).about(command.reason()))));
        audit.note("押金扣款单 " + slips.draw(community, Slips.Kind.DEDUCTION, move), null, command);
        return new Done(move, false);
    }

    /** 作废押金收据：收它的班还没交、一分没动过。 */
    @Transactional
    public void reverse(long community, long id, String reason) {
        CurrentUser.get().require(community, "cashier.void");
        var shift = jdbc.sql("select shift_id from cashier.deposit where community_id = :community and id = :id")
            .param("community", community).param("id", id).query((row, i) -> row.getLong(1)).optional()
            .orElseThrow(() -> Problem.notFound("deposit-not-found", "没有这笔押金"));
        if (shift == 0) throw Problem.conflict("deposit-of-opening", "期初押金不能作废，退还请走退押金");
        till.keepOpen(community, shift);
        var deposit = book.lock(community, id);
        if (deposit.isVoided()) throw Problem.conflict("deposit-already-voided", "这张押金收据已经作废过了");
        if (!book.free(community, deposit).equals(deposit.amount()))
            throw Problem.conflict("deposit-touched", "这笔押金已经扣过、退过或正在退，不能作废");
        book.move(community, id, NewMove.of(Move.VOIDED, deposit.amount().negated(), reason, null));
        till.move(community, shift, Till.Kind.DEPOSIT_VOID, id, till.means(community, Till.Kind.DEPOSIT, id), deposit.amount().negated());
        for (var entry : ledger.unreversed(community, "deposit", id))
            ledger.reverse(community, entry, EntryKind.DEPOSIT, "作废押金收据 " + deposit.number(), "deposit", id, reason);
        audit.note("作废押金收据 " + deposit.number(), deposit.amount(), Money.ZERO);
    }

    private void requireEvidence(long community, long id, List<Long> attachments) {
        var wanted = new HashSet<>(attachments);
        var found = jdbc.sql("""
                select count(*) from attachment.file where community_id = :community and id = any (:ids) and subject = 'deposit:' || :deposit
                """).param("community", community).param("ids", wanted.toArray(Long[]::new)).param("deposit", id).query(Long.class).single();
        if (found != wanted.size()) throw Problem.notFound("evidence-not-found", "有的凭证没有上传到这笔押金，请重新上传");
    }

    private long byKey(long community, String table, String key) {
        var sql = table.equals("deposit") ? "select id from cashier.deposit where community_id = :community and idempotency_key = :key"
            : "select id from cashier.deposit_movement where community_id = :community and idempotency_key = :key";
        return jdbc.sql(sql).param("community", community).param("key", key).query(Long.class).single();
    }
}
