package cn.anju.workforce.welfare;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.kernel.ToDoSource;
import cn.anju.workforce.Colleagues;
import cn.anju.workforce.RequestKey;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 社保：开户、变更、停保各一张单，办结要回执；某月在保的人由办结的单算出来。 */
@Service
@Transactional
class SocialInsurance implements ToDoSource {

    /** 办什么。 */
    enum Kind {
        OPEN("开户"),
        CHANGE("变更"),
        STOP("停保");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** @param base 缴费基数; none for a stop */
    record NewChange(@NotNull(message = "请选给谁办") Long staffId, @NotNull(message = "请选办什么") Kind kind, @NotNull(message = "请填从哪个月起") YearMonth month, @Nullable Money base,
                     @NotBlank(message = "请写为什么办") @Size(max = 100, message = "最多 100 字") String reason, @NotNull(message = "请填哪天以前办结") LocalDate dueOn) {}

    record Completion(@NotBlank(message = "请写回执号") @Size(max = 60, message = "最多 60 字") String receipt, @Nullable Long attachmentId) {}

    record Filter(@Nullable String name, @Nullable Kind kind, @Nullable Boolean open, @Nullable LocalDate from, @Nullable LocalDate to) {}

    record Row(long id, String number, long staffId, String staffName, Kind kind, LocalDate month, @Nullable Money base, String reason, LocalDate dueOn, Instant madeAt, String madeName, @Nullable Instant doneAt,
               @Nullable String doneName, @Nullable String receipt, @Nullable Long attachmentId, boolean isLate) {}

    /** Who is insured in a month. @param since from which month on */
    record Insured(long staffId, String staffName, Money base, LocalDate since, String receipt) {}

    record Made(long id, String number) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "c.number", "dueOn", "c.due_on", "staffName", "c.staff_name", "month", "c.month");
    private static final String FROM = """
          from workforce.insurance_change c
         where c.community_id = :community and (:name::text is null or position(:name in c.staff_name) > 0) and (:kind::text is null or c.kind = :kind)
           and (:open::boolean is null or :open = (c.done_at is null)) and (:from::date is null or c.month >= :from) and (:to::date is null or c.month <= :to)
        """;

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Colleagues colleagues;
    private final AuditTrail audit;
    private final Clock clock;

    SocialInsurance(JdbcClient jdbc, NumberSeries numbers, Colleagues colleagues, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.colleagues = colleagues;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("select c.*, c.done_at is null and c.due_on < :today is_late" + FROM + paging.orderBy(SORTABLE, "c.done_at is not null, c.due_on desc, c.id desc") + " limit :limit offset :offset",
            community, filter).param("today", LocalDate.now(clock)).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> new Row(row.getLong("id"), row.getString("number"), row.getLong("staff_id"), row.getString("staff_name"), Kind.valueOf(row.getString("kind")),
                row.getObject("month", LocalDate.class), money(row.getBigDecimal("base")), row.getString("reason"), row.getObject("due_on", LocalDate.class), row.getTimestamp("made_at").toInstant(),
                row.getString("made_name"), row.getTimestamp("done_at") == null ? null : row.getTimestamp("done_at").toInstant(), row.getString("done_name"), row.getString("receipt"),
                row.getObject("attachment_id", Long.class), row.getBoolean("is_late"))).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    /** 某月在保的名册：每人到那月为止最后办结的一张，不是停保的。 */
    @Transactional(readOnly = true)
    List<Insured> insured(long community, YearMonth month) {
        return jdbc.sql("""
            select * from (select distinct on (staff_id) staff_id, staff_name, kind, base, month, receipt from workforce.insurance_change
                            where community_id = :community and done_at is not null and month <= :month order by staff_id, month desc, id desc) c
             where c.kind <> 'STOP' order by c.staff_name, c.staff_id
            """).param("community", community).param("month", month.atDay(1)).query((row, i) -> new Insured(row.getLong("staff_id"), row.getString("staff_name"), new Money(row.getBigDecimal("base")),
            row.getObject("month", LocalDate.class), row.getString("receipt"))).list();
    }

