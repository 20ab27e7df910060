package cn.anju.workforce.post;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** 11 月 21 日。 */
@Story
class PostTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long guardId;
    private long otherId;
    private Office guard;
    private Office lead;
    private Office supervisor;

    @BeforeEach
    void people() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(1);
        var people = People.of(office);
        var account = people.account();
        guardId = account.id();
        otherId = people.account().id();
        for (var each : List.of(guardId, otherId)) people.grant(each, "security_guard", community);
        guard = people.signIn(account);
        lead = people.with("security_lead", community);
        supervisor = people.with("cs_supervisor", community);
    }

    @Test void 岗位说明_改一次多一版_编制对着在岗的人数() throws Exception {
        assertThat(profiles("保安员").at("/items/0/actual").asLong()).as("described by nobody, held by two").isGreaterThanOrEqualTo(2);
        var headcount = profiles("保安员").at("/items/0/actual").asInt() + 1;
        supervisor.post(path("post-profiles"), profile(0, headcount)).expect(201);
        assertThat(supervisor.post(path("post-profiles"), profile(0, headcount)).expect(409).code()).isEqualTo("profile-changed");
        Callable<Office.Answer> click = () -> supervisor.post(path("post-profiles"), profile(1, headcount - 1));
        assertThat(supervisor.get(path("post-profiles?gap=true")).text()).contains("保安员");
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThat(pool.invokeAll(List.of(click, click)).stream().map(each -> each.resultNow().status()).toList()).containsExactlyInAnyOrder(201, 409);
        }
        assertThat(profiles("保安员").at("/items/0/version").asInt()).isEqualTo(2);
        assertThat(supervisor.get(path("post-profiles?gap=true")).at("/total")).as("as many as there should be").isEqualTo("0");
        assertThat(supervisor.get(path("post-profiles/versions?post=" + Office.encoded("保安员"))).json()).hasSize(2);
        guard.post(path("post-profiles"), profile(2, 1)).expect(403);
        assertThat(supervisor.get(path("post-profiles.xlsx")).workbook()).contains("高中以上，持保安员证");
        assertThat(supervisor.get(path("post-profiles/print.html")).text()).contains("岗位说明书", "第 2 版", "编号：GW-202611-", "counter(pages)");
    }

    @Test void 班前点名派岗位_班后讲评_一班一张_缺的不派() {
        assertThat(brief("BRIEFING", null).expect(400).code()).isEqualTo("post-missing");
        var id = brief("BRIEFING", "南门岗").expect(201).id();
        assertThat(brief("BRIEFING", "南门岗").expect(409).code()).isEqualTo("briefed-already");
        brief("REVIEW", "站姿好，问询清楚").expect(201);
        var detail = lead.get(path("briefings/" + id)).expect(200);
        assertThat(detail.at("/briefing/present") + detail.at("/briefing/expected") + detail.at("/briefing/untidy")).isEqualTo("121");
        assertThat(lead.get(path("briefings?kind=REVIEW")).at("/total")).isEqualTo("1");
        assertThat(lead.get(path("briefings.xlsx")).workbook()).contains("夜里有风，注意高空坠物", "班后讲评");
        assertThat(lead.get(path("briefings/" + id + "/print.html")).text()).contains("班前会单", "南门岗", "缺", "编号：BQ-202611-");
        guard.get(path("briefings")).expect(403);
        var late = new HashMap<>(briefing("BRIEFING", "南门岗"));
        late.put("day", "2026-11-18");
        assertThat(lead.post(path("briefings"), late).expect(400).code()).isEqualTo("day-not-shift");
        assertThat(lead.get(Counter.path(counter.community(1), "briefings/" + id)).status()).isIn(403, 404);
    }

    @Test void 谈话只给谈的人和主任看_跟进到日子提醒() {
        var talk = lead.add(path("staff-talks"), Map.of("staffId", guardId, "talkedOn", "2026-11-20", "topic", "LIFE", "content", "家里老人住院，想调白班", "followUpOn", "2026-11-22")).expect(201).id();
        assertThat(lead.post(path("staff-talks"), Map.of("staffId", guardId, "talkedOn", "2026-11-20", "topic", "LIFE", "content", "没有编号")).expect(400).code()).isEqualTo("idempotency-key-missing");
        assertThat(supervisor.get(path("staff-talks")).at("/total")).as("his own only").isEqualTo("0");
        assertThat(People.of(office).with("director", community).get(path("staff-talks")).at("/total")).isEqualTo("1");
        guard.get(path("staff-talks")).expect(403);
        assertThat(today(lead)).doesNotContain("谈话要跟进");
        clock.setTo(LocalDate.of(2026, 11, 22));
        assertThat(today(lead)).contains("的谈话要跟进");
        assertThat(supervisor.post(path("staff-talks/" + talk + "/follow-up"), Map.of("outcome", "调了")).expect(404).code()).isEqualTo("talk-not-found");
        lead.post(path("staff-talks/" + talk + "/follow-up"), Map.of("outcome", "调了白班，老人已出院")).expect(204);
        assertThat(today(lead)).doesNotContain("的谈话要跟进");
        assertThat(lead.get(path("staff-talks.xlsx")).workbook()).contains("调了白班，老人已出院");
    }

    private JsonNode profiles(String post) {
        return supervisor.get(path("post-profiles?post=" + Office.encoded(post))).expect(200).json();
    }

    private static Map<String, Object> profile(int version, int headcount) {
        return Map.of("post", "保安员", "version", version, "superior", "保安队长", "subordinates", "没有", "headcount", headcount, "requirements", "高中以上，持保安员证", "cooperation", "前台、监控室");
    }

    private Office.Answer brief(String kind, String duty) {
        return lead.post(path("briefings"), briefing(kind, duty));
    }

    private Map<String, Object> briefing(String kind, String duty) {
        var present = new HashMap<String, Object>(Map.of("staffId", guardId, "isPresent", true, "isTidy", false));
        if (duty != null) present.put("duty", duty);
        return Map.of("kind", kind, "shift", "DAY", "day", "2026-11-21", "attention", "夜里有风，注意高空坠物", "people", List.of(present, Map.of("staffId", otherId, "isPresent", false, "isTidy", false)));
    }

    private String today(Office who) {
        return who.get(path("today")).expect(200).json().at("/toDo").toString();
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
