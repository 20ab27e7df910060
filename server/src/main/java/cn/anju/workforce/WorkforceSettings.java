package cn.anju.workforce;

import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import org.springframework.stereotype.Component;

/** 人事的设置。 */
@Component
class WorkforceSettings implements Settings.Catalogue {

    static final Setting<LocalTime> NIGHT_BY = new Setting<>("workforce.night-by", "夜班交接几点前办完",
        "夜班的交接单在这之前签认、要人办的派到人，过了就标晚；如 08:10", Setting.Kind.TEXT, List.of(), "08:10", WorkforceSettings::time, false);

    @Override
    public String label() {
        return "人事";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(NIGHT_BY);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException _) {
            throw Problem.invalid("setting-invalid", "请填时刻，如 08:10");
        }
    }
}
