package cn.anju.resident;

import cn.anju.kernel.CellText;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 电话：十一位手机，或带区号的固定电话（0 加 9 到 11 位）；空格和连字符不算。 */
final class Phone {

    private static final Pattern IGNORED = Pattern.compile("[\\s\\-‐‑‒–—―−]+");
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern LANDLINE = Pattern.compile("0\\d{9,11}");

    private Phone() {}

    /** The number as digits alone; empty when it cannot be right. */
    static Optional<String> of(@Nullable String text) {
        var digits = text == null ? "" : IGNORED.matcher(CellText.tidy(text)).replaceAll("");
        return MOBILE.matcher(digits).matches() || LANDLINE.matcher(digits).matches() ? Optional.of(digits) : Optional.empty();
    }
}
