package cn.anju.planning;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 会议：召集、会务、签到、纪要（决议成任务）、阅签；纪要写了就不改。 */
@Service
class Meetings {

    /** 这么早就可以签到。 */
    private static final Duration EARLY = Duration.ofHours(1);

    /** @param supplies what the room needs; somebody then has to prepare it */
    record NewMeeting(@NotNull(message = "请选什么会") MeetingKind kind, @NotBlank(message = "请写议题") @Size(max = 100, message = "最多 100 字") String topic,
                      @Size(max = 1000, message = "最多 1000 字") @Nullable String agenda, @NotBlank(message = "请写会场") @Size(max = 60, message = "最多 60 字") String place,
                      @NotNull(message = "请填什么时候开") Instant startsAt, @Size(max = 200, message = "最多 200 字") @Nullable String guests,
                      @Size(max = 300, message = "最多 300 字") @Nullable String supplies,
                      @NotEmpty(message = "请选参加的人") @Size(max = 100, message = "最多 100 人") List<@NotNull(message = "请选参加的人") Long> people) {}

    record Resolution(@NotBlank(message = "请写什么事") @Size(max = 100, message = "最多 100 字") String title, @NotNull(message = "请选谁办") Long staffId,
                      @NotNull(message = "请填期限") LocalDate dueOn) {}

    /** @param present who was there without having signed in */
    record Minutes(@NotBlank(message = "请写纪要") @Size(max = 5000, message = "最多 5000 字") String minutes,
                   @NotNull(message = "请写谁到了") @Size(max = 100, message = "最多 100 人") List<@NotNull(message = "请选参加的人") Long> present,
                   @NotNull(message = "没有任务的送空的一列") @Size(max = 50, message = "最多 50 件") List<@Valid @NotNull(message = "这一件是空的") Resolution> tasks) {}

    record Cancellation(@NotBlank(message = "请写为什么不开") @Size(max = 200, message = "最多 200 字") String why) {}

    record Called(long id, String number) {}

