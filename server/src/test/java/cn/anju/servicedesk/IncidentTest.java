package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
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

/** 一处漏水三十户来报：派一次工，人人告诉一遍，主工单办结、回访过的跟着办结。 */
@Story
class IncidentTest {

    private static final int ROOMS = 6;

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private Office desk;
    private Office technician;
    private final List<Long> technicians = new ArrayList<>();

    @BeforeEach
    void people() {
        community = counter.community(ROOMS);
        for (var i = 1; i <= 4; i++) {
            var person = counter.own(community, "1-10" + i, "住户" + "甲乙丙丁".charAt(i - 1), LocalDate.of(2020, 1, 1));
            office.put(path("people/" + person), Map.of("kind", "PERSON", "name", "住户" + "甲乙丙丁".charAt(i - 1), "phone", "1390000000" + i)).expect(200);
        }
        counter.own(community, "1-105", "住户甲", LocalDate.of(2020, 1, 1));
        desk = People.of(office).with("front_desk", community);
        for (var i = 0; i < 2; i++) {
            var account = People.of(office).account();
            People.of(office).grant(account.id(), "technician", community);
            technicians.add(account.id());
            technician = People.of(office).signIn(account);
        }
    }

    @Test void 三十户报同一处漏水_派一次工_人人告诉一遍() throws Exception {
        var main = desk.add(path("tickets"), leak(1, null)).expect(201).id();
        assertThat(desk.get(path("tickets/similar?kind=REPAIR&title=" + Office.encoded("厨房顶漏水") + "&room=" + room(2))).at("/0/why")).isEqualTo("同一栋，事由相近");
        assertThat(desk.get(path("tickets/similar?kind=REPAIR&title=" + Office.encoded("门锁坏了") + "&room=" + room(2))).json().size()).isZero();
        assertThat(desk.get(path("incidents/affected?reach=BUILDING&ticket=" + main)).json().size()).isEqualTo(ROOMS);
        assertThat(desk.get(path("incidents/affected?reach=RISER&ticket=" + main)).json().size()).isEqualTo(1);
        var incident = desk.post(path("incidents"), Map.of("ticketId", main, "reach", "BUILDING", "message", "1 栋总管漏水，正在抢修")).expect(201);
        assertThat(incident.at("/rooms") + incident.at("/people")).isEqualTo(ROOMS + "4");
        assertThat(StoryDatabase.owner().sql("select bool_and(is_urgent) from notification.message where community_id = :c and subject_type = 'incident'").param("c", community).query(Boolean.class)
            .single()).as("an urgent leak is told at night, too").isTrue();
        assertThat(desk.get(path("incidents/near?room=" + room(3))).at("/0/id")).isEqualTo(incident.at("/id"));

        try (var pool = Executors.newFixedThreadPool(10)) {
            var work = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 29; i++) {
                var report = leak(1 + i % ROOMS, incident.id());
                work.add(() -> desk.add(path("tickets"), report).status());
                var number = i / 4 % 2;
                if (i % 4 == 0) work.add(() -> desk.post(path("tickets/" + main + "/work-orders"), Map.of("technicianId", technicians.get(number), "task", "关阀")).status());
            }
            var statuses = new ArrayList<Integer>();
            for (var each : pool.invokeAll(work)) statuses.add(each.get());
            clock.advance(Duration.ofMinutes(10));
            assertThat(statuses.stream().filter(status -> status == 409)).as("all further dispatches").hasSize(7);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(30);
        }
        var detail = desk.get(path("incidents/" + incident.id()));
        assertThat(detail.at("/incident/tickets") + " " + detail.at("/incident/told") + " " + detail.json().at("/parts").size()).isEqualTo("30 4 30");
        assertThat(desk.get(path("work-orders")).at("/total")).isEqualTo("1");
        assertThat(sent()).as("everybody once").isEqualTo(4);
        var child = detail.json().at("/parts/1/id").asLong();
        assertThat(desk.post(path("tickets/" + child + "/work-orders"), Map.of("technicianId", technicians.getFirst(), "task", "看看")).expect(409).code()).isEqualTo("incident-part");
        assertThat(desk.post(path("tickets/" + main + "/cancellation"), Map.of("reason", "登记错了")).expect(409).code()).isEqualTo("order-open");

