package cn.anju.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import cn.anju.kernel.Scope;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

@Story
class SignInTest {

    @Autowired Office office;
    @Autowired TestClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired PasswordRules rules;
    @Autowired PasswordEncoder encoder;
    @Autowired Passwords passwords;
    @Autowired TransactionTemplate transaction;

    @Test
    void 登录后知道自己是谁() {
        var me = office.get("/api/session").expect(200);
        assertThat(me.at("/username")).isEqualTo("admin");
        assertThat(me.at("/signedIn")).isEqualTo("true");
        assertThat(me.json().at("/permissions/0").toString()).contains("access.manage");
    }

    @Test
    void 账号不存在与密码错_答复一样() {
        var nobody = office.nobody();
        var unknown = nobody.post("/api/session", Map.of("username", fresh(), "password", "whatever-1"));
        var wrong = nobody.post("/api/session", Map.of("username", "admin", "password", "whatever-1"));
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
        office.as("admin", StoryDatabase.PASSWORD);
    }

    /** What takes the time is the hash: as many of them for an unknown name as for a wrong password. */
    @Test
    void 账号不存在与密码错_花的功夫一样() {
        var hashes = new AtomicInteger();
        var signIn = new SignIn(jdbc, counting(hashes), rules, clock);
        var account = People.of(office).account();
        hashes.set(0);
        assertThat(isAdmitted(signIn, account.at("/username"), "wrong")).isFalse();
        assertThat(hashes.getAndSet(0)).isEqualTo(1);
        assertThat(isAdmitted(signIn, fresh(), "wrong")).isFalse();
        assertThat(hashes.getAndSet(0)).isEqualTo(1);
        office.post("/api/staff/" + account.id() + "/disable", Map.of()).expect(200);
        assertThat(isAdmitted(signIn, account.at("/username"), account.at("/oneTimePassword"))).isFalse();
        assertThat(hashes.get()).isEqualTo(1);
    }

    @Test
    void 连错五次后锁一会儿_越错越久_最多十五分钟() {
        var nobody = office.nobody();
        var name = fresh();
        for (var i = 0; i < 5; i++) nobody.post("/api/session", Map.of("username", name, "password", "wrong-" + i)).expect(401);
        assertThat(nobody.post("/api/session", Map.of("username", name, "password", "wrong")).expect(429).code()).isEqualTo("sign-in-locked");
        clock.advance(Duration.ofSeconds(31));
        nobody.post("/api/session", Map.of("username", name, "password", "wrong")).expect(401);
        clock.advance(Duration.ofSeconds(31));
        nobody.post("/api/session", Map.of("username", name, "password", "wrong")).expect(429);
        for (var i = 0; i < 10; i++) {
            clock.advance(Duration.ofMinutes(15).plusSeconds(1));
            nobody.post("/api/session", Map.of("username", name, "password", "wrong")).expect(401);
        }
    }

    /** The mean of 100 each, taken in turns, at most 10 ms apart; processor time, because the machine does other things, too. */
    @SameOnAnyDatabase("the time of hashing a password")
    @Test
    void 账号不存在与密码错_用的时间一样() {
        var real = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        var signIn = new SignIn(jdbc, real, rules, clock);
        var known = People.of(office).account().at("/username");
        Scope.of(Scope.COMPANY).run(() -> transaction.executeWithoutResult(status -> jdbc.sql("update access.staff set password_hash = :hash where username = :name")
            .param("hash", real.encode("对的")).param("name", known).update()));
        var times = new long[2][100];
        var threads = ManagementFactory.getThreadMXBean();
        for (var i = -10; i < 100; i++)
            for (var which = 0; which < 2; which++) {
                var name = which == 0 ? known : fresh();
                var source = "198.51.100." + (i + 20);
                var start = threads.getCurrentThreadCpuTime();
                transaction.executeWithoutResult(status -> assertThat(signIn.check(name, "wrong", source)).isEmpty());
                if (i >= 0) times[which][i] = threads.getCurrentThreadCpuTime() - start;
            }
        assertThat(middleMean(times[0]) - middleMean(times[1])).isBetween(-10_000_000L, 10_000_000L);
    }

