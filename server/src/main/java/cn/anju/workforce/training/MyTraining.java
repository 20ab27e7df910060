package cn.anju.workforce.training;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 本人的培训与考试：要去的、要考的、一年里学了多少。 */
@Component
@Transactional(readOnly = true)
class MyTraining {

    private static final int DAYS = 365;

    record Session(long id, String number, TrainingKind kind, String topic, String trainerName, Instant startsAt, BigDecimal hours, String place, @Nullable Instant signedAt, @Nullable Instant heldAt,
                   @Nullable Mark mark, @Nullable String remark, boolean maySign) {}

    /** @param mayTake it is open for him now */
    record Test(TrainingTestList.Result result, boolean mayTake) {}

    /** @param hours attended in the last year */
    record Own(List<Session> trainings, List<Test> tests, BigDecimal hours) {}

    record Sheet(long testId, String number, String title, int total, int passMark, LocalDate dueOn, List<TrainingTestList.Item> items) {}

    private final JdbcClient jdbc;
    private final TrainingTestList tests;
    private final Clock clock;

    MyTraining(JdbcClient jdbc, TrainingTestList tests, Clock clock) {
        this.jdbc = jdbc;
        this.tests = tests;
        this.clock = clock;
    }

    Own own(long community) {
        var me = CurrentUser.get().id();
        var sessions = jdbc.sql("""
            select t.id, t.number, t.kind, t.topic, t.trainer_name, t.starts_at, t.hours, t.place, p.signed_at, t.held_at, p.mark, p.remark,
                   t.held_at is null and p.signed_at is null and t.starts_at <= :soon may_sign
              from workforce.training_person p join workforce.training t on t.community_id = p.community_id and t.id = p.training_id
             where p.community_id = :community and p.staff_id = :me and t.cancelled_at is null and t.starts_at >= :since order by t.held_at is not null, t.starts_at desc, t.id
            """).param("community", community).param("me", me).param("soon", clock.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
            .param("since", clock.instant().minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC)).query(Session.class).list();
        var hours = sessions.stream().filter(each -> each.heldAt() != null && each.signedAt() != null).map(Session::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Own(sessions, tests(community, me), hours);
    }

    /** Open ones first. */
    List<Test> tests(long community, long person) {
        var today = LocalDate.now(clock);
        return tests.results(community, new TrainingTestList.ResultFilter(null, person, null, null, today.minusDays(DAYS), null), Paging.all(null)).items().stream()
            .map(each -> new Test(each, each.standing() == TrainingTestList.Standing.OPEN && !today.isBefore(each.opensOn()))).sorted((one, other) -> Boolean.compare(other.mayTake(), one.mayTake())).toList();
    }

    /** 卷子，没有答案。 @throws Problem 403 {@code not-invited}; 409 {@code test-not-open} */
    Sheet sheet(long community, long id) {
        var test = tests.one(community, id);
        var mine = tests(community, CurrentUser.get().id()).stream().filter(each -> each.result().testId() == id).findFirst().orElseThrow(() -> Problem.forbidden("not-invited", "这场考试没有您"));
        if (!mine.mayTake()) throw Problem.conflict("test-not-open", "这场考试现在不能答：%s", mine.result().standing() == TrainingTestList.Standing.OPEN ? "还没有开始" : mine.result().standing().label);
        return new Sheet(id, test.number(), test.title(), test.total(), test.passMark(), mine.result().dueOn(), tests.items(community, id, false));
    }
}
