package cn.anju.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.List;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * 会话令牌：浏览器拿 256 位随机数，库里只存它的摘要。
 *
 * <p>A dump of the session table opens no session. Generator and resolver are one object because the token that hashes
 * to a fresh id exists only between {@link #generate} and {@link #setSessionId}, on the same thread.
 */
class SessionIds implements SessionIdGenerator, HttpSessionIdResolver {

    private final ThreadLocal<String> freshToken = new ThreadLocal<>();

    @Override
    public String generate() {
        var token = Tokens.fresh();
        freshToken.set(token);
        return hashed(token);
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return cookie(request).readCookieValues(request).stream().map(SessionIds::hashed).toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        var token = freshToken.get();
        if (token == null || !hashed(token).equals(sessionId)) return;
        cookie(request).writeCookieValue(new CookieSerializer.CookieValue(request, response, token));
        freshToken.remove();
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookie(request).writeCookieValue(new CookieSerializer.CookieValue(request, response, ""));
    }

    /** Over TLS the cookie is bound to the host; over plain HTTP in the office network browsers refuse that name. */
    private static CookieSerializer cookie(HttpServletRequest request) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(request.isSecure() ? "__Host-ANJU" : "ANJU");
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setUseBase64Encoding(false);
        cookie.setUseSecureCookie(request.isSecure());
        return cookie;
    }

    static String hashed(String token) {
        return HexFormat.of().formatHex(Tokens.sha256(token));
    }
}
