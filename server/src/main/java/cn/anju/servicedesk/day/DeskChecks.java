package cn.anju.servicedesk.day;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 受理质检：抽查前台与客服的受理，打分、写问题、定整改，到期复查。 */
@Service
@Transactional
class DeskChecks {

    record Filter(@Nullable Long staff, @Nullable Boolean open, @Nullable Boolean late, @Nullable LocalDate from, @Nullable LocalDate to) {}

    record Row(long id, String number, long staffId, String staffName, @Nullable Long ticketId, @Nullable String ticketNumber, Instant checkedAt, String checkedName, int score, String finding,
               @Nullable String remedy, @Nullable LocalDate dueOn, @Nullable String outcome, @Nullable Instant followedAt, @Nullable String followedName, boolean isLate, boolean mayFollow) {}

    /** @param ticket the number of the record that was looked at */
    record NewCheck(@NotNull(message = "请选被查的人") Long staffId, @Nullable @Size(max = 30, message = "单号最多 30 字") String ticket,
                    @NotNull(message = "请打分") @Min(value = 0, message = "0 到 100 分") @Max(value = 100, message = "0 到 100 分") Integer score,
                    @NotBlank(message = "请写查到的情况") @Size(max = 500, message = "最多 500 字") String finding,
                    @Nullable @Size(max = 500, message = "最多 500 字") String remedy, @Nullable LocalDate dueOn) {}

    record FollowUp(@NotBlank(message = "请写整改结果") @Size(max = 500, message = "最多 500 字") String outcome) {}

    record Person(long id, String name) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "c.number", "checkedAt", "c.checked_at", "score", "c.score", "dueOn", "c.due_on");
    private static final String FROM = """
          from servicedesk.desk_check c join access.staff s on s.id = c.staff_id
          left join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
         where c.community_id = :community and (:staff::bigint is null or c.staff_id = :staff)
           and (:open::boolean is null or (c.remedy is not null and c.followed_at is null) = :open)
           and (:late::boolean is null or (c.followed_at is null and c.due_on < :today) = :late)
           and (:from::date is null or c.checked_at >= :from::date::timestamp at time zone 'Asia/Shanghai')
           and (:to::date is null or c.checked_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
        """;

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    DeskChecks(JdbcClient jdbc, NumberSeries numbers, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock),
            "may", CurrentUser.get().may(community, "servicedesk.review")));
        values.put("staff", filter.staff());
        values.put("open", filter.open());
        values.put("late", filter.late());
        values.put("from", filter.from());
        values.put("to", filter.to());
        var rows = jdbc.sql("""
            select c.id, c.number, c.staff_id, s.name staff_name, c.ticket_id, t.number ticket_number, c.checked_at, c.checked_name, c.score, c.finding, c.remedy, c.due_on, c.outcome,
                   c.followed_at, c.followed_name, coalesce(c.followed_at is null and c.due_on < :today, false) is_late, :may and c.remedy is not null and c.followed_at is null may_follow
            """ + FROM + paging.orderBy(SORTABLE, "c.id desc") + " limit :limit offset :offset").params(values).param("limit", paging.limit())
            .param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }

    /** 可以查的人：登记过事情的同事。 */
    @Transactional(readOnly = true)
    List<Person> people(long community) {
        return jdbc.sql("""
            select s.id, s.name from access.staff s where s.is_active and s.id in (select made_by from servicedesk.contact where community_id = :community) order by s.name
            """).param("community", community).query(Person.class).list();
    }

    /** 记一次质检。 @throws Problem 400 {@code remedy-incomplete}; 403 {@code own-work}; 404 {@code ticket-not-found}, {@code staff-not-found} */
    long record(long community, NewCheck check) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.review");
        if (check.staffId() == user.id()) throw Problem.forbidden("own-work", "不能查自己，请由别人来查");
        var remedy = check.remedy() == null || check.remedy().isBlank() ? null : check.remedy().strip();
        if ((remedy == null) != (check.dueOn() == null)) throw Problem.invalid("remedy-incomplete", "整改要求和整改期限要一起填");
        var isStaff = jdbc.sql("select exists (select from access.staff where id = :id)").param("id", check.staffId()).query(Boolean.class).single();
        if (!isStaff) throw Problem.notFound("staff-not-found", "没有这位同事");
        var ticket = check.ticket() == null || check.ticket().isBlank() ? null : jdbc.sql("select id from servicedesk.ticket where community_id = :community and number = upper(:number)")
            .param("community", community).param("number", check.ticket().strip()).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("ticket-not-found", "没有工单 %s", check.ticket().strip()));
        var number = numbers.next("servicedesk", community, "ZJ", LocalDate.now(clock));
        var id = jdbc.sql("""
            insert into servicedesk.desk_check (community_id, number, staff_id, ticket_id, checked_at, checked_by, checked_name, score, finding, remedy, due_on)
            values (:community, :number, :staff, :ticket, :at, :by, :name, :score, :finding, :remedy, :due) returning id
            """).param("community", community).param("number", number).param("staff", check.staffId()).param("ticket", ticket).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", user.id()).param("name", user.name()).param("score", check.score()).param("finding", check.finding().strip()).param("remedy", remedy)
            .param("due", check.dueOn()).query(Long.class).single();
        notices.tell(community, List.of(check.staffId()), new Notice("servicedesk", "受理质检 %s：%d 分".formatted(number, check.score()), check.finding().strip(), "desk-checks", "desk-check:" + id));
        audit.note("受理质检 " + number, null, check);
        return id;
    }

    /** 复查整改。 @throws Problem 404 {@code check-not-found}; 409 {@code check-followed}, {@code no-remedy} */
    void follow(long community, long id, FollowUp followUp) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.review");
        record Found(String number, @Nullable String remedy, @Nullable Instant followedAt) {}
        var found = jdbc.sql("select number, remedy, followed_at from servicedesk.desk_check where community_id = :community and id = :id for update").param("community", community)
            .param("id", id).query(Found.class).optional().orElseThrow(() -> Problem.notFound("check-not-found", "没有这次质检"));
        if (found.remedy() == null) throw Problem.conflict("no-remedy", "%s 没有要整改的", found.number());
        if (found.followedAt() != null) throw Problem.conflict("check-followed", "%s 已经复查过了", found.number());
        jdbc.sql("update servicedesk.desk_check set outcome = :outcome, followed_at = :at, followed_name = :name where community_id = :community and id = :id")
            .param("outcome", followUp.outcome().strip()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("name", user.name())
            .param("community", community).param("id", id).update();
        audit.note("受理质检 " + found.number(), null, followUp);
    }
}
