package cn.anju.cashier.deposit;

import cn.anju.cashier.DepositKind;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 押金户头的存取：一笔押金一个户头，只进出流水，余额不为负。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class DepositBook {

    /** 流水因何而来。 */
    enum Move {
        TAKEN("收取"), OPENING("期初"), DEDUCTED("扣款"), BILLS("抵账单"), BILLS_UNDONE("抵账单撤回"), RETURNED("退还"), VOIDED("作废"), TRANSFERRED("过户转户");

        private final String label;

        Move(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** 锁住的一笔押金。 @param number of its receipt; one of the opening balances has none and is called by its id */
    record Deposit(long id, String number, DepositKind kind, long roomId, String roomCode, String payerName, String cause, Money amount, Money balance,
                   @Nullable Long shiftId, boolean isVoided) {}

    /** 一笔要记的流水。 */
    record NewMove(Move kind, Money amount, @Nullable String reason, @Nullable Long source, List<Long> attachments, @Nullable String key) {

        static NewMove of(Move kind, Money amount, @Nullable String reason, @Nullable Long source) {
            return new NewMove(kind, amount, reason, source, List.of(), null);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    DepositBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 开一个户头并记下收取。 @param key and {@code shift}: null for opening balances */
    long open(long community, @Nullable String key, @Nullable Long shift, DepositKind kind, long room, String payer, String cause,
              @Nullable String reference, Money amount) {
        return open(community, key, shift, shift == null ? Move.OPENING : Move.TAKEN, kind, room, payer, cause, reference, amount);
    }

    private long open(long community, @Nullable String key, @Nullable Long shift, Move move, DepositKind kind, long room, String payer, String cause,
                      @Nullable String reference, Money amount) {
        var user = CurrentUser.get();
        var id = jdbc.sql("""
                insert into cashier.deposit (community_id, idempotency_key, kind, room_id, payer_name, cause, cause_reference, amount, balance,
                                             shift_id, taken_on, taken_by, taken_name, taken_at)
                values (:community, :key, :kind, :room, :payer, :cause, :reference, :amount, 0, :shift, :on, :by, :name, :at) returning id
                """)
            .param("community", community).param("key", key).param("kind", kind.name()).param("room", room).param("payer", payer)
            .param("cause", cause).param("reference", reference).param("amount", amount.yuan()).param("shift", shift)
            .param("on", LocalDate.now(clock)).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        move(community, id, NewMove.of(move, amount, null, null));
        return id;
    }

    /** 过户：这间房原业主交的、能动的押金转到新业主名下。 @return what was moved */
    public Money transfer(long community, long room, Collection<String> fromNames, String toName) {
        var moved = Money.ZERO;
        for (var id : jdbc.sql("select id from cashier.deposit where community_id = :community and room_id = :room and balance > 0 and payer_name = any (:names) order by id")
            .param("community", community).param("room", room).param("names", fromNames.toArray(String[]::new)).query(Long.class).list()) {
            var deposit = lock(community, id);
            var free = free(community, deposit);
            if (!free.isPositive()) continue;
            move(community, id, NewMove.of(Move.TRANSFERRED, free.negated(), "过户给 " + toName, null));
            open(community, null, null, Move.TRANSFERRED, deposit.kind(), room, toName, deposit.cause() + "（" + deposit.payerName() + " 过户转来，原 " + deposit.number() + "）",
                null, free);
            moved = moved.plus(free);
        }
        return moved;
    }

    /** 期初押着的一笔，入账由期初凭证记。 */
    public void addOpening(long community, long room, String payer, @Nullable String note, Money amount) {
        var cause = note == null || note.isBlank() ? "期初押金" : note;
        open(community, null, null, DepositKind.named(cause), room, payer, cause, null, amount);
    }

    /** Holds the deposit until the transaction ends. @throws Problem 404 {@code deposit-not-found} */
    Deposit lock(long community, long id) {
        return jdbc.sql(SELECT + " and d.id = :id for no key update of d").param("community", community).param("id", id)
            .query(Deposit.class).optional().orElseThrow(() -> Problem.notFound("deposit-not-found", "没有这笔押金"));
    }

    /** 退还还没办完的申请占着的，不能再动。 */
    Money free(long community, Deposit deposit) {
        var asked = jdbc.sql("""
                select coalesce(sum(amount), 0.00) from cashier.refund
                 where community_id = :community and kind = 'DEPOSIT' and source_id = :id and state in ('WAITING', 'APPROVED')
                """).param("community", community).param("id", deposit.id()).query(BigDecimal.class).single();
        return deposit.balance().minus(new Money(asked));
    }

    /** 进出一笔；户头已锁住。 @return the id of the movement */
    long move(long community, long id, NewMove move) {
        var user = CurrentUser.get();
        jdbc.sql("""
                update cashier.deposit set balance = balance + :amount, is_voided = is_voided or :voided
                 where community_id = :community and id = :id
                """).param("amount", move.amount().yuan()).param("voided", move.kind() == Move.VOIDED)
            .param("community", community).param("id", id).update();
        return jdbc.sql("""
                insert into cashier.deposit_movement (community_id, deposit_id, idempotency_key, kind, amount, reason, source_id, attachments,
                                                      moved_on, made_by, made_name, made_at)
                values (:community, :deposit, :key, :kind, :amount, :reason, :source, :attachments, :on, :by, :name, :at) returning id
                """)
            .param("community", community).param("deposit", id).param("key", move.key()).param("kind", move.kind().name())
            .param("amount", move.amount().yuan()).param("reason", move.reason()).param("source", move.source())
            .param("attachments", move.attachments().toArray(Long[]::new)).param("on", LocalDate.now(clock)).param("by", user.id())
            .param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    /** 押金抵账单：从这间房、这个编号的押金里取。 @throws Problem 409 {@code deposit-short} */
    public void use(long community, long room, String number, Money amount, long payment) {
        var id = jdbc.sql(SELECT + " and d.room_id = :room and coalesce(s.slip_no, 'QC' || d.id) = :number")
            .param("community", community).param("room", room).param("number", number).query(Deposit.class).optional()
            .orElseThrow(() -> Problem.notFound("deposit-not-found", "这间房没有编号为 %s 的押金", number)).id();
        var deposit = lock(community, id);
        var free = free(community, deposit);
        if (amount.compareTo(free) > 0) throw Problem.conflict("deposit-short", "押金 %s 可用的只有 %s 元", number, free);
        move(community, id, NewMove.of(Move.BILLS, amount.negated(), null, payment));
    }

    /** 抵账单的收款作废或退款，押金还原。 */
    public void undoUse(long community, long payment) {
        record Used(long depositId, Money amount) {}
        jdbc.sql("""
                select deposit_id, sum(amount) amount from cashier.deposit_movement
                 where community_id = :community and source_id = :payment and kind in ('BILLS', 'BILLS_UNDONE')
                 group by deposit_id having sum(amount) <> 0 order by deposit_id
                """).param("community", community).param("payment", payment).query(Used.class).list().forEach(used -> {
            lock(community, used.depositId());
            move(community, used.depositId(), NewMove.of(Move.BILLS_UNDONE, used.amount().negated(), null, payment));
        });
    }

    private static final String SELECT = """
        select d.id, coalesce(s.slip_no, 'QC' || d.id) as number, d.kind, d.room_id, r.code room_code, d.payer_name, d.cause, d.amount, d.balance,
               d.shift_id, d.is_voided
          from cashier.deposit d
          join estate.room r on r.community_id = d.community_id and r.id = d.room_id
          left join cashier.slip s on s.community_id = d.community_id and s.kind = 'DEPOSIT' and s.source_id = d.id
         where d.community_id = :community
        """;
}
