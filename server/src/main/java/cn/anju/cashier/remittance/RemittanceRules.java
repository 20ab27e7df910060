package cn.anju.cashier.remittance;

import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import org.springframework.stereotype.Component;

/** 解款的规则：几点以前交，保险柜最多留多少过夜。 */
@Component
class RemittanceRules implements Settings.Catalogue {

    static final Setting<LocalTime> CUT_OFF = new Setting<>("cashier.remittance-cut-off", "解款截止时点",
        "当天这个时点以前收的款，要在这个时点以前交财务；以后收的当晚另开一张单，或留在保险柜里", Setting.Kind.TEXT, List.of(), "17:00",
        RemittanceRules::time, false);
    static final Setting<BigDecimal> CASH_LIMIT = Setting.number("cashier.cash-limit", "库存限额（元）",
        "保险柜里最多留多少现金过夜，备用金也算在内；填 0 就是不许留", "0", "0", "1000000");

    private final Settings settings;

    RemittanceRules(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String label() {
        return "解款";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(CUT_OFF, CASH_LIMIT);
    }

    LocalTime cutOff(long community) {
        return settings.get(community, CUT_OFF);
    }

    Money limit(long community) {
        return Money.rounded(settings.get(community, CASH_LIMIT));
    }

    private static LocalTime time(String text) {
        if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) throw Problem.invalid("setting-invalid", "解款截止时点：请填时和分，如 17:00");
        return LocalTime.parse(text);
    }
}
