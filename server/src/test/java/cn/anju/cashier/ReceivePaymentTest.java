package cn.anju.cashier;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.body;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class ReceivePaymentTest {

    @Autowired Counter counter;

    long community;

    @BeforeEach
    void open() {
        community = counter.community(3);
    }

    @Test
    void 没有开班_不能收款() {
        assertThat(counter.pay(community, "1-101", "CASH", "1.00").expect(409).code()).isEqualTo("shift-not-open");
    }

    @Test
    void 分次收款_先核销应缴早的_多的进预存_账上都对() {
        counter.openShift(community);
        var january = counter.owe(community, "1-101", "WY", "180.00", TODAY.minusDays(60), "0");
        var february = counter.owe(community, "1-101", "WY", "180.00", TODAY.minusDays(10), "0");
        var first = counter.pay(community, "1-101", "CASH", "200.00").expect(201);
        assertThat(first.at("/applied")).isEqualTo("200.00");
        assertThat(counter.outstanding(community, january)).isEqualTo("0.00");
        assertThat(counter.outstanding(community, february)).isEqualTo("160.00");
        var second = counter.pay(community, "1-101", "WECHAT", "200.00").expect(201);
        assertThat(second.at("/applied")).isEqualTo("160.00");
        assertThat(second.at("/prepaid")).isEqualTo("40.00");
        assertThat(counter.balance(community, "1001")).isEqualTo("200.00");
        assertThat(counter.balance(community, "1012")).isEqualTo("200.00");
        assertThat(counter.balance(community, "1122")).isEqualTo("0.00");
        assertThat(counter.balance(community, "2203")).isEqualTo("-40.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 几种方式一起付_现金找零_违约金进营业外收入() {
        counter.openShift(community);
        counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(100), "0.001");
        var paid = counter.send(community, UUID.randomUUID().toString(), body("1-101", "CASH", "1",
            "tenders", List.of(Map.of("method", "CASH", "amount", "100"), Map.of("method", "POS", "amount", "20.5")), "surplus", "CHANGE",
            "expectedDue", "110.00")).expect(201);
        assertThat(paid.at("/applied")).isEqualTo("100.00");
        assertThat(paid.at("/lateFee")).isEqualTo("10.00");
        assertThat(paid.at("/change")).isEqualTo("10.50");
        assertThat(counter.balance(community, "1001")).isEqualTo("89.50");
        assertThat(counter.balance(community, "6301")).isEqualTo("-10.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 减免违约金_要写理由() {
        counter.openShift(community);
        counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(100), "0.001");
        assertThat(counter.pay(community, "1-101", "CASH", "100", "lateFee", "WAIVE").expect(400).code()).isEqualTo("waiver-reason-missing");
        var paid = counter.pay(community, "1-101", "CASH", "100", "lateFee", "WAIVE", "waiverReason", "住院").expect(201);
        assertThat(paid.at("/waived")).isEqualTo("10.00");
        assertThat(counter.balance(community, "6301")).isEqualTo("0.00");
        assertThat(counter.office.get(path(community, "payments/" + paid.id())).at("/waiverReason")).isEqualTo("住院");
    }

    @Test
    void 应收变了_点名的已收清_别家的账单_都不收() {
        counter.openShift(community);
        var bill = counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        var other = counter.owe(community, "1-102", "WY", "70.00", TODAY, "0");
        assertThat(counter.pay(community, "1-101", "CASH", "100", "expectedDue", "99.00").expect(409).code()).isEqualTo("amount-changed");
        assertThat(counter.pay(community, "1-101", "CASH", "100", "billIds", List.of(other)).expect(409).code()).isEqualTo("bill-of-other-owner");
        assertThat(counter.pay(community, "1-101", "CASH", "100", "billIds", List.of(99999999)).expect(404).code()).isEqualTo("bill-not-found");
        counter.pay(community, "1-101", "CASH", "100", "billIds", List.of(bill)).expect(201);
        assertThat(counter.pay(community, "1-101", "CASH", "100", "billIds", List.of(bill)).expect(409).code()).isEqualTo("bill-already-settled");
        counter.assertBooksAgree(community);
    }

    @Test
    void 同一业主的车位_点名就能一起收() {
        counter.openShift(community);
        counter.own(community, "1-101", "张三", TODAY.minusYears(1));
        counter.own(community, "1-102", "张三", TODAY.minusYears(1));
        counter.own(community, "1-103", "李四", TODAY.minusYears(1));
        var home = counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        var parking = counter.owe(community, "1-102", "CW", "70.00", TODAY, "0");
        var stranger = counter.owe(community, "1-103", "CW", "30.00", TODAY, "0");
        var quote = counter.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101")).expect(200);
        assertThat(quote.at("/due")).isEqualTo("170.00");
        assertThat(quote.at("/owners/0")).isEqualTo("张三");
        assertThat(quote.json().get("lines").size()).isEqualTo(2);
        assertThat(counter.pay(community, "1-101", "CASH", "200", "billIds", List.of(home, stranger)).expect(409).code()).isEqualTo("bill-of-other-owner");
        assertThat(counter.pay(community, "1-101", "CASH", "170", "billIds", List.of(home, parking), "expectedDue", "170").expect(201).at("/payerName"))
            .isEqualTo("张三");
        assertThat(counter.outstanding(community, parking)).isEqualTo("0.00");
    }

    @Test
    void 找零只从现金里找_没有可收的不收() {
        counter.openShift(community);
        counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        assertThat(counter.pay(community, "1-101", "WECHAT", "120", "surplus", "CHANGE").expect(409).code()).isEqualTo("change-exceeds-cash");
        counter.pay(community, "1-101", "WECHAT", "100", "surplus", "CHANGE").expect(201);
        assertThat(counter.pay(community, "1-101", "CASH", "100", "surplus", "CHANGE").expect(409).code()).isEqualTo("nothing-to-settle");
    }

    @Test
    void 支票要有银行和号码() {
        counter.openShift(community);
        assertThat(counter.pay(community, "1-101", "CHEQUE", "100").expect(400).code()).isEqualTo("cheque-incomplete");
        counter.pay(community, "1-101", "CHEQUE", "100", "tenders",
            List.of(Map.of("method", "CHEQUE", "amount", "100", "bank", "工行晴川支行", "reference", "30889911"))).expect(201);
        assertThat(counter.balance(community, "1002")).isEqualTo("100.00");
    }

    @Test
    void 预存抵扣_只用自己的_不能用前业主的() {
        counter.openShift(community);
        counter.own(community, "1-101", "张三", TODAY.minusYears(1));
        counter.pay(community, "1-101", "CASH", "80").expect(201);
        counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        assertThat(counter.pay(community, "1-101", "PREPAYMENT", "90").expect(409).code()).isEqualTo("prepayment-short");
        assertThat(counter.pay(community, "1-101", "PREPAYMENT", "30").expect(201).at("/applied")).isEqualTo("30.00");
        assertThat(counter.balance(community, "2203")).isEqualTo("-50.00");
        counter.own(community, "1-101", "王五", TODAY);
        assertThat(counter.pay(community, "1-101", "PREPAYMENT", "10").expect(409).code()).isEqualTo("prepayment-short");
        assertThat(counter.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101")).at("/prepayment")).isEqualTo("0.00");
        counter.own(community, "1-102", "赵六", TODAY);
        counter.pay(community, "1-102", "CASH", "60").expect(201);
        counter.owe(community, "1-102", "WY", "20.00", TODAY, "0");
        assertThat(counter.pay(community, "1-102", "PREPAYMENT", "50").expect(409).code()).isEqualTo("prepayment-exceeds-due");
        counter.assertBooksAgree(community);
    }

    @Test
    void 临时收费_当场成账当场收() {
        counter.openShift(community);
        counter.office.put(path(community, "one-off-prices"),
            Map.of("code", "CARD", "name", "门禁卡", "unit", "张", "price", "15.00", "isActive", true)).expect(200);
        var charges = List.of(Map.of("code", "CARD", "quantity", "2"));
        var quote = counter.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101", "charges", charges)).expect(200);
        assertThat(quote.at("/due")).isEqualTo("30.00");
        assertThat(quote.at("/lines/0/billId")).isEmpty();
        counter.assertBooksAgree(community);
        var paid = counter.pay(community, "1-101", "CASH", "30", "charges", charges, "surplus", "CHANGE").expect(201);
        assertThat(paid.at("/applied")).isEqualTo("30.00");
        assertThat(counter.office.get(path(community, "payments/" + paid.id())).at("/lines/0/itemName")).isEqualTo("门禁卡");
        counter.assertBooksAgree(community);
    }

    @Test
    void 单价和数量大得离谱_说出原因() {
        counter.openShift(community);
        var price = Map.of("code", "GOLD", "name", "金", "unit", "吨", "price", "99999999.00", "isActive", true);
        counter.office.put(path(community, "one-off-prices"), price).expect(200);
        var dear = new HashMap<String, Object>(price);
        dear.put("price", "999999999999.99");
        assertThat(counter.office.put(path(community, "one-off-prices"), dear).expect(400).code()).isEqualTo("amount-invalid");
        var charges = List.of(Map.of("code", "GOLD", "quantity", "999999"));
        assertThat(counter.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101", "charges", charges)).expect(400).code()).isEqualTo("amount-invalid");
        assertThat(counter.pay(community, "1-101", "CASH", "30", "charges", charges, "surplus", "CHANGE").expect(400).code()).isEqualTo("amount-invalid");
    }

    @Test
    void 同一个键_同样的请求还是那一笔_别的请求拒绝_失败的键可再用() {
        counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        var key = UUID.randomUUID().toString();
        counter.send(community, key, body("1-101", "CASH", "100")).expect(409);
        counter.openShift(community);
        var first = counter.send(community, key, body("1-101", "CASH", "100")).expect(201);
        var again = counter.send(community, key, body("1-101", "CASH", "100.00")).expect(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.raw().headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(counter.send(community, key, body("1-101", "CASH", "0.01")).expect(409).code()).isEqualTo("idempotency-key-reused");
        assertThat(counter.office.post(path(community, "payments"), body("1-101", "CASH", "1")).expect(400).code()).isEqualTo("idempotency-key-missing");
        assertThat(counter.send(community, "short", body("1-101", "CASH", "1")).expect(400).code()).isEqualTo("idempotency-key-missing");
        counter.assertBooksAgree(community);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0.001\"", "\"-1.00\"", "\"1e9\"", "\"NaN\"", "\"\"", "null", "\"999999999999999.00\"", "\"0\"", "\"100000000.01\"", "{}"})
    void 不像样的金额_说出原因(String amount) {
        counter.openShift(community);
        var text = "{\"roomCode\":\"1-101\",\"tenders\":[{\"method\":\"CASH\",\"amount\":" + amount + "}],\"lateFee\":\"WAIVE\",\"surplus\":\"PREPAY\"}";
        var answer = counter.office.raw("POST", path(community, "payments"), "application/json", text.getBytes(StandardCharsets.UTF_8),
            "Idempotency-Key", UUID.randomUUID().toString()).expect(400);
        assertThat(answer.code()).isNotBlank();
        assertThat(answer.at("/detail")).isNotBlank();
    }

    @Test
    void 抹零_按设置_付清才抹_记作优惠() {
        counter.openShift(community);
        counter.owe(community, "1-101", "WY", "100.87", TODAY, "0");
        counter.office.put(path(community, "settings/cashier.rounding"), Map.of("value", "JIAO")).expect(204);
        var quote = counter.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101")).expect(200);
        assertThat(quote.at("/due")).isEqualTo("100.80");
        assertThat(quote.at("/rounding")).isEqualTo("0.07");
        var paid = counter.pay(community, "1-101", "CASH", "101", "surplus", "CHANGE").expect(201);
        assertThat(paid.at("/discount")).isEqualTo("0.07");
        assertThat(paid.at("/change")).isEqualTo("0.20");
        assertThat(counter.balance(community, "6001")).isEqualTo("-100.80");
        counter.assertBooksAgree(community);
    }

    @Test
    void 收款记录按条件找得到_最近的在前() {
        counter.openShift(community);
        var first = counter.pay(community, "1-101", "CASH", "10").expect(201);
        counter.pay(community, "1-102", "WECHAT", "20").expect(201);
        Office.Answer list = counter.office.get(path(community, "payments?method=WECHAT&from=2026-11-21&to=2026-11-21")).expect(200);
        assertThat(list.at("/total")).isEqualTo("1");
        assertThat(list.at("/items/0/methods")).isEqualTo("微信");
        assertThat(counter.office.get(path(community, "payments?receiptNo=001")).at("/items/0/id")).isEqualTo(first.at("/id"));
        assertThat(counter.office.get(path(community, "payments/recent")).at("/0/roomCode")).isEqualTo("1-102");
        assertThat(counter.office.get(path(community, "payments?roomCode=" + Office.encoded("x' or '1'='1"))).at("/total")).isEqualTo("0");
        assertThat(counter.office.get(path(community, "payments?sort=drop")).code()).isEqualTo("sort-unknown");
    }

    @Test
    void 清单都能导出成表格() {
        counter.openShift(community);
        counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        counter.pay(community, "1-101", "CASH", "130").expect(201);
        for (var sheet : List.of("payments.xlsx?method=CASH", "shifts.xlsx", "prepayments.xlsx", "ledger/trial-balance.xlsx",
            "ledger/entries.xlsx?kind=PAYMENT", "ledger/accounts/1122.xlsx")) {
            var answer = counter.office.get(path(community, sheet)).expect(200);
            assertThat(answer.raw().body()).as(sheet).startsWith('P', 'K');
        }
        assertThat(counter.office.get(path(community, "ledger/accounts/1122")).at("/name")).isEqualTo("应收账款");
        var account = counter.office.get(path(community, "prepayments?roomCode=1-101")).expect(200);
        assertThat(account.at("/items/0/balance")).isEqualTo("30.00");
        assertThat(counter.office.get(path(community, "prepayments/" + account.at("/items/0/id") + "/movements")).at("/0/label")).isEqualTo("存入");
    }

    @Test
    void 房屋时间线和搜索里看得到收款() throws Exception {
        counter.openShift(community);
        var paid = counter.pay(community, "1-101", "CASH", "130").expect(201);
        var room = counter.office.get(path(community, "payments/" + paid.id())).at("/payment/roomId");
        assertThat(counter.office.get(path(community, "rooms/" + room + "/timeline?kind=PAYMENT")).at("/0/text"))
            .isEqualTo("收款 130.00 元，收据 S00000001，其中预存 130.00 元");
        for (var tries = 0; tries < 100 && !counter.office.get(path(community, "search?q=S00000001")).text().contains("1-101"); tries++)
            TimeUnit.MILLISECONDS.sleep(50);
        assertThat(counter.office.get(path(community, "search?q=S00000001")).expect(200).text()).contains("1-101 · 2026-11-21");
    }

    @Test
    void 没有减免权的收费员_只能照收违约金() {
        var collector = People.of(counter.office).permitted(community, "cashier.receive", "cashier.shift");
        collector.post(path(community, "shifts"), Map.of()).expect(201);
        counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(100), "0.001");
        var waiving = body("1-101", "CASH", "100", "lateFee", "WAIVE", "waiverReason", "熟人");
        assertThat(collector.post(path(community, "payments"), waiving, "Idempotency-Key", UUID.randomUUID().toString()).expect(403).code()).isEqualTo("not-permitted");
        var paid = collector.post(path(community, "payments"), body("1-101", "CASH", "110"), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        assertThat(collector.post(path(community, "payments/" + paid.id() + "/void"), Map.of("reason", "错")).status()).isEqualTo(403);
        assertThat(counter.office.post(path(community, "payments"), body("1-101", "CASH", "1"), "Idempotency-Key", UUID.randomUUID().toString()).expect(409).code())
            .as("别人的班不能用").isEqualTo("shift-not-open");
    }
}
