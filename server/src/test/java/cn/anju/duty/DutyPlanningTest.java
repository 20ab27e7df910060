package cn.anju.duty;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 客服部的一个周一：当日、本周、下月、下季、明年的计划都报了，当日的小结了；任务有回执，会开了有纪要。凭这些记录的职责都打了勾。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyPlanningTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private long supervisorId;
    private Office supervisor;
    private Office director;

    @BeforeAll
    void monday() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        supervisorId = account.id();
        people.grant(supervisorId, "cs_supervisor", community);
        supervisor = people.signIn(account);
        director = people.with("director", community);
        for (var role : List.of("general_manager", "senior_steward", "leasing_agent", "clerk")) people.with(role, community);
        clock.setTo(LocalDate.of(2026, 12, 14));
        var day = plan("DAY", "2026-12-14", "2026-12-14");
        plan("WEEK", "2026-12-14", "2026-12-18");
        plan("MONTH", "2027-01-01", "2027-01-20");
        plan("QUARTER", "2027-01-01", "2027-03-20");
        var year = plan("YEAR", "2027-01-01", "2027-12-20");
        var waiting = director.get(path("approvals?size=100")).json().at("/items").valueStream().filter(each -> each.get("subjectId").asLong() == year).findFirst().orElseThrow();
        director.post(path("approvals/" + waiting.get("id").asLong() + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-12-14T17:40:00+08:00")));
        var item = supervisor.get(path("plans/" + day)).json().at("/items/0/id").asLong();
        supervisor.post(path("plans/" + day + "/summary"), Map.of("summary", "办完了", "items", List.of(Map.of("id", item, "outcome", "DONE", "isCarried", false)))).expect(200);
        tasksAndMeetings();
        renewed();
        counter.in(community, () -> {
            for (var end : ends) end.close(community, LocalDate.of(2026, 12, 14));
            return null;
        });
    }

    private void tasksAndMeetings() {
        for (var kind : List.of("ASSIGNED", "TARGET")) {
            var task = director.post(path("tasks"), Map.of("kind", kind, "title", "收缴率到九成五", "staffId", supervisorId, "dueOn", "2026-12-20"), "Idempotency-Key", UUID.randomUUID().toString())
                .expect(201).id();
            for (var move : List.of("TAKE", "FINISH")) supervisor.post(path("tasks/" + task + "/moves"), Map.of("move", move, "note", "收到九成六")).expect(204);
            director.post(path("tasks/" + task + "/moves"), Map.of("move", "CONFIRM")).expect(204);
        }
        for (var kind : List.of("DEPARTMENT", "EXTERNAL", "BUSINESS")) {
            var meeting = director.post(path("meetings"), Map.of("kind", kind, "topic", "年底收费", "place", "二楼", "startsAt", "2026-12-14T09:00:00Z", "supplies", "茶水", "people", List.of(supervisorId)),
                "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
            director.post(path("meetings/" + meeting + "/readiness"), Map.of()).expect(204);
            director.post(path("meetings/" + meeting + "/minutes"), Map.of("minutes", "逐户联系", "present", List.of(supervisorId), "tasks", List.of())).expect(204);
            supervisor.post(path("meetings/" + meeting + "/reading"), Map.of()).expect(204);
        }
    }

    /** 备案证到年底，续了一份接上。 */
    private void renewed() {
        var licence = Map.<String, Object>of("kind", "LICENCE", "title", "停车场备案证", "counterparty", "交管局", "fromOn", "2026-01-01", "toOn", "2026-12-31", "ownerId", supervisorId);
        var old = supervisor.post(path("contracts"), licence, "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
        var renewal = new HashMap<>(licence);
        renewal.putAll(Map.of("fromOn", "2027-01-01", "toOn", "2027-12-31", "renewsId", old));
        supervisor.post(path("contracts"), renewal, "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#PLANNING")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(supervisor, community, key, YearMonth.of(2026, 12));
    }

    private long plan(String span, String day, String due) {
        var id = supervisor.post(path("plans"), Map.of("level", "DEPARTMENT", "span", span, "day", day, "department", "客服部",
            "items", List.of(Map.of("text", "走访十户", "staffId", supervisorId, "dueOn", due)))).expect(201).id();
        supervisor.post(path("plans/" + id + "/submission"), Map.of()).expect(200);
        return id;
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
