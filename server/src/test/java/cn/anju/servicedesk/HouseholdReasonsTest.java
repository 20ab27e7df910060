package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class HouseholdReasonsTest {

    @Autowired Office office;
    @Autowired Counter counter;

    private long community;

    @Test void 早单连投诉带欠费一起排_去掉一条理由名次就变_走访一次都办了() {
        community = counter.community(2);
        counter.owe(community, "1-102", "WY", "500.00", LocalDate.of(2026, 8, 25), "0");
        var room = counter.in(community, () -> counter.roomId(community, "1-101"));
        var body = new HashMap<String, Object>(Map.of("kind", "COMPLAINT", "source", "PHONE", "urgency", "NORMAL", "title", "楼道脏", "reporter", "李小明", "phone", "13900000001",
            "readBack", true, "introduced", false, "roomId", room));
        var ticket = office.add(path("tickets"), body).expect(201).id();
        var other = office.add(path("tickets"), body).expect(201).id();
        var list = office.get(path("collection/work-list")).expect(200);
        assertThat(list.at("/items/0/roomCode") + list.at("/items/0/atRisk")).isEqualTo("1-1011200.00");
        assertThat(list.json().at("/items/0/reasons").toString()).contains("投诉未结 TS-202611-0001", "没有逾期");

        assertThat(office.post(path("collection/visits"), Map.of()).expect(200).at("/households")).isEqualTo("2");
        var visit = office.get(path("collection/visits")).json().valueStream().filter(each -> each.at("/roomCode").asString().equals("1-101")).findFirst().orElseThrow();
        assertThat(visit.at("/items").size()).isEqualTo(2);
        office.post(path("collection/visits/" + visit.at("/id").asLong() + "/result"), Map.of("outcome", "NOTED", "answer", "知道在改了", "person", "李小明")).expect(200);
        assertThat(office.get(path("tickets/" + ticket)).text()).contains("走访反馈（李小明）：知道在改了");

        for (var each : new long[] {ticket, other}) office.post(path("tickets/" + each + "/closing"), Map.of("responsibility", "OURS", "conclusion", "已保洁")).expect(204);
        var after = office.get(path("collection/work-list")).expect(200);
        assertThat(after.at("/items/0/roomCode") + after.at("/items/1/roomCode")).as("only callbacks are left for the first").isEqualTo("1-1021-101");
        assertThat(after.json().at("/items/1/reasons").toString()).contains("要回访");
    }

    @Test void 上门回访_问了满意才记_不从话里猜() {
        community = counter.community(2);
        counter.own(community, "1-102", "周静", LocalDate.of(2026, 1, 1));
        var ticket = office.add(path("tickets"), new HashMap<>(Map.of("kind", "COMPLAINT", "source", "PHONE", "urgency", "NORMAL", "title", "楼道脏", "reporter", "周静", "phone", "13900000002",
            "readBack", true, "introduced", false, "roomId", counter.in(community, () -> counter.roomId(community, "1-102"))))).expect(201).id();
        office.post(path("tickets/" + ticket + "/closing"), Map.of("responsibility", "OURS", "conclusion", "已保洁")).expect(204);
        office.post(path("collection/visits"), Map.of()).expect(200);
        var steward = People.of(office).with("steward", community);
        var visit = steward.get(path("collection/visits")).json().valueStream().filter(each -> each.at("/roomCode").asString().equals("1-102")).findFirst().orElseThrow();
        assertThat(visit.at("/items").valueStream().filter(item -> item.at("/asksSatisfaction").asBoolean()).map(item -> item.at("/reason").asString())).containsExactly("callback");
        var result = "collection/visits/" + visit.at("/id").asLong() + "/result";
        var said = Map.of("outcome", "NOTED", "answer", "没有不满，扫得很干净", "person", "周静");
        assertThat(steward.post(path(result), said).expect(400).code()).isEqualTo("satisfaction-missing");
        var asked = new HashMap<String, Object>(said);
        asked.put("satisfaction", "SATISFIED");
        steward.post(path(result), asked).expect(200);
        var told = office.get(path("tickets/" + ticket)).expect(200);
        assertThat(told.at("/ticket/state") + " " + told.at("/callbacks/0/outcome")).isEqualTo("CLOSED SATISFIED");
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
