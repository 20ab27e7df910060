package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 夜里漏水，一个故事走到底：电话铃响，接起，登记，派工，手机上办完，收凭证，管家访，前台访，周一报批，办结，月底凭证签收入业主档案。 */
@Story
class LeakAtNightTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> days;

    private long community;
    private long room;
    private long area;
    private long technicianId;
    private Office desk;
    private Office steward;
    private Office supervisor;
    private Office technician;
    private PhoneSystem phone;

    @BeforeEach
    void people() {
        community = counter.community(2);
        var person = counter.own(community, "1-101", "李小明", LocalDate.of(2020, 1, 1));
        office.put(path("people/" + person), Map.of("kind", "PERSON", "name", "李小明", "phone", "13900000001")).expect(200);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        var people = People.of(office);
        desk = people.with("front_desk", community);
        supervisor = people.with("cs_supervisor", community);
        var two = List.of(people.account(), people.account());
        technicianId = two.get(1).id();
        people.grant(two.get(0).id(), "steward", community);
        people.grant(technicianId, "technician", community);
        steward = people.signIn(two.get(0));
        technician = people.signIn(two.get(1));
        var building = Long.valueOf(office.get(path("buildings")).at("/0/id"));
        area = office.post(path("steward-areas"), Map.of("name", "一片", "parts", List.of(Map.of("buildingId", building, "fromOn", "2026-07-01")),
            "assignments", List.of(Map.of("staffId", two.get(0).id(), "fromOn", "2026-07-01")))).expect(201).id();
        phone = PhoneSystem.of(office, community, LocalDate.now(clock));
        clock.advance(Duration.ofHours(14));
    }

    @Test void 从电话铃响到凭证入档() throws Exception {
        assertThat(clock.instant()).as("eleven at night").isEqualTo("2026-11-21T15:00:00Z");
        var call = report("RINGING");
        assertThat(desk.get(path("calls/live")).at("/0/households/0/roomCode")).isEqualTo("1-101");
        clock.advance(Duration.ofSeconds(7));
        report("ANSWERED");
        desk.post(path("calls/" + call + "/answer"), Map.of()).expect(204);
        assertThat(desk.get(path("desk/household?room=1-101")).expect(200).text()).contains("李小明");

        var ticket = desk.add(path("tickets"), Map.ofEntries(Map.entry("kind", "REPAIR"), Map.entry("source", "PHONE"), Map.entry("urgency", "URGENT"), Map.entry("roomId", room),
            Map.entry("callId", call), Map.entry("title", "厨房水管漏水"), Map.entry("reporter", "李小明"), Map.entry("phone", "13900000001"),
            Map.entry("wishedFrom", "2026-11-21T15:00:00Z"), Map.entry("promisedAt", "2026-11-21T15:30:00Z"), Map.entry("readBack", true), Map.entry("introduced", false))).expect(201);
        report("ENDED");
        assertThat(ticket.at("/number") + " " + ticket.at("/dueAt")).as("four hours, day and night").isEqualTo("WX-202611-0001 2026-11-21T19:00:07Z");
        var said = desk.get(path("desk-contacts")).expect(200);
        assertThat(said.at("/items/0/ticketNumber") + " " + said.at("/items/0/ringSeconds") + " " + said.at("/items/0/phone")).isEqualTo("WX-202611-0001 7 139****0001");

        var order = desk.post(path("tickets/" + ticket.id() + "/work-orders"), Map.of("technicianId", technicianId, "task", "上门关阀换管", "arriveBy", "2026-11-21T15:30:00Z")).expect(201).id();
        assertThat(technician.get(path("notices?unread=true")).text()).contains("厨房水管漏水");
        assertThat(office.get(path("messages?topic=工单")).at("/items/0/body")).as("the household knows who comes and when").contains("厨房水管漏水", "11月21日 23:30");
        for (var step : List.of("ACCEPT", "SET_OUT", "START")) {
            clock.advance(Duration.ofMinutes(5));
            act(order, "STEP", "step", step);
        }
        clock.advance(Duration.ofMinutes(30));
        act(order, "VOUCHER", "text", "A0000123");
        act(order, "CODE", "signer", "李小明", "code", desk.get(path("work-orders/" + order + "/done")).at("/signCode"));
        act(order, "STEP", "step", "FINISH", "text", "换了一段水管，试水不漏");
        assertThat(at(ticket.id(), "state") + at(ticket.id(), "isLate")).isEqualTo("DONEfalse");
        assertThat(desk.get(path("vouchers")).at("/items/0/state")).isEqualTo("MISSING");

        assertThat(steward.get(path("callback-tasks?stage=INSTANT")).at("/items/0/ticketId")).isEqualTo(Long.toString(ticket.id()));
        steward.post(path("tickets/" + ticket.id() + "/callbacks"), Map.of("way", "VISIT", "outcome", "SATISFIED")).expect(204);
        clock.advance(Duration.ofHours(9));
        desk.post(path("work-orders/" + order + "/voucher"), Map.of("voucher", "A0000123")).expect(204);
        assertThat(desk.get(path("vouchers")).at("/items/0/state")).isEqualTo("HELD");
        assertThat(desk.get(path("callback-tasks?stage=WEEK&state=OPEN")).at("/items/0/why")).as("urgent repairs always").isEqualTo("URGENT");
        desk.post(path("tickets/" + ticket.id() + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).expect(204);
        assertThat(desk.get(path("callback-tasks?state=OPEN")).at("/total")).isEqualTo("0");
        desk.post(path("tickets/" + ticket.id() + "/closing"), Map.of("responsibility", "OURS", "conclusion", "水管老化，换了一段")).expect(204);
        assertThat(at(ticket.id(), "state")).isEqualTo("CLOSED");

        monday();
        handOver();
        assertThat(desk.get(path("tickets/" + ticket.id())).json().at("/events").valueStream().map(event -> event.at("/kind").asString()))
            .containsExactly("OPENED", "DISPATCHED", "ACCEPTED", "ON_WAY", "STARTED", "CHANGED", "FINISHED", "CALLBACK", "VOUCHER", "CALLBACK", "CLOSED");
        assertThat(desk.get(path("desk/household?room=1-101")).text()).contains("厨房水管漏水");
    }

    /** Last week's callbacks go to the supervisor in one batch, by themselves. */
    private void monday() {
        clock.setTo(LocalDate.of(2026, 11, 23));
        counter.in(community, () -> {
            days.stream().filter(each -> each.getClass().getName().contains("servicedesk")).forEach(each -> each.close(community, LocalDate.of(2026, 11, 22)));
            return null;
        });
        var batch = supervisor.get(path("callback-batches")).expect(200);
        assertThat(batch.at("/items/0/callbacks") + batch.at("/items/0/state")).isEqualTo("2WAITING");
        supervisor.post(path("approvals/" + supervisor.get(path("approvals?state=WAITING")).at("/items/0/id") + "/decisions"), Map.of("isApproved", true, "note", "同意")).expect(200);
        assertThat(supervisor.get(path("callback-batches")).at("/items/0/state")).isEqualTo("APPROVED");
    }

    private void handOver() {
        clock.setTo(LocalDate.of(2026, 11, 30));
        var handed = desk.post(path("voucher-handovers"), Map.of("month", "2026-11", "isPublic", false, "areaId", area)).expect(201);
        assertThat(handed.at("/vouchers") + desk.get(path("vouchers")).at("/items/0/state")).isEqualTo("1GIVEN");
        steward.post(path("voucher-handovers/" + handed.id() + "/signature"), Map.of()).expect(204);
        assertThat(desk.get(path("vouchers?state=FILED")).at("/items/0/voucher")).isEqualTo("A0000123");
        assertThat(office.get(path("rooms/" + room + "/timeline")).text()).contains("维修凭证 A0000123 入档");
    }

    private void act(long order, String kind, Object... more) {
        var body = new HashMap<String, Object>(Map.of("clientId", UUID.randomUUID().toString(), "orderId", order, "kind", kind, "madeAt", clock.instant().toString()));
        for (var i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        assertThat(technician.post(path("field/acts"), body).expect(200).at("/isApplied")).as(kind).isEqualTo("true");
    }

    private String at(long ticket, String field) {
        return desk.get(path("tickets/" + ticket)).expect(200).at("/ticket/" + field);
    }

    /** What the phone system says of the one call of this night. */
    private long report(String event) throws Exception {
        return phone.report(event, "night-1", "13900000001");
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
