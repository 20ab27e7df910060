package cn.anju.notification;

import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import org.springframework.stereotype.Component;

/** 消息的设置。 */
@Component
class NotificationSettings implements Settings.Catalogue {

    /** 免打扰的一段，可以跨夜；起止一样就是没有。 */
    record Quiet(LocalTime from, LocalTime to) {

        boolean holds(LocalTime now) {
            return from.isBefore(to) ? !now.isBefore(from) && now.isBefore(to) : !from.equals(to) && (!now.isBefore(from) || now.isBefore(to));
        }
    }

    static final Setting<Quiet> QUIET = new Setting<>("notification.quiet", "免打扰时间", "如 21:30-08:00；这段时间里的短信、微信等到天亮再发，急事照发；00:00-00:00 是不限",
        Setting.Kind.TEXT, List.of(), "21:30-08:00", NotificationSettings::quiet, false);

    /** 可以退订的消息后面怎么说退订。 */
    static final Setting<String> REFUSING = new Setting<>("notification.refusing", "退订说明", "可以退订的消息（工单、提醒、公告……）后面的一句话；催缴和突发情况不能退，不带这句",
        Setting.Kind.TEXT, List.of(), "不想再收这类消息，请告诉服务中心", NotificationSettings::refusing, false);

    @Override
    public String label() {
        return "消息";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(QUIET, REFUSING);
    }

    private static String refusing(String text) {
        if (text.isBlank() || text.strip().length() > 60) throw Problem.invalid("setting-invalid", "退订说明：请写一句话，最多 60 字");
        return text.strip();
    }

    private static Quiet quiet(String text) {
        try {
            var parts = text.strip().split("\\s*[-–—~～至]\\s*");
            if (parts.length == 2) return new Quiet(LocalTime.parse(parts[0]), LocalTime.parse(parts[1]));
        } catch (DateTimeException _) {
            // falls through to the sentence
        }
        throw Problem.invalid("setting-invalid", "免打扰时间：请填起止时刻，如 21:30-08:00");
    }
}
