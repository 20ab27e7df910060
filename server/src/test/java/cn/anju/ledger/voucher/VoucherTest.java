package cn.anju.ledger.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.access.People;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 手工凭证：一人填制，另一人审核。 */
@Story
class VoucherTest {

    @Autowired Office office;
    long community;
    Office reviewer;

    @BeforeEach
    void open() {
        community = office.newCommunity("凭证小区", "2026-07-01");
        reviewer = People.of(office).permitted(community, "ledger.read", "ledger.review", "ledger.voucher");
    }

    @Test
    void 填制_附原始凭证_另一人审核_记账编号_打印() {
        var id = make("6602", "1002", "120.50");
        assertThat(office.post(path("vouchers/" + id + "/submission"), Map.of()).expect(409).code()).isEqualTo("voucher-without-document");
        office.upload("/api/communities/" + community + "/attachments?subject=voucher:" + id, "发票.pdf", "%PDF-1.4 发票".getBytes(StandardCharsets.UTF_8)).expect(201);
        office.post(path("vouchers/" + id + "/submission"), Map.of()).expect(200);
        assertThat(office.post(path("vouchers/" + id + "/review"), Map.of()).expect(403).code()).isEqualTo("own-voucher");
        var posted = reviewer.post(path("vouchers/" + id + "/review"), Map.of()).expect(200);
        assertThat(posted.at("/voucher/voucherNo")).isEqualTo("付-0001");
        var entry = office.get(path("entries/" + posted.at("/voucher/entryId"))).expect(200);
        assertThat(entry.at("/voucherNo")).isEqualTo("付-0001");
        assertThat(entry.at("/kind")).isEqualTo("MANUAL");
        var print = office.get(path("entries/" + posted.at("/voucher/entryId") + "/print.html")).expect(200).text();
        assertThat(print).contains("记　账　凭　证", "付-0001", "120.50", "附单据 1 张");
        assertThat(office.get(path("entries/print.html?from=2026-11-01&to=2026-11-30")).expect(200).text()).contains("付-0001");
        assertThat(reviewer.post(path("vouchers/" + id + "/review"), Map.of()).expect(409).code()).isEqualTo("move-not-allowed");
    }

