package cn.anju.planning;

import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** 计划与文书的设置。 */
@Component
class PlanningSettings implements Settings.Catalogue {

    /** 一级要交哪几种计划；第一个是管理处，别的是部门。 */
    record Unit(String name, Set<PlanSpan> spans) {}

    static final Setting<List<Unit>> UNITS = new Setting<>("planning.units", "哪一级交哪些计划", "先写管理处，再写各部门，用分号隔开；冒号后面写年、季、月、周、日，没交的列表上看得见",
        Setting.Kind.TEXT, List.of(), "管理处：年、季、月；客服部：年、季、月、周、日；工程部：年、月；秩序部：年、月；环境部：年、月", PlanningSettings::units, false);
    static final Setting<BigDecimal> SUMMARY_DAYS = Setting.number("planning.summary-days", "期满几天内总结", "过了还没有写总结的，列表上标出来", "3", "0", "60");
    static final Setting<BigDecimal> REMIND_DAYS = Setting.number("planning.remind-days", "合同证照提前几天提醒", "登记时没有另写的照这个；到了那天通知管它的人，并交办一件任务", "30", "1", "365");

    @Override
    public String label() {
        return "计划与文书";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(UNITS, SUMMARY_DAYS, REMIND_DAYS);
    }

    private static List<Unit> units(String text) {
        var units = Arrays.stream(text.strip().split("\\s*[;；]\\s*")).filter(each -> !each.isBlank()).map(PlanningSettings::unit).toList();
        if (units.isEmpty() || units.stream().map(Unit::name).distinct().count() < units.size()) throw refused();
        return units;
    }

    private static Unit unit(String text) {
        var parts = text.strip().split("\\s*[:：]\\s*");
        if (parts.length != 2 || parts[0].isBlank() || parts[0].length() > 20) throw refused();
        var spans = EnumSet.noneOf(PlanSpan.class);
        for (var word : parts[1].split("\\s*[、,，]\\s*"))
            spans.add(Arrays.stream(PlanSpan.values()).filter(each -> each.label.equals(word.strip())).findFirst().orElseThrow(PlanningSettings::refused));
        return new Unit(parts[0], spans);
    }

    private static Problem refused() {
        return Problem.invalid("setting-invalid", "请照这样填：管理处：年、季、月；客服部：年、季、月、周");
    }
}
