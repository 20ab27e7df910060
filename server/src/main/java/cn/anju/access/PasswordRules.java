package cn.anju.access;

import cn.anju.kernel.Problem;
import cn.anju.kernel.Scope;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 密码够不够好：现代规则看长短和是否常见，等保规则还看种类、旧密码和期限。
 *
 * <p>What was typed is taken as it is: any characters, never cut, never trimmed.
 */
@Component
class PasswordRules {

    static final int REMEMBERED = 3;

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;
    private static final int LEAST_KINDS = 3;

    private final Settings settings;
    private final Clock clock;

    PasswordRules(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws Problem 400 {@code password-too-short}, {@code password-too-long}, {@code password-common}, {@code password-too-simple} */
    void check(String password, String username) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) throw Problem.invalid("password-too-short", "密码至少 %d 个字", SHORTEST);
        if (length > LONGEST) throw Problem.invalid("password-too-long", "密码最多 %d 个字", LONGEST);
        if (CommonPasswords.contains(password) || isOneLetter(password))
            throw Problem.invalid("password-common", "这个密码太常见，容易被猜中，请换一个");
        var plain = password.toLowerCase(Locale.ROOT);
        if (plain.startsWith(username) && plain.substring(username.length()).matches("[\\d\\p{Punct}]*"))
            throw Problem.invalid("password-common", "密码不能是账号名，请换一个");
        if (isClassified() && kinds(password) < LEAST_KINDS)
            throw Problem.invalid("password-too-simple", "密码须有大写字母、小写字母、数字、其他字符中的三种");
    }

    /** Whether the last passwords must not come back. */
    boolean forbidsReuse() {
        return isClassified();
    }

    /** Whether a password of that age must be changed before anything else. */
    boolean isExpired(@Nullable Instant changedAt) {
        if (changedAt == null || !isClassified()) return false;
        var days = settings.get(Scope.COMPANY, AccessSettings.PASSWORD_DAYS).longValue();
        return changedAt.plus(Duration.ofDays(days)).isBefore(clock.instant());
    }

    private boolean isClassified() {
        return settings.get(Scope.COMPANY, AccessSettings.PASSWORD_RULES) == AccessSettings.Rules.CLASSIFIED;
    }

    private static boolean isOneLetter(String password) {
        return password.codePoints().distinct().count() == 1;
    }

    private static long kinds(String password) {
        return Stream.<IntPredicate>of(Character::isUpperCase, Character::isLowerCase, Character::isDigit,
                c -> !Character.isUpperCase(c) && !Character.isLowerCase(c) && !Character.isDigit(c))
            .filter(kind -> password.codePoints().anyMatch(kind)).count();
    }
}
