package cn.anju.billing.calculation;

import static cn.anju.billing.calculation.Cycle.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.billing.calculation.ChargeRule.Metered;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MeteredChargeTest {

    private static final TieredPrice TIERS = TieredPrice.of("0-180:5.00;180-260:7.00;260-:9.00");
    private static final Metered FLAT = new Metered(TieredPrice.flat(new BigDecimal("5")), false, "水");

    private final Case office = new Case();

    @Test void 月中交房也收整月用量_没交房的不收开发商() {
        office.tariff(FLAT, MONTH, "2020-01-01", null, true).room("1-101", "2026-06-30").room("1-102", null).room("1-103", "2026-07-01")
            .use(1, "10", "0", false).use(2, "10", "0", true).use(3, "10", "0", true);
        assertThat(office.texts("2026-06")).containsExactly("1-101 2026-06-01/2026-06-30 50.00");
        assertThat(office.warnings).isEmpty();
    }

    @Test void 月末有效的价格收整月_月末失效的版本不收也不报缺() {
        office.tariff(FLAT, MONTH, "2020-01-01", "2026-06-29").tariff(new Metered(TieredPrice.flat(new BigDecimal("6")), false, "水"), MONTH, "2026-06-30", null)
            .room("1-101", "2020-01-01").use(1, "10", "0", true);
        assertThat(office.texts("2026-06")).containsExactly("1-101 2026-06-01/2026-06-30 60.00");
        assertThat(office.warnings).containsExactly(new BillWarning("1-101", "T1", "reading-missing"));
    }

    @Test void 年阶梯接着今年此前的用量_月阶梯每月从头() {
        office.tariff(new Metered(TIERS, true, "水"), MONTH, "2020-01-01", null).tariff(new Metered(TIERS, false, "水"), MONTH, "2020-01-01", null)
            .room("1-101", "2020-01-01").use(1, "20", "170", false);
        assertThat(office.run("2026-06")).extracting(line -> line.amount().toString()).containsExactly("120.00", "100.00");
    }

    @Test void 用量为零不出_已出过的不再出_缺抄仍报() {
        office.tariff(FLAT, MONTH, "2020-01-01", null).room("1-101", "2020-01-01").room("1-102", "2020-01-01").room("1-103", "2020-01-01")
            .use(1, "0", "0", false).use(2, "7", "0", true);
        assertThat(office.texts("2026-06")).containsExactly("1-102 2026-06-01/2026-06-30 35.00");
        assertThat(office.texts("2026-06")).isEmpty();
        assertThat(office.warnings).containsExactly(new BillWarning("1-102", "T0", "reading-missing"));
    }

    @Test void 用量为负的一行报出来_不出负账() {
        office.tariff(FLAT, MONTH, "2020-01-01", null).room("1-101", "2020-01-01").use(1, "-0.01", "0", false);
        assertThat(office.run("2026-06")).isEmpty();
        assertThat(office.warnings).containsExactly(new BillWarning("1-101", "T0", "usage-negative"));
    }

    @Test void 空置折扣和起始楼层不影响按表() {
        office.tariff(FLAT, MONTH, "2020-01-01", null).room("1-101", "100", "2020-01-01", true, 1).use(1, "10", "0", false);
        assertThat(office.texts("2026-06")).containsExactly("1-101 2026-06-01/2026-06-30 50.00");
    }
}