    @Test
    void 错的退回改_伪造的拒收() {
        var id = submitted("6602", "1002", "88.00");
        assertThat(reviewer.post(path("vouchers/" + id + "/rejection"), Map.of("cause", "MISTAKEN", "reason", "应记财务费用")).expect(200).at("/voucher/state"))
            .isEqualTo("RETURNED");
        assertThat(reviewer.put(path("vouchers/" + id), draft("6603", "1002", "88.00")).expect(403).code()).isEqualTo("not-own-voucher");
        office.put(path("vouchers/" + id), accrual("6603", "1002", "88.00")).expect(200);
        office.post(path("vouchers/" + id + "/submission"), Map.of()).expect(200);
        var refused = reviewer.post(path("vouchers/" + id + "/rejection"), Map.of("cause", "FORGED", "reason", "发票查无此号")).expect(200);
        assertThat(refused.at("/voucher/state")).isEqualTo("REFUSED");
        assertThat(refused.at("/voucher/refusal")).isEqualTo("伪造：发票查无此号");
        assertThat(office.post(path("vouchers/" + id + "/submission"), Map.of()).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(office.get(path("trial-balance")).at("/debit")).isEqualTo("0.00");
        assertThat(office.get(path("vouchers/" + id)).at("/history/3/note")).isEqualTo("伪造：发票查无此号");
    }

    @Test
    void 更正_红字另记_原凭证一字不动() {
        var id = submitted("6602", "1002", "120.00");
        var entry = reviewer.post(path("vouchers/" + id + "/review"), Map.of()).expect(200).at("/voucher/entryId");
        var before = office.get(path("entries/" + entry)).at("/postings/0/debit");
        var corrected = office.post(path("entries/" + entry + "/correction"), Map.of("reason", "金额应为 102", "right", accrual("6602", "1002", "102.00"))).expect(201);
        var red = corrected.at("/vouchers/0");
        var blue = corrected.at("/vouchers/1");
        assertThat(office.post(path("entries/" + entry + "/correction"), Map.of("reason", "再来一次")).expect(409).code()).isEqualTo("correction-waiting");
        for (var each : List.of(red, blue)) {
            office.post(path("vouchers/" + each + "/submission"), Map.of()).expect(200);
            reviewer.post(path("vouchers/" + each + "/review"), Map.of()).expect(200);
        }
        assertThat(office.get(path("entries/" + entry)).at("/postings/0/debit")).isEqualTo(before).isEqualTo("120.00");
        assertThat(office.get(path("entries/" + entry)).at("/reversedById")).isNotEmpty();
        assertThat(office.get(path("accounts/6602")).at("/balance")).isEqualTo("102.00");
        assertThat(office.post(path("entries/" + entry + "/correction"), Map.of("reason", "再来一次")).expect(409).code()).isEqualTo("entry-already-reversed");
    }

    @Test
    void 同一主体的别的小区还有余额_科目不能停() {
        office.post(path("accounts"), Map.of("code", "660202", "name", "管理费用-差旅费")).expect(201);
        var there = office.newCommunity("同一主体", "2026-07-01");
        var used = submitted("660202", "1002", "66.00");
        reviewer.post(path("vouchers/" + used + "/review"), Map.of()).expect(200);
        var bookkeeper = People.of(office).permitted(there, "ledger.read", "ledger.edit");
        var address = "/api/communities/" + there + "/ledger/accounts/660202";
        var refused = bookkeeper.put(address, Map.of("name", "差旅费", "isActive", false)).expect(409);
        assertThat(refused.code()).isEqualTo("account-used-elsewhere");
        assertThat(refused.text()).doesNotContain("66.00");
        assertThat(office.put(path("accounts/660202"), Map.of("name", "差旅费", "isActive", false)).expect(409).code()).isEqualTo("account-has-balance");
        assertThat(bookkeeper.put(address, Map.of("name", "差旅费", "isActive", true)).expect(200).at("/name")).isEqualTo("差旅费");
    }

    @Test
    void 填错的说得清_不平_没有的科目_别处记的科目() {
        assertThat(office.post(path("vouchers"), Map.of("date", "2026-11-20", "summary", "不平", "documents", 1, "lines", List.of(
            Map.of("account", "6602", "debit", "1.00"), Map.of("account", "1002", "credit", "2.00")))).expect(400).code()).isEqualTo("voucher-unbalanced");
        assertThat(office.post(path("vouchers"), Map.of("date", "2026-11-20", "summary", "太大", "documents", 1, "lines", List.of(
            Map.of("account", "6602", "debit", "999999999999.99"), Map.of("account", "6602", "debit", "999999999999.99"),
            Map.of("account", "1002", "credit", "999999999999.99")))).expect(400).code()).isEqualTo("amount-invalid");
        assertThat(office.post(path("vouchers"), draft("6699", "1002", "1.00")).expect(404).code()).isEqualTo("account-unknown");
        assertThat(office.post(path("vouchers"), draft("1122", "1002", "1.00")).expect(400).code()).isEqualTo("account-kept-by-others");
        office.post(path("accounts"), Map.of("code", "660201", "name", "管理费用-办公费")).expect(201);
        assertThat(office.post(path("accounts"), Map.of("code", "660201", "name", "再加")).expect(409).code()).isEqualTo("account-taken");
        assertThat(office.post(path("accounts"), Map.of("code", "665501", "name", "没有上级")).expect(404).code()).isEqualTo("account-unknown");
        make("660201", "1002", "9.00");
        assertThat(office.put(path("accounts/6602"), Map.of("name", "改名", "isActive", true)).expect(409).code()).isEqualTo("account-standard");
        assertThat(reviewer.put(path("accounts/660201"), Map.of("name", "办公费", "isActive", false)).expect(403).code()).isEqualTo("not-permitted");
        assertThat(office.put(path("accounts/660201"), Map.of("name", "办公费", "isActive", false)).expect(200).at("/isActive")).isEqualTo("false");
        assertThat(office.post(path("vouchers"), draft("660201", "1002", "1.00")).expect(409).code()).isEqualTo("account-disabled");
        office.get(path("accounts.xlsx")).expect(200);
        assertThat(office.get("/api/communities/" + office.newCommunity("隔壁", "2026-07-01") + "/ledger/accounts").expect(200).text()).contains("660201");
    }

    @Test
    void 两人同时审核_只记一次_号连续() throws Exception {
        var ids = List.of(submitted("6602", "1002", "1.00"), submitted("6602", "1002", "2.00"), submitted("6602", "1002", "3.00"));
        var other = People.of(office).permitted(community, "ledger.read", "ledger.review");
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (var id : ids) {
                Callable<Integer> one = () -> reviewer.post(path("vouchers/" + id + "/review"), Map.of()).status();
                Callable<Integer> two = () -> other.post(path("vouchers/" + id + "/review"), Map.of()).status();
                assertThat(pool.invokeAll(List.of(one, two)).stream().map(answer -> answer.resultNow()).toList()).containsExactlyInAnyOrder(200, 409);
            }
            Callable<Integer> look = () -> office.get(path("entries")).status();
            assertThat(pool.invokeAll(List.of(look, look, look, look)).stream().map(answer -> answer.resultNow()).toList()).containsOnly(200);
        }
        assertThat(office.get(path("accounts/6602")).at("/balance")).isEqualTo("6.00");
        assertThat(office.get(path("entries?sort=id")).json().at("/items").valueStream().map(row -> row.at("/voucherNo").asString()).toList())
            .containsExactly("付-0001", "付-0002", "付-0003");
    }

    @Test
    void 记了账的手工凭证_数据库也不让改() {
        var id = submitted("6602", "1002", "5.00");
        reviewer.post(path("vouchers/" + id + "/review"), Map.of()).expect(200);
        var owner = StoryDatabase.owner();
        for (var sql : List.of("update ledger.voucher set summary = 'x' where id = :id", "delete from ledger.voucher where id = :id",
            "update ledger.voucher_line set debit = 9 where voucher_id = :id", "delete from ledger.voucher_line where voucher_id = :id"))
            assertThatThrownBy(() -> owner.sql(sql).param("id", id).update()).hasMessageContaining("is posted");
    }

    private long submitted(String debit, String credit, String amount) {
        var id = office.post(path("vouchers"), accrual(debit, credit, amount)).expect(201).id();
        office.post(path("vouchers/" + id + "/submission"), Map.of()).expect(200);
        return id;
    }

    private long make(String debit, String credit, String amount) {
        return office.post(path("vouchers"), draft(debit, credit, amount)).expect(201).id();
    }

    private static Map<String, Object> accrual(String debit, String credit, String amount) {
        var body = new HashMap<>(draft(debit, credit, amount));
        body.put("withoutDocument", "计提");
        return body;
    }

    private static Map<String, Object> draft(String debit, String credit, String amount) {
        return Map.of("date", "2026-11-20", "summary", "办公用品", "documents", 1, "lines",
            List.of(Map.of("account", debit, "debit", amount), Map.of("account", credit, "credit", amount)));
    }

    private String path(String rest) {
        return "/api/communities/" + community + "/ledger/" + rest;
    }
}
