package cn.anju.collection.contact;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class PromiseTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired Promises promises;
    @Autowired TestClock clock;

    private long community;

    @BeforeEach
    void household() {
        community = counter.community(2);
        counter.owe(community, "1-101", "WY", "1000.00", LocalDate.of(2026, 8, 25), "0");
        counter.own(community, "1-101", "张三", LocalDate.of(2020, 1, 1));
    }

    @Test void 分期没缴够_当天终了记没兑现_只派一件事() {
        contact("PROMISED", "月底前先缴一半", "instalments", List.of(Map.of("dueOn", "2026-11-25", "amount", "500.00"), Map.of("dueOn", "2026-12-25", "amount", "500.00"))).expect(201);
        counter.openShift(community);
        clock.setTo(LocalDate.of(2026, 11, 24));
        counter.pay(community, "1-101", "CASH", "499.99").expect(201);
        closeDay("2026-11-24");
        assertThat(promise("/items/0/state")).isEqualTo("OPEN");
        clock.setTo(LocalDate.of(2026, 11, 26));
        closeDay("2026-11-25");
        closeDay("2026-11-25");
        assertThat(promise("/items/0/state") + promise("/items/0/instalments/0/state") + promise("/items/0/instalments/1/state")).isEqualTo("BROKENBROKENLAPSED");
        var tasks = office.get(path("tasks?mine=true&state=OPEN"));
        assertThat(tasks.at("/total") + tasks.at("/items/0/kind")).isEqualTo("1FOLLOW_UP");
        assertThat(tasks.at("/items/0/title")).contains("500.00").contains("499.99");
        assertThat(office.get(path("work-list")).text()).contains("承诺没有兑现（+50%）");
    }

    @Test void 每期缴够_兑现() {
        contact("PROMISED", "分两次", "instalments", List.of(Map.of("dueOn", "2026-11-21", "amount", "400.00"), Map.of("dueOn", "2026-12-25", "amount", "600.00"))).expect(201);
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "400.00").expect(201);
        closeDay("2026-11-21");
        assertThat(promise("/items/0/instalments/0/state") + promise("/items/0/state")).isEqualTo("KEPTOPEN");
        clock.setTo(LocalDate.of(2026, 12, 1));
        counter.pay(community, "1-101", "CASH", "600.00").expect(201);
        closeDay("2026-12-25");
        assertThat(promise("/items/0/state")).isEqualTo("KEPT");
        assertThat(office.get(path("tasks")).at("/total")).isEqualTo("0");
    }

    @Test void 承诺只能有一个_不能多过欠的_日子不能过去_撤销要有原因() {
        var plan = List.of(Map.of("dueOn", "2026-11-25", "amount", "500.00"));
        assertThat(contact("PROMISED", "缴", "instalments", List.of(Map.of("dueOn", "2026-11-25", "amount", "1000.01"))).expect(409).code()).isEqualTo("promise-too-much");
        assertThat(contact("PROMISED", "缴", "instalments", List.of(Map.of("dueOn", "2026-11-20", "amount", "1.00"))).expect(400).code()).isEqualTo("instalment-date-invalid");
        assertThat(contact("PROMISED", "缴").expect(400).code()).isEqualTo("promise-missing");
        contact("PROMISED", "缴", "instalments", plan).expect(201);
        assertThat(contact("PROMISED", "再缴", "instalments", plan).expect(409).code()).isEqualTo("promise-open");
        var id = promise("/items/0/id");
        assertThat(office.post(path("promises/" + id + "/withdrawal"), Map.of("reason", "")).expect(400).status()).isEqualTo(400);
        office.post(path("promises/" + id + "/withdrawal"), Map.of("reason", "业主改口")).expect(200);
        assertThat(office.post(path("promises/" + id + "/withdrawal"), Map.of("reason", "业主改口")).expect(409).code()).isEqualTo("promise-ended");
        contact("PROMISED", "再缴", "instalments", plan).expect(201);
    }

    @Test void 拒缴要选原因_报给主管_签收回执给报的人_自己不能签自己的() {
        var steward = People.of(office).with("steward", community);
        var supervisor = People.of(office).with("cs_supervisor", community);
        var room = counter.in(community, () -> counter.roomId(community, "1-101"));
        var refusal = new HashMap<String, Object>(Map.of("roomId", room, "way", "VISIT", "outcome", "REFUSED", "answer", "楼道灯坏了三个月没人修"));
        assertThat(steward.post(path("contacts"), refusal).expect(400).code()).isEqualTo("refusal-reason-missing");
        refusal.put("refusalReason", "维修没有解决");
        var id = steward.post(path("contacts"), refusal).expect(201).id();
        assertThat(supervisor.get("/api/communities/" + community + "/notices").at("/items/0/title")).isEqualTo("1-101 拒缴：维修没有解决");
        assertThat(steward.post(path("refusals/" + id + "/receipt"), Map.of("instruction", "好")).expect(403).code()).isEqualTo("not-permitted");
        supervisor.post(path("refusals/" + id + "/receipt"), Map.of("instruction", "今天派工修灯，修好再上门")).expect(200);
        assertThat(supervisor.post(path("refusals/" + id + "/receipt"), Map.of("instruction", "再签")).expect(409).code()).isEqualTo("refusal-acknowledged");
        assertThat(steward.get("/api/communities/" + community + "/notices").at("/items/0/title")).isEqualTo("1-101 的拒缴已签收");
        assertThat(steward.get(path("refusals")).at("/items/0/instruction")).isEqualTo("今天派工修灯，修好再上门");
        var own = supervisor.post(path("contacts"), refusal).expect(201).id();
        assertThat(supervisor.post(path("refusals/" + own + "/receipt"), Map.of("instruction", "好")).expect(403).code()).isEqualTo("not-own-decision");
        supervisor.put(path("refusal-reasons"), Map.of("reasons", List.of(Map.of("name", "灯不亮", "advice", "修")))).expect(200);
        assertThat(steward.post(path("contacts"), refusal).expect(400).code()).isEqualTo("refusal-reason-missing");
        assertThat(steward.get(path("contacts?outcome=REFUSED")).at("/items/1/refusalReason")).isEqualTo("维修没有解决");
    }

    @Test void 账龄分段_各种归法合计一样_过去的日子不变() {
        counter.owe(community, "1-102", "DT", "300.00", LocalDate.of(2026, 11, 25), "0");
        counter.owe(community, "1-102", "WY", "200.00", LocalDate.of(2026, 11, 1), "0");
        for (var by : List.of("BUILDING", "ITEM", "AREA", "ROOM")) {
            var table = office.get(path("ageing?by=" + by)).expect(200);
            assertThat(table.at("/total/outstanding") + " " + table.at("/total/notDue") + " " + table.at("/total/bands/0") + " " + table.at("/total/bands/1") + " " + table.at("/total/rooms"))
                .isEqualTo("1500.00 300.00 200.00 1000.00 2");
        }
        assertThat(office.get(path("ageing?by=ROOM&asOf=2026-09-30")).at("/total/outstanding")).isEqualTo("1000.00");
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "1000.00").expect(201);
        assertThat(office.get(path("ageing?by=ROOM&asOf=2026-09-30")).at("/total/bands/1")).isEqualTo("1000.00");
        assertThat(office.get(path("ageing?by=ROOM")).at("/total/overdue")).isEqualTo("200.00");
        assertThat(office.get(path("ageing.xlsx?by=ROOM")).expect(200).status()).isEqualTo(200);
    }

    private Office.Answer contact(String outcome, String answer, Object... more) {
        var body = new HashMap<String, Object>(Map.of("roomId", counter.in(community, () -> counter.roomId(community, "1-101")), "way", "PHONE",
            "outcome", outcome, "answer", answer));
        for (var i = 0; i < more.length; i += 2) body.put((String) more[i], more[i + 1]);
        return office.post(path("contacts"), body);
    }

    private void closeDay(String day) {
        counter.in(community, () -> {
            promises.close(community, LocalDate.parse(day));
            return null;
        });
    }

    private String promise(String pointer) {
        return office.get(path("promises")).at(pointer);
    }

    private String path(String rest) {
        return Counter.path(community, "collection/" + rest);
    }
}
