package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@Story
class ServiceStatisticsTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long technicianId;
    private Office technician;

    @BeforeEach
    void people() {
        community = counter.community(1);
        var account = People.of(office).account();
        technicianId = account.id();
        People.of(office).grant(technicianId, "technician", community);
        technician = People.of(office).signIn(account);
    }

    @Test void 统计的每个数_点开正好是那些工单() {
        var first = report("REPAIR", "灯不亮");
        finish(first);
        office.post(path("tickets/" + first + "/reopening"), Map.of("reason", "又不亮")).expect(204);
        clock.advance(Duration.ofHours(2));
        finish(first);
        finish(report("REPAIR", "水管漏水"));
        report("ENQUIRY", "几点关门");
        office.post(path("tickets/" + first + "/callbacks"), Map.of("way", "PHONE", "outcome", "FAIR")).expect(204);

        var report = office.get(path("service-statistics?from=2026-11-01&to=2026-11-30")).expect(200).json();
        var all = line(report, "ALL", "");
        assertThat(all.at("/total").asString() + all.at("/done").asString() + all.at("/open").asString() + all.at("/repairs").asString() + all.at("/again").asString()).isEqualTo("32121");
        assertThat(all.at("/firstTimeRate").asString()).isEqualTo("50.0");
        assertThat(report.at("/calledRate").asString() + "/" + report.at("/satisfactionRate").asString()).isEqualTo("50.0/100.0");
        assertThat(report.at("/loads/0/orders").asString() + report.at("/loads/0/finished").asString()).isEqualTo("33");
        for (var each : new String[][] {{"", "3"}, {"&done=true", "2"}, {"&done=false", "1"}, {"&kind=REPAIR", "2"}, {"&again=true", "1"}, {"&again=false", "1"}, {"&called=true", "1"},
            {"&outcome=FAIR", "1"}, {"&outdoors=true", "3"}, {"&hour=9", line(report, "HOUR", "9").at("/total").asString()}, {"&technician=" + technicianId, "2"},
            {"&technician=" + technicianId + "&orderState=OPEN", "0"}, {"&late=true", all.at("/late").asString()}, {"&outcome=REACHED", "1"}, {"&accepted=true", "2"}})
            assertThat(office.get(path("service-statistics/tickets?from=2026-11-01&to=2026-11-30" + each[0])).at("/total")).as(each[0]).isEqualTo(each[1]);
        var timed = office.get(path("service-statistics/tickets?from=2026-11-01&to=2026-11-30&done=true&sort=-finishMinutes")).expect(200).json();
        assertThat(timed.at("/items/0/id").asLong()).as("the longest first: the one that was reopened").isEqualTo(first);
        assertThat(all.at("/finishMinutes").asString()).as("the average of the rows behind it").isEqualTo(timed.at("/items").valueStream()
            .map(each -> new BigDecimal(each.at("/finishMinutes").asString())).reduce(BigDecimal.ZERO, BigDecimal::add).divide(BigDecimal.TWO, 0, RoundingMode.HALF_UP).toString());
        assertThat(all.at("/finishMinutes").asString()).isNotEqualTo("0");
        assertThat(timed.at("/items/0/acceptMinutes").asString()).isNotEmpty();
        assertThat(office.get(path("service-statistics.html?from=2026-11-01&to=2026-11-30")).expect(200).text()).contains("服务统计", "报修");
        assertThat(office.get(path("service-statistics.xlsx?from=2026-11-01&to=2026-11-30")).expect(200).workbook()).contains("一次办好");
    }

    @Test void 用料按种类加得起来_点开是哪张任务单_前台照纸凭证补记只算一次() {
        office.put(path("materials"), Map.of("name", "阀芯", "unit", "个", "price", "12.50", "isActive", true)).expect(204);
        var core = office.get(path("materials")).json().at("/0/id").asLong();
        var desk = People.of(office).with("front_desk", community);
        var first = finish(report("REPAIR", "水管漏水"));
        var second = finish(report("REPAIR", "龙头滴水"));
        var key = java.util.UUID.randomUUID().toString();
        var use = Map.of("materialId", core, "quantity", "2");
        assertThat(desk.post(path("work-orders/" + first + "/materials"), use).expect(400).code()).isEqualTo("idempotency-key-missing");
        var id = desk.post(path("work-orders/" + first + "/materials"), use, "Idempotency-Key", key).expect(201).id();
        assertThat(desk.post(path("work-orders/" + first + "/materials"), use, "Idempotency-Key", key).expect(201).id()).isEqualTo(id);
        assertThat(desk.post(path("work-orders/" + second + "/materials"), use, "Idempotency-Key", key).expect(409).code()).isEqualTo("idempotency-key-reused");
        desk.add(path("work-orders/" + second + "/materials"), Map.of("materialId", core, "quantity", "1.5")).expect(201);
        desk.add(path("work-orders/" + second + "/materials"), Map.of("name", "生料带", "unit", "卷", "quantity", "1")).expect(201);
        assertThat(desk.add(path("work-orders/" + second + "/materials"), Map.of("quantity", "1")).expect(400).code()).isEqualTo("material-missing");
        assertThat(desk.add(path("work-orders/" + second + "/materials"), Map.of("materialId", core, "quantity", "1", "usedAt", "2027-01-01T00:00:00Z")).expect(400).code()).isEqualTo("use-in-future");
        desk.add(path("work-orders/" + second + "/materials"), Map.of("materialId", core, "quantity", "9", "usedAt", "2026-10-31T15:59:00Z")).expect(201);
        assertThat(technician.add(path("work-orders/" + second + "/materials"), use).expect(403).code()).isEqualTo("not-permitted");
        assertThat(desk.get(path("work-orders/" + first + "/done")).at("/materials/0/amount")).isEqualTo("25.00");

        var report = office.get(path("service-statistics?from=2026-11-01&to=2026-11-30")).expect(200).json();
        assertThat(report.at("/materials").valueStream().map(each -> each.at("/name").asString() + each.at("/quantity").asString() + each.at("/unit").asString() + " "
            + each.at("/amount").asString() + " " + each.at("/orders").asInt() + each.at("/unpriced").asInt())).containsExactly("阀芯3.5个 43.75 20", "生料带1卷 0.00 11");
        assertThat(report.at("/materialAmount").asString()).isEqualTo("43.75");
        var uses = office.get(path("service-statistics/material-uses?from=2026-11-01&to=2026-11-30&sort=quantity&name=%E9%98%80%E8%8A%AF&unit=%E4%B8%AA")).expect(200).json();
        assertThat(uses.at("/items").valueStream().map(each -> each.at("/orderId").asLong())).containsExactly(second, first);
        assertThat(office.get(path("service-statistics/material-uses?from=2026-10-01&to=2026-10-31")).at("/total")).isEqualTo("1");
        assertThat(office.get(path("service-statistics/materials.xlsx?from=2026-11-01&to=2026-11-30")).expect(200).workbook()).contains("生料带", "43.75");
        assertThat(office.get(path("service-statistics/material-uses.xlsx?from=2026-11-01&to=2026-11-30")).expect(200).workbook()).contains("大门口");
        assertThat(office.get(path("service-statistics.html?from=2026-11-01&to=2026-11-30")).expect(200).text()).contains("用料", "43.75", "1 笔无价");
    }

    @Test void 楼栋叫门牌上的名字_不是库里的编号() {
        var room = counter.in(community, () -> counter.roomId(community, "1-101"));
        office.add(path("tickets"), Map.of("kind", "REPAIR", "source", "ROUND", "urgency", "NORMAL", "roomId", room, "title", "门口灯不亮", "readBack", false, "introduced", false)).expect(201);
        assertThat(office.get(path("service-statistics?from=2026-11-01&to=2026-11-30")).expect(200).json().at("/lines").valueStream()
            .filter(each -> each.at("/dimension").asString().equals("BUILDING")).map(each -> each.at("/label").asString())).containsExactly("1 栋");
        assertThat(office.get(path("service-statistics.xlsx?from=2026-11-01&to=2026-11-30")).expect(200).workbook()).contains("1 栋");
    }

    private static JsonNode line(JsonNode report, String dimension, String key) {
        return report.at("/lines").valueStream().filter(each -> each.at("/dimension").asString().equals(dimension) && each.at("/key").asString("").equals(key)).findFirst().orElseThrow();
    }

    private long report(String kind, String title) {
        return office.add(path("tickets"), Map.of("kind", kind, "source", "ROUND", "urgency", "NORMAL", "place", "大门口", "title", title, "readBack", false, "introduced", false)).expect(201).id();
    }

    private long finish(long ticket) {
        var order = office.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", technicianId, "task", "去修")).expect(201).id();
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "START")).expect(204);
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "FINISH", "text", "修好了")).expect(204);
        return order;
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
