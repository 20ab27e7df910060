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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class IncidentTest {

    @Autowired Counter counter;

    private long community;
    private long shift;

    @BeforeEach
    void open() {
        community = counter.community(1);
        shift = counter.openShift(community);
    }

    @Test
    void 退票_账单重新欠着_手续费另成一笔_其余的钱留作预存() {
        var bill = counter.owe(community, "1-101", "WY", "500.00", TODAY.minusDays(5), "0");
        var tenders = List.of(Map.of("method", "CHEQUE", "amount", "450.00", "bank", "工行", "reference", "0001"), Map.of("method", "WECHAT", "amount", "60.00"));
        var payment = counter.send(community, UUID.randomUUID().toString(), new HashMap<>(Map.of("roomCode", "1-101", "tenders", tenders))).expect(201).id();
        var bounce = path(community, "payments/" + payment + "/bounce");
        assertThat(counter.office.post(bounce, Map.of("reason", "存款不足")).expect(409).code()).isEqualTo("payment-voidable");
        counter.office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "0.00")).expect(200);
        var bounced = counter.office.post(bounce, Map.of("reason", "存款不足", "fee", "20.00")).expect(200);
        assertThat(bounced.at("/bounced/kept")).isEqualTo("60.00");
        assertThat(counter.outstanding(community, bill)).isEqualTo("500.00");
        assertThat(counter.balance(community, "1002") + counter.balance(community, "2203") + counter.balance(community, "1122"))
            .isEqualTo("-20.00-60.00520.00");
        assertThat(counter.office.post(bounce, Map.of("reason", "存款不足")).expect(409).code()).isEqualTo("payment-bounced");
        assertThat(counter.office.post(path(community, "refunds"), Map.of("kind", "PAYMENT", "sourceId", payment, "payee", "张三", "reason", "退")).expect(409).code())
            .isEqualTo("payment-bounced");
        counter.assertBooksAgree(community);
    }

    @Test
    void 没有支票的不能登记退票() {
        var payment = counter.pay(community, "1-101", "WECHAT", "10.00").expect(201).id();
        counter.office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "0.00")).expect(200);
        assertThat(counter.office.post(path(community, "payments/" + payment + "/bounce"), Map.of("reason", "存款不足")).expect(409).code()).isEqualTo("no-cheque");
    }

    @Test
    void 登记表由别人复核_差错和可疑钞票报主管_自己不能签() {
        var own = counter.pay(community, "1-101", "WECHAT", "10.00").expect(201);
        var supervisor = People.of(counter.office).with("cs_supervisor", community);
        var rechecks = path(community, "payment-register/rechecks");
        assertThat(counter.office.get(path(community, "payment-register?rechecked=false")).at("/items/0/isOwn")).isEqualTo("true");
        assertThat(counter.office.post(rechecks, Map.of("paymentIds", List.of(own.id()))).expect(409).code()).isEqualTo("second-person-needed");
        supervisor.post(rechecks, Map.of("paymentIds", List.of(own.id()))).expect(204);
        supervisor.post(rechecks, Map.of("paymentIds", List.of(own.id()))).expect(204);
        assertThat(counter.office.get(path(community, "payment-register?rechecked=true")).at("/items/0/recheckedName")).isEqualTo("同事");
        assertThat(supervisor.post(rechecks, Map.of("paymentIds", List.of(999999999L))).expect(404).code()).isEqualTo("payment-not-found");

        var fault = counter.office.post(path(community, "counter-errors"), Map.of("kind", "AMOUNT", "happenedOn", TODAY.toString(), "receiptNo", own.at("/receiptNo"),
            "amount", "1.00", "cause", "看错行", "remedy", "当场退回")).expect(201).id();
        assertThat(supervisor.get(path(community, "notices")).at("/items/0/topic")).isEqualTo("收费差错");
        var opinion = path(community, "counter-errors/" + fault + "/opinion");
        assertThat(counter.office.post(opinion, Map.of("opinion", "知道了")).expect(409).code()).isEqualTo("second-person-needed");
        supervisor.post(opinion, Map.of("opinion", "下不为例")).expect(204);
        assertThat(supervisor.post(opinion, Map.of("opinion", "再签")).expect(409).code()).isEqualTo("counter-error-seen");
        assertThat(supervisor.get(path(community, "counter-errors?seen=true")).at("/items/0/receiptNo")).isEqualTo(own.at("/receiptNo"));
        assertThat(report("S99999999").expect(404).code()).isEqualTo("receipt-not-found");

        counter.office.post(path(community, "suspicious-notes"), Map.of("presentedBy", "李四", "denomination", "100.00", "pieces", 2, "treatment", "TO_BANK")).expect(201);
        assertThat(supervisor.get(path(community, "notices")).at("/items/0/title")).contains("可疑钞票 100.00 元 2 张");
        assertThat(supervisor.get(path(community, "suspicious-notes")).at("/items/0/treatmentLabel")).isEqualTo("送银行鉴定");
        assertThat(counter.balance(community, "1001")).isEqualTo("0.00");
    }

    private Office.Answer report(String receiptNo) {
        return counter.office.post(path(community, "counter-errors"), Map.of("kind", "OTHER", "happenedOn", TODAY.toString(), "receiptNo", receiptNo, "cause", "x", "remedy", "y"));
    }
}
