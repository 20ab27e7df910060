package cn.anju.resident.household;

import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;

/** 住户档案的设置。 */
@Component
class ResidentSettings implements Settings.Catalogue {

    static final Setting<BigDecimal> SILENT_MONTHS = Setting.number("resident.silent-months", "多久没有声音算沉默（月）",
        "这么多个月里没有来电、报修、投诉，也没有管家联系过的，提为沉默户", "6", "1", "60");
    static final Setting<BigDecimal> WATCH_COMPLAINTS = Setting.number("resident.watch-complaints", "几次投诉算重点（次）",
        "90 天里投诉到这么多次的，提为重点户", "3", "1", "100");
    static final Setting<BigDecimal> FAMILIARITY = Setting.number("resident.familiarity-target", "熟悉率目标（%）",
        "抽查片区情况，答对的不少于这个比例", "95", "1", "100");

    @Override
    public String label() {
        return "住户档案";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SILENT_MONTHS, WATCH_COMPLAINTS, FAMILIARITY);
    }
}
