package cn.anju.workforce;

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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 11 月 21 日。 */
@Story
class PapersTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long room;
    private long technicianId;
    private long otherId;
    private Office technician;
    private Office desk;
    private Office supervisor;

    @BeforeEach
    void people() {
        community = counter.community(1);
        room = counter.in(community, () -> counter.roomId(community, "1-101"));
        var people = People.of(office);
        var account = people.account();
        technicianId = account.id();
        otherId = people.account().id();
        for (var each : List.of(technicianId, otherId)) people.grant(each, "technician", community);
        technician = people.signIn(account);
        desk = people.with("front_desk", community);
        supervisor = people.with("cs_supervisor", community);
    }

    @Test void 没证的和证过期的不派_说是哪一张_换了新证就能派_没有规定的照派() {
        var ticket = open();
        dispatch(ticket, otherId, "DOOR").expect(201);
        require("ELECTRIC", "电工证").expect(204);
        var missing = dispatch(ticket, technicianId, "ELECTRIC").expect(409);
        assertThat(missing.code() + missing.at("/detail")).startsWith("not-cleared").contains("不能把电气的活派给", "没有登记电工证");
        enter(technicianId, "电工证", "T0001", "2026-11-20").expect(201);
        assertThat(dispatch(ticket, technicianId, "ELECTRIC").expect(409).at("/detail")).contains("电工证 2026-11-20 已过期");
        enter(otherId, "电工证", "T0002", "2026-11-21").expect(201);
        var suggested = desk.get(path("tickets/" + ticket + "/technicians?trade=ELECTRIC")).expect(200).json();
        assertThat(suggested.at("/people/0/id").asLong()).as("good on its last day; who may not comes last").isEqualTo(otherId);
        var barred = suggested.at("/people").valueStream().filter(each -> each.at("/id").asLong() == technicianId).findFirst().orElseThrow();
        assertThat(barred.at("/reasons/0").asString() + barred.at("/barred").asString()).isEqualTo("不能派：电工证 2026-11-20 已过期电工证 2026-11-20 已过期");
        enter(technicianId, "电工证", "T0001", "2029-11-20").expect(201);
        dispatch(ticket, technicianId, "ELECTRIC").expect(201);
        assertThat(require("ELECTRIC", "飞行证").expect(400).code()).isEqualTo("paper-kind-unknown");
        assertThat(require("FLYING", "电工证").expect(404).code()).isEqualTo("trade-not-found");
        require("ELECTRIC").expect(204);
        assertThat(supervisor.get(path("trade-papers")).text()).contains("电梯安全管理员证").doesNotContain("\"kinds\":[\"电工证\"]");
    }

    @Test void 提前三十天提醒_号码遮着_本人只看自己的_作废要写原因() {
        enter(technicianId, "身份证", "310101199001010011", "2026-12-21").expect(201);
        enter(technicianId, "健康证", "JK-2026-55", "2026-12-22").expect(201);
        var lapsed = enter(otherId, "消防证", "XF-1234567", "2026-11-01").expect(201).id();
        assertThat(supervisor.get(path("staff-papers?state=EXPIRING")).at("/items/0/kind") + supervisor.get(path("staff-papers?days=30")).at("/total")).isEqualTo("身份证2");
        assertThat(supervisor.get(path("staff-papers")).text()).contains("310***********0011").doesNotContain("310101199001010011");
        assertThat(supervisor.get(path("staff-papers.xlsx")).workbook()).contains("310***********0011", "已过期").doesNotContain("310101199001010011");
        assertThat(technician.get(path("staff-papers")).at("/total")).isEqualTo("2");
        technician.post(path("staff-papers"), paper(technicianId, "电工证", "X", "2027-01-01")).expect(403);
        assertThat(today(supervisor)).contains("1 张员工证件已过期", "1 张员工证件快到期");
        assertThat(today(technician)).contains("您的身份证 2026-12-21 到期").doesNotContain("张员工证件");
        supervisor.post(path("staff-papers/" + lapsed + "/void"), Map.of("reason", "")).expect(400);
        supervisor.post(path("staff-papers/" + lapsed + "/void"), Map.of("reason", "登错了人")).expect(204);
        supervisor.post(path("staff-papers/" + lapsed + "/void"), Map.of("reason", "登错了人")).expect(404);
        assertThat(today(supervisor)).doesNotContain("已过期");
        assertThat(supervisor.get(path("staff-papers?state=VOIDED")).at("/items/0/voidWhy")).isEqualTo("登错了人");
    }

    @Test void 同一张证两下同时登_只有一张_别的小区的人登不了() throws Exception {
        Callable<Office.Answer> one = () -> enter(technicianId, "电工证", "T0001", "2027-01-01");
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThat(pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow().status()).toList()).containsExactlyInAnyOrder(201, 409);
        }
        var stranger = People.of(office).account().id();
        assertThat(enter(stranger, "电工证", "T0009", "2027-01-01").expect(404).code()).isEqualTo("staff-not-found");
        assertThat(supervisor.put(path("staff-files/" + stranger), Map.of()).expect(404).code()).isEqualTo("staff-not-found");
    }

    @Test void 员工档案_试用期满前七天和合同到期前三十天提醒_电话看一次记一次() {
        assertThat(supervisor.put(path("staff-files/" + technicianId), Map.of("contractFrom", "2026-09-01", "contractTo", "2026-08-31")).expect(400).code()).isEqualTo("dates-reversed");
        supervisor.put(path("staff-files/" + technicianId), Map.of("joinedOn", "2026-09-01", "contractFrom", "2026-09-01", "contractTo", "2026-12-22", "probationTo", "2026-11-29",
            "emergencyName", "李梅", "emergencyPhone", "16600000123", "remark", "夜里可以叫")).expect(204);
        assertThat(today(supervisor)).doesNotContain("试用期满", "劳动合同");
        clock.setTo(LocalDate.of(2026, 11, 22));
        assertThat(today(supervisor)).contains("1 人一周内试用期满", "1 人的劳动合同快到期");
        assertThat(supervisor.get(path("staff-files?attention=PROBATION")).at("/items/0/staffId")).isEqualTo(Long.toString(technicianId));
        assertThat(supervisor.get(path("staff-files")).text()).contains("166****0123").doesNotContain("16600000123");
        supervisor.put(path("staff-files/" + technicianId), Map.of("joinedOn", "2026-09-01", "emergencyName", "李梅")).expect(204);
        assertThat(supervisor.post(path("staff-files/" + technicianId + "/contact"), Map.of()).expect(200).at("/phone")).as("what is not sent stays").isEqualTo("16600000123");
        assertThat(office.get("/api/audit?from=2026-11-22&to=2026-11-22&q=" + Office.encoded("紧急联系人电话")).text()).contains("紧急联系人电话");
        assertThat(supervisor.get(path("staff-files/" + technicianId + "/print.html")).text()).contains("员工档案", "编号：DA-" + technicianId, "没有登记证件");
        assertThat(supervisor.get(path("staff-files.xlsx")).workbook()).contains("166****0123");
        technician.get(path("staff-files")).expect(403);
    }

    private String today(Office who) {
        return who.get(path("today")).expect(200).json().at("/toDo").toString();
    }

    private Office.Answer require(String trade, String... kinds) {
        return supervisor.put(path("trade-papers/" + trade), Map.of("kinds", List.of(kinds)));
    }

    private Office.Answer enter(long staff, String kind, String number, String expires) {
        return supervisor.post(path("staff-papers"), paper(staff, kind, number, expires));
    }

    private static Map<String, Object> paper(long staff, String kind, String number, String expires) {
        return new HashMap<>(Map.of("staffId", staff, "kind", kind, "certificateNumber", number, "expiresOn", expires));
    }

    private long open() {
        var body = new HashMap<String, Object>(Map.of("kind", "REPAIR", "source", "PHONE", "urgency", "NORMAL", "roomId", room, "title", "插座不通电", "reporter", "李小明", "phone", "13900000001",
            "wishedFrom", "2026-11-21T06:00:00Z", "readBack", true, "introduced", false));
        body.put("promisedAt", "2026-11-21T06:00:00Z");
        return desk.add(path("tickets"), body).expect(201).id();
    }

    private Office.Answer dispatch(long ticket, long person, String trade) {
        return desk.post(path("tickets/" + ticket + "/work-orders"), Map.of("technicianId", person, "task", "去看一下", "trade", trade));
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
