package cn.anju.access;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 接口令牌：给程序用的，写明小区、权限与到期日；只给看一次，库里只有摘要。 */
@Service
class ApiTokens {

    /** @param expiresOn the last day, at most a year ahead */
    record NewToken(@NotBlank(message = "请给令牌起个名字") @Size(max = 60, message = "名字太长") String name,
                    @NotEmpty(message = "请选小区") List<Long> communities,
                    @NotEmpty(message = "请选权限") List<String> permissions, @NotNull LocalDate expiresOn) {}

    /** 刚做好的令牌；{@code token} 只在这里出现一次。 */
    record Made(long id, String token) {}

    record Row(long id, String name, List<Long> communities, List<String> permissions, Instant createdAt, Instant expiresAt,
               @Nullable Instant revokedAt, @Nullable Instant lastUsedAt) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    ApiTokens(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** 做一个令牌，权限不超过自己的。 @throws Problem 400 {@code expiry-invalid}, 403 {@code beyond-own-permissions} */
    @Transactional
    Made make(NewToken token) {
        var user = CurrentUser.get();
        var today = LocalDate.now(clock);
        if (token.expiresOn().isBefore(today) || token.expiresOn().isAfter(today.plusYears(1)))
            throw Problem.invalid("expiry-invalid", "到期日须在今天与一年之内");
        for (var community : token.communities())
            for (var permission : token.permissions())
                if (!user.may(community, permission))
                    throw Problem.forbidden("beyond-own-permissions", "您在小区 %d 没有「%s」这项权限，不能给令牌", community, permission);
        var secret = Tokens.fresh();
        var id = jdbc.sql("""
            insert into access.api_token (staff_id, name, token_hash, communities, permissions, expires_at, created_at)
            values (:staff, :name, :hash, :communities, :permissions, :expires, :now) returning id
            """)
            .param("staff", user.id()).param("name", token.name().strip()).param("hash", Tokens.sha256(secret))
            .param("communities", new TreeSet<>(token.communities()).toArray(Long[]::new))
            .param("permissions", new TreeSet<>(token.permissions()).toArray(String[]::new))
            .param("expires", token.expiresOn().plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime())
            .param("now", now()).query(Long.class).single();
        audit.note("接口令牌 " + token.name().strip(), null, token);
        return new Made(id, secret);
    }

    @Transactional(readOnly = true)
    List<Row> of(long staffId) {
        return jdbc.sql("select * from access.api_token where staff_id = :staff order by id desc").param("staff", staffId)
            .query(ApiTokens::row).list();
    }

    /** @throws Problem 404 {@code token-unknown} */
    @Transactional
    void revoke(long staffId, long id) {
        var name = jdbc.sql("""
            update access.api_token set revoked_at = :now where id = :id and staff_id = :staff and revoked_at is null returning name
            """).param("now", now()).param("id", id).param("staff", staffId).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("token-unknown", "没有这个令牌，或已经作废"));
        audit.note("接口令牌 " + name + " 作废", null, null);
    }

    /** 这个人的令牌全部作废：改了密码，或账号停用。 */
    @Transactional
    public void revokeAll(long staffId) {
        jdbc.sql("update access.api_token set revoked_at = :now where staff_id = :staff and revoked_at is null")
            .param("now", now()).param("staff", staffId).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(row.getLong("id"), row.getString("name"), List.of((Long[]) row.getArray("communities").getArray()),
            List.of((String[]) row.getArray("permissions").getArray()), row.getObject("created_at", OffsetDateTime.class).toInstant(),
            row.getObject("expires_at", OffsetDateTime.class).toInstant(), instant(row, "revoked_at"), instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
