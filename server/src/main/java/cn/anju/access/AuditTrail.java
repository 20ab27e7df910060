package cn.anju.access;

import cn.anju.kernel.ChangeLog;
import cn.anju.kernel.CommitHook;
import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.Edge;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * 审计：每个改动请求一行，与它所记的事同一事务写下；只是先看一眼的没有改动，不留行。
 *
 * <p>The row is written by itself just before the request's first transaction commits; a refused request gets its row
 * from {@link AuditFilter}. Services only add what changed.
 */
@Service
public class AuditTrail implements CommitHook, ChangeLog {

    private static final Pattern COMMUNITY = Pattern.compile("^/api/communities/(\\d{1,18})(/.*)?$");
    private static final int LONGEST = 300;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final StaffAccess staff;
    private final ObjectProvider<CommunityDirectory> communities;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, JsonMapper json, StaffAccess staff, ObjectProvider<CommunityDirectory> communities, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.staff = staff;
        this.communities = communities;
        this.clock = clock;
    }

    /**
     * 记下这个请求改了什么；手机号、证件号写入前一律遮住。
     *
     * @param subject what was changed, in words or as a number people read (房号, 收据号)
     * @param before its fields before, as a record or map; null for something new
     * @param after its fields after; null for something gone
     */
    @Override
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
        if (audit.isOnlyLooking() || audit.isWrittenAtEnd || audit.isWritten && audit.notes.isEmpty()) return;
        insert(audit, inPath(audit), 200, null);
        audit.isWritten = true;
        var written = List.copyOf(audit.notes);
        audit.notes.clear();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) return;
                audit.isWritten = false;
                audit.notes.addAll(0, written);
            }
        });
    }

    /** 没有办成的，或没有动过数据库的，在请求末尾写下。 */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void writeAtEnd(RequestAudit audit, long community, int status) {
        insert(audit, community, status, (String) audit.request.getAttribute(Edge.CODE));
    }

    private void insert(RequestAudit audit, long community, int status, @Nullable String code) {
        var user = audit.user;
        var path = audit.request.getServletPath();
        var pattern = audit.request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var permission = permission(audit.request);
        jdbc.sql("""
            insert into access.audit (community_id, at, staff_id, staff_name, deputy_for, address, action, permission, path, status, code, subject, before, after)
            values (:community, :at, :staff, :name, :deputy, :address, :action, :permission, :path, :status, :code, :subject, :before::jsonb, :after::jsonb)
            """)
            .param("community", community).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("staff", user == null ? null : user.id()).param("name", user == null ? null : user.name())
            .param("deputy", user == null || user.deputyFor() == null || permission == null || staff.hasOwn(user.id(), community, permission)
                ? null : user.deputyFor())
            .param("address", audit.request.getRemoteAddr())
            .param("action", audit.request.getMethod() + " " + (pattern == null ? path : pattern))
            .param("permission", permission).param("path", cut(path)).param("status", status).param("code", code)
            .param("subject", audit.notes.isEmpty() ? null
                : cut(Masked.text(audit.notes.stream().map(RequestAudit.Note::subject).collect(Collectors.joining("、")))))
            .param("before", masked(audit.notes, RequestAudit.Note::before)).param("after", masked(audit.notes, RequestAudit.Note::after))
            .update();
    }

    /** Under whose name a refusal is kept: a community that is not there gets no rows. */
    long community(RequestAudit audit) {
        var community = inPath(audit);
        return communities.stream().anyMatch(directory -> directory.exists(community)) ? community : Scope.COMPANY;
    }

    /** The community in the path when the person belongs to it, else the company: a row must be within the scope. */
    private static long inPath(RequestAudit audit) {
        var inPath = COMMUNITY.matcher(audit.request.getServletPath());
        if (audit.user == null || !inPath.matches()) return Scope.COMPANY;
        var community = Long.parseLong(inPath.group(1));
        return audit.user.belongsTo(community) ? community : Scope.COMPANY;
    }

    private static @Nullable String permission(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod method
            && method.getMethodAnnotation(Needs.class) instanceof Needs needs ? needs.value() : null;
    }

    /** One note is told as it is, several by their subjects. */
    private @Nullable String masked(List<RequestAudit.Note> notes, Function<RequestAudit.Note, @Nullable Object> side) {
        if (notes.size() == 1) return masked(side.apply(notes.getFirst()));
        var bySubject = new LinkedHashMap<String, Object>();
        for (var note : notes) if (side.apply(note) != null) bySubject.put(note.subject(), side.apply(note));
        return bySubject.isEmpty() ? null : masked(bySubject);
    }

    private @Nullable String masked(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(Masked.tree(json.valueToTree(value)));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
