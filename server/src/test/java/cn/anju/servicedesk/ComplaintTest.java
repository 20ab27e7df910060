package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class ComplaintTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long room;
    private long stewardId;
    private long directorId;
    private Office desk;
    private Office steward;
    private Office supervisor;
    private Office director;

    @BeforeEach
    void people() {
        community = counter.community(2);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        var people = People.of(office);
        desk = people.with("front_desk", community);
        var accounts = List.of(people.account(), people.account(), people.account());
        stewardId = accounts.get(0).id();
        directorId = accounts.get(2).id();
        people.grant(stewardId, "steward", community);
        people.grant(accounts.get(1).id(), "cs_supervisor", community);
        people.grant(directorId, "director", community);
        steward = people.signIn(accounts.get(0));
        supervisor = people.signIn(accounts.get(1));
        director = people.signIn(accounts.get(2));
        var building = office.get(path("buildings")).at("/0/id");
        office.post(path("steward-areas"), Map.of("name", "一片", "parts", List.of(Map.of("buildingId", Long.valueOf(building), "fromOn", "2026-07-01")),
            "assignments", List.of(Map.of("staffId", stewardId, "fromOn", "2026-07-01")))).expect(201);
    }

    @Test void 投诉一级一级报上去_办结回访签意见_齐了才归档() {
        var ticket = open("COMPLAINT", "报修三天没人来");
        var file = steward.get(path("complaints")).at("/items/0/id");
        assertThat(file(file, "/complaint/number") + file(file, "/complaint/level") + file(file, "/complaint/handlerId")).isEqualTo("JZ-202611-0001STEWARD" + stewardId);
        assertThat(steward.get(path("notices?unread=true")).text()).contains("报修三天没人来");
        assertThat(steward.post(path("complaints/" + file + "/archive"), Map.of()).expect(409).at("/detail")).contains("经办人接收", "处理措施", "办结结论", "回访", "意见书");
        steward.post(path("complaints/" + file + "/receipt"), Map.of()).expect(204);
        assertThat(steward.post(path("complaints/" + file + "/receipt"), Map.of()).expect(409).code()).isEqualTo("complaint-received");
        assertThat(supervisor.put(path("tickets/" + ticket + "/owner"), Map.of("staffId", directorId)).expect(409).code()).isEqualTo("complaint-upwards");
        assertThat(escalate(steward, file, "why", "要工程部加人", "toId", directorId).expect(409).code()).as("not two levels at once").isEqualTo("not-one-level-up");
        assertThat(escalate(steward, file, "why", "要工程部加人", "toId", stewardId).expect(409).code()).as("not sideways").isEqualTo("not-one-level-up");
        escalate(steward, file, "why", "要工程部加人").expect(204);
        assertThat(escalate(steward, file, "why", "再报一次").expect(403).code()).isEqualTo("not-handler");
        clock.advance(Duration.ofHours(1));
        supervisor.post(path("complaints/" + file + "/receipt"), Map.of()).expect(204);
        escalate(supervisor, file, "why", "要停一条供水主管").expect(204);
        assertThat(director.get(path("notices?unread=true")).text()).contains("上报投诉");
        director.post(path("complaints/" + file + "/receipt"), Map.of()).expect(204);
        assertThat(escalate(director, file, "why", "没有上一级").expect(409).code()).isEqualTo("nobody-above");
        var steps = director.get(path("complaints/" + file)).json().at("/steps");
        assertThat(steps.valueStream().map(step -> step.at("/toLevel").asString() + step.at("/receivedAt").asString("").isEmpty()))
            .containsExactly("STEWARDfalse", "SUPERVISORfalse", "DIRECTORfalse");

        director.put(path("complaints/" + file + "/findings"), Map.of("item", "REPAIR", "cause", "LATE", "department", "ENGINEERING", "measure", "加派两人，当天修好")).expect(204);
        director.post(path("tickets/" + ticket + "/closing"), Map.of("responsibility", "OURS", "conclusion", "已修好并致歉")).expect(204);
        assertThat(director.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).code()).isEqualTo("not-permitted");
        desk.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).expect(204);
        assertThat(director.post(path("complaints/" + file + "/opinion"), Map.of("remark", "自己签")).expect(403).at("/detail")).as("his own case").contains("总经理", "不能自己签");
        assertThat(director.get(path("complaints/" + file)).json().at("/acts").toString()).doesNotContain("OPINION");
        assertThat(supervisor.get(path("complaints/" + file)).json().at("/acts").toString()).as("nobody is above the director here").contains("OPINION");
        var manager = People.of(office).with("general_manager", community);
        assertThat(supervisor.get(path("complaints/" + file)).json().at("/acts").toString()).doesNotContain("OPINION");
        assertThat(supervisor.post(path("complaints/" + file + "/opinion"), Map.of("remark", "替主任签")).expect(403).code()).as("from below").isEqualTo("not-superior");
        assertThat(manager.get(path("complaints/" + file)).json().at("/acts").toString()).contains("OPINION");
        manager.post(path("complaints/" + file + "/opinion"), Map.of("remark", "今后当天必到")).expect(204);
        assertThat(manager.get(path("complaints/" + file)).json().at("/acts").toString()).doesNotContain("OPINION");
        assertThat(director.get(path("complaints/" + file)).json().at("/missing").size()).isZero();
        director.post(path("complaints/" + file + "/archive"), Map.of()).expect(204);
        assertThat(director.get(path("complaints?stage=ARCHIVED")).at("/total")).isEqualTo("1");
        assertThat(director.get(path("complaints/" + file + "/file.html")).expect(200).text()).contains("要停一条供水主管", "今后当天必到", "JZ-202611-0001");
        assertThat(director.get(path("complaint-hotspots")).text()).contains("处理不及时");
        assertThat(director.get(path("complaint-hotspots/areas")).at("/0/complaints")).isEqualTo("1");
    }

    @Test void 意见书由高一级的签_同级的高级管家和经办人都不能签() {
        var ticket = open("COMPLAINT", "楼道三天没拖");
        var file = steward.get(path("complaints")).at("/items/0/id");
        var peer = People.of(office).with("senior_steward", community);
        steward.post(path("complaints/" + file + "/receipt"), Map.of()).expect(204);
        steward.post(path("tickets/" + ticket + "/closing"), Map.of("responsibility", "OURS", "conclusion", "已补拖")).expect(204);
        assertThat(peer.get(path("complaints/" + file)).json().at("/acts").toString()).doesNotContain("OPINION");
        var refused = peer.post(path("complaints/" + file + "/opinion"), Map.of("remark", "同意")).expect(403);
        assertThat(refused.code() + refused.at("/detail")).contains("not-superior", "客服主管", "同级不能签");
        assertThat(supervisor.get(path("complaints/" + file)).json().at("/acts").toString()).contains("OPINION");
        supervisor.post(path("complaints/" + file + "/opinion"), Map.of("remark", "今后每日查")).expect(204);
        assertThat(director.post(path("complaints/" + file + "/opinion"), Map.of("remark", "再签")).expect(409).code()).isEqualTo("opinion-signed");
    }

    @Test void 重大投诉另编专档_各部门各自答复_热点算得出重复() {
        open("COMPLAINT", "水箱有异味");
        var file = steward.get(path("complaints")).at("/items/0/id");
        steward.post(path("complaints/" + file + "/major"), Map.of("why", "全楼停水")).expect(204);
        assertThat(director.get(path("notices?unread=true")).text()).contains("重大投诉 ZD-202611-0001");
        assertThat(steward.post(path("complaints/" + file + "/major"), Map.of("why", "再定一次")).expect(409).code()).isEqualTo("complaint-major");
        var account = People.of(office).account();
        People.of(office).grant(account.id(), "cleaner_supervisor", community);
        var cleaner = People.of(office).signIn(account);
        var parts = List.of("ENGINEERING", "CLEANING").stream().map(department -> steward.post(path("complaints/" + file + "/parts"),
            Map.of("department", department, "task", "查清并答复", "staffId", account.id(), "dueOn", "2026-11-22")).expect(201).id()).toList();
        assertThat(cleaner.get(path("today")).text()).as("whoever is asked knows").contains("2 张协办单等您答复");
        supervisor.post(path("complaints/" + file + "/parts/" + parts.get(0) + "/answer"), Map.of("answer", "已清洗")).expect(204);
        assertThat(cleaner.get(path("today")).text()).contains("1 张协办单等您答复");
        assertThat(steward.get(path("complaints/" + file)).json().at("/missing").toString()).contains("1 个部门的答复");
        steward.put(path("complaints/" + file + "/findings"), Map.of("item", "REPAIR", "cause", "QUALITY", "department", "ENGINEERING", "measure", "清洗消毒")).expect(204);
        for (var day = 0; day < 2; day++) {
            clock.advance(Duration.ofDays(1));
            open("COMPLAINT", "又有异味");
            var next = steward.get(path("complaints?sort=-number")).at("/items/0/id");
            steward.put(path("complaints/" + next + "/findings"), Map.of("item", "REPAIR", "cause", "QUALITY", "department", "ENGINEERING", "measure", "再清洗")).expect(204);
        }
        var spot = director.get(path("complaint-hotspots")).json().valueStream().filter(each -> each.at("/code").asString("").equals("QUALITY")).findFirst().orElseThrow();
        assertThat(spot.at("/total").asString() + "/" + spot.at("/repeats").asString() + "/" + spot.at("/repeatRate").asString()).isEqualTo("3/2/66.7");
        assertThat(director.get(path("complaint-hotspots/areas")).at("/0/isOver")).isEqualTo("true");
        everyNumberOpensItsComplaints();
    }

    private void everyNumberOpensItsComplaints() {
        desk.post(path("tickets/" + open("COMPLAINT", "登错了") + "/cancellation"), Map.of("reason", "登错了")).expect(204);
        open("COMPLAINT", "还没查明");
        clock.advance(Duration.ofDays(3));
        for (var spot : director.get(path("complaint-hotspots")).expect(200).json()) {
            var code = spot.at("/code").asString("").isEmpty() ? spot.at("/dimension").asString().equals("BUILDING") ? "0" : "NONE" : spot.at("/code").asString();
            var list = "complaints?cancelled=false&from=2026-09-01&to=2026-12-31&" + spot.at("/dimension").asString().toLowerCase(java.util.Locale.ROOT) + "=" + code;
            assertThat(List.of(director.get(path(list)).at("/total"), director.get(path(list + "&open=true")).at("/total"), director.get(path(list + "&late=true")).at("/total"),
                director.get(path(list + "&repeat=true")).at("/total"))).as(list).isEqualTo(List.of(spot.at("/total").asString(), spot.at("/open").asString(), spot.at("/late").asString(),
                    spot.at("/repeats").asString()));
        }
    }

    @Test void 邻里纠纷要调解双方签字_疑难客户交联络人() {
        open("DISPUTE", "楼上拖椅子");
        var file = steward.get(path("complaints")).at("/items/0/id");
        var mediation = steward.post(path("complaints/" + file + "/mediations"), Map.of("heldAt", "2026-11-21T00:30:00Z", "place", "服务中心", "oneParty", "1-101 李小明",
            "otherParty", "1-201 王强", "course", "双方到场说明", "result", "加椅脚垫，晚十点后不拖动", "isAgreed", true)).expect(201).id();
        assertThat(steward.get(path("complaints/" + file)).json().at("/missing").toString()).contains("调解双方签字");
        var paper = office.upload(path("attachments?subject=complaint:" + file), "调解书.png", onePixel()).expect(201).id();
        var sign = Map.of("oneSigned", "李小明", "otherSigned", "王强", "attachmentId", paper);
        var elsewhere = office.upload(path("attachments?subject=room:1"), "别的.png", onePixel()).expect(201).id();
        assertThat(steward.post(path("complaints/" + file + "/mediations/" + mediation + "/signing"), Map.of("oneSigned", "李小明", "otherSigned", "王强", "attachmentId", elsewhere)).expect(404).code())
            .as("a paper of something else").isEqualTo("attachment-not-found");
        steward.post(path("complaints/" + file + "/mediations/" + mediation + "/signing"), sign).expect(204);
        assertThat(steward.post(path("complaints/" + file + "/mediations/" + mediation + "/signing"), sign).expect(409).code()).isEqualTo("mediation-signed");
        assertThat(steward.get(path("complaints/" + file)).json().at("/missing").toString()).doesNotContain("调解");
        var again = steward.post(path("complaints/" + file + "/mediations"), Map.of("heldAt", "2026-11-21T00:40:00Z", "place", "服务中心", "oneParty", "1-101 李小明",
            "otherParty", "1-201 王强", "course", "再谈", "result", "照旧", "isAgreed", true)).expect(201).id();
        assertThat(steward.post(path("complaints/" + file + "/mediations/" + again + "/signing"), sign).expect(404).code()).as("the paper of the first time").isEqualTo("attachment-not-found");
        var second = office.upload(path("attachments?subject=complaint:" + file), "调解书二.png", onePixel()).expect(201).id();
        steward.post(path("complaints/" + file + "/mediations/" + again + "/signing"), Map.of("oneSigned", "李小明", "otherSigned", "王强", "attachmentId", second)).expect(204);
        assertThat(steward.post(path("complaints/" + file + "/liaison"), Map.of("staffId", stewardId, "why", "反复来访")).expect(404).code()).isEqualTo("liaison-not-found");
        var liaison = People.of(office).account();
        People.of(office).grant(liaison.id(), "senior_steward", community);
        steward.post(path("complaints/" + file + "/liaison"), Map.of("staffId", liaison.id(), "why", "反复来访")).expect(204);
        assertThat(file(file, "/complaint/handlerId") + file(file, "/complaint/isDifficult")).isEqualTo(liaison.id() + "true");
        var repair = open("REPAIR", "灯不亮");
        assertThat(steward.get(path("complaints")).at("/total")).as("a repair has no file: " + repair).isEqualTo("1");
    }

    private Office.Answer escalate(Office who, String file, Object... fields) {
        var body = new HashMap<String, Object>();
        for (var i = 0; i < fields.length; i += 2) body.put((String) fields[i], fields[i + 1]);
        return who.post(path("complaints/" + file + "/escalations"), body);
    }

    private String file(String file, String pointer) {
        return director.get(path("complaints/" + file)).expect(200).at(pointer);
    }

    private long open(String kind, String title) {
        return desk.add(path("tickets"), Map.ofEntries(Map.entry("kind", kind), Map.entry("source", "PHONE"), Map.entry("urgency", "NORMAL"), Map.entry("roomId", room),
            Map.entry("title", title), Map.entry("reporter", "李小明"), Map.entry("phone", "13900000001"), Map.entry("wishedFrom", "2026-11-25T06:00:00Z"),
            Map.entry("promisedAt", "2026-11-25T06:00:00Z"), Map.entry("readBack", true), Map.entry("introduced", false))).expect(201).id();
    }

    private static byte[] onePixel() {
        return java.util.Base64.getDecoder().decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
