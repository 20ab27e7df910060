package cn.anju.cashier;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import cn.anju.billing.OpenBill;
import cn.anju.cashier.Discounts.Rounding;
import cn.anju.cashier.ReceivePayment.LateFeeMode;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    void 分次收款_先核销较早应缴的() {
        var january = bill(1, "180.00", "0", TODAY.minusDays(60));
        var february = bill(2, "180.00", "0", TODAY.minusDays(30));
        var taken = Allocation.of(sorted(february, january), TODAY, LateFeeMode.COLLECT, Discounts.NONE, Money.of("200.00"));
        assertThat(taken.lines()).extracting(line -> line.bill().id(), Allocation.Line::principal)
            .containsExactly(tuple(1L, Money.of("180.00")), tuple(2L, Money.of("20.00")));
        assertThat(taken.due()).isEqualTo(Money.of("360.00"));
    }

    @Test
    void 收违约金_本金与它的违约金一起收() {
        var bill = bill(1, "100.00", "0.003", TODAY.minusDays(100));
        var whole = Allocation.of(List.of(bill), TODAY, LateFeeMode.COLLECT, Discounts.NONE, Money.of("150.00"));
        assertThat(List.of(whole.applied(), whole.lateFee(), whole.surplus())).containsExactly(Money.of("100.00"), Money.of("30.00"), Money.of("20.00"));
        var part = Allocation.of(List.of(bill), TODAY, LateFeeMode.COLLECT, Discounts.NONE, Money.of("65.00"));
        assertThat(List.of(part.applied(), part.lateFee())).containsExactly(Money.of("50.00"), Money.of("15.00"));
        var waived = Allocation.of(List.of(bill), TODAY, LateFeeMode.WAIVE, Discounts.NONE, Money.of("50.00"));
        assertThat(List.of(waived.applied(), waived.lateFee(), waived.waived())).containsExactly(Money.of("50.00"), Money.ZERO, Money.of("15.00"));
    }

    @Test
    void 随便多少钱_分毫不差_从不多收() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++) {
            var bills = new ArrayList<OpenBill>();
            for (var i = 0; i < 1 + random.nextInt(6); i++)
                bills.add(bill(i, money(random, 50_000).toString(), "0.000" + random.nextInt(10), TODAY.minusDays(random.nextInt(500) - 50)));
            bills.sort(OpenBill.OLDEST_FIRST);
            var mode = random.nextBoolean() ? LateFeeMode.COLLECT : LateFeeMode.WAIVE;
            var discounts = Discounts.on(bills, TODAY, BigDecimal.valueOf(random.nextInt(3)), Rounding.values()[random.nextInt(3)],
                mode == LateFeeMode.WAIVE ? Money.ZERO : Money.sum(bills, bill -> Allocation.fee(bill, bill.outstanding(), TODAY)));
            var available = money(random, 300_000);
            var taken = Allocation.of(bills, TODAY, mode, discounts, available);
            var what = "seed %d round %d".formatted(seed, round);
            assertThat(taken.applied().plus(taken.lateFee()).plus(taken.surplus())).as(what).isEqualTo(available);
            assertThat(taken.lines()).as(what).allSatisfy(line -> {
                assertThat(line.settled()).isLessThanOrEqualTo(line.bill().outstanding());
                assertThat(line.principal().isNegative()).isFalse();
                if (mode == LateFeeMode.COLLECT && line.discount().isZero())
                    assertThat(line.lateFee()).isEqualTo(Allocation.fee(line.bill(), line.principal(), TODAY));
            });
            var isWhole = available.compareTo(taken.due()) >= 0;
            assertThat(taken.discount().isZero() || isWhole).as(what).isTrue();
            if (isWhole) assertThat(Money.sum(taken.lines(), Allocation.Line::settled)).as(what).isEqualTo(Money.sum(bills, OpenBill::outstanding));
        }
    }

    @Test
    void 抹零_一次付清才抹_记在最大的一笔上() {
        var bills = sorted(bill(1, "30.27", "0", TODAY), bill(2, "50.11", "0", TODAY));
        var jiao = Discounts.on(bills, TODAY, BigDecimal.ZERO, Rounding.JIAO, Money.ZERO);
        assertThat(jiao.rounding()).isEqualTo(Money.of("0.08"));
        assertThat(jiao.of(bills.get(1))).isEqualTo(Money.of("0.08"));
        assertThat(Allocation.of(bills, TODAY, LateFeeMode.COLLECT, jiao, Money.of("80.30")).discount()).isEqualTo(Money.of("0.08"));
        assertThat(Allocation.of(bills, TODAY, LateFeeMode.COLLECT, jiao, Money.of("80.29")).discount()).isEqualTo(Money.ZERO);
        assertThat(Discounts.on(bills, TODAY, BigDecimal.ZERO, Rounding.YUAN, Money.ZERO).rounding()).isEqualTo(Money.of("0.38"));
        assertThat(Discounts.on(sorted(bill(1, "0.05", "0", TODAY)), TODAY, BigDecimal.ZERO, Rounding.JIAO, Money.ZERO).rounding())
            .as("nothing is given away whole").isEqualTo(Money.ZERO);
    }

    @Test
    void 年缴优惠_今后满十二个月才有_代收的没有() {
        var year = IntStream.rangeClosed(0, 12).mapToObj(i -> bill(i, "100.00", "0", LocalDate.of(2026, 11, 1).plusMonths(i))).toList();
        var two = new BigDecimal("2");
        assertThat(Discounts.on(year, TODAY, two, Rounding.OFF, Money.ZERO).annual()).isEqualTo(Money.of("24.00"));
        assertThat(Discounts.on(year.subList(0, 12), TODAY, two, Rounding.OFF, Money.ZERO).annual()).isEqualTo(Money.ZERO);
        assertThat(Discounts.on(year, TODAY, BigDecimal.ZERO, Rounding.OFF, Money.ZERO)).isEqualTo(Discounts.NONE);
    }

    private static List<OpenBill> sorted(OpenBill... bills) {
        return Arrays.stream(bills).sorted(OpenBill.OLDEST_FIRST).toList();
    }

    private static Money money(Random random, int most) {
        return new Money(BigDecimal.valueOf(1 + random.nextInt(most), 2));
    }

    private static OpenBill bill(long id, String outstanding, String rate, LocalDate dueOn) {
        var start = dueOn.withDayOfMonth(1);
        return new OpenBill(id, 1, "1-101", "T", "WY", "物业费", null, start, start.plusMonths(1).minusDays(1), dueOn,
            Money.of(outstanding), Money.of(outstanding), new BigDecimal(rate), true, false, 0);
    }
}
