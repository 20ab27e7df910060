package cn.anju.access;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 第一次启动：没有任何账号，凭一次性链接（或环境变量）设管理员的密码。
 */
@Service
public class FirstStart {

    private static final Duration LINK_LIFETIME = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final Passwords passwords;
    private final Clock clock;
    private final String password;

    FirstStart(JdbcClient jdbc, PasswordEncoder encoder, Passwords passwords, Clock clock,
               @Value("${anju.admin-password:${ANJU_ADMIN_PASSWORD:}}") String password) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.passwords = passwords;
        this.clock = clock;
        this.password = password;
    }

    /**
     * 备好管理员账号。
     *
     * @return the token of a one-time link, when the password is still to be set; it is valid for 30 minutes
     */
    @Transactional
    public Optional<String> prepare() {
        var ready = jdbc.sql("select exists (select 1 from access.staff where password_hash is not null)").query(Boolean.class).single();
        if (ready) return Optional.empty();
        var administrator = administrator();
        if (!password.isBlank()) {
            jdbc.sql("update access.staff set password_hash = :hash, password_changed_at = :now where id = :id")
                .param("hash", encoder.encode(password)).param("now", now()).param("id", administrator).update();
            return Optional.empty();
        }
        var token = Tokens.fresh();
        jdbc.sql("delete from access.setup_link where used_at is null").update();
        jdbc.sql("insert into access.setup_link (token_hash, expires_at) values (:hash, :until)")
            .param("hash", Tokens.sha256(token)).param("until", now().plus(LINK_LIFETIME)).update();
        return Optional.of(token);
    }

    /** 用一次性链接设管理员的密码。 @throws Problem 404 {@code setup-link-invalid} used, expired or unknown */
    @Transactional
    void use(String token, String chosen) {
        var used = jdbc.sql("update access.setup_link set used_at = :now where token_hash = :hash and used_at is null and expires_at > :now")
            .param("now", now()).param("hash", Tokens.sha256(token)).update();
        if (used == 0) throw Problem.notFound("setup-link-invalid", "链接已用过或已过期，请重新启动服务取新链接");
        passwords.set(administrator(), chosen, false);
    }

    private long administrator() {
        jdbc.sql("insert into access.staff (username, name, created_at) values ('admin', '系统管理员', :now) on conflict (username) do nothing")
            .param("now", now()).update();
        var id = jdbc.sql("select id from access.staff where username = 'admin'").query(Long.class).single();
        jdbc.sql("""
            insert into access.role_grant (staff_id, role_id, from_on)
            select :id, r.id, :today from access.role r
             where r.key = 'administrator' and not exists (select 1 from access.role_grant g where g.staff_id = :id)
            """).param("id", id).param("today", LocalDate.of(2000, 1, 1)).update();
        return id;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
