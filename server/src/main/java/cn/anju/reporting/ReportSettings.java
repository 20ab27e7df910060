package cn.anju.reporting;

import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 报表的设置：各种报表哪天出，几点出，几天内报送。 */
@Component
class ReportSettings implements Settings.Catalogue {

    static final Setting<BigDecimal> HOUR = Setting.number("reporting.hour", "报表几点出", "到了日子，这个钟点以后出；0 到 23", "6", "0", "23");
    static final Setting<BigDecimal> DIGEST_HOUR = Setting.number("reporting.digest-hour", "日报几点出", "当天这个钟点以后出；0 到 23", "18", "0", "23");

    private final Map<ReportKind, Setting<BigDecimal>> days = new EnumMap<>(ReportKind.class);
    private final Map<ReportKind, Setting<BigDecimal>> graces = new EnumMap<>(ReportKind.class);

    ReportSettings() {
        for (var kind : ReportKind.values()) days.put(kind, Setting.number("reporting.day." + kind.key(), kind.title + "：哪天出", switch (kind.rhythm) {
            case DAILY -> "1 是每天出，0 是不出";
            case WEEKLY -> "1 到 7 是周一到周日，0 是不出";
            case MONTHLY -> "每月几日，1 到 28；0 是不出";
            case SEMIANNUAL -> "一月和七月的几日，1 到 28；0 是不出";
            case ANNUAL -> "一月的几日，1 到 28；0 是不出";
        }, String.valueOf(kind.day), "0", switch (kind.rhythm) {
            case DAILY -> "1";
            case WEEKLY -> "7";
            case MONTHLY, SEMIANNUAL, ANNUAL -> "28";
        }));
        for (var kind : ReportKind.values())
            graces.put(kind, Setting.number("reporting.grace." + kind.key(), kind.title + "：几天内报送", "出来以后几天内要报送，过了算迟；0 是当天", String.valueOf(kind.grace), "0", "60"));
    }

    /** Days from the day it is made in which it is to be handed up. */
    Setting<BigDecimal> grace(ReportKind kind) {
        return graces.get(kind);
    }

    Setting<BigDecimal> day(ReportKind kind) {
        return days.get(kind);
    }

    static Setting<BigDecimal> hour(ReportKind kind) {
        return kind.rhythm == ReportKind.Rhythm.DAILY ? DIGEST_HOUR : HOUR;
    }

    @Override
    public String label() {
        return "报表";
    }

    @Override
    public List<Setting<?>> settings() {
        var all = new ArrayList<Setting<?>>(List.of(HOUR, DIGEST_HOUR));
        all.addAll(days.values());
        all.addAll(graces.values());
        return all;
    }
}
