package cn.anju.duty;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 一年的大纲批了，一天里讲了四课，考了一场：凭这些记录的职责都打了勾。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyTrainingTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private long deskId;
    private Office supervisor;

    @BeforeAll
    void lessons() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        var boss = people.account();
        deskId = account.id();
        people.grant(deskId, "front_desk", community);
        people.grant(boss.id(), "cs_supervisor", community);
        supervisor = people.signIn(boss);
        var plan = supervisor.post(path("training-plans"), Map.of("span", "YEAR", "day", "2026-11-21", "unit", "客服部", "aim", "人人会接待", "lines", List.of(Map.of("kind", "POST", "topic", "接待", "material", "手册二版",
            "posts", List.of("前台客服"), "leaderId", boss.id(), "dueOn", "2026-11-30", "hours", "1")))).expect(201).id();
        var approval = supervisor.post(path("training-plans/" + plan + "/submission"), Map.of()).expect(200).at("/approval");
        people.with("director", community).post(path("approvals/" + approval + "/decisions"), Map.of("isApproved", true, "note", "照办")).expect(200);
        var line = supervisor.get(path("training-plans/" + plan)).json().at("/lines/0/id").asLong();
        var material = office.upload(path("attachments?subject=training:0"), "法规.txt", "物业管理条例".getBytes(StandardCharsets.UTF_8)).expect(201).id();
        var lesson = arrange("POST", Map.of("planLineId", line));
        var others = List.of(arrange("COACHING", Map.of()), arrange("LAW", Map.of("attachmentId", material)), arrange("INDUCTION", Map.of()));
        var lead = people.with("security_lead", community);
        var drill = arrange(lead, "GUARD", Map.of());
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-11-23T01:30:00Z")));
        hold(lesson);
        others.forEach(this::hold);
        hold(lead, drill);
        var question = supervisor.post(path("training-questions"), Map.of("subject", "接待", "kind", "JUDGEMENT", "text", "来电三声内接", "options", List.of(), "answers", List.of(1))).expect(201).id();
        var test = supervisor.add(path("training-tests"), Map.of("title", "接待", "trainingId", lesson, "opensOn", "2026-11-23", "closesOn", "2026-11-30", "passMark", 5, "posts", List.of(), "people", List.of(),
            "items", List.of(Map.of("questionId", question, "points", 10)))).expect(201).id();
        people.signIn(account).add(path("training-tests/" + test + "/attempts"), Map.of("studyMinutes", 60, "replies", List.of(Map.of("questionId", question, "choices", List.of(1))))).expect(201);
        for (var day : List.of("2026-11-23", "2026-12-01"))
            counter.in(community, () -> {
                for (var end : ends) end.close(community, LocalDate.parse(day));
                return null;
            });
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#TRAINING")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(supervisor, community, key, YearMonth.of(2026, 11), YearMonth.of(2026, 12));
    }

    private long arrange(String kind, Map<String, Object> more) {
        return arrange(supervisor, kind, more);
    }

    private long arrange(Office who, String kind, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "topic", "讲一讲", "trainerName", "外请讲师", "startsAt", "2026-11-23T01:00:00Z", "hours", "1", "place", "会议室", "posts", List.of(), "people", List.of(deskId)));
        body.putAll(more);
        return who.add(path("trainings"), body).expect(201).id();
    }

    private void hold(long training) {
        hold(supervisor, training);
    }

    private void hold(Office who, long training) {
        who.post(path("trainings/" + training + "/outcome"), Map.of("summary", "都会了", "present", List.of(Map.of("staffId", deskId, "mark", "GOOD")))).expect(204);
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
