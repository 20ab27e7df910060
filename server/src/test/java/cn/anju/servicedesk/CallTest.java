package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 电话铃响：是哪一户，谁接的，响了多久，说了什么。 */
@Story
class CallTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private Office desk;
    private PhoneSystem phone;

    @BeforeEach
    void people() {
        community = counter.community(2);
        var person = counter.own(community, "1-101", "李小明", LocalDate.of(2020, 1, 1));
        office.post(path("people/" + person + "/contacts"), Map.of("phone", "13900000001", "label", "手机")).expect(201);
        desk = People.of(office).with("front_desk", community);
        phone = PhoneSystem.of(office, community, LocalDate.now(clock));
    }

    @Test void 响铃弹出是哪一户_接起以后登记带着号码和响铃秒数() throws Exception {
        var id = report("RINGING", "a1", "+86 139 0000 0001");
        assertThat(report("RINGING", "a1", "013900000001")).as("the same event again").isEqualTo(id);
        var live = desk.get(path("calls/live")).expect(200);
        assertThat(live.json().size()).isEqualTo(1);
        assertThat(live.at("/0/call/number") + live.at("/0/households/0/roomCode") + live.at("/0/households/0/name")).isEqualTo("139****00011-101李小明");
        clock.advance(Duration.ofSeconds(9));
        report("ANSWERED", "a1", null);
        desk.post(path("calls/" + id + "/answer"), Map.of()).expect(204);
        assertThat(office.post(path("calls/" + id + "/answer"), Map.of()).expect(409).code()).isEqualTo("call-taken");
        clock.advance(Duration.ofSeconds(60));
        report("ENDED", "a1", null);
        assertThat(desk.get(path("calls/live")).json().size()).isZero();
        desk.add(path("desk-contacts"), Map.of("source", "PHONE", "kind", "ENQUIRY", "said", "几点关门", "answer", "十点", "introduced", false, "callId", id)).expect(201);
        var contact = desk.get(path("desk-contacts"));
        assertThat(contact.at("/items/0/ringSeconds") + contact.at("/items/0/phone")).isEqualTo("9139****0001");
        assertThat(desk.get(path("calls")).at("/items/0/said")).isEqualTo("几点关门");
        var figures = desk.get(path("ring-figures"));
        assertThat(figures.at("/0/calls") + figures.at("/0/answered") + figures.at("/0/within") + figures.at("/0/averageSeconds")).isEqualTo("1119");
    }

    @Test void 不认得的号码也弹_没人接的留着_先后乱了也是一通() throws Exception {
        report("ENDED", "b1", "02161234567", "2026-11-21T01:00:30Z");
        report("RINGING", "b1", "02161234567", "2026-11-21T01:00:00Z");
        var live = desk.get(path("calls/live"));
        assertThat(live.at("/0/isMissed") + live.json().at("/0/households").size() + live.at("/0/call/ringAt")).isEqualTo("true02026-11-21T01:00:00Z");
        assertThat(desk.get(path("calls?missed=true")).at("/total") + desk.get(path("calls?q=4567")).at("/total") + desk.get(path("calls?q=9999")).at("/total")).isEqualTo("110");
        assertThat(List.of("answered=true", "prompt=true", "prompt=false").stream().map(filter -> desk.get(path("calls?" + filter)).at("/total")).toList()).isEqualTo(List.of(
            desk.get(path("ring-figures")).at("/0/answered"), desk.get(path("ring-figures")).at("/0/within"), desk.get(path("ring-figures")).at("/0/calls")));
        clock.advance(Duration.ofMinutes(31));
        assertThat(desk.get(path("calls/live")).json().size()).isZero();
    }

    @Test void 只有电话系统的令牌报得了来电() throws Exception {
        assertThat(desk.post("/api/calls", Map.of("call", "c1", "event", "RINGING", "community", community)).expect(403).code()).isEqualTo("not-permitted");
        desk.post("/api/calls", Map.of("call", "c1", "event", "RINGING")).expect(403);
        assertThat(office.post("/api/calls", Map.of("call", "c1", "event", "RINGING")).expect(400).code()).isEqualTo("community-missing");
    }

    @Test void 值班上岗离岗_热线时间里有多久有人() {
        desk.post(path("desk-duties"), Map.of()).expect(204);
        desk.post(path("desk-duties"), Map.of()).expect(204);
        assertThat(desk.get(path("desk-duties/now")).json().size()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(30));
        desk.delete(path("desk-duties/now")).expect(204);
        assertThat(desk.delete(path("desk-duties/now")).expect(409).code()).isEqualTo("not-on-duty");
        assertThat(desk.get(path("desk-duties")).at("/total") + desk.get(path("desk-duties?from=2026-11-21&to=2026-11-21&name=同事")).at("/total")
            + desk.get(path("desk-duties?name=别人")).at("/total") + desk.get(path("desk-duties?from=2026-11-22")).at("/total")).isEqualTo("1100");
        assertThat(desk.get(path("ring-figures")).at("/0/mannedMinutes")).isEqualTo("30");
        assertThat(Long.parseLong(desk.get(path("ring-figures")).at("/0/hotlineMinutes"))).isGreaterThanOrEqualTo(30);
        assertThat(desk.get(path("ring-figures?from=2026-11-21&to=2026-01-01")).expect(400).code()).isEqualTo("period-invalid");
    }

    private long report(String event, String call, String number, String... at) throws Exception {
        return phone.report(event, call, number, at);
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
