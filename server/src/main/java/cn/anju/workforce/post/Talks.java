package cn.anju.workforce.post;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 员工谈话：和谁谈了什么、几时跟进、跟进了没有；谈的人看自己的，总经理和主任看全部。 */
@Service
@Transactional
class Talks implements ToDoSource {

    /** 谈什么。 */
    enum Topic {
        WORK("工作"),
        LIFE("生活"),
        STAY("去留"),
        REWARD("奖惩"),
        OTHER("其他");

        final String label;

        Topic(String label) {
            this.label = label;
        }
    }

    record NewTalk(@NotNull(message = "请选和谁谈") Long staffId, @NotNull(message = "请填哪天谈的") LocalDate talkedOn, @NotNull(message = "请选谈什么") Topic topic,
                   @NotBlank(message = "请写谈了什么") @Size(max = 1000, message = "最多 1000 字") String content, @Nullable LocalDate followUpOn) {}

    record FollowUp(@NotBlank(message = "请写跟进得怎样") @Size(max = 500, message = "最多 500 字") String outcome) {}

    /** @param open true: to be followed up and not done */
    record Filter(@Nullable String name, @Nullable Topic topic, @Nullable Boolean open, @Nullable LocalDate from, @Nullable LocalDate to) {}

    record Row(long id, String number, long staffId, String staffName, LocalDate talkedOn, Topic topic, String content, @Nullable LocalDate followUpOn, @Nullable String outcome, @Nullable Instant followedAt,
               @Nullable String followedName, Instant madeAt, long madeBy, String madeName, boolean isLate) {}

    record Made(long id, String number) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "t.number", "talkedOn", "t.talked_on", "staffName", "t.staff_name", "followUpOn", "t.follow_up_on");
    private static final String FROM = """
          from workforce.staff_talk t
         where t.community_id = :community and (:all or t.made_by = :me) and t.staff_id <> :me and (:name::text is null or position(:name in t.staff_name) > 0)
           and (:topic::text is null or t.topic = :topic) and (:open::boolean is null or :open = (t.follow_up_on is not null and t.outcome is null))
           and (:from::date is null or t.talked_on >= :from) and (:to::date is null or t.talked_on <= :to)
        """;

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Colleagues colleagues;
    private final StaffAccess staff;
    private final AuditTrail audit;
    private final Clock clock;

    Talks(JdbcClient jdbc, NumberSeries numbers, Colleagues colleagues, StaffAccess staff, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.colleagues = colleagues;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("select t.*, coalesce(t.outcome is null and t.follow_up_on < :today, false) is_late" + FROM + paging.orderBy(SORTABLE, "t.talked_on desc, t.id desc") + " limit :limit offset :offset", community, filter)
            .param("today", LocalDate.now(clock)).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    /** @throws Problem 400 {@code talk-with-self}, {@code day-to-come}, {@code dates-reversed}; 404 {@code staff-not-found} */
    Made add(long community, @Nullable String key, NewTalk talk) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        var earlier = jdbc.sql("select id, number from workforce.staff_talk where community_id = :community and made_by = :me and request_key = :key").param("community", community).param("me", user.id())
            .param("key", RequestKey.require(key)).query(Made.class).optional();
        if (earlier.isPresent()) return earlier.get();
        if (talk.staffId() == user.id()) throw Problem.invalid("talk-with-self", "不能和自己谈");
        if (talk.talkedOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("day-to-come", "谈话的日子不能晚于今天");
        if (talk.followUpOn() != null && talk.followUpOn().isBefore(talk.talkedOn())) throw Problem.invalid("dates-reversed", "跟进的日子早于谈话的日子");
        var whose = colleagues.one(community, talk.staffId());
        var number = numbers.next("workforce", community, "TH", LocalDate.now(clock));
        try {
            var id = jdbc.sql("""
                insert into workforce.staff_talk (community_id, number, request_key, staff_id, staff_name, talked_on, topic, content, follow_up_on, made_at, made_by, made_name)
                values (:community, :number, :key, :staff, :staffName, :on, :topic, :content, :follow, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("key", key).param("staff", whose.id()).param("staffName", whose.name()).param("on", talk.talkedOn())
                .param("topic", talk.topic().name()).param("content", talk.content().strip()).param("follow", talk.followUpOn()).param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("me", user.id()).param("name", user.name()).query(Long.class).single();
            audit.note("员工谈话 " + number, null, null);
            return new Made(id, number);
        } catch (DuplicateKeyException _) {
            throw RequestKey.reused();
        }
    }

    /** 跟进了。 @throws Problem 404 {@code talk-not-found}: not his, not to be followed up, or done */
    void follow(long community, long id, FollowUp follow) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        if (jdbc.sql("""
            update workforce.staff_talk set outcome = :outcome, followed_at = :now, followed_name = :name
             where community_id = :community and id = :id and made_by = :me and follow_up_on is not null and outcome is null
            """).param("outcome", follow.outcome().strip()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("name", user.name()).param("community", community).param("id", id)
            .param("me", user.id()).update() == 0) throw Problem.notFound("talk-not-found", "没有等您跟进的这次谈话");
        audit.note("员工谈话 跟进 " + id, null, null);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "workforce.team")) return List.of();
        return jdbc.sql("select staff_name, follow_up_on from workforce.staff_talk where community_id = :community and made_by = :me and outcome is null and follow_up_on <= :today order by follow_up_on, id")
            .param("community", community).param("me", user.id()).param("today", LocalDate.now(clock))
            .query((row, i) -> new Waiting("和%s的谈话要跟进".formatted(row.getString(1)), "staff-talks?open=true", row.getObject(2, LocalDate.class).isBefore(LocalDate.now(clock)))).list();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var user = CurrentUser.get();
        var roles = staff.rolesOf(user, community);
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "all", roles.contains("general_manager") || roles.contains("director")));
        values.put("name", PostProfiles.text(filter.name()));
        values.put("topic", filter.topic() == null ? null : filter.topic().name());
        values.put("open", filter.open());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}
