package cn.anju.duty;

import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 职责的设置：各个数字的目标，和源文没说周期的职责多久来一回。 */
@Component
class DutySettings implements Settings.Catalogue {

    /** 没说周期的，可以选的周期。 */
    enum Rhythm { WEEKLY, MONTHLY, QUARTERLY, SEMIANNUAL, ANNUAL }

    private static final List<String> RHYTHMS = List.of("每周", "每月", "每季", "每半年", "每年");

    private final Map<String, Setting<BigDecimal>> targets = new LinkedHashMap<>();
    private final Map<String, Setting<Rhythm>> rhythms = new LinkedHashMap<>();

    DutySettings(List<Metric.Book> books, Catalogue catalogue) {
        for (var book : books) for (var metric : book.metrics()) if (metric.aim() == null)
            targets.put(metric.key(), Setting.number("duty.target." + metric.key(), metric.label() + (metric.goal() == Metric.Goal.AT_LEAST ? "：不低于" : "：不超过"),
                metric.definition(), metric.target(), "0", "100000"));
        for (var duty : catalogue.all()) if (duty.rhythm() != null)
            rhythms.put(duty.id(), Setting.choice("duty.rhythm." + duty.id(), "多久一回：" + brief(duty.duty()), duty.duty(), Rhythm.class, RHYTHMS,
                Rhythm.valueOf(duty.rhythm().name())));
    }

    /** One of the duties' own, or the setting elsewhere that the figure is aimed by. */
    Setting<BigDecimal> target(Metric metric) {
        return metric.aim() == null ? targets.get(metric.key()) : metric.aim();
    }

    /** The rhythm that the community has chosen where the catalogue leaves it open. */
    Cadence rhythm(Settings settings, long community, Duty duty) {
        return duty.rhythm() != null ? Cadence.valueOf(settings.get(community, rhythms.get(duty.id())).name()) : duty.cadence();
    }

    @Override
    public String label() {
        return "职责";
    }

    @Override
    public List<Setting<?>> settings() {
        var all = new ArrayList<Setting<?>>(targets.values());
        all.add(Silences.DAYS);
        all.addAll(rhythms.values());
        return all;
    }

    private static String brief(String duty) {
        return duty.length() <= 16 ? duty.replace("。", "") : duty.substring(0, 16) + "…";
    }
}
