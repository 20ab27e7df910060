package cn.anju.access;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 登录、退出、我是谁。 */
@RestController
@RequestMapping("/api/session")
class SessionController {

    record Credentials(@NotBlank(message = "请填账号") @Size(max = 100, message = "账号太长") String username,
                       @NotBlank(message = "请填密码") @Size(max = 1000, message = "密码太长") String password) {}

    /**
     * 我是谁，能做什么。
     *
     * @param permissions by community id, as text; {@code "0"} is the company
     * @param deputyFor whom the person stands in for today
     */
    record Session(boolean signedIn, @Nullable Long staffId, @Nullable String username, @Nullable String name, List<String> roles,
                   Map<String, List<String>> permissions, List<CommunityName> communities, boolean mustChangePassword,
                   @Nullable String deputyFor) {}

    record CommunityName(long id, String name) {}

    private final SignIn signIn;
    private final StaffAccess staff;
    private final SessionView view;
    private final SecurityContextRepository contexts;
    private final KnownBrowser browser;
    private final AuditTrail audit;

    SessionController(SignIn signIn, StaffAccess staff, SessionView view, SecurityContextRepository contexts,
                      KnownBrowser browser, AuditTrail audit) {
        this.signIn = signIn;
        this.staff = staff;
        this.view = view;
        this.contexts = contexts;
        this.browser = browser;
        this.audit = audit;
    }

    @GetMapping
    @Needs(Needs.PUBLIC)
    Session whoAmI(HttpServletRequest request) {
        ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();   // reading it sets the cookie
        return CurrentUser.isKnown() ? view.of(CurrentUser.get()) : SessionView.signedOut();
    }

    @PostMapping
    @Needs(Needs.PUBLIC)
    ResponseEntity<Session> open(@Valid @RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        audit.writeAtEnd();
        audit.note("登录 " + signIn.known(credentials.username()), null, null);
        var id = signIn.check(credentials.username(), credentials.password(),
                browser.source(request, SignIn.plain(credentials.username())))
            .orElseThrow(() -> Problem.of(HttpStatus.UNAUTHORIZED, "sign-in-failed", "账号或密码不对"));
        var user = staff.of(id).orElseThrow(() -> Problem.of(HttpStatus.UNAUTHORIZED, "sign-in-failed", "账号或密码不对"));
        RequestAudit.signedIn(user);
        if (request.getSession(false) != null) request.getSession(false).invalidate();
        var context = new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(new StaffPrincipal(id), null, List.of()));
        SecurityContextHolder.setContext(context);
        Sessions.describe(request.getSession(true), request);
        contexts.saveContext(context, request, response);
        browser.remember(request, response, user.username());
        return ResponseEntity.ok(view.of(user));
    }

    @DeleteMapping
    @Needs(Needs.SIGNED_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) session.invalidate();
        SecurityContextHolder.clearContext();
    }
}
