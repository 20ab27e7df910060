package cn.anju.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 今天 11 月 21 日上午九点。 */
@Story
class GatheringTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired Greetings greetings;

    private long community;
    private long stewardId;
    private Office supervisor;
    private Office director;
    private Office steward;

    @BeforeEach
    void people() {
        community = counter.community(4);
        var people = People.of(office);
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
        var account = people.account();
        stewardId = account.id();
        people.grant(stewardId, "steward", community);
        steward = people.signIn(account);
    }

    @Test void 活动_方案批了才报名_名额不超_超支写明_有人来过才总结() throws Exception {
        var id = supervisor.post(path("gatherings"), plan("CULTURE", "500.00")).expect(201).id();
        var at = path("gatherings/" + id);
        assertThat(steward.post(at + "/guests", guest("1-101", 2)).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(supervisor.post(at + "/announcement", Map.of()).expect(409).code()).isEqualTo("approval-needed");
        assertThat(steward.post(at + "/submission", Map.of()).expect(403).code()).isEqualTo("draft-of-other");
        decide(supervisor.post(at + "/submission", Map.of()).expect(200).at("/approvalId"), false, "写明安全员");
        assertThat(supervisor.get(at).at("/facts/reviewNote")).isEqualTo("写明安全员");
        decide(supervisor.post(at + "/submission", Map.of()).expect(200).at("/approvalId"), true, "同意");
        assertThat(supervisor.put(at, plan("CULTURE", "900.00")).expect(409).code()).as("what was approved stands").isEqualTo("move-not-allowed");

        try (var pool = Executors.newFixedThreadPool(4)) {
            var asked = new ArrayList<Callable<Integer>>();
            for (var room : List.of("1-101", "1-102", "1-103", "1-104")) asked.add(() -> steward.post(at + "/guests", guest(room, 2)).status());
            assertThat(pool.invokeAll(asked).stream().map(each -> each.resultNow()).toList()).as("five places, two each").containsExactlyInAnyOrder(204, 204, 409, 409);
        }
        assertThat(supervisor.get(at).at("/gathering/signedUp")).isEqualTo("4");
        assertThat(steward.post(at + "/minutes", Map.of("minutes", "很热闹")).expect(409).code()).isEqualTo("not-begun");
        clock.advance(Duration.ofHours(4));
        supervisor.post(at + "/costs", Map.of("what", "灯谜纸", "amount", "480.00", "spentOn", "2026-11-21")).expect(201);
        var more = Map.of("what", "奖品", "amount", "20.01", "spentOn", "2026-11-21");
        assertThat(supervisor.post(at + "/costs", more).expect(400).code()).isEqualTo("over-budget");
        supervisor.post(at + "/minutes", Map.of("minutes", "猜灯谜，一小时")).expect(204);
        assertThat(supervisor.post(at + "/summary", Map.of("effect", "好")).expect(409).code()).isEqualTo("gathering-unfinished");
        steward.post(at + "/arrivals", Map.of("roomCode", "1-104", "name", "赵六", "people", 3)).expect(204);
        var said = steward.post(at + "/opinions", Map.of("roomCode", "1-104", "speaker", "赵六", "text", "<b>地方小了")).expect(201).id();
        assertThat(supervisor.post(at + "/summary", Map.of("effect", "好")).expect(409).text()).contains("1 条意见没有答复");
        supervisor.post(path("gathering-opinions/" + said + "/answer"), Map.of("answer", "下次去中庭")).expect(204);
        assertThat(supervisor.post(path("gathering-opinions/" + said + "/answer"), Map.of("answer", "下次")).expect(409).code()).isEqualTo("opinion-answered");
        supervisor.post(at + "/summary", Map.of("effect", "三十人参加，反映好")).expect(204);
        assertThat(supervisor.post(at + "/costs", more).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(supervisor.get(path("gatherings?kind=CULTURE")).at("/items/0/state")).isEqualTo("CLOSED");
        assertThat(supervisor.get(at + "/summary.html").text()).contains("HD-202611-0001", "下次去中庭", "480.00", "&lt;b&gt;地方小了");
        assertThat(supervisor.get(path("household-contacts?contacted=true")).json().at("/items").findValuesAsString("room")).as("who came was in touch").contains("1-104");
        assertThat(supervisor.get(path("gatherings.xlsx")).workbook()).contains("元宵灯会");
    }

    @Test void 见面会没有预算_自己定下_别的小区看不到() {
        var id = steward.post(path("gatherings"), plan("OWNER_MEETING", "0")).expect(201).id();
        assertThat(steward.post(path("gatherings/" + id + "/submission"), Map.of()).expect(409).code()).isEqualTo("approval-not-needed");
        steward.post(path("gatherings/" + id + "/announcement"), Map.of()).expect(204);
        assertThat(steward.get(path("gatherings/" + id)).json().at("/acts").toString()).contains("SIGN_UP").doesNotContain("SUBMIT");
        var elsewhere = counter.community(1);
        assertThat(office.get(Counter.path(elsewhere, "gatherings/" + id)).expect(404).code()).isEqualTo("gathering-not-found");
        var reversed = plan("FORUM", "0");
        reversed.put("endsAt", "2026-11-21T02:00:00Z");
        assertThat(steward.post(path("gatherings"), reversed).expect(400).code()).isEqualTo("times-reversed");
        var far = plan("FORUM", "999999999999.99");
        steward.post(path("gatherings"), far).expect(201);
        steward.post(path("gatherings/" + id + "/cancellation"), Map.of("reason", "改期")).expect(204);
    }

    @Test void 业主要求_重点业主先上名单_管的人答复_满意率() {
        var demand = new HashMap<String, Object>(Map.of("kind", "KEY_OWNER", "way", "PHONE", "roomCode", "1-101", "who", "张三", "topic", "想加充电桩", "staffId", stewardId, "dueOn", "2026-11-25"));
        assertThat(supervisor.post(path("demands"), demand).expect(409).code()).isEqualTo("not-a-key-owner");
        assertThat(steward.post(path("key-owners"), key()).expect(403).code()).isEqualTo("not-permitted");
        var owner = supervisor.post(path("key-owners"), key()).expect(201).id();
        assertThat(supervisor.post(path("key-owners"), key()).expect(409).code()).isEqualTo("key-owner-already");
        var id = supervisor.post(path("demands"), demand).expect(201).id();
        assertThat(steward.get(path("notices?unread=true")).text()).contains("想加充电桩");
        var reply = Map.of("outcome", "MET", "reply", "报了电网", "satisfaction", "SATISFIED");
        assertThat(People.of(office).with("steward", community).post(path("demands/" + id + "/reply"), reply).expect(403).code()).isEqualTo("demand-of-other");
        steward.post(path("demands/" + id + "/reply"), reply).expect(204);
        assertThat(steward.post(path("demands/" + id + "/reply"), reply).expect(409).code()).isEqualTo("demand-replied");
        demand.put("kind", "COMMITTEE");
        demand.remove("roomCode");
        supervisor.post(path("demands"), demand).expect(201);
        demand.put("kind", "NEED");
        assertThat(supervisor.post(path("demands"), demand).expect(400).code()).isEqualTo("room-missing");
        assertThat(supervisor.get(path("demands?open=true")).at("/total")).isEqualTo("1");
        clock.advance(Duration.ofDays(6));
        assertThat(supervisor.get(path("demands?late=true")).json().at("/items").findValuesAsString("kind")).containsExactly("COMMITTEE");
        assertThat(supervisor.get(path("key-owners")).at("/0/demands")).isEqualTo("1");
        supervisor.post(path("key-owners/" + owner + "/ending"), Map.of("why", "搬走了")).expect(204);
        assertThat(supervisor.get(path("key-owners.xlsx")).workbook()).contains("1-101", "搬走了");
        assertThat(supervisor.get(path("demands.xlsx")).workbook()).contains("报了电网", "满意");
    }

    @Test void 生日_夜里列出_到了那天祝福一次_消息只发一条() {
        born("张三", "1-101", "11010119900722");
        born("李四", "1-102", "11010119921121");
        born("闰日", "1-103", "11010119920229");
        counter.in(community, () -> {
            greetings.close(community, LocalDate.of(2026, 11, 20));
            greetings.close(community, LocalDate.of(2026, 11, 20));
            greetings.close(community, LocalDate.of(2027, 2, 25));
            return null;
        });
        var today = steward.get(path("birthdays?from=2026-11-21&to=2026-11-21"));
        assertThat(today.json().at("/items").findValuesAsString("name")).containsExactly("李四");
        assertThat(steward.get(path("birthdays?from=2027-02-28&to=2027-02-28")).json().at("/items").findValuesAsString("name")).as("no 29th that year").containsExactly("闰日");
        var later = steward.get(path("birthdays?from=2027-02-28")).json().at("/items/0/id").asLong();
        assertThat(steward.post(path("birthdays/greetings"), Map.of("ids", List.of(later), "way", "PHONE")).expect(409).code()).isEqualTo("birthday-ahead");
        var id = today.json().at("/items/0/id").asLong();
        assertThat(steward.post(path("birthdays/greetings"), Map.of("ids", List.of(id, 987654321L), "way", "MESSAGE")).expect(404).code()).isEqualTo("birthday-not-found");
        assertThat(steward.post(path("birthdays/greetings"), Map.of("ids", List.of(id), "way", "MESSAGE")).expect(200).at("/greeted")).isEqualTo("1");
        assertThat(steward.post(path("birthdays/greetings"), Map.of("ids", List.of(id), "way", "MESSAGE")).expect(200).at("/skipped")).isEqualTo("1");
        assertThat(office.get(path("messages?topic=生日祝福")).at("/total")).isEqualTo("1");
        assertThat(steward.get(path("birthdays?greeted=true")).at("/total")).isEqualTo("1");
        assertThat(steward.get(path("birthdays.xlsx")).workbook()).contains("李四", "发消息");
    }

    private void born(String name, String room, String number) {
        var digits = number + "001";
        var sum = 0;
        for (var place = 0; place < 17; place++) sum += (digits.charAt(place) - '0') * ((1 << 17 - place) % 11);
        var person = office.post(path("people"), Map.of("kind", "PERSON", "name", name, "phone", "16600000001", "idNumber", digits + "10X98765432".charAt(sum % 11))).expect(201).id();
        var at = counter.in(community, () -> counter.roomId(community, room));
        office.post(path("rooms/" + at + "/holdings"), Map.of("personId", person, "role", "OWNER", "fromOn", "2026-07-01")).expect(201);
    }

    private Map<String, Object> key() {
        return Map.of("roomCode", "1-101", "why", "商铺大业主", "channel", "主任热线", "staffId", stewardId);
    }

    private static Map<String, Object> guest(String room, int people) {
        return Map.of("roomCode", room, "name", "住户", "people", people);
    }

    private static Map<String, Object> plan(String kind, String budget) {
        return new HashMap<>(Map.of("kind", kind, "title", "元宵灯会", "plan", "猜灯谜，保安二人看场", "place", "中庭", "startsAt", "2026-11-21T04:00:00Z", "endsAt", "2026-11-21T06:00:00Z",
            "signUpUntil", "2026-11-21", "capacity", 5, "budget", budget));
    }

    private void decide(String request, boolean isApproved, String note) {
        director.post(path("approvals/" + request + "/decisions"), Map.of("isApproved", isApproved, "note", note)).expect(200);
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
