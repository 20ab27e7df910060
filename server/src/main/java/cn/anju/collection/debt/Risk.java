package cn.anju.collection.debt;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一户有多少钱收不回来的风险：逾期金额按各条理由加减，先找数大的。
 *
 * @param reasons in words, each with what it adds
 */
record Risk(Money atRisk, List<String> reasons) {

    private static final int SILENT_DAYS = 30;

    /**
     * 判断一户所凭的事实。
     *
     * @param lapsesOn when the oldest claim lapses, if that is near
     */
    record Facts(Money overdue, long daysLate, @Nullable LocalDate lastContactOn, boolean hasRefused, boolean hasBrokenPromise,
                 @Nullable LocalDate promisedOn, @Nullable LocalDate lapsesOn) {}

    static Risk of(Facts facts, LocalDate today) {
        var reasons = new ArrayList<String>();
        reasons.add("逾期 %s 元，%d 天".formatted(facts.overdue(), facts.daysLate()));
        var percent = 100;
        if (facts.lapsesOn() != null) percent += add(reasons, "诉讼时效 %s 届满".formatted(facts.lapsesOn()), 100);
        if (facts.hasBrokenPromise()) percent += add(reasons, "承诺没有兑现", 50);
        if (facts.hasRefused()) percent += add(reasons, "明说不缴", 30);
        if (facts.daysLate() > 365) percent += add(reasons, "拖欠一年以上", 30);
        if (facts.lastContactOn() == null) percent += add(reasons, "还没有联系过", 20);
        else if (ChronoUnit.DAYS.between(facts.lastContactOn(), today) > SILENT_DAYS) percent += add(reasons, "30 天没有联系", 20);
        if (facts.promisedOn() != null) percent += add(reasons, "已承诺 %s 缴".formatted(facts.promisedOn()), -60);
        return new Risk(Money.rounded(facts.overdue().yuan().multiply(BigDecimal.valueOf(percent)).movePointLeft(2)), List.copyOf(reasons));
    }

    private static int add(List<String> reasons, String why, int percent) {
        reasons.add("%s（%+d%%）".formatted(why, percent));
        return percent;
    }
}
