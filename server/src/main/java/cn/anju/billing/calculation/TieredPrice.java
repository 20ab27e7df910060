package cn.anju.billing.calculation;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 阶梯价：用量落在哪一档，就按哪一档的单价算。
 *
 * <p>The bands begin at zero, join without gap, and only the last one is open, so every usage has exactly one price
 * for each of its parts.
 */
public record TieredPrice(List<Tier> tiers) {

    /** 一档：{@code from} 到 {@code to}（没有上限时为空）的单价。 */
    public record Tier(BigDecimal from, @Nullable BigDecimal to, BigDecimal price) {}

    /** 用量落在一档里的部分。 */
    public record Portion(Tier tier, BigDecimal quantity) {}

    private static final Pattern TIER = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)-(\\d{1,9}(?:\\.\\d{1,6})?)?:(\\d{1,9}(?:\\.\\d{1,6})?)");

    public TieredPrice {
        tiers = List.copyOf(tiers);
        var next = BigDecimal.ZERO;
        for (var i = 0; i < tiers.size(); i++) {
            var tier = tiers.get(i);
            var isLast = i == tiers.size() - 1;
            if (tier.from().compareTo(next) != 0 || isLast != (tier.to() == null) || tier.price().signum() < 0)
                throw invalid(text(tiers));
            if (tier.to() == null) continue;
            if (tier.to().compareTo(tier.from()) <= 0) throw invalid(text(tiers));
            next = tier.to();
        }
        if (tiers.isEmpty()) throw invalid("");
    }

    /** 不分档的单价。 */
    public static TieredPrice flat(BigDecimal price) {
        return new TieredPrice(List.of(new Tier(BigDecimal.ZERO, null, price)));
    }

    /**
     * 表格里的写法，如 {@code 0-180:5.00;180-260:7.00;260-:9.00}；全角标点也认。
     *
     * @throws Problem 400 {@code tiers-invalid}
     */
    public static TieredPrice of(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "").replaceAll("[~–—]", "-");
        var tiers = new ArrayList<Tier>();
        for (var part : plain.split(";")) {
            var matcher = TIER.matcher(part);
            if (!matcher.matches()) throw invalid(text);
            var to = matcher.group(2);
            tiers.add(new Tier(new BigDecimal(matcher.group(1)), to == null ? null : new BigDecimal(to),
                new BigDecimal(matcher.group(3))));
        }
        return new TieredPrice(tiers);
    }

    public boolean isFlat() {
        return tiers.size() == 1;
    }

    /** 在已用 {@code before} 之后再用 {@code usage}，要多少钱（未四舍五入）。 */
    public BigDecimal cost(BigDecimal before, BigDecimal usage) {
        if (isFlat()) return tiers.getFirst().price().multiply(usage);
        var end = before.add(usage);
        var cost = BigDecimal.ZERO;
        for (var tier : tiers) {
            var inside = inside(tier, before, end);
            if (inside.signum() > 0) cost = cost.add(inside.multiply(tier.price()));
        }
        return cost;
    }

    /** 各档上限都放宽 {@code more}；不分档的照旧。 */
    public TieredPrice widened(@Nullable BigDecimal more) {
        if (more == null || more.signum() == 0 || isFlat()) return this;
        return new TieredPrice(tiers.stream().map(tier -> new Tier(tier.from().signum() == 0 ? tier.from() : tier.from().add(more),
            tier.to() == null ? null : tier.to().add(more), tier.price())).toList());
    }

    /** 这次用量各落在哪几档。 */
    public List<Portion> portions(BigDecimal before, BigDecimal usage) {
        var end = before.add(usage);
        return tiers.stream().map(tier -> new Portion(tier, inside(tier, before, end)))
            .filter(portion -> portion.quantity().signum() > 0).toList();
    }

    private static BigDecimal inside(Tier tier, BigDecimal start, BigDecimal end) {
        return (tier.to() == null ? end : end.min(tier.to())).subtract(start.max(tier.from()));
    }

    /** 与 {@link #of} 相同的写法。 */
    @Override
    public String toString() {
        return text(tiers);
    }

    private static String text(List<Tier> tiers) {
        return tiers.stream().map(tier -> tier.from().toPlainString() + "-"
                + (tier.to() == null ? "" : tier.to().toPlainString()) + ":" + tier.price().toPlainString())
            .collect(Collectors.joining(";"));
    }

    private static Problem invalid(String text) {
        return Problem.invalid("tiers-invalid", "阶梯「%s」不对：要从 0 起、首尾相接、最后一档不封顶，如 0-180:5.00;180-:7.00", text);
    }
}
