package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ExportGateTest {

    private final ExportGate gate = new ExportGate();

    @Test
    void 导出占满了_再来的稍等就被请回_别的请求照常_有人出来就进得去() throws Exception {
        var inside = new ArrayList<MockHttpServletRequest>();
        for (var i = 0; i < ExportGate.MOST; i++) {
            inside.add(request("/api/communities/1/bills.xlsx"));
            assertThat(enter(inside.getLast())).isTrue();
        }
        assertThatThrownBy(() -> enter(request("/api/communities/1/arrears.xlsx"))).isInstanceOf(Problem.class).hasMessageContaining("请过一会儿");
        assertThat(enter(request("/api/communities/1/payments"))).isTrue();
        gate.afterCompletion(inside.getFirst(), new MockHttpServletResponse(), this, null);
        gate.afterCompletion(inside.getFirst(), new MockHttpServletResponse(), this, null);
        assertThat(enter(request("/api/communities/1/receipts/1.html"))).isTrue();
        assertThatThrownBy(() -> enter(request("/api/communities/1/receipts/2.html"))).isInstanceOf(Problem.class);
    }

    private boolean enter(MockHttpServletRequest request) throws Exception {
        return gate.preHandle(request, new MockHttpServletResponse(), this);
    }

    private static MockHttpServletRequest request(String path) {
        var request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        return request;
    }
}
