package cn.anju.billing.calculation;

import static cn.anju.billing.calculation.Cycle.HALF_YEAR;
import static cn.anju.billing.calculation.Cycle.MONTH;
import static cn.anju.billing.calculation.Cycle.QUARTER;
import static cn.anju.billing.calculation.Cycle.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.billing.calculation.ChargeRule.ByArea;
import cn.anju.billing.calculation.ChargeRule.Fixed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeriodChargeTest {

    private static final ChargeRule THIRTY = new Fixed(new BigDecimal("30"));

    private final Case office = new Case();

    @Test void 交房当日起收_不足一月按天() {
        office.tariff(THIRTY, MONTH, "2020-01-01", null).room("1-101", "2026-06-16").room("1-102", "2026-06-30");
        assertThat(office.texts("2026-06")).containsExactly(
            "1-101 2026-06-16/2026-06-30 15.00", "1-102 2026-06-30/2026-06-30 1.00");
    }

    @Test void 本月以后才交房的_谁也不收() {
        office.tariff(THIRTY, MONTH, "2020-01-01", null, true).room("1-101", "2026-07-01");
        assertThat(office.texts("2026-06")).isEmpty();
    }

    @Test void 没有交房日期的_未交付写开发商才收开发商_整期收() {
        office.tariff(THIRTY, QUARTER, "2020-01-01", null, true).tariff(THIRTY, MONTH, "2020-01-01", null, false)
            .room("1-101", null);
        office.booksStart = LocalDate.of(2026, 7, 16);
        assertThat(office.texts("2026-08")).containsExactly("1-101 2026-07-16/2026-09-30 75.48 开发商");
    }

    @Test void 开发商已缴整季的_季中补交房日期也不再收本季() {
        office.tariff(THIRTY, QUARTER, "2020-01-01", null, true).room("1-101", null);
        office.run("2026-07");
        office.rooms.clear();
        office.room("1-101", "2026-08-10");
        assertThat(office.texts("2026-08")).isEmpty();
        assertThat(office.texts("2026-10")).containsExactly("1-101 2026-10-01/2026-12-31 90.00");
    }

    @Test void 周期前几个月没出账_头一次出账收整个周期_再出不重收() {
        office.tariff(THIRTY, HALF_YEAR, "2020-01-01", null).room("1-101", "2020-01-01");
        assertThat(office.texts("2026-10")).containsExactly("1-101 2026-07-01/2026-12-31 180.00");
        assertThat(office.texts("2026-11")).isEmpty();
        assertThat(office.texts("2026-08")).isEmpty();
    }

    @Test void 季中交房_交房那月的出账才收() {
        office.tariff(THIRTY, QUARTER, "2020-01-01", null).room("1-101", "2026-09-16");
        assertThat(office.texts("2026-07")).isEmpty();
        assertThat(office.texts("2026-08")).isEmpty();
        assertThat(office.texts("2026-09")).containsExactly("1-101 2026-09-16/2026-09-30 15.00");
    }

    @Test void 周期中调价_两个版本各一行_后一行到了才出() {
        office.tariff(THIRTY, HALF_YEAR, "2020-01-01", "2026-10-20").tariff(new Fixed(new BigDecimal("60")), HALF_YEAR, "2026-10-21", null)
            .room("1-101", "2020-01-01");
        assertThat(office.texts("2026-09")).containsExactly("1-101 2026-07-01/2026-10-20 109.35");
        assertThat(office.texts("2026-10")).containsExactly("1-101 2026-10-21/2026-12-31 141.29");
    }

    @Test void 旧版本已过期_本周期内仍补收() {
        office.tariff(THIRTY, YEAR, "2020-01-01", "2026-03-31").room("1-101", "2026-02-15");
        assertThat(office.texts("2026-12")).containsExactly("1-101 2026-02-15/2026-03-31 45.00");
        assertThat(office.texts("2027-01")).isEmpty();
    }

    @Test void 建账以前不收() {
        office.tariff(THIRTY, YEAR, "2020-01-01", null).room("1-101", "2020-01-01");
        office.booksStart = LocalDate.of(2026, 7, 1);
        assertThat(office.texts("2026-06")).isEmpty();
        assertThat(office.texts("2026-07")).containsExactly("1-101 2026-07-01/2026-12-31 180.00");
    }

    @Test void 空置打折_低楼层免收_楼层不明照收_零元不出() {
        office.tariff(new ByArea(new BigDecimal("2.35")), MONTH, "2020-01-01", null)
            .room("1-101", "100", "2020-01-01", true, 5).room("1-102", "100", "2020-01-01", false, 1)
            .room("1-103", "100", "2020-01-01", false, null).room("1-104", "0.001", "2020-01-01", false, 5);
        assertThat(office.texts("2026-06")).containsExactly(
            "1-101 2026-06-01/2026-06-30 117.50", "1-103 2026-06-01/2026-06-30 235.00");
    }

    @Test void 只四舍五入一次_各月分数先相加() {
        // 12/31 and 10/30 of 0.01 are 0.0072 together; each month alone would round to 0.00.
        office.tariff(new Fixed(new BigDecimal("0.01")), QUARTER, "2026-07-20", "2026-09-10").room("1-101", "2020-01-01");
        assertThat(office.texts("2026-09")).containsExactly("1-101 2026-07-20/2026-09-10 0.02");
    }

    @Test void 半分进一_分数也一样() {
        office.tariff(new Fixed(new BigDecimal("0.15")), MONTH, "2020-01-01", null).room("1-101", "2026-06-24");
        assertThat(office.texts("2026-06")).as("0.15 × 7/30 = 0.035").containsExactly("1-101 2026-06-24/2026-06-30 0.04");
    }

    @Test void 应缴日是不早于起算日的第一个() {
        office.tariff(THIRTY, MONTH, "2020-01-01", null).room("1-101", "2026-06-10").room("1-102", "2026-06-11");
        assertThat(office.run("2026-06")).extracting(BillLine::dueOn)
            .containsExactly(LocalDate.of(2026, 6, 10), LocalDate.of(2026, 7, 10));
    }

    @Test void 金额超出范围的一行报出来_其余照算_不出零元() {
        office.tariff(new ByArea(new BigDecimal("100000000000")), MONTH, "2020-01-01", null)
            .tariff(THIRTY, MONTH, "2020-01-01", null).room("1-101", "2020-01-01");
        assertThat(office.texts("2026-06")).containsExactly("1-101 2026-06-01/2026-06-30 30.00");
        assertThat(office.warnings).containsExactly(new BillWarning("1-101", "T0", "amount-out-of-range"));
    }

    @Test void 只限几栋楼或几间房的标准_别处不收() {
        office.room("1-101", "2020-01-01").room("2-101", "2020-01-01").room("3-101", "2020-01-01");
        office.tariff(THIRTY, MONTH, "2020-01-01", null);
        var all = office.tariffs.removeFirst();
        office.tariffs.add(new Tariff(all.versionId(), all.code(), all.chargeItem(),
            new Assignment(all.assignment().roomKinds(), Set.of("3"), Set.of(1L)), all.rule(), all.cycle(),
            all.from(), all.to(), all.vacancyFactor(), all.dueDay(), all.lateFeeDailyRate(), all.startFloor(), false));
        assertThat(office.texts("2026-06")).extracting(line -> line.substring(0, 5)).containsExactly("1-101", "3-101");
    }
}
