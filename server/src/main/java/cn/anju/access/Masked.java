package cn.anju.access;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** 脱敏：列表、答复、打印、审计里的手机号与证件号都只露头尾。 */
public final class Masked {

    private static final Set<String> PHONES = Set.of("phone", "phones", "mobile", "telephone");
    private static final Set<String> NUMBERS = Set.of("idnumber", "idnumbers", "identitynumber", "certificatenumber");
    private static final Set<String> SECRETS = Set.of("password", "current", "next", "token", "passwordhash");

    private static final Pattern PHONE = Pattern.compile("(?<![\\d.])1[3-9]\\d{9}(?![\\d.])");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])[1-9]\\d{16}[\\dXx](?!\\d)");

    private Masked() {}

    /** {@code 16600000096} → {@code 166****0096}; a landline keeps its last four digits. */
    public static @Nullable String phone(@Nullable String phone) {
        if (phone == null || phone.isBlank()) return phone;
        var digits = phone.strip();
        if (digits.length() < 7) return "****";
        var head = digits.length() >= 11 ? 3 : digits.length() - 8;
        return digits.substring(0, Math.max(head, 0)) + "****" + digits.substring(digits.length() - 4);
    }

    /** {@code 110105198306130000} → {@code 110***********0000}. */
    public static @Nullable String idNumber(@Nullable String number) {
        if (number == null || number.isBlank()) return number;
        var text = number.strip();
        if (text.length() < 8) return "****";
        return text.substring(0, 3) + "*".repeat(text.length() - 7) + text.substring(text.length() - 4);
    }

    /** Masks each phone and each number inside a sentence. */
    public static String text(String text) {
        return PHONE.matcher(NUMBER.matcher(text).replaceAll(found -> idNumber(found.group()))).replaceAll(found -> phone(found.group()));
    }

    /** Masks whatever is named like a phone, a number or a secret, however deep it stands. */
    static JsonNode tree(JsonNode node) {
        if (node instanceof ObjectNode object)
            for (var name : object.propertyNames().stream().toList()) {
                var value = object.get(name);
                var key = name.toLowerCase(Locale.ROOT);
                if (SECRETS.contains(key)) object.put(name, "***");
                else if (value.isString() && PHONES.contains(key)) object.put(name, phone(value.asString()));
                else if (value.isString() && NUMBERS.contains(key)) object.put(name, idNumber(value.asString()));
                else if (value.isString()) object.put(name, text(value.asString()));
                else tree(value);
            }
        else if (node.isArray()) node.forEach(Masked::tree);
        return node;
    }
}
