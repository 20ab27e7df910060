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

    private final Settings settings;

    MeteringSettings(Settings settings) {
        this.settings = settings;
    }

    Odd odd(long community) {
        return new Odd(settings.get(community, PERCENT), settings.get(community, LEAST));
    }

    @Override
    public String label() {
        return "抄表";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(PERCENT, LEAST);
    }
}
