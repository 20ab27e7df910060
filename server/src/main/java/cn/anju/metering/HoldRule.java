package cn.anju.metering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 什么样的读数存疑：比前几个月的平均多出几倍，一直有用量忽然为零，比上次还小。
 *
 * @param isOn whether the community holds readings at all; without it a smaller reading is refused instead of held
 * @param factor usage above so many times the mean is held
 * @param months how many earlier usages make the mean
 * @param least nothing is held as too high while it is no more than this above the mean
 */
record HoldRule(boolean isOn, BigDecimal factor, int months, BigDecimal least) {

    static final HoldRule OFF = new HoldRule(false, BigDecimal.ONE, 1, BigDecimal.ZERO);

    /** @param earlier usages before this one that are not in doubt themselves, as many as there are up to {@link #months} */
    @Nullable Hold judge(BigDecimal usage, List<BigDecimal> earlier) {
        if (!isOn) return null;
        if (usage.signum() < 0) return Hold.NEGATIVE;
        if (earlier.isEmpty()) return null;
        var mean = mean(earlier);
        if (usage.signum() == 0) return mean.signum() > 0 ? Hold.ZERO : null;
        return usage.compareTo(mean.multiply(factor)) > 0 && usage.subtract(mean).compareTo(least) > 0 ? Hold.HIGH : null;
    }

    static BigDecimal mean(List<BigDecimal> usages) {
        return usages.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(BigDecimal.valueOf(usages.size()), 4, RoundingMode.HALF_UP);
    }
}
