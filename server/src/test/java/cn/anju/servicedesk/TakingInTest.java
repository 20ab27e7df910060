package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 受理：登记的表怎么填、送几次、带什么。 */
@Story
class TakingInTest {

    @Autowired Office office;
    @Autowired Counter counter;

    private long community;
    private long room;
    private Office desk;

    @BeforeEach
    void people() {
        community = counter.community(1);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        desk = People.of(office).with("front_desk", community);
    }

    @Test void 同一张表同时送来八次_一张工单一个号() throws Exception {
        var key = UUID.randomUUID().toString();
        var answers = new TreeSet<String>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            var work = new ArrayList<Callable<String>>();
            for (var i = 0; i < 8; i++) work.add(() -> desk.post(path("tickets"), repair("水管漏水"), "Idempotency-Key", key).expect(201).text());
            for (var each : pool.invokeAll(work)) answers.add(each.get());
        }
        assertThat(answers).as("all were told the same").hasSize(1);
        assertThat(desk.get(path("tickets")).at("/total") + desk.get(path("desk-contacts")).at("/total")).isEqualTo("11");
        assertThat(desk.post(path("tickets"), repair("灯不亮"), "Idempotency-Key", key).expect(409).code()).isEqualTo("idempotency-key-reused");
        assertThat(desk.post(path("tickets"), repair("灯不亮"), "Idempotency-Key", "short").expect(400).code()).isEqualTo("idempotency-key-invalid");
        assertThat(desk.post(path("tickets"), repair("灯不亮")).expect(400).code()).isEqualTo("idempotency-key-missing");
        assertThat(desk.add(path("tickets"), repair("灯不亮")).expect(201).at("/number")).isEqualTo("WX-202611-0002");
    }

    @Test void 登记本的一笔送来两次_只记一笔() {
        var said = Map.of("source", "COUNTER", "kind", "ENQUIRY", "said", "几点上班", "answer", "八点十分", "introduced", true);
        var key = UUID.randomUUID().toString();
        var first = desk.post(path("desk-contacts"), said, "Idempotency-Key", key).expect(201);
        assertThat(desk.post(path("desk-contacts"), said, "Idempotency-Key", key).expect(201).id()).isEqualTo(first.id());
        assertThat(desk.post(path("desk-contacts"), said).expect(400).code()).isEqualTo("idempotency-key-missing");
        assertThat(desk.get(path("desk-contacts")).at("/total")).isEqualTo("1");
    }

    @Test void 不归物业管的_说清找谁_当场了结() {
        var body = repair("楼道停电");
        for (var field : List.of("wishedFrom", "promisedAt", "readBack")) body.remove(field);
        body.putAll(Map.of("readBack", false, "responsibility", "UTILITY", "referral", "表前的线路归供电公司", "referralPhone", "95598"));
        var opened = desk.add(path("tickets"), body).expect(201);
        var ticket = desk.get(path("tickets/" + opened.id())).expect(200);
        assertThat(ticket.at("/ticket/state") + ticket.at("/responsibility") + ticket.at("/referralPhone")).isEqualTo("CLOSEDUTILITY95598");
        assertThat(ticket.at("/events/1/text")).contains("水电气公司", "95598");
        assertThat(desk.get(path("desk-contacts")).at("/items/0/answer")).isEqualTo("表前的线路归供电公司");
    }

    @Test void 在册的住户报修_姓名电话照册_登记的人看不到号码() {
        var person = office.post(path("people"), Map.of("kind", "PERSON", "name", "李小明", "phone", "13900000001")).expect(201).id();
        var body = repair("门锁坏了", "personId", person);
        body.remove("reporter");
        body.remove("phone");
        var opened = desk.add(path("tickets"), body).expect(201);
        var ticket = desk.get(path("tickets/" + opened.id()));
        assertThat(ticket.at("/ticket/reporter") + ticket.at("/ticket/phone") + ticket.at("/personId")).isEqualTo("李小明139****0001" + person);
    }

    @Test void 设备也是地点_巡查的不用问姓名() {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "ROUND", "urgency", "NORMAL", "equipment", "3 栋 1 号电梯", "title", "轿厢异响",
            "readBack", false, "introduced", false));
        var ticket = desk.get(path("tickets/" + desk.add(path("tickets"), body).expect(201).id()));
        assertThat(ticket.at("/ticket/where") + ticket.at("/equipment")).isEqualTo("3 栋 1 号电梯3 栋 1 号电梯");
        assertThat(ticket.at("/ticket/reporter")).as("who reports").isNotEmpty();
        body.put("commonAreaId", office.post(path("common-areas"), Map.of("name", "大堂", "kind", "大堂")).expect(201).id());
        body.put("source", "PHONE");
        assertThat(desk.add(path("tickets"), body).expect(201).id()).as("a public area needs no name").isPositive();
        assertThat(desk.get(path("tickets/equipment")).json().valueStream().map(each -> each.asString())).containsExactly("3 栋 1 号电梯");
    }

    @Test void 住户报修_地点用话写的也要姓名电话和时间() {
        var body = repair("小院水管漏水", "place", "3 号楼 101 后面的小院");
        body.remove("roomId");
        assertThat(desk.add(path("tickets"), without(body, "reporter")).expect(400).code()).isEqualTo("reporter-missing");
        assertThat(desk.add(path("tickets"), without(body, "phone")).expect(400).code()).isEqualTo("reporter-missing");
        assertThat(desk.add(path("tickets"), without(body, "wishedFrom")).expect(400).code()).isEqualTo("wished-time-missing");
        assertThat(desk.add(path("tickets"), without(body, "promisedAt")).expect(400).code()).isEqualTo("promised-time-missing");
        body.put("readBack", false);
        assertThat(desk.add(path("tickets"), body).expect(400).code()).isEqualTo("not-read-back");
        body.put("readBack", true);
        var first = desk.add(path("tickets"), body).expect(201).id();
        body.put("sameAs", first);
        assertThat(desk.add(path("tickets"), without(body, "wishedFrom")).expect(201).at("/isNew")).as("somebody comes already").isEqualTo("false");
        body.remove("sameAs");
        body.put("equipment", "路灯");
        assertThat(desk.add(path("tickets"), without(without(body, "reporter"), "phone")).expect(201).id()).as("equipment needs no name").isPositive();
        body.remove("equipment");
        body.putAll(Map.of("kind", "SUGGESTION", "title", "小院加盏灯"));
        assertThat(desk.add(path("tickets"), without(without(body, "reporter"), "phone")).expect(201).id()).as("only a repair is visited").isPositive();
    }

    @Test void 同事报的_说是哪一位_管家带回来的住户报修要住户的() {
        var technician = colleague("周师傅", community);
        var round = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "ROUND", "urgency", "NORMAL", "roomId", room, "title", "楼道窗户掉了", "readBack", false, "introduced", false));
        var own = desk.get(path("tickets/" + desk.add(path("tickets"), round).expect(201).id()));
        assertThat(own.at("/reportedName")).isNotEmpty().isEqualTo(own.at("/openedName")).isEqualTo(own.at("/ticket/reporter"));
        round.put("reportedBy", technician);
        var other = desk.get(path("tickets/" + desk.add(path("tickets"), round).expect(201).id()));
        assertThat(other.at("/reportedName") + other.at("/ticket/reporter")).isEqualTo("周师傅周师傅");
        assertThat(other.at("/openedName") + other.at("/events/0/text")).contains(own.at("/openedName"), "周师傅报的");
        round.put("reportedBy", colleague("别处的", counter.community(1)));
        assertThat(desk.add(path("tickets"), round).expect(404).code()).as("another community's").isEqualTo("colleague-not-found");
        assertThat(desk.add(path("tickets"), repair("灯不亮", "reportedBy", technician)).expect(400).code()).isEqualTo("colleague-needless");

        var brought = repair("厨房灯不亮", "source", "STEWARD");
        assertThat(desk.add(path("tickets"), without(brought, "phone")).expect(400).code()).isEqualTo("reporter-missing");
        assertThat(desk.add(path("tickets"), without(brought, "wishedFrom")).expect(400).code()).isEqualTo("wished-time-missing");
        var ticket = desk.get(path("tickets/" + desk.add(path("tickets"), without(brought, "promisedAt")).expect(201).id()));
        assertThat(ticket.at("/ticket/reporter") + ticket.at("/reportedName")).as("the resident, and who brought it").isEqualTo("李小明" + own.at("/openedName"));
    }

    private long colleague(String name, long at) {
        var account = office.post("/api/staff", Map.of("username", "u" + UUID.randomUUID().toString().substring(0, 8), "name", name)).expect(201).id();
        People.of(office).grant(account, "technician", at);
        return account;
    }

    private static HashMap<String, Object> without(Map<String, Object> body, String field) {
        var rest = new HashMap<>(body);
        rest.remove(field);
        return rest;
    }

    @Test void 照片跟着工单_看不到工单的看不到照片() {
        var opened = desk.add(path("tickets"), repair("墙面渗水")).expect(201).id();
        var photo = desk.upload(path("tickets/" + opened + "/photos"), "墙面.png", Counter.PNG).expect(201).id();
        assertThat(desk.upload(path("tickets/" + opened + "/photos"), "清单.txt", "不是照片".getBytes()).expect(400).code()).isEqualTo("not-a-photo");
        assertThat(desk.get(path("tickets/" + opened)).at("/photos/0/filename")).isEqualTo("墙面.png");
        assertThat(desk.get(path("tickets/" + opened + "/photos/" + photo)).expect(200).raw().body()).isEqualTo(Counter.PNG);
        People.of(office).with("technician", community).get(path("tickets/" + opened + "/photos/" + photo)).expect(403);
        var other = desk.add(path("tickets"), repair("别的事")).expect(201).id();
        desk.get(path("tickets/" + other + "/photos/" + photo)).expect(404);
        desk.get(path("attachments/1")).expect(404);
    }

    private HashMap<String, Object> repair(String title, Object... more) {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "PHONE", "urgency", "NORMAL", "roomId", room, "title", title, "reporter", "李小明",
            "phone", "13900000001", "wishedFrom", "2026-11-21T06:00:00Z", "readBack", true, "introduced", false));
        body.put("promisedAt", "2026-11-21T06:00:00Z");
        for (var i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        return body;
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
