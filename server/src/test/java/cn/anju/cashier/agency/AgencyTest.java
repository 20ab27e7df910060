package cn.anju.cashier.agency;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@Story
@Import(Counter.class)
class AgencyTest {

    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private long developer;
    private long shift;
    private Office office;
    private Office accountant;

    @BeforeEach
    void open() {
        clock.setTo(TODAY);
        community = counter.community(3);
        office = counter.office;
        developer = office.post("/api/legal-entities", Map.of("name", "云栖置业 " + UUID.randomUUID(), "bankAccounts", List.of())).expect(201).id();
        office.put(path(community, "ledger/collectors"), Map.of("chargeItem", "KF", "entityId", developer, "isAgency", true)).expect(200);
        shift = counter.openShift(community);
        accountant = People.of(office).with("accountant", community);
    }

    @Test
    void 移交_金额定住_审批以后付一次_作废的下次扣_冲销以后重新待移交() {
        owe("1-101", "100.00");
        owe("1-102", "200.00");
        owe("1-103", "50.00");
        pay("1-101", "WECHAT", "100.00");
        var second = pay("1-102", "BANK_TRANSFER", "200.00");
        assertThat(due()).isEqualTo("300.00");
        assertThat(request("299.00", Map.of()).expect(409).code()).isEqualTo("agency-changed");
        assertThat(request("300.00", Map.of("to", TODAY.plusDays(1).toString())).expect(400).code()).isEqualTo("period-invalid");
        var first = request("300.00", Map.of()).expect(201);
        assertThat(first.at("/lines") + first.at("/state")).isEqualTo("2WAITING");
        assertThat(request("300.00", Map.of()).expect(409).code()).isEqualTo("nothing-to-hand-on");
        assertThat(payOut(office, first.id(), "BANK_TRANSFER").expect(409).code()).isEqualTo("move-not-allowed");
        decide(true);

        // Voided after it was asked for: the sum stays, the next payout claims it back.
        office.post(path(community, "payments/" + second + "/void"), Map.of("reason", "收错")).expect(200);
        assertThat(payOut(office, first.id(), "WECHAT").expect(400).code()).isEqualTo("method-invalid");
        var cashier = People.of(office).permitted(community, "cashier.read", "cashier.pay-out");
        var paid = payOut(cashier, first.id(), "BANK_TRANSFER").expect(200);
        assertThat(paid.at("/state") + paid.at("/amount")).isEqualTo("PAID300.00");
        assertThat(payOut(cashier, first.id(), "BANK_TRANSFER").expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(office.get(path(community, "agency-payouts/" + first.id() + "/slip.html")).expect(200).text()).contains("代收款移交单", "叁佰元整", "云栖置业");
        assertThat(due()).isEqualTo("-200.00");
        assertThat(request("-200.00", Map.of()).expect(409).code()).isEqualTo("nothing-to-hand-on");
        counter.assertBooksAgree(community);

        // What 1-102 paid again and 1-103 paid comes with the claim taken off.
        pay("1-102", "CASH", "200.00");
        pay("1-103", "CASH", "50.00");
        assertThat(due()).isEqualTo("50.00");
        var next = request("50.00", Map.of()).expect(201);
        decide(true);
        assertThat(payOut(office, next.id(), "CASH").expect(200).at("/state")).isEqualTo("PAID");
        assertThat(counter.balance(community, "224103")).isEqualTo("0.00");
        counter.assertBooksAgree(community);

        assertThat(reverse(office, next.id()).expect(409).code()).isEqualTo("own-payout");
        assertThat(reverse(cashier, first.id()).expect(409).code()).isEqualTo("own-payout");
        assertThat(reverse(office, first.id()).expect(200).at("/state")).isEqualTo("REVERSED");
        assertThat(reverse(office, first.id()).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(office.get(path(community, "agency-payouts/" + first.id() + "/slip.html")).expect(200).text()).contains("已冲销");
        // Both payments of the first are due again, the claim of the second stays with it.
        assertThat(due()).isEqualTo("300.00");
        counter.assertBooksAgree(community);
        var report = summary(TODAY, TODAY);
        assertThat(report.at("/total/received") + " " + report.at("/total/takenBack") + " " + report.at("/total/handedOn") + " " + report.at("/total/closing"))
            .isEqualTo("550.00 200.00 50.00 300.00");
        assertThat(report.at("/ledger") + report.at("/agrees")).isEqualTo("300.00true");
    }

    @Test
    void 待移交的清单_按房号收据项目找_各列能排_一页一页看_导出与所见一样() {
        for (var room : List.of("1-101", "1-102", "1-103")) owe(room, "100.00");
        pay("1-101", "WECHAT", "30.00");
        pay("1-102", "WECHAT", "20.00");
        pay("1-103", "WECHAT", "10.00");
        var lines = "agency-payouts/due/lines?" + period(TODAY, TODAY);
        var all = office.get(path(community, lines + "&sort=amount&size=2&page=2")).expect(200);
        assertThat(all.at("/total") + " " + all.json().at("/items").size() + " " + all.at("/items/0/amount")).isEqualTo("3 1 30.00");
        for (var sort : List.of("source", "itemName", "periodStart", "-roomCode", "day"))
            assertThat(office.get(path(community, lines + "&sort=" + sort)).expect(200).at("/total")).as(sort).isEqualTo("3");
        var receipt = office.get(path(community, lines + "&text=1-102")).expect(200).at("/items/0/source");
        assertThat(office.get(path(community, lines + "&text=" + receipt)).expect(200).at("/items/0/roomCode")).isEqualTo("1-102");
        assertThat(office.get(path(community, lines + "&item=KF&text=1-10")).expect(200).at("/total")).isEqualTo("3");
        assertThat(office.get(path(community, lines + "&item=WY")).expect(200).at("/total")).isEqualTo("0");
        assertThat(office.get(path(community, lines.replace("lines?", "lines.xlsx?") + "&text=1-103")).expect(200).workbook()).contains("1-103", "10.00").doesNotContain("1-101");
    }

    @Test
    void 两个人同时移交_同一笔只在一份上_留下的支票以后再交() throws Exception {
        owe("1-101", "100.00");
        owe("1-102", "60.00");
        var cheque = pay("1-101", "WECHAT", "100.00");
        pay("1-102", "WECHAT", "60.00");
        var asked = new ArrayList<Callable<Office.Answer>>();
        for (var i = 0; i < 4; i++) asked.add(() -> request("60.00", Map.of("except", List.of(cheque))));
        try (var pool = Executors.newFixedThreadPool(4)) {
            var answers = new ArrayList<Integer>();
            for (var answer : pool.invokeAll(asked)) answers.add(answer.get().status());
            assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
        }
        assertThat(due()).isEqualTo("100.00");
        decide(false);
        assertThat(due()).isEqualTo("160.00");
        var whole = request("160.00", Map.of()).expect(201);
        decide(true);
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = new ArrayList<Integer>();
            for (var answer : pool.invokeAll(List.<Callable<Office.Answer>>of(() -> payOut(office, whole.id(), "BANK_TRANSFER"),
                () -> payOut(office, whole.id(), "BANK_TRANSFER")))) answers.add(answer.get().status());
            assertThat(answers).containsExactlyInAnyOrder(200, 409);
        }
        counter.assertBooksAgree(community);
    }

    @Test
    void 报表_按项目房屋日子_期初期末接得上_别人的小区和没有权限的看不到() {
        owe("1-101", "100.00");
        owe("1-102", "200.00");
        owe("1-103", "70.00");
        pay("1-101", "WECHAT", "100.00");
        clock.setTo(TODAY.plusDays(1));
        pay("1-102", "WECHAT", "200.00");
        var first = request("100.00", Map.of("to", TODAY.toString())).expect(201);
        decide(true);
        payOut(office, first.id(), "BANK_TRANSFER").expect(200);
        var tomorrow = summary(TODAY.plusDays(1), TODAY.plusDays(1));
        assertThat(tomorrow.at("/total/opening") + " " + tomorrow.at("/total/handedOn") + " " + tomorrow.at("/total/closing") + " " + tomorrow.at("/receivable"))
            .isEqualTo("100.00 100.00 200.00 70.00");
        assertThat(tomorrow.at("/ledger") + tomorrow.at("/agrees")).isEqualTo("270.00true");
        assertThat(summary(TODAY, TODAY).at("/ledger") + summary(TODAY, TODAY).at("/agrees")).isEqualTo("370.00true");
        assertThat(rows("ROOM").json().at("/items/0/key").asString() + rows("ROOM").at("/items/0/closing")).isEqualTo("1-1010.00");
        assertThat(rows("DAY").at("/items/1/opening") + " " + rows("DAY").at("/items/1/closing")).isEqualTo("100.00 200.00");
        assertThat(rows("ITEM").at("/items/0/received")).isEqualTo("300.00");
        assertThat(office.get(path(community, "agency-report.html?by=ROOM&" + period(TODAY, TODAY.plusDays(1)))).expect(200).text()).contains("代收款报表", "1-102");
        office.get(path(community, "agency-report.xlsx?by=DAY&" + period(TODAY, TODAY.plusDays(1)))).expect(200);
        office.get(path(community, "agency-payouts.xlsx")).expect(200);
        office.get(path(community, "agency-payouts/" + first.id() + "/lines.xlsx")).expect(200);
        assertThat(office.get(path(community, "agency-payouts/" + first.id() + "/lines")).at("/items/0/roomCode")).isEqualTo("1-101");

        var other = counter.community(1);
        office.get(path(other, "agency-payouts/" + first.id())).expect(404);
        assertThat(office.get(path(other, "agency-report/summary?" + period(TODAY, TODAY))).expect(404).code()).isEqualTo("agency-unknown");
        assertThat(office.get(path(community, "agency-report?by=ITEM&entity=" + developer + "&from=2026-11-21&to=2026-11-20")).expect(400).code()).isEqualTo("period-invalid");
        assertThat(request(accountant, "200.00", Map.of("to", TODAY.plusDays(1).toString())).expect(201).at("/state")).isEqualTo("WAITING");
        assertThat(accountant.get(path(community, "approvals")).at("/total")).isEqualTo("0");
        payOut(accountant, first.id(), "BANK_TRANSFER").expect(403);
        assertThat(office.post(path(community, "ledger/vouchers"), Map.of("date", TODAY.toString(), "summary", "试", "documents", 0, "lines", List.of(
            Map.of("account", "224103", "debit", "1.00"), Map.of("account", "1002", "credit", "1.00")))).expect(400).code()).isEqualTo("account-kept-by-others");
        counter.assertBooksAgree(community);
    }

    @Test
    void 主体账上的现金不够_付不了现金() {
        owe("1-101", "100.00");
        pay("1-101", "WECHAT", "100.00");
        counter.owe(community, "1-102", "WY", "500.00", TODAY.minusDays(1), "0");
        counter.pay(community, "1-102", "CASH", "500.00").expect(201);
        var asked = request("100.00", Map.of()).expect(201);
        decide(true);
        assertThat(payOut(office, asked.id(), "CASH").expect(409).code()).isEqualTo("agency-cash-short");
        office.post(path(community, "agency-payouts/" + asked.id() + "/cancellation"), Map.of("reason", "改日再交")).expect(200);
        assertThat(due()).isEqualTo("100.00");
        counter.assertBooksAgree(community);
    }

    private void owe(String room, String amount) {
        counter.owe(community, room, "KF", amount, TODAY.minusDays(1), "0");
    }

    private long pay(String room, String method, String amount) {
        return counter.pay(community, room, method, amount).expect(201).id();
    }

    private String period(LocalDate from, LocalDate to) {
        return "entity=" + developer + "&from=" + from + "&to=" + to;
    }

    private String due() {
        return office.get(path(community, "agency-payouts/due?" + period(TODAY.minusDays(30), TODAY))).expect(200).at("/amount");
    }

    private Office.Answer summary(LocalDate from, LocalDate to) {
        return office.get(path(community, "agency-report/summary?" + period(from, to))).expect(200);
    }

    private Office.Answer rows(String by) {
        return office.get(path(community, "agency-report?by=" + by + "&" + period(TODAY, TODAY.plusDays(1)))).expect(200);
    }

    private Office.Answer request(String expected, Map<String, ?> more) {
        return request(office, expected, more);
    }

    private Office.Answer request(Office by, String expected, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("entityId", developer, "from", TODAY.minusDays(30).toString(), "to", TODAY.toString(), "expected", expected, "payee", "云栖置业"));
        body.putAll(more);
        return by.post(path(community, "agency-payouts"), body);
    }

    private Office.Answer payOut(Office by, long id, String method) {
        return by.post(path(community, "agency-payouts/" + id + "/payment"), Map.of("method", method, "reference", "YH1"));
    }

    private Office.Answer reverse(Office by, long id) {
        return by.post(path(community, "agency-payouts/" + id + "/reversal"), Map.of("reason", "银行退回"));
    }

    private void decide(boolean isApproved) {
        var id = accountant.get(path(community, "approvals")).at("/items/0/id");
        accountant.post(path(community, "approvals/" + id + "/decisions"), Map.of("isApproved", isApproved, "note", "核对过")).expect(200);
    }
}
