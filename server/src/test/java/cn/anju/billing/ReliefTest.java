package cn.anju.billing;

import static cn.anju.billing.Neighbourhood.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class ReliefTest {

    @Autowired Neighbourhood town;
    @Autowired TestClock clock;

    private Office collector;
    private Office supervisor;

    @Test
    void 困难减免_先看余额_批了随出账核销_账单说得清_撤销时收回() {
        var community = community("2026-08-20", 2);
        var item = item(community);
        town.publish(community, "2026-07");
        var asked = collector.post(path(community, "reliefs"), Map.of("kind", "HARDSHIP", "roomCode", "1-101", "chargeItem", item, "percent", "30",
            "from", "2026-08-01", "to", "2026-09-30", "reason", "孤老")).expect(201);
        assertThat(collector.post(path(community, "approvals/" + asked.at("/approval") + "/decisions"), Map.of("isApproved", true)).expect(403).code())
            .isEqualTo("not-own-decision");
        var seen = supervisor.get(path(community, "approvals/" + asked.at("/approval"))).expect(200);
        assertThat(seen.at("/facts/0/value")).isEqualTo("2000.00 元（额度 2000.00，已用 0.00）");
        assertThat(seen.at("/facts/1/value")).isEqualTo("1940.00 元");
        assertThat(seen.at("/facts/2/label") + seen.at("/facts/2/value")).isEqualTo("本年收缴率0.00% → 0.00%");
        approve(supervisor, community, asked).expect(200);

        var run = town.publish(community, "2026-08");
        var bill = town.bills(community, "roomCode=1-101&month=2026-08");
        assertThat(bill.at("/items/0/amount") + " " + bill.at("/items/0/outstanding")).isEqualTo("200.00 140.00");
        var story = town.office.get(path(community, "bills/" + bill.at("/items/0/id"))).expect(200);
        assertThat(story.at("/settlements/0/label") + story.at("/settlements/0/note")).isEqualTo("减免减 30%，每月最多 60.00 元：孤老");
        assertThat(town.balance(community, "6001")).isEqualTo("-740.00");
        assertThat(collector.get(path(community, "reliefs?text=1-101")).at("/items/0/waived")).isEqualTo("60.00");
        assertThat(collector.get(path(community, "reliefs.xlsx")).expect(200).raw().body()).isNotEmpty();
        town.assertBooksAgree(community);

        town.undo(community, run).expect(200);
        assertThat(town.balance(community, "6001")).isEqualTo("-400.00");
        assertThat(town.balance(community, "1122")).isEqualTo("400.00");
        town.assertBooksAgree(community);

        collector.post(path(community, "reliefs/" + asked.id() + "/end"), Map.of("on", "2026-08-31", "reason", "情况好转")).expect(204);
        town.publish(community, "2026-08");
        town.publish(community, "2026-09");
        assertThat(town.bills(community, "roomCode=1-101&month=2026-09").at("/items/0/outstanding")).isEqualTo("200.00");
        assertThat(town.office.get(path(community, "reliefs/budget?month=2026-09")).at("/used")).isEqualTo("0.00");
        assertThat(town.office.get(path(community, "reliefs/budget?month=2026-08")).at("/used")).isEqualTo("60.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 过户以后批的减免_不减原业主的那几天() {
        var community = community("2026-08-20", 1);
        town.publish(community, "2026-07");
        var rooms = path(community, "rooms/" + town.office.get(path(community, "rooms")).at("/items/0/id"));
        var people = List.of("张三", "李四").stream().map(name -> town.office.post(path(community, "people"), Map.of("kind", "PERSON", "name", name)).expect(201).id()).toList();
        town.office.post(rooms + "/ownership-transfers", Map.of("on", "2020-01-01", "ownerIds", List.of(people.getFirst()))).expect(200);
        var order = Map.of("on", "2026-08-11", "ownerIds", List.of(people.getLast()), "prepayment", "MOVE", "deposit", "MOVE", "readings", List.of());
        var seen = town.office.post(rooms + "/owner-settlements/preview", order).expect(200);
        town.office.post(rooms + "/owner-settlements", Map.of("order", order, "digest", seen.at("/digest"), "fromConfirmed", "张三 签字", "toConfirmed", "李四 签字"),
            "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        var asked = collector.post(path(community, "reliefs"), Map.of("kind", "HARDSHIP", "roomCode", "1-101", "chargeItem", item(community), "percent", "50",
            "from", "2026-08-01", "to", "2026-08-31", "reason", "李四困难")).expect(201);
        approve(supervisor, community, asked).expect(200);
        town.publish(community, "2026-08");
        assertThat(town.bills(community, "roomCode=1-101&month=2026-08&sort=periodStart").json().get("items").findValuesAsString("outstanding"))
            .containsExactlyInAnyOrder("64.52", "67.74");
        town.assertBooksAgree(community);
    }

    @Test
    void 单笔减免_批了就核销_收缴率看得到变化_收清了的和代收的不行() {
        var community = community("2026-08-28", 2);
        town.tariff(community, "SF01", "3.00", "2020-01-01", "chargeItem", "水费", "rule", "METERED", "meterKind", "水");
        town.water(community, "2026-07", "10");
        town.publish(community, "2026-07");
        town.openShift(community);
        town.pay(community, "1-102", "230.00");
        var property = bill(community, "1-101", "WY01");
        var asked = collector.post(path(community, "bills/" + property + "/waiver"), Map.of("amount", "50.00", "reason", "维修耽误")).expect(201);
        assertThat(supervisor.get(path(community, "approvals/" + asked.at("/approval"))).at("/facts/2/value")).isEqualTo("50.00% → 56.10%");
        assertThat(collector.post(path(community, "bills/" + property + "/waiver"), Map.of("reason", "再来")).expect(409).code()).isEqualTo("relief-overlaps");
        approve(supervisor, community, asked).expect(200);
        assertThat(town.office.get(path(community, "bills/" + property)).at("/bill/outstanding")).isEqualTo("150.00");
        assertThat(collector.post(path(community, "bills/" + bill(community, "1-101", "SF01") + "/waiver"), Map.of("reason", "水费")).expect(409).code())
            .isEqualTo("relief-of-pass-through");
        assertThat(collector.post(path(community, "bills/" + property + "/waiver"), Map.of("amount", "150.01", "reason", "多了")).expect(400).code())
            .isEqualTo("relief-amount-invalid");
        town.assertBooksAgree(community);
    }

    /** B15: two approvals at the same time cannot overdraw the month. */
    @Test
    void 额度有限_两人同时批_只成一个_收款的人不能批() throws Exception {
        var community = community("2026-08-28", 3);
        town.office.put("/api/communities/" + community + "/settings/billing.relief-budget", Map.of("value", "250")).expect(204);
        town.publish(community, "2026-07");
        var first = collector.post(path(community, "bills/" + bill(community, "1-101", "WY01") + "/waiver"), Map.of("reason", "甲")).expect(201);
        var second = collector.post(path(community, "bills/" + bill(community, "1-102", "WY01") + "/waiver"), Map.of("reason", "乙")).expect(201);
        var both = People.of(town.office).account();
        People.of(town.office).grant(both.id(), "cs_supervisor", community);
        People.of(town.office).grant(both.id(), "fee_collector", community);
        assertThat(approve(People.of(town.office).signIn(both), community, first).expect(403).code()).isEqualTo("collector-not-approver");
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.<Callable<Office.Answer>>of(() -> approve(supervisor, community, first), () -> approve(supervisor, community, second)))
                .stream().map(each -> each.resultNow()).toList();
            assertThat(answers.stream().map(Office.Answer::status)).containsExactlyInAnyOrder(200, 409);
            assertThat(answers.stream().filter(each -> each.status() == 409).map(Office.Answer::code)).containsExactly("relief-budget-short");
        }
        var budget = supervisor.get(path(community, "reliefs/budget")).expect(200);
        assertThat(budget.at("/used") + " " + budget.at("/left")).isEqualTo("200.00 50.00");
        assertThat(town.balance(community, "1122")).isEqualTo("400.00");
        town.assertBooksAgree(community);
    }

    @Test
    void 拒绝的都说得清_没权限_别的小区_重叠_日期_代收项目() {
        var community = community("2026-08-20", 1);
        var item = item(community);
        var terms = Map.<String, Object>of("kind", "VACANCY", "roomCode", "1-101", "chargeItem", item, "monthly", "20.00", "from", "2026-08-01", "to", "2026-12-31", "reason", "空置");
        collector.post(path(community, "reliefs"), terms).expect(201);
        assertThat(collector.post(path(community, "reliefs"), terms).expect(409).code()).isEqualTo("relief-overlaps");
        assertThat(collector.post(path(community, "reliefs"), changed(terms, "from", "2026-07-31")).expect(400).code()).isEqualTo("relief-in-past");
        assertThat(collector.post(path(community, "reliefs"), changed(terms, "to", "2026-07-01")).expect(400).code()).isEqualTo("dates-reversed");
        assertThat(collector.post(path(community, "reliefs"), changed(terms, "to", "2029-07-01")).expect(400).code()).isEqualTo("relief-too-long");
        assertThat(collector.post(path(community, "reliefs"), changed(terms, "roomCode", "9-999")).expect(404).code()).isEqualTo("room-not-found");
        assertThat(collector.post(path(community, "reliefs"), changed(terms, "chargeItem", item(community("2026-08-20", 1)))).expect(404).code())
            .isEqualTo("charge-item-not-found");
        assertThat(supervisor.get(path(community, "reliefs")).status()).isEqualTo(404);
    }

    private long community(String now, int rooms) {
        clock.setTo(LocalDate.parse(now));
        var community = town.community(rooms);
        town.tariff(community, "WY01", "200.00", "2020-01-01", "chargeItem", "物业费");
        collector = People.of(town.office).with("fee_collector", community);
        supervisor = People.of(town.office).with("cs_supervisor", community);
        return community;
    }

    private long item(long community) {
        return Long.parseLong(town.office.get(path(community, "charge-items")).at("/0/id"));
    }

    private long bill(long community, String room, String tariff) {
        return Long.parseLong(town.bills(community, "roomCode=" + room + "&tariffCode=" + tariff).at("/items/0/id"));
    }

    private static Office.Answer approve(Office who, long community, Office.Answer asked) {
        return who.post(path(community, "approvals/" + asked.at("/approval") + "/decisions"), Map.of("isApproved", true));
    }

    private static Map<String, Object> changed(Map<String, Object> terms, String key, Object value) {
        var changed = new java.util.HashMap<>(terms);
        changed.put(key, value);
        return changed;
    }
}
