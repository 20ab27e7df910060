package cn.anju.billing.correction;

import cn.anju.billing.Rebilling.Delta;
import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * 算好的一次更正。
 *
 * @param subject 谁：房号、表号、标准编码
 * @param change 改前 → 改后
 * @param digest of all that would happen: the confirmation names it
 */
record Correction(CorrectionKind kind, String subject, String change, LocalDate entryOn, List<Delta> deltas, String digest) {

    Money before() {
        return sum(Delta::beforeAmount);
    }

    Money after() {
        return sum(Delta::afterAmount);
    }

    private Money sum(Function<Delta, Money> amount) {
        return Money.sum(deltas, amount);
    }
}
