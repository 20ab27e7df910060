package cn.anju.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 对账单进来，与收款勾对，月末编余额调节表。 */
@Story
class BankReconciliationTest {

    private static final String HEAD = "某某银行对账单\n流水号,交易日期,发生额,余额,对方户名,摘要\n";

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    long community;
    long book;

    @BeforeEach
    void open() {
        community = counter.community(2);
        clock.setTo(LocalDate.of(2026, 11, 21));
        book = office.post(path(""), Map.of("name", "基本户", "bank", "工商银行城中支行", "number", "6222000011112222", "accountCode", "1002",
            "purpose", "收费与日常付款", "seals", "财务章、法人章", "startsOn", "2026-11-01", "startBalance", "0.00", "isActive", true)).expect(201).id();
    }

    @Test
    void 导入_重叠的只添新的_自动勾对_未达账项_调节后相等_签认后才能结账() {
        counter.owe(community, "1-101", "物业费", "500.00", LocalDate.of(2026, 11, 1), "0");
        counter.openShift(community);
        counter.send(community, "0123456789abcdef01", Counter.body("1-101", "BANK_TRANSFER", "180.00",
            "tenders", List.of(Map.of("method", "BANK_TRANSFER", "amount", "180.00", "reference", "T88001")))).expect(201);
        counter.pay(community, "1-101", "BANK_TRANSFER", "20.00").expect(201);
        var first = take(HEAD + "S1,2026-11-21,180.00,180.00,张伟,转账 T88001\nS2,2026-11-22,35.00,215.00,李娜,转账\n");
        assertThat(first.at("/added")).isEqualTo("2");
        var again = take(HEAD + "S2,2026-11-22,35.00,215.00,李娜,转账\nS3,2026-11-30,-5.00,210.00,,账户管理费\n");
        assertThat(again.at("/added")).isEqualTo("1");
        assertThat(again.at("/alreadyThere")).isEqualTo("1");
        assertThat(office.get(path("/" + book + "/proposals")).expect(200).at("/0/why")).contains("凭据号相符");
        assertThat(office.post(path("/" + book + "/automatic-matches"), Map.of()).expect(200).at("/matched")).isEqualTo("1");
        var sheet = office.get(path("/" + book + "/reconciliations/2026-11")).expect(200);
        assertThat(sheet.at("/bookBalance")).isEqualTo("200.00");
        assertThat(sheet.at("/bankBalance")).isEqualTo("210.00");
        assertThat(sheet.at("/bankReceived/0/amount")).isEqualTo("35.00");
        assertThat(sheet.at("/bankPaid/0/amount")).isEqualTo("-5.00");
        assertThat(sheet.at("/bookReceived/0/amount")).isEqualTo("20.00");
        assertThat(sheet.at("/adjustedBook")).isEqualTo("230.00").isEqualTo(sheet.at("/adjustedBank"));
        assertThat(office.post(path("/" + book + "/reconciliations/2026-11/signature"), Map.of()).expect(409).code()).isEqualTo("period-not-over");
        clock.setTo(LocalDate.of(2026, 12, 2));
        assertThat(office.get(Counter.path(community, "ledger/periods/2026-11/checklist")).text()).contains("基本户 的余额调节表还没有签认");
        office.post(path("/" + book + "/reconciliations/2026-11/signature"), Map.of()).expect(200);
        assertThat(office.get(Counter.path(community, "ledger/periods/2026-11/checklist")).text()).contains("余额调节表都已签认");
        assertThat(office.get(path("/" + book + "/reconciliations/2026-11/print.html")).expect(200).text()).contains("银行存款余额调节表", "230.00", "账户管理费");
    }

    @Test
    void 勾错的金额不等不让勾_别的小区看不到_没有权限不能勾() {
        counter.owe(community, "1-101", "物业费", "500.00", LocalDate.of(2026, 11, 1), "0");
        counter.openShift(community);
        counter.pay(community, "1-101", "BANK_TRANSFER", "20.00").expect(201);
        take(HEAD + "S1,2026-11-21,21.00,21.00,张伟,转账\n");
        var line = office.get(path("/" + book + "/lines")).expect(200).at("/items/0/id");
        var entry = office.get(Counter.path(community, "ledger/entries?kind=PAYMENT")).at("/items/0/id");
        var choice = Map.of("lineId", Long.parseLong(line), "entryId", Long.parseLong(entry), "postingLine", 1);
        assertThat(office.post(path("/" + book + "/matches"), choice).expect(409).code()).isEqualTo("match-amount-differs");
        var other = counter.community(1);
        assertThat(office.get(Counter.path(other, "ledger/bank-books/" + book + "/lines")).expect(404).code()).isEqualTo("bank-book-unknown");
        assertThat(People.of(office).permitted(community, "ledger.read").post(path("/" + book + "/matches"), choice).expect(403).code()).isEqualTo("not-permitted");
    }

    @Test
    void 渠道账单_三方对账_一点认下原因_再导不重复() {
        counter.owe(community, "1-101", "物业费", "500.00", LocalDate.of(2026, 11, 1), "0");
        counter.openShift(community);
        counter.send(community, "0123456789abcdef02", Counter.body("1-101", "WECHAT", "100.00",
            "tenders", List.of(Map.of("method", "WECHAT", "amount", "100.00", "reference", "4200001")))).expect(201);
        var bill = "交易时间,公众账号ID,商户号,微信订单号,商户订单号,用户标识,交易状态,应结订单金额,微信退款单号,退款金额,手续费,费率\n"
            + "`2026-11-21 09:01:02,`wx1,`1900,`4200001,`B1,`o1,`SUCCESS,`100.00,`0,`0.00,`0.60000,`0.60%\n"
            + "`2026-11-21 10:01:02,`wx1,`1900,`4200002,`B2,`o2,`SUCCESS,`45.00,`0,`0.00,`0.27000,`0.60%\n"
            + "总交易单数,应结订单总金额,退款总金额\n`2,`145.00,`0.00\n";
        var url = Counter.path(community, "ledger/channel-bills");
        assertThat(office.upload(url, "微信.csv", bill.getBytes(StandardCharsets.UTF_8)).expect(200).at("/added")).isEqualTo("2");
        assertThat(office.upload(url, "微信.csv", bill.getBytes(StandardCharsets.UTF_8)).expect(200).at("/added")).isEqualTo("0");
        assertThat(office.upload(url, "微信.csv", bill.replace("`4200002", "`").getBytes(StandardCharsets.UTF_8)).expect(400).at("/detail")).contains("第 3 行没有微信订单号");
        var compare = Counter.path(community, "ledger/channel-comparison");
        var seen = office.get(compare + "?from=2026-11-21&to=2026-11-21").expect(200);
        assertThat(seen.at("/matched")).isEqualTo("1");
        assertThat(seen.text()).contains("UNKNOWN_PAYER", "SETTLEMENT_IN_TRANSIT");
        assertThat(seen.at("/open")).isEqualTo("2");
        office.post(compare + "/causes", Map.of("difference", seen.at("/differences/0/difference/key"), "cause", "SETTLEMENT_IN_TRANSIT")).expect(200);
        assertThat(office.get(compare + "?from=2026-11-21&to=2026-11-21").at("/open")).isEqualTo("1");
        office.get(compare + ".xlsx?from=2026-11-21&to=2026-11-21").expect(200);
    }

    private Office.Answer take(String text) {
        return office.upload(path("/" + book + "/statements"), "对账单.csv", text.getBytes(Charset.forName("GBK"))).expect(200);
    }

    private String path(String rest) {
        return Counter.path(community, "ledger/bank-books" + rest);
    }
}
