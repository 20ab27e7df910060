package cn.anju.cashier;

import cn.anju.cashier.refund.RefundKind;
import cn.anju.cashier.refund.RefundSource;
import cn.anju.cashier.refund.RequestRefund;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Collectors;
import cn.anju.ledger.Posting;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 退预存款：退户头里还剩的。 */
@Component
class PrepaymentRefund implements RefundSource {

    private final Prepayments prepayments;
    private final Collectors collectors;
    private final Clock clock;

    PrepaymentRefund(Prepayments prepayments, Collectors collectors, Clock clock) {
        this.prepayments = prepayments;
        this.collectors = collectors;
        this.clock = clock;
    }

    @Override
    public RefundKind kind() {
        return RefundKind.PREPAYMENT;
    }

    @Override
    public Refundable lock(long community, RequestRefund wanted) {
        var account = prepayments.lockAccount(community, wanted.sourceId());
        return new Refundable(account.roomId(), "预存户头 " + account.id(), account.balance());
    }

    @Override
    public @Nullable Long entity(long community, long source) {
        var item = prepayments.lockAccount(community, source).item();
        var collector = item == null ? null : collectors.byItem(community).get(item);
        return collector == null ? null : collector.entityId();
    }

    @Override
    public List<Posting> take(long community, Approved refund) {
        var account = prepayments.lockAccount(community, refund.sourceId());
        if (refund.amount().compareTo(account.balance()) > 0)
            throw Problem.conflict("prepayment-short", "预存已经用掉一些，只剩 %s 元，请取消后重新申请", account.balance());
        prepayments.move(community, account.id(), Prepayments.Kind.REFUND, refund.amount().negated(), refund.id(), LocalDate.now(clock));
        return List.of(Posting.debit(Accounts.PREPAYMENT, refund.amount(), account.item()));
    }
}
