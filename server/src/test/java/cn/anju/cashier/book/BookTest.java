package cn.anju.cashier.book;

import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class BookTest {

    @Autowired Counter counter;

    @Test
    void 购入_发给一个人_依次用_作废遗失有登记_交回_都有着落才核销() {
        var community = counter.community(1);
        var keeper = counter.office;
        var bought = Map.of("kind", "RECEIPT", "series", "A26", "firstNumber", 101, "lastNumber", 105);
        var id = keeper.post(path(community, "books"), bought).expect(201).at("/book/id");
        assertThat(keeper.post(path(community, "books"), Map.of("kind", "RECEIPT", "series", "A26", "firstNumber", 105, "lastNumber", 110))
            .expect(409).code()).isEqualTo("book-overlaps");
        assertThat(keeper.post(path(community, "books"), Map.of("kind", "RECEIPT", "series", "A26", "firstNumber", 9, "lastNumber", 8))
            .expect(400).code()).isEqualTo("book-range-invalid");
        var people = People.of(keeper);
        var account = people.account();
        people.grant(account.id(), "front_desk", community);
        var desk = people.signIn(account);
        assertThat(desk.post(path(community, "books"), bought).status()).isEqualTo(403);
        assertThat(desk.post(book(community, id, "use"), Map.of("through", 101)).status()).isEqualTo(403);
        assertThat(keeper.get(path(community, "books/holders")).expect(200).text()).contains("\"id\":" + account.id());
        assertThat(keeper.post(book(community, id, "issue"), Map.of("holderId", account.id())).expect(200).at("/book/stateLabel")).isEqualTo("已领用");
        assertThat(refused(keeper, book(community, id, "issue"), Map.of("holderId", account.id()))).isEqualTo("book-not-in-stock");
        assertThat(desk.post(book(community, id, "use"), Map.of("through", 102)).expect(200).at("/book/nextNumber")).isEqualTo("103");
        assertThat(refused(desk, book(community, id, "use"), Map.of("through", 102))).isEqualTo("book-out-of-order");
        desk.post(book(community, id, "marks"), Map.of("number", 103, "kind", "SPOILED", "reason", "写错")).expect(200);
        assertThat(refused(desk, book(community, id, "marks"), Map.of("number", 103, "kind", "LOST", "reason", "找不到"))).isEqualTo("number-marked");
        assertThat(refused(desk, book(community, id, "marks"), Map.of("number", 106, "kind", "LOST", "reason", "找不到"))).isEqualTo("number-not-in-book");
        assertThat(refused(keeper, book(community, id, "write-off"), Map.of())).isEqualTo("book-not-in-stock");
        keeper.post(book(community, id, "return"), Map.of()).expect(200);
        assertThat(keeper.post(book(community, id, "write-off"), Map.of()).expect(409).at("/detail")).contains("还有 2 号");
        for (var number : new int[] {104, 105})
            keeper.post(book(community, id, "marks"), Map.of("number", number, "kind", "LOST", "reason", "撕掉")).expect(200);
        var done = keeper.post(book(community, id, "write-off"), Map.of()).expect(200);
        assertThat(done.at("/book/stateLabel")).isEqualTo("已核销");
        assertThat(done.text()).contains("发出给", "103 号作废：写错", "105 号遗失：撕掉");
        assertThat(keeper.get(path(community, "books")).expect(200).at("/items/0/lost")).isEqualTo("2");
        assertThat(keeper.get(path(community, "books.xlsx")).status()).isEqualTo(200);
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "10").expect(201);
        assertThat(keeper.get(path(community, "today")).expect(200).text()).doesNotContain("超过 5 分钟");
        counter.pay(community, "1-101", "CASH", "10", "startedAt", "2026-11-21T00:50:00Z").expect(201);
        assertThat(keeper.get(path(community, "today")).expect(200).text()).contains("超过 5 分钟的收款", "\"100.0\"");
        assertThat(keeper.get(path(community, "books/electronic")).expect(200).at("/0/lastNumber")).isEqualTo("2");
        var elsewhere = keeper.newCommunity("隔壁", "2026-07-01");
        assertThat(keeper.get(path(elsewhere, "books/" + id)).status()).isEqualTo(404);
    }

    @Test
    void 一本票据归一个主体_别的主体的收据和发票用不了() {
        var community = counter.community(1);
        var keeper = counter.office;
        var other = keeper.post("/api/legal-entities", Map.of("name", "停车公司 " + UUID.randomUUID(), "bankAccounts", List.of())).expect(201).id();
        var stranger = keeper.post("/api/legal-entities", Map.of("name", "别家公司 " + UUID.randomUUID(), "bankAccounts", List.of())).expect(201).id();
        keeper.put(path(community, "ledger/collectors"), Map.of("chargeItem", "PK", "entityId", other, "isAgency", false)).expect(200);
        var theirs = Map.of("kind", "RECEIPT", "series", "B26", "firstNumber", 1, "lastNumber", 50, "entityId", other);
        var book = keeper.post(path(community, "books"), theirs).expect(201).at("/book/id");
        assertThat(keeper.post(path(community, "books"), theirs).expect(409).code()).isEqualTo("book-overlaps");
        var own = keeper.post(path(community, "books"), Map.of("kind", "RECEIPT", "series", "B26", "firstNumber", 1, "lastNumber", 50)).expect(201);
        assertThat(own.at("/book/entityId")).isNotEqualTo(String.valueOf(other));
        assertThat(keeper.post(path(community, "books"), Map.of("kind", "RECEIPT", "series", "C26", "firstNumber", 1, "lastNumber", 50, "entityId", stranger))
            .expect(404).code()).isEqualTo("collector-unknown");
        assertThat(keeper.get(path(community, "books/entities")).expect(200).json().size()).isEqualTo(2);
        assertThat(keeper.get(path(community, "books?entity=" + other)).expect(200).at("/total")).isEqualTo("1");

        counter.owe(community, "1-101", "WY", "30.00", Counter.TODAY.minusDays(1), "0");
        counter.openShift(community);
        var receipt = counter.pay(community, "1-101", "CASH", "30.00").expect(201).at("/receiptNo");
        assertThat(refused(keeper, book(community, book, "use"), Map.of("through", 1, "receiptNo", receipt))).isEqualTo("book-of-other-entity");
        assertThat(keeper.post(book(community, book, "use"), Map.of("through", 1, "receiptNo", "S-没有")).expect(404).code()).isEqualTo("receipt-not-found");
        var used = keeper.post(book(community, own.at("/book/id"), "use"), Map.of("through", 1, "receiptNo", receipt)).expect(200);
        assertThat(used.text()).contains("收据 " + receipt);
    }

    private static String book(long community, String id, String verb) {
        return path(community, "books/" + id + "/" + verb);
    }

    private static String refused(Office office, String path, Map<String, Object> body) {
        return office.post(path, body).expect(409).code();
    }
}
