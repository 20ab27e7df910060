package cn.anju.workforce;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 补签：忘了签、签错了，本人写明原因，批了才算；原来的一笔不改不删。 */
@Service
class Corrections implements Decided {

    static final String KIND = "attendance";

    record NewCorrection(@NotNull(message = "请选补签到还是补签退") MarkKind kind, @NotNull(message = "请填实际时间") Instant at,
                         @NotBlank(message = "请写原因") @Size(max = 200, message = "最多 200 字") String reason) {}

    record Asked(long id, long approval) {}

    record Correction(long id, MarkKind kind, Instant at, String reason, String state, Instant madeAt, @Nullable Instant endedAt, @Nullable String endedName, @Nullable String answer) {}

    private record Held(long staffId, String staffName, MarkKind kind, Instant at, String state) {}

    /** What is older has been reported. */
    private static final Duration LONGEST_AGO = Duration.ofDays(40);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M月d日 HH:mm");

    private final JdbcClient jdbc;
    private final Approvals approvals;
    private final StaffAccess staff;
    private final AuditTrail audit;
    private final Clock clock;

    Corrections(JdbcClient jdbc, Approvals approvals, StaffAccess staff, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.approvals = approvals;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    /** 申请补签。 @throws Problem 400 {@code moment-not-past}, {@code too-long-ago}; 409 {@code month-reported} */
    @Transactional
    Asked ask(long community, NewCorrection asked) {
        var user = CurrentUser.get();
        user.require(community, "workforce.attend");
        var now = clock.instant();
        if (asked.at().isAfter(now)) throw Problem.invalid("moment-not-past", "补签的时间须已经过去");
        if (asked.at().isBefore(now.minus(LONGEST_AGO))) throw Problem.invalid("too-long-ago", "只能补最近 %d 天的", LONGEST_AGO.toDays());
        refuseReported(community, asked.at());
        var id = jdbc.sql("""
            insert into workforce.correction (community_id, staff_id, staff_name, kind, at, reason, made_at) values (:community, :me, :name, :kind, :at, :reason, :now) returning id
            """).param("community", community).param("me", user.id()).param("name", user.name()).param("kind", asked.kind().name()).param("at", asked.at().atOffset(ZoneOffset.UTC))
            .param("reason", asked.reason().strip()).param("now", now.atOffset(ZoneOffset.UTC)).query(Long.class).single();
        var title = "%s 补%s %s".formatted(user.name(), asked.kind().label, MOMENT.format(asked.at().atZone(clock.getZone())));
        audit.note(title, null, asked);
        var day = LocalDate.ofInstant(asked.at(), clock.getZone());
        return new Asked(id, approvals.submit(community, new Submission(Rank.of(user, community, staff).key(KIND), id, title, null, asked.reason().strip(),
            List.of(new Fact("当天已签", signed(community, user.id(), day))), "attendance?month=" + day.toString().substring(0, 7))));
    }

    List<Correction> of(long community, long person, Instant from, Instant to) {
        return jdbc.sql("""
            select id, kind, at, reason, state, made_at, ended_at, ended_name, answer from workforce.correction
             where community_id = :community and staff_id = :person and at >= :from and at <= :to order by id
            """).param("community", community).param("person", person).param("from", from.atOffset(ZoneOffset.UTC)).param("to", to.atOffset(ZoneOffset.UTC)).query(Correction.class).list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(long community, long id) {
        var held = held(community, id);
        refuseReported(community, held.at());
        end(community, id, "APPROVED", null);
        jdbc.sql("""
            insert into workforce.mark (community_id, staff_id, staff_name, kind, at, source, missing, correction_id, made_at)
            values (:community, :staff, :name, :kind, :at, 'CORRECTION', '{}', :id, :now)
            """).param("community", community).param("staff", held.staffId()).param("name", held.staffName()).param("kind", held.kind().name()).param("at", held.at().atOffset(ZoneOffset.UTC))
            .param("id", id).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(long community, long id, String why) {
        end(community, id, "REJECTED", why);
    }

    private void end(long community, long id, String state, @Nullable String answer) {
        jdbc.sql("update workforce.correction set state = :state, ended_at = :now, ended_name = :name, answer = :answer where community_id = :community and id = :id and state = 'WAITING'")
            .param("state", state).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("name", CurrentUser.get().name())
            .param("answer", answer == null || answer.isBlank() ? null : answer).param("community", community).param("id", id).update();
    }

    private Held held(long community, long id) {
        return jdbc.sql("select staff_id, staff_name, kind, at, state from workforce.correction where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("correction-not-found", "没有这条补签申请"));
    }

    private void refuseReported(long community, Instant at) {
        var month = LocalDate.ofInstant(at, clock.getZone()).withDayOfMonth(1);
        if (jdbc.sql("select exists (select from workforce.attendance_report where community_id = :community and month = :month)").param("community", community).param("month", month)
            .query(Boolean.class).single()) throw Problem.conflict("month-reported", "%d 月的考勤已经上报，不能再补", month.getMonthValue());
    }

    private String signed(long community, long person, LocalDate day) {
        var signed = jdbc.sql("""
            select string_agg(case kind when 'IN' then '签到 ' else '签退 ' end || to_char(at at time zone 'Asia/Shanghai', 'HH24:MI'), '、' order by at) from workforce.mark
             where community_id = :community and staff_id = :person and (at at time zone 'Asia/Shanghai')::date = :day
            """).param("community", community).param("person", person).param("day", day).query(String.class).optional();
        return signed.orElse("没有签过");
    }
}
