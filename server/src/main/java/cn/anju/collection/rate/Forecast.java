package cn.anju.collection.rate;

import cn.anju.collection.CollectionRate;
import cn.anju.collection.rate.RateQuery.By;
import cn.anju.collection.rate.RateQuery.Span;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 月底预测：前三个月从同一天到月底平均还能升几个百分点，加在今天的数上。 */
@Component
class Forecast {

    /** @param gain percentage points between this day and the month's end, on average of the months before; null without any */
    record Outlook(YearMonth month, @Nullable BigDecimal rateNow, @Nullable BigDecimal gain, @Nullable BigDecimal rateAtEnd, @Nullable Money paidAtEnd, String definition) {}

    private static final String DEFINITION = "本月账单的当期收缴率，加上前三个月从同一天到月底平均升的百分点，最多 100%。";
    private static final int MONTHS = 3;
    private static final BigDecimal FULL = new BigDecimal("100.00");

    private final RateQuery query;

    Forecast(RateQuery query) {
        this.query = query;
    }

    @Transactional(readOnly = true)
    Outlook of(long community, LocalDate today) {
        var month = YearMonth.from(today);
        var now = rate(community, month, today);
        var gains = new ArrayList<BigDecimal>();
        for (var back = 1; back <= MONTHS; back++) {
            var earlier = month.minusMonths(back);
            var then = rate(community, earlier, earlier.atDay(Math.min(today.getDayOfMonth(), earlier.lengthOfMonth()))).currentRate();
            var end = rate(community, earlier, earlier.atEndOfMonth()).currentRate();
            if (end != null) gains.add(end.subtract(then == null ? BigDecimal.ZERO : then));
        }
        if (now.currentRate() == null || gains.isEmpty()) return new Outlook(month, now.currentRate(), null, null, null, DEFINITION);
        var gain = gains.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(BigDecimal.valueOf(gains.size()), 2, RoundingMode.HALF_UP);
        var end = now.currentRate().add(gain).min(FULL).max(BigDecimal.ZERO);
        return new Outlook(month, now.currentRate(), gain, end, Money.rounded(now.currentDue().yuan().multiply(end).movePointLeft(2)), DEFINITION);
    }

    private CollectionRate rate(long community, YearMonth month, LocalDate asOf) {
        return query.of(List.of(community), new Span(month, month, asOf), By.WHOLE).getFirst();
    }
}
