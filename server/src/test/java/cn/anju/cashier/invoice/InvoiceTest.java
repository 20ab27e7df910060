package cn.anju.cashier.invoice;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class InvoiceTest {

    private static final String CODE = "3040801010000000000";

    @Autowired Counter counter;

    @Test
    void 申请_依次取号开具_红冲放开额度_多开一分也不行_两人同时只成一张() throws Exception {
        var community = counter.community(1);
        counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(1), "0");
        counter.owe(community, "1-101", "LJ", "60.00", TODAY.minusDays(1), "0");
        counter.openShift(community);
        var payment = counter.pay(community, "1-101", "CASH", "200.00").expect(201).id();
        var office = counter.office;
        assertThat(request(office, community, payment, Map.of()).code()).isEqualTo("tax-item-missing");
        for (var item : office.get(path(community, "tax-items")).expect(200).json())
            office.put(path(community, "tax-items/" + item.get("chargeItemId").asString()), Map.of("taxCode", CODE, "rate", "0.06")).expect(200);
        var left = office.get(path(community, "payments/" + payment + "/invoiceable")).expect(200).json();
        assertThat(left.size()).isEqualTo(2);
        var item = left.get(0).get("chargeItemId").asLong();

        assertThat(request(office, community, payment, Map.of("taxNumber", "123")).code()).isEqualTo("tax-number-invalid");
        assertThat(request(office, community, payment, Map.of("kind", "SPECIAL")).code()).isEqualTo("tax-number-missing");
        assertThat(request(office, community, payment, Map.of("email", "不是邮箱")).status()).isEqualTo(400);
        assertThat(request(office, community, payment, wanted(item, "1000.00")).code()).isEqualTo("invoice-exceeds-payment");

        var both = race(() -> request(office, community, payment, wanted(item, left.get(0).get("left").asString())));
        assertThat(both).extracting(Office.Answer::status).containsExactlyInAnyOrder(201, 404);
        var first = both.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow();
        var id = first.at("/invoice/id");
        assertThatThrownBy(() -> StoryDatabase.owner().sql("""
                insert into cashier.invoice (community_id, idempotency_key, payment_id, kind, title, amount, made_by, made_name, made_at)
                select community_id, idempotency_key, id, 'NORMAL', '硬塞', 140.01, 1, '试', now() from cashier.payment where community_id = :community and id = :payment
                """).param("community", community).param("payment", payment).update()).hasMessageContaining("kept was 200.00");

        assertThat(office.post(path(community, "invoices/" + id + "/issue"), Map.of()).expect(409).code()).isEqualTo("no-invoice-book");
        var me = office.get("/api/session").expect(200).at("/staffId");
        var book = office.post(path(community, "books"), Map.of("kind", "INVOICE", "series", "FP", "firstNumber", 7, "lastNumber", 9)).expect(201).at("/book/id");
        office.post(path(community, "books/" + book + "/issue"), Map.of("holderId", Long.valueOf(me))).expect(200);
        office.post(path(community, "books/" + book + "/marks"), Map.of("number", 8, "kind", "SPOILED", "reason", "污损")).expect(200);
        assertThat(office.post(path(community, "invoices/" + id + "/issue"), Map.of("invoiceNo", "FP-00000008")).expect(409).code())
            .isEqualTo("invoice-number-other");
        var issued = race(() -> office.post(path(community, "invoices/" + id + "/issue"), Map.of("invoiceNo", "FP-00000007")));
        assertThat(issued).extracting(Office.Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(office.get(path(community, "invoices/" + id)).expect(200).at("/lines/0/taxCode")).isEqualTo(CODE);
        assertThat(office.get(path(community, "invoices/" + id + "/print.html")).expect(200).text()).contains("FP-00000007", "价税合计", "税收分类编码");
        assertThat(office.post(path(community, "payments/" + payment + "/void"), Map.of("reason", "错")).expect(409).code()).isEqualTo("payment-invoiced");

        var people = People.of(office);
        var desk = people.permitted(community, "cashier.read", "cashier.receive");
        assertThat(desk.post(path(community, "invoices/" + id + "/red"), Map.of("reason", "抬头错")).status()).isEqualTo(403);
        assertThat(office.post(path(community, "invoices/" + id + "/red"), Map.of("reason", "抬头错")).expect(200).at("/invoice/redNo")).isEqualTo("FP-00000009");
        assertThat(office.post(path(community, "invoices/" + id + "/red"), Map.of("reason", "再来")).expect(409).code()).isEqualTo("invoice-state");
        var all = request(desk, community, payment, Map.of()).expect(201);
        assertThat(all.at("/invoice/amount")).isEqualTo("160.00");
        assertThat(office.post(path(community, "invoices/" + all.at("/invoice/id") + "/issue"), Map.of()).expect(409).code()).isEqualTo("no-invoice-book");
        desk.post(path(community, "invoices/" + all.at("/invoice/id") + "/cancellation"), Map.of("reason", "不要了")).expect(200);

        assertThat(office.get(path(community, "invoices?state=RED")).expect(200).at("/total")).isEqualTo("1");
        assertThat(office.get(path(community, "invoices.xlsx?q=" + Office.encoded("安居"))).expect(200).workbook()).contains("FP-00000007");
        var elsewhere = office.newCommunity("隔壁", "2026-07-01");
        assertThat(office.get(path(elsewhere, "invoices/" + id)).status()).isEqualTo(404);
        assertThat(request(office, elsewhere, payment, Map.of()).status()).isEqualTo(404);
        counter.assertBooksAgree(community);
    }

    @Test
    void 开了发票的收款要先红冲才能退() {
        var community = counter.community(1);
        counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(1), "0");
        var shift = counter.openShift(community);
        var payment = counter.pay(community, "1-101", "WECHAT", "100.00").expect(201).id();
        var office = counter.office;
        var item = office.get(path(community, "tax-items")).expect(200).at("/0/chargeItemId");
        office.put(path(community, "tax-items/" + item), Map.of("taxCode", CODE, "rate", "0.06")).expect(200);
        assertThat(office.put(path(community, "tax-items/" + item), Map.of("taxCode", "12", "rate", "0.06")).status()).isEqualTo(400);
        assertThat(office.put(path(community, "tax-items/" + item), Map.of("taxCode", CODE, "rate", "6")).expect(400).code()).isEqualTo("rate-invalid");
        var invoice = request(office, community, payment, Map.of()).expect(201);
        assertThat(invoice.at("/invoice/net")).isEqualTo("94.34");
        assertThat(invoice.at("/invoice/tax")).isEqualTo("5.66");
        office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "0.00")).expect(200);
        var refund = Map.of("kind", "PAYMENT", "sourceId", payment, "payee", "张三", "reason", "收错");
        assertThat(office.post(path(community, "refunds"), refund).expect(409).code()).isEqualTo("payment-invoiced");
        office.post(path(community, "invoices/" + invoice.at("/invoice/id") + "/cancellation"), Map.of("reason", "要退款")).expect(200);
        office.post(path(community, "refunds"), refund).expect(201);
    }

    @Test
    void 开了发票的支票要先红冲才能退票() {
        var community = counter.community(1);
        counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(1), "0");
        var shift = counter.openShift(community);
        var cheque = Map.of("method", "CHEQUE", "amount", "100.00", "bank", "工行", "reference", "0001");
        var payment = counter.send(community, UUID.randomUUID().toString(), new HashMap<>(Map.of("roomCode", "1-101", "tenders", List.of(cheque)))).expect(201).id();
        var office = counter.office;
        office.put(path(community, "tax-items/" + office.get(path(community, "tax-items")).expect(200).at("/0/chargeItemId")), Map.of("taxCode", CODE, "rate", "0.06"))
            .expect(200);
        var invoice = request(office, community, payment, Map.of()).expect(201);
        office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "0.00")).expect(200);
        var bounce = path(community, "payments/" + payment + "/bounce");
        assertThat(office.post(bounce, Map.of("reason", "存款不足")).expect(409).code()).isEqualTo("payment-invoiced");
        office.post(path(community, "invoices/" + invoice.at("/invoice/id") + "/cancellation"), Map.of("reason", "退票")).expect(200);
        office.post(bounce, Map.of("reason", "存款不足")).expect(200);
        counter.assertBooksAgree(community);
    }

    @Test
    void 别的主体收的款_收据和发票都是那个主体的_退票留下的钱也在它账上() {
        var community = counter.community(1);
        var office = counter.office;
        var name = "停车公司 " + UUID.randomUUID();
        var other = office.post("/api/legal-entities", Map.of("name", name, "bankAccounts", List.of())).expect(201).id();
        office.put(path(community, "ledger/collectors"), Map.of("chargeItem", "PK", "entityId", other, "isAgency", false)).expect(200);
        counter.owe(community, "1-101", "PK", "100.00", TODAY.minusDays(1), "0");
        var shift = counter.openShift(community);
        var tenders = List.of(Map.of("method", "CHEQUE", "amount", "60.00", "bank", "工行", "reference", "0001"), Map.of("method", "WECHAT", "amount", "40.00"));
        var payment = counter.send(community, UUID.randomUUID().toString(), new HashMap<>(Map.of("roomCode", "1-101", "tenders", tenders))).expect(201).id();
        assertThat(office.get(path(community, "payments/" + payment + "/receipt.html")).expect(200).text()).contains(name);
        office.put(path(community, "tax-items/" + office.get(path(community, "tax-items")).expect(200).at("/0/chargeItemId")), Map.of("taxCode", CODE, "rate", "0.06"))
            .expect(200);
        var invoice = request(office, community, payment, Map.of()).expect(201).at("/invoice/id");
        assertThat(office.get(path(community, "invoices/" + invoice + "/print.html")).expect(200).text()).contains(name);
        var me = Long.valueOf(office.get("/api/session").expect(200).at("/staffId"));
        var ours = office.post(path(community, "books"), Map.of("kind", "INVOICE", "series", "FP", "firstNumber", 7, "lastNumber", 9)).expect(201).at("/book/id");
        office.post(path(community, "books/" + ours + "/issue"), Map.of("holderId", me)).expect(200);
        var refused = office.post(path(community, "invoices/" + invoice + "/issue"), Map.of()).expect(409);
        assertThat(refused.code() + refused.at("/detail")).contains("no-invoice-book", name);

        office.post(path(community, "invoices/" + invoice + "/cancellation"), Map.of("reason", "退票")).expect(200);
        office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "0.00")).expect(200);
        office.post(path(community, "payments/" + payment + "/bounce"), Map.of("reason", "存款不足")).expect(200);
        assertThat(office.get(path(community, "prepayments")).expect(200).at("/items/0/chargeItem")).isEqualTo("PK");
        assertThat(office.get(path(community, "ledger/trial-balance?entity=" + other)).expect(200).text()).contains("\"code\":\"2203\"", "\"balance\":\"-40.00\"");
        counter.assertBooksAgree(community);
    }

    private static Office.Answer request(Office office, long community, long payment, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("kind", "NORMAL", "title", "安居有限公司", "taxNumber", "91310000MA1FL5EX2K"));
        if (more.containsKey("kind")) body.remove("taxNumber");
        body.putAll(more);
        return office.post(path(community, "payments/" + payment + "/invoices"), body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    private static Map<String, Object> wanted(long item, String amount) {
        return Map.of("lines", List.of(Map.of("chargeItemId", item, "amount", amount)));
    }

    private static List<Office.Answer> race(Callable<Office.Answer> act) throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.of(act, act));
            return List.of(answers.get(0).get(), answers.get(1).get());
        }
    }
}
