package cn.anju.cashier;

import cn.anju.kernel.Money;
import cn.anju.ledger.CashBox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 报销的现金从保险柜出，不够就不能付。 */
@Component
class ExpenseCash implements CashBox {

    private final Safe safe;

    ExpenseCash(Safe safe) {
        this.safe = safe;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void payOut(long community, Money amount) {
        safe.move(community, Safe.Kind.EXPENSE, amount.negated(), null);
    }
}
