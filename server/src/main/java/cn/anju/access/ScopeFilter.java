package cn.anju.access;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * 每个请求带着操作人和数据范围往下走；密码待改的人只能先改密码。
 *
 * <p>With a community in the path the scope is that community alone; otherwise all that the person may see, and the
 * company. Runs behind Spring Security.
 */
@Component
@Order(0)
class ScopeFilter extends OncePerRequestFilter {

    private static final Set<String> OPEN = Set.of("/api/session", "/api/session/password", "/api/setup");
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);
    private static final Pattern COMMUNITY = Pattern.compile("^/api/communities/(\\d{1,18})(/.*)?$");

    private final StaffAccess staff;
    private final ObjectProvider<CommunityDirectory> communities;
    private final HandlerExceptionResolver edge;

    ScopeFilter(StaffAccess staff, ObjectProvider<CommunityDirectory> communities,
                @Qualifier("handlerExceptionResolver") HandlerExceptionResolver edge) {
        this.staff = staff;
        this.communities = communities;
        this.edge = edge;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var isOpen = OPEN.contains(request.getServletPath());
        var access = request.getUserPrincipal() instanceof Authentication signedIn ? access(signedIn, request) : null;
        if (access == null) {
            if (request.getUserPrincipal() != null && !isOpen) refuse(request, response, Problem.of(HttpStatus.UNAUTHORIZED, "not-signed-in", "请先登录"));
            else goOn(null, Scope.of(Scope.COMPANY), request, response, chain);
            return;
        }
        RequestAudit.signedIn(access.user());
        if (access.mustChangePassword() && !isOpen)
            refuse(request, response, Problem.forbidden("password-change-required", "请先改密码，再办别的事"));
        else goOn(access.user(), scope(request.getServletPath(), access.user()), request, response, chain);
    }

    private static void goOn(@Nullable CurrentUser user, Scope scope, HttpServletRequest request, HttpServletResponse response,
                             FilterChain chain) throws ServletException, IOException {
        try {
            scope.call(() -> {
                if (user == null) chain.doFilter(request, response);
                else user.call(() -> {
                    chain.doFilter(request, response);
                    return null;
                });
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        edge.resolveException(request, response, null, problem);
    }

    private StaffAccess.@Nullable Access access(Authentication signedIn, HttpServletRequest request) {
        return switch (signedIn.getPrincipal()) {
            case StaffPrincipal principal -> isTooOld(request) ? null : staff.find(principal.id()).orElse(null);
            case CurrentUser narrowed -> new StaffAccess.Access(narrowed, false);
            case null, default -> null;
        };
    }

    /** However busy it is: twelve hours after signing in one signs in again. Both times are Spring Session's. */
    private boolean isTooOld(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) return true;
        if (session.getLastAccessedTime() - session.getCreationTime() < LONGEST_SESSION.toMillis()) return false;
        session.invalidate();
        return true;
    }

    private Scope scope(String path, CurrentUser user) {
        var inPath = COMMUNITY.matcher(path);
        if (inPath.matches()) {
            var community = Long.parseLong(inPath.group(1));
            return user.belongsTo(community) ? Scope.of(community) : new Scope(List.of());
        }
        var all = new ArrayList<Long>(List.of(Scope.COMPANY));
        all.addAll(user.everywhere().isEmpty() ? user.byCommunity().keySet()
            : communities.stream().flatMap(directory -> directory.all().stream()).toList());
        return new Scope(all);
    }
}
