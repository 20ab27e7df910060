package cn.anju.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 结账清单、锁定的报表、各种账簿，连着收款一起看。 */
@Story
class PeriodCloseTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    long community;

    @BeforeEach
    void open() {
        community = counter.community(2);
    }

    @Test
    void 班没交清不能结账_交清了结_报表锁定_季末连同季报() {
        clock.setTo(LocalDate.of(2026, 12, 20));
        counter.owe(community, "1-101", "物业费", "300.00", LocalDate.of(2026, 11, 10), "0");
        var shift = counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "100.00").expect(201);
        clock.setTo(LocalDate.of(2027, 1, 5));
        office.post(path("ledger/periods/2026-11/close"), Map.of()).expect(200);
        var list = office.get(path("ledger/periods/2026-12/checklist")).expect(200);
        assertThat(list.text()).contains("的班还没有交", "逐项核对，没有不符", "没有未审的凭证");
        var refused = office.post(path("ledger/periods/2026-12/close"), Map.of()).expect(409);
        assertThat(refused.code()).isEqualTo("close-check-red");
        assertThat(refused.at("/detail")).contains("班次全部交清");
        office.post(path("shifts/" + shift + "/close"), Map.of("countedCash", "100.00")).expect(200);
        assertThat(office.post(path("ledger/periods/2026-12/close"), Map.of()).expect(409).at("/detail")).contains("解款全部签收");
        counter.remit(community, "100.00");
        assertThat(office.post(path("ledger/periods/2026-12/close"), Map.of()).expect(409).at("/detail")).contains("年末损益结转");
        assertThat(office.post(path("ledger/periods/2026-11/profit-closing"), Map.of()).expect(400).code()).isEqualTo("not-year-end");
        var preview = office.get(path("ledger/periods/2026-12/profit-closing")).expect(200);
        assertThat(preview.at("/lines/0/account") + " " + preview.at("/profit") + " " + preview.at("/retained")).isEqualTo("6001 300.00 300.00");
        assertThat(People.of(office).with("cashier", community).post(path("ledger/periods/2026-12/profit-closing"), Map.of()).status()).isEqualTo(403);
        var income = office.get(path("ledger/reports/income-by-item?from=2026-01-01&to=2026-12-31")).text();
        office.post(path("ledger/periods/2026-12/profit-closing"), Map.of()).expect(201);
        assertThat(office.post(path("ledger/periods/2026-12/profit-closing"), Map.of()).expect(409).code()).isEqualTo("nothing-to-close");
        assertThat(office.get(path("ledger/accounts/6001")).at("/balance")).isEqualTo("0.00");
        assertThat(office.get(path("ledger/reports/income-by-item?from=2026-01-01&to=2026-12-31")).text()).isEqualTo(income);
        office.post(path("ledger/periods/2026-12/close"), Map.of()).expect(200);
        counter.assertBooksAgree(community);
        var locked = office.get(path("ledger/reports/locked")).expect(200);
        assertThat(locked.json().valueStream().map(row -> row.at("/period").asString()).distinct().toList()).containsExactlyInAnyOrder("2026-11", "2026-12", "2026Q4", "2026");
        assertThat(locked.json().size()).isEqualTo(16);
        assertThat(office.get(path("ledger/reports/locked/" + locked.at("/0/id"))).expect(200).at("/content")).contains("200.00");
    }

    @Test
    void 两个收款主体_损益各转各的() {
        clock.setTo(LocalDate.of(2026, 12, 20));
        var other = office.post("/api/legal-entities", Map.of("name", "停车公司 " + UUID.randomUUID(), "bankAccounts", List.of())).expect(201).id();
        office.put(path("ledger/collectors"), Map.of("chargeItem", "PK", "entityId", other, "isAgency", false)).expect(200);
        counter.owe(community, "1-101", "WY", "300.00", LocalDate.of(2026, 11, 10), "0");
        counter.owe(community, "1-102", "PK", "60.00", LocalDate.of(2026, 11, 10), "0");
        clock.setTo(LocalDate.of(2027, 1, 5));
        office.post(path("ledger/periods/2026-11/close"), Map.of()).expect(200);
        assertThat(office.get(path("ledger/periods/2026-12/profit-closing")).expect(200).at("/profit")).isEqualTo("360.00");
        office.post(path("ledger/periods/2026-12/profit-closing"), Map.of()).expect(201);
        assertThat(office.get(path("ledger/periods/2026-12/profit-closing")).expect(200).json().get("lines").size()).isZero();
        assertThat(office.get(path("ledger/trial-balance?entity=" + other)).expect(200).text()).contains("\"code\":\"4104\"", "\"balance\":\"-60.00\"");
        assertThat(counter.balance(community, "4103")).isEqualTo("0.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 过去某天的数_后来收了款也不变_谁看都一样_B16() {
        clock.setTo(LocalDate.of(2026, 11, 21));
        counter.owe(community, "1-101", "物业费", "300.00", LocalDate.of(2026, 10, 1), "0");
        counter.owe(community, "1-102", "水费", "80.00", LocalDate.of(2026, 11, 30), "0");
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "100.00").expect(201);
        var age = office.get(path("ledger/reports/receivables-by-age?on=2026-11-21")).expect(200).text();
        var income = office.get(path("ledger/reports/income-by-item?from=2026-11-01&to=2026-11-21")).expect(200).text();
        var flows = office.get(path("ledger/reports/receipts-and-payments?from=2026-11-01&to=2026-11-21")).expect(200).text();
        var trial = office.get(path("ledger/trial-balance?to=2026-11")).text();
        assertThat(age).contains("\"within90\":\"200.00\"", "\"notDue\":\"80.00\"");
        assertThat(flows).contains("\"received\":\"100.00\"");
        clock.setTo(LocalDate.of(2026, 12, 3));
        counter.pay(community, "1-101", "CASH", "200.00").expect(201);
        var director = People.of(office).with("director", community);
        for (var who : List.of(office, director)) {
            assertThat(who.get(path("ledger/reports/receivables-by-age?on=2026-11-21")).text()).isEqualTo(age);
            assertThat(who.get(path("ledger/reports/income-by-item?from=2026-11-01&to=2026-11-21")).text()).isEqualTo(income);
            assertThat(who.get(path("ledger/reports/receipts-and-payments?from=2026-11-01&to=2026-11-21")).text()).isEqualTo(flows);
            assertThat(who.get(path("ledger/trial-balance?to=2026-11")).text()).isEqualTo(trial);
        }
        assertThat(office.get(path("ledger/reports/receivables-by-age?on=2026-12-03")).text()).doesNotContain("\"within90\":\"200.00\"");
    }

    @Test
    void 账簿_总账逐月_日记账逐日有余额_启用表_都能导出打印() {
        counter.owe(community, "1-101", "物业费", "300.00", LocalDate.of(2026, 11, 1), "0");
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "100.00").expect(201);
        clock.setTo(LocalDate.of(2026, 11, 22));
        counter.pay(community, "1-101", "CASH", "50.00").expect(201);
        var journal = office.get(path("ledger/books/journal?funds=CASH&from=2026-11-01&to=2026-11-30")).expect(200);
        assertThat(journal.at("/0/summary")).isEqualTo("承前");
        assertThat(journal.at("/2/summary")).isEqualTo("本日合计");
        assertThat(journal.at("/2/balance")).isEqualTo("100.00");
        assertThat(journal.at("/3/voucherNo")).isEqualTo("收-0002");
        assertThat(journal.at("/4/balance")).isEqualTo("150.00");
        var general = office.get(path("ledger/books/general?from=2026-11&to=2026-12")).expect(200);
        assertThat(general.at("/0/balance")).isEqualTo("150.00");
        assertThat(general.at("/1/opening")).isEqualTo("150.00");
        assertThat(office.get(path("ledger/books/items?from=2026-11-01&to=2026-11-30")).expect(200).text()).contains("\"item\":\"物业费费\"");
        var book = office.post(path("ledger/books"), Map.of("kind", "CASH", "name", "现金日记账", "year", 2026, "openedOn", "2026-07-01", "keeper", "王出纳", "supervisor", "李会计"))
            .expect(201).id();
        assertThat(office.get(path("ledger/books/" + book + "/opening-sheet.html")).expect(200).text()).contains("账簿启用及经管人员一览表", "王出纳");
        for (var page : List.of("journal.html?funds=CASH&from=2026-11-01&to=2026-11-30", "general.html?from=2026-11&to=2026-11", "items.html?from=2026-11-01&to=2026-11-30"))
            assertThat(office.get(path("ledger/books/" + page)).expect(200).text()).contains("<table>", "会计主管");
        office.get(path("ledger/books/journal.xlsx?funds=BANK&from=2026-11-01&to=2026-11-30")).expect(200);
        assertThat(office.get(path("ledger/books/general?from=2026-12&to=2026-11")).expect(400).code()).isEqualTo("dates-reversed");
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
