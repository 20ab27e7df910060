package cn.anju.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Money;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetColumn;
import cn.anju.ledger.export.VoucherExports.Terms;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 导出的凭证与存着的样本一字不差。 */
class FormatsTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "ledger");
    private static final Terms TERMS = new Terms("记", "ZT001", "1001");
    private static final List<OutgoingVoucher> VOUCHERS = List.of(
        new OutgoingVoucher(71, "收-0001", LocalDate.of(2026, 11, 3), 1, 1, "王出纳", "李会计", List.of(
            new OutgoingVoucher.Line("收款 3-2-1201", "1001", "库存现金", Money.of("180.00"), Money.ZERO),
            new OutgoingVoucher.Line("收款 3-2-1201 物业费, 十一月", "112201", "应收账款-物业费", Money.ZERO, Money.of("180.00")))),
        new OutgoingVoucher(75, "转-0001", LocalDate.of(2026, 11, 5), 2, 0, "系统", "系统", List.of(
            new OutgoingVoucher.Line("优惠 <年缴>", "6001", "主营业务收入", Money.of("-5.50"), Money.ZERO),
            new OutgoingVoucher.Line("优惠 <年缴>", "112201", "应收账款-物业费", Money.of("5.50"), Money.ZERO))));

    @Test
    void 用友U8文本() throws IOException {
        same("u8.txt", new String(Formats.file(FinanceSystem.U8, TERMS, VOUCHERS), Charset.forName("GBK")));
    }

    @Test
    void 用友NC的XML() throws IOException {
        same("nc.xml", new String(Formats.file(FinanceSystem.NC, TERMS, VOUCHERS), StandardCharsets.UTF_8));
    }

    @Test
    void 金蝶KIS_K3_EAS的表() throws IOException {
        same("kis.csv", cells(FinanceSystem.KIS, "日期", "凭证字"));
        same("k3.csv", cells(FinanceSystem.K3, "FDATE", "FEXP"));
        same("eas.csv", cells(FinanceSystem.EAS, "CompanyNumber", "EntryDC"));
    }

    private static String cells(FinanceSystem system, String... required) {
        var table = Sheet.read(Formats.file(system, TERMS, VOUCHERS), IntStream.range(0, required.length).mapToObj(i -> SheetColumn.required(required[i])).toList());
        var rows = table.rows().stream().map(row -> IntStream.range(0, table.headers().size()).mapToObj(row::shownAt).collect(Collectors.joining(",")));
        return String.join(",", table.headers()) + "\n" + rows.collect(Collectors.joining("\n")) + "\n";
    }

    private static void same(String file, String text) throws IOException {
        Files.createDirectories(Path.of("target", "golden"));
        Files.writeString(Path.of("target", "golden", file), text);
        assertThat(text).as("look at target/golden/%s and keep it if it is right", file).isEqualTo(Files.readString(GOLDEN.resolve(file)));
    }
}
