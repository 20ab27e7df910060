package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        142.31 | 142.31
        ' 142.31 ' | 142.31
        75.45㎡ | 75.45
        １２３．５ | 123.5
        '1,234,567.80' | 1234567.80
        ￥1,200 | 1200
        88平方米 | 88
        88m2 | 88
        -3 | -3
        .5 | .5
        120.00元 | 120.00
        """)
    void 数的各种写法(String text, BigDecimal figure) {
        assertThat(CellText.decimal(text)).isEqualByComparingTo(figure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "　", "NaN", "1e9", "Infinity", "12,34", "1.2.3", "约90", "0x10", "--1", "9999999999999999", "十二"})
    void 不是数的一律读不成数(String text) {
        assertThat(CellText.decimal(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-04-03", "2023/04/03", "2023/4/3", "2023.4.3", "2023年4月3日", "2023年04月03", "20230403", " ２０２３．４．３ ",
        "2023-04-03 00:00:00"})
    void 日期的各种写法(String text) {
        assertThat(CellText.date(text)).isEqualTo(LocalDate.of(2023, 4, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2023-13-01", "2023-02-30", "20231301", "23-4-3", "明天", "2023年4月"})
    void 不是日期的一律读不成日期(String text) {
        assertThat(CellText.date(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07", "2026/7", "2026.07", "2026年7月", "202607", "2026-07-31"})
    void 月份的各种写法(String text) {
        assertThat(CellText.month(text)).isEqualTo(YearMonth.of(2026, 7));
    }

    @Test void 全角和看不见的字符() {
        assertThat(CellText.tidy("\ufeff　３－２－１２０１\u00a0\u200b")).isEqualTo("3-2-1201");
        assertThat(CellText.tidy("王　芳")).isEqualTo("王 芳");
    }
}
