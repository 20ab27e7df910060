package cn.anju.duty;

import cn.anju.setting.Setting;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一个数字，说明一件一直要守的事守得怎样。
 *
 * <p>Said once, here: duties rest on it, and the reporting module shows it.
 *
 * <p>The query answers for {@code :community}, the month {@code :from} to {@code :to} (exclusive) {@code :today} and the moment {@code :now} with one row:
 * part and whole for a share, or part alone for a count.
 *
 * @param key module dot what is counted
 * @param definition what is counted, in one sentence
 * @param goal at least or at most
 * @param target the default target, in % for a share
 * @param link the page inside the community with its rows; <code>{month}</code>, <code>{from}</code> and <code>{to}</code> stand for the month of the figure
 *     that is shown, <code>{before-from}</code> and <code>{before-to}</code> for the month before
 * @param aim the setting that is the target; none: one of the duties' own
 * @param limit the setting whose number the query asks for as {@code :limit}
 */
public record Metric(String key, String label, String definition, Goal goal, String target, String link, String sql, @Nullable Setting<BigDecimal> aim, @Nullable Setting<BigDecimal> limit) {

    public Metric(String key, String label, String definition, Goal goal, String target, String link, String sql) {
        this(key, label, definition, goal, target, link, sql, null, null);
    }

    /** The target is this setting, which counts elsewhere, too. */
    Metric aimedBy(Setting<BigDecimal> setting) {
        return new Metric(key, label, definition, goal, setting.fallback(), link, sql, setting, limit);
    }

    /** The query asks for this setting as {@code :limit}. */
    Metric limitedBy(Setting<BigDecimal> setting) {
        return new Metric(key, label, definition, goal, target, link, sql, aim, setting);
    }

    /** The page with the rows of this month's figure. */
    public String linkOf(YearMonth month) {
        var before = month.minusMonths(1);
        return link.replace("{month}", month.toString()).replace("{from}", month.atDay(1).toString()).replace("{to}", month.atEndOfMonth().toString())
            .replace("{before-from}", before.atDay(1).toString()).replace("{before-to}", before.atEndOfMonth().toString());
    }

    /** 要多还是要少。 */
    public enum Goal { AT_LEAST, AT_MOST }

    /** With nothing to count, nothing is missed. */
    public boolean isMetBy(@Nullable BigDecimal value, BigDecimal target) {
        return value == null || (goal == Goal.AT_LEAST ? value.compareTo(target) >= 0 : value.compareTo(target) <= 0);
    }

    /**
     * 某月的值。
     *
     * @param value in {@code unit}; null when there was nothing to count
     * @param part of {@code whole}, the rows behind a share
     */
    public record Value(String key, String label, String definition, @Nullable BigDecimal value, String unit, Goal goal, BigDecimal target, boolean isMet,
                 BigDecimal part, @Nullable BigDecimal whole, String link) {}

    /** 一个模块有哪些数字。 */
    public interface Book {
        List<Metric> metrics();
    }
}
