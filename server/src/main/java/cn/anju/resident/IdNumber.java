package cn.anju.resident;

import cn.anju.kernel.CellText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 证件号码：居民身份证（GB 11643）或统一社会信用代码（GB 32100），18 位，字母不分大小写。
 *
 * @param text eighteen characters, letters in upper case
 */
record IdNumber(String text, Kind kind) {

    enum Kind { RESIDENT, ORGANISATION }

    private static final Pattern RESIDENT = Pattern.compile("[1-9]\\d{16}[\\dX]");
    private static final Pattern ORGANISATION = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");
    private static final String RESIDENT_CHECK = "10X98765432";
    private static final String ORGANISATION_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** Empty when the number cannot be right. */
    static Optional<IdNumber> of(@Nullable String text) {
        var number = text == null ? "" : CellText.tidy(text).replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
        if (isResident(number)) return Optional.of(new IdNumber(number, Kind.RESIDENT));
        if (isOrganisation(number)) return Optional.of(new IdNumber(number, Kind.ORGANISATION));
        return Optional.empty();
    }

    /** 出生日期；单位没有。 */
    @Nullable LocalDate birthOn() {
        return kind == Kind.RESIDENT ? birthOn(text) : null;
    }

    private static boolean isResident(String number) {
        if (!RESIDENT.matcher(number).matches() || birthOn(number) == null) return false;
        var sum = 0;
        for (var place = 0; place < 17; place++) sum += (number.charAt(place) - '0') * ((1 << 17 - place) % 11);
        return number.charAt(17) == RESIDENT_CHECK.charAt(sum % 11);
    }

    private static boolean isOrganisation(String number) {
        if (!ORGANISATION.matcher(number).matches()) return false;
        var sum = 0;
        var weight = 1;
        for (var place = 0; place < 17; place++) {
            sum += ORGANISATION_DIGITS.indexOf(number.charAt(place)) * weight;
            weight = weight * 3 % 31;
        }
        return ORGANISATION_DIGITS.indexOf(number.charAt(17)) == (31 - sum % 31) % 31;
    }

    private static @Nullable LocalDate birthOn(String number) {
        try {
            return LocalDate.of(Integer.parseInt(number, 6, 10, 10), Integer.parseInt(number, 10, 12, 10), Integer.parseInt(number, 12, 14, 10));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
