package cn.anju.access;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 每个请求带着操作人和数据范围往下走。
 *
 * <p>With a community in the path the scope is that community alone; otherwise all that the person may see, and the
 * company. Runs behind Spring Security.
 */
@Component
@Order(0)
class ScopeFilter extends OncePerRequestFilter {

    private static final Pattern COMMUNITY = Pattern.compile("^/api/communities/(\\d{1,18})(/.*)?$");

    private final StaffAccess staff;
    private final ObjectProvider<CommunityDirectory> communities;

    ScopeFilter(StaffAccess staff, ObjectProvider<CommunityDirectory> communities) {
        this.staff = staff;
        this.communities = communities;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var user = request.getUserPrincipal() instanceof Authentication signedIn ? user(signedIn) : null;
        var scope = user == null ? Scope.of(Scope.COMPANY) : scope(request.getServletPath(), user);
        try {
            scope.call(() -> {
                if (user == null) chain.doFilter(request, response);
                else {
                    RequestAudit.signedIn(user);
                    user.call(() -> {
                        chain.doFilter(request, response);
                        return null;
                    });
                }
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private @org.jspecify.annotations.Nullable CurrentUser user(Authentication signedIn) {
        return switch (signedIn.getPrincipal()) {
            case StaffPrincipal principal -> staff.of(principal.id()).orElse(null);
            case CurrentUser narrowed -> narrowed;
            case null, default -> null;
        };
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
