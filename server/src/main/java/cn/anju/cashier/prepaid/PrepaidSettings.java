package cn.anju.cashier.prepaid;

import cn.anju.kernel.Money;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;

/** 预付费表的设置。 */
@Component
class PrepaidSettings implements Settings.Catalogue {

    private static final Setting<BigDecimal> THRESHOLD = Setting.number("cashier.prepaid-threshold", "预付费余额不足的界线（元）",
        "余额低于它就告诉住户一次；单只表另有界线的按它自己的", "50", "0", "100000");
    private static final Setting<BigDecimal> SILENT_DAYS = Setting.number("cashier.prepaid-silent-days", "几天没有读数要标出（天）",
        "超过这么多天没有日读数，清单里标出来，余额可能不准", "3", "1", "60");
    private static final Setting<Boolean> MESSAGE = Setting.onOff("cashier.prepaid-message", "预付费余额不足时发短信",
        "关了不发；照样记下来，告诉同事去打电话或送通知单", true);

    private final Settings settings;

    PrepaidSettings(Settings settings) {
        this.settings = settings;
    }

    Money threshold(long community) {
        return Money.rounded(settings.get(community, THRESHOLD));
    }

    int silentDays(long community) {
        return settings.get(community, SILENT_DAYS).intValue();
    }

    boolean sendsMessage(long community) {
        return settings.get(community, MESSAGE);
    }

    @Override
    public String label() {
        return "预付费表";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(THRESHOLD, SILENT_DAYS, MESSAGE);
    }
}
