package cn.anju.access;

import cn.anju.kernel.CurrentUser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Array;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** 接口令牌：{@code Authorization: Bearer …}，权限只会比它的主人少。 */
@Component
class ApiTokenFilter extends OncePerRequestFilter {

    private static final String PREFIX = "Bearer ";

    private record Token(long staffId, Set<Long> communities, Set<String> permissions) {}

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Clock clock;

    ApiTokenFilter(JdbcClient jdbc, StaffAccess staff, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.clock = clock;
    }

    static boolean hasToken(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.startsWith(PREFIX);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // A token that is not valid signs out: with the header there, the session beside it does not count.
        if (hasToken(request))
            SecurityContextHolder.setContext(user(request.getHeader("Authorization").substring(PREFIX.length()))
                .map(user -> new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(user, null, List.of())))
                .orElseGet(SecurityContextImpl::new));
        chain.doFilter(request, response);
    }

    private Optional<CurrentUser> user(String token) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        // To the minute: the requests of one token would otherwise queue for its row, each with a write of its own.
        return jdbc.sql("""
            with used as (
                update access.api_token set last_used_at = :now
                 where token_hash = :hash and revoked_at is null and expires_at > :now
                   and (last_used_at is null or last_used_at < :now - interval '1 minute' or last_used_at > :now))
            select staff_id, communities, permissions
              from access.api_token where token_hash = :hash and revoked_at is null and expires_at > :now
            """)
            .param("now", now).param("hash", Tokens.sha256(token))
            .query((row, i) -> new Token(row.getLong(1), longs(row.getArray(2)), Set.copyOf(List.of((String[]) row.getArray(3).getArray())))).optional()
            .flatMap(found -> staff.of(found.staffId()).map(owner -> narrowed(owner, found)));
    }

    private static CurrentUser narrowed(CurrentUser owner, Token token) {
        var byCommunity = new HashMap<Long, Set<String>>();
        for (var community : token.communities()) {
            var allowed = new HashSet<>(token.permissions());
            allowed.removeIf(permission -> !owner.may(community, permission));
            if (!allowed.isEmpty()) byCommunity.put(community, allowed);
        }
        return new CurrentUser(owner.id(), owner.username(), owner.name(), owner.deputyFor(), Set.of(), Map.copyOf(byCommunity));
    }

    private static Set<Long> longs(Array array) throws java.sql.SQLException {
        return Set.copyOf(List.of((Long[]) array.getArray()));
    }
}
