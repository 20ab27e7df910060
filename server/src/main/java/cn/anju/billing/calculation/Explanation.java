package cn.anju.billing.calculation;

import cn.anju.billing.calculation.BillLine.Basis;
import cn.anju.billing.calculation.BillLine.ByDays;
import cn.anju.billing.calculation.BillLine.Period;
import cn.anju.billing.calculation.BillLine.Pool;
import cn.anju.billing.calculation.BillLine.Rest;
import cn.anju.billing.calculation.BillLine.Usage;
import cn.anju.billing.calculation.ChargeRule.ByArea;
import cn.anju.billing.calculation.ChargeRule.Fixed;
import cn.anju.billing.calculation.ChargeRule.Metered;
import cn.anju.billing.calculation.ChargeRule.Shared;
import cn.anju.billing.calculation.Tariff.Widening;
import cn.anju.billing.calculation.TieredPrice.Portion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 一行账单是怎么来的，用住户看得懂的话。
 *
 * @param formula arithmetic in plain numbers ({@code + − × ÷ ( )}; {@code ⌊ ⌋}: rounded down to the fen) that gives
 *     {@code amount}, rounded half up to the fen, to anyone who does the sum again
 * @param figures what each number is
 */
public record Explanation(String formula, String amount, List<Figure> figures) {

    /** 算式里的一个数：叫什么、多少、什么单位。 */
    public record Figure(String name, String value, @Nullable String unit) {}

    public static Explanation of(BillLine line, Tariff tariff) {
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("收费项目", tariff.chargeItem(), null));
        figures.add(new Figure("价格版本", since(tariff), null));
        figures.add(new Figure("账期", line.periodStart() + " 至 " + line.periodEnd(), null));
        var formula = formula(line, line.basis(), tariff, figures);
        figures.add(new Figure("应缴日", line.dueOn().toString(), null));
        return new Explanation(formula, line.amount().toString(), figures);
    }

    private static String formula(BillLine line, Basis basis, Tariff tariff, List<Figure> figures) {
        if (basis instanceof ByDays(var whole, _)) {
            var days = line.periodEnd().getDayOfMonth() - line.periodStart().getDayOfMonth() + 1;
            figures.add(new Figure("整月应收", whole.toString(), "元"));
            figures.add(new Figure("归本段", days + " 天，当月 " + line.periodEnd().lengthOfMonth() + " 天", null));
            return "%s × %d ÷ %d".formatted(whole, days, line.periodEnd().lengthOfMonth());
        }
        if (basis instanceof Rest(var whole, _)) {
            figures.add(new Figure("不分段应收", whole.toString(), "元"));
            figures.add(new Figure("前段已收", whole.minus(line.amount()).toString(), "元"));
            return "%s - %s".formatted(whole, whole.minus(line.amount())).replace("-", "−");
        }
        return switch (tariff.rule()) {
            case ByArea(var price) -> {
                figures.add(new Figure("单价", text(price), "元/㎡·月"));
                figures.add(new Figure("建筑面积", text(line.quantity()), "㎡"));
                yield text(price) + " × " + text(line.quantity()) + time(line, (Period) basis, figures);
            }
            case Fixed(var price) -> {
                figures.add(new Figure("单价", text(price), "元/月"));
                yield text(price) + time(line, (Period) basis, figures);
            }
            case Metered metered -> usage(line, (Usage) basis, metered, tariff.widening(), figures);
            case Shared shared -> share(line, (Pool) basis, shared, figures);
        };
    }

    private static String time(BillLine line, Period period, List<Figure> figures) {
        var months = Months.between(line.periodStart(), line.periodEnd(), period.stopped());
        for (var stop : period.stopped()) figures.add(new Figure("停收", stop.toString(), null));
        var discount = "";
        if (period.factor().compareTo(BigDecimal.ONE) != 0) {
            figures.add(new Figure("空置折扣", text(period.factor()), null));
            discount = " × " + text(period.factor());
        }
        figures.add(new Figure("月数", months.toString(), "月"));
        for (var part : months.parts())
            figures.add(new Figure("不足一月", part.days() + " 天，当月 " + part.daysInMonth() + " 天", null));
        return discount + " × (" + months.toString().replace("/", " ÷ ") + ")";
    }

    private static String usage(BillLine line, Usage usage, Metered listed, Widening widening, List<Figure> figures) {
        var more = widening.of(usage.persons());
        var rule = new Metered(listed.price().widened(more), listed.isYearly(), listed.meterKind());
        figures.add(new Figure("本月用量", text(line.quantity()), null));
        if (rule.isYearly() || usage.before().signum() > 0)
            figures.add(new Figure(rule.isYearly() ? "今年此前用量" : "本月前段用量", text(usage.before()), null));
        if (more != null) {
            figures.add(new Figure("户籍人口", String.valueOf(usage.persons()), "人"));
            figures.add(new Figure("各档上限放宽", text(more), null));
        }
        var portions = rule.price().portions(usage.before(), line.quantity());
        for (var portion : portions) figures.add(new Figure(band(portion, rule), text(portion.quantity()), null));
        return portions.stream().map(portion -> text(portion.quantity()) + " × " + text(portion.tier().price()))
            .collect(Collectors.joining(" + "));
    }

    private static String band(Portion portion, Metered rule) {
        var tier = portion.tier();
        if (rule.price().isFlat()) return "单价 " + text(tier.price()) + " 元";
        var number = rule.price().tiers().indexOf(tier) + 1;
        var range = tier.to() == null ? text(tier.from()) + " 以上" : text(tier.from()) + "～" + text(tier.to());
        return "第 %d 档（%s%s）单价 %s 元".formatted(number, rule.isYearly() ? "全年 " : "", range, text(tier.price()));
    }

    private static String share(BillLine line, Pool pool, Shared rule, List<Figure> figures) {
        var unit = rule.basis() == ShareBasis.AREA ? "㎡" : "户";
        figures.add(new Figure("公共用量", text(pool.usage()), null));
        figures.add(new Figure("单价", text(rule.unitPrice()), "元"));
        figures.add(new Figure("公摊总额", pool.amount().toString(), "元"));
        figures.add(new Figure("分摊户数", String.valueOf(pool.roomCount()), "户"));
        figures.add(new Figure("全组合计", text(pool.totalWeight()), unit));
        figures.add(new Figure("本户", text(line.quantity()), unit));
        var exact = "%s × %s ÷ %s".formatted(pool.amount(), text(line.quantity()), text(pool.totalWeight()));
        if (!hasSpareFen(line, pool)) return "⌊" + exact + "⌋";
        figures.add(new Figure("尾差", "0.01", "元"));
        return "⌊" + exact + "⌋ + 0.01";
    }

    /** The share is above its exact part only when one of the fen left over came to it. */
    private static boolean hasSpareFen(BillLine line, Pool pool) {
        return line.amount().yuan().multiply(pool.totalWeight())
            .compareTo(pool.amount().yuan().multiply(line.quantity())) > 0;
    }

    private static String since(Tariff tariff) {
        LocalDate to = tariff.to();
        return tariff.code() + "，" + tariff.from() + " 起" + (to == null ? "" : "，至 " + to);
    }

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }
}
