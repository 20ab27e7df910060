package cn.anju.ledger;

import cn.anju.kernel.Money;

/** 现金从哪里拿；现金在后面的模块管，由它实现。 */
public interface CashBox {

    /**
     * 从保险柜付出现金，随调用者的事务成立。
     *
     * @throws cn.anju.kernel.Problem 409 {@code safe-short} when there is not that much
     */
    void payOut(long community, Money amount);
}
