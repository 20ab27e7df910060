package cn.anju.access;

import cn.anju.kernel.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** 给每个改动请求备好审计；没有办成的（拒绝、出错）由它补一行。 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AuditFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final AuditTrail trail;

    AuditFilter(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAFE.contains(request.getMethod()) || !request.getServletPath().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var audit = new RequestAudit(request);
        try {
            ScopedValue.where(RequestAudit.CURRENT, audit).call(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            if (response.getStatus() >= 400 || !audit.isWritten && !audit.isOnlyLooking()) writeAtEnd(audit, response.getStatus());
        }
    }

    private void writeAtEnd(RequestAudit audit, int status) {
        try {
            var community = trail.community(audit);
            Scope.of(community).run(() -> trail.writeAtEnd(audit, community, status));
        } catch (RuntimeException e) {
            if (e instanceof CannotCreateTransactionException) LOG.error("audit row not written: {}", e.getMessage());
            else LOG.error("audit row not written", e);
        }
    }
}
