package cn.anju.access;

import cn.anju.kernel.Problem;
import org.springframework.stereotype.Component;

/** 密码够不够好。 */
@Component
class PasswordRules {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;

    /** @throws Problem 400 {@code password-too-short}, {@code password-too-long} */
    void check(String password) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) throw Problem.invalid("password-too-short", "密码至少 %d 个字", SHORTEST);
        if (length > LONGEST) throw Problem.invalid("password-too-long", "密码最多 %d 个字", LONGEST);
    }
}
