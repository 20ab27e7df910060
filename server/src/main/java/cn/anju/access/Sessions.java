package cn.anju.access;

import cn.anju.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** 谁在哪里登录着；可以请他退出。 */
@Component
class Sessions {

    /**
     * 一处登录。
     *
     * @param id the beginning of the stored digest; opens nothing
     * @param device the browser's own words
     * @param current whether it is the one that asks
     */
    record Row(String id, Instant startedAt, Instant lastUsedAt, @Nullable String address, @Nullable String device, boolean current) {}

    private static final String ADDRESS = "address";
    private static final String DEVICE = "device";
    private static final int SHOWN = 16;
    private static final int LONGEST_DEVICE = 200;

    private final FindByIndexNameSessionRepository<? extends Session> repository;

    Sessions(FindByIndexNameSessionRepository<? extends Session> repository) {
        this.repository = repository;
    }

    static void describe(HttpSession session, HttpServletRequest request) {
        var device = request.getHeader("User-Agent");
        session.setAttribute(ADDRESS, request.getRemoteAddr());
        if (device != null) session.setAttribute(DEVICE, device.substring(0, Math.min(device.length(), LONGEST_DEVICE)));
    }

    List<Row> of(long staffId, @Nullable HttpSession asking) {
        return repository.findByPrincipalName(Long.toString(staffId)).values().stream()
            .filter(session -> !session.isExpired())
            .map(session -> row(session, asking))
            .sorted(Comparator.comparing(Row::lastUsedAt).reversed()).toList();
    }

    /** @throws Problem 404 {@code session-unknown} */
    void end(long staffId, String shownId) {
        var id = repository.findByPrincipalName(Long.toString(staffId)).keySet().stream()
            .filter(each -> shownId.equals(shown(each))).findFirst()
            .orElseThrow(() -> Problem.notFound("session-unknown", "这处登录已经退出了"));
        repository.deleteById(id);
    }

    /** 全部退出，{@code except} 这一处除外。 */
    void endAll(long staffId, @Nullable HttpSession except) {
        repository.findByPrincipalName(Long.toString(staffId)).keySet().stream()
            .filter(id -> except == null || !id.equals(except.getId())).toList().forEach(repository::deleteById);
    }

    private static Row row(Session session, @Nullable HttpSession asking) {
        return new Row(shown(session.getId()), session.getCreationTime(), session.getLastAccessedTime(),
            session.getAttribute(ADDRESS), session.getAttribute(DEVICE), asking != null && asking.getId().equals(session.getId()));
    }

    private static String shown(String id) {
        return id.substring(0, SHOWN);
    }
}
