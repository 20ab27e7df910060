package cn.anju.access;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 员工账号：开户、改名、停用、重置密码。 */
@Service
public class StaffAccounts {

    /** 新账号。 */
    public record NewAccount(@Pattern(regexp = "[a-z0-9._-]{2,40}", message = "账号用 2 到 40 个小写字母、数字或 . _ -") @NotBlank(message = "请填账号") String username,
                             @NotBlank(message = "请填姓名") @Size(max = 60, message = "姓名太长") String name,
                             @Nullable @Size(max = 30, message = "电话太长") String phone) {}

    /** @param phone null leaves it, an empty text takes it away */
    record AccountChange(@NotBlank(message = "请填姓名") @Size(max = 60, message = "姓名太长") String name,
                         @Nullable @Size(max = 30, message = "电话太长") String phone) {}

    /** 新开的账号和它的一次性密码（只在这里给出一次）。 */
    public record Opened(long id, String username, String oneTimePassword) {}

    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final Administrators administrators;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final AuditTrail audit;
    private final Clock clock;

    StaffAccounts(JdbcClient jdbc, Passwords passwords, Administrators administrators, Sessions sessions, ApiTokens tokens,
                  AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.administrators = administrators;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /** 开户：得到一次性密码，首次登录须改。 @throws Problem 409 {@code username-taken} */
    @Transactional
    public Opened open(NewAccount account) {
        var id = insert(account);
        return new Opened(id, account.username(), passwords.reset(id));
    }

    /** 开户并直接定密码，供演示数据用；不须再改。 */
    @Transactional
    public long open(NewAccount account, String password) {
        var id = insert(account);
        passwords.set(id, password, false);
        return id;
    }

    private long insert(NewAccount account) {
        CurrentUser.get().requireEverywhere("access.manage");
        var id = jdbc.sql("""
            insert into access.staff (username, name, phone, created_at) values (:username, :name, :phone, :now)
                on conflict (username) do nothing returning id
            """)
            .param("username", account.username()).param("name", account.name().strip()).param("phone", account.phone())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("username-taken", "账号「%s」已经有人用", account.username()));
        audit.note("账号 " + account.username(), null, account);
        return id;
    }

    @Transactional
    public void change(long id, AccountChange change) {
        var before = lock(id);
        var phone = change.phone() == null ? before.phone() : change.phone().isBlank() ? null : change.phone().strip();
        jdbc.sql("update access.staff set name = :name, phone = :phone where id = :id")
            .param("name", change.name().strip()).param("phone", phone).param("id", id).update();
        audit.note("账号 " + before.username(), before, new Account(before.username(), change.name().strip(), phone, before.active()));
    }

    /** 停用：立刻生效，登录着的也退出，接口令牌作废；再启用也不复活。 @throws Problem 409 {@code last-administrator} */
    @Transactional
    public void disable(long id) {
        administrators.lock();
        switchTo(id, false);
        administrators.requireOne();
        tokens.revokeAll(id);
        sessions.endAll(id, null);
    }

    @Transactional
    public void enable(long id) {
        switchTo(id, true);
    }

    /** 重置密码：给出一次性密码，旧密码、登录着的会话、接口令牌都作废。 */
    @Transactional
    public Opened resetPassword(long id) {
        administrators.requireNotAbove(id);
        var account = lock(id);
        var once = passwords.reset(id);
        audit.note("账号 " + account.username() + " 重置密码", null, null);
        sessions.endAll(id, null);
        return new Opened(id, account.username(), once);
    }

    private record Account(String username, String name, @Nullable String phone, boolean active) {}

    private void switchTo(long id, boolean active) {
        administrators.requireNotAbove(id);
        var before = lock(id);
        jdbc.sql("update access.staff set is_active = :active where id = :id").param("active", active).param("id", id).update();
        audit.note("账号 " + before.username(), before, new Account(before.username(), before.name(), before.phone(), active));
    }

    private Account lock(long id) {
        return jdbc.sql("select username, name, phone, is_active from access.staff where id = :id for update").param("id", id)
            .query((row, i) -> new Account(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4))).optional()
            .orElseThrow(() -> Problem.notFound("staff-unknown", "没有这个账号"));
    }
}
