package cn.anju.cashier;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class DepositTest {

    @Autowired Counter counter;

    private long community;

    @BeforeEach
    void open() {
        community = counter.community(2);
        counter.openShift(community);
    }

    @Test
    void 收押金_开同一号段的收据_记押金科目_同一请求只收一次() {
        var key = UUID.randomUUID().toString();
        var taken = take(key, "RENOVATION", "2000.00", "CASH").expect(201);
        assertThat(taken.at("/deposit/number")).isEqualTo("S00000001");
        assertThat(take(key, "RENOVATION", "2000.00", "CASH").expect(200).at("/deposit/id")).isEqualTo(taken.at("/deposit/id"));
        assertThat(take(key, "RENOVATION", "2001.00", "CASH").expect(409).code()).isEqualTo("idempotency-key-reused");
        assertThat(take("x", "KEY", "1.00", "CASH").expect(400).code()).isEqualTo("idempotency-key-missing");
        take(null, "KEY", "100.00", "WECHAT").expect(201);
        assertThat(counter.balance(community, "224102")).isEqualTo("-2100.00");
        assertThat(counter.balance(community, "1001")).isEqualTo("2000.00");
        assertThat(counter.pay(community, "1-101", "CASH", "5.00").expect(201).at("/receiptNo")).isEqualTo("S00000003");
        var totals = counter.office.get(path(community, "deposits/totals")).expect(200);
        assertThat(totals.at("/0/balance") + totals.at("/2/balance")).isEqualTo("2000.00100.00");
        assertThat(counter.office.get(path(community, "deposits?kind=KEY&held=true")).at("/total")).isEqualTo("1");
        assertThat(new String(counter.office.get(path(community, "deposits.xlsx")).expect(200).raw().body(), StandardCharsets.ISO_8859_1)).startsWith("PK");
        assertThat(counter.office.get(path(community, "deposits/" + taken.at("/deposit/id") + "/receipt.html")).expect(200).text())
            .contains("押金收据", "贰仟元整", "装修 1-101");
        counter.assertBooksAgree(community);
    }

    @Test
    void 扣押金要有依据_不能多扣_扣款单可打印() {
        var id = take(null, "RENOVATION", "2000.00", "CASH").expect(201).at("/deposit/id");
        assertThat(deduct(id, "500.00", List.of(1L)).expect(404).code()).isEqualTo("evidence-not-found");
        deduct(id, "500.00", List.of()).expect(400);
        var evidence = evidence(id);
        assertThat(deduct(id, "2000.01", List.of(evidence)).expect(409).code()).isEqualTo("deposit-short");
        var deducted = deduct(id, "500.00", List.of(evidence)).expect(201);
        assertThat(deducted.at("/deposit/balance") + deducted.at("/movements/0/slipNo")).isEqualTo("1500.00T00000001");
        assertThat(counter.balance(community, "6051")).isEqualTo("-500.00");
        assertThat(counter.office.get(path(community, "deposits/" + id + "/deductions/" + deducted.at("/movements/0/id") + "/slip.html")).expect(200).text())
            .contains("押金扣款单", "墙面损坏", "1500.00");
        assertThat(counter.office.post(path(community, "deposits/" + id + "/void"), Map.of("reason", "收错")).expect(409).code()).isEqualTo("deposit-touched");
        counter.assertBooksAgree(community);
    }

    @Test
    void 两个扣款同时_最多扣到完() throws Exception {
        var id = take(null, "RENOVATION", "1000.00", "CASH").expect(201).at("/deposit/id");
        var evidence = evidence(id);
        try (var pool = Executors.newFixedThreadPool(2)) {
            Callable<Integer> one = () -> deduct(id, "600.00", List.of(evidence)).status();
            assertThat(pool.invokeAll(List.of(one, one)).stream().map(answer -> answer.resultNow()).toList()).containsExactlyInAnyOrder(201, 409);
        }
        counter.assertBooksAgree(community);
    }

    @Test
    void 押金抵账单_作废收款押金还原() {
        var bill = counter.owe(community, "1-101", "WY", "180.00", TODAY.minusDays(20), "0");
        var id = take(null, "RENOVATION", "200.00", "CASH").expect(201).at("/deposit/id");
        var tender = Map.of("method", "DEPOSIT", "amount", "180.00", "reference", "S00000001");
        var body = new HashMap<String, Object>(Map.of("roomCode", "1-101", "tenders", List.of(tender)));
        assertThat(counter.send(community, UUID.randomUUID().toString(), body).expect(400).code()).isEqualTo("reason-missing");
        body.put("note", "业主同意抵物业费");
        var paid = counter.send(community, UUID.randomUUID().toString(), body).expect(201);
        assertThat(counter.outstanding(community, bill)).isEqualTo("0.00");
        assertThat(counter.balance(community, "224102")).isEqualTo("-20.00");
        assertThat(counter.send(community, UUID.randomUUID().toString(), body).expect(409).code()).isIn("deposit-short", "prepayment-exceeds-due");
        counter.assertBooksAgree(community);
        counter.office.post(path(community, "payments/" + paid.at("/id") + "/void"), Map.of("reason", "重开")).expect(200);
        assertThat(counter.office.get(path(community, "deposits/" + id)).at("/deposit/balance")).isEqualTo("200.00");
        assertThat(counter.outstanding(community, bill)).isEqualTo("180.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 收错当班作废_号码保留_钱退出抽屉() {
        var id = take(null, "KEY", "50.00", "CASH").expect(201).at("/deposit/id");
        counter.office.post(path(community, "deposits/" + id + "/void"), Map.of("reason", "房号收错")).expect(200);
        assertThat(counter.office.post(path(community, "deposits/" + id + "/void"), Map.of("reason", "再来")).expect(409).code()).isEqualTo("deposit-already-voided");
        assertThat(counter.balance(community, "1001") + counter.balance(community, "224102")).isEqualTo("0.000.00");
        assertThat(counter.office.get(path(community, "deposits/" + id + "/receipt.html")).text()).contains("作废");
        counter.assertBooksAgree(community);
    }

    @Test
    void 退押金_批了才付_从抽屉付现金_只付一次_最多付到剩下的() throws Exception {
        var supervisor = People.of(counter.office).with("cs_supervisor", community);
        var id = Long.parseLong(take(null, "RENOVATION", "1000.00", "WECHAT").expect(201).at("/deposit/id"));
        assertThat(refund(id, "1000.01").expect(409).code()).isEqualTo("refund-exceeds-balance");
        var asked = refund(id, "800.00").expect(201);
        assertThat(refund(id, "100.00").expect(409).code()).isEqualTo("refund-under-way");
        assertThat(deduct(String.valueOf(id), "200.01", List.of(evidence(String.valueOf(id)))).expect(409).code()).isEqualTo("deposit-short");
        assertThat(payOut(asked.id(), "BANK_TRANSFER").expect(409).code()).isEqualTo("move-not-allowed");
        approve(supervisor, true);
        assertThat(payOut(asked.id(), "CASH").expect(409).code()).isEqualTo("drawer-short");
        counter.pay(community, "1-101", "CASH", "900.00").expect(201);
        try (var pool = Executors.newFixedThreadPool(2)) {
            Callable<Integer> one = () -> payOut(asked.id(), "CASH").status();
            assertThat(pool.invokeAll(List.of(one, one)).stream().map(answer -> answer.resultNow()).toList()).containsExactlyInAnyOrder(200, 409);
        }
        assertThat(counter.balance(community, "224102") + counter.balance(community, "1001")).isEqualTo("-200.00100.00");
        assertThat(counter.office.get(path(community, "refunds/" + asked.id() + "/slip.html")).expect(200).text()).contains("退款单", "捌佰元整", "T00000001");
        assertThat(supervisor.post(path(community, "refunds/" + asked.id() + "/payout"), Map.of("method", "CASH")).expect(403).code()).isEqualTo("not-permitted");
        assertThat(counter.office.get(path(community, "shifts/current")).at("/shift/totals/byMethod/WECHAT")).isEqualTo("1000.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 别的小区的押金和退款看不到() {
        var id = take(null, "KEY", "50.00", "CASH").expect(201).at("/deposit/id");
        var other = counter.office.newCommunity("别处", "2026-07-01");
        assertThat(counter.office.get(path(other, "deposits/" + id)).expect(404).code()).isEqualTo("deposit-not-found");
        assertThat(counter.office.post(path(other, "refunds"), Map.of("kind", "DEPOSIT", "sourceId", Long.parseLong(id), "payee", "张", "reason", "退")).expect(404).code())
            .isEqualTo("deposit-not-found");
    }

    private Office.Answer take(String key, String kind, String amount, String method) {
        return counter.office.post(path(community, "deposits"), Map.of("roomCode", "1-101", "kind", kind, "amount", amount, "method", method,
            "payerName", "张三", "cause", "装修 1-101"), "Idempotency-Key", key == null ? UUID.randomUUID().toString() : key);
    }

    private Office.Answer deduct(String id, String amount, List<Long> evidence) {
        return counter.office.post(path(community, "deposits/" + id + "/deductions"),
            Map.of("amount", amount, "reason", "墙面损坏", "attachmentIds", evidence), "Idempotency-Key", UUID.randomUUID().toString());
    }

    private long evidence(String id) {
        return counter.office.upload(path(community, "attachments?subject=deposit:" + id), "现场.pdf", "%PDF-1.4 现场照片".getBytes(StandardCharsets.UTF_8)).expect(201).id();
    }

    private Office.Answer refund(long deposit, String amount) {
        return counter.office.post(path(community, "refunds"), Map.of("kind", "DEPOSIT", "sourceId", deposit, "amount", amount, "payee", "张三", "reason", "装修验收合格"));
    }

    private Office.Answer payOut(long refund, String method) {
        return counter.office.post(path(community, "refunds/" + refund + "/payout"), Map.of("method", method));
    }

    private void approve(Office supervisor, boolean isApproved) {
        var id = supervisor.get(path(community, "approvals")).at("/items/0/id");
        supervisor.post(path(community, "approvals/" + id + "/decisions"), Map.of("isApproved", isApproved, "note", "看过")).expect(200);
    }
}
