package cn.anju.collection;

import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** 催缴与考核的设置。 */
@Component
public class CollectionSettings implements Settings.Catalogue {

    public static final Setting<List<Integer>> AGE_BANDS = new Setting<>("collection.age-bands", "账龄分段（逾期天数的上限，逗号隔开）",
        "30,90 即 1–30 天、31–90 天、90 天以上", Setting.Kind.TEXT, List.of(), "30,90,180,365,1095", CollectionSettings::bands, false);
    public static final Setting<BigDecimal> LIMIT_WARNING = Setting.number("collection.limit-warning-days", "诉讼时效预警（天）",
        "时效届满前这么多天起，列入预警", "90", "1", "730");
    public static final Setting<BigDecimal> PAUSE_DAYS = Setting.number("collection.pause-days", "缴款后暂缓催缴（天）",
        "住户缴过款（没缴清），这么多天内不再走下一步", "7", "0", "60");
    public static final Setting<BigDecimal> SEND_HOUR = Setting.number("collection.send-hour", "催缴消息几点发出",
        "早上排好，到这个钟点才发；其间缴了款、有异议、作了承诺的不发", "10", "9", "20");
    public static final Setting<BigDecimal> PROBLEM_DAYS = Setting.number("collection.problem-days", "问题户（逾期天数）",
        "逾期超过这么多天，或拒缴、承诺未兑现的，列入每月收缴分析", "180", "30", "1095");
    public static final Setting<BigDecimal> PAY_BASE = Setting.number("collection.pay-base", "薪级起算收费率（%）",
        "总收费率不到这条线的不升级", "85", "0", "100");
    public static final Setting<BigDecimal> PAY_POINTS = Setting.number("collection.pay-points", "每档百分点",
        "超过起算线每满这么多个百分点升一档", "5", "1", "50");
    public static final Setting<BigDecimal> PAY_STEPS = Setting.number("collection.pay-steps", "每档升几级", "满一档升的工资级数", "2", "1", "10");
    public static final Setting<BigDecimal> TOP_STEWARD = Setting.number("collection.pay-top-steward", "管家最多升几级", "升到本岗最高标准为止", "6", "1", "20");
    public static final Setting<BigDecimal> TOP_SENIOR = Setting.number("collection.pay-top-senior", "高级管家最多升几级", "升到本岗最高标准为止", "8", "1", "20");

    @Override
    public String label() {
        return "催缴与考核";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(AGE_BANDS, LIMIT_WARNING, PAUSE_DAYS, SEND_HOUR, PROBLEM_DAYS, PAY_BASE, PAY_POINTS, PAY_STEPS, TOP_STEWARD, TOP_SENIOR);
    }

    private static List<Integer> bands(String text) {
        if (!text.matches("\\d{1,5}(\\s*[,，]\\s*\\d{1,5}){0,7}")) throw Problem.invalid("setting-invalid", "账龄分段：请填天数，逗号隔开，如 30,90,180");
        var bands = Arrays.stream(text.split("\\s*[,，]\\s*")).map(Integer::valueOf).toList();
        for (var i = 0; i < bands.size(); i++)
            if (bands.get(i) <= (i == 0 ? 0 : bands.get(i - 1))) throw Problem.invalid("setting-invalid", "账龄分段：天数要从小到大");
        return bands;
    }
}
