package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
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
            {"&technician=" + technicianId + "&orderState=OPEN", "0"}, {"&late=true", all.at("/late").asString()}})
            assertThat(office.get(path("service-statistics/tickets?from=2026-11-01&to=2026-11-30" + each[0])).at("/total")).as(each[0]).isEqualTo(each[1]);
        assertThat(office.get(path("service-statistics.html?from=2026-11-01&to=2026-11-30")).expect(200).text()).contains("服务统计", "报修");
        assertThat(office.get(path("service-statistics.xlsx?from=2026-11-01&to=2026-11-30")).expect(200).workbook()).contains("一次办好");
    }

    private static JsonNode line(JsonNode report, String dimension, String key) {
        return report.at("/lines").valueStream().filter(each -> each.at("/dimension").asString().equals(dimension) && each.at("/key").asString("").equals(key)).findFirst().orElseThrow();
    }

    private long report(String kind, String title) {
        return office.post(path("tickets"), Map.of("kind", kind, "source", "ROUND", "urgency", "NORMAL", "place", "大门口", "title", title, "readBack", false, "introduced", false)).expect(201).id();
    }

    private void finish(long ticket) {
        var order = office.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", technicianId, "task", "去修")).expect(201).id();
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "START")).expect(204);
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "FINISH", "text", "修好了")).expect(204);
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
