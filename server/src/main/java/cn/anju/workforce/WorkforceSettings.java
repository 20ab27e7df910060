package cn.anju.workforce;

import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 人事的设置。 */
@Component
class WorkforceSettings implements Settings.Catalogue {

    /** 一天里上班的一段。 */
    record Hours(LocalTime from, LocalTime to) {}

    /** 签到的地点：离它多少米以内算到。 */
    record Place(double latitude, double longitude, int metres) {}

    static final Setting<LocalTime> NIGHT_BY = new Setting<>("workforce.night-by", "夜班交接几点前办完",
        "夜班的交接单在这之前签认、要人办的派到人，过了就标晚；如 08:10", Setting.Kind.TEXT, List.of(), "08:10", WorkforceSettings::time, false);
    static final Setting<List<Hours>> HOURS = new Setting<>("workforce.hours", "上下班时间", "如 08:00-12:00 14:00-18:00；排了班的照班表，没排的照这里",
        Setting.Kind.TEXT, List.of(), "08:00-12:00 14:00-18:00", text -> Arrays.stream(text.strip().split("[\\s,，、]+")).map(WorkforceSettings::hours).toList(), false);
    static final Setting<BigDecimal> AHEAD = Setting.number("workforce.ahead", "前台提前到岗（分钟）", "前台早上要提前这么多分钟签到，过了算迟到；别的岗位照上班时间", "10", "0", "60");
    static final Setting<Boolean> WEEKENDS = Setting.onOff("workforce.weekends", "周末上班", "没有排班的人周六周日也上班；关着，周末签到的算加班", false);
    static final Setting<List<String>> APPEARANCE = new Setting<>("workforce.appearance", "签到时的仪容点检", "用顿号分开；签到时逐项勾，没勾齐的照样能签，记下缺哪项",
        Setting.Kind.TEXT, List.of(), "工装整齐、胸卡佩戴、工具备齐", text -> Arrays.stream(text.strip().split("[、,，]+")).map(String::strip).filter(each -> !each.isEmpty()).toList(), false);
    static final Setting<@Nullable Place> PLACE = new Setting<>("workforce.place", "手机签到的地点", "纬度,经度,米数，如 31.23040,121.47370,300；空着不查手机在哪里",
        Setting.Kind.TEXT, List.of(), "", WorkforceSettings::place, false);

    static final Setting<List<String>> PAPERS = new Setting<>("workforce.papers", "证件的种类", "用顿号分开；登记员工的证件时从这里选",
        Setting.Kind.TEXT, List.of(), "身份证、劳动合同、健康证、电工证、焊工证、消防证、电梯安全管理员证、保安员证、上岗证", text -> Arrays.stream(text.strip().split("[、,，]+")).map(String::strip)
        .filter(each -> !each.isEmpty()).toList(), false);
    static final Setting<BigDecimal> EXPIRY_DAYS = Setting.number("workforce.expiry-days", "证件和合同到期提前提醒（天）", "离到期这么多天起，管人事的人和本人的今日里有一条", "30", "1", "180");

    @Override
    public String label() {
        return "人事";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(NIGHT_BY, HOURS, AHEAD, WEEKENDS, APPEARANCE, PLACE, PAPERS, EXPIRY_DAYS);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException _) {
            throw Problem.invalid("setting-invalid", "请填时刻，如 08:10");
        }
    }

    private static Hours hours(String text) {
        var parts = text.strip().split("\\s*[-–—~～至]\\s*");
        if (parts.length == 2) {
            var hours = new Hours(time(parts[0]), time(parts[1]));
            if (hours.from().isBefore(hours.to())) return hours;
        }
        throw Problem.invalid("setting-invalid", "请填起止时刻，如 08:00-12:00 14:00-18:00");
    }

    private static @Nullable Place place(String text) {
        if (text.isBlank()) return null;
        var parts = text.strip().split("\\s*[,，]\\s*");
        try {
            if (parts.length == 3) {
                var place = new Place(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Integer.parseInt(parts[2]));
                if (Math.abs(place.latitude()) <= 90 && Math.abs(place.longitude()) <= 180 && place.metres() > 0) return place;
            }
        } catch (NumberFormatException _) {
            // falls through to the sentence
        }
        throw Problem.invalid("setting-invalid", "请填纬度、经度、米数，如 31.23040,121.47370,300");
    }
}
