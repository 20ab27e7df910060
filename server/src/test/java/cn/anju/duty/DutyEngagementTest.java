package cn.anju.duty;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.time.Duration;
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

/** 主管的十一月：三种调查做到归档，管家按计划走访。办了，凭这些记录的职责都打了勾。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyEngagementTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private Office supervisor;
    private Office director;

    @BeforeAll
    void november() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        community = counter.community(2);
        var people = People.of(office);
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
        var account = people.account();
        var steward = account.id();
        people.grant(steward, "steward", community);
        var building = office.get(path("buildings")).json().get(0).get("id").asLong();
        office.post(path("steward-areas"), Map.of("name", "东片", "parts", List.of(Map.of("buildingId", building, "fromOn", "2026-01-01")),
            "assignments", List.of(Map.of("staffId", steward, "fromOn", "2026-01-01")))).expect(201);
        supervisor.post(path("household-visits/plans"), Map.of("roomIds", List.of(room("1-102")), "on", "2026-11-21")).expect(200);
        var walking = people.signIn(account);
        walking.post(path("household-visits"), Map.of("roomCode", "1-102", "way", "VISIT", "reached", true, "opinion", "楼道灯暗", "improvement", "换灯")).expect(201);
        for (var kind : List.of("ANNUAL", "HALF_YEAR", "OPINION")) survey(kind, steward);
        notice(walking);
        gatherings(walking);
        counter.in(community, () -> {
            for (var end : ends) end.close(community, LocalDate.of(2026, 11, 20));
            return null;
        });
        var birthday = walking.get(path("birthdays")).json().at("/items/0/id").asLong();
        walking.post(path("birthdays/greetings"), Map.of("ids", List.of(birthday), "way", "PHONE")).expect(200);
        counter.in(community, () -> {
            for (var end : ends) end.close(community, LocalDate.of(2026, 11, 21));
            return null;
        });
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#ENGAGEMENT")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(supervisor, community, key, YearMonth.of(2026, 11), YearMonth.of(2026, 12));
    }

    private void survey(String kind, long steward) {
        var id = supervisor.post(path("surveys"), Map.of("kind", kind, "title", "问一问", "fromOn", "2026-11-01", "toOn", "2026-11-30")).expect(201).id();
        supervisor.put(path("surveys/" + id + "/questions"), Map.of("version", 1, "questions", List.of(Map.of("kind", "SCALE", "text", "保洁", "options", List.of(), "isRequired", true)))).expect(204);
        supervisor.put(path("surveys/" + id + "/sample"), Map.of("by", "AREA", "share", 100, "seed", 1)).expect(200);
        supervisor.post(path("surveys/" + id + "/opening"), Map.of()).expect(204);
        supervisor.post(path("surveys/" + id + "/returns"), Map.of("roomCode", "1-101", "via", "PAPER", "replies", List.of(Map.of("question", 1, "choices", List.of(), "score", 3)))).expect(204);
        supervisor.post(path("surveys/" + id + "/closing"), Map.of()).expect(204);
        var action = supervisor.post(path("surveys/" + id + "/actions"), Map.of("problem", "大堂不净", "measure", "加一遍", "ownerId", steward, "dueOn", "2026-11-30")).expect(201).id();
        var asked = supervisor.post(path("surveys/" + id + "/report"), Map.of("findings", "保洁一般")).expect(200).at("/approval");
        director.post(path("approvals/" + asked + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
        supervisor.post(path("survey-actions/" + action + "/outcome"), Map.of("outcome", "加了")).expect(204);
        supervisor.post(path("surveys/" + id + "/archiving"), Map.of()).expect(204);
    }

    /** 装修规定的通告：审了、发了，送到一户。 */
    private void notice(Office steward) {
        var id = supervisor.post(path("announcements"), Map.of("kind", "RULES", "title", "装修时间", "content", "中午和晚上八点以后不施工。", "channels", List.of("BOARD", "DOOR"), "fromOn", "2026-11-21",
            "toOn", "2026-12-31", "buildings", List.of(), "areas", List.of())).expect(201).id();
        var asked = supervisor.post(path("announcements/" + id + "/submission"), Map.of()).expect(200).at("/approvalId");
        director.post(path("approvals/" + asked + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
        supervisor.post(path("announcements/" + id + "/publication"), Map.of()).expect(200);
        steward.post(path("announcements/" + id + "/deliveries"), Map.of("roomCode", "1-101", "isSigned", true)).expect(204);
    }

    /** 五种活动各办一次，业委会提了一件。 */
    private void gatherings(Office steward) {
        var made = new HashMap<String, Long>();
        for (var kind : List.of("CULTURE", "CAMPAIGN", "BRAND", "FORUM", "OWNER_MEETING")) {
            var who = kind.equals("OWNER_MEETING") ? steward : supervisor;
            var id = who.post(path("gatherings"), Map.of("kind", kind, "title", "聚一聚", "plan", "说说话", "place", "中庭", "startsAt", clock.instant().plusSeconds(60).toString(),
                "endsAt", clock.instant().plusSeconds(3600).toString(), "budget", "0")).expect(201).id();
            if (kind.equals("FORUM") || kind.equals("OWNER_MEETING")) who.post(path("gatherings/" + id + "/announcement"), Map.of()).expect(204);
            else {
                var asked = who.post(path("gatherings/" + id + "/submission"), Map.of()).expect(200).at("/approvalId");
                director.post(path("approvals/" + asked + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
            }
            made.put(kind, id);
        }
        clock.advance(Duration.ofMinutes(30));
        made.forEach((kind, id) -> {
            var who = kind.equals("OWNER_MEETING") ? steward : supervisor;
            who.post(path("gatherings/" + id + "/arrivals"), Map.of("roomCode", "1-101", "name", "张三", "people", 1)).expect(204);
            who.post(path("gatherings/" + id + "/minutes"), Map.of("minutes", "说了")).expect(204);
            who.post(path("gatherings/" + id + "/summary"), Map.of("effect", "好")).expect(204);
        });
        var demand = steward.post(path("demands"), Map.of("kind", "COMMITTEE", "way", "LETTER", "who", "业委会", "topic", "公布收支", "dueOn", "2026-11-25")).expect(201).id();
        steward.post(path("demands/" + demand + "/reply"), Map.of("outcome", "MET", "reply", "贴在公告栏")).expect(204);
        var person = office.post(path("people"), Map.of("kind", "PERSON", "name", "寿星", "phone", "16600000001", "idNumber", "110101199011210010")).expect(201).id();
        office.post(path("rooms/" + room("1-101") + "/holdings"), Map.of("personId", person, "role", "OWNER", "fromOn", "2026-07-01")).expect(201);
    }

    private long room(String code) {
        return counter.in(community, () -> counter.roomId(community, code));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
