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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class CartTest {

    @Autowired Counter counter;

    @Test
    void 两个主体_现金微信预存_加押金和临时收费_一次收清_一次作废() throws Exception {
        var community = counter.community(2);
        var office = counter.office;
        var other = office.post("/api/legal-entities", Map.of("name", "停车公司 " + UUID.randomUUID(), "bankAccounts", List.of())).expect(201).id();
        office.put(path(community, "ledger/collectors"), Map.of("chargeItem", "PK", "entityId", other, "isAgency", false)).expect(200);
        office.put(path(community, "one-off-prices"), Map.of("code", "CARD", "name", "门禁卡", "unit", "张", "price", "20.00", "isActive", true)).expect(200);
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "30.00").expect(201);
        var home = counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(1), "0");
        counter.owe(community, "1-102", "WY", "80.00", TODAY.minusDays(1), "0");
        var parking = counter.owe(community, "1-102", "PK", "60.00", TODAY.minusDays(1), "0");
        assertThat(office.put(path(community, "ledger/collectors"), Map.of("chargeItem", "PK", "entityId", other, "isAgency", false)).expect(409).code())
            .isEqualTo("collector-in-use");
        assertThat(counter.pay(community, "1-102", "CASH", "140.00").expect(409).code()).isEqualTo("several-entities");

        var parts = List.of(Map.of("roomCode", "1-101", "charges", List.of(Map.of("code", "CARD")),
            "deposits", List.of(Map.of("kind", "KEY", "amount", "50.00", "cause", "借钥匙"))), Map.of("roomCode", "1-102"));
        var quote = office.post(path(community, "carts/quote"), Map.of("parts", parts)).expect(200);
        assertThat(quote.at("/due")).isEqualTo("310.00");
        assertThat(quote.json().get("bundles").size()).isEqualTo(2);
        var tenders = List.of(tender("PREPAYMENT", "30.00"), tender("WECHAT", "150.00"), tender("CASH", "150.00"));
        var body = body(parts, tenders, "CHANGE", "310.00");
        assertThat(take(office, community, body(parts, tenders, "CHANGE", "309.00")).expect(409).code()).isEqualTo("amount-changed");
        assertThat(take(office, community, body(parts, List.of(tender("CASH", "309.99")), "CHANGE", null)).expect(409).code()).isEqualTo("cart-short");
        assertThat(take(People.of(office).permitted(community, "cashier.read", "cashier.receive"), community, body).status()).isEqualTo(403);

        var key = UUID.randomUUID().toString();
        var both = race(() -> office.post(path(community, "carts"), body, "Idempotency-Key", key));
        assertThat(both).extracting(Office.Answer::status).containsExactlyInAnyOrder(200, 201);
        var cart = both.getFirst();
        assertThat(both.getLast().at("/id")).isEqualTo(cart.at("/id"));
        assertThat(cart.at("/change")).isEqualTo("20.00");
        assertThat(cart.json().get("receipts").size()).isEqualTo(2);
        assertThat(cart.at("/receipts/0/receiptNo")).startsWith("S0");
        assertThat(cart.at("/receipts/1/receiptNo")).isEqualTo("SA00000001");
        assertThat(office.post(path(community, "carts"), body(parts, tenders, "CHANGE", null), "Idempotency-Key", key).expect(409).code())
            .isEqualTo("idempotency-key-reused");
        assertThat(List.of(counter.outstanding(community, home), counter.outstanding(community, parking))).containsOnly("0.00");
        var theirs = office.get(path(community, "ledger/trial-balance?entity=" + other)).expect(200);
        assertThat(theirs.at("/debit")).isEqualTo(theirs.at("/credit")).isEqualTo("120.00");
        assertThat(office.get(path(community, "carts/" + cart.at("/id") + "/receipt.html")).expect(200).text()).contains("停车公司", "SA00000001", "门禁卡", "钥匙押金");
        counter.assertBooksAgree(community);
        var november = "?from=2026-11-01&to=2026-11-30";
        for (var report : List.of("ledger/reports/income-by-item", "ledger/books/items"))
            assertThat(office.get(path(community, report + november)).expect(200).text()).as(report).contains("\"item\":\"门禁卡\"").doesNotContain("CARD");

        var payment = cart.at("/receipts/0/paymentId");
        assertThat(office.post(path(community, "payments/" + payment + "/void"), Map.of("reason", "错")).expect(409).code()).isEqualTo("payment-of-cart");
        var elsewhere = office.newCommunity("隔壁", "2026-07-01");
        assertThat(office.post(path(elsewhere, "carts/" + cart.at("/id") + "/void"), Map.of("reason", "错")).status()).isEqualTo(404);
        assertThat(office.get(path(elsewhere, "carts/" + cart.at("/id"))).status()).isEqualTo(404);
        var voids = race(() -> office.post(path(community, "carts/" + cart.at("/id") + "/void"), Map.of("reason", "收错")));
        assertThat(voids).extracting(Office.Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(List.of(counter.outstanding(community, home), counter.outstanding(community, parking))).containsExactly("100.00", "60.00");
        assertThat(counter.balance(community, "1001")).isEqualTo("30.00");
        counter.assertBooksAgree(community);

        var parkingOnly = List.of(Map.of("roomCode", "1-102", "billIds", List.of(parking)));
        take(office, community, body(parkingOnly, List.of(tender("CASH", "70.00")), "PREPAY", null)).expect(201);
        counter.assertBooksAgree(community);
        office.post(path(community, "deposits"), Map.of("roomCode", "1-101", "kind", "KEY", "amount", "40.00", "method", "CASH", "payerName", "张三", "cause", "钥匙"),
            "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        var shift = office.get(path(community, "shifts/current")).expect(200).at("/shift/id");
        office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "140.00")).expect(200);
        assertThat(office.get(path(community, "shifts/" + shift + "/report.html")).expect(200).text()).contains("其中收押金 2 笔", "其中押金作废 1 笔", "140.00");
        assertThat(office.get(path(community, "remittances/due")).expect(200).at("/contents/cash")).isEqualTo("140.00");
        var slip = counter.remit(community, "140.00");
        assertThat(office.get(path(community, "remittances/" + slip)).expect(200).text()).contains("收押金", "\"cash\":\"140.00\"");
        assertThat(office.get(path(community, "remittances/due")).expect(200).at("/contents/others/0/label")).isEmpty();
        assertThat(office.get(path(community, "ledger/trial-balance?entity=" + other)).expect(200).text()).contains("\"code\":\"1002\"");
        assertThat(counter.balance(community, "1001")).isEqualTo("0.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 只收押金_多给的现金找零() {
        var community = counter.community(1);
        counter.openShift(community);
        var parts = List.of(Map.of("roomCode", "1-101", "deposits", List.of(Map.of("kind", "KEY", "amount", "50.00", "cause", "借钥匙"))));
        var cart = take(counter.office, community, body(parts, List.of(tender("CASH", "100.00")), "CHANGE", "50.00")).expect(201);
        assertThat(List.of(cart.at("/tendered"), cart.at("/change"))).containsExactly("100.00", "50.00");
        assertThat(counter.balance(community, "1001")).isEqualTo("50.00");
        counter.assertBooksAgree(community);
    }

    private static Map<String, Object> tender(String method, String amount) {
        return Map.of("method", method, "amount", amount);
    }

    private static Map<String, Object> body(Object parts, Object tenders, String surplus, String expected) {
        var body = new HashMap<String, Object>(Map.of("parts", parts, "tenders", tenders, "surplus", surplus, "payerName", "张三"));
        if (expected != null) body.put("expectedDue", expected);
        return body;
    }

    private static Office.Answer take(Office office, long community, Object body) {
        return office.post(path(community, "carts"), body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    private static List<Office.Answer> race(Callable<Office.Answer> act) throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.of(act, act));
            return List.of(answers.get(0).get(), answers.get(1).get());
        }
    }
}
