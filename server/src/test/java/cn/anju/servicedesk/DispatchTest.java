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
class DispatchTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long room;
    private Office desk;
    private Office plumber;
    private long plumberId;
    private long electricianId;

    @BeforeEach
    void people() {
        community = counter.community(1);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        desk = People.of(office).with("front_desk", community);
        var account = People.of(office).account();
        plumberId = account.id();
        People.of(office).grant(plumberId, "technician", community);
        plumber = People.of(office).signIn(account);
        electricianId = People.of(office).account().id();
        People.of(office).grant(electricianId, "technician", community);
    }

    @Test void 能走的几步由服务端说_各人不同() {
        var ticket = open("水龙头滴水");
        assertThat(desk.get(path("tickets/" + ticket)).json().at("/acts").toString()).isEqualTo("[\"DISPATCH\",\"BUSY\",\"CLOSE\",\"NOTE\",\"PAUSE\",\"ASSIGN\",\"CANCEL\"]");
        var order = dispatch(ticket, plumberId);
        assertThat(plumber.get(path("work-orders/" + order)).json().at("/steps").toString()).isEqualTo("[\"ACCEPT\",\"SET_OUT\",\"START\",\"RETURN\"]");
        assertThat(desk.get(path("work-orders/" + order)).json().at("/steps").toString()).contains("WITHDRAW");
        step(order, "START").expect(204);
        step(order, "FINISH", "text", "换垫圈").expect(204);
        assertThat(plumber.get(path("work-orders/" + order)).json().at("/steps").toString()).isEqualTo("[]");
        assertThat(plumber.get(path("work-orders/" + order)).at("/mayReturnVoucher") + desk.get(path("work-orders/" + order)).at("/mayReturnVoucher")).isEqualTo("falsetrue");
        assertThat(desk.get(path("tickets/" + ticket)).json().at("/acts").toString()).contains("CALLBACK", "REOPEN").doesNotContain("DISPATCH");
    }

    @Test void 派给谁好_先看会不会_再看当不当班_再看手上几件和刚去过哪栋() {
        office.put(path("technicians/" + plumberId + "/skills"), Map.of("trades", List.of("WATER"))).expect(204);
        office.put(path("technicians/" + electricianId + "/skills"), Map.of("trades", List.of("ELECTRIC"))).expect(204);
        var ticket = open("厨房水管漏水");
        var first = suggested(ticket);
        assertThat(first.at("/trade")).isEqualTo("WATER");
        assertThat(first.json().at("/people/0/id").asLong()).isEqualTo(plumberId);
        assertThat(first.json().at("/people/0/reasons").toString()).isEqualTo("[\"会水暖\",\"空着\"]");
        assertThat(first.json().at("/people/0/isOnDuty").isMissingNode() || first.json().at("/people/0/isOnDuty").isNull()).as("nobody's turn is entered").isTrue();
        office.put(path("technicians/" + electricianId + "/skills"), Map.of("trades", List.of("ELECTRIC", "WATER"))).expect(204);
        office.put(path("rosters/2026-11-21"), Map.of("turns", List.of(Map.of("staffId", electricianId, "day", "2026-11-21", "shift", "DAY")))).expect(204);
        var onDuty = suggested(ticket);
        assertThat(onDuty.json().at("/people/0/id").asLong()).isEqualTo(electricianId);
        assertThat(onDuty.json().at("/people/0/reasons").toString()).isEqualTo("[\"会水暖\",\"那时当班\",\"空着\"]");
        office.put(path("rosters/2026-11-21"), Map.of("turns", List.of(Map.of("staffId", electricianId, "day", "2026-11-21", "shift", "DAY"),
            Map.of("staffId", plumberId, "day", "2026-11-21", "shift", "EARLY")))).expect(204);
        assertThat(suggested(ticket).json().at("/people/0/id").asLong()).as("at two in the afternoon both are on, the same load: by name and id").isEqualTo(plumberId);
        dispatch(ticket, plumberId);
        var other = suggested(open("卫生间漏水"));
        assertThat(other.json().at("/people/0/id").asLong()).isEqualTo(electricianId);
        assertThat(other.json().at("/people").valueStream().filter(each -> each.at("/id").asLong() == plumberId).findFirst().orElseThrow().at("/reasons").toString())
            .contains("手上 1 件", "上一件 1-101 也在这栋");
        assertThat(office.put(path("rosters/2026-11-21"), Map.of("turns", List.of(Map.of("staffId", plumberId, "day", "2026-11-23", "shift", "DAY")))).expect(400).code())
            .isEqualTo("turn-outside-week");
        desk.put(path("rosters/2026-11-21"), Map.of("turns", List.of())).expect(403);
        var week = plumber.get(path("rosters/2026-11-19")).expect(200).json();
        assertThat(week.at("/monday").asString()).isEqualTo("2026-11-16");
        assertThat(week.at("/people").valueStream().filter(each -> each.at("/isTechnician").asBoolean()).map(each -> each.at("/id").asLong())).as("who repairs, not who may look at orders")
            .contains(plumberId, electricianId).hasSizeLessThan(week.at("/people").size());
    }

    @Test void 维修工来不了_几时问的几时回的都留着() {
        var ticket = open("水龙头滴水");
        var call = desk.post(path("tickets/" + ticket + "/busy-calls"), Map.of("technicianId", plumberId, "reason", "在 3 栋抢修，下午三点后")).expect(201).id();
        var order = dispatch(ticket, plumberId);
        clock.advance(Duration.ofMinutes(10));
        step(order, "RETURN", "text", "走不开").expect(204);
        desk.post(path("tickets/" + ticket + "/busy-calls/" + call + "/answer"), Map.of("told", "改到明天上午", "promisedAt", "2026-11-22T01:00:00Z")).expect(204);
        assertThat(desk.post(path("tickets/" + ticket + "/busy-calls/" + call + "/answer"), Map.of("told", "再说一遍")).expect(409).code()).isEqualTo("already-told");
        var calls = desk.get(path("tickets/" + ticket + "/busy-calls")).json();
        assertThat(calls.at("/0/askedAt").asString() + calls.at("/0/toldAt").asString()).isEqualTo("2026-11-21T01:00:00Z2026-11-21T01:10:00Z");
        assertThat(calls.at("/1/reason").asString()).isEqualTo("走不开");
        assertThat(desk.get(path("tickets/" + ticket)).at("/ticket/promisedAt")).isEqualTo("2026-11-22T01:00:00Z");
        assertThat(desk.get("/api/communities/" + community + "/today").text()).contains("1 户等回话");
    }

    @Test void 电话要写明用途才看得到_看过的记在工单上_完了就看不到() {
        var ticket = open("水龙头滴水");
        var order = dispatch(ticket, plumberId);
        assertThat(plumber.get(path("work-orders/" + order)).at("/phone")).isEqualTo("139****0001");
        assertThat(plumber.post(path("work-orders/" + order + "/phone"), Map.of("purpose", " ")).expect(400).code()).isNotEmpty();
        assertThat(plumber.post(path("work-orders/" + order + "/phone"), Map.of("purpose", "约上门时间")).expect(200).at("/phone")).isEqualTo("13900000001");
        var other = People.of(office).with("technician", community);
        other.post(path("work-orders/" + order + "/phone"), Map.of("purpose", "约上门时间")).expect(404);
        assertThat(desk.get(path("tickets/" + ticket)).text()).contains("看了报事人的电话：约上门时间").doesNotContain("13900000001");
        step(order, "START").expect(204);
        step(order, "FINISH", "text", "好了").expect(204);
        assertThat(plumber.post(path("work-orders/" + order + "/phone"), Map.of("purpose", "约上门时间")).expect(409).code()).isEqualTo("order-over");
    }

    @Test void 任务单打印出来_有编号有存根_可以成批() {
        var first = dispatch(open("水龙头滴水"), plumberId);
        var second = dispatch(open("<灯>不亮"), plumberId);
        var page = desk.get(path("work-orders/print.html?ids=" + second + "," + first)).expect(200).text();
        assertThat(page.split("维修任务单存根", -1)).hasSize(3);
        assertThat(page).contains("RW-202611-0001", "RW-202611-0002", "&lt;灯&gt;不亮", "139****0001").doesNotContain("13900000001");
        assertThat(page.indexOf("RW-202611-0002")).isLessThan(page.indexOf("RW-202611-0001"));
        People.of(office).with("technician", community).get(path("work-orders/print.html?ids=" + first)).expect(404);
    }

    private Office.Answer suggested(long ticket) {
        return desk.get(path("tickets/" + ticket + "/technicians")).expect(200);
    }

    private long open(String title) {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "PHONE", "urgency", "NORMAL", "roomId", room, "title", title, "reporter", "李小明",
            "phone", "13900000001", "wishedFrom", "2026-11-21T06:00:00Z", "readBack", true, "introduced", false));
        body.put("promisedAt", "2026-11-21T06:00:00Z");
        return desk.add(path("tickets"), body).expect(201).id();
    }

    private long dispatch(long ticket, long technician) {
        return desk.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", technician, "task", "上门看看")).expect(201).id();
    }

    private Office.Answer step(long order, String step, Object... more) {
        var body = new HashMap<String, Object>(Map.of("step", step));
        for (var i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        return plumber.post(path("work-orders/" + order + "/steps"), body);
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
