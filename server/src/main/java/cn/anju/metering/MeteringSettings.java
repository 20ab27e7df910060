package cn.anju.metering;

import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;

/** 抄表的设置。 */
@Component
class MeteringSettings implements Settings.Catalogue {

    /** 从什么时候起算反常。 */
    record Odd(BigDecimal percent, BigDecimal least) {

        UsageTrend trend(BigDecimal usage, List<BigDecimal> recent) {
            return UsageTrend.of(usage, recent, percent, least);
        }
    }

    private static final Setting<BigDecimal> PERCENT = Setting.number("metering.odd-percent", "用量反常的幅度（%）",
        "本月用量比近三月平均高出或低于这么多，录入时标出颜色", "50", "5", "1000");
    private static final Setting<BigDecimal> LEAST = Setting.number("metering.odd-least", "用量反常的最小差（度、吨）",
        "与近三月平均相差不超过这么多的，不算反常", "5", "0", "100000");

    private static final Setting<Boolean> HOLD = Setting.onOff("metering.hold", "反常的读数存疑",
        "用量过大、忽然为零、读数变小的，收下但不出账，由录入人以外的人放行或更正；不开时变小的读数不收，其余只提醒", false);
    private static final Setting<BigDecimal> HOLD_FACTOR = Setting.number("metering.hold-factor", "存疑的倍数",
        "用量超过前几个月平均的这么多倍，就存疑（相差不超过“反常的最小差”的除外）", "3", "1.1", "100");
    private static final Setting<BigDecimal> HOLD_MONTHS = Setting.number("metering.hold-months", "存疑按几个月平均",
        "拿前几个月的平均来比，估抄也按它", "3", "1", "12");

    private static final Setting<BigDecimal> DAILY_MOST = Setting.number("metering.daily-most", "日读数的用量上限（每天）",
        "日读数算出每天用量（已乘倍率）超过这么多的不收，免得读错一位就误报余额不足", "2000", "1", "1000000");

    private final Settings settings;

    MeteringSettings(Settings settings) {
        this.settings = settings;
    }

    Odd odd(long community) {
        return new Odd(settings.get(community, PERCENT), settings.get(community, LEAST));
    }

    HoldRule holds(long community) {
        return new HoldRule(settings.get(community, HOLD), settings.get(community, HOLD_FACTOR), settings.get(community, HOLD_MONTHS).intValue(),
            settings.get(community, LEAST));
    }

    BigDecimal dailyMost(long community) {
        return settings.get(community, DAILY_MOST);
    }

    @Override
    public String label() {
        return "抄表";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(PERCENT, LEAST, HOLD, HOLD_FACTOR, HOLD_MONTHS, DAILY_MOST, LossLimit.PERCENT);
    }
}
