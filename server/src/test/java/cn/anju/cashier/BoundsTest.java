package cn.anju.cashier;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 减免、报销、渠道账单、催缴方案：超出界限的每一样都用中文说明哪一栏、为什么，不出 500。 */
@Story
@SameOnAnyDatabase("what is refused is refused before it is written")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundsTest {

    @Autowired Counter counter;

    private long community;
    private Map<String, Map<String, Object>> right;
    private Map<String, String> address;

    @BeforeAll
    void facts() {
        community = counter.community(1);
        var bill = counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        var item = counter.office.get(path(community, "charge-items")).json().get(0).get("id").asLong();
        address = Map.of("减免", "reliefs", "单笔减免", "bills/" + bill + "/waiver", "报销", "ledger/expenses", "方案", "collection/plans", "方案的一步", "collection/plans");
        right = Map.of(
            "减免", Map.of("kind", "HARDSHIP", "roomCode", "1-101", "chargeItem", item, "monthly", "10.00", "from", "2026-12-01", "to", "2026-12-31", "reason", "困难"),
            "单笔减免", Map.of("amount", "10.00", "reason", "困难"),
            "报销", Map.of("title", "买灯泡", "spentOn", "2026-11-20", "amount", "10.00", "account", "6602", "payee", "张三", "reason", "楼道灯坏了"),
            "方案", Map.of("name", "常规", "steps", List.of(step())), "方案的一步", step());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        减免       | monthly     | 0             | 每月金额须大于零
        减免       | monthly     | -1.00         | 每月金额须大于零
        减免       | monthly     | 1.234         | 最多两位小数
        减免       | monthly     | 100000000.01  | 每月金额须大于零，不超过一亿元
        减免       | monthly     | 9999999999999 | 金额「9999999999999」不对
        减免       | monthly     | 1e9           | 金额「1e9」不对
        减免       | monthly     | null          | 请填减免的比例或每月金额
        减免       | percent     | 0             | 比例
        减免       | percent     | -5            | 比例
        减免       | percent     | 100.01        | 比例
        减免       | percent     | 1.234         | 比例
        减免       | percent     | 1e400         | 比例
        减免       | from        | 2027-01-01    | 止日早于起日
        减免       | from        | 2026-10-31    | 只能从本月起减免
        减免       | from        | 2026-02-30    | 「从哪天起」写法不对
        减免       | to          | 2028-12-01    | 一次最多减免 24 个月
        减免       | to          | +999999-01-01 | 一次最多减免 24 个月
        减免       | reason      | 字*501        | 原因
        减免       | reason      | 字*0          | 原因
        减免       | roomCode    | 1*61          | 房号
        单笔减免   | amount      | 0             | 减免金额须大于零，不超过未收的 100.00 元
        单笔减免   | amount      | -1            | 减免金额须大于零
        单笔减免   | amount      | 100.01        | 不超过未收的 100.00 元
        单笔减免   | amount      | 1.234         | 最多两位小数
        单笔减免   | amount      | 9999999999999 | 金额「9999999999999」不对
        单笔减免   | reason      | 字*501        | 原因
        报销       | amount      | 0             | 报销金额要大于零
        报销       | amount      | -1            | 报销金额要大于零
        报销       | amount      | 1.234         | 最多两位小数
        报销       | amount      | 100000000.01  | 报销金额要大于零，不超过一亿元
        报销       | amount      | 9999999999999 | 金额「9999999999999」不对
        报销       | amount      | null          | 金额
        报销       | spentOn     | 2026-11-22    | 费用日期 2026-11-22 还没有到
        报销       | spentOn     | 0001-01-01    | 费用日期 0001-01-01 太早
        报销       | title       | 字*61         | 「名称」最多 60 个字
        报销       | payee       | 字*61         | 收款人
        报销       | reason      | 字*201        | 原因
        报销       | account     | 1*11          | 科目
        报销       | account     | 1001          | 科目 1001 不是费用科目
        方案       | name        | 字*61         | 名称
        方案       | name        | 字*0          | 请填方案名称
        方案       | steps       | 步*13         | 最多 12 步
        方案       | steps       | 步*0          | 至少一步
        方案       | buildingId  | 999999999999  | 没有这个楼栋
        方案的一步 | daysOverdue | 0             | 至少逾期 1 天
        方案的一步 | daysOverdue | -1            | 至少逾期 1 天
        方案的一步 | daysOverdue | 3651          | 天数
        方案的一步 | daysOverdue | 2147483648    | 天数
        方案的一步 | daysOverdue | 1.5           | 天数
        方案的一步 | leastAmount | -0.01         | 金额起点不能小于零
        方案的一步 | leastAmount | 1.234         | 最多两位小数
        方案的一步 | leastAmount | 9999999999999 | 金额「9999999999999」不对
        方案的一步 | leastAmount | 100000000.01  | 金额起点
        方案的一步 | title       | 字*61         | 标题最多 60 字
        方案的一步 | body        | 字*601        | 内容最多 600 字
        """)
    void 超出界限的说明哪一栏(String what, String field, String value, String words) {
        var body = new HashMap<>(right.get(what));
        body.put(field, meant(value));
        assertRefused(counter.office.post(path(community, address.get(what)), what.equals("方案的一步") ? Map.of("name", "常规", "steps", List.of(body)) : body), words);
    }

    @Test
    void 刚好在界限上的收下() {
        for (var each : List.of(Map.entry("减免", Map.of("monthly", "100000000.00")), Map.entry("减免", Map.of("percent", "0.01", "from", "2029-01-01", "to", "2029-01-31")),
            Map.entry("减免", Map.of("percent", "100", "from", "2030-01-01", "to", "2031-12-31")),
            Map.entry("单笔减免", Map.of("amount", "0.01")), Map.entry("报销", Map.of("amount", "100000000.00")), Map.entry("报销", Map.of("title", "字".repeat(60))),
            Map.entry("方案", Map.of("name", "字".repeat(60))))) {
            var body = new HashMap<>(right.get(each.getKey()));
            body.putAll(each.getValue());
            var answer = counter.office.post(path(community, address.get(each.getKey())), body);
            assertThat(answer.status()).as(each + answer.text()).isEqualTo(201);
        }
        var step = new HashMap<>(step());
        step.putAll(Map.of("daysOverdue", 3650, "leastAmount", "100000000.00", "title", "字".repeat(60), "body", "字".repeat(600)));
        counter.office.post(path(community, "collection/plans"), Map.of("name", "边上", "steps", List.of(step))).expect(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2026-11-20 10:00:00 | `4200001 | `12.345           | 第 2 行的应结订单金额「12.345」最多两位小数
        2026-11-20 10:00:00 | `4200001 | `十二             | 第 2 行的应结订单金额「十二」读不成金额
        2026-11-20 10:00:00 | `4200001 | `                 | 第 2 行的应结订单金额「」读不成金额
        2026-11-20 10:00:00 | `4200001 | `100000000.01     | 第 2 行的应结订单金额「100000000.01」太大
        2026-11-20 10:00:00 | `4200001 | `99999999999999999 | 第 2 行的应结订单金额「99999999999999999」读不成金额
        2026-11-20 10:00:00 | `        | `12.00            | 第 2 行没有微信订单号
        2026-11-20 10:00:00 | `9*3000  | `12.00            | 第 2 行的微信订单号超过 200 字
        2026-13-20 10:00:00 | `4200001 | `12.00            | 第 2 行的时间「2026-13-20 10:00:00」读不出来
        """)
    void 渠道账单_读不成的整个文件不收_说明哪一行哪一栏(String at, String transaction, String amount, String words) {
        var text = transaction.contains("*") ? "`" + "9".repeat(3000) : transaction;
        var file = "交易时间,微信订单号,交易状态,应结订单金额\n`%s,%s,`SUCCESS,%s\n".formatted(at, text, amount);
        assertRefused(counter.office.upload(path(community, "ledger/channel-bills"), "微信.csv", file.getBytes(StandardCharsets.UTF_8)), words);
    }

    private static void assertRefused(Office.Answer answer, String words) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 409);
        assertThat(answer.at("/detail")).as(answer.text()).contains(words);
    }

    private static Object meant(String value) {
        if (value.equals("null")) return null;
        if (value.startsWith("步*")) return IntStream.range(0, Integer.parseInt(value.substring(2))).mapToObj(i -> step(i + 1)).toList();
        if (value.contains("*")) return value.substring(0, 1).repeat(Integer.parseInt(value.substring(2)));
        return value;
    }

    private static Map<String, Object> step() {
        return step(7);
    }

    private static Map<String, Object> step(int days) {
        return Map.of("kind", "电话", "daysOverdue", days, "leastAmount", "0.00", "title", "打电话");
    }
}
