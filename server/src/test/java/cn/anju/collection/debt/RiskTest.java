package cn.anju.collection.debt;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test void 每条理由都写明_去掉一条名次就变() {
        var broken = Risk.of(new Risk.Facts(Money.of("900.00"), 40, TODAY, false, true, null, null), TODAY);
        var quiet = Risk.of(new Risk.Facts(Money.of("1000.00"), 40, TODAY, false, false, null, null), TODAY);
        assertThat(broken.atRisk()).isEqualTo(Money.of("1350.00")).isGreaterThan(quiet.atRisk());
        assertThat(broken.reasons()).containsExactly("逾期 900.00 元，40 天", "承诺没有兑现（+50%）");
        var mended = Risk.of(new Risk.Facts(Money.of("900.00"), 40, TODAY, false, false, null, null), TODAY);
        assertThat(mended.atRisk()).isLessThan(quiet.atRisk());
    }

    @Test void 理由相加_承诺了的往后排() {
        var all = Risk.of(new Risk.Facts(Money.of("100.01"), 400, null, true, true, null, TODAY.plusDays(5)), TODAY);
        assertThat(all.atRisk()).isEqualTo(Money.of("330.03"));
        assertThat(Risk.of(new Risk.Facts(Money.of("100.00"), 10, TODAY, false, false, TODAY.plusDays(3), null), TODAY).atRisk()).isEqualTo(Money.of("40.00"));
        assertThat(Risk.of(new Risk.Facts(Money.of("100.00"), 10, TODAY.minusDays(31), false, false, null, null), TODAY).reasons()).contains("30 天没有联系（+20%）");
    }

    @Test void 时效三年_催一次重算_过了再催没用() {
        var due = LocalDate.of(2023, 1, 25);
        assertThat(Limitation.lapsesOn(due, List.of())).isEqualTo("2026-01-25");
        assertThat(Limitation.lapsesOn(due, List.of(LocalDate.of(2025, 6, 1), LocalDate.of(2024, 3, 1)))).isEqualTo("2028-06-01");
        assertThat(Limitation.lapsesOn(due, List.of(LocalDate.of(2026, 1, 25)))).isEqualTo("2029-01-25");
        assertThat(Limitation.lapsesOn(due, List.of(LocalDate.of(2026, 1, 26)))).isEqualTo("2026-01-25");
        assertThat(Limitation.lapsesOn(due, List.of(LocalDate.of(2022, 12, 1)))).isEqualTo("2026-01-25");
    }
}
