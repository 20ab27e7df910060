package cn.anju.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 凭证导出、费用报销、会计档案。 */
@Story
class VouchersOutTest {

    @Autowired Office office;
    @Autowired Counter counter;
    long community;

    @BeforeEach
    void open() {
        community = counter.community(1);
    }

    @Test
    void 一张凭证只导出一次_重出要写原因_导出的合计等于总账() throws Exception {
        counter.owe(community, "1-101", "物业费", "300.00", LocalDate.of(2026, 11, 10), "0");
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "100.00").expect(201);
        office.put(path("ledger/exports/mappings/U8"), Map.of("terms", Map.of("word", "记"), "accounts",
            List.of(Map.of("account", "1122", "theirCode", "112201", "theirName", "应收账款-住户")))).expect(200);
        Callable<Office.Answer> one = () -> office.post(path("ledger/exports"), Map.of("system", "U8", "month", "2026-11"));
        Office.Answer made;
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(List.of(one, one)).stream().map(answer -> answer.resultNow()).toList();
            assertThat(answers.stream().map(Office.Answer::status).toList()).containsExactlyInAnyOrder(201, 409);
            made = answers.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow();
        }
        var text = new String(office.get(path("ledger/exports/" + made.id() + "/file")).expect(200).raw().body(), Charset.forName("GBK"));
        var debit = Arrays.stream(text.split("\r\n")).map(line -> new BigDecimal(line.split(",")[6])).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(debit.toPlainString()).isEqualTo(office.get(path("ledger/trial-balance")).at("/debit")).isEqualTo("400.00");
        assertThat(text).contains(",112201,");
        assertThat(office.post(path("ledger/exports"), Map.of("system", "U8", "month", "2026-11")).expect(409).code()).isEqualTo("nothing-to-export");
        var again = office.post(path("ledger/exports"), Map.of("system", "U8", "month", "2026-11", "againReason", "对方误删")).expect(201).id();
        assertThat(office.get(path("ledger/exports")).at("/0/isAgain")).isEqualTo("true");
        assertThat(office.get(path("ledger/exports")).at("/0/filename")).contains("重出");
        assertThat(office.get(path("ledger/exports/" + again + "/file")).expect(200).raw().body()).isNotEmpty();
        office.post(path("ledger/exports"), Map.of("system", "NC", "month", "2026-11")).expect(201);
    }

    @Test
    void 报销_附单据_审批_付现金_保险柜减少_自动记账() {
        counter.owe(community, "1-101", "物业费", "300.00", LocalDate.of(2026, 11, 10), "0");
        var shift = counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "100.00").expect(201);
        office.post(path("shifts/" + shift + "/close"), Map.of("countedCash", "100.00")).expect(200);
        var claim = office.post(path("ledger/expenses"), Map.of("title", "灯泡", "spentOn", "2026-11-20", "amount", "60.00", "account", "6602", "payee", "五金店", "reason", "楼道灯坏")).expect(201).id();
        assertThat(office.post(path("ledger/expenses/" + claim + "/submission"), Map.of()).expect(409).code()).isEqualTo("expense-without-receipt");
        office.upload(path("attachments?subject=expense:" + claim), "发票.pdf", "%PDF-1.4".getBytes(StandardCharsets.UTF_8)).expect(201);
        var approval = office.post(path("ledger/expenses/" + claim + "/submission"), Map.of()).expect(200).at("/approvalId");
        var accountant = People.of(office).with("accountant", community);
        var cashier = People.of(office).with("cashier", community);
        assertThat(cashier.post(path("ledger/expenses/" + claim + "/payout"), Map.of("funds", "CASH")).expect(409).code()).isEqualTo("move-not-allowed");
        accountant.post(path("approvals/" + approval + "/decisions"), Map.of("isApproved", true)).expect(200);
        assertThat(office.post(path("ledger/expenses/" + claim + "/payout"), Map.of("funds", "CASH")).expect(403).code()).isEqualTo("own-claim");
        var paid = cashier.post(path("ledger/expenses/" + claim + "/payout"), Map.of("funds", "CASH")).expect(200);
        assertThat(paid.at("/stateLabel")).isEqualTo("已付款");
        assertThat(cashier.post(path("ledger/expenses/" + claim + "/payout"), Map.of("funds", "CASH")).expect(409).code()).isEqualTo("move-not-allowed");
        assertThat(counter.balance(community, "6602")).isEqualTo("60.00");
        assertThat(counter.balance(community, "1001")).isEqualTo("40.00");
        assertThat(office.get(path("shifts/safe")).at("/balance")).isEqualTo("40.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 会计档案_卷号连续_目录打印() {
        for (var title : List.of("2026 年 11 月凭证 第一册", "2026 年 11 月银行对账单"))
            office.post(path("ledger/archive"), Map.of("period", "2026-11", "kind", title.contains("凭证") ? "VOUCHERS" : "BANK", "title", title, "pages", 120, "keeper", "王档案")).expect(201);
        var list = office.get(path("ledger/archive?period=2026")).expect(200);
        assertThat(list.at("/0/number")).isEqualTo("2026-001");
        assertThat(list.at("/1/number")).isEqualTo("2026-002");
        assertThat(list.at("/0/keptYears")).isEqualTo("30");
        assertThat(office.get(path("ledger/archive/index.html?period=2026")).expect(200).text()).contains("会计档案目录", "2026-002", "王档案");
        office.get(path("ledger/archive/index.xlsx")).expect(200);
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
