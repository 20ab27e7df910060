package cn.anju.workforce.training;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.workforce.Colleagues;
import cn.anju.workforce.RequestKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 一场培训：安排、本人签到、讲完登记谁到了、学得怎样；登记了不改。 */
@Service
class Trainings {

    /** 这么早就可以签到。 */
    private static final Duration EARLY = Duration.ofHours(1);

    /**
     * @param planLineId which lesson of the plan it gives
     * @param trainerName somebody from outside, where it is no colleague
     * @param posts everybody who has one of these posts is called
     */
    record NewTraining(@Nullable Long planLineId, @NotNull(message = "请选什么培训") TrainingKind kind, @NotBlank(message = "请写课题") @Size(max = 100, message = "最多 100 字") String topic,
                       @Size(max = 1000, message = "最多 1000 字") @Nullable String content, @Nullable Long trainerId, @Size(max = 30, message = "最多 30 字") @Nullable String trainerName,
                       @NotNull(message = "请填什么时候讲") Instant startsAt,
                       @NotNull(message = "请填课时") @DecimalMin(value = "0.5", message = "至少半小时") @DecimalMax(value = "80", message = "最多 80 小时") BigDecimal hours,
                       @NotBlank(message = "请写地点") @Size(max = 60, message = "最多 60 字") String place,
                       @NotNull(message = "没有选岗位的送空的一列") @Size(max = 30, message = "最多 30 个") List<@NotBlank(message = "请选岗位") String> posts,
                       @NotNull(message = "没有点名的送空的一列") @Size(max = 200, message = "最多 200 人") List<@NotNull(message = "请选人") Long> people, @Nullable Long attachmentId) {}

    /** @param mark how he did */
    record Present(@NotNull(message = "请选谁到了") Long staffId, @Nullable Mark mark, @Size(max = 200, message = "最多 200 字") @Nullable String remark) {}

    /** @param present who was there, with or without having signed in */
    record Outcome(@NotNull(message = "请写谁到了") @Size(max = 200, message = "最多 200 人") List<@Valid @NotNull(message = "请选谁到了") Present> present,
                   @NotBlank(message = "请写讲得怎样") @Size(max = 1000, message = "最多 1000 字") String summary) {}

    record Cancellation(@NotBlank(message = "请写为什么不办") @Size(max = 200, message = "最多 200 字") String why) {}

    record Called(long id, String number) {}

    private record Held(String number, TrainingKind kind, String topic, Instant startsAt, @Nullable Instant heldAt, @Nullable Instant cancelledAt) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Colleagues colleagues;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Trainings(JdbcClient jdbc, NumberSeries numbers, Colleagues colleagues, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.colleagues = colleagues;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 安排一场；参加的人马上收到消息。 @throws Problem 400 {@code trainer-missing}, {@code nobody-chosen}; 404 {@code staff-not-found}, {@code plan-line-not-found} */
    @Transactional
    Called arrange(long community, @Nullable String key, NewTraining training) {
        var user = permitted(community);
        var earlier = jdbc.sql("select id, number from workforce.training where community_id = :community and made_by = :me and request_key = :key").param("community", community)
            .param("me", user.id()).param("key", RequestKey.require(key)).query(Called.class).optional();
        if (earlier.isPresent()) return earlier.get();
        if (training.trainerId() == null && blank(training.trainerName()) == null) throw Problem.invalid("trainer-missing", "请选谁讲，外请的写姓名");
        if (training.planLineId() != null) requireLine(community, training.planLineId());
        var trainer = training.trainerId() == null ? blank(training.trainerName()) : colleagues.one(community, training.trainerId()).name();
        var people = colleagues.chosen(community, training.posts(), training.people());
        var number = numbers.next("workforce", community, "KC", LocalDate.now(clock));
        var id = add(community, number, Objects.requireNonNull(key), training, Objects.requireNonNull(trainer), user);
        for (var person : people)
            jdbc.sql("insert into workforce.training_person (community_id, training_id, staff_id, staff_name) values (:community, :training, :person, :name)")
                .param("community", community).param("training", id).param("person", person.id()).param("name", person.name()).update();
        tell(community, id, "培训：" + training.topic().strip(), "%s %s，%s讲".formatted(words(training.startsAt()), training.place().strip(), trainer));
        audit.note("培训 " + number, null, training);
        return new Called(id, number);
    }

    /** 本人签到，开讲前一小时起。 @throws Problem 403 {@code not-invited}; 409 {@code too-early}, {@code training-over} */
    @Transactional
    void sign(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "workforce.attend");
        var held = open(community, id);
        if (clock.instant().isBefore(held.startsAt().minus(EARLY))) throw Problem.conflict("too-early", "开讲前一小时起才能签到");
        if (jdbc.sql("update workforce.training_person set signed_at = coalesce(signed_at, :now) where community_id = :community and training_id = :id and staff_id = :me")
            .param("now", now()).param("community", community).param("id", id).param("me", user.id()).update() == 0) throw Problem.forbidden("not-invited", "这场培训没有您");
    }

