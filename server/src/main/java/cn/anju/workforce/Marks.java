package cn.anju.workforce;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 签到签退：本人自己签，记的是服务器的时间；不到点签退要写原因，手机要在地点上。 */
@Service
class Marks {

    /** 在电脑上还是手机上签的；补签的由审批写入。 */
    enum Source { DESK, PHONE, CORRECTION }

    /**
     * @param missing what of the checklist is not in order
     * @param reason needed only for leaving before the time
     */
    record NewMark(@NotNull(message = "请选签到还是签退") MarkKind kind, @NotNull(message = "请说在哪里签的") Source source,
                   @NotNull(message = "仪容都齐就留空") @Size(max = 20) List<@NotNull @Size(max = 30) String> missing, @Nullable @Size(max = 200, message = "最多 200 字") String reason,
                   @Nullable @DecimalMin("-90") @DecimalMax("90") BigDecimal latitude, @Nullable @DecimalMin("-180") @DecimalMax("180") BigDecimal longitude) {}

    record Mark(long id, MarkKind kind, Instant at, Source source, List<String> missing, @Nullable String reason, @Nullable Integer metres, Instant madeAt) {}

    /**
     * 我今天的班。
     *
     * @param next what comes next; signing the other is not refused
     * @param endsAt when the present session ends: leaving before asks for a reason
     */
    record Today(LocalDate day, List<WorkDay.Part> parts, List<Mark> marks, List<String> checklist, MarkKind next, @Nullable Instant endsAt, boolean needsPlace) {}

    private static final long AGAIN_SECONDS = 60;
    private static final double EARTH_METRES = 6_371_000;

    private final JdbcClient jdbc;
    private final WorkHours hours;
    private final LeaveList leaves;
    private final Settings settings;
    private final Clock clock;

    Marks(JdbcClient jdbc, WorkHours hours, LeaveList leaves, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.hours = hours;
        this.leaves = leaves;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Today today(long community) {
        var user = CurrentUser.get();
        var now = clock.instant();
        var day = LocalDate.ofInstant(now, clock.getZone());
        var marks = of(community, user.id(), day.atStartOfDay(clock.getZone()).toInstant(), now);
        var parts = WorkDay.judge(hours.between(community, day, day).of(user.id(), day), marks.stream().map(mark -> new WorkDay.Sign(mark.kind(), mark.at())).toList(), aways(community, user.id(), day), now);
        var next = marks.isEmpty() || marks.getLast().kind() == MarkKind.OUT ? MarkKind.IN : MarkKind.OUT;
        return new Today(day, parts, marks, settings.get(community, WorkforceSettings.APPEARANCE), next, endsAt(community, user.id(), now),
            settings.get(community, WorkforceSettings.PLACE) != null);
    }

    /** 签一次；一分钟内再点的是同一次。 @throws Problem 400 {@code place-missing}, {@code source-not-yours}; 409 {@code too-far}, {@code too-early} */
    @Transactional
    void sign(long community, NewMark mark) {
        var user = CurrentUser.get();
        user.require(community, "workforce.attend");
        if (mark.source() == Source.CORRECTION) throw Problem.invalid("source-not-yours", "补签请提交申请，由主管批");
        var now = clock.instant();
        var metres = mark.source() == Source.PHONE ? metres(community, mark) : null;
        var reason = mark.reason() == null || mark.reason().isBlank() ? null : mark.reason().strip();
        if (mark.kind() == MarkKind.OUT) {
            var endsAt = endsAt(community, user.id(), now);
            if (endsAt != null && reason == null) throw Problem.conflict("too-early", "还没到下班时间（%tR），要先走请写原因", endsAt.atZone(clock.getZone()));
            if (endsAt == null) reason = null;
        }
        jdbc.sql("""
            insert into workforce.mark (community_id, staff_id, staff_name, kind, at, source, missing, reason, metres, made_at)
            select :community, :me, :name, :kind, :now, :source, :missing, :reason, :metres, :now
             where not exists (select from workforce.mark m where m.community_id = :community and m.staff_id = :me and m.kind = :kind and m.at > :since)
            """).param("community", community).param("me", user.id()).param("name", user.name()).param("kind", mark.kind().name()).param("now", now.atOffset(ZoneOffset.UTC))
            .param("since", now.minusSeconds(AGAIN_SECONDS).atOffset(ZoneOffset.UTC)).param("source", mark.source().name())
            .param("missing", mark.kind() == MarkKind.OUT ? new String[0] : mark.missing().toArray(String[]::new)).param("reason", reason).param("metres", metres).update();
    }

    List<Mark> of(long community, long staff, Instant from, Instant to) {
        return jdbc.sql("""
            select id, kind, at, source, missing, reason, metres, made_at from workforce.mark
             where community_id = :community and staff_id = :staff and at >= :from and at <= :to order by at, id
            """).param("community", community).param("staff", staff).param("from", from.atOffset(ZoneOffset.UTC)).param("to", to.atOffset(ZoneOffset.UTC))
            .query((row, i) -> new Mark(row.getLong("id"), MarkKind.valueOf(row.getString("kind")), row.getTimestamp("at").toInstant(), Source.valueOf(row.getString("source")),
                List.of((String[]) row.getArray("missing").getArray()), row.getString("reason"), row.getObject("metres", Integer.class), row.getTimestamp("made_at").toInstant())).list();
    }

    /** When the session ends that runs now; a night shift of yesterday counts. */
    private @Nullable Instant endsAt(long community, long staff, Instant now) {
        var day = LocalDate.ofInstant(now, clock.getZone());
        var plan = hours.between(community, day.minusDays(1), day);
        var aways = aways(community, staff, day);
        for (var each : List.of(day.minusDays(1), day))
            for (var session : plan.of(staff, each)) {
                var due = WorkDay.without(session, aways);
                if (due != null && !now.isBefore(due.from()) && now.isBefore(due.to())) return due.to();
            }
        return null;
    }

    private List<WorkDay.Away> aways(long community, long staff, LocalDate day) {
        return leaves.away(community, day.minusDays(1), day).getOrDefault(staff, List.of());
    }

    private @Nullable Integer metres(long community, NewMark mark) {
        var place = settings.get(community, WorkforceSettings.PLACE);
        if (place == null) return null;
        if (mark.latitude() == null || mark.longitude() == null) throw Problem.invalid("place-missing", "手机没有说在哪里，请允许浏览器用位置，或到前台的电脑上签");
        var north = Math.toRadians(mark.latitude().doubleValue() - place.latitude());
        var east = Math.toRadians(mark.longitude().doubleValue() - place.longitude()) * Math.cos(Math.toRadians(place.latitude()));
        var metres = (int) Math.min(EARTH_METRES * Math.hypot(north, east), Integer.MAX_VALUE);
        if (metres > place.metres()) throw Problem.conflict("too-far", "离签到地点还有 %d 米，到了 %d 米以内再签", metres, place.metres());
        return metres;
    }
}
