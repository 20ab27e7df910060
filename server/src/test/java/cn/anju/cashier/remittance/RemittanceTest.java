package cn.anju.cashier.remittance;

import static cn.anju.cashier.Counter.PNG;
import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class RemittanceTest {

    @Autowired Counter counter;
    @Autowired CashWatch watch;
    @Autowired TestClock clock;

    long community;

    @BeforeEach
    void open() {
        community = counter.community(1);
    }

    @Test
    void 收的款连号段交财务_有回单才签_自己不能签_现金转银行() {
        var shift = counter.openShift(community);
        var spoiled = counter.pay(community, "1-101", "CASH", "40").expect(201);
        counter.office.post(path(community, "payments/" + spoiled.id() + "/void"), Map.of("reason", "写错")).expect(200);
        counter.pay(community, "1-101", "CASH", "100").expect(201);
        counter.pay(community, "1-101", "WECHAT", "30").expect(201);
        assertThat(counter.office.get(path(community, "remittances/due")).expect(200).at("/contents/receipts")).isEqualTo("0");
        assertThat(hand("0").expect(409).code()).isEqualTo("nothing-to-remit");
        close(shift, "100");
        var due = counter.office.get(path(community, "remittances/due")).expect(200);
        assertThat(due.at("/contents/byMethod/CASH")).isEqualTo("100.00");
        assertThat(due.at("/contents/total")).isEqualTo("130.00");
        assertThat(due.at("/contents/ranges/0/first")).isEqualTo("S00000001");
        assertThat(due.at("/contents/ranges/0/last")).isEqualTo("S00000003");
        assertThat(due.at("/contents/ranges/0/voided")).isEqualTo("1");
        assertThat(hand("100.01").expect(409).code()).isEqualTo("safe-short");
        assertThat(counter.office.post(path(community, "remittances"), Map.of("amount", "100", "receipts", 2), "Idempotency-Key", key())
            .expect(409).code()).isEqualTo("remittance-changed");

        var key = key();
        var slip = counter.office.post(path(community, "remittances"), Map.of("amount", "100", "receipts", 3), "Idempotency-Key", key).expect(201);
        assertThat(slip.at("/slip/number")).isEqualTo("JK20261121-1");
        assertThat(slip.at("/slip/isLate")).isEqualTo("false");
        assertThat(slip.at("/moves/0")).isEqualTo("WITHDRAW");
        var id = slip.at("/slip/id");
        assertThat(counter.office.post(path(community, "remittances"), Map.of("amount", "100", "receipts", 3), "Idempotency-Key", key)
            .expect(201).at("/slip/id")).isEqualTo(id);
        counter.assertBooksAgree(community);
        assertThat(sign(counter.office, id).expect(409).code()).isEqualTo("own-remittance");

        var finance = People.of(counter.office).with("accountant", community);
        assertThat(finance.post(path(community, "remittances"), Map.of("amount", "0"), "Idempotency-Key", key()).status()).isEqualTo(403);
        assertThat(sign(finance, id).expect(409).code()).isEqualTo("bank-slip-missing");
        counter.office.upload(path(community, "attachments?subject=remittance:" + id), "回单.png", PNG).expect(201);
        assertThat(sign(finance, id).expect(200).at("/slip/stateLabel")).isEqualTo("已签收");
        assertThat(sign(finance, id).expect(409).code()).isEqualTo("remittance-answered");
        assertThat(counter.balance(community, "1001")).isEqualTo("0.00");
        assertThat(counter.balance(community, "1002")).isEqualTo("100.00");
        assertThat(finance.get(path(community, "remittances/" + id + "/slip.html")).expect(200).text())
            .contains("解款单", "S00000001 至 S00000003", "微信", "130.00", "JK20261121-1");
        assertThat(counter.office.get(path(community, "remittances.xlsx")).status()).isEqualTo(200);
        var elsewhere = counter.office.newCommunity("隔壁", "2026-07-01");
        assertThat(counter.office.get(path(elsewhere, "remittances/" + id)).status()).isEqualTo(404);
        assertThat(finance.get(path(elsewhere, "remittances/" + id)).status()).isEqualTo(404);
        counter.assertBooksAgree(community);
    }

    @Test
    void 班还开着_先入柜再解_入柜以后收的下一张单_上了单不能作废() {
        var shift = counter.openShift(community);
        var first = counter.pay(community, "1-101", "CASH", "100").expect(201);
        counter.office.post(path(community, "shifts/" + shift + "/drops"), Map.of("amount", "100")).expect(204);
        clock.advance(Duration.ofMinutes(1));
        counter.pay(community, "1-101", "CASH", "20").expect(201);
        counter.assertBooksAgree(community);
        assertThat(hand("100").expect(201).at("/contents/receipts")).isEqualTo("1");
        assertThat(counter.office.post(path(community, "payments/" + first.id() + "/void"), Map.of("reason", "错")).expect(409).code())
            .isEqualTo("payment-remitted");
        assertThat(close(shift, "20").at("/expectedCash")).isEqualTo("20.00");
        var second = hand("20").expect(201);
        assertThat(second.at("/slip/number")).isEqualTo("JK20261121-2");
        assertThat(second.at("/contents/total")).isEqualTo("20.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 退回_现金回保险柜_收据下次再上单() {
        close(counter.openShift(community), "0");
        var shift = counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "60").expect(201);
        close(shift, "60");
        var id = hand("60").expect(201).at("/slip/id");
        var back = counter.office.post(path(community, "remittances/" + id + "/withdrawal"), Map.of("reason", "回单拿错")).expect(200);
        assertThat(back.at("/slip/state")).isEqualTo("RETURNED");
        assertThat(counter.office.get(path(community, "remittances/due")).at("/safe")).isEqualTo("60.00");
        assertThat(hand("60").expect(201).at("/contents/receipts")).isEqualTo("1");
        counter.assertBooksAgree(community);
    }

    @Test
    void 截止以前收的过了点才交是逾时_截止以后收的不算() {
        var shift = counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "10").expect(201);
        clock.advance(Duration.ofHours(9));
        close(shift, "10");
        assertThat(hand("10").expect(201).at("/slip/isLate")).isEqualTo("true");
        var evening = counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "5").expect(201);
        close(evening, "5");
        assertThat(counter.office.get(path(community, "remittances/due")).at("/isPastCutOff")).isEqualTo("true");
        assertThat(hand("5").expect(201).at("/slip/isLate")).isEqualTo("false");
    }

    @Test
    void 日终现金超限或不在柜里_报主管_一天一次() {
        var supervisor = People.of(counter.office).with("cs_supervisor", community);
        counter.in(community, () -> { watch.close(community, TODAY); return 0; });
        assertThat(supervisor.get(path(community, "notices")).expect(200).at("/total")).isEqualTo("0");
        var shift = counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "300").expect(201);
        close(shift, "300");
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "70").expect(201);
        for (var i = 0; i < 2; i++) counter.in(community, () -> { watch.close(community, TODAY); return 0; });
        var told = supervisor.get(path(community, "notices")).expect(200);
        assertThat(told.at("/total")).isEqualTo("1");
        assertThat(told.text()).contains("保险柜 300.00 元，超过库存限额 0.00 元", "抽屉没有交班，现金 70.00 元");
    }

    @Test
    void 别的主体收了又退的现金_各主体现金都不为负_合计不变() {
        var other = counter.office.post("/api/legal-entities", Map.of("name", "停车公司 " + UUID.randomUUID(), "bankAccounts", List.of())).expect(201).id();
        counter.office.put(path(community, "ledger/collectors"), Map.of("chargeItem", "PK", "entityId", other, "isAgency", false)).expect(200);
        var morning = counter.openShift(community);
        counter.owe(community, "1-101", "PK", "60.00", TODAY, "0");
        var wrong = counter.pay(community, "1-101", "CASH", "60").expect(201).id();
        close(morning, "60");
        var noon = counter.openShift(community);
        counter.owe(community, "1-101", "PK", "70.00", TODAY.minusDays(40), "0");
        counter.pay(community, "1-101", "CASH", "70").expect(201);
        counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        counter.pay(community, "1-101", "CASH", "100").expect(201);
        var asked = counter.office.post(path(community, "refunds"), Map.of("kind", "PAYMENT", "sourceId", Long.valueOf(wrong), "payee", "张三", "reason", "收错")).expect(201);
        var supervisor = People.of(counter.office).with("cs_supervisor", community);
        supervisor.post(path(community, "approvals/" + supervisor.get(path(community, "approvals")).at("/items/0/id") + "/decisions"),
            Map.of("isApproved", true, "note", "核对过")).expect(200);
        counter.office.post(path(community, "refunds/" + asked.id() + "/payout"), Map.of("method", "CASH")).expect(200);
        close(noon, "110");
        assertThat(cash(other)).isEqualTo("70.00");
        var id = hand("170").expect(201).at("/slip/id");
        counter.office.upload(path(community, "attachments?subject=remittance:" + id), "回单.png", PNG).expect(201);
        sign(People.of(counter.office).with("accountant", community), id).expect(200);
        assertThat(cash(other)).isEqualTo("0.00");
        assertThat(counter.balance(community, "1001") + " " + counter.balance(community, "1002")).isEqualTo("0.00 170.00");
        counter.assertBooksAgree(community);
    }

    /** What the books of an entity hold in cash. */
    private String cash(long entity) {
        return counter.office.get(path(community, "ledger/trial-balance?entity=" + entity)).expect(200).json().get("accounts").valueStream()
            .filter(line -> line.get("code").asString().equals("1001")).findFirst().orElseThrow().get("balance").asString();
    }

    private Office.Answer hand(String amount) {
        return counter.office.post(path(community, "remittances"), Map.of("amount", amount), "Idempotency-Key", key());
    }

    private Office.Answer sign(Office office, String id) {
        return office.post(path(community, "remittances/" + id + "/signature"), Map.of());
    }

    private Office.Answer close(long shift, String counted) {
        return counter.office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", counted)).expect(200);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
