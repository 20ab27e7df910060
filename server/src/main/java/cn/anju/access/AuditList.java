package cn.anju.access;

import static java.util.Map.entry;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 审计一览：谁、代谁、何时、从哪里、办什么、前后如何。 */
@Component
class AuditList {

    /**
     * 按什么找；空的不限。
     *
     * @param staffId who did it
     * @param who part of the name of who did it, or of whom he stood in for
     * @param action part of the address, e.g. {@code /payments}, or a permission, e.g. {@code cashier.void}
     * @param refused only what was refused, or only what was done
     * @param q part of the name, the subject or what was changed
     */
    record Filter(@Nullable Long staffId, @Nullable String who, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String action,
                  @Nullable Boolean refused, @Nullable String q) {}

    /**
     * 一行审计。
     *
     * @param communityId 0 is the company itself
     * @param deputyFor on whose behalf
     * @param action method and address
     * @param actionLabel the same in words
     * @param code the reason of a refusal
     */
    record Row(long communityId, long id, Instant at, @Nullable Long staffId, @Nullable String staffName, @Nullable String deputyFor,
               @Nullable String address, String action, String actionLabel, int status, @Nullable String code, @Nullable String subject,
               @Nullable Object before, @Nullable Object after) {}

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    /** What everybody signed in may do has no permission to name it. */
    private static final Map<String, String> LABELS = Map.ofEntries(
        entry("POST /api/session", "登录"), entry("DELETE /api/session", "退出"), entry("PUT /api/session/password", "改密码"),
        entry("DELETE /api/session/sessions/{id}", "退出别处的登录"), entry("POST /api/session/tokens", "新建接口令牌"),
        entry("DELETE /api/session/tokens/{id}", "作废接口令牌"), entry("POST /api/setup", "首次设管理员密码"),
        entry("POST /api/verification", "核对账目"),
        entry("POST /api/communities/{community}/imports/{kind}", "导入"), entry("POST /api/communities/{community}/imports/{id}/apply", "确认导入"),
        entry("POST /api/communities/{community}/imports/{id}/undo", "撤销导入"),
        entry("POST /api/communities/{community}/approvals/{id}/decisions", "审批"),
        entry("POST /api/communities/{community}/approvals/{id}/withdrawal", "撤回审批"),
        entry("POST /api/communities/{community}/notices/read", "读消息"),
        entry("POST /api/communities/{community}/payments/{id}/receipt.html", "打印收据"));
    private static final int MOST_EXPORTED = 100_000;
    private static final Map<String, String> SORTABLE = Map.of("at", "a.at", "staffName", "a.staff_name collate \"C\"", "action", "a.action",
        "status", "a.status");
    private static final String MATCHES = """
          from access.audit a
          left join access.staff d on d.id = a.deputy_for
         where (cast(:community as bigint) is null or a.community_id = :community)
           and (cast(:staff as bigint) is null or a.staff_id = :staff)
           and (cast(:who as text) is null or strpos(a.staff_name, :who) > 0 or strpos(d.name, :who) > 0)
           and (cast(:from as timestamptz) is null or a.at >= :from)
           and (cast(:until as timestamptz) is null or a.at < :until)
           and (cast(:action as text) is null or strpos(a.action, :action) > 0 or a.permission = :action)
           and (cast(:refused as boolean) is null or (a.status >= 400) = :refused)
           and (cast(:q as text) is null or strpos(a.staff_name, :q) > 0 or strpos(a.subject, :q) > 0
                or strpos(a.before::text, :q) > 0 or strpos(a.after::text, :q) > 0)
        """;

    private final JdbcClient jdbc;
    private final RoleBook book;
    private final JsonMapper json;
    private final Clock clock;

    AuditList(JdbcClient jdbc, RoleBook book, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.json = json;
        this.clock = clock;
    }

    /** @param community null for all that the person may see and the company's own */
    @Transactional(readOnly = true)
    Page<Row> list(@Nullable Long community, Filter filter, Paging paging) {
        return new Page<>(rows(community, filter, paging, paging.limit()),
            matching("select count(*) " + MATCHES, community, filter).query(Long.class).single());
    }

    @Transactional(readOnly = true)
    ResponseEntity<byte[]> workbook(@Nullable Long community, Filter filter, @Nullable String sort) {
        return ListSheet.of("审计", List.of(
            Column.<Row>text("时间", 20, row -> MOMENT.format(row.at().atZone(clock.getZone()))),
            Column.text("操作人", 12, Row::staffName), Column.text("代", 12, Row::deputyFor), Column.text("来处", 16, Row::address),
            Column.text("办什么", 20, Row::actionLabel), Column.text("对象", 30, Row::subject),
            Column.<Row>text("结果", 24, row -> row.status() < 400 ? "已办" : "拒绝 " + (row.code() == null ? row.status() : row.code())),
            Column.<Row>text("之前", 40, row -> text(row.before())), Column.<Row>text("之后", 40, row -> text(row.after()))),
            rows(community, filter, Paging.all(sort), MOST_EXPORTED));
    }

    private List<Row> rows(@Nullable Long community, Filter filter, Paging paging, int limit) {
        return matching("select a.*, d.name deputy_name " + MATCHES + paging.orderBy(SORTABLE, "a.at desc, a.id desc")
                + " limit :limit offset :offset", community, filter)
            .param("limit", limit).param("offset", paging.offset()).query(this::row).list();
    }

    private JdbcClient.StatementSpec matching(String sql, @Nullable Long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("staff", filter.staffId()).param("who", blankToNull(filter.who()))
            .param("from", filter.from() == null ? null : startOf(filter.from()))
            .param("until", filter.to() == null ? null : startOf(filter.to().plusDays(1)))
            .param("action", blankToNull(filter.action())).param("refused", filter.refused()).param("q", blankToNull(filter.q()));
    }

    private OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toOffsetDateTime();
    }

    private Row row(ResultSet row, int i) throws SQLException {
        return new Row(row.getLong("community_id"), row.getLong("id"), row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getObject("staff_id", Long.class), row.getString("staff_name"), row.getString("deputy_name"), row.getString("address"),
            row.getString("action"), label(row.getString("action"), row.getString("permission")), row.getInt("status"),
            row.getString("code"), row.getString("subject"), tree(row.getString("before")), tree(row.getString("after")));
    }

    private String label(String action, @Nullable String permission) {
        var known = LABELS.get(action);
        return known != null ? known : permission == null ? action : book.permissions().getOrDefault(permission, action);
    }

    private @Nullable Object tree(@Nullable String text) {
        return text == null ? null : json.readValue(text, Object.class);
    }

    private @Nullable String text(@Nullable Object tree) {
        return tree == null ? null : json.writeValueAsString(tree);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
