package cn.anju.cashier;

import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class OpeningTest {

    private static final String SHEET = """
        类别,楼栋,单元,房号,收费项目,账期起,账期止,应缴日,违约金日率,金额,备注
        欠费,1栋,,101室,物业费,2026-04-01,2026-06-30,2026-04-30,0.001,300.00,
        欠费,,,1-102,物业费,2026-05-01,2026-05-31,2026-05-10,0.001,100.50,
        预存,,,1-103,,,,,,88.00,
        押金,,,1-102,,,,,,500.00,装修押金
        现金,,,,,,,,,1000.00,
        银行,,,,,,,,,20000.00,
        """;
    private static final String DIRTY = """
        欠款,,,1-101,,,,,,1,
        欠费,,,,物业费,2026-04-01,2026-06-30,2026-04-30,,1,
        欠费,,,9-999,物业费,2026-04-01,2026-06-30,2026-04-30,,1,
        预存,,,1-101,,,,,,-5,
        预存,,,1-101,,,,,,0.001,
        欠费,,,1-101,,2026-04-01,2026-06-30,2026-04-30,,1,
        欠费,,,1-101,物业费,2026-06-30,2026-04-01,2026-04-30,,1,
        欠费,,,1-103,物业费,2026-04-01,2026-06-30,2026-04-30,0.002,1,
        欠费,,,1-101,物业费,2026-04-01,2026-06-30,2026-04-30,0.001,1,
        """;
    private static final Map<String, String> TOTALS =
        Map.of("arrears", "400.50", "prepayment", "88", "deposit", "500", "cash", "1000", "bank", "20000");

    @Autowired Counter counter;

    long community;

    @BeforeEach
    void open() {
        community = counter.community(3);
    }

    @Test
    void 坏行逐条说明_好行都在草稿里_预览什么也不写() {
        var preview = upload(SHEET + DIRTY, "?preview=true");
        assertThat(preview.at("/state")).isEqualTo("preview");
        var summary = counter.office.get(path(community, "imports/" + preview.id() + "/summary")).expect(200);
        assertThat(summary.json().get("totals").findValuesAsString("amount")).containsExactly("400.50", "88.00", "500.00", "1000.00", "20000.00");
        assertThat(counter.office.get(path(community, "opening-balances")).json()).isEmpty();
        var done = upload(SHEET + DIRTY, "");
        assertThat(done.at("/accepted")).isEqualTo("6");
        assertThat(done.json().get("rejects").findValuesAsString("code")).containsExactly("opening-kind-unknown", "room-no-missing",
            "room-unknown", "amount-invalid", "amount-invalid", "item-missing", "date-invalid", "late-fee-rate-differs", "bill-duplicate");
        assertThat(counter.office.get(path(community, "opening-balances")).at("/0/lines")).isEqualTo("6");
        assertThat(counter.balance(community, "1122")).isEqualTo("0.00");
    }

    @Test
    void 导入者不能自己核对_合计不符不入账_另一人核对后一张凭证入账() {
        upload(SHEET, "");
        upload(SHEET, "");
        var batches = counter.office.get(path(community, "opening-balances")).expect(200);
        assertThat(batches.at("/0/state")).isEqualTo("DRAFT");
        assertThat(batches.at("/1/state")).isEqualTo("DISCARDED");
        assertThat(batches.at("/0/totals/arrears")).isEqualTo("400.50");
        assertThat(counter.office.get(path(community, "opening-balances/" + batches.at("/0/id") + "/lines?kind=ARREARS")).at("/total")).isEqualTo("2");
        var confirm = path(community, "opening-balances/" + batches.at("/0/id") + "/confirm");
        assertThat(counter.office.post(confirm, TOTALS).expect(409).code()).isEqualTo("second-person-needed");
        var accountant = accountant();
        var wrong = new HashMap<>(TOTALS);
        wrong.put("cash", "999.99");
        assertThat(accountant.post(confirm, wrong).expect(409).code()).isEqualTo("totals-differ");
        accountant.post(confirm, TOTALS).expect(200);
        assertThat(accountant.post(confirm, TOTALS).expect(409).code()).isEqualTo("move-not-allowed");

        assertThat(counter.balance(community, "1122")).isEqualTo("400.50");
        assertThat(counter.balance(community, "1001")).isEqualTo("1000.00");
        assertThat(counter.balance(community, "2203")).isEqualTo("-88.00");
        assertThat(counter.balance(community, "224102")).isEqualTo("-500.00");
        assertThat(counter.balance(community, "4103")).isEqualTo("-20812.50");
        assertThat(counter.office.get(path(community, "ledger/entries?kind=OPENING")).at("/total")).isEqualTo("1");
        var room = counter.office.get(path(community, "rooms?text=1-102")).at("/items/0/id");
        assertThat(counter.office.get(path(community, "deposits?roomId=" + room)).at("/items/0/cause")).isEqualTo("装修押金");
        assertThat(counter.office.get(path(community, "shifts/safe")).at("/balance")).isEqualTo("1000.00");
        counter.assertBooksAgree(community);
        assertThat(upload(SHEET, "").at("/state")).isEqualTo("failed");
    }

    @Test
    void 期初欠费按原应缴日算违约金_照常收() {
        upload(SHEET, "");
        accountant().post(path(community, "opening-balances/" + counter.office.get(path(community, "opening-balances")).at("/0/id") + "/confirm"), TOTALS)
            .expect(200);
        var quote = counter.office.post(path(community, "payments/quote"), Map.of("roomCode", "1-101")).expect(200);
        assertThat(quote.at("/lines/0/dueOn")).isEqualTo("2026-04-30");
        assertThat(quote.at("/lines/0/daysLate")).isEqualTo("205");
        assertThat(quote.at("/due")).isEqualTo("361.50");
        counter.office.post(path(community, "shifts"), Map.of("floatAmount", "200")).expect(201);
        counter.pay(community, "1-101", "CASH", "361.50", "expectedDue", "361.50").expect(201);
        counter.assertBooksAgree(community);
    }

    private Office accountant() {
        return People.of(counter.office).with("accountant", community);
    }

    private Office.Answer upload(String sheet, String query) {
        var id = counter.office.upload(path(community, "imports/opening-balances" + query), "期初.csv", sheet.getBytes(StandardCharsets.UTF_8)).expect(202).id();
        return counter.office.waitWhile(path(community, "imports/" + id), "running");
    }
}