    @Test
    void 同一地址的外人一直猜_本人在用过的浏览器上照样登录() {
        var account = People.of(office).account();
        var own = office.as(account.at("/username"), account.at("/oneTimePassword"));
        var stranger = office.nobody();
        for (var i = 0; i < 12; i++) {
            stranger.post("/api/session", credentials(account, "guess-" + i));
            clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        }
        for (var i = 0; i < 5; i++) stranger.post("/api/session", credentials(account, "guess-" + i));
        assertThat(stranger.post("/api/session", credentials(account, account.at("/oneTimePassword"))).expect(429).code()).isEqualTo("sign-in-locked");
        own.delete("/api/session");
        own.post("/api/session", credentials(account, account.at("/oneTimePassword"))).expect(200);
    }

    @Test
    void 自己登录过的浏览器_不能拿来猜别人的密码_也挡得住乱猜() {
        var victim = People.of(office).account();
        var account = People.of(office).account();
        var own = office.as(account.at("/username"), account.at("/oneTimePassword"));
        for (var i = 0; i < 5; i++) own.post("/api/session", credentials(victim, "guess-" + i)).expect(401);
        own.post("/api/session", credentials(account, account.at("/oneTimePassword"))).expect(200);
        own.post("/api/session", credentials(victim, "guess")).expect(429);
        for (var i = 0; i < 5; i++) own.post("/api/session", credentials(account, "guess-" + i)).expect(401);
        own.post("/api/session", credentials(account, account.at("/oneTimePassword"))).expect(429);
    }

    @Test
    void 新装的系统_没有能登录的账号_只有一次性链接() {
        Scope.of(Scope.COMPANY).run(() -> transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("update access.staff set password_hash = null").update();
            var signIn = new SignIn(jdbc, encoder, rules, clock);
            var first = new FirstStart(jdbc, encoder, passwords, clock, "");
            var token = first.prepare().orElseThrow();
            for (var guess : List.of("", "admin", "password", "123456", "anju", "null", token))
                assertThat(signIn.check("admin", guess, "198.51.100." + guess.length())).isEmpty();
            assertThatThrownBy(() -> first.use(token, "12345678")).hasMessageContaining("太常见");
            clock.advance(Duration.ofMinutes(31));
            assertThatThrownBy(() -> first.use(token, "头一个管理员的密码")).hasMessageContaining("过期");
            var again = first.prepare().orElseThrow();
            first.use(again, "头一个管理员的密码");
            assertThatThrownBy(() -> first.use(again, "头一个管理员的密码")).hasMessageContaining("已用过");
            assertThat(signIn.check("admin", "头一个管理员的密码", "198.51.100.200")).isPresent();
            assertThat(first.prepare()).isEmpty();
        }));
    }

    @Test
    void 外人猜密码_锁不住本人() {
        var account = People.of(office).account();
        var signIn = new SignIn(jdbc, counting(new AtomicInteger()), rules, clock);
        for (var i = 0; i < 5; i++)
            transaction.execute(status -> signIn.check(account.at("/username"), "guess", "203.0.113.9"));
        office.as(account.at("/username"), account.at("/oneTimePassword"));
    }

    @Test
    void 退出以后会话作废() {
        var other = office.as("admin", StoryDatabase.PASSWORD);
        other.delete("/api/session").expect(204);
        assertThat(other.get("/api/session").expect(200).at("/signedIn")).isEqualTo("false");
    }

    @Test
    void 未登录办事_先登录() {
        assertThat(office.nobody().put("/api/session/password", Map.of("current", "a", "next", "b")).expect(401).code()).isEqualTo("not-signed-in");
    }

    private boolean isAdmitted(SignIn signIn, String username, String password) {
        return transaction.execute(status -> signIn.check(username, password, "198.51.100.1")).isPresent();
    }

    private static Map<String, String> credentials(Office.Answer account, String password) {
        return Map.of("username", account.at("/username"), "password", password);
    }

    /** Without the ten slowest and the ten fastest. */
    private static long middleMean(long[] times) {
        return (long) LongStream.of(times).sorted().skip(10).limit(80).average().orElseThrow();
    }

    private static String fresh() {
        return "nobody-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static PasswordEncoder counting(AtomicInteger hashes) {
        var real = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence raw) {
                return real.encode(raw);
            }

            @Override
            public boolean matches(CharSequence raw, String encoded) {
                hashes.incrementAndGet();
                return real.matches(raw, encoded);
            }
        };
    }
}
