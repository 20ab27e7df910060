package cn.anju.collection.rate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * 薪级：总收费率到起算线以上，每满一档升几级，升到本岗最高为止。
 *
 * @param base the line in percent; a full {@code points} above it is the first that counts
 */
record PayRule(BigDecimal base, BigDecimal points, int stepsEach, int most) {

    int steps(@Nullable BigDecimal rate) {
        if (rate == null || rate.compareTo(base) < 0) return 0;
        var full = rate.subtract(base).divide(points, 0, RoundingMode.DOWN).intValueExact();
        return Math.min(full * stepsEach, most);
    }

    String text() {
        return "%s%% 起算，每满 %s 个百分点升 %d 级，最多 %d 级".formatted(base.stripTrailingZeros().toPlainString(), points.stripTrailingZeros().toPlainString(), stepsEach, most);
    }
}
