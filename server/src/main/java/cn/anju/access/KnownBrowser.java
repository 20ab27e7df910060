package cn.anju.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * 认得的浏览器：本人在这里登录成功过，失败次数就按这个浏览器另算。
 *
 * <p>An office is often behind one address. Counted by the address alone, a stranger at the next desk could keep a
 * colleague locked out for ever; he does not have the colleague's browser, though. The cookie names no account: a random
 * number and, for each account that has signed in here, the number sealed together with its name.
 */
@Component
class KnownBrowser {

    private static final Duration LIFETIME = Duration.ofDays(180);
    private static final int MOST_ACCOUNTS = 8;

    private final PersonalData secrets;

    KnownBrowser(PersonalData secrets) {
        this.secrets = secrets;
    }

    /** Where this attempt is counted: the browser if the account is known to have used it, else the address. */
    String source(HttpServletRequest request, String username) {
        var parts = parts(request);
        return isKnown(parts, username) ? "browser " + HexFormat.of().formatHex(Tokens.sha256(parts.getFirst())) : request.getRemoteAddr();
    }

    void remember(HttpServletRequest request, HttpServletResponse response, String username) {
        var parts = new ArrayList<>(parts(request));
        if (isKnown(parts, username)) return;
        if (parts.isEmpty()) parts.add(Tokens.fresh());
        if (parts.size() > MOST_ACCOUNTS) parts.remove(1);
        parts.add(seal(parts.getFirst(), username));
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(name(request), String.join(".", parts)).path("/").httpOnly(true)
            .secure(request.isSecure()).sameSite("Lax").maxAge(LIFETIME).build().toString());
    }

    private boolean isKnown(List<String> parts, String username) {
        return parts.stream().skip(1).anyMatch(part -> MessageDigest.isEqual(part.getBytes(), seal(parts.getFirst(), username).getBytes()));
    }

    private String seal(String number, String username) {
        return HexFormat.of().formatHex(secrets.hash("browser " + HexFormat.of().formatHex(Tokens.sha256(number)) + " " + username));
    }

    private static List<String> parts(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies()).flatMap(Arrays::stream).filter(cookie -> cookie.getName().equals(name(request)))
            .map(Cookie::getValue).filter(value -> !value.isBlank() && value.length() <= 1000).findFirst().map(value -> List.of(value.split("\\."))).orElse(List.of());
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-ANJU-BROWSER" : "ANJU-BROWSER";
    }
}
