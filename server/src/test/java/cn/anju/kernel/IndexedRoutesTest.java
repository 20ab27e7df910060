package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.ServletRequestPathUtils;

class IndexedRoutesTest {

    @RestController
    static class Rooms {
        @GetMapping("/c/{community}/rooms") String list() { return ""; }
        @GetMapping("/c/{community}/rooms/{code}") String one() { return ""; }
        @GetMapping("/c/{community}/rooms/{code}.pdf") String print() { return ""; }
        @GetMapping("/c/{community}/rooms/template") String template() { return ""; }
        @DeleteMapping("/c/{community}/rooms/{code}") String remove() { return ""; }
    }

    /** How many patterns Spring compared with the address. */
    int compared;

    final IndexedRoutes routes = new IndexedRoutes() {
        @Override
        protected RequestMappingInfo getMatchingMapping(
                RequestMappingInfo info, HttpServletRequest request) {
            compared++;
            return super.getMatchingMapping(info, request);
        }
    };

    @BeforeEach
    void register() {
        var context = new StaticWebApplicationContext();
        context.registerSingleton("rooms", Rooms.class);
        context.refresh();
        routes.setApplicationContext(context);
        routes.afterPropertiesSet();
    }

    @Test
    void 号码的地址_只比同一个样子的几个() throws Exception {
        assertThat(found("GET", "/c/7/rooms")).isEqualTo("list");
        assertThat(compared).isEqualTo(1);
        compared = 0;
        assertThat(found("DELETE", "/c/7/rooms/12")).isEqualTo("remove");
        assertThat(compared).isEqualTo(2);
    }

    @Test
    void 不是号码的地址_照样找得到_该是哪个就是哪个() throws Exception {
        assertThat(List.of(found("GET", "/c/7/rooms/1-101"), found("GET", "/c/x/rooms/9"), found("GET", "/c/7/rooms/9.pdf"), found("GET", "/c/7/rooms/template")))
            .containsExactly("one", "one", "print", "template");
    }

    private String found(String method, String address) throws Exception {
        var request = new MockHttpServletRequest(method, address);
        ServletRequestPathUtils.parseAndCache(request);
        return ((HandlerMethod) routes.getHandler(request).getHandler()).getMethod().getName();
    }
}
