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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class DeskDayTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> days;

    private long community;
    private long deskId;
    private long technicianId;
    private Office desk;
    private Office supervisor;
    private Office technician;

    @BeforeEach
    void people() {
        community = counter.community(1);
        var people = People.of(office);
        var two = List.of(people.account(), people.account());
        deskId = two.get(0).id();
        technicianId = two.get(1).id();
        people.grant(deskId, "front_desk", community);
        people.grant(technicianId, "technician", community);
        desk = people.signIn(two.get(0));
        technician = people.signIn(two.get(1));
        supervisor = people.with("cs_supervisor", community);
    }

    @Test void 早上先安排昨日未完_下班前登完或写明原因() {
        var ticket = report("路灯不亮");
        var other = report("井盖松了");
        assertThat(desk.get(path("desk-days/2026-11-21")).json().at("/morning").size()).as("today's own").isZero();
        clock.advance(Duration.ofHours(23));
        assertThat(desk.get(path("desk-days/2026-11-22")).json().at("/morning").size()).isEqualTo(2);
        var refused = close("2026-11-22", "MORNING").expect(409);
        assertThat(refused.code() + refused.at("/detail")).contains("day-unfinished", "2 件", "WX-202611-0001");
        var order = desk.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", technicianId, "task", "换灯泡")).expect(201).id();
        say("2026-11-22", "MORNING", Map.of("ticketId", other, "text", "约了市政九点来")).expect(204);
        assertThat(say("2026-11-21", "MORNING", Map.of("ticketId", other, "text", "补昨天")).expect(409).code()).isEqualTo("not-today");
        close("2026-11-22", "MORNING").expect(204);
        assertThat(close("2026-11-22", "MORNING").expect(409).code()).isEqualTo("part-closed");
        var closing = desk.get(path("desk-days/2026-11-22")).expect(200);
        assertThat(closing.at("/morningClosing/isLate") + closing.at("/morningClosing/items") + closing.at("/morningClosing/named")).as("eight o'clock is in time").isEqualTo("false21");

        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "START")).expect(204);
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "FINISH", "text", "换了")).expect(204);
        assertThat(close("2026-11-22", "EVENING").expect(409).at("/detail")).contains("RW-202611-0001");
        clock.advance(Duration.ofMinutes(8 * 60 + 59));
        assertThat(desk.get(path("today")).text()).as("a minute to five").doesNotContain("没登完");
        clock.advance(Duration.ofMinutes(1));
        assertThat(desk.get(path("today")).text()).contains("今天还有 1 张任务单没登完");
        assertThat(say("2026-11-22", "EVENING", Map.of("ticketId", other, "orderId", order, "text", "不是这一件")).expect(404).code()).isEqualTo("day-item-not-found");
        say("2026-11-22", "EVENING", Map.of("ticketId", ticket, "orderId", order, "text", "凭证还在维修工手上，明早交")).expect(204);
        assertThat(desk.get(path("today")).text()).as("said why").doesNotContain("没登完");
        close("2026-11-22", "EVENING").expect(204);
        assertThat(desk.get(path("desk-days/2026-11-22")).at("/eveningClosing/named")).isEqualTo("1");
    }

    @Test void 每天的维修投诉汇总报主管_一天一次() {
        report("路灯不亮");
        for (var i = 0; i < 2; i++)
            counter.in(community, () -> {
                days.stream().filter(each -> each.getClass().getName().contains("servicedesk")).forEach(each -> each.close(community, LocalDate.of(2026, 11, 21)));
                return null;
            });
        var told = supervisor.get(path("notices")).json().at("/items").valueStream().filter(each -> each.at("/title").asString().contains("汇总")).toList();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().at("/detail").asString()).contains("报修 1 件");
    }

    @Test void 主管审阅签字_自己登记的不能审_质检有整改有复查() {
        var ticket = report("路灯不亮");
        assertThat(supervisor.get(path("ticket-reviews?reviewed=false")).at("/total")).isEqualTo("1");
        desk.post(path("ticket-reviews"), Map.of("ticketIds", List.of(ticket), "remark", "已阅")).expect(403);
        supervisor.post(path("ticket-reviews"), Map.of("ticketIds", List.of(ticket), "remark", "当天修好")).expect(201);
        var review = supervisor.get(path("ticket-reviews?reviewed=true")).expect(200);
        assertThat(review.at("/items/0/remark") + review.at("/items/0/reviewedName")).isEqualTo("当天修好同事");
        var own = supervisor.add(path("tickets"), Map.of("kind", "REPAIR", "source", "ROUND", "urgency", "NORMAL", "place", "大门口", "title", "门坏了", "readBack", false, "introduced", false)).expect(201).id();
        assertThat(supervisor.post(path("ticket-reviews"), Map.of("ticketIds", List.of(own), "remark", "已阅")).expect(403).code()).isEqualTo("own-record");

        assertThat(supervisor.post(path("desk-checks"), Map.of("staffId", deskId, "score", 80, "finding", "没报单位名称", "remedy", "背熟话术")).expect(400).code()).isEqualTo("remedy-incomplete");
        var check = supervisor.post(path("desk-checks"), Map.of("staffId", deskId, "ticket", "wx-202611-0001", "score", 80, "finding", "没报单位名称", "remedy", "背熟话术", "dueOn", "2026-11-25")).expect(201).id();
        assertThat(desk.get(path("notices?unread=true")).text()).contains("受理质检 ZJ-202611-0001：80 分");
        clock.advance(Duration.ofDays(5));
        assertThat(supervisor.get(path("desk-checks?late=true")).at("/total")).isEqualTo("1");
        supervisor.post(path("desk-checks/" + check + "/follow-up"), Map.of("outcome", "抽听五通都报了")).expect(204);
        assertThat(supervisor.post(path("desk-checks/" + check + "/follow-up"), Map.of("outcome", "再查")).expect(409).code()).isEqualTo("check-followed");
        assertThat(supervisor.get(path("desk-checks?open=true")).at("/total")).isEqualTo("0");
    }

    private long report(String title) {
        return desk.add(path("tickets"), Map.of("kind", "REPAIR", "source", "ROUND", "urgency", "NORMAL", "place", "大门口", "title", title, "readBack", false, "introduced", false)).expect(201).id();
    }

    private Office.Answer say(String day, String part, Map<String, Object> line) {
        return desk.post(path("desk-days/%s/%s/lines".formatted(day, part)), line);
    }

    private Office.Answer close(String day, String part) {
        return desk.post(path("desk-days/%s/%s/closing".formatted(day, part)), Map.of());
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
