package cn.anju.collection.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PayRuleTest {

    private final PayRule rule = new PayRule(new BigDecimal("85"), new BigDecimal("5"), 2, 5);

    @Test void 不到八十五不升_满五个点升两级_升到顶为止() {
        assertThat(steps("84.99")).isZero();
        assertThat(steps("85.00")).isZero();
        assertThat(steps("89.99")).isZero();
        assertThat(steps("90.00")).isEqualTo(2);
        assertThat(steps("94.99")).isEqualTo(2);
        assertThat(steps("95.00")).isEqualTo(4);
        assertThat(steps("100.00")).isEqualTo(5);
        assertThat(rule.steps(null)).isZero();
    }

    private int steps(String rate) {
        return rule.steps(new BigDecimal(rate));
    }
}
