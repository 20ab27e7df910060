package cn.anju.access;

import cn.anju.kernel.CommitHook;
import cn.anju.kernel.Scope;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * 审计：每个改动请求一行，与它所记的事同一事务写下。
 *
 * <p>The row is written by itself just before the request's first transaction commits; a refused request gets its row
 * from {@link AuditFilter}. Services only add what changed.
 */
@Service
public class AuditTrail implements CommitHook {

    private static final Pattern COMMUNITY = Pattern.compile("^/api/communities/(\\d{1,18})(/.*)?$");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * 记下这个请求改了什么；手机号、证件号写入前一律遮住。
     *
     * @param subject what was changed, in words or as a number people read (房号, 收据号)
     * @param before its fields before, as a record or map; null for something new
     * @param after its fields after; null for something gone
     */
    public void note(String subject, @Nullable Object before, @Nullable Object after) {
        if (RequestAudit.CURRENT.isBound()) RequestAudit.CURRENT.get().notes.add(new RequestAudit.Note(subject, before, after));
    }

    /** The outcome is not known before the end of the request (a failed sign-in is stored, too). */
    void writeAtEnd() {
        if (RequestAudit.CURRENT.isBound()) RequestAudit.CURRENT.get().isWrittenAtEnd = true;
    }

    @Override
    public void beforeCommit() {
        if (!RequestAudit.CURRENT.isBound()) return;
        var audit = RequestAudit.CURRENT.get();
        if (audit.isWrittenAtEnd || audit.isWritten && audit.notes.isEmpty()) return;
        insert(audit, 200, null);
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void writeRefusal(RequestAudit audit, int status, @Nullable String code) {
        audit.isWrittenAtEnd = true;
        insert(audit, status, code);
    }

    private void insert(RequestAudit audit, int status, @Nullable String code) {
        var path = audit.request.getServletPath();
        var pattern = audit.request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var notes = audit.notes.isEmpty() ? java.util.List.of(new RequestAudit.Note("", null, null)) : audit.notes;
        for (var note : notes)
            jdbc.sql("""
                insert into access.audit (community_id, at, staff_id, staff_name, deputy_for, address, action, path, status, code, subject, before, after)
                values (:community, :at, :staff, :name, :deputy, :address, :action, :path, :status, :code, :subject, :before::jsonb, :after::jsonb)
                """)
                .param("community", community(path)).param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("staff", audit.user == null ? null : audit.user.id())
                .param("name", audit.user == null ? null : audit.user.name())
                .param("deputy", audit.user == null ? null : audit.user.deputyFor())
                .param("address", audit.request.getRemoteAddr())
                .param("action", audit.request.getMethod() + " " + (pattern == null ? path : pattern))
                .param("path", path.length() <= 300 ? path : path.substring(0, 300)).param("status", status).param("code", code)
                .param("subject", note.subject().isEmpty() ? null : note.subject())
                .param("before", masked(note.before())).param("after", masked(note.after()))
                .update();
        audit.notes.clear();
        audit.isWritten = true;
    }

    /** The community in the path when the person belongs to it, else the company: a row must be within the scope. */
    static long community(String path) {
        var inPath = COMMUNITY.matcher(path);
        return inPath.matches() ? Long.parseLong(inPath.group(1)) : Scope.COMPANY;
    }

    private @Nullable String masked(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(Masked.tree(json.valueToTree(value)));
    }
}
