package cn.anju.setting;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * 一项设置：键、说明、默认值、怎样从文字读出。
 *
 * <p>Modules declare theirs as constants and list them in a {@link Settings.Catalogue} bean.
 *
 * @param key module dot name, e.g. {@code cashier.rounding}
 * @param label what it is called on the page, with its unit
 * @param help one sentence on what it changes
 * @param kind how the page asks for it
 * @param choices the allowed texts where {@code kind} is CHOICE, each with its label behind {@code =}
 * @param fallback the text that counts while nobody has set it
 * @param isCompanyOnly whether a community cannot have a value of its own
 */
public record Setting<T>(String key, String label, String help, Kind kind, List<String> choices, String fallback,
                         Function<String, T> parse, boolean isCompanyOnly) {

    private Setting(String key, String label, String help, Kind kind, List<String> choices, String fallback, Function<String, T> parse) {
        this(key, label, help, kind, choices, fallback, parse, false);
    }

    /** 全公司一个值，小区不能另设。 */
    public Setting<T> companyOnly() {
        return new Setting<>(key, label, help, kind, choices, fallback, parse, true);
    }

    /** 页面用什么样的输入框。 */
    public enum Kind { TEXT, NUMBER, SWITCH, CHOICE }

    public static Setting<String> text(String key, String label, String help, String fallback) {
        return new Setting<>(key, label, help, Kind.TEXT, List.of(), fallback, text -> text);
    }

    public static Setting<BigDecimal> number(String key, String label, String help, String fallback, String least, String most) {
        return new Setting<>(key, label, help, Kind.NUMBER, List.of(), fallback, text -> within(label, text, least, most));
    }

    public static Setting<Boolean> onOff(String key, String label, String help, boolean fallback) {
        return new Setting<>(key, label, help, Kind.SWITCH, List.of(), Boolean.toString(fallback), text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.invalid("setting-invalid", "%s：只能开或关", label);
        });
    }

    /** @param type its constants are the choices; {@code labels} are their words in the same order */
    public static <E extends Enum<E>> Setting<E> choice(String key, String label, String help, Class<E> type, List<String> labels, E fallback) {
        var choices = new java.util.ArrayList<String>();
        for (var constant : type.getEnumConstants()) choices.add(constant.name() + "=" + labels.get(constant.ordinal()));
        return new Setting<>(key, label, help, Kind.CHOICE, List.copyOf(choices), fallback.name(), text -> {
            for (var constant : type.getEnumConstants()) if (constant.name().equals(text)) return constant;
            throw Problem.invalid("setting-invalid", "%s：没有这个选项", label);
        });
    }

    private static BigDecimal within(String label, String text, String least, String most) {
        if (!text.matches("-?\\d{1,12}(\\.\\d{1,6})?")) throw Problem.invalid("setting-invalid", "%s：请填数字", label);
        var number = new BigDecimal(text);
        if (number.compareTo(new BigDecimal(least)) < 0 || number.compareTo(new BigDecimal(most)) > 0)
            throw Problem.invalid("setting-invalid", "%s：请填 %s 到 %s 之间的数", label, least, most);
        return number;
    }
}
