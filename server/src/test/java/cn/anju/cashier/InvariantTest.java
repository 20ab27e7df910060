package cn.anju.cashier;

import static cn.anju.cashier.Counter.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.collection.rate.RollUp;
import cn.anju.kernel.Invariant;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** 每条不变量都咬得住：绕过一切保护改坏一行，它必须指出来。 */
@Story
class InvariantTest {

    @Autowired Counter counter;
    @Autowired List<Invariant> invariants;
    @Autowired RollUp rollUp;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        每张凭证借贷相等           | ledger.posting              | update ledger.posting set debit = debit + 1 where community_id = :c and debit > 0
        每张凭证都有分录           | ledger.posting              | delete from ledger.posting where community_id = :c
        每个小区借贷合计相等       | ledger.posting              | update ledger.posting set debit = debit + 1 where community_id = :c and debit > 0
        应收账款等于未收账单       | billing.bill                | update billing.bill set outstanding = outstanding - 1 where community_id = :c and outstanding > 1
        预收账款等于预存余额       | cashier.prepayment_account  | update cashier.prepayment_account set balance = balance + 1 where community_id = :c
        预存余额等于流水合计       | cashier.prepayment_movement | update cashier.prepayment_movement set amount = amount + 1 where community_id = :c
        库存现金等于保险柜加抽屉   | cashier.payment             | update cashier.payment set change = change + 1, tendered = tendered + 1 where community_id = :c
        保险柜余额等于进出合计     | cashier.safe                | update cashier.safe set balance = balance + 1 where community_id = :c
        收据号连续无缺             | cashier.receipt             | delete from cashier.receipt where community_id = :c and number = 2
        收款方式合计等于资金分录   | cashier.tender              | update cashier.tender set method = 'POS' where community_id = :c and method = 'CASH'
        解款单等于保险柜的解款支出 | cashier.remittance | update cashier.remittance set amount = amount - 1 where community_id = :c
        签收的解款都已转入银行存款 | ledger.posting     | update ledger.posting set debit = debit + 1 where community_id = :c and account_code = '1002'
        解款单上的收据只在退回时放开 | cashier.remittance_payment | update cashier.remittance_payment set is_live = false where community_id = :c
        未了结的长短款等于待处理财产损溢 | cashier.shift_close | update cashier.shift_close set counted = counted + 1, reason = '改' where community_id = :c
        收款明细等于核销           | billing.settlement          | update billing.settlement set amount = amount - 1 where community_id = :c
        """)
    void 改坏一行就被指出来(String name, String table, String damage) throws SQLException {
        var community = counter.community(1);
        var first = counter.openShift(community);
        counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        counter.pay(community, "1-101", "CASH", "40").expect(201);
        counter.pay(community, "1-101", "CASH", "30", "billIds", List.of()).expect(201);
        counter.office.post(Counter.path(community, "shifts/" + first + "/close"), Map.of("countedCash", "70")).expect(200);
        counter.remit(community, "50");
        counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "20").expect(201);
        bites(community, name, table, damage);
    }

    @Test
    void 预付费改坏一行就被指出来() throws SQLException {
        var community = counter.community(1);
        var office = counter.office;
        office.post(Counter.path(community, "tariffs"), Map.ofEntries(Map.entry("code", "DF"), Map.entry("chargeItem", "电费"), Map.entry("rule", "METERED"),
            Map.entry("roomKinds", List.of("HOUSE")), Map.entry("price", "0.50"), Map.entry("isYearly", false), Map.entry("from", "2026-07-01"), Map.entry("dueDay", 25),
            Map.entry("isDeveloperCharged", false), Map.entry("cycle", "MONTH"), Map.entry("meterKind", "电"))).expect(201);
        var meter = office.post(Counter.path(community, "metering/meters"), Map.of("number", "D101", "kind", "电", "room", "1-101", "multiplier", "1", "digits", 6,
            "startReading", "1000", "startOn", "2026-10-01")).expect(201).id();
        office.post(Counter.path(community, "prepaid-meters"), Map.of("meterIds", List.of(meter), "fromOn", "2026-10-01")).expect(200);
        office.put(Counter.path(community, "metering/daily-readings/" + meter + "/2026-10-10"), Map.of("value", "1060")).expect(200);
        office.put(Counter.path(community, "metering/readings/" + meter + "/2026-10"), Map.of("value", "1100", "readOn", "2026-10-31")).expect(200);
        var run = office.post(Counter.path(community, "bill-runs"), Map.of("month", "2026-10")).expect(202).id();
        office.waitWhile(Counter.path(community, "bill-runs/" + run), "calculating");
        office.post(Counter.path(community, "bill-runs/" + run + "/publish"), Map.of()).expect(200);
        bites(community, "预付费逐日金额相加等于当月账单", "cashier.prepaid_month", "update cashier.prepaid_month set cost = cost + 1 where community_id = :c");
        bites(community, "预付费逐日用量相加等于出了账的月读数", "cashier.prepaid_month", "update cashier.prepaid_month set usage = usage + 1 where community_id = :c");
        bites(community, "预付费每月合计等于各天", "cashier.prepaid_day", "delete from cashier.prepaid_day where community_id = :c and not is_closing");
    }

    @Test
    void 收缴率的合计改坏一行就被指出来() throws SQLException {
        var community = counter.community(1);
        counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        for (var round = 0; round < 2; round++) counter.in(community, () -> {
            rollUp.add(community);
            return null;
        });
        var rows = "收缴率合计等于账单、冲红、核销逐行之和";
        bites(community, rows, "collection.day_total", "update collection.day_total set billed = billed + 1 where community_id = :c");
        bites(community, rows, "collection.day_total", "update collection.day_total set entrance_id = entrance_id + 1 where community_id = :c");
        bites(community, "收缴率项目合计等于楼栋合计", "collection.item_total", "update collection.item_total set billed = billed + 1 where community_id = :c");
    }

    @Test
    void 搜索的词没有了条目就被指出来() throws SQLException {
        var community = counter.community(1);
        bites(community, "搜索的每个词都有它的条目", "search.entry", "delete from search.entry where community_id = :c");
        bites(community, "搜索的房屋条目都有它的记录", "estate.room", "delete from estate.room where community_id = :c");
    }

    /** Past all guards, in a transaction that is taken back. */
    private void bites(long community, String name, String table, String damage) throws SQLException {
        var invariant = invariants.stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow();
        var shared = StoryDatabase.shared();
        var connection = new SingleConnectionDataSource(shared.url(), shared.owner().user(), shared.owner().password(), true);
        try (connection; var open = connection.getConnection()) {
            open.setAutoCommit(false);
            var owner = JdbcClient.create(connection);
            assertThat(violations(invariant, owner, community)).isEmpty();
            owner.sql("alter table " + table + " disable trigger user").update();
            for (var constraint : owner.sql("select conname from pg_constraint where conrelid = :table::regclass and contype = 'f' or confrelid = :table::regclass and contype = 'f'")
                .param("table", table).query(String.class).list())
                owner.sql("alter table " + owner.sql("select conrelid::regclass::text from pg_constraint where conname = :name limit 1").param("name", constraint)
                    .query(String.class).single() + " drop constraint if exists \"" + constraint + "\"").update();
            assertThat(owner.sql(damage).param("c", community).update()).isPositive();
            assertThat(violations(invariant, owner, community)).isNotEmpty();
            open.rollback();
        }
    }

    @Test
    void 每条不变量都有名字_不重复() {
        assertThat(invariants).extracting(Invariant::name).doesNotHaveDuplicates().hasSizeGreaterThan(9);
    }

    private static List<String> violations(Invariant invariant, JdbcClient owner, long community) {
        return invariant.violations(owner).stream().filter(text -> text.matches("小区 " + community + "\\D.*")).toList();
    }
}
