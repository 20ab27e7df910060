package cn.anju.access;

import cn.anju.kernel.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 正在办理的请求要留的审计：谁、从哪里、办什么、前后如何。 */
final class RequestAudit {

    record Note(String subject, @Nullable Object before, @Nullable Object after) {}

    static final ScopedValue<RequestAudit> CURRENT = ScopedValue.newInstance();

    final HttpServletRequest request;
    final List<Note> notes = new ArrayList<>();
    @Nullable CurrentUser user;
    boolean isWritten;
    boolean isWrittenAtEnd;

    RequestAudit(HttpServletRequest request) {
        this.request = request;
    }

    /** 只是先看一眼（…/preview、…/previews）：没有改动，办成了不留行；被拒的照记。 */
    boolean isOnlyLooking() {
        var path = request.getServletPath();
        return path.endsWith("preview") || path.endsWith("previews");
    }

    static void signedIn(CurrentUser user) {
        if (CURRENT.isBound()) CURRENT.get().user = user;
    }
}
