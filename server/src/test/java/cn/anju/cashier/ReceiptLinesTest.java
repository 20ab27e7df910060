package cn.anju.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Money;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiptLinesTest {

    @Test
    void 印得下一行一期_印不下同一项目并作一行_合计不变() {
        var lines = List.of(line("物业费", 5), line("水费", 5), line("物业费", 6), line("水费", 6), line("物业费", 7));
        assertThat(ReceiptLines.fit(lines, 5)).isEqualTo(lines);
        var fitted = ReceiptLines.fit(lines, 3);
        assertThat(fitted).extracting(PaymentList.Line::itemName).containsExactly("物业费", "水费");
        assertThat(fitted.getFirst().periodStart()).isEqualTo("2026-05-01");
        assertThat(fitted.getFirst().periodEnd()).isEqualTo("2026-07-31");
        assertThat(fitted.getFirst().principal()).isEqualTo(Money.of("180.00"));
        assertThat(fitted.getFirst().lateFee()).isEqualTo(Money.of("3.00"));
    }

    @Test
    void 项目也太多_末行是其余各项() {
        var lines = IntStream.rangeClosed(1, 9).mapToObj(i -> line("项目" + i, i)).toList();
        var fitted = ReceiptLines.fit(lines, 5);
        assertThat(fitted).hasSize(5);
        assertThat(fitted.getLast().itemName()).isEqualTo("其余 5 项");
        assertThat(Money.sum(fitted, PaymentList.Line::principal)).isEqualTo(Money.sum(lines, PaymentList.Line::principal));
    }

    private static PaymentList.Line line(String item, int month) {
        var period = YearMonth.of(2026, month);
        return new PaymentList.Line(1, "3-1-101", item, period.atDay(1), period.atEndOfMonth(), Money.of(month * 10 + ".00"), Money.ZERO, Money.of("1.00"),
            Money.ZERO);
    }
}