    /** 开一张办理单；停保的人可以已经不在岗。 @throws Problem 400 {@code base-invalid}; 404 {@code staff-not-found}; 409 {@code insurance-open}, {@code insured-already}, {@code not-insured} */
    Made open(long community, @Nullable String key, NewChange change) {
        var user = permitted(community);
        var earlier = jdbc.sql("select id, number from workforce.insurance_change where community_id = :community and made_by = :me and request_key = :key").param("community", community)
            .param("me", user.id()).param("key", RequestKey.require(key)).query(Made.class).optional();
        if (earlier.isPresent()) return earlier.get();
        if ((change.kind() == Kind.STOP) != (change.base() == null) || change.base() != null && !change.base().isPositive()) throw Problem.invalid("base-invalid", "开户和变更要填缴费基数，停保不填");
        var insured = insured(community, YearMonth.of(9999, 1)).stream().filter(each -> each.staffId() == change.staffId()).findFirst();
        if (change.kind() == Kind.OPEN && insured.isPresent()) throw Problem.conflict("insured-already", "%s 已经在保，要改基数的办变更", insured.get().staffName());
        if (change.kind() != Kind.OPEN && insured.isEmpty()) throw Problem.conflict("not-insured", "这个人没有在保，先办开户");
        var name = change.kind() == Kind.OPEN ? colleagues.one(community, change.staffId()).name() : insured.orElseThrow().staffName();
        var number = numbers.next("workforce", community, "SB", LocalDate.now(clock));
        try {
            var id = jdbc.sql("""
                insert into workforce.insurance_change (community_id, number, request_key, staff_id, staff_name, kind, month, base, reason, due_on, made_at, made_by, made_name)
                values (:community, :number, :key, :staff, :staffName, :kind, :month, :base, :reason, :due, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("key", key).param("staff", change.staffId()).param("staffName", name).param("kind", change.kind().name())
                .param("month", change.month().atDay(1)).param("base", change.base() == null ? null : change.base().yuan()).param("reason", change.reason().strip()).param("due", change.dueOn())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).query(Long.class).single();
            audit.note("社保 " + number, null, change);
            return new Made(id, number);
        } catch (DataIntegrityViolationException _) {
            throw Problem.conflict("insurance-open", "%s 有一张单还没有办结，先办结那一张", name);
        }
    }

    /** 办结。 @throws Problem 404 {@code insurance-not-found}: not here, or done */
    void complete(long community, long id, Completion completion) {
        var user = permitted(community);
        var number = jdbc.sql("""
            update workforce.insurance_change set done_at = :now, done_by = :me, done_name = :name, receipt = :receipt, attachment_id = :attachment
             where community_id = :community and id = :id and done_at is null returning number
            """).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).param("receipt", completion.receipt().strip())
            .param("attachment", completion.attachmentId()).param("community", community).param("id", id).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("insurance-not-found", "没有这张单，或已经办结"));
        audit.note("社保 " + number + " 办结", null, completion);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "workforce.personnel")) return List.of();
        var today = LocalDate.now(clock);
        return list(community, new Filter(null, null, true, null, null), Paging.all(null)).items().stream().filter(each -> !each.dueOn().isAfter(today.plusDays(3)))
            .map(each -> new Waiting("%s的社保%s %s 前要办结".formatted(each.staffName(), each.kind().label, each.dueOn()), "social-insurance?open=true", each.isLate())).toList();
    }

    private static @Nullable Money money(@Nullable BigDecimal yuan) {
        return yuan == null ? null : new Money(yuan);
    }

    private static CurrentUser permitted(long community) {
        var user = CurrentUser.get();
        user.require(community, "workforce.personnel");
        return user;
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("name", filter.name() == null || filter.name().isBlank() ? null : filter.name().strip());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("open", filter.open());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}
