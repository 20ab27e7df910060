package cn.anju.servicedesk;

import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import org.springframework.stereotype.Component;

/** 服务台的设置。 */
@Component
public class ServiceDeskSettings implements Settings.Catalogue {

    /** 一天里算工作时间的一段。 */
    public record Hours(LocalTime from, LocalTime to) {}

    public static final Setting<Hours> HOURS = new Setting<>("servicedesk.hours", "前台与热线时间", "如 08:10-17:30；不分昼夜的事之外，时限只在这段时间里走",
        Setting.Kind.TEXT, List.of(), "08:10-17:30", ServiceDeskSettings::hours, false);
    public static final Setting<Boolean> WEEKENDS = Setting.onOff("servicedesk.weekends", "周末照常办理",
        "关掉以后，周六周日不算时限（调休上班的日子照算）", true);
    public static final Setting<BigDecimal> CALLBACK_DAYS = Setting.number("servicedesk.callback-days", "回访期限（天）",
        "办完以后这么多天内要回访", "7", "1", "60");
    public static final Setting<BigDecimal> CALLBACK_RATE = Setting.number("servicedesk.callback-rate", "回访率目标（%）",
        "一个月办完的报修里，回访到的不少于这个比例", "60", "0", "100");

    @Override
    public String label() {
        return "服务台";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(HOURS, WEEKENDS, CALLBACK_DAYS, CALLBACK_RATE);
    }

    private static Hours hours(String text) {
        try {
            var parts = text.strip().split("\\s*[-–—~～至]\\s*");
            if (parts.length == 2) {
                var hours = new Hours(LocalTime.parse(parts[0]), LocalTime.parse(parts[1]));
                if (hours.from().isBefore(hours.to())) return hours;
            }
        } catch (DateTimeException _) {
            // falls through to the sentence
        }
        throw Problem.invalid("setting-invalid", "前台与热线时间：请填起止时刻，如 08:10-17:30");
    }
}
