package cn.anju.metering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 用量与近三月的平均比。
 *
 * @param mean of the last three usages (as many as there are), none for the first reading
 * @param changePercent how much above or below the mean; none without a mean or with a mean of zero
 */
record UsageTrend(@Nullable BigDecimal mean, @Nullable BigDecimal changePercent, Level level) {

    /** 提醒：正常、偏高、偏低。 */
    enum Level {
        NORMAL("正常"), HIGH("偏高"), LOW("偏低");

        final String label;

        Level(String label) {
            this.label = label;
        }
    }

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * @param percent a change by more than this is odd
     * @param least unless the difference is smaller than this
     */
    static UsageTrend of(BigDecimal usage, List<BigDecimal> recent, BigDecimal percent, BigDecimal least) {
        if (recent.isEmpty()) return new UsageTrend(null, null, Level.NORMAL);
        var sum = recent.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var mean = sum.divide(BigDecimal.valueOf(recent.size()), 2, RoundingMode.HALF_UP);
        var difference = usage.subtract(mean);
        var isOdd = difference.abs().compareTo(least) > 0
            && difference.abs().multiply(HUNDRED).compareTo(mean.multiply(percent)) > 0;
        var change = mean.signum() == 0 ? null : difference.multiply(HUNDRED).divide(mean, 0, RoundingMode.HALF_UP);
        return new UsageTrend(Figures.plain(mean), Figures.plainOrNull(change),
            !isOdd ? Level.NORMAL : difference.signum() > 0 ? Level.HIGH : Level.LOW);
    }
}
