package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DecimalTextTest {

    record Rate(BigDecimal rate) {}

    @Test void 小数写成平常的样子_不写成乘方() {
        var builder = JsonMapper.builder();
        new WebConfiguration(null, null).decimalsAsText().customize(builder);
        var json = builder.build();
        assertThat(json.writeValueAsString(new Rate(new BigDecimal("0.00000000")))).isEqualTo("{\"rate\":\"0.00000000\"}");
        assertThat(json.writeValueAsString(new Rate(new BigDecimal("1E+3")))).isEqualTo("{\"rate\":\"1000\"}");
    }
}
