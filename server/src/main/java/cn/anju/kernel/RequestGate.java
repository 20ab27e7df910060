package cn.anju.kernel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * 改动请求的门：别的网站发来的、不是 JSON 也不是上传的、太大的，不进门。
 *
 * <p>Stands behind Spring Security, so that its headers are on these refusals, too.
 */
@Component
@Order(-50)
class RequestGate extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final long MOST_BYTES = 1 << 20;

    private final HandlerExceptionResolver edge;

    RequestGate(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver edge) {
        this.edge = edge;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAFE.contains(request.getMethod()) || !request.getServletPath().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var refusal = refusal(request);
        if (refusal != null) edge.resolveException(request, response, null, refusal);
        else chain.doFilter(isUpload(request) ? request : new Limited(request), response);
    }

    private static @Nullable Problem refusal(HttpServletRequest request) {
        if (isForeign(request)) return Problem.forbidden("origin-foreign", "请求来自别的网站，已拒绝");
        if (hasBody(request) && !isUpload(request) && !isJson(request))
            return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "media-type-unsupported", "不接受这种内容格式");
        return !isUpload(request) && request.getContentLengthLong() > MOST_BYTES ? tooLarge() : null;
    }

    /** The host alone is compared: behind a proxy the scheme that arrives here need not be the browser's. */
    private static boolean isForeign(HttpServletRequest request) {
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) return true;
        var origin = request.getHeader("Origin");
        if (origin == null) return false;
        try {
            return !String.valueOf(URI.create(origin).getAuthority()).equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentType() != null || request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isUpload(HttpServletRequest request) {
        return request.getContentType() != null && request.getContentType().toLowerCase().startsWith("multipart/form-data");
    }

    private static boolean isJson(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase().split(";")[0].strip().equals("application/json");
    }

    private static Problem tooLarge() {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "一次提交的内容太多（最多 1 MB），请分几次");
    }

    /** Counts what arrives without saying beforehand how much it is. */
    private static final class Limited extends HttpServletRequestWrapper {

        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var in = super.getInputStream();
            return new ServletInputStream() {
                private long read;

                @Override
                public int read() throws IOException {
                    var one = in.read();
                    if (one >= 0) count(1);
                    return one;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    var some = in.read(buffer, offset, length);
                    if (some > 0) count(some);
                    return some;
                }

                private void count(int bytes) {
                    read += bytes;
                    if (read > MOST_BYTES) throw tooLarge();
                }

                @Override
                public boolean isFinished() {
                    return in.isFinished();
                }

                @Override
                public boolean isReady() {
                    return in.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    in.setReadListener(listener);
                }
            };
        }
    }
}
