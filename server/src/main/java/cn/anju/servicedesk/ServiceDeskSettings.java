package cn.anju.servicedesk;

import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
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
    public static final Setting<BigDecimal> CALLBACK_SHARE = Setting.number("servicedesk.callback-share", "其余的抽样回访比例（%）",
        "急修、返修、投诉必访；其余办完的，按这个比例抽来回访", "60", "0", "100");
    public static final Setting<BigDecimal> INSTANT_HOURS = Setting.number("servicedesk.instant-hours", "管家当场回访期限（小时）",
        "服务一结束，管家在这么多小时里回访", "2", "1", "72");
    public static final Setting<BigDecimal> REPAIR_COMPLAINTS = Setting.number("servicedesk.repair-complaints", "片区每月维修类投诉上限（次）",
        "一个片区一个月的维修类投诉超过这个数，在投诉热点里标出来", "2", "0", "100");

    public static final Setting<BigDecimal> DIRECTORY_DAYS = Setting.number("servicedesk.directory-days", "电话簿核对周期（天）",
        "主管部门电话和便民资讯超过这么多天没有核对，上今日页提醒", "90", "1", "1000");

    public static final Setting<List<Hours>> HOTLINE = new Setting<>("servicedesk.hotline", "热线值守时段", "如 08:00-12:00 14:00-18:00；值班与接听的数字照它算",
        Setting.Kind.TEXT, List.of(), "08:00-12:00 14:00-18:00", text -> Arrays.stream(text.strip().split("[\\s,，、]+")).map(ServiceDeskSettings::hours).toList(), false);
    public static final Setting<BigDecimal> RING_SECONDS = Setting.number("servicedesk.ring-seconds", "接听时限（秒）",
        "响铃到接起不超过这么久算及时，铃响两声约十五秒", "15", "1", "120");

    public static final Setting<BigDecimal> ASSISTANCE_HOURS = Setting.number("servicedesk.assistance-hours", "协办单答复时间（工作小时）",
        "发出以后这么多个工作小时内要答复，单上另外写了的照写的", "8", "1", "400");

    public static final Setting<Boolean> TELLS_VISIT = Setting.onOff("servicedesk.tells-visit", "派工告诉报修人",
        "派了工就发消息给报修的住户：谁来、几时到、完工码多少；报修的电话要在住户档案里", true);

    @Override
    public String label() {
        return "服务台";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(HOURS, WEEKENDS, CALLBACK_DAYS, CALLBACK_RATE, CALLBACK_SHARE, INSTANT_HOURS, REPAIR_COMPLAINTS, DIRECTORY_DAYS, HOTLINE, RING_SECONDS, ASSISTANCE_HOURS, TELLS_VISIT);
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
        throw Problem.invalid("setting-invalid", "请填起止时刻，如 08:10-17:30");
    }
}
