package cn.anju.collection;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 收缴率：当期、往年（期前陈欠）、合计，应收、实收、未收三数平衡。
 *
 * @param id the building, item, area, community; 0 for the whole
 * @param steward who is in charge of the area on that day
 * @param currentRate in percent, two decimals; null where nothing was due
 */
public record CollectionRate(long id, String name, @Nullable String steward, Money currentDue, Money currentPaid, @Nullable BigDecimal currentRate,
                             Money priorDue, Money priorPaid, @Nullable BigDecimal priorRate, Money due, Money paid, Money open,
                             @Nullable BigDecimal combinedRate) {

    /** 定义，原样写在页面上。 */
    public static final List<String> DEFINITIONS = List.of(
        "当期应收：应缴日在期内各月的账单，已记账、未冲红，减去减免和优惠。",
        "当期实收：这些账单截至当日已收的钱，含预存抵扣，不含违约金、减免和优惠。",
        "往年（期前陈欠）应收：应缴日在期前、到期初还没收的，加减期内的冲红与减免。",
        "往年实收：期前陈欠在期内截至当日收回的钱。",
        "收缴率 = 实收 ÷ 应收；合计 = （当期实收 + 往年实收）÷（当期应收 + 往年应收）；四舍五入到 0.01%。",
        "截至某日的数按各笔发生的业务日算，以后再收的钱不改变它。");

    public static CollectionRate of(long id, String name, @Nullable String steward, Money currentDue, Money currentPaid, Money priorDue, Money priorPaid) {
        var due = currentDue.plus(priorDue);
        var paid = currentPaid.plus(priorPaid);
        return new CollectionRate(id, name, steward, currentDue, currentPaid, rate(currentPaid, currentDue), priorDue, priorPaid, rate(priorPaid, priorDue),
            due, paid, due.minus(paid), rate(paid, due));
    }

    private static @Nullable BigDecimal rate(Money paid, Money due) {
        return due.isPositive() ? paid.yuan().movePointRight(2).divide(due.yuan(), 2, RoundingMode.HALF_UP) : null;
    }
}