    private record Held(String number, MeetingKind kind, String topic, Instant startsAt, @Nullable String supplies, @Nullable Instant readyAt, @Nullable Instant minutedAt,
                        @Nullable Instant cancelledAt) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Assignments assignments;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Meetings(JdbcClient jdbc, NumberSeries numbers, Assignments assignments, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.assignments = assignments;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 召集；同一个请求编号只召集一次，参加的人马上收到消息。 @throws Problem 400 {@code idempotency-key-missing}; 404 {@code staff-not-found} */
    @Transactional
    Called call(long community, @Nullable String key, NewMeeting meeting) {
        var user = CurrentUser.get();
        user.require(community, "planning.meeting");
        var earlier = jdbc.sql("select id, number from planning.meeting where community_id = :community and request_key = :key and called_by = :me").param("community", community)
            .param("key", Assignments.requireKey(key)).param("me", user.id()).query(Called.class).optional();
        if (earlier.isPresent()) return earlier.get();
        var number = numbers.next("planning", community, "HY", LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into planning.meeting (community_id, number, request_key, kind, topic, agenda, place, starts_at, guests, supplies, called_by, called_name, called_at)
                values (:community, :number, :key, :kind, :topic, :agenda, :place, :starts, :guests, :supplies, :me, :name, :now) returning id
                """).param("community", community).param("number", number).param("key", key).param("kind", meeting.kind().name()).param("topic", meeting.topic().strip())
                .param("agenda", text(meeting.agenda())).param("place", meeting.place().strip()).param("starts", meeting.startsAt().atOffset(ZoneOffset.UTC))
                .param("guests", text(meeting.guests())).param("supplies", text(meeting.supplies())).param("me", user.id()).param("name", user.name()).param("now", now())
                .query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("idempotency-key-reused", "这个请求刚才已经送过，请刷新后看");
        }
        for (var person : Set.copyOf(meeting.people())) {
            var name = staff.of(person).filter(each -> each.belongsTo(community)).orElseThrow(() -> Problem.notFound("staff-not-found", "参加的人里有不在本小区的")).name();
            jdbc.sql("insert into planning.meeting_person (community_id, meeting_id, staff_id, staff_name) values (:community, :meeting, :person, :name)")
                .param("community", community).param("meeting", id).param("person", person).param("name", name).update();
        }
        tell(community, id, "开会：%s".formatted(meeting.topic().strip()), "%s %s".formatted(words(meeting.startsAt()), meeting.place().strip()));
        audit.note("会议 " + number, null, meeting);
        return new Called(id, number);
    }

    /** 会务备好了。 @throws Problem 409 {@code nothing-to-prepare}, {@code meeting-over} */
    @Transactional
    void ready(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "planning.meeting");
        var held = held(community, id);
        if (held.supplies() == null || held.readyAt() != null) throw Problem.conflict("nothing-to-prepare", "没有等着备的会务");
        if (held.cancelledAt() != null) throw over();
        jdbc.sql("update planning.meeting set ready_at = :now, ready_by = :me, ready_name = :name where community_id = :community and id = :id")
            .param("now", now()).param("me", user.id()).param("name", user.name()).param("community", community).param("id", id).update();
        audit.note("会议 " + held.number() + " 会务备好", null, null);
    }

    /** 本人签到，开会前一小时起。 @throws Problem 403 {@code not-invited}; 409 {@code too-early}, {@code meeting-over} */
    @Transactional
    void sign(long community, long id) {
        var held = held(community, id);
        if (held.minutedAt() != null || held.cancelledAt() != null) throw over();
        if (clock.instant().isBefore(held.startsAt().minus(EARLY))) throw Problem.conflict("too-early", "开会前一小时起才能签到");
        stamp(community, id, "update planning.meeting_person set signed_at = coalesce(signed_at, :now) where community_id = :community and meeting_id = :id and staff_id = :me");
    }

    /** 纪要：谁到了、定了什么、谁几时办完；写了不改。 @throws Problem 400 {@code not-invited}; 409 {@code meeting-over}, {@code not-begun} */
    @Transactional
    void minute(long community, long id, Minutes minutes) {
        var user = CurrentUser.get();
        user.require(community, "planning.meeting");
        var held = held(community, id);
        if (held.minutedAt() != null || held.cancelledAt() != null) throw over();
        if (clock.instant().isBefore(held.startsAt())) throw Problem.conflict("not-begun", "会还没有开，不能写纪要");
        var invited = jdbc.sql("select staff_id from planning.meeting_person where community_id = :community and meeting_id = :id").param("community", community).param("id", id).query(Long.class).set();
        if (!invited.containsAll(minutes.present())) throw Problem.invalid("not-invited", "到会的人须是参加的人；外面的人写在来宾里");
        jdbc.sql("""
            update planning.meeting_person set signed_at = coalesce(signed_at, :now) where community_id = :community and meeting_id = :id and staff_id = any(:present)
            """).param("now", now()).param("community", community).param("id", id).param("present", minutes.present().toArray(Long[]::new)).update();
        jdbc.sql("update planning.meeting set minutes = :minutes, minuted_by = :me, minuted_name = :name, minuted_at = :now where community_id = :community and id = :id")
            .param("minutes", minutes.minutes().strip()).param("me", user.id()).param("name", user.name()).param("now", now()).param("community", community).param("id", id).update();
        var position = 0;
        for (var task : minutes.tasks())
            assignments.add(community, "meeting-%010d-%03d".formatted(id, ++position), new Assignments.NewTask(TaskKind.MEETING, task.title(), "%s 会议决议".formatted(held.number()), task.staffId(), task.dueOn()), id);
        tell(community, id, "请阅签：%s 纪要".formatted(held.topic()), held.number());
        audit.note("会议 " + held.number() + " 纪要", null, minutes);
    }

    /** 阅签。 @throws Problem 403 {@code not-invited}; 409 {@code not-minuted} */
    @Transactional
    void read(long community, long id) {
        if (held(community, id).minutedAt() == null) throw Problem.conflict("not-minuted", "纪要还没有写");
        stamp(community, id, "update planning.meeting_person set read_at = coalesce(read_at, :now) where community_id = :community and meeting_id = :id and staff_id = :me");
    }

    /** 不开了。 @throws Problem 409 {@code meeting-over} */
    @Transactional
    void cancel(long community, long id, Cancellation cancellation) {
        CurrentUser.get().require(community, "planning.meeting");
        var held = held(community, id);
        if (held.minutedAt() != null || held.cancelledAt() != null) throw over();
        jdbc.sql("update planning.meeting set cancelled_why = :why, cancelled_at = :now where community_id = :community and id = :id")
            .param("why", cancellation.why().strip()).param("now", now()).param("community", community).param("id", id).update();
        tell(community, id, "不开了：%s".formatted(held.topic()), cancellation.why().strip());
        audit.note("会议 " + held.number() + " 取消", null, cancellation);
    }

    private void stamp(long community, long id, String sql) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        if (jdbc.sql(sql).param("now", now()).param("community", community).param("id", id).param("me", user.id()).update() == 0)
            throw Problem.forbidden("not-invited", "您不在参加的人里");
    }

    private void tell(long community, long id, String title, String detail) {
        var people = jdbc.sql("select staff_id from planning.meeting_person where community_id = :community and meeting_id = :id and staff_id <> :me").param("community", community).param("id", id)
            .param("me", CurrentUser.get().id()).query(Long.class).list();
        notices.tell(community, people, new Notice("会议", title, detail, "meetings/" + id, null));
    }

    private Held held(long community, long id) {
        return jdbc.sql("select number, kind, topic, starts_at, supplies, ready_at, minuted_at, cancelled_at from planning.meeting where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("meeting-not-found", "没有这次会议"));
    }

    private String words(Instant at) {
        var local = at.atZone(clock.getZone());
        return "%d月%d日 %02d:%02d".formatted(local.getMonthValue(), local.getDayOfMonth(), local.getHour(), local.getMinute());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Problem over() {
        return Problem.conflict("meeting-over", "这次会议已经有了纪要，或已经取消");
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
