package cn.anju.access;

import cn.anju.kernel.Problem;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 密码的设、改与重置；改过以后，别处的登录一律退出，接口令牌一律作废。 */
@Service
class Passwords {

    private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijkmnpqrstuvwxyz";
    private static final String DIGITS = "23456789";

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final PasswordRules rules;
    private final ApiTokens tokens;
    private final Clock clock;

    Passwords(JdbcClient jdbc, PasswordEncoder encoder, PasswordRules rules, ApiTokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.rules = rules;
        this.tokens = tokens;
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

    /** 重置：给一个一次性的密码，对方登录后须先改。 */
    @Transactional
    public String reset(long staffId) {
        var once = "%s-%s-%s".formatted(group(), group(), group());
        set(staffId, once, true);
        return once;
    }

    /** 设密码；{@code mustChange} 时对方下次登录须先改。 @throws Problem 400 with a code of {@link PasswordRules} or {@code password-used-before} */
    @Transactional
    public void set(long staffId, String password, boolean mustChange) {
        var username = jdbc.sql("select username from access.staff where id = :id for update").param("id", staffId)
            .query(String.class).single();
        rules.check(password, username);
        if (rules.forbidsReuse() && isRemembered(staffId, password))
            throw Problem.invalid("password-used-before", "不能与最近 %d 次用过的密码相同", PasswordRules.REMEMBERED);
        var hash = encoder.encode(password);
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
            update access.staff set password_hash = :hash, must_change_password = :must, password_changed_at = :now where id = :id
            """).param("hash", hash).param("must", mustChange).param("now", now).param("id", staffId).update();
        jdbc.sql("insert into access.password_history (staff_id, password_hash, changed_at) values (:id, :hash, :now)")
            .param("id", staffId).param("hash", hash).param("now", now).update();
        tokens.revokeAll(staffId);
    }

    private boolean isRemembered(long staffId, String password) {
        return jdbc.sql("""
            (select password_hash from access.password_history where staff_id = :id order by id desc limit :some)
             union all select password_hash from access.staff where id = :id and password_hash is not null
            """)
            .param("id", staffId).param("some", PasswordRules.REMEMBERED).query(String.class).stream()
            .anyMatch(hash -> encoder.matches(password, hash));
    }

    private String group() {
        return "" + one(UPPER) + one(LOWER) + one(DIGITS) + one(LOWER);
    }

    private char one(String letters) {
        return letters.charAt(random.nextInt(letters.length()));
    }
}
