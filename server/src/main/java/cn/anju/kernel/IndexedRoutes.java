package cn.anju.kernel;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * 按地址的样子找操作：号码不管是几，同一个样子的只有几个，不必把所有的操作逐个比过。
 *
 * <p>Spring looks an address up at once only when its pattern has no variable; ours nearly all have the community's id.
 * What is found here is compared by Spring as ever, and what is not found is still sought among all.
 */
class IndexedRoutes extends RequestMappingHandlerMapping {

    private static final String ANY = "{}";
    private static final Pattern VARIABLE = Pattern.compile("(?<=/)\\{\\w+}(?=/|$)");
    private static final Pattern NUMBER = Pattern.compile("(?<=/)\\d+(?=/|$)");

    @Override
    protected Set<String> getDirectPaths(RequestMappingInfo mapping) {
        var paths = new HashSet<>(super.getDirectPaths(mapping));
        for (var pattern : mapping.getPatternValues()) {
            var shape = VARIABLE.matcher(pattern).replaceAll(ANY);
            if (!shape.replace(ANY, "").contains("{") && !shape.contains("*")) paths.add(shape);
        }
        return paths;
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String lookupPath, HttpServletRequest request) throws Exception {
        return super.lookupHandlerMethod(NUMBER.matcher(lookupPath).replaceAll(ANY), request);
    }
}
