package cn.anju.cashier.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaxedAmountTest {

    @Test
    void 不含税加税额正是含税_税额与不含税乘税率最多差一分() {
        var random = new Random(7);
        for (var rate : List.of("0", "0.01", "0.03", "0.06", "0.09", "0.13"))
            for (var i = 0; i < 3000; i++) {
                var amount = new Money(BigDecimal.valueOf(1 + random.nextInt(100_000_000), 2));
                var taxed = TaxedAmount.of(amount, new BigDecimal(rate));
                assertThat(taxed.net().plus(taxed.tax())).isEqualTo(amount);
                assertThat(taxed.tax().yuan().subtract(taxed.net().yuan().multiply(new BigDecimal(rate))).abs()).isLessThanOrEqualTo(new BigDecimal("0.01"));
            }
    }

    @Test
    void 一百零六元含税百分之六_一百元与六元() {
        assertThat(TaxedAmount.of(Money.of("106.00"), new BigDecimal("0.06"))).isEqualTo(new TaxedAmount(Money.of("100.00"), Money.of("6.00")));
        assertThat(TaxedAmount.of(Money.of("0.01"), new BigDecimal("0.06"))).isEqualTo(new TaxedAmount(Money.of("0.01"), Money.ZERO));
    }
}