    /** 讲完登记：谁到了、各人学得怎样、总的怎样。 @throws Problem 400 {@code not-invited}, {@code mark-missing}; 409 {@code not-begun}, {@code training-over} */
    @Transactional
    void hold(long community, long id, Outcome outcome) {
        var user = permitted(community);
        var held = open(community, id);
        if (clock.instant().isBefore(held.startsAt())) throw Problem.conflict("not-begun", "还没有开讲，不能登记");
        if (outcome.present().isEmpty()) throw Problem.invalid("nobody-present", "一个人也没到的，请写原因取消");
        for (var each : outcome.present()) {
            if (held.kind().isMarked && each.mark() == null) throw Problem.invalid("mark-missing", "%s要给到场的人逐个评定", held.kind().label);
            if (jdbc.sql("""
                update workforce.training_person set signed_at = coalesce(signed_at, :now), mark = :mark, remark = :remark where community_id = :community and training_id = :id and staff_id = :person
                """).param("now", now()).param("mark", each.mark() == null ? null : each.mark().name()).param("remark", blank(each.remark())).param("community", community).param("id", id)
                .param("person", each.staffId()).update() == 0) throw Problem.invalid("not-invited", "到场的人须是参加的人");
        }
        jdbc.sql("update workforce.training set held_at = :now, held_by = :me, held_name = :name, summary = :summary where community_id = :community and id = :id")
            .param("now", now()).param("me", user.id()).param("name", user.name()).param("summary", outcome.summary().strip()).param("community", community).param("id", id).update();
        audit.note("培训 " + held.number() + " 登记", null, outcome);
    }

    /** 不办了。 @throws Problem 409 {@code training-over} */
    @Transactional
    void cancel(long community, long id, Cancellation cancellation) {
        permitted(community);
        var held = open(community, id);
        jdbc.sql("update workforce.training set cancelled_at = :now, cancelled_why = :why where community_id = :community and id = :id").param("now", now()).param("why", cancellation.why().strip())
            .param("community", community).param("id", id).update();
        tell(community, id, "不办了：" + held.topic(), cancellation.why().strip());
        audit.note("培训 " + held.number() + " 取消", null, cancellation);
    }

    private long add(long community, String number, String key, NewTraining training, String trainer, CurrentUser user) {
        try {
            return jdbc.sql("""
                insert into workforce.training (community_id, number, request_key, plan_line_id, kind, topic, content, trainer_id, trainer_name, starts_at, hours, place, posts, attachment_id,
                       made_at, made_by, made_name)
                values (:community, :number, :key, :line, :kind, :topic, :content, :trainer, :trainerName, :starts, :hours, :place, :posts, :attachment, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("key", key).param("line", training.planLineId()).param("kind", training.kind().name())
                .param("topic", training.topic().strip()).param("content", blank(training.content())).param("trainer", training.trainerId()).param("trainerName", trainer)
                .param("starts", training.startsAt().atOffset(ZoneOffset.UTC)).param("hours", training.hours()).param("place", training.place().strip())
                .param("posts", training.posts().isEmpty() ? null : String.join("、", training.posts())).param("attachment", training.attachmentId())
                .param("now", now()).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw RequestKey.reused();
        } catch (DataIntegrityViolationException _) {
            throw Problem.notFound("attachment-not-found", "没有这份材料，请重传");
        }
    }

    private void requireLine(long community, long line) {
        jdbc.sql("""
            select l.id from workforce.training_plan_line l join workforce.training_plan p on p.community_id = l.community_id and p.id = l.plan_id
             where l.community_id = :community and l.id = :line and p.state = 'APPROVED'
            """).param("community", community).param("line", line).query(Long.class).optional().orElseThrow(() -> Problem.notFound("plan-line-not-found", "批了的培训计划里没有这一课"));
    }

    private void tell(long community, long id, String title, String detail) {
        var people = jdbc.sql("select staff_id from workforce.training_person where community_id = :community and training_id = :id and staff_id <> :me").param("community", community).param("id", id)
            .param("me", CurrentUser.get().id()).query(Long.class).list();
        notices.tell(community, people, new Notice("培训", title, detail, "my-training", null));
    }

    private Held open(long community, long id) {
        var held = jdbc.sql("select number, kind, topic, starts_at, held_at, cancelled_at from workforce.training where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("training-not-found", "没有这场培训"));
        if (held.heldAt() != null || held.cancelledAt() != null) throw Problem.conflict("training-over", "这场培训已经登记过，或已经取消");
        return held;
    }

    private String words(Instant at) {
        var local = at.atZone(clock.getZone());
        return "%d月%d日 %02d:%02d".formatted(local.getMonthValue(), local.getDayOfMonth(), local.getHour(), local.getMinute());
    }

    private static CurrentUser permitted(long community) {
        var user = CurrentUser.get();
        user.require(community, "workforce.team");
        return user;
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
