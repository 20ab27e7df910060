package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.duty.Figures;
import cn.anju.kernel.DayEnd;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class AftercareTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> days;
    @Autowired Figures figures;

    private long community;
    private long room;
    private long area;
    private long technicianId;
    private Office desk;
    private Office steward;
    private Office supervisor;
    private Office technician;

    @BeforeEach
    void people() {
        community = counter.community(2);
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
        office.post(path("steward-areas"), Map.of("name", "一片", "parts", List.of(Map.of("buildingId", building, "fromOn", "2026-07-01")),
            "assignments", List.of(Map.of("staffId", two.get(0).id(), "fromOn", "2026-07-01")))).expect(201);
        area = Long.parseLong(office.get(path("steward-areas")).at("/0/id"));
    }

    @Test void 急修完工_管家当场访_凭证收回一周内前台访_不满意当场重开() {
        var ticket = repaired("URGENT", "A001", true);
        clock.advance(Duration.ofMinutes(30));
        var tasks = desk.get(path("callback-tasks?sort=dueAt")).expect(200);
        assertThat(tasks.at("/total")).isEqualTo("2");
        assertThat(tasks.at("/items/0/stage") + tasks.at("/items/0/mayCall") + tasks.at("/items/1/stage") + tasks.at("/items/1/mayCall") + tasks.at("/items/1/why"))
            .isEqualTo("INSTANTfalseWEEKtrueURGENT");
        assertThat(tasks.at("/items/1/dueAt")).as("a week after the voucher came back").isEqualTo("2026-11-28T01:00:00Z");
        assertThat(technician.get(path("callback-tasks")).code()).isEqualTo("not-permitted");
        steward.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "VISIT", "outcome", "SATISFIED")).expect(204);
        assertThat(desk.get(path("callback-tasks?state=OPEN")).at("/items/0/stage")).isEqualTo("WEEK");
        desk.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "PHONE", "outcome", "UNREACHED")).expect(204);
        assertThat(desk.get(path("callback-tasks?state=OPEN")).at("/items/0/attempts")).as("not reached is not done").isEqualTo("1");
        clock.advance(Duration.ofDays(8));
        assertThat(desk.get(path("callback-tasks?state=LATE")).at("/total")).isEqualTo("1");
        var rate = desk.get(path("callback-rate?from=2026-11-01")).expect(200);
        assertThat(rate.at("/finished") + "/" + rate.at("/called") + "/" + rate.at("/rate") + "/" + rate.at("/instantMinutes")).as("the steward's visit is not the desk's call").isEqualTo("1/0/0.0/30");
        desk.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "PHONE", "outcome", "DISSATISFIED", "opinion", "又漏了")).expect(204);
        assertThat(desk.get(path("callback-tasks")).at("/total")).as("reopened: not done any more").isEqualTo("0");
    }

    @Test void 回访率只数前台在一周里访到的_点开就是那几件() {
        var steward = repaired("URGENT", "R001", true);
        this.steward.post(path("tickets/" + steward + "/callbacks"), Map.of("way", "VISIT", "outcome", "SATISFIED")).expect(204);
        var called = repaired("URGENT", "R002", true);
        desk.post(path("tickets/" + called + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).expect(204);
        repaired("URGENT", null, true);
        clock.advance(Duration.ofDays(8));
        repaired("URGENT", "R003", true);
        var rate = desk.get(path("callback-rate?from=2026-11-01")).expect(200);
        assertThat(rate.at("/called") + "/" + rate.at("/finished") + " " + rate.at("/rate")).as("one voucher is not back, one week still runs").isEqualTo("1/2 50.0");
        assertThat(desk.get(path("tickets?returned=2026-11")).at("/total") + desk.get(path("tickets?returned=2026-11&called=true")).at("/total")
            + desk.get(path("tickets?returned=2026-11&called=false")).at("/total") + desk.get(path("tickets?returned=2026-10")).at("/total")).isEqualTo("2110");
        var metric = counter.in(community, () -> figures.now(community, "servicedesk.callback-rate", LocalDate.now(clock)));
        assertThat(metric.part() + "/" + metric.whole() + " " + metric.link()).isEqualTo("1/2 tickets?returned=2026-11");
        assertThat(office.get(path("metrics?month=2026-10")).expect(200).text()).contains("tickets?returned=2026-10", "tickets?from=2026-09-01&to=2026-09-30",
            "desk-contacts?source=COUNTER&from=2026-10-01&to=2026-10-31");
    }

    @Test void 欠着的回访再久也在清单上_做了才下去() {
        var ticket = repaired("URGENT", "A101", true);
        clock.advance(Duration.ofDays(100));
        var tasks = desk.get(path("callback-tasks?state=LATE&stage=WEEK")).expect(200);
        assertThat(tasks.at("/total") + tasks.at("/items/0/ticketId")).isEqualTo("1" + ticket);
        assertThat(desk.get(path("today")).text()).contains("1 件回访该您做");
        assertThat(desk.get(path("callback-tasks?from=2027-02-01")).at("/total")).as("days asked for bound the list").isEqualTo("0");
        desk.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "PHONE", "outcome", "UNREACHED")).expect(204);
        assertThat(desk.get(path("callback-tasks?state=OPEN&stage=WEEK")).at("/items/0/attempts")).isEqualTo("1");
        desk.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "PHONE", "outcome", "SATISFIED")).expect(204);
        assertThat(desk.get(path("callback-tasks?stage=WEEK")).at("/total")).as("made, and older than what is shown without days").isEqualTo("0");
        assertThat(desk.get(path("callback-tasks?stage=WEEK&from=2026-11-01&state=DONE")).at("/total")).isEqualTo("1");
    }

    @Test void 访不到的主管写明缘由免访_不算访到_重开办完要重新访() {
        var ticket = repaired("URGENT", "A201", true);
        clock.advance(Duration.ofDays(9));
        var path = path("tickets/" + ticket + "/callback-excuses");
        assertThat(desk.post(path, Map.of("stage", "WEEK", "reason", "空号")).status()).isEqualTo(403);
        assertThat(supervisor.post(path, Map.of("stage", "WEEK", "reason", " ")).expect(400).text()).contains("请写明为什么不访");
        assertThat(supervisor.get(path("callback-tasks?state=LATE&stage=WEEK")).at("/items/0/mayExcuse")).isEqualTo("true");
        supervisor.post(path, Map.of("stage", "WEEK", "reason", "搬走了，号码是空号")).expect(204);
        assertThat(supervisor.post(path, Map.of("stage", "WEEK", "reason", "再免一次")).expect(404).code()).isEqualTo("callback-not-owed");
        assertThat(desk.get(path("callback-tasks?state=OPEN&stage=WEEK")).at("/total") + desk.get(path("callback-tasks?state=LATE&stage=WEEK")).at("/total")
            + desk.get(path("callback-tasks?state=EXCUSED")).at("/total")).isEqualTo("001");
        assertThat(desk.get(path("callback-tasks?state=EXCUSED")).at("/items/0/excuse")).endsWith("：搬走了，号码是空号");
        assertThat(desk.get(path("today")).text()).doesNotContain("件回访该您做");
        assertThat(desk.get(path("callback-rate?from=2026-11-01")).at("/rate")).as("an excuse is no call").isEqualTo("0.0");
        assertThat(steward.get(path("callback-tasks?state=OPEN&stage=INSTANT")).at("/total")).as("the steward's own call is still owed").isEqualTo("1");
        clock.advance(Duration.ofDays(60));
        assertThat(desk.get(path("callback-tasks?stage=WEEK")).at("/total")).as("excused, and older than what is shown without days").isEqualTo("0");
        supervisor.post(path("tickets/" + ticket + "/reopening"), Map.of("reason", "又漏了")).expect(204);
        var order = supervisor.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", technicianId, "task", "再修")).expect(201).id();
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "START")).expect(204);
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "FINISH", "text", "修好了")).expect(204);
        assertThat(desk.get(path("callback-tasks?state=OPEN&stage=WEEK")).at("/items/0/ticketId")).isEqualTo(String.valueOf(ticket));
    }

    @Test void 一般的报修按比例抽_今天抽到的明天还是这些_返修必访() {
        office.put(path("settings/servicedesk.callback-share"), Map.of("value", "0")).expect(204);
        repaired("NORMAL", "B001", true);
        assertThat(desk.get(path("callback-tasks?stage=WEEK")).at("/total")).isEqualTo("0");
        repaired("NORMAL", "B002", true);
        assertThat(desk.get(path("callback-tasks?stage=WEEK")).at("/items/0/why")).as("the same room again").isEqualTo("REPEAT");
        office.put(path("settings/servicedesk.callback-share"), Map.of("value", "100")).expect(204);
        assertThat(desk.get(path("callback-tasks?stage=WEEK&why=SAMPLE")).at("/total")).isEqualTo("1");
    }

    @Test void 周一把上周回访报主管_只报一次_退回说明了再报() {
        var ticket = repaired("URGENT", "C001", true);
        desk.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "PHONE", "outcome", "FAIR", "opinion", "来得慢")).expect(204);
        clock.setTo(LocalDate.of(2026, 11, 23));
        for (var i = 0; i < 2; i++) close(LocalDate.of(2026, 11, 22));
        clock.setTo(LocalDate.of(2026, 11, 24));
        close(LocalDate.of(2026, 11, 23));
        var batches = supervisor.get(path("callback-batches")).expect(200);
        assertThat(batches.at("/total") + batches.at("/items/0/weekFrom") + batches.at("/items/0/callbacks") + batches.at("/items/0/state")).isEqualTo("12026-11-161WAITING");
        assertThat(batches.at("/items/0/fair")).isEqualTo("1");
        decide(Map.of("isApproved", false)).expect(400);
        decide(Map.of("isApproved", false, "note", "写明改进")).expect(200);
        var id = batches.at("/items/0/id");
        assertThat(desk.get(path("callback-batches/" + id)).at("/batch/state") + desk.get(path("callback-batches/" + id)).at("/batch/remark")).isEqualTo("RETURNED写明改进");
        desk.post(path("callback-batches/" + id + "/submission"), Map.of()).expect(204);
        assertThat(desk.post(path("callback-batches/" + id + "/submission"), Map.of()).expect(409).code()).isEqualTo("batch-not-returned");
        decide(Map.of("isApproved", true, "note", "同意")).expect(200);
        assertThat(desk.get(path("callback-batches/" + id)).at("/batch/state")).isEqualTo("APPROVED");
    }

    @Test void 月底凭证按片区交管家_双方签字才入档_公共的留存() {
        repaired("NORMAL", "D001", true);
        repaired("NORMAL", "D002", false);
        repaired("NORMAL", null, true);
        assertThat(desk.get(path("tickets?doneOn=2026-11-21")).at("/total") + desk.get(path("tickets?doneOn=2026-11-22")).at("/total")).isEqualTo("30");
        assertThat(desk.get(path("vouchers?state=MISSING")).at("/total") + desk.get(path("vouchers?state=HELD")).at("/total")).isEqualTo("12");
        var handed = desk.post(path("voucher-handovers"), Map.of("month", "2026-11", "isPublic", false, "areaId", area)).expect(201);
        assertThat(handed.at("/vouchers")).isEqualTo("1");
        assertThat(desk.post(path("voucher-handovers"), Map.of("month", "2026-11", "isPublic", false, "areaId", area)).expect(409).code()).isEqualTo("nothing-to-hand");
        assertThat(desk.post(path("voucher-handovers/" + handed.id() + "/signature"), Map.of()).expect(403).code()).isEqualTo("own-handover");
        assertThat(supervisor.post(path("voucher-handovers/" + handed.id() + "/signature"), Map.of()).expect(403).code()).isEqualTo("not-steward");
        assertThat(office.get(path("rooms/" + room + "/timeline")).text()).doesNotContain("D001");
        var mine = "voucher-handovers?mine=true&open=true";
        assertThat(steward.get(path("today")).text()).contains("1 张凭证移交清单待签收", mine);
        assertThat(steward.get(path(mine)).at("/total") + desk.get(path(mine)).at("/total") + desk.get(path("voucher-handovers?month=2026-11")).at("/total")
            + desk.get(path("voucher-handovers?month=2026-10")).at("/total")).isEqualTo("1010");
        steward.post(path("voucher-handovers/" + handed.id() + "/signature"), Map.of()).expect(204);
        assertThat(steward.get(path(mine)).at("/total")).isEqualTo("0");
        assertThat(office.get(path("rooms/" + room + "/timeline")).text()).contains("维修凭证 D001 入档");
        desk.post(path("voucher-handovers"), Map.of("month", "2026-11", "isPublic", true)).expect(201);
        assertThat(desk.get(path("vouchers?state=FILED")).at("/total") + desk.get(path("vouchers?state=KEPT")).at("/total") + desk.get(path("vouchers?state=HELD")).at("/total")).isEqualTo("110");
        assertThat(desk.get(path("voucher-handovers/" + handed.id() + "/list.html")).text()).contains("D001", handed.at("/number"));
    }

    @Test void 回访质量每月报主任_自己报的不能自己批() {
        var ticket = repaired("URGENT", "E001", true);
        desk.post(path("tickets/" + ticket + "/callbacks"), Map.of("way", "PHONE", "outcome", "FAIR", "opinion", "来得慢")).expect(204);
        var report = steward.get(path("callback-reports/2026-11")).expect(200);
        assertThat(report.at("/figures/0/fair") + report.at("/figures/0/satisfactionRate") + report.at("/opinions/0/opinion")).isEqualTo("1100.0来得慢");
        steward.post(path("callback-reports/2026-11"), Map.of("summary", "来得慢的要改")).expect(204);
        assertThat(steward.post(path("callback-reports/2026-11"), Map.of("summary", "再报")).expect(409).code()).isEqualTo("report-made");
        assertThat(steward.post(path("callback-reports/2026-12"), Map.of("summary", "早了")).expect(409).code()).isEqualTo("month-not-begun");
        assertThat(supervisor.post(path("callback-reports/2026-11/reading"), Map.of("remark", "同意")).expect(403).code()).as("it is reported to the director").isEqualTo("director-only");
        var director = People.of(office).with("director", community);
        director.post(path("callback-reports/2026-11/reading"), Map.of("remark", "月底看改进")).expect(204);
        assertThat(director.get(path("callback-reports/2026-11/report.html")).expect(200).text()).contains("来得慢的要改", "月底看改进");
    }

    private void close(LocalDate day) {
        counter.in(community, () -> {
            days.stream().filter(each -> each.getClass().getName().contains("servicedesk")).forEach(each -> each.close(community, day));
            return null;
        });
    }

    private Office.Answer decide(Map<String, Object> decision) {
        return supervisor.post(path("approvals/" + supervisor.get(path("approvals?state=WAITING")).at("/items/0/id") + "/decisions"), decision);
    }

    private long repaired(String urgency, String voucher, boolean isHousehold) {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", isHousehold ? "PHONE" : "ROUND", "urgency", urgency, "title", "水管漏水", "readBack", true, "introduced", false));
        if (isHousehold) body.putAll(Map.of("roomId", room, "reporter", "李小明", "phone", "13900000001", "wishedFrom", "2026-11-21T06:00:00Z", "promisedAt", "2026-11-21T06:00:00Z"));
        else body.put("place", "大门口");
        var ticket = desk.add(path("tickets"), body).expect(201).id();
        var order = desk.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", technicianId, "task", "去修")).expect(201).id();
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "START")).expect(204);
        technician.post(path("work-orders/" + order + "/steps"), Map.of("step", "FINISH", "text", "修好了")).expect(204);
        if (voucher != null) desk.post(path("work-orders/" + order + "/voucher"), Map.of("voucher", voucher)).expect(204);
        return ticket;
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
