package cn.anju.cashier;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class RefundTest {

    @Autowired Counter counter;

    private long community;
    private long shift;
    private Office supervisor;

    @BeforeEach
    void open() {
        community = counter.community(1);
        shift = counter.openShift(community);
        supervisor = People.of(counter.office).with("cs_supervisor", community);
    }

    @Test
    void 退预存_最多退剩下的_批后用掉的退不出来() {
        counter.pay(community, "1-101", "WECHAT", "300.00").expect(201);
        var account = Long.parseLong(counter.office.get(path(community, "prepayments")).at("/items/0/id"));
        assertThat(ask("PREPAYMENT", account, "300.01", null).expect(409).code()).isEqualTo("refund-exceeds-balance");
        var asked = ask("PREPAYMENT", account, "250.00", null).expect(201).id();
        decide(true);
        counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(5), "0");
        counter.pay(community, "1-101", "PREPAYMENT", "100.00").expect(201);
        assertThat(payOut(asked, "BANK_TRANSFER").expect(409).code()).isEqualTo("prepayment-short");
        counter.office.post(path(community, "refunds/" + asked + "/cancellation"), Map.of("reason", "余额变了")).expect(200);
        var again = ask("PREPAYMENT", account, null, null).expect(201);
        assertThat(again.at("/amount")).isEqualTo("200.00");
        decide(true);
        payOut(again.id(), "BANK_TRANSFER").expect(200);
        assertThat(counter.balance(community, "2203") + counter.balance(community, "1002")).isEqualTo("0.00-200.00");
        counter.assertBooksAgree(community);
    }

    /** Correctness 20. */
    @Test
    void 退旧账期的款_后面的账期仍是收清() {
        var january = counter.owe(community, "1-101", "WY", "180.00", TODAY.minusDays(90), "0.0003");
        var february = counter.owe(community, "1-101", "WY", "180.00", TODAY.minusDays(60), "0");
        var paid = counter.pay(community, "1-101", "WECHAT", "400.00").expect(201);
        var payment = paid.id();
        assertThat(ask("PAYMENT", payment, null, List.of(january)).expect(409).code()).isEqualTo("payment-voidable");
        counter.office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "0.00")).expect(200);
        assertThat(counter.office.post(path(community, "payments/" + payment + "/void"), Map.of("reason", "错")).expect(409).code()).isEqualTo("shift-closed");
        var asked = ask("PAYMENT", payment, null, List.of(january)).expect(201);
        assertThat(asked.at("/amount")).isEqualTo("184.86");
        decide(true);
        payOut(asked.id(), "BANK_TRANSFER").expect(200);
        assertThat(counter.outstanding(community, january)).isEqualTo("180.00");
        assertThat(counter.outstanding(community, february)).isEqualTo("0.00");
        assertThat(ask("PAYMENT", payment, null, List.of(january)).expect(409).code()).isEqualTo("payment-refunded");
        assertThat(ask("PAYMENT", payment, null, null).expect(409).code()).isEqualTo("payment-refunded");
        assertThat(payOut(asked.id(), "BANK_TRANSFER").expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(counter.balance(community, "1002")).isEqualTo("-184.86");
        counter.assertBooksAgree(community);
    }

    /** Correctness 19. */
    @Test
    void 整笔退_账单重新欠着_预存取回_驳回的付不了() {
        var bill = counter.owe(community, "1-101", "WY", "180.00", TODAY.minusDays(10), "0");
        var payment = counter.pay(community, "1-101", "WECHAT", "200.00").expect(201).id();
        counter.office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "0.00")).expect(200);
        var refused = ask("PAYMENT", payment, null, null).expect(201);
        decide(false);
        assertThat(payOut(refused.id(), "BANK_TRANSFER").expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(ask("PAYMENT", payment, "100.00", null).expect(409).code()).isEqualTo("amount-changed");
        var asked = ask("PAYMENT", payment, null, null).expect(201);
        decide(true);
        payOut(asked.id(), "WECHAT").expect(200);
        assertThat(counter.outstanding(community, bill)).isEqualTo("180.00");
        assertThat(counter.balance(community, "1012") + counter.balance(community, "2203") + counter.balance(community, "1122"))
            .isEqualTo("0.000.00180.00");
        counter.assertBooksAgree(community);
    }

    private Office.Answer ask(String kind, long source, String amount, List<Long> bills) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "sourceId", source, "payee", "张三", "reason", "收错了"));
        if (amount != null) body.put("amount", amount);
        if (bills != null) body.put("billIds", bills);
        return counter.office.post(path(community, "refunds"), body);
    }

    private Office.Answer payOut(long refund, String method) {
        return counter.office.post(path(community, "refunds/" + refund + "/payout"), Map.of("method", method));
    }

    private void decide(boolean isApproved) {
        var id = supervisor.get(path(community, "approvals")).at("/items/0/id");
        supervisor.post(path(community, "approvals/" + id + "/decisions"), Map.of("isApproved", isApproved, "note", "核对过")).expect(200);
    }
}
