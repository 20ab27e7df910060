package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class FieldTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long room;
    private long service;
    private Office desk;
    private Office technician;
    private long technicianId;

    @BeforeEach
    void people() {
        community = counter.community(1);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        desk = People.of(office).with("front_desk", community);
        var account = People.of(office).account();
        technicianId = account.id();
        People.of(office).grant(technicianId, "technician", community);
        technician = People.of(office).signIn(account);
        office.put(path("one-off-prices"), Map.of("code", "FAUCET", "name", "换水龙头", "unit", "个", "price", "60.00", "isActive", true)).expect(200);
        service = office.post(path("services"), Map.of("name", "换水龙头", "category", "REPAIR", "priceCode", "FAUCET", "commissionRate", "15", "isActive", true)).expect(201).id();
    }

    @Test void 手机上办完一单_迟到的按那时算_同一笔传几遍只算一次() throws Exception {
        office.put(path("materials"), Map.of("name", "阀芯", "unit", "个", "price", "12.50", "isActive", true)).expect(204);
        var order = dispatch(open("水龙头滴水", "REPAIR"));
        var pack = technician.get(path("field/pack")).expect(200);
        assertThat(pack.at("/jobs/0/order/phone")).isEqualTo("139****0001");
        assertThat(pack.at("/jobs/0/order/building")).isNotEmpty();
        assertThat(pack.text()).doesNotContain("WITHDRAW", "13900000001");
        clock.advance(Duration.ofHours(3));                                              // the whole morning without network, then all at once
        assertThat(act(order, "STEP", "2026-11-21T01:10:00Z", "step", "START").at("/isApplied")).isEqualTo("true");
        var material = body(order, "MATERIAL", "2026-11-21T01:20:00Z", "materialId", pack.json().at("/materials/0/id").asLong(), "quantity", "2");
        try (var pool = Executors.newFixedThreadPool(4)) {
            var sent = new ArrayList<Callable<String>>();
            for (var i = 0; i < 4; i++) sent.add(() -> technician.post(path("field/acts"), material).expect(200).at("/isApplied"));
            for (var each : pool.invokeAll(sent)) assertThat(each.get()).isEqualTo("true");
        }
        var finish = body(order, "STEP", "2026-11-21T01:40:00Z", "step", "FINISH", "text", "换了阀芯");
        technician.post(path("field/acts"), finish).expect(200);
        technician.post(path("field/acts"), finish).expect(200);
        var done = desk.get(path("work-orders/" + order)).expect(200);
        assertThat(done.at("/startedAt") + done.at("/finishedAt")).isEqualTo("2026-11-21T01:10:00Z2026-11-21T01:40:00Z");
        assertThat(desk.get(path("work-orders/" + order + "/done")).json().at("/materials").toString()).contains("25.00").hasSizeLessThan(400);
        assertThat(desk.get(path("work-orders/" + order + "/done")).json().at("/materials").size()).isEqualTo(1);
        assertThat(counter.in(community, () -> counter.rows("select count(*) from servicedesk.field_act where community_id = " + community))).isEqualTo(3);
    }

    @Test void 派了工告诉报修的人_完工码发到他手机_电话不在档案里的说明() {
        var person = office.post(path("people"), Map.of("kind", "PERSON", "name", "李小明", "phone", "13900000001")).expect(201).id();
        office.post(path("rooms/" + room + "/holdings"), Map.of("personId", person, "role", "TENANT", "fromOn", "2026-07-01")).expect(201);
        var order = dispatch(open("水龙头滴水", "REPAIR"));
        var code = desk.get(path("work-orders/" + order + "/done")).at("/signCode");
        var sent = office.get(path("messages?topic=工单"));
        assertThat(sent.at("/items/0/body")).contains("水龙头滴水", code, "11月21日 14:00");
        assertThat(sent.at("/items/0/personId")).isEqualTo(Long.toString(person));
        assertThat(sent.at("/total")).isEqualTo("1");
        technician.get(path("messages")).expect(403);

        office.put(path("people/" + person), Map.of("kind", "PERSON", "name", "李小明", "phone", "13900000002")).expect(200);
        var other = open("灯不亮", "REPAIR");
        dispatch(other);
        assertThat(desk.get(path("tickets/" + other)).text()).contains("没有发消息：报修的电话不在 1-101 的住户档案里");
        assertThat(office.get(path("messages?topic=工单")).at("/total")).isEqualTo("1");
        office.put(path("settings/servicedesk.tells-visit"), Map.of("value", "false")).expect(204);
        office.put(path("people/" + person), Map.of("kind", "PERSON", "name", "李小明", "phone", "13900000001")).expect(200);
        dispatch(open("开关坏了", "REPAIR"));
        assertThat(office.get(path("messages?topic=工单")).at("/total")).as("turned off").isEqualTo("1");
    }

    @Test void 住户签收了就是凭证_不再要纸的_印出来有用料收费和签字() {
        office.put(path("materials"), Map.of("name", "阀芯", "unit", "个", "price", "12.50", "isActive", true)).expect(204);
        var material = technician.get(path("field/pack")).json().at("/materials/0/id").asLong();
        var order = dispatch(open("水龙头滴水", "REPAIR"));
        assertThat(desk.get(path("work-orders/print.html?ids=" + order)).text()).as("nothing yet: room to write").contains("名称、数量、单价：", "项目、金额：");
        act(order, "STEP", now(), "step", "START");
        act(order, "MATERIAL", now(), "materialId", material, "quantity", "2");
        act(order, "SERVICE", now(), "serviceId", service, "quantity", "1");
        act(order, "CODE", now(), "signer", "李<b>小明", "code", desk.get(path("work-orders/" + order + "/done")).at("/signCode"));
        assertThat(desk.get(path("vouchers?state=HELD")).at("/total")).as("not done yet").isEqualTo("0");
        act(order, "STEP", now(), "step", "FINISH", "text", "换好了");
        assertThat(desk.get(path("vouchers?state=HELD")).at("/items/0/voucher")).startsWith("电子 RW-");
        assertThat(desk.get(path("vouchers?state=MISSING")).at("/total")).isEqualTo("0");
        assertThat(desk.post(path("work-orders/" + order + "/voucher"), Map.of("voucher", "A1")).expect(409).code()).isEqualTo("voucher-entered");
        assertThat(desk.get(path("work-orders/print.html?ids=" + order)).text()).contains("阀芯 2个，单价 12.50 元，25.00 元", "换水龙头 × 1", "60.00 元（待收 60.00 元）", "李&lt;b&gt;小明", "报完工码签收")
            .doesNotContain("名称、数量、单价：", "李<b>");
        var paper = dispatch(open("灯不亮", "REPAIR"));
        act(paper, "STEP", now(), "step", "START");
        act(paper, "VOUCHER", now(), "text", "A0000777");
        act(paper, "CODE", now(), "signer", "李小明", "code", desk.get(path("work-orders/" + paper + "/done")).at("/signCode"));
        act(paper, "STEP", now(), "step", "FINISH", "text", "换了灯");
        assertThat(desk.get(path("vouchers?state=MISSING")).at("/total")).as("the paper comes back").isEqualTo("1");
    }

    @Test void 收费的项目住户签了字才能完工_完工就记到账上_收费台收_人有提成() {
        var order = dispatch(open("水龙头滴水", "REPAIR"));
        act(order, "STEP", now(), "step", "START");
        assertThat(act(order, "SERVICE", now(), "serviceId", service, "quantity", "2").at("/isApplied")).isEqualTo("true");
        var early = act(order, "STEP", now(), "step", "FINISH", "text", "换好了");
        assertThat(early.at("/code")).isEqualTo("service-not-agreed");
        assertThat(early.at("/sentence")).contains("住户还没同意");
        var code = desk.get(path("work-orders/" + order + "/done")).at("/signCode");
        assertThat(technician.get(path("work-orders/" + order + "/done")).at("/signCode")).as("the technician does not see it").isEmpty();
        var wrong = code.equals("0000") ? "1111" : "0000";
        assertThat(act(order, "CODE", now(), "signer", "李小明", "code", wrong).at("/code")).isEqualTo("sign-code-wrong");
        assertThat(act(order, "CODE", now(), "signer", "李小明", "code", wrong).at("/sentence")).contains("发给住户的消息里");
        assertThat(act(order, "CODE", now(), "signer", "李小明", "code", code).at("/isApplied")).isEqualTo("true");
        assertThat(act(order, "VOUCHER", now(), "text", "A0000123").at("/isApplied")).isEqualTo("true");
        assertThat(act(order, "STEP", now(), "step", "FINISH", "text", "换好了").at("/isApplied")).isEqualTo("true");
        var row = desk.get(path("service-orders")).json().at("/items/0");
        assertThat(row.at("/state").asString() + row.at("/agreedWay").asString() + row.at("/agreedWho").asString() + row.at("/amount").asString()).isEqualTo("DONECODE李小明120.00");
        assertThat(row.at("/outstanding").asString()).isEqualTo("120.00");
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "120.00").expect(201);
        assertThat(desk.get(path("service-orders")).json().at("/items/0/outstanding").asString()).isEqualTo("0.00");
        var commission = office.get(path("service-commissions/2026-11")).json();
        assertThat(commission.at("/0/staffId").asLong()).isEqualTo(technicianId);
        assertThat(commission.at("/0/commission").asString()).isEqualTo("18.00");
        counter.assertBooksAgree(community);
    }

    @Test void 有偿服务先报价_同意了才派人_推广带来几单看得到() {
        var ticket = open("要换两个水龙头", "PAID_SERVICE");
        var dispatch = Map.of("technicianId", technicianId, "task", "换水龙头");
        assertThat(desk.post(path("tickets/" + ticket + "/work-orders"), dispatch).expect(409).code()).isEqualTo("quote-missing");
        assertThat(acts(ticket)).as("nothing is quoted yet").doesNotContain("DISPATCH");
        var promotion = desk.post(path("promotions"), Map.of("name", "冬季换新", "channel", "电梯海报", "fromOn", "2026-11-01", "toOn", "2026-11-30", "serviceId", service, "reached", 300)).expect(201).id();
        var quoted = desk.post(path("tickets/" + ticket + "/service-orders"), Map.of("lines", List.of(Map.of("serviceId", service, "count", "2")), "promotionId", promotion)).expect(201);
        assertThat(quoted.at("/number") + quoted.at("/amount")).isEqualTo("FW-202611-0001120.00");
        assertThat(desk.post(path("tickets/" + ticket + "/work-orders"), dispatch).expect(409).code()).isEqualTo("service-not-agreed");
        assertThat(acts(ticket)).as("the resident has not agreed").doesNotContain("DISPATCH");
        desk.post(path("service-orders/" + quoted.id() + "/consent"), Map.of("who", "李小明", "way", "PHONE")).expect(204);
        assertThat(desk.post(path("service-orders/" + quoted.id() + "/consent"), Map.of("who", "李小明", "way", "PHONE")).expect(409).code()).isEqualTo("service-order-state");
        assertThat(acts(ticket)).contains("DISPATCH");
        office.put(path("one-off-prices"), Map.of("code", "FAUCET", "name", "换水龙头", "unit", "个", "price", "80.00", "isActive", true)).expect(200);
        var order = desk.post(path("tickets/" + ticket + "/work-orders"), dispatch).expect(201).id();
        act(order, "STEP", now(), "step", "START");
        act(order, "STEP", now(), "step", "FINISH", "text", "换好了");
        assertThat(desk.get(path("service-orders")).json().at("/items/0/outstanding").asString()).as("what was agreed, though the list has gone up").isEqualTo("120.00");
        var effect = desk.get(path("promotions")).json().at("/0");
        assertThat(desk.get(path("service-orders?promotion=" + promotion)).at("/total") + desk.get(path("service-orders?state=DONE&promotion=" + promotion)).at("/total"))
            .as("the figures are these orders").isEqualTo(effect.at("/quoted").asString() + effect.at("/done").asString());
        assertThat(desk.get(path("service-orders?promotion=" + (promotion + 1))).at("/total")).isEqualTo("0");
        assertThat(effect.at("/quoted").asInt() + " " + effect.at("/done").asInt() + " " + effect.at("/amount").asString()).isEqualTo("1 1 120.00");
        desk.post(path("promotions/" + promotion + "/checks"), Map.of("effect", "一单", "opinions", "希望晚上也能来")).expect(204);
        assertThat(desk.get(path("promotions")).text()).contains("希望晚上也能来");
    }

    @Test void 收回了的单_手机上的迟到_说得出为什么_别人的单一笔也记不上() throws Exception {
        var order = dispatch(open("水龙头滴水", "REPAIR"));
        desk.post(path("work-orders/" + order + "/steps"), Map.of("step", "WITHDRAW", "text", "住户说好了")).expect(204);
        var late = body(order, "STEP", now(), "step", "START");
        var answer = technician.post(path("field/acts"), late).expect(200);
        assertThat(answer.at("/isApplied") + answer.at("/code")).isEqualTo("falseorder-step");
        assertThat(answer.at("/sentence")).contains("现在不能开工");
        assertThat(technician.post(path("field/acts"), late).expect(200).at("/code")).as("the same answer again").isEqualTo("order-step");
        People.of(office).with("technician", community).post(path("field/acts"), body(order, "VOUCHER", now(), "text", "A1")).expect(404);
        var photo = path("field/photos?orderId=" + order + "&stage=BEFORE&madeAt=2026-11-21T01:00:00Z&clientId=");
        var client = UUID.randomUUID();
        assertThat(technician.upload(photo + client, "修前.png", Counter.PNG).expect(200).at("/isApplied")).isEqualTo("true");
        technician.upload(photo + client, "修前.png", Counter.PNG).expect(200);
        var photos = desk.get(path("work-orders/" + order + "/done")).json().at("/photos");
        assertThat(photos.size()).isEqualTo(1);
        desk.get(path("work-orders/" + order + "/photos/" + photos.at("/0/id").asLong())).expect(200);
    }

    @Test void 出门前看得到前台记的_拍的_这里以前修过的_别人的照片看不到() {
        var person = office.post(path("people"), Map.of("kind", "PERSON", "name", "李小明", "phone", "13900000001", "note", "家里有狗，电话 13900000001")).expect(201).id();
        office.post(path("rooms/" + room + "/holdings"), Map.of("personId", person, "role", "TENANT", "fromOn", "2026-07-01")).expect(201);
        var earlier = open("去年就漏过", "REPAIR");
        desk.post(path("tickets/" + earlier + "/closing"), Map.of("responsibility", "OURS", "conclusion", "换过角阀")).expect(204);
        var ticket = open("水龙头滴水", "REPAIR");
        desk.post(path("tickets/" + ticket + "/notes"), Map.of("text", "住户说先关总阀", "isInternal", false)).expect(204);
        desk.post(path("tickets/" + ticket + "/notes"), Map.of("text", "住户是主任亲戚", "isInternal", true)).expect(204);
        var photo = desk.upload(path("tickets/" + ticket + "/photos"), "水龙头.png", Counter.PNG).expect(201).id();
        var order = dispatch(ticket);
        var site = technician.get(path("field/pack")).expect(200).json().at("/jobs/0/site");
        assertThat(site.at("/said/0/said").asString() + site.at("/promisedAt").asString()).isEqualTo("水龙头滴水2026-11-21T06:00:00Z");
        assertThat(site.at("/notes").toString()).isEqualTo("[\"住户说先关总阀\"]");
        assertThat(site.at("/hints/0").asString()).contains("家里有狗").doesNotContain("13900000001");
        assertThat(site.at("/history/0/title").asString() + site.at("/history/0/outcome").asString()).isEqualTo("去年就漏过换过角阀");
        assertThat(site.at("/history").size()).as("itself is no history").isEqualTo(1);
        assertThat(site.at("/buildingCode").asString() + "-" + site.at("/roomNumber").asString()).isEqualTo("1-101");
        assertThat(site.at("/photos/0/id").asLong()).isEqualTo(photo);
        assertThat(technician.get(path("work-orders/" + order + "/ticket-photos/" + photo)).expect(200).raw().body()).isEqualTo(Counter.PNG);
        People.of(office).with("technician", community).get(path("work-orders/" + order + "/ticket-photos/" + photo)).expect(404);
        var other = open("别的事", "REPAIR");
        var others = desk.upload(path("tickets/" + other + "/photos"), "别的.png", Counter.PNG).expect(201).id();
        technician.get(path("work-orders/" + order + "/ticket-photos/" + others)).expect(404);
    }

    @Test void 手机上报修_维修工算巡查_管家算走访_传几遍只登记一张() throws Exception {
        var spots = technician.get(path("field/spots")).expect(200);
        assertThat(spots.at("/source") + spots.at("/rooms/0/name")).isEqualTo("ROUND1-101");
        var key = UUID.randomUUID().toString();
        var report = new HashMap<String, Object>(Map.of("clientId", key, "seenAt", "2026-11-21T00:30:00Z", "urgency", "URGENT", "place", "3 号楼前", "title", "路灯不亮"));
        try (var pool = Executors.newFixedThreadPool(4)) {
            var sent = new ArrayList<Callable<String>>();
            for (var i = 0; i < 4; i++) sent.add(() -> technician.post(path("field/reports"), report).expect(201).text());
            for (var each : pool.invokeAll(sent)) assertThat(each.get()).isEqualTo(technician.post(path("field/reports"), report).text());
        }
        var photo = path("field/reports/" + key + "/photos?clientId=");
        var client = UUID.randomUUID();
        technician.upload(photo + client, "路灯.png", Counter.PNG).expect(204);
        technician.upload(photo + client, "路灯.png", Counter.PNG).expect(204);
        assertThat(technician.upload(photo + UUID.randomUUID(), "清单.txt", "不是照片".getBytes()).expect(400).code()).isEqualTo("not-a-photo");
        People.of(office).with("technician", community).upload(photo + UUID.randomUUID(), "路灯.png", Counter.PNG).expect(404);
        assertThat(desk.get(path("tickets")).at("/total")).isEqualTo("1");
        var ticket = desk.get(path("tickets/" + desk.get(path("tickets")).at("/items/0/id")));
        assertThat(ticket.at("/ticket/source") + ticket.at("/ticket/urgency") + ticket.json().at("/photos").size()).isEqualTo("ROUNDURGENT1");
        assertThat(ticket.at("/reportedName")).isEqualTo("同事");
        assertThat(desk.get(path("desk-contacts")).at("/items/0/receivedAt")).as("when it was seen").isEqualTo("2026-11-21T00:30:00Z");
        assertThat(technician.get(path("field/reports")).at("/0/number") + technician.get(path("field/reports")).at("/0/state")).isEqualTo(ticket.at("/ticket/number") + "待办");
        report.put("title", "另一件");
        assertThat(technician.post(path("field/reports"), report).expect(409).code()).isEqualTo("idempotency-key-reused");
        report.putAll(Map.of("clientId", UUID.randomUUID().toString(), "seenAt", "2027-01-01T00:00:00Z"));
        technician.post(path("field/reports"), report).expect(201);                      // a phone whose clock runs ahead
        technician.post(path("field/reports"), report).expect(201);
        assertThat(technician.get(path("field/reports")).json().size()).isEqualTo(2);

        var steward = People.of(office).with("steward", community);
        report.remove("place");
        report.putAll(Map.of("clientId", UUID.randomUUID().toString(), "seenAt", "2026-11-21T00:30:00Z", "roomId", room, "title", "厨房漏水"));
        assertThat(steward.post(path("field/reports"), report).expect(400).code()).as("a home: whose it is").isEqualTo("reporter-missing");
        report.putAll(Map.of("reporter", "李小明", "phone", "13900000001", "wishedFrom", "2026-11-21T06:00:00Z"));
        steward.post(path("field/reports"), report).expect(201);
        assertThat(desk.get(path("tickets?q=厨房漏水")).at("/items/0/source")).isEqualTo("STEWARD");
        assertThat(steward.get(path("field/reports")).json().size()).isEqualTo(1);
        People.of(office).with("cleaner_supervisor", community).post(path("field/reports"), report).expect(403);
        technician.post(path("tickets"), Map.of()).expect(403);
    }

    @Test void 协办单有编号_有期限_答复了请的人确认_不行退回再办() {
        var helper = People.of(office).account();
        People.of(office).grant(helper.id(), "technician", community);
        var other = People.of(office).signIn(helper);
        var sent = desk.post(path("assistance"), Map.of("department", "工程部", "staffId", helper.id(), "request", "请看地下车库水泵", "ticketId", open("车库进水", "REPAIR"))).expect(201);
        assertThat(sent.at("/number") + sent.at("/dueAt")).isEqualTo("XB-202611-00012026-11-21T09:00:00Z");
        assertThat(technician.get(path("assistance")).at("/total") + other.get(path("assistance")).at("/total")).isEqualTo("01");
        assertThat(other.get("/api/communities/" + community + "/today").text()).contains("1 张协办单等您答复");
        technician.post(path("assistance/" + sent.id() + "/answer"), Map.of("answer", "不归我")).expect(404);
        clock.advance(Duration.ofHours(9));
        assertThat(desk.get(path("assistance?late=true")).at("/total")).isEqualTo("1");
        other.post(path("assistance/" + sent.id() + "/answer"), Map.of("answer", "看过了，正常")).expect(204);
        assertThat(desk.post(path("assistance/" + sent.id() + "/confirmation"), Map.of("isDone", false)).expect(400).code()).isEqualTo("remark-missing");
        desk.post(path("assistance/" + sent.id() + "/confirmation"), Map.of("isDone", false, "remark", "还在进水")).expect(204);
        other.post(path("assistance/" + sent.id() + "/answer"), Map.of("answer", "换了水泵")).expect(204);
        assertThat(desk.get(path("assistance")).json().at("/items/0/acts").toString()).isEqualTo("[\"CONFIRM\"]");
        desk.post(path("assistance/" + sent.id() + "/confirmation"), Map.of("isDone", true)).expect(204);
        assertThat(desk.get(path("assistance/print.html")).text()).contains("XB-202611-0001", "换了水泵");
        var cleaning = People.of(office).account();
        People.of(office).grant(cleaning.id(), "cleaner_supervisor", community);
        var cleaner = People.of(office).signIn(cleaning);
        var swept = desk.post(path("assistance"), Map.of("department", "保洁部", "staffId", cleaning.id(), "request", "二栋大堂积水，请先清")).expect(201).id();
        assertThat(cleaner.get(path("today")).text()).as("any post sees what it is asked").contains("1 张协办单等您答复");
        assertThat(cleaner.get(path("assistance")).at("/total")).as("and only that").isEqualTo("1");
        cleaner.post(path("assistance/" + swept + "/answer"), Map.of("answer", "清好了")).expect(204);
        assertThat(desk.post(path("assistance"), Map.of("department", "保洁部", "staffId", People.of(office).account().id(), "request", "不在本小区的人")).expect(404).code()).isEqualTo("staff-not-found");
    }

    private String now() {
        return clock.instant().toString();
    }

    private Office.Answer act(long order, String kind, String at, Object... more) {
        return technician.post(path("field/acts"), body(order, kind, at, more)).expect(200);
    }

    private static Map<String, Object> body(long order, String kind, String at, Object... more) {
        var body = new HashMap<String, Object>(Map.of("clientId", UUID.randomUUID().toString(), "orderId", order, "kind", kind, "madeAt", at));
        for (var i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        return body;
    }

    private long open(String title, String kind) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "source", "PHONE", "urgency", "NORMAL", "roomId", room, "title", title, "reporter", "李小明",
            "phone", "13900000001", "wishedFrom", "2026-11-21T06:00:00Z", "readBack", true, "introduced", false));
        body.put("promisedAt", "2026-11-21T06:00:00Z");
        return desk.add(path("tickets"), body).expect(201).id();
    }

    private long dispatch(long ticket) {
        return desk.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", technicianId, "task", "上门看看")).expect(201).id();
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }

    private String acts(long ticket) {
        return desk.get(path("tickets/" + ticket)).expect(200).json().at("/acts").toString();
    }
}
