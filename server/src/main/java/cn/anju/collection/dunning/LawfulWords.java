package cn.anju.collection.dunning;

import cn.anju.kernel.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 催缴的底线：断水断电、限制出入、停车这类手段，步骤里没有，文字里也不许写（民法典第944条）。 */
final class LawfulWords {

    static final String LAW = "《民法典》第九百四十四条：物业服务人不得采取停止供电、供水、供热、供燃气等方式催交物业费。限制业主出入、停车同样不合法。";

    private static final Pattern FORBIDDEN = Pattern.compile("""
        (停|断|限|掐|禁)了?(水|电(?!话|子|邮|梯费)|气|燃气|暖|热|供水|供电|供气|供热|供暖)|(停止|中断|暂停|切断|终止|限制|关闭|切掉)(对.{0,8})?(供|提供|用)?(应|给)?(水|电(?!话|子|邮)|气|燃气|暖|热)|\
        拉闸|关(水|电|气)?(阀|闸)|(锁|停|冻结|注销|禁用|收回|停用|限制|不(予)?开通)(掉|用|了)?(您的|你的|业主)?(的)?(门禁|电梯|梯控|门|车)?卡|\
        (取消|停用|关闭|限制|禁止|停止|暂停|不准|不许|不让|不予|不得|拒绝)(您|你|业主|住户|车辆|其)?(的)?.{0,4}(进入|进出|出入|通行|入场|进场|入内|进门|回家|放行|门禁|电梯|停车|车位|停放)|\
        锁车|锁(住)?(大)?门|拖车|堵(门|车|锁)|锁(车)?位""".replace("\n", ""));
    private static final Pattern MEASURE = Pattern.compile("(?i).*(cut|power|water|electric|heat|gas|lock|block|access|parking|shut|supply|barrier).*");
    private static final Pattern NOISE = Pattern.compile("[\\s\\p{P}\\p{S}]+");

    private LawfulWords() {}

    /** @throws Problem 400 {@code measure-forbidden}, with the law's sentence */
    static void check(String what, @Nullable String text) {
        if (text == null) return;
        var found = FORBIDDEN.matcher(NOISE.matcher(text).replaceAll(""));
        if (found.find()) throw Problem.invalid("measure-forbidden", "%s里写了「%s」，不能这样催费。%s", what, found.group(), LAW);
    }

    /** A kind of step by its name. @throws Problem 400 {@code measure-forbidden}, {@code step-kind-unknown} */
    static StepKind kind(@Nullable String text) {
        var name = text == null ? "" : text.strip();
        for (var kind : StepKind.values()) if (kind.name().equals(name) || kind.label().equals(name)) return kind;
        check("步骤", name);
        if (MEASURE.matcher(name).matches()) throw Problem.invalid("measure-forbidden", "没有「%s」这种催缴方式，也不会有。%s", name, LAW);
        throw Problem.invalid("step-kind-unknown", "催缴方式只有：短信、电话、上门、催缴函、律师函");
    }
}
