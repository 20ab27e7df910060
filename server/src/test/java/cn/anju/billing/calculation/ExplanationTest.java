package cn.anju.billing.calculation;

import static cn.anju.billing.calculation.Cycle.MONTH;
import static cn.anju.billing.calculation.Cycle.QUARTER;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.billing.calculation.ChargeRule.ByArea;
import cn.anju.billing.calculation.ChargeRule.Metered;
import cn.anju.billing.calculation.ChargeRule.Shared;
import cn.anju.billing.calculation.Explanation.Figure;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private final Case office = new Case();

    @Test void 按面积_写明单价面积折扣和月数() {
        office.tariff(new ByArea(new BigDecimal("2.60")), QUARTER, "2026-07-16", null).room("1-101", "84.61", "2020-01-01", true, 5);
        var explanation = explain("2026-07");
        assertThat(explanation.formula()).isEqualTo("2.60 × 84.61 × 0.5 × (2 + 16 ÷ 31)");
        assertThat(explanation.figures()).contains(new Figure("单价", "2.60", "元/㎡·月"), new Figure("建筑面积", "84.61", "㎡"),
            new Figure("空置折扣", "0.5", null), new Figure("不足一月", "16 天，当月 31 天", null),
            new Figure("价格版本", "T0，2026-07-16 起", null), new Figure("账期", "2026-07-16 至 2026-09-30", null));
    }

    @Test void 年阶梯_写明此前用量和落在哪几档() {
        office.tariff(new Metered(TieredPrice.of("0-180:5.00;180-260:7.00;260-:9.00"), true, "水"), MONTH, "2020-01-01", null)
            .room("1-101", "2020-01-01").use(1, "20", "170", false);
        var explanation = explain("2026-07");
        assertThat(explanation.formula()).isEqualTo("10 × 5.00 + 10 × 7.00");
        assertThat(explanation.amount()).isEqualTo("120.00");
        assertThat(explanation.figures()).contains(new Figure("今年此前用量", "170", null),
            new Figure("第 1 档（全年 0～180）单价 5.00 元", "10", null), new Figure("第 2 档（全年 180～260）单价 7.00 元", "10", null));
    }

    @Test void 公摊_写明总额户数和尾差() {
        office.tariff(new Shared(new BigDecimal("0.52"), "水", ShareBasis.AREA), MONTH, "2020-01-01", null)
            .room("1-101", "2020-01-01").room("1-102", "2020-01-01").room("1-103", "2020-01-01").groupUse("1", "10", false);
        var explanation = explain("2026-07");
        assertThat(explanation.formula()).isEqualTo("⌊5.20 × 100 ÷ 300⌋ + 0.01");
        assertThat(explanation.figures()).contains(new Figure("公共用量", "10", null), new Figure("公摊总额", "5.20", "元"),
            new Figure("分摊户数", "3", "户"), new Figure("全组合计", "300", "㎡"), new Figure("本户", "100", "㎡"), new Figure("尾差", "0.01", "元"));
    }

    private Explanation explain(String month) {
        return Explanation.of(office.run(month).getFirst(), office.tariffs.getFirst());
    }
}
