package cn.anju.ledger;

import cn.anju.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * 一条分录：借方或贷方一边有数；红字为负。
 *
 * @param chargeItem code of the charge item the amount is about, where there is one
 */
public record Posting(String account, Money debit, Money credit, @Nullable String chargeItem, @Nullable String memo) {

    public Posting {
        if (debit.isZero() == credit.isZero())
            throw new IllegalArgumentException("exactly one side of a posting carries an amount");
    }

    /** 借。 */
    public static Posting debit(String account, Money amount, @Nullable String chargeItem) {
        return new Posting(account, amount, Money.ZERO, chargeItem, null);
    }

    /** 贷。 */
    public static Posting credit(String account, Money amount, @Nullable String chargeItem) {
        return new Posting(account, Money.ZERO, amount, chargeItem, null);
    }

    /** The same with a note of what it is about. */
    public Posting about(String memo) {
        return new Posting(account, debit, credit, chargeItem, memo);
    }

    /** 红字：同方向的负数。 */
    Posting red() {
        return new Posting(account, debit.negated(), credit.negated(), chargeItem, memo);
    }
}
