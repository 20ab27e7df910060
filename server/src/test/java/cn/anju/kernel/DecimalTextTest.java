package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;

class DecimalTextTest {

    record Rate(BigDecimal rate) {}

    @Test void 小数写成平常的样子_不写成乘方() {
        var json = mapper();
        assertThat(json.writeValueAsString(new Rate(new BigDecimal("0.00000000")))).isEqualTo("{\"rate\":\"0.00000000\"}");
        assertThat(json.writeValueAsString(new Rate(new BigDecimal("1E+3")))).isEqualTo("{\"rate\":\"1000\"}");
    }

    @Test void 写成乘方的天文数字不收() {
        var json = mapper();
        assertThat(json.readValue("{\"rate\":\"1E+3\"}", Rate.class).rate()).isEqualByComparingTo("1000");
        assertThat(json.readValue("{\"rate\":null}", Rate.class).rate()).isNull();
        for (var text : new String[] {"1E+999999999", "1E-999999999", "-2E+2147483647", "1".repeat(41)})
            assertThatThrownBy(() -> json.readValue("{\"rate\":\"" + text + "\"}", Rate.class)).isInstanceOf(InvalidFormatException.class);
    }

    private static JsonMapper mapper() {
        var builder = JsonMapper.builder();
        new WebConfiguration(null, null).decimalsAsText().customize(builder);
        return builder.build();
    }
}
