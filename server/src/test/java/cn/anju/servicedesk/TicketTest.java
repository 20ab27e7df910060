package cn.anju.servicedesk;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class TicketTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long room;
    private Office desk;
    private Office technician;
    private long technicianId;

    @BeforeEach
    void people() {
        community = counter.community(2);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        desk = People.of(office).with("front_desk", community);
        var account = People.of(office).account();
        technicianId = account.id();
        People.of(office).grant(technicianId, "technician", community);
        technician = People.of(office).signIn(account);
    }

    @Test void 急修_从登记到办结_停着的时候不算() {
        var opened = desk.add(path("tickets"), repair("厨房水管漏水", "urgency", "URGENT")).expect(201);
        assertThat(opened.at("/number")).isEqualTo("WX-202611-0001");
        assertThat(opened.at("/dueAt")).isEqualTo("2026-11-21T05:00:00Z");                          // four hours, day and night
        var order = dispatch(opened.id());
        assertThat(technician.get(path("notices?unread=true")).text()).isNotNull();
        step(order, "ACCEPT").expect(204);
        clock.advance(Duration.ofMinutes(20));
        step(order, "START").expect(204);
        step(order, "PAUSE", "reason", "OTHER").expect(400);
        step(order, "PAUSE", "reason", "PART", "text", "阀门要现买").expect(204);
        assertThat(ticket(opened.id(), "/ticket/state")).isEqualTo("PAUSED");
        clock.advance(Duration.ofMinutes(60));
        step(order, "RESUME").expect(204);
        assertThat(ticket(opened.id(), "/ticket/dueAt")).isEqualTo("2026-11-21T06:00:00Z");         // an hour stood still
        assertThat(desk.post(path("tickets/" + opened.id() + "/closing"), Map.of("responsibility", "OURS", "conclusion", "修好了")).expect(409).code()).isEqualTo("order-open");
        step(order, "FINISH").expect(400);
        step(order, "FINISH", "text", "换了阀门，试水不漏").expect(204);
        assertThat(ticket(opened.id(), "/ticket/state") + ticket(opened.id(), "/ticket/isLate")).isEqualTo("DONEfalse");
        desk.post(path("work-orders/" + order + "/voucher"), Map.of("voucher", "A0001234")).expect(204);
        assertThat(desk.post(path("work-orders/" + order + "/voucher"), Map.of("voucher", "A0001235")).expect(409).code()).isEqualTo("voucher-entered");
        desk.post(path("tickets/" + opened.id() + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).expect(204);
        desk.post(path("tickets/" + opened.id() + "/closing"), Map.of("responsibility", "OURS", "conclusion", "换阀门")).expect(204);
        assertThat(ticket(opened.id(), "/ticket/state")).isEqualTo("CLOSED");
        assertThat(desk.get(path("tickets/" + opened.id())).json().at("/events").valueStream().map(event -> event.at("/kind").asString()))
            .as("the caller's number is not in the household's file: the desk is told to say the code")
            .containsExactly("OPENED", "DISPATCHED", "NOTE", "ACCEPTED", "STARTED", "PAUSED", "RESUMED", "FINISHED", "VOUCHER", "CALLBACK", "CLOSED");
        assertThat(desk.get(path("desk-contacts")).at("/items/0/ticketNumber")).isEqualTo("WX-202611-0001");
        assertThat(office.get(path("search?q=WX-202611-0001")).text()).contains("tickets/" + opened.id());
    }

    @Test void 不满意当场重开_办的人不能回访自己() {
        var opened = desk.add(path("tickets"), repair("门铃不响")).expect(201);
        var order = dispatch(opened.id());
        step(order, "FINISH", "text", "没动过").expect(409);
        step(order, "START").expect(204);
        step(order, "FINISH", "text", "换电池").expect(204);
        var both = People.of(office).account();
        People.of(office).grant(both.id(), "front_desk", community);
        assertThat(desk.post(path("tickets/" + opened.id() + "/callbacks"), Map.of("way", "PHONE", "outcome", "DISSATISFIED")).expect(400).code()).isEqualTo("opinion-missing");
        clock.advance(Duration.ofDays(1));
        desk.post(path("tickets/" + opened.id() + "/callbacks"), Map.of("way", "PHONE", "outcome", "DISSATISFIED", "opinion", "还是不响")).expect(204);
        assertThat(ticket(opened.id(), "/ticket/state") + ticket(opened.id(), "/ticket/reopened")).isEqualTo("OPEN1");
        var own = People.of(office).signIn(both);
        var again = desk.post(path("tickets/" + opened.id() + "/work-orders"), Map.of("technicianId", both.id(), "task", "再看门铃")).expect(201).id();
        own.post(path("work-orders/" + again + "/steps"), Map.of("step", "RETURN", "text", "不会修")).expect(204);
        assertThat(ticket(opened.id(), "/ticket/state")).as("the finished order of the round before does not count").isEqualTo("OPEN");
        var third = desk.post(path("tickets/" + opened.id() + "/work-orders"), Map.of("technicianId", both.id(), "task", "再看门铃")).expect(201).id();
        own.post(path("work-orders/" + third + "/steps"), Map.of("step", "START")).expect(204);
        own.post(path("work-orders/" + third + "/steps"), Map.of("step", "FINISH", "text", "换了门铃")).expect(204);
        assertThat(own.post(path("tickets/" + opened.id() + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).expect(409).code()).isEqualTo("own-work");
    }

    @Test void 该填的没填_各有一句话() {
        var repair = repair("水龙头滴水");
        assertThat(sent(repair, "phone", null)).isEqualTo("reporter-missing");
        assertThat(sent(repair, "wishedFrom", null)).isEqualTo("wished-time-missing");
        assertThat(sent(repair, "promisedAt", null)).isEqualTo("promised-time-missing");
        assertThat(sent(repair, "readBack", false)).isEqualTo("not-read-back");
        assertThat(sent(repair, "responsibility", "UTILITY")).isEqualTo("told-missing");
        assertThat(sent(repair, "referral", "找自来水公司")).isEqualTo("told-without-reason");
        assertThat(sent(repair, "personId", 999999999)).isEqualTo("person-not-found");
        assertThat(sent(repair, "wishedTo", "2026-11-21T01:00:00Z")).isEqualTo("wished-time-order");
        assertThat(sent(repair, "place", "大门口")).isEqualTo("ticket-place");
        assertThat(sent(repair, "roomId", null)).isEqualTo("ticket-place");
        assertThat(sent(repair, "roomId", 999999999)).isEqualTo("room-not-found");
        assertThat(sent(repair, "receivedAt", "2026-11-21T09:00:00Z")).isEqualTo("contact-in-future");
        assertThat(desk.get(path("tickets")).at("/total") + desk.get(path("desk-contacts")).at("/total")).isEqualTo("00");
        var round = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "ROUND", "urgency", "NORMAL", "place", "3 号楼前路灯", "title", "路灯不亮",
            "readBack", false, "introduced", false));
        desk.add(path("tickets"), round).expect(201);
        assertThat(desk.get(path("tickets")).at("/items/0/reporter")).as("who reports").isNotEmpty();
    }

    @Test void 同一件事第二个人再报_只记登记本() {
        var opened = desk.add(path("tickets"), repair("整栋停水")).expect(201);
        var again = desk.add(path("tickets"), repair("没水了", "sameAs", opened.id())).expect(201);
        assertThat(again.at("/id") + again.at("/isNew")).isEqualTo(opened.id() + "false");
        assertThat(ticket(opened.id(), "/ticket/contacts")).isEqualTo("2");
        assertThat(desk.get(path("tickets")).at("/total")).isEqualTo("1");
        assertThat(desk.get(path("tickets/same-place?room=" + room)).json().size()).isEqualTo(1);
    }

    @Test void 维修工只看得到自己的任务单_电话只露头尾() {
        var opened = desk.add(path("tickets"), repair("马桶堵了")).expect(201);
        var order = dispatch(opened.id());
        var other = People.of(office).with("technician", community);
        assertThat(other.get(path("work-orders")).at("/total")).isEqualTo("0");
        other.get(path("work-orders/" + order)).expect(404);
        assertThat(other.post(path("work-orders/" + order + "/steps"), Map.of("step", "ACCEPT")).expect(404).code()).isEqualTo("order-not-found");
        technician.get(path("tickets")).expect(403);
        var own = technician.get(path("work-orders/" + order)).expect(200);
        assertThat(own.at("/phone")).isEqualTo("139****0001");
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "WITHDRAW", "text", "不想去")).expect(403);
    }

    @Test void 十六个人同时登记_编号不断不重() throws Exception {
        try (var pool = Executors.newFixedThreadPool(16)) {
            var work = new ArrayList<Callable<String>>();
            for (var i = 0; i < 16; i++) work.add(() -> desk.add(path("tickets"), repair("同时")).expect(201).at("/number"));
            var numbers = new ArrayList<String>();
            for (var each : pool.invokeAll(work)) numbers.add(each.get());
            assertThat(numbers.stream().sorted()).isEqualTo(IntStream.rangeClosed(1, 16).mapToObj("WX-202611-%04d"::formatted).toList());
        }
    }

    @Test void 一般的报修只走上班时间_节假日不算() {
        clock.setTo(LocalDate.of(2026, 9, 30));                                                     // before the desk had its grant
        clock.advance(Duration.ofHours(7));                                                         // 16:00 before the holiday
        var opened = office.add(path("tickets"), repair("灯不亮", "wishedFrom", "2026-10-08T01:00:00Z")).expect(201);
        assertThat(opened.at("/dueAt")).isEqualTo("2026-10-08T08:00:00Z");                          // 90 minutes before, 470 after it opens at 8:10
        office.put("/api/communities/" + community + "/ticket-limits", Map.of("limits", List.of(Map.of("kind", "REPAIR", "urgency", "NORMAL", "acceptMinutes", 30,
            "finishMinutes", 60, "dayAndNight", true)))).expect(200);
        assertThat(office.add(path("tickets"), repair("灯又不亮", "wishedFrom", "2026-10-08T01:00:00Z")).expect(201).at("/dueAt")).isEqualTo("2026-09-30T09:00:00Z");
    }

    private long dispatch(long ticket) {
        return desk.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", technicianId, "task", "上门看看")).expect(201).id();
    }

    private Office.Answer step(long order, String step, Object... more) {
        var body = new HashMap<String, Object>(Map.of("step", step));
        for (var i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        return technician.post(path("work-orders/" + order + "/steps"), body);
    }

    private String sent(Map<String, Object> ticket, String field, Object value) {
        var body = new HashMap<>(ticket);
        body.put(field, value);
        return desk.add(path("tickets"), body).code();
    }

    private Map<String, Object> repair(String title, Object... more) {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "PHONE", "urgency", "NORMAL", "roomId", room,
            "title", title, "reporter", "李小明", "phone", "13900000001", "wishedFrom", "2026-11-21T06:00:00Z", "readBack", true, "introduced", false));
        body.put("promisedAt", "2026-11-21T06:00:00Z");
        for (var i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        return body;
    }

    private String ticket(long id, String pointer) {
        return desk.get(path("tickets/" + id)).expect(200).at(pointer);
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
