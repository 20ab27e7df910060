package cn.anju.metering;

import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import org.springframework.stereotype.Component;

/** 总表与分表相差多少算异常。 */
@Component
public class LossLimit {

    static final Setting<BigDecimal> PERCENT = Setting.number("metering.loss-limit", "损耗上限（%）",
        "总表与分表之和相差超过总表用量的这么多，用量分析里标出来", "10", "0.1", "100");

    private final Settings settings;

    LossLimit(Settings settings) {
        this.settings = settings;
    }

    public BigDecimal percent(long community) {
        return settings.get(community, PERCENT);
    }
}
