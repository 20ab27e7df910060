package cn.anju.cashier;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
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
