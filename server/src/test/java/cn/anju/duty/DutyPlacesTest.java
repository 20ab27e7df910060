package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.duty.Evidence.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** 每条职责，它的每个岗位都打得开办它的那一页、写得了记它的那本台账。 */
class DutyPlacesTest {

    private static final Pattern ROUTE = Pattern.compile("path: '([^']*)'(?:.*?needs: '([^']*)')?");

    /** Duty and role that cannot open the page as the posts are shipped, and why that is right. */
    private static final Map<String, String> GRANTED_BY_NAME = Map.of(
        "integration.nc-liaison steward", "公司指定一位管家做对接人，账务的权限只授给他本人，不随岗位给每位管家",
        "integration.finance-software fee_collector", "对接财务软件的那位收费员单独授权看账务，不随岗位给每位收费员");

    private final List<Duty> duties = new Catalogue().all();

    @Test void 每个岗位都打得开办它的那一页() throws IOException {
        var routes = routes();
        var permissions = permissions();
        var shut = new ArrayList<String>();
        for (var duty : duties) for (var role : duty.roles()) {
            var page = duty.linkFor(Set.of(role)).replaceFirst("\\?.*", "");
            assertThat(routes).as(duty.id()).containsKey(page);
            var needed = routes.get(page);
            if (!needed.isEmpty() && !permissions.get(role).contains(needed) && !GRANTED_BY_NAME.containsKey(duty.id() + " " + role))
                shut.add("%s: %s may not open %s, which needs %s".formatted(duty.id(), role, page, needed));
        }
        assertThat(shut).isEmpty();
    }

    @Test void 记台账的职责_岗位写得了_被检查的看得到() throws IOException {
        var writers = new HashMap<String, Set<String>>();
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:cn/anju/register/*.yaml"))
            yaml(file).values().forEach(paper -> texts(paper, "duties").forEach(duty -> {
                var id = duty.contains(".") ? duty : file.getFilename().replace("yaml", "") + duty;
                writers.computeIfAbsent(id, key -> new HashSet<>()).addAll(texts(paper, "write"));
            }));
        var shut = new ArrayList<String>();
        for (var duty : duties) if (duty.evidence().type() == Type.REGISTER) for (var role : duty.roles())
            // A page elsewhere is for those whom the register is about: a check is written by the checker.
            if (!writers.getOrDefault(duty.id(), Set.of()).contains(role) && !duty.elsewhere().containsKey(role))
                shut.add("%s: %s may not write its register".formatted(duty.id(), role));
        assertThat(shut).isEmpty();
    }

    @Test void 另有去处的_都是这条职责的岗位() {
        assertThat(duties).allSatisfy(duty -> assertThat(duty.roles()).containsAll(duty.elsewhere().keySet()));
    }

    /** Page → the permission it takes; empty when anybody who is signed in may open it. */
    private static Map<String, String> routes() throws IOException {
        var routes = new HashMap<String, String>();
        try (var files = Files.walk(Path.of("../web/src/desk"))) {
            for (var file : files.filter(each -> each.endsWith("routes.ts")).toList()) for (var line : Files.readAllLines(file)) {
                var route = ROUTE.matcher(line);
                if (route.find()) routes.put(route.group(1), route.group(2) == null ? "" : route.group(2));
            }
        }
        assertThat(routes).hasSizeGreaterThan(50);
        return routes;
    }

    private static Map<String, Collection<String>> permissions() {
        var permissions = new HashMap<String, Collection<String>>();
        yaml(new ClassPathResource("cn/anju/access/roles.yaml")).forEach((role, value) -> permissions.put(role, texts(value, "permissions")));
        return permissions;
    }

    private static Map<String, Object> yaml(Resource file) {
        var reader = new YamlMapFactoryBean();
        reader.setResources(file);
        return reader.getObject();
    }

    private static List<String> texts(Object map, String key) {
        return ((Map<?, ?>) map).get(key) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }
}
