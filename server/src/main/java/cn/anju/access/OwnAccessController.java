package cn.anju.access;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 自己的密码、自己在哪里登录着、自己的接口令牌。A token cannot do any of it for its owner. */
@RestController
@RequestMapping("/api/session")
class OwnAccessController {

    record PasswordChange(@NotBlank(message = "请填现在的密码") String current, @NotBlank(message = "请填新密码") String next) {}

    private final Passwords passwords;
    private final Sessions sessions;
    private final ApiTokens tokens;

    OwnAccessController(Passwords passwords, Sessions sessions, ApiTokens tokens) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @PutMapping("/password")
    @Needs(Needs.SIGNED_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@Valid @RequestBody PasswordChange change, HttpServletRequest request) {
        var self = inPerson(request);
        passwords.change(self, change.current(), change.next());
        sessions.endAll(self, request.getSession(false));
    }

    @GetMapping("/sessions")
    @Needs(Needs.SIGNED_IN)
    List<Sessions.Row> sessions(HttpServletRequest request) {
        return sessions.of(inPerson(request), request.getSession(false));
    }

    @DeleteMapping("/sessions/{id}")
    @Needs(Needs.SIGNED_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable String id, HttpServletRequest request) {
        sessions.end(inPerson(request), id);
    }

    @GetMapping("/tokens")
    @Needs(Needs.SIGNED_IN)
    List<ApiTokens.Row> tokens(HttpServletRequest request) {
        return tokens.of(inPerson(request));
    }

    @PostMapping("/tokens")
    @Needs(Needs.SIGNED_IN)
    @ResponseStatus(HttpStatus.CREATED)
    ApiTokens.Made makeToken(@Valid @RequestBody ApiTokens.NewToken token, HttpServletRequest request) {
        inPerson(request);
        return tokens.make(token);
    }

    @DeleteMapping("/tokens/{id}")
    @Needs(Needs.SIGNED_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeToken(@PathVariable long id, HttpServletRequest request) {
        tokens.revoke(inPerson(request), id);
    }

    private static long inPerson(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof Authentication signedIn && signedIn.getPrincipal() instanceof StaffPrincipal)
            return CurrentUser.get().id();
        throw Problem.forbidden("token-not-enough", "这件事须本人登录后办理，接口令牌办不了");
    }
}
