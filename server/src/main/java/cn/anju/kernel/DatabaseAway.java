package cn.anju.kernel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * 数据库不在的时候，会话也读不到：照样答一句人话。
 *
 * <p>Stands before everything that reads the session; what happens further in is told by {@link Edge} itself.
 */
@Component
@Order(Integer.MIN_VALUE + 1)
class DatabaseAway extends OncePerRequestFilter {

    private final HandlerExceptionResolver edge;

    DatabaseAway(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver edge) {
        this.edge = edge;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            var cause = e instanceof ServletException && e.getCause() != null ? e.getCause() : e;
            if (!isAway(cause) || response.isCommitted()) throw e;
            response.reset();
            edge.resolveException(request, response, null, (RuntimeException) cause);
        }
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof DataAccessResourceFailureException || cause instanceof CannotCreateTransactionException || cause instanceof CommitUncertain
            || cause instanceof QueryTimeoutException;
    }
}
