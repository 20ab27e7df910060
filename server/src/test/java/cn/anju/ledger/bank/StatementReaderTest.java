package cn.anju.ledger.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.kernel.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 各家银行的对账单：栏目自己认，标题行、GBK、千分位都读得懂。 */
class StatementReaderTest {

    @Test
    void 工行_一栏金额_建行_发生额_招行_借贷两栏() {
        var icbc = read("中国工商银行 账户明细\n账号：6222,户名：某某物业\n交易流水号,交易日期,交易时间,交易金额,账户余额,对方户名,对方账号,摘要\n"
            + "A001,2026-11-03,10:01:02,\"1,180.00\",\"5,180.00\",张伟,6222001,物业费\nA002,2026-11-03,11:00:00,-20.00,5160.00,,,手续费\n", "GBK");
        assertThat(icbc).hasSize(2);
        assertThat(icbc.getFirst().amount()).hasToString("1180.00");
        assertThat(icbc.getFirst().counterparty()).isEqualTo("张伟");
        assertThat(icbc.getFirst().on()).isEqualTo(LocalDate.of(2026, 11, 3));
        assertThat(icbc.get(1).amount()).hasToString("-20.00");
        var ccb = read("流水号,交易日期,发生额,余额,对方名称,摘要\n1,20261104,300,5460,李娜,转账\n", "UTF-8");
        assertThat(ccb.getFirst().serial()).isEqualTo("1");
        var cmb = read("流水号,交易日期,借方发生额,贷方发生额,余额,对方户名,摘要\nX1,2026-11-05,,88.00,5548.00,王芳,水费\nX2,2026-11-05,50.00,,5498.00,电力公司,电费\n", "UTF-8");
        assertThat(cmb.getFirst().amount()).hasToString("88.00");
        assertThat(cmb.get(1).amount()).hasToString("-50.00");
    }

    @Test
    void 一天两笔一样的转账_各有各的记号_同一文件再读记号不变() {
        var text = "日期,发生额,余额,对方户名,摘要\n2026-11-03,180.00,,张伟,物业费\n2026-11-03,180.00,,张伟,物业费\n";
        var once = read(text, "UTF-8");
        assertThat(once.get(0).key()).isNotEqualTo(once.get(1).key());
        assertThat(read(text, "UTF-8").stream().map(StatementReader.Line::key)).containsExactlyElementsOf(once.stream().map(StatementReader.Line::key).toList());
    }

    @Test
    void 认不出的栏目说清缺哪一栏_记住对照以后就能读() {
        var text = "入账时刻,进账,出账\n2026-11-03,180.00,\n";
        assertThatThrownBy(() -> read(text, "UTF-8")).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo("header-missing"));
        var headings = new StatementReader.Headings("入账时刻", "进账", "出账", null, null, null, null, null, null, null);
        assertThat(StatementReader.read(text.getBytes(StandardCharsets.UTF_8), headings).getFirst().amount()).hasToString("180.00");
    }

    @Test
    void 大得离谱的发生额说得清() {
        assertThatThrownBy(() -> read("日期,发生额,余额,对方户名,摘要\n2026-11-03,999999999999999,,张伟,物业费\n", "UTF-8"))
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo("amount-invalid"));
    }

    private static List<StatementReader.Line> read(String text, String charset) {
        return StatementReader.read(text.getBytes(Charset.forName(charset)), StatementReader.Headings.NONE);
    }
}
