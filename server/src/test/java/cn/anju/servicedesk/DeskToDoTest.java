package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@Story
class DeskToDoTest {

    private static final Pattern NUMBER = Pattern.compile("(\\d+) [张户件]");

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long room;
    private long technicianId;
    private long otherId;
    private Office desk;
    private Office supervisor;
    private long supervisorId;
    private Office technician;
    private Office other;

    @BeforeEach
    void people() {
        community = counter.community(1);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        var people = People.of(office);
        desk = people.with("front_desk", community);
        var one = people.account();
        var two = people.account();
        var three = people.account();
        technicianId = one.id();
        otherId = two.id();
        supervisorId = three.id();
        people.grant(technicianId, "technician", community);
        people.grant(otherId, "technician", community);
        people.grant(supervisorId, "cs_supervisor", community);
        technician = people.signIn(one);
        other = people.signIn(two);
        supervisor = people.signIn(three);
    }

    @Test void 答应几时上门_过了没人在路上就算超时_清单今日搜索都看得到_出发了就不算() {
        var ticket = open("NORMAL");                                                    // at 9:00, somebody comes at 14:00
        var order = dispatch(ticket, technicianId);
        step(technician, order, "ACCEPT");
        clock.advance(Duration.ofMinutes(299));
        assertThat(desk.get(path("tickets?overdue=true")).at("/total") + desk.get(path("work-orders?late=true")).at("/total")).isEqualTo("00");
        clock.advance(Duration.ofMinutes(2));
        assertThat(desk.get(path("tickets?overdue=true")).at("/items/0/id")).isEqualTo(String.valueOf(ticket));
        assertThat(desk.get(path("tickets/" + ticket)).at("/ticket/isLate") + desk.get(path("tickets?late=true")).at("/total")).isEqualTo("true1");
        assertThat(technician.get(path("work-orders?late=true&open=true")).at("/items/0/id")).isEqualTo(String.valueOf(order));
        assertThat(desk.get(path("today")).text()).contains("1 张工单超时");
        assertThat(technician.get(path("today")).text()).contains("1 张任务单超时");
        step(technician, order, "SET_OUT");
        assertThat(desk.get(path("tickets?late=true")).at("/total") + technician.get(path("work-orders?late=true")).at("/total")).isEqualTo("00");
        assertThat(desk.get(path("today")).text()).doesNotContain("张工单超时");
    }

    @Test void 今日页上的每个数_点开就是那几张() {
        var late = open("URGENT");
        step(technician, dispatch(late, technicianId), "ACCEPT");
        dispatch(open("NORMAL"), otherId);
        var busy = open("NORMAL");
        for (var i = 0; i < 2; i++) desk.post(path("tickets/" + busy + "/busy-calls"), Map.of("technicianId", technicianId, "reason", "在别处抢修")).expect(201);
        var done = dispatch(open("URGENT"), otherId);
        step(other, done, "START");
        ask(desk, supervisorId);
        var answered = ask(supervisor, technicianId);
        technician.post(path("assistance/" + answered + "/answer"), Map.of("answer", "已看过")).expect(204);
        ask(desk, technicianId);
        clock.advance(Duration.ofHours(30));
        other.post(path("work-orders/" + done + "/steps"), Map.of("step", "FINISH", "text", "修好了")).expect(204);   // late, and done
        var seen = new TreeMap<String, Integer>();
        for (var person : Map.of("desk", desk, "supervisor", supervisor, "technician", technician, "other", other).entrySet())
            for (var line : waiting(person.getValue())) {
                var link = line.at("/link").asString();
                var number = NUMBER.matcher(line.at("/label").asString());
                if (!link.contains("?") || !number.find()) continue;
                assertThat(person.getValue().get(path(link)).expect(200).at("/total")).as(person.getKey() + ": " + line).isEqualTo(number.group(1));
                seen.merge(link.replaceAll("\\?.*", ""), 1, Integer::sum);
            }
        assertThat(seen.keySet()).contains("tickets", "work-orders", "assistance", "callback-tasks");
        assertThat(seen.get("assistance")).isGreaterThanOrEqualTo(4);
        assertThat(desk.get(path("today")).text()).as("one household, asked twice").contains("1 户等回话");
        assertThat(desk.get(path("tickets?late=true")).at("/total")).as("with what was done too late").isNotEqualTo(desk.get(path("tickets?overdue=true")).at("/total"));
    }

    private Iterable<JsonNode> waiting(Office person) {
        return person.get(path("today")).expect(200).json().at("/toDo");
    }

    private long ask(Office by, long whom) {
        return by.post(path("assistance"), Map.of("department", "工程部", "staffId", whom, "request", "请到现场看一下")).expect(201).id();
    }

    private long dispatch(long ticket, long whom) {
        return desk.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", whom, "task", "去修")).expect(201).id();
    }

    private void step(Office by, long order, String step) {
        by.post(path("work-orders/" + order + "/steps"), Map.of("step", step)).expect(204);
    }

    private long open(String urgency) {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "PHONE", "urgency", urgency, "title", "水管漏水", "readBack", true, "introduced", false));
        body.putAll(Map.of("roomId", room, "reporter", "李小明", "phone", "13900000001", "wishedFrom", "2026-11-21T06:00:00Z", "promisedAt", "2026-11-21T06:00:00Z"));
        return desk.add(path("tickets"), body).expect(201).id();
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
