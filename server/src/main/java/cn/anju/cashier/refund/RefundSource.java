package cn.anju.cashier.refund;

import cn.anju.kernel.Money;
import cn.anju.ledger.Posting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 退款从哪里来：押金、预存户头、一笔收款；由管着那笔钱的一方实现。 */
public interface RefundSource {

    /** 可退的。 @param title what people call it, such as its receipt number */
    record Refundable(long roomId, String title, Money left) {}

    /** 批了要付的一笔。 */
    record Approved(long id, long sourceId, Money amount, @Nullable List<Long> billIds) {}

    RefundKind kind();

    /**
     * 现在最多能退多少；那笔钱锁到提交。
     *
     * @throws cn.anju.kernel.Problem 404 when there is no such source, 409 when it cannot be refunded at all
     */
    Refundable lock(long community, RequestRefund wanted);

    /** In whose books; null for the community's own entity. */
    default @Nullable Long entity(long community, long source) {
        return null;
    }

    /**
     * 真的取走；多于所余就拒绝。
     *
     * @return the postings against the money that is paid out: debits minus credits are the amount
     */
    List<Posting> take(long community, Approved refund);
}
