package cn.anju.access;

import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 管理员的账号页：开户、授权、停用、重置密码、请人退出。 */
@RestController
class StaffController {

    private static final String MANAGE = "access.manage";

    private final StaffList list;
    private final StaffAccounts accounts;
    private final Grants grants;
    private final Sessions sessions;
    private final ApiTokens tokens;

    StaffController(StaffList list, StaffAccounts accounts, Grants grants, Sessions sessions, ApiTokens tokens) {
        this.list = list;
        this.accounts = accounts;
        this.grants = grants;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @GetMapping("/api/staff")
    @Needs(MANAGE)
    Page<StaffMember> list(@ParameterObject StaffList.Filter filter, @ParameterObject Paging paging) {
        return list.list(filter, paging);
    }

    @GetMapping("/api/staff.xlsx")
    @Needs(MANAGE)
    ResponseEntity<byte[]> export(@ParameterObject StaffList.Filter filter, @ParameterObject Paging paging) {
        return list.workbook(filter, paging.sort());
    }

    @PostMapping("/api/staff")
    @Needs(MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    StaffAccounts.Opened open(@Valid @RequestBody StaffAccounts.NewAccount account) {
        return accounts.open(account);
    }

    @GetMapping("/api/staff/{id}")
    @Needs(MANAGE)
    StaffMember get(@PathVariable long id) {
        return list.get(id);
    }

    @PutMapping("/api/staff/{id}")
    @Needs(MANAGE)
    StaffMember change(@PathVariable long id, @Valid @RequestBody StaffAccounts.AccountChange change) {
        accounts.change(id, change);
        return list.get(id);
    }

    @PostMapping("/api/staff/{id}/disable")
    @Needs(MANAGE)
    StaffMember disable(@PathVariable long id) {
        accounts.disable(id);
        return list.get(id);
    }

    @PostMapping("/api/staff/{id}/enable")
    @Needs(MANAGE)
    StaffMember enable(@PathVariable long id) {
        accounts.enable(id);
        return list.get(id);
    }

    @PostMapping("/api/staff/{id}/password")
    @Needs(MANAGE)
    StaffAccounts.Opened resetPassword(@PathVariable long id) {
        return accounts.resetPassword(id);
    }

    @PostMapping("/api/staff/{id}/grants")
    @Needs(MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    StaffMember grant(@PathVariable long id, @Valid @RequestBody Grants.NewGrant grant) {
        grants.grant(id, grant);
        return list.get(id);
    }

    @DeleteMapping("/api/staff/{id}/grants/{grant}")
    @Needs(MANAGE)
    StaffMember endGrant(@PathVariable long id, @PathVariable long grant) {
        grants.end(id, grant);
        return list.get(id);
    }

    @GetMapping("/api/staff/{id}/sessions")
    @Needs(MANAGE)
    List<Sessions.Row> sessions(@PathVariable long id, HttpServletRequest request) {
        return sessions.of(list.get(id).id(), request.getSession(false));
    }

    @DeleteMapping("/api/staff/{id}/sessions/{session}")
    @Needs(MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable long id, @PathVariable String session) {
        sessions.end(id, session);
    }

    @GetMapping("/api/staff/{id}/tokens")
    @Needs(MANAGE)
    List<ApiTokens.Row> tokens(@PathVariable long id) {
        return tokens.of(id);
    }

    @DeleteMapping("/api/staff/{id}/tokens/{token}")
    @Needs(MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeToken(@PathVariable long id, @PathVariable long token) {
        tokens.revoke(id, token);
    }
}
