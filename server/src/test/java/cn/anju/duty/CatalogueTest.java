package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.duty.Evidence.Type;
import cn.anju.reporting.ReportProofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** 目录与岗位职责的归纳逐条对得上：一条不少，字句、岗位、频度不改，各有凭据，各有办的地方。 */
class CatalogueTest {

    private static final Set<String> MODULES = Set.of("estate", "resident", "billing", "metering", "cashier", "ledger", "collection", "servicedesk", "access", "reporting", "workforce", "engagement", "planning");
    private static final Pattern ROUTE = Pattern.compile("path: '([^']*)'");

    private final List<Duty> duties = new Catalogue().all();

    @Test void 一条不少_字句岗位频度不改() {
        var source = source();
        assertThat(duties).extracting(Duty::id).containsExactlyElementsOf(source.keySet());
        assertThat(duties).hasSize(366).allSatisfy(duty -> {
            var told = source.get(duty.id());
            assertThat(duty.duty()).isEqualTo(told.get("duty"));
            assertThat(duty.roles()).isEqualTo(told.get("roles"));
            assertThat(duty.cadence().name().toLowerCase()).isEqualTo(told.get("cadence"));
            assertThat(duty.proof()).isEqualTo(told.get("evidence"));
            assertThat(duty.limits()).isEqualTo(told.containsKey("limit") ? told.get("limit") : List.of());
            assertThat(duty.rhythm() != null).as("%s: 定期 is a setting", duty.id())
                .isEqualTo("continuous".equals(told.get("cadence")) && told.containsKey("when"));
        });
    }

    @Test void 各有凭据_打勾的不多于百分之十五() {
        var records = books(List.of(new CashierProofs(), new LedgerProofs(), new BillingProofs(), new CollectionProofs(), new ServiceProofs(), new DeskProofs(),
            new ComplaintProofs(), new EstateProofs(), new WorkforceProofs(), new TrainingProofs(), new AppraisalProofs(), new PostProofs(), new PlanningProofs(), new ReportProofs(), new EngagementProofs()),
            book -> book.proofs().stream().map(Proof::key).toList());
        var metrics = books(List.of(new EstateMetrics(), new MoneyMetrics(), new ServiceMetrics(), new PlanningMetrics(), new EngagementMetrics(), new ReportProofs()), book -> book.metrics().stream().map(Metric::key).toList());
        assertThat(duties).allSatisfy(duty -> assertThat(switch (duty.evidence().type()) {
            case EVENT -> records.contains(duty.evidence().key());
            case METRIC -> metrics.contains(duty.evidence().key());
            case REGISTER -> duty.evidence().key().equals(duty.id());
            case MANUAL -> duty.evidence().key().equals("tick");
        }).as("%s is proved by %s", duty.id(), duty.evidence()).isTrue());
        assertThat(count(duties, Type.MANUAL) * 100 / duties.size()).isLessThanOrEqualTo(15);
        var built = duties.stream().filter(duty -> MODULES.contains(duty.module())).toList();
        assertThat((count(built, Type.EVENT) + count(built, Type.METRIC)) * 100 / built.size()).isGreaterThanOrEqualTo(70);
    }

    @Test void 各有办的地方() throws IOException {
        var pages = new HashSet<String>();
        try (var files = Files.walk(Path.of("../web/src/desk"))) {
            for (var file : files.filter(each -> each.endsWith("routes.ts")).toList())
                ROUTE.matcher(Files.readString(file)).results().forEach(route -> pages.add(route.group(1)));
        }
        assertThat(pages).hasSizeGreaterThan(50);
        assertThat(duties).extracting(duty -> duty.link().replaceFirst("\\?.*", "")).allSatisfy(link -> assertThat(pages).contains(link));
    }

    private static long count(List<Duty> duties, Type type) {
        return duties.stream().filter(duty -> duty.evidence().type() == type).count();
    }

    private static <B> Set<String> books(List<B> books, Function<B, List<String>> keys) {
        return books.stream().flatMap(book -> keys.apply(book).stream()).collect(Collectors.toSet());
    }

    private static Map<String, Map<?, ?>> source() {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new ClassPathResource("duties.yaml"));
        var source = new LinkedHashMap<String, Map<?, ?>>();
        for (var entry : (List<?>) yaml.getObject().get("duties")) source.put((String) ((Map<?, ?>) entry).get("id"), (Map<?, ?>) entry);
        return source;
    }
}
