package cn.anju.cashier;

import cn.anju.kernel.Money;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 期初余额的一行。
 *
 * @param roomId none for cash and bank
 * @param itemName charge item of arrears, as are period, due date and rate
 */
record OpeningLine(Kind kind, @Nullable Long roomId, @Nullable String itemName, @Nullable LocalDate periodStart,
                   @Nullable LocalDate periodEnd, @Nullable LocalDate dueOn, @Nullable BigDecimal lateFeeRate, Money amount,
                   @Nullable String note) {

    /** 按类别的合计，没有的是零。 */
    record Totals(@NotNull Money arrears, @NotNull Money prepayment, @NotNull Money deposit, @NotNull Money cash, @NotNull Money bank) {

        static Totals of(List<OpeningLine> lines) {
            return new Totals(sum(lines, Kind.ARREARS), sum(lines, Kind.PREPAYMENT), sum(lines, Kind.DEPOSIT), sum(lines, Kind.CASH),
                sum(lines, Kind.BANK));
        }

        Money of(Kind kind) {
            return switch (kind) {
                case ARREARS -> arrears;
                case PREPAYMENT -> prepayment;
                case DEPOSIT -> deposit;
                case CASH -> cash;
                case BANK -> bank;
            };
        }

        private static Money sum(List<OpeningLine> lines, Kind kind) {
            return Money.sum(lines.stream().filter(line -> line.kind() == kind).map(OpeningLine::amount).toList());
        }
    }

    /** 期初余额的类别。 */
    enum Kind {
        ARREARS("欠费"), PREPAYMENT("预存"), DEPOSIT("押金"), CASH("现金"), BANK("银行");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        boolean isOfRoom() {
            return this != CASH && this != BANK;
        }

        static Optional<Kind> labelled(String label) {
            return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
        }
    }
}
