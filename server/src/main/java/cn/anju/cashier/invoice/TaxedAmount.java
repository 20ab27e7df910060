package cn.anju.cashier.invoice;

import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;

/**
 * 价税分离：含税金额里不含税的和税额，加起来就是它。
 *
 * @param net without tax, rounded half up; the tax is the rest, so that nothing is lost
 */
record TaxedAmount(Money net, Money tax) {

    /** @param rate 0.06 for six percent */
    static TaxedAmount of(Money amount, BigDecimal rate) {
        if (rate.signum() < 0) throw Problem.invalid("rate-invalid", "税率不能为负");
        var net = Money.rounded(amount.yuan(), BigDecimal.ONE.add(rate));
        return new TaxedAmount(net, amount.minus(net));
    }
}
