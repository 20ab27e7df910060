package cn.anju.ledger.bank;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Anju;
import cn.anju.kernel.Money;
import cn.anju.ledger.bank.ThreeWay.Arrival;
import cn.anju.ledger.bank.ThreeWay.Cause;
import cn.anju.ledger.bank.ThreeWay.Ours;
import cn.anju.ledger.bank.ThreeWay.Terms;
import cn.anju.ledger.bank.ThreeWay.Theirs;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** B13：播种的各种不符，一种不落都说出原因。 */
class ThreeWayTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 10);
    private static final Terms TERMS = new Terms(new BigDecimal("0.006"), Set.of("M1"), 3, LocalDate.of(2026, 11, 21), Anju.ZONE);

    private final List<Ours> ours = new ArrayList<>();
    private final List<Theirs> theirs = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private long next;

    @Test
    void 三方相符_没有一处不符() {
        pair("100.00", "T1");
        settle(DAY.plusDays(1), "99.40");
        var result = ThreeWay.compare(ours, theirs, arrivals, TERMS);
        assertThat(result.differences()).isEmpty();
        assertThat(result.matched()).isEqualTo(1);
    }

    @Test
    void 收款与渠道之间的十八种不符_各有原因() {
        mine("100.00", "A1", false, 9); theirs("100.00", "A1", DAY.plusDays(1), 0, null);
        theirs("55.00", "A2", DAY, 9, "甲");
        mine("66.00", "A3", false, 9);
        mine("80.00", "A4", false, 9); theirs("70.00", "A4", DAY, 9, null);
        mine("81.00", "A5", false, 9); theirs("92.00", "A5", DAY, 9, null);
        mine("132.00", "A6", false, 9); theirs("123.00", "A6", DAY, 9, null);
        mine("33.00", "A7", false, 9); mine("33.00", "A7", false, 10); theirs("33.00", "A7", DAY, 9, null);
        mine("44.00", "A8", false, 9); theirs("44.00", "A8", DAY, 9, "乙"); theirs("44.00", "A8B", DAY, 9, "乙");
        theirs("-12.00", "A9", DAY, 9, null);
        mine("-13.00", "A10", false, 9);
        mine("-14.00", "A11", false, 9); theirs("-15.00", "A11", DAY, 9, null);
        mine("16.00", "A12", true, 9); theirs("16.00", "A12", DAY, 9, null);
        ours.add(new Ours(++next, "ALIPAY", at(DAY, 9), Money.of("17.00"), "A13", false)); theirs("17.00", "A13", DAY, 9, null);
        mine("18.00", "4200001234", false, 9); theirs("18.00", "4200001243", DAY, 9, null);
        mine("19.00", null, false, 9); theirs("19.00", "A15", DAY, 9, null);
        mine("20.00", "A16", false, 9);
        theirs.add(new Theirs(++next, "WECHAT", at(DAY, 9), Money.of("20.00"), Money.ZERO, "A16", null, "M1", false, null));
        mine("1000.00", "A17", false, 9);
        theirs.add(new Theirs(++next, "WECHAT", at(DAY, 9), Money.of("1000.00"), Money.of("10.00"), "A17", null, "M1", true, null));
        theirs.add(new Theirs(++next, "WECHAT", at(DAY, 9), Money.of("21.00"), Money.of("0.13"), "A18", null, "M9", true, null));
        assertThat(causes().stream().filter(cause -> !cause.name().startsWith("SETTLEMENT")).toList()).containsExactlyInAnyOrder(
            Cause.CROSS_DAY, Cause.UNKNOWN_PAYER, Cause.CHANNEL_MISSING, Cause.UNDERPAID, Cause.OVERPAID, Cause.DIGITS_SWAPPED, Cause.BOOKED_TWICE,
            Cause.PAID_TWICE, Cause.REFUND_NOT_BOOKED, Cause.REFUND_IN_TRANSIT, Cause.REFUND_AMOUNT, Cause.VOIDED_BUT_PAID, Cause.WRONG_CHANNEL,
            Cause.REFERENCE_TYPO, Cause.REFERENCE_MISSING, Cause.NOT_SUCCESS, Cause.FEE_DIFFERENCE, Cause.FOREIGN_MERCHANT);
    }

    @Test
    void 渠道与银行之间的八种不符_各有原因() {
        assertThat(settlement(DAY, List.of())).containsExactly(Cause.SETTLEMENT_OVERDUE);
        assertThat(settlement(LocalDate.of(2026, 11, 20), List.of())).containsExactly(Cause.SETTLEMENT_IN_TRANSIT);
        assertThat(settlement(DAY, List.of("100.00"))).containsExactly(Cause.FEE_NOT_DEDUCTED);
        assertThat(settlement(DAY, List.of("90.00"))).containsExactly(Cause.SETTLEMENT_SHORT);
        assertThat(settlement(DAY, List.of("120.00"))).containsExactly(Cause.SETTLEMENT_OVER);
        assertThat(settlement(DAY, List.of("50.00", "49.40"))).containsExactly(Cause.SETTLEMENT_SPLIT);
        assertThat(settlement(DAY, List.of("99.40", "7.00"))).containsExactly(Cause.SETTLEMENT_UNKNOWN);
        clear();
        pair("100.00", "T1");
        mine("200.00", "T2", false, 33);
        theirs("200.00", "T2", DAY.plusDays(1), 9, null);
        settle(DAY.plusDays(2), "298.20");
        assertThat(causes()).containsExactly(Cause.SETTLEMENT_COMBINED);
    }

    @Test
    void 每一种原因都有测试() {
        assertThat(EnumSet.allOf(Cause.class)).hasSize(26);
    }

    private List<Cause> settlement(LocalDate day, List<String> amounts) {
        clear();
        ours.add(new Ours(++next, "WECHAT", at(day, 9), Money.of("100.00"), "T1", false));
        theirs("100.00", "T1", day, 9, null);
        amounts.forEach(amount -> settle(day.plusDays(1), amount));
        return causes();
    }

    private List<Cause> causes() {
        return ThreeWay.compare(ours, theirs, arrivals, TERMS).differences().stream().map(ThreeWay.Difference::cause).collect(Collectors.toList());
    }

    private void clear() {
        ours.clear();
        theirs.clear();
        arrivals.clear();
    }

    private void pair(String amount, String reference) {
        mine(amount, reference, false, 9);
        theirs(amount, reference, DAY, 9, null);
    }

    private void mine(String amount, String reference, boolean isVoided, int hour) {
        ours.add(new Ours(++next, "WECHAT", at(DAY.plusDays(hour / 24), hour % 24), Money.of(amount), reference, isVoided));
    }

    private void theirs(String amount, String transaction, LocalDate day, int hour, String payer) {
        var fee = Money.rounded(new BigDecimal(amount).multiply(new BigDecimal("0.006")));
        theirs.add(new Theirs(++next, "WECHAT", at(day, hour), Money.of(amount), fee, transaction, null, "M1", true, payer));
    }

    private void settle(LocalDate on, String amount) {
        arrivals.add(new Arrival(++next, "WECHAT", on, Money.of(amount)));
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(Anju.ZONE).toInstant();
    }
}
