package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 服务台从周六办到周一，每个人用自己的岗位；办完了，凭这些记录的职责都打了勾。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyServiceTest {

    private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 21);

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private long room;
    private long area;
    private long stewardId;
    private long liaisonId;
    private long technicianId;
    private long deskId;
    private Office desk;
    private Office steward;
    private Office liaison;
    private Office supervisor;
    private Office director;
    private Office technician;

    @BeforeAll
    void weekend() {
        clock.setTo(SATURDAY);
        community = counter.community(1);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        people();
        morning();
        repairs();
        complaint();
        others();
        services();
        favours();
        evening();
        night(SATURDAY);
        clock.setTo(SATURDAY.plusDays(1));
        night(SATURDAY.plusDays(1));
        clock.setTo(SATURDAY.plusDays(2));
        supervisor.post(path("approvals/" + supervisor.get(path("approvals?state=WAITING")).at("/items/0/id") + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
        night(SATURDAY.plusDays(2));
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#SERVICE")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(supervisor, community, key, YearMonth.of(2026, 11), YearMonth.of(2026, 12));
    }

    @Test
    void 事由里写了电话_凭据里也遮住() {
        assertThat(supervisor.get(path("duties/servicedesk.difficult-customer/records?month=2026-11")).expect(200).text()).contains("又说太吵").doesNotContain("13912345678");
    }

    @Test
    void 九点才安排完昨日未完_八点十分那一回算迟() {
        var row = supervisor.get(path("duties/fulfilment?month=2026-11")).expect(200).json().valueStream().filter(each -> each.at("/dutyId").asString().equals("servicedesk.backlog-check"))
            .findFirst().orElseThrow();
        assertThat(row.at("/due").asInt() + "/" + row.at("/onTime").asInt() + "/" + row.at("/late").asInt()).isEqualTo("1/0/1");
    }

    private void people() {
        var people = People.of(office);
        var accounts = List.of(people.account(), people.account(), people.account(), people.account());
        deskId = accounts.get(0).id();
        stewardId = accounts.get(1).id();
        liaisonId = accounts.get(2).id();
        technicianId = accounts.get(3).id();
        var roles = List.of("front_desk", "steward", "senior_steward", "technician");
        for (var i = 0; i < roles.size(); i++) people.grant(accounts.get(i).id(), roles.get(i), community);
        desk = people.signIn(accounts.get(0));
        steward = people.signIn(accounts.get(1));
        liaison = people.signIn(accounts.get(2));
        technician = people.signIn(accounts.get(3));
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
        var building = Long.valueOf(office.get(path("buildings")).at("/0/id"));
        office.post(path("steward-areas"), Map.of("name", "一片", "parts", List.of(Map.of("buildingId", building, "fromOn", "2026-07-01")),
            "assignments", List.of(Map.of("staffId", stewardId, "fromOn", "2026-07-01")))).expect(201);
        area = Long.parseLong(office.get(path("steward-areas")).at("/0/id"));
    }

    private void morning() {
        desk.post(path("desk-days/" + SATURDAY + "/MORNING/closing"), Map.of()).expect(204);
        desk.add(path("desk-contacts"), Map.of("source", "COUNTER", "kind", "ENQUIRY", "roomId", room, "said", "问停车费", "answer", "每月三百", "introduced", true)).expect(201);
    }

    private void repairs() {
        var urgent = open("REPAIR", "URGENT", "厨房水管漏水");
        var call = desk.post(path("tickets/" + urgent + "/busy-calls"), Map.of("technicianId", technicianId, "reason", "在 3 栋抢修")).expect(201).id();
        clock.advance(Duration.ofMinutes(5));
        desk.post(path("tickets/" + urgent + "/busy-calls/" + call + "/answer"), Map.of("told", "半小时后到")).expect(204);
        var order = desk.post(path("tickets/" + urgent + "/work-orders"), Map.of("technicianId", technicianId, "task", "上门看看")).expect(201).id();
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "START")).expect(204);
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "FINISH", "text", "换了阀门")).expect(204);
        desk.post(path("work-orders/" + order + "/voucher"), Map.of("voucher", "A0001234")).expect(204);
        desk.post(path("tickets/" + urgent + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).expect(204);
        desk.post(path("tickets/" + urgent + "/closing"), Map.of("responsibility", "OURS", "conclusion", "换阀门")).expect(204);
        var seen = steward.add(path("tickets"), Map.of("kind", "REPAIR", "source", "ROUND", "urgency", "NORMAL", "place", "门口马路", "title", "井盖松了", "readBack", false, "introduced", false))
            .expect(201).id();
        desk.post(path("tickets/" + seen + "/closing"), Map.of("responsibility", "UTILITY", "conclusion", "已转市政")).expect(204);
        supervisor.post(path("ticket-reviews"), Map.of("ticketIds", List.of(urgent), "remark", "当天修好")).expect(201);
        supervisor.post(path("desk-checks"), Map.of("staffId", deskId, "score", 95, "finding", "起身相迎，记得全")).expect(201);
        var handed = desk.post(path("voucher-handovers"), Map.of("month", "2026-11", "isPublic", false, "areaId", area)).expect(201).id();
        steward.post(path("voucher-handovers/" + handed + "/signature"), Map.of()).expect(204);
        steward.post(path("callback-reports/2026-11"), Map.of("summary", "都满意")).expect(204);
        director.post(path("callback-reports/2026-11/reading"), Map.of("remark", "好")).expect(204);
    }

    private void complaint() {
        var ticket = open("COMPLAINT", "NORMAL", "水箱有异味");
        var file = file(ticket);
        steward.post(path("complaints/" + file + "/receipt"), Map.of()).expect(204);
        steward.post(path("complaints/" + file + "/major"), Map.of("why", "全楼停水")).expect(204);
        steward.post(path("complaints/" + file + "/escalations"), Map.of("why", "要工程部加人")).expect(204);
        supervisor.post(path("complaints/" + file + "/receipt"), Map.of()).expect(204);
        supervisor.post(path("tickets/" + ticket + "/closing"), Map.of("responsibility", "OURS", "conclusion", "已清洗")).expect(204);
        desk.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).expect(204);
        director.post(path("complaints/" + file + "/opinion"), Map.of("remark", "今后按季清洗")).expect(204);
        var hard = open("COMPLAINT", "NORMAL", "又说太吵，回 13912345678");
        steward.post(path("complaints/" + file(hard) + "/liaison"), Map.of("staffId", liaisonId, "why", "反复来访")).expect(204);
        liaison.post(path("tickets/" + hard + "/closing"), Map.of("responsibility", "NEIGHBOUR", "conclusion", "双方讲和")).expect(204);
    }

    private void others() {
        for (var kind : List.of("SUGGESTION", "NEGATIVE", "DISPUTE", "ERRAND")) {
            var ticket = open(kind, "NORMAL", "事一件 " + kind);
            if (!Set.of("NEGATIVE", "DISPUTE").contains(kind)) supervisor.put(path("tickets/" + ticket + "/owner"), Map.of("staffId", stewardId)).expect(204);
            steward.post(path("tickets/" + ticket + "/closing"), Map.of("responsibility", "OURS", "conclusion", "办好了")).expect(204);
        }
    }

    private void services() {
        for (var category : List.of("WEDDING", "TICKETING")) {
            office.put(path("one-off-prices"), Map.of("code", category, "name", "服务 " + category, "unit", "次", "price", "60.00", "isActive", true)).expect(200);
            var service = office.post(path("services"), Map.of("name", "服务 " + category, "category", category, "priceCode", category, "commissionRate", "0", "isActive", true)).expect(201).id();
            var ticket = open("PAID_SERVICE", "NORMAL", "要 " + category);
            supervisor.put(path("tickets/" + ticket + "/owner"), Map.of("staffId", stewardId)).expect(204);
            var order = steward.post(path("tickets/" + ticket + "/service-orders"), Map.of("lines", List.of(Map.of("serviceId", service, "count", "1")))).expect(201).id();
            steward.post(path("service-orders/" + order + "/consent"), Map.of("who", "李小明", "way", "PHONE")).expect(204);
            steward.post(path("service-orders/" + order + "/completion"), Map.of("receivedBy", "李小明")).expect(204);
            steward.post(path("tickets/" + ticket + "/closing"), Map.of("responsibility", "OURS", "conclusion", "办好了")).expect(204);
            desk.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).expect(204);
        }
    }

    private void favours() {
        var affair = steward.post(path("affairs"), Map.of("kind", "REMINDER", "roomId", room, "client", "李小明", "title", "下午带身份证办证", "dueOn", SATURDAY.toString(), "tells", false)).expect(201).id();
        steward.post(path("affairs/" + affair + "/completion"), Map.of("result", "打电话提醒了")).expect(204);
        var asked = desk.post(path("assistance"), Map.of("department", "工程部", "staffId", technicianId, "request", "请看车库水泵")).expect(201).id();
        technician.post(path("assistance/" + asked + "/answer"), Map.of("answer", "换了水泵")).expect(204);
        desk.post(path("assistance/" + asked + "/confirmation"), Map.of("isDone", true)).expect(204);
    }

    private void evening() {
        clock.advance(Duration.ofHours(8));
        desk.post(path("desk-days/" + SATURDAY + "/EVENING/closing"), Map.of()).expect(204);
    }

    private void night(LocalDate day) {
        counter.in(community, () -> {
            for (var end : ends) end.close(community, day);
            return null;
        });
    }

    private long file(long ticket) {
        return director.get(path("complaints")).json().at("/items").valueStream().filter(each -> each.at("/ticketId").asLong() == ticket).findFirst().orElseThrow().at("/id").asLong();
    }

    private long open(String kind, String urgency, String title) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "source", "PHONE", "urgency", urgency, "roomId", room, "title", title, "reporter", "李小明",
            "phone", "13900000001", "wishedFrom", "2026-11-25T06:00:00Z", "readBack", true, "introduced", false));
        body.put("promisedAt", "2026-11-25T06:00:00Z");
        return desk.add(path("tickets"), body).expect(201).id();
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
