package cn.anju.collection.dunning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.collection.contact.Tasks;
import cn.anju.notification.FakeSms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class DunningTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired Round round;
    @Autowired Tasks tasks;
    @Autowired TestClock clock;

    private long community;

    @BeforeEach
    void household() {
        community = office.newCommunity("催缴", "2026-07-01");
        var file = "楼栋,单元,楼层,房号,房屋类型,建筑面积,房屋状态,业主姓名,性别,联系电话,证件号码,交房日期,车牌号,备注\n"
            + "1,1,1,101,住宅,80,自住,张三,男,16600000001,,2023-04-03,,\n1,1,1,102,住宅,80,自住,李四,男,16600000002,,2023-04-03,,\n";
        var id = office.upload("/api/communities/" + community + "/imports/roster", "名册.csv", file.getBytes(StandardCharsets.UTF_8)).expect(202).id();
        office.waitWhile("/api/communities/" + community + "/imports/" + id, "running");
        counter.owe(community, "1-1-101", "WY", "1000.00", LocalDate.of(2026, 8, 25), "0");
        counter.owe(community, "1-1-102", "WY", "800.00", LocalDate.of(2026, 8, 25), "0");
        counter.openShift(community);
    }

    @Test void 排好之后缴了款_到点不发_列出原因_没缴的照发() {
        active(step("短信", 10, "短信提醒", "{业主}您好，{房号} 逾期 {金额} 元"));
        assertThat(walk().at("/messages")).isEqualTo("2");
        assertThat(walk().at("/messages")).isEqualTo("0");
        counter.pay(community, "1-1-101", "CASH", "100.00").expect(201);
        clock.advance(Duration.ofMinutes(61));
        await().atMost(Duration.ofSeconds(30)).until(() -> office.get(path("acts?state=SENT")).at("/total").equals("1"));
        await().atMost(Duration.ofSeconds(30)).until(() -> office.get(path("acts?state=SUPPRESSED")).at("/total").equals("1"));
        var stopped = office.get(path("acts?state=SUPPRESSED"));
        assertThat(stopped.at("/items/0/roomCode") + stopped.at("/items/0/cause")).startsWith("1-1-101住户已于 11月21日").endsWith("缴款");
        assertThat(office.get("/api/communities/" + community + "/messages?state=SUPPRESSED").at("/items/0/cause")).contains("缴款");
        assertThat(FakeSms.received.stream().filter(message -> message.number().startsWith(community + "-")).map(message -> message.address())).containsExactly("16600000002");
    }

    @Test void 排好之后作了承诺_有了异议_都不发() {
        active(step("短信", 10, "短信提醒", "{业主}您好，逾期 {金额} 元"));
        walk();
        office.post(path("contacts"), Map.of("roomId", room("1-1-101"), "way", "PHONE", "outcome", "PROMISED", "answer", "月底缴",
            "instalments", List.of(Map.of("dueOn", "2026-11-30", "amount", "1000.00")))).expect(201);
        office.post(path("contacts"), Map.of("roomId", room("1-1-102"), "way", "PHONE", "outcome", "DISPUTED", "answer", "面积不对")).expect(201);
        clock.advance(Duration.ofMinutes(61));
        await().atMost(Duration.ofSeconds(30)).until(() -> office.get(path("acts?state=SUPPRESSED")).at("/total").equals("2"));
        assertThat(office.get(path("acts?state=SUPPRESSED&sort=roomCode")).text()).contains("住户承诺 2026-11-30 缴").contains("有异议");
        assertThat(office.get(path("acts?state=SENT")).at("/total")).isEqualTo("0");
    }

    @Test void 电话函件逐步来_登记联系就办结_缴清的函不印_待办取消() {
        active(step("电话", 10, "电话提醒", ""), step("催缴函", 30, "催缴函", "贵户 {房号} 逾期 {金额} 元，请于七日内缴纳。"));
        assertThat(walk().at("/tasks")).isEqualTo("2");
        var mine = office.get(path("tasks?state=OPEN&room=" + room("1-1-101")));
        office.post(path("contacts"), Map.of("roomId", room("1-1-101"), "way", "PHONE", "outcome", "NOTED", "answer", "知道了", "taskId", Long.valueOf(mine.at("/items/0/id")))).expect(201);
        assertThat(office.post(path("contacts"), Map.of("roomId", room("1-1-101"), "way", "PHONE", "outcome", "NOTED", "answer", "又说", "taskId", Long.valueOf(mine.at("/items/0/id"))))
            .expect(409).code()).isEqualTo("task-ended");
        assertThat(walk().at("/letters")).isEqualTo("0");
        clock.setTo(LocalDate.of(2026, 12, 11));
        assertThat(walk().at("/letters")).isEqualTo("2");
        counter.pay(community, "1-1-102", "CASH", "800.00").expect(201);
        counter.in(community, tasks::cancelSettled);
        assertThat(office.get(path("tasks?room=" + room("1-1-102"))).at("/items/0/state")).isEqualTo("CANCELLED");
        var batch = office.post(path("letters/batches"), Map.of()).expect(200);
        assertThat(batch.at("/printed")).isEqualTo("1");
        assertThat(batch.at("/cancelled/0")).startsWith("催2026-0000").contains("1-1-102：住户已于 12月11日");
        var pdf = office.get(path("letters/batches/" + batch.at("/batch") + ".pdf")).expect(200);
        assertThat(new String(pdf.raw().body(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        var letter = office.get(path("letters?state=PRINTED")).at("/items/0/id");
        assertThat(office.post(path("letters/" + letter + "/delivery"), Map.of("way", "HAND", "deliveredOn", "2026-12-12", "receiver", "张三")).expect(400).code()).isEqualTo("delivery-in-future");
        office.post(path("letters/" + letter + "/delivery"), Map.of("way", "HAND", "deliveredOn", "2026-12-11", "receiver", "张三")).expect(200);
        assertThat(office.get(path("letters/")).status()).isEqualTo(404);
        assertThat(office.get(path("limitation?room=" + room("1-1-101"))).json().get(0).get("lapsesOn").asString()).isEqualTo("2029-12-11");
    }

    @Test void 方案要主管批_自己不能批自己的_批了不能改_别人不能拟() {
        var collector = People.of(office).with("fee_collector", community);
        var supervisor = People.of(office).with("cs_supervisor", community);
        var plan = Map.of("name", "年终催缴", "steps", List.of(step("电话", 10, "电话提醒", "")));
        assertThat(People.of(office).with("steward", community).post(path("plans"), plan).expect(403).code()).isEqualTo("not-permitted");
        var id = collector.post(path("plans"), plan).expect(201).id();
        assertThat(walk().at("/tasks")).isEqualTo("0");
        var approval = collector.post(path("plans/" + id + "/submission"), Map.of("reason", "年底")).expect(200).id();
        assertThat(collector.put(path("plans/" + id), plan).expect(409).code()).isEqualTo("plan-state");
        assertThat(collector.post("/api/communities/" + community + "/approvals/" + approval + "/decisions", Map.of("isApproved", true)).status()).isIn(403, 404);
        supervisor.post("/api/communities/" + community + "/approvals/" + approval + "/decisions", Map.of("isApproved", true)).expect(200);
        assertThat(collector.get(path("plans/" + id)).at("/state")).isEqualTo("ACTIVE");
        assertThat(walk().at("/tasks")).isEqualTo("2");
        assertThat(collector.get(path("plans/" + id)).at("/steps/0/taken")).isEqualTo("2");
        supervisor.post(path("plans/" + id + "/end"), Map.of("reason", "换新方案")).expect(200);
    }

    @Test void 停水停电限制出入_接口拒绝_说出法条() {
        for (var kind : List.of("停水", "CUT_WATER", "POWER_OFF", "限制门禁", "LOCK_PARKING"))
            assertRefused(office.post(path("plans"), Map.of("name", "方案", "steps", List.of(step(kind, 10, "提醒", "缴费")))));
        for (var words : List.of("逾期将停 水 处理", "三日后断电", "将停用您的门禁卡", "车辆禁止进入小区", "暂停供水"))
            for (var body : List.of(List.of("短信", "提醒", words), List.of("电话", words, "打电话")))
                assertRefused(office.post(path("plans"), Map.of("name", "方案", "steps", List.of(step(body.get(0), 10, body.get(1), body.get(2))))));
        assertRefused(office.post(path("letters"), Map.of("roomId", room("1-1-101"), "kind", "催缴函", "title", "通知", "body", "再不缴费就锁卡断水")));
        assertThat(office.post(path("plans"), Map.of("name", "方案", "steps", List.of(step("鸽子", 10, "提醒", "缴费")))).expect(400).code()).isEqualTo("step-kind-unknown");
        assertThat(office.get(path("plans")).text()).isEqualTo("[]");
    }

    @Test void 停水停电_导入拒收那一行_其余照收() {
        var file = "方案,方式,逾期天数,金额起点,标题,内容\n年度方案,短信,10,0,短信提醒,请缴费\n年度方案,停水,20,0,停水,停水\n年度方案,催缴函,30,0,催缴函,逾期不缴将停电\n年度方案,电话,40,,电话,\n";
        var id = office.upload("/api/communities/" + community + "/imports/dunning-plans", "方案.csv", file.getBytes(StandardCharsets.UTF_8)).expect(202).id();
        var done = office.waitWhile("/api/communities/" + community + "/imports/" + id, "running");
        assertThat(done.text()).contains("measure-forbidden").contains("第九百四十四条");
        var plan = office.get(path("plans"));
        assertThat(plan.json().get(0).get("state").asString()).isEqualTo("DRAFT");
        assertThat(plan.json().get(0).get("steps").size()).isEqualTo(2);
    }

    @SafeVarargs
    private final void active(Map<String, Object>... steps) {
        var plan = office.post(path("plans"), Map.of("name", "方案", "steps", List.of(steps))).expect(201).id();
        var approval = office.post(path("plans/" + plan + "/submission"), Map.of("reason", "催缴")).expect(200).id();
        People.of(office).with("cs_supervisor", community).post("/api/communities/" + community + "/approvals/" + approval + "/decisions", Map.of("isApproved", true)).expect(200);
    }

    private static Map<String, Object> step(String kind, int days, String title, String body) {
        return Map.of("kind", kind, "daysOverdue", days, "leastAmount", "0.00", "title", title, "body", body);
    }

    private Office.Answer walk() {
        return office.post(path("round"), Map.of()).expect(200);
    }

    private static void assertRefused(Office.Answer answer) {
        assertThat(answer.expect(400).code()).as(answer.text()).isEqualTo("measure-forbidden");
        assertThat(answer.at("/detail")).contains("第九百四十四条");
    }

    private long room(String code) {
        return counter.in(community, () -> counter.roomId(community, code));
    }

    private String path(String rest) {
        return Counter.path(community, "collection/" + rest);
    }
}
