package cn.anju.access;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/**
 * 登录：错五次后越等越久，最多十五分钟。
 *
 * <p>Unknown name and wrong password get the same answer after the same work; attempts are counted by the name typed,
 * whether such an account exists or not, and by the browser or the address they come from, so that a stranger's guesses do not
 * lock out the person himself.
 */
@Service
class SignIn {

    private static final int FREE_TRIES = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private record Account(long id, @Nullable String hash, boolean isActive, @Nullable Instant passwordChangedAt) {}

    private record Attempts(int failures, @Nullable Instant lockedUntil) {}

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final PasswordRules rules;
    private final Clock clock;
    private final Supplier<String> decoy;                     // made when first needed: it takes a part of every start

    SignIn(JdbcClient jdbc, PasswordEncoder passwords, PasswordRules rules, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.rules = rules;
        this.clock = clock;
        this.decoy = SingletonSupplier.of(() -> passwords.encode(Tokens.fresh()));
    }

    /**
     * 核对账号密码。
     *
     * @param source what the failures are counted by besides the name: see {@link KnownBrowser}
     * @return the staff id; empty when name or password is wrong
     * @throws Problem 429 {@code sign-in-locked} while the name is locked
     */
    @Transactional
    public Optional<Long> check(String username, String password, String source) {
        var name = plain(username);
        var attempts = attempts(name, source);
        if (attempts.lockedUntil() != null && clock.instant().isBefore(attempts.lockedUntil()))
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "sign-in-locked", "密码错了太多次，请 %d 分钟后再试",
                Math.max(1, Duration.between(clock.instant(), attempts.lockedUntil()).toMinutes()));
        var account = account(name);
        var matches = passwords.matches(password, account.map(Account::hash).orElseGet(decoy));
        if (account.isPresent() && account.get().hash() != null && account.get().isActive() && matches) {
            admitted(account.get(), name, source);
            return Optional.of(account.get().id());
        }
        failed(name, source, attempts.failures() + 1);
        return Optional.empty();
    }

    /** 账号名的统一写法。 */
    static String plain(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    /** The name for the audit; what is no account may be a password typed into the wrong field. */
    @Transactional(readOnly = true)
    public String known(String username) {
        var name = plain(username);
        return account(name).isPresent() ? name : "（没有这个账号）";
    }

    private Attempts attempts(String name, String address) {
        jdbc.sql("""
            insert into access.sign_in_attempt (username, address, failures, last_at) values (:name, :address, 0, :now)
                on conflict (username, address) do nothing
            """).param("name", name).param("address", address).param("now", now()).update();
        return jdbc.sql("select failures, locked_until from access.sign_in_attempt where username = :name and address = :address for update")
            .param("name", name).param("address", address)
            .query((row, i) -> {
                var until = row.getObject(2, OffsetDateTime.class);
                return new Attempts(row.getInt(1), until == null ? null : until.toInstant());
            }).single();
    }

    private Optional<Account> account(String name) {
        return jdbc.sql("select id, password_hash, is_active, password_changed_at from access.staff where username = :name").param("name", name)
            .query((row, i) -> {
                var changed = row.getObject(4, OffsetDateTime.class);
                return new Account(row.getLong(1), row.getString(2), row.getBoolean(3), changed == null ? null : changed.toInstant());
            }).optional();
    }

    private void admitted(Account account, String name, String address) {
        jdbc.sql("delete from access.sign_in_attempt where username = :name and address = :address or last_at < :longAgo")
            .param("name", name).param("address", address).param("longAgo", now().minus(FORGOTTEN)).update();
        jdbc.sql("update access.staff set last_signed_in_at = :now, must_change_password = must_change_password or :expired where id = :id")
            .param("now", now()).param("expired", rules.isExpired(account.passwordChangedAt())).param("id", account.id()).update();
    }

    private void failed(String name, String address, int failures) {
        var wait = failures < FREE_TRIES ? Duration.ZERO : Duration.ofSeconds(30L << Math.min(failures - FREE_TRIES, 6));
        var locked = wait.isZero() ? null : now().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        jdbc.sql("update access.sign_in_attempt set failures = :failures, last_at = :now, locked_until = :until where username = :name and address = :address")
            .param("failures", failures).param("now", now()).param("until", locked).param("name", name).param("address", address).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