        desk.post(path("incidents/" + incident.id() + "/messages"), Map.of("text", "已修好，可以用水")).expect(200);
        assertThat(sent()).isEqualTo(8);
    }

    @Test void 主工单办结_回访过的跟着办结_没回访的等回访() {
        var main = desk.add(path("tickets"), leak(1, null)).expect(201).id();
        var incident = desk.post(path("incidents"), Map.of("ticketId", main, "reach", "BUILDING")).expect(201).id();
        assertThat(sent()).isZero();
        var other = desk.add(path("tickets"), leak(2, null)).expect(201).id();
        assertThat(desk.post(path("incidents"), Map.of("ticketId", other, "reach", "BUILDING")).expect(409).code()).isEqualTo("incident-exists");
        assertThat(desk.get(path("incidents/" + incident)).at("/proposed/0/id")).isEqualTo(Long.toString(other));
        assertThat(acts(other)).contains("DISPATCH");
        desk.post(path("incidents/" + incident + "/tickets"), Map.of("ticketIds", List.of(other))).expect(204);
        assertThat(acts(other)).as("it waits for the main ticket").doesNotContain("DISPATCH").contains("NOTE");
        assertThat(acts(main)).contains("DISPATCH");
        assertThat(desk.post(path("incidents/" + incident + "/tickets"), Map.of("ticketIds", List.of(other))).expect(409).code()).isEqualTo("in-incident");
        assertThat(desk.post(path("tickets/" + main + "/cancellation"), Map.of("reason", "登记错了")).expect(409).code()).isEqualTo("incident-main");
        var quiet = desk.add(path("tickets"), leak(3, incident)).expect(201).id();
        desk.post(path("tickets/" + main + "/closing"), Map.of("responsibility", "OURS", "conclusion", "换了总管")).expect(204);
        assertThat(state(other) + state(quiet)).isEqualTo("DONEDONE");
        desk.post(path("tickets/" + other + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).expect(204);
        desk.post(path("tickets/" + quiet + "/callbacks"), Map.of("way", "PHONE", "outcome", "UNREACHED")).expect(204);
        assertThat(state(other) + state(quiet)).isEqualTo("CLOSEDDONE");
        assertThat(desk.get(path("tickets/" + other)).at("/conclusion")).isEqualTo("换了总管");
        assertThat(desk.add(path("tickets"), leak(4, incident)).expect(409).code()).isEqualTo("incident-closed");
        assertThat(desk.get(path("incidents?open=true")).at("/total") + desk.get(path("incidents?open=false")).at("/total")).isEqualTo("01");
        desk.post(path("tickets/" + main + "/reopening"), Map.of("reason", "又漏了")).expect(204);
        assertThat(desk.get(path("incidents?open=true")).at("/total")).isEqualTo("1");
    }

    private long sent() {
        return StoryDatabase.owner().sql("select count(*) from notification.message where community_id = :c and subject_type = 'incident'").param("c", community)
            .query(Long.class).single();
    }

    private String state(long ticket) {
        return desk.get(path("tickets/" + ticket)).at("/ticket/state");
    }

    private long room(int number) {
        return counter.in(community, () -> counter.roomId(community, "1-10" + number));
    }

    private String acts(long ticket) {
        return desk.get(path("tickets/" + ticket)).json().at("/acts").toString();
    }

    private Map<String, Object> leak(int room, Long incident) {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "PHONE", "urgency", "URGENT", "roomId", room(room), "title", "厨房漏水", "reporter", "住户",
            "phone", "13900000009", "wishedFrom", "2026-11-21T02:00:00Z", "readBack", true, "introduced", false));
        body.put("promisedAt", "2026-11-21T02:00:00Z");
        body.put("incidentId", incident);
        return body;
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
