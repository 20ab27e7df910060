package cn.anju.billing;

import cn.anju.kernel.Money;
import java.time.LocalDate;

/**
 * 核销：一行账单因一件事少欠多少。
 *
 * @param amount above zero, never more than the bill's outstanding amount
 * @param on the business day it counts from; an earlier day's arrears do not change
 * @param sourceId the row in the table of the settling module, e.g. the payment
 */
public record Settlement(long billId, Kind kind, Money amount, LocalDate on, long sourceId) {

    /** 因何核销。 */
    public enum Kind {
        PAYMENT("收款"), DISCOUNT("优惠抹零"), PREPAYMENT("预存抵扣"), WAIVER("减免");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
