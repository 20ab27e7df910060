package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 收费账务平常一个月里碰不到的事，从季末办到年初；办完了，凭这些记录的职责都打了勾。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyMoneyTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private long community;
    private long area;
    private Office collector;
    private Office cashier;
    private Office accountant;
    private Office supervisor;
    private Office director;
    private Office steward;
    private Office technician;

    @BeforeAll
    void halfYear() {
        clock.setTo(LocalDate.of(2026, 9, 30));
        community = counter.community(1);
        people();
        night("2026-09-30");
        clock.setTo(LocalDate.of(2026, 10, 3));
        for (var month : List.of("2026-07", "2026-08", "2026-09")) close(month);
        night("2026-10-03");

        clock.setTo(LocalDate.of(2026, 12, 31));
        counter.owe(community, "1-101", "WY", "1000.00", LocalDate.of(2026, 8, 25), "0");
        supervisor.put(path("collection/targets/2026-07"), Map.of("targets", List.of(Map.of("areaId", area, "rate", "92.00")))).expect(200);
        energy();
        night("2026-12-31");

        clock.setTo(LocalDate.of(2027, 1, 2));
        for (var month : List.of("2026-10", "2026-11")) close(month);
        accountant.post(path("ledger/periods/2026-12/profit-closing"), Map.of()).expect(201);
        close("2026-12");
        assessment();
        refusal();
        counterTroubles();
        vouchers();
        night("2027-01-02");
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#RARE")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(supervisor, community, key, YearMonth.of(2026, 10), YearMonth.of(2026, 12), YearMonth.of(2027, 1));
    }

    @Test
    void 一天结了三个月的账_只算那一季末的_十月的没结就是漏办() {
        assertThat(records("ledger.month-close", "2026-10")).containsExactly(true);
        assertThat(records("ledger.month-close", "2026-11")).as("October's own was not closed in time, whatever else was closed in October").containsExactly(false);
    }

    private List<Boolean> records(String duty, String month) {
        return supervisor.get(path("duties/" + duty + "/records?month=" + month)).expect(200).json().valueStream().map(each -> !each.at("/doneAt").asString("").isEmpty()).toList();
    }

    private void people() {
        var people = People.of(office);
        collector = people.with("fee_collector", community);
        cashier = people.with("cashier", community);
        accountant = people.with("accountant", community);
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
        technician = people.with("technician", community);
        people.with("senior_steward", community);
        var account = people.account();
        people.grant(account.id(), "steward", community);
        steward = people.signIn(account);
        var building = Long.valueOf(office.get(path("buildings")).at("/0/id"));
        area = office.post(path("steward-areas"), Map.of("name", "一片", "parts", List.of(Map.of("buildingId", building, "fromOn", "2026-07-01")),
            "assignments", List.of(Map.of("staffId", account.id(), "fromOn", "2026-07-01")))).expect(201).id();
    }

    private void close(String month) {
        accountant.post(path("ledger/periods/" + month + "/close"), Map.of()).expect(200);
    }

    /** 公共表的电分摊下去，用得多的说明缘由，换灯的看结果。 */
    private void energy() {
        var meter = collector.post(path("metering/meters"), Map.of("number", "P1", "kind", "电", "shareGroup", "1", "multiplier", "1", "digits", 6, "startReading", "0", "startOn", "2026-11-01"))
            .expect(201).id();
        collector.put(path("metering/readings/" + meter + "/2026-12"), Map.of("value", "100")).expect(200);
        supervisor.post(path("tariffs"), Map.ofEntries(Map.entry("code", "GT"), Map.entry("chargeItem", "公摊电费"), Map.entry("rule", "SHARED"), Map.entry("roomKinds", List.of("HOUSE")),
            Map.entry("price", "1"), Map.entry("isYearly", false), Map.entry("meterKind", "电"), Map.entry("shareBasis", "HOUSEHOLD"), Map.entry("from", "2026-12-01"),
            Map.entry("dueDay", 10), Map.entry("isDeveloperCharged", false))).expect(201);
        var run = collector.post(path("bill-runs"), Map.of("month", "2026-12")).expect(202).id();
        collector.waitWhile(path("bill-runs/" + run), "calculating");
        supervisor.post(path("bill-runs/" + run + "/publish"), Map.of()).expect(200);
        technician.post(path("metering/comparison/explanations"), Map.of("month", "2026-12", "kind", "电", "explanation", "楼道灯常亮")).expect(204);
        var measure = technician.post(path("metering/saving-measures"), Map.of("kind", "电", "isPublicOnly", true, "takenOn", "2026-12-30", "what", "楼道换声控灯", "expected", "少三成"))
            .expect(201).id();
        technician.put(path("metering/saving-measures/" + measure + "/result"), Map.of("result", "全部换完")).expect(204);
    }

    /** 半年没完成，提出降薪，主任定；十二月的收缴分析。 */
    private void assessment() {
        var made = supervisor.post(path("collection/assessments/2026-07"), Map.of()).expect(200).json().get(0);
        var approval = supervisor.post(path("collection/assessments/" + made.get("id").asLong() + "/proposal"), Map.of("measure", "REDUCE", "reason", "差得多")).expect(200).id();
        director.post(path("approvals/" + approval + "/decisions"), Map.of("isApproved", true)).expect(200);
        var households = supervisor.post(path("collection/analyses/2026-12"), Map.of()).expect(200).json().at("/households").valueStream()
            .map(each -> Map.of("roomId", each.at("/roomId").asLong(), "handling", "主管上门")).toList();
        supervisor.put(path("collection/analyses/2026-12"), Map.of("summary", "陈欠为主", "handlings", households)).expect(200);
        supervisor.post(path("collection/analyses/2026-12/submission"), Map.of()).expect(200);
    }

    private void refusal() {
        var room = counter.in(community, () -> counter.roomId(community, "1-101"));
        var contact = steward.post(path("collection/contacts"), Map.of("roomId", room, "way", "VISIT", "outcome", "REFUSED", "answer", "灯坏了没人修", "refusalReason", "维修没有解决"))
            .expect(201).id();
        supervisor.post(path("collection/refusals/" + contact + "/receipt"), Map.of("instruction", "今天派工修灯")).expect(200);
    }

    /** 上门收费，短款赔清，差错上报批示，可疑钞票。 */
    private void counterTroubles() {
        var me = Long.valueOf(collector.get("/api/session").expect(200).at("/staffId"));
        var visit = collector.post(path("doorstep-visits"), Map.of("roomCode", "1-101", "on", "2027-01-02", "at", "23:30", "collectorId", me, "contact", "李女士")).expect(201).id();
        collector.post(path("doorstep-visits/" + visit + "/arrival"), Map.of()).expect(200);
        var shift = collector.post(path("shifts"), Map.of()).expect(201).id();
        var body = new HashMap<>(Counter.body("1-101", "CASH", "100.00"));
        var paid = collector.post(path("payments"), body, "Idempotency-Key", "duty-money-" + community + "-0001").expect(201);
        collector.post(path("suspicious-notes"), Map.of("presentedBy", "李四", "denomination", "100.00", "pieces", 2, "treatment", "TO_BANK")).expect(201);
        var fault = collector.post(path("counter-errors"), Map.of("kind", "AMOUNT", "happenedOn", "2027-01-02", "receiptNo", paid.at("/receiptNo"), "amount", "1.00", "cause", "看错行",
            "remedy", "当场退回")).expect(201).id();
        supervisor.post(path("counter-errors/" + fault + "/opinion"), Map.of("opinion", "下不为例")).expect(204);
        collector.post(path("shifts/" + shift + "/close"), Map.of("countedCash", "95.00", "reason", "少五元")).expect(200);
        supervisor.post(path("shifts/" + shift + "/variance-settlement"), Map.of("kind", "COMPENSATED", "reason", "当日赔齐")).expect(204);
    }

    /** 一张退回，一张记账以后更正。 */
    private void vouchers() {
        accountant.post(path("ledger/vouchers/" + submitted("88.00") + "/rejection"), Map.of("cause", "MISTAKEN", "reason", "应记财务费用")).expect(200);
        var entry = accountant.post(path("ledger/vouchers/" + submitted("120.00") + "/review"), Map.of()).expect(200).at("/voucher/entryId");
        var corrected = cashier.post(path("ledger/entries/" + entry + "/correction"), Map.of("reason", "金额应为 102", "right", draft("102.00"))).expect(201).json().at("/vouchers");
        for (var each : corrected) {
            cashier.post(path("ledger/vouchers/" + each.asLong() + "/submission"), Map.of()).expect(200);
            accountant.post(path("ledger/vouchers/" + each.asLong() + "/review"), Map.of()).expect(200);
        }
    }

    private long submitted(String amount) {
        var id = cashier.post(path("ledger/vouchers"), draft(amount)).expect(201).id();
        cashier.post(path("ledger/vouchers/" + id + "/submission"), Map.of()).expect(200);
        return id;
    }

    private static Map<String, Object> draft(String amount) {
        return Map.of("date", "2027-01-02", "summary", "办公用品", "documents", 1, "withoutDocument", "计提", "lines",
            List.of(Map.of("account", "6602", "debit", amount), Map.of("account", "1002", "credit", amount)));
    }

    private void night(String day) {
        counter.in(community, () -> {
            for (var end : ends) end.close(community, LocalDate.parse(day));
            return null;
        });
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
