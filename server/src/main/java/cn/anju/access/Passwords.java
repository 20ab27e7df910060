package cn.anju.access;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 密码的设与改。 */
@Service
class Passwords {

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final PasswordRules rules;
    private final Clock clock;

    Passwords(JdbcClient jdbc, PasswordEncoder encoder, PasswordRules rules, Clock clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.rules = rules;
        this.clock = clock;
    }

    /** @throws Problem 400 {@code password-wrong} or a code of {@link PasswordRules} */
    @Transactional
    public void change(long staffId, String current, String next) {
        var stored = jdbc.sql("select password_hash from access.staff where id = :id for update").param("id", staffId)
            .query(String.class).optional();
        if (stored.isEmpty() || !encoder.matches(current, stored.get()))
            throw Problem.invalid("password-wrong", "现在的密码不对");
        set(staffId, next, false);
    }

    /** 设密码；{@code mustChange} 时对方下次登录须先改。 */
    @Transactional
    public void set(long staffId, String password, boolean mustChange) {
        rules.check(password);
        jdbc.sql("""
            update access.staff set password_hash = :hash, must_change_password = :must, password_changed_at = :now where id = :id
            """).param("hash", encoder.encode(password)).param("must", mustChange)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", staffId).update();
    }
}
