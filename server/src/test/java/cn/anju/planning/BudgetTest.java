package cn.anju.planning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 主管报预算和用款计划，主任、总经理批；实际从账上来，超了的写明为什么。 */
@Story
class BudgetTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;

    private long community;
    private Office supervisor;
    private Office director;
    private Office manager;
    private Office technician;

    @BeforeEach
    void people() {
        clock.setTo(LocalDate.of(2026, 11, 23));
        community = counter.community(1);
        var people = People.of(office);
        supervisor = people.with("cs_supervisor", community);
        director = people.with("director", community);
        manager = people.with("general_manager", community);
        technician = people.with("technician", community);
    }

    @Test void 年度预算两步批_用款计划一步批_批了不能改_退回能改() {
        var year = write("YEAR", "2027-05-05", "客服部", key()).expect(201).id();
        assertThat(write("YEAR", "2027-01-01", "客服部", key()).expect(409).code()).isEqualTo("budget-exists");
        var detail = supervisor.get(path("budgets/" + year)).expect(200);
        assertThat(detail.at("/budget/number") + detail.at("/budget/beginsOn") + detail.at("/budget/total")).isEqualTo("YS-202611-00012027-01-011500.50");
        assertThat(change(year, 7).expect(409).code()).isEqualTo("changed-meanwhile");
        change(year, 0).expect(204);
        supervisor.post(path("budgets/" + year + "/submission"), Map.of()).expect(200);
        assertThat(change(year, 1).expect(409).code()).isEqualTo("budget-submitted");
        decide(director, year, false, "广告费太多");
        assertThat(supervisor.get(path("budgets/" + year)).at("/answer")).isEqualTo("广告费太多");
        supervisor.post(path("budgets/" + year + "/submission"), Map.of()).expect(200);
        decide(director, year, true, "同意");
        assertThat(supervisor.get(path("budgets/" + year)).at("/budget/state")).isEqualTo("WAITING");
        decide(manager, year, true, "同意");
        assertThat(supervisor.get(path("budgets/" + year)).at("/budget/state")).isEqualTo("APPROVED");
        assertThat(supervisor.get(path("budgets/" + year + "/print.html")).text()).contains("2027 年度预算", "管理费用", "900.00", "合计");
        var month = write("MONTH", "2026-12-31", "客服部", key()).expect(201).id();
        supervisor.post(path("budgets/" + month + "/submission"), Map.of()).expect(200);
        decide(director, month, true, "同意");
        assertThat(supervisor.get(path("budgets/" + month)).at("/budget/state")).isEqualTo("APPROVED");
        assertThat(supervisor.get(path("budgets?span=MONTH")).at("/total") + supervisor.get(path("budgets?state=APPROVED")).at("/total")).isEqualTo("12");
        assertThat(supervisor.get(path("budgets.xlsx")).workbook()).contains("2026 年 12 月用款计划", "已批");
        assertThat(write("MONTH", "2026-10-31", "客服部", key()).expect(400).code()).isEqualTo("period-over");
    }

    @Test void 执行表照账上的实际_超了的写明为什么() {
        var month = write("MONTH", "2026-11-30", "客服部", key()).expect(201).id();
        supervisor.post(path("budgets/" + month + "/submission"), Map.of()).expect(200);
        assertThat(row("6602", "planned")).as("not before it is approved").isNull();
        decide(director, month, true, "同意");
        assertThat(row("6602", "planned") + "/" + row("6602", "actual") + "/" + row("6602", "isOver")).isEqualTo("1500.50/0.00/false");
        spend("6602", "1600.50");
        assertThat(row("6602", "actual") + "/" + row("6602", "left") + "/" + row("6602", "percent") + "/" + row("6602", "isOver")).isEqualTo("1600.50/-100.00/106.6/true");
        assertThat(People.of(office).with("cashier", community).post(path("budgets/execution/remarks"), remark()).expect(403).code()).isEqualTo("remark-of-lead");
        assertThat(unexplained()).isEqualTo(1);
        supervisor.post(path("budgets/execution/remarks"), remark()).expect(204);
        assertThat(row("6602", "remark")).isEqualTo("印刷涨价");
        assertThat(supervisor.get(path("budgets/execution.xlsx?span=MONTH&day=2026-11-01")).workbook()).contains("1600.5", "印刷涨价");
        assertThat(unexplained()).isZero();
        office.post(path("ledger/accounts"), Map.of("code", "660207", "name", "管理费用-印刷"));
        spend("660207", "20.00");
        assertThat(row("6602", "actual") + "/" + row("660207", "actual")).as("an account below counts with the one that was planned for").isEqualTo("1620.50/null");
    }

    @Test void 送两次一份_没有权的不行_别的小区不行_科目要是费用科目() throws Exception {
        var twice = key();
        Callable<Office.Answer> one = () -> write("YEAR", "2027-01-01", "工程部", twice);
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThat(pool.invokeAll(List.of(one, one)).stream().map(each -> each.resultNow().status()).toList()).isSubsetOf(201, 409).contains(201);
        }
        assertThat(supervisor.get(path("budgets")).at("/total")).isEqualTo("1");
        var id = supervisor.get(path("budgets")).json().at("/items/0/id").asLong();
        assertThat(technician.get(path("budgets")).status()).isEqualTo(403);
        assertThat(technician.post(path("budgets"), Map.of()).status()).isEqualTo(403);
        assertThat(director.delete(path("budgets/" + id)).expect(403).code()).isEqualTo("budget-of-other");
        var elsewhere = counter.community(1);
        assertThat(office.get(Counter.path(elsewhere, "budgets/" + id)).expect(404).code()).isEqualTo("budget-not-found");
        assertThat(supervisor.post(path("budgets"), Map.of("span", "YEAR", "day", "2027-01-01", "unit", "客服部", "lines", List.of(Map.of("account", "6001", "item", "收入", "amount", "1.00"))), "Idempotency-Key", key())
            .expect(400).code()).isEqualTo("account-not-cost");
        assertThat(supervisor.post(path("budgets"), Map.of("span", "YEAR", "day", "2027-01-01", "unit", "没有的部", "lines", List.of(Map.of("account", "6602", "item", "印刷", "amount", "1.00"))), "Idempotency-Key", key())
            .expect(400).code()).isEqualTo("department-unknown");
        supervisor.delete(path("budgets/" + id)).expect(204);
        write("YEAR", "2027-01-01", "工程部", key()).expect(201);
    }

    /** An expense claimed by the supervisor, decided and paid from the bank. */
    private void spend(String account, String amount) {
        var people = People.of(office);
        var cashier = people.with("cashier", community);
        var claim = supervisor.post(path("ledger/expenses"), Map.of("title", "印刷费" + account, "spentOn", "2026-11-20", "amount", amount, "account", account, "payee", "印刷厂", "reason", "告示")).expect(201).id();
        supervisor.upload(path("attachments?subject=expense:" + claim), "发票.pdf", "%PDF-1.4 发票".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        supervisor.post(path("ledger/expenses/" + claim + "/submission"), Map.of());
        for (var each = 0; each < 3; each++)
            for (var who : List.of(director, people.with("accountant", community), manager)) {
                var waiting = who.get(path("approvals?size=100")).json().at("/items").valueStream().filter(request -> request.get("title").asString().contains("印刷费" + account)).findFirst();
                waiting.ifPresent(request -> who.post(path("approvals/" + request.get("id").asLong() + "/decisions"), Map.of("isApproved", true, "note", "同意")));
            }
        cashier.post(path("ledger/expenses/" + claim + "/payout"), Map.of("funds", "BANK"));
        assertThat(supervisor.get(path("ledger/expenses/" + claim)).text()).contains("PAID");
    }

    private String row(String account, String field) {
        return supervisor.get(path("budgets/execution?span=MONTH&day=2026-11-15")).json().at("/accounts").valueStream().filter(each -> each.get("account").asString().equals(account)).findFirst()
            .map(each -> each.get(field).asString()).orElse(null);
    }

    private int unexplained() {
        return supervisor.get(path("budgets/execution?span=MONTH&day=2026-11-01&unexplained=true")).json().at("/accounts").size();
    }

    private static Map<String, Object> remark() {
        return Map.of("span", "MONTH", "day", "2026-11-15", "account", "6602", "text", "印刷涨价");
    }

    private Office.Answer write(String span, String day, String unit, String key) {
        return supervisor.post(path("budgets"), Map.of("span", span, "day", day, "unit", unit, "lines", List.of(Map.of("account", "6602", "item", "印刷", "amount", "900.00"), Map.of("account", "6602", "item", "活动", "amount", "600.50"))),
            "Idempotency-Key", key);
    }

    private Office.Answer change(long id, int version) {
        return supervisor.put(path("budgets/" + id), Map.of("version", version, "lines", List.of(Map.of("account", "6602", "item", "印刷", "amount", "900.00"))));
    }

    private void decide(Office who, long id, boolean isApproved, String note) {
        var request = who.get(path("approvals?size=100")).json().at("/items").valueStream().filter(each -> each.get("subjectId").asLong() == id && each.get("link").asString().startsWith("budgets/")).findFirst().orElseThrow();
        who.post(path("approvals/" + request.get("id").asLong() + "/decisions"), Map.of("isApproved", isApproved, "note", note)).expect(200);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private String path(String rest) {
        return Counter.path(community, rest);
    }
}
