package cn.anju.cashier.deposit;

import cn.anju.cashier.deposit.DepositBook.Move;
import cn.anju.cashier.deposit.DepositBook.NewMove;
import cn.anju.cashier.refund.RefundKind;
import cn.anju.cashier.refund.RefundSource;
import cn.anju.cashier.refund.RequestRefund;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Posting;
import java.util.List;
import org.springframework.stereotype.Component;

/** 退押金：退还还剩的。 */
@Component
class DepositReturn implements RefundSource {

    private final DepositBook book;

    DepositReturn(DepositBook book) {
        this.book = book;
    }

    @Override
    public RefundKind kind() {
        return RefundKind.DEPOSIT;
    }

    @Override
    public Refundable lock(long community, RequestRefund wanted) {
        var deposit = book.lock(community, wanted.sourceId());
        return new Refundable(deposit.roomId(), deposit.kind().label() + " " + deposit.number(), deposit.balance());
    }

    @Override
    public List<Posting> take(long community, Approved refund) {
        var deposit = book.lock(community, refund.sourceId());
        if (refund.amount().compareTo(deposit.balance()) > 0)
            throw Problem.conflict("deposit-short", "押金 %s 只剩 %s 元", deposit.number(), deposit.balance());
        book.move(community, deposit.id(), NewMove.of(Move.RETURNED, refund.amount().negated(), null, refund.id()));
        return List.of(Posting.debit(Accounts.DEPOSIT, refund.amount(), null));
    }
}
