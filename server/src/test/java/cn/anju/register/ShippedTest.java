package cn.anju.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;

/** 随程序来的台账：每项职责有一本，每本都合格。 */
class ShippedTest {

    /** Modules whose records are registers until they have a module of their own. */
    private static final Set<String> WHOLE = Set.of("inspection", "renovation", "occupancy", "custody", "inventory", "facility", "guard", "parking", "leasing");

    /** … and those whose forms are registers beside what a module does. */
    private static final Set<String> REGISTERED = Set.of("inspection", "renovation", "occupancy", "custody", "inventory", "facility", "guard", "parking", "leasing",
        "workforce", "planning", "reporting", "access", "integration");

    /** Forms that a module keeps itself, and the page that took over from the register. */
    private static final Map<String, String> KEPT = Map.of("会议记录与纪要", "meetings", "公司证照", "contracts", "品质服务体系文件", "documents", "三体系", "documents", "年度管理预算", "budgets", "部门资金使用计划", "budgets",
        "工作日志本", "journals", "管理处工作日志", "journals", "大厦管理日志", "journals");

    private static final Path TABLE = Path.of("src", "test", "resources", "cn", "anju", "register", "duties.csv");

    private final Map<String, Paper> shipped = Shipped.all();

    @Test
    void 九个模块的每项职责都有台账_台账记的职责都存在() throws IOException {
        var known = new HashSet<String>();
        for (var line : Files.readAllLines(TABLE)) if (!line.startsWith("system,")) known.add(line);
        var kept = new HashSet<String>();
        shipped.values().forEach(paper -> kept.addAll(paper.duties()));
        var wanted = new TreeSet<>(known.stream().filter(duty -> WHOLE.contains(duty.split("\\.")[0])).toList());
        assertThat(wanted).hasSize(128);
        wanted.removeAll(kept);
        assertThat(wanted).as("duties without a register").isEmpty();
        kept.removeAll(known);
        assertThat(kept).as("registers of duties that do not exist").isEmpty();
    }

    @Test
    void 源文点名的表单账簿_归台账的都有() throws IOException {
        var wanted = new TreeSet<String>();
        for (var line : Files.readAllLines(TABLE)) if (line.startsWith("system,") && REGISTERED.contains(line.split(",")[1])) wanted.add(line.split(",", 3)[2]);
        var named = new HashSet<String>();
        for (var business : REGISTERED) yaml(business).values().forEach(each -> named.addAll(names(((Map<?, ?>) each).get("systems"))));
        assertThat(wanted).isNotEmpty();
        for (var kept : KEPT.entrySet()) {
            assertThat(wanted).contains(kept.getKey());
            assertThat(Files.readString(Path.of("..", "web", "src", "desk", "planning", "routes.ts"))).contains("path: '" + kept.getValue() + "'");
            named.add(kept.getKey());
        }
        wanted.removeAll(named);
        assertThat(wanted).as("forms without a register").isEmpty();
    }

    @Test
    void 每本都是合格的JSON_Schema_栏目有中文名_岗位存在_四到十六栏() {
        var roles = roles();
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        var dialect = registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        var titles = new HashSet<String>();
        var wrong = new ArrayList<String>();
        shipped.forEach((key, paper) -> {
            if (!dialect.validate(FieldSchema.of(paper)).isEmpty()) wrong.add(key + " is no schema");
            if (!titles.add(paper.title())) wrong.add(key + " has the title of another: " + paper.title());
            if (paper.fields().size() < 4 || paper.fields().size() > 16) wrong.add(key + " has " + paper.fields().size() + " fields");
            if (paper.fields().stream().noneMatch(Field::required)) wrong.add(key + " asks for nothing");
            if (!key.matches("[a-z][a-z0-9-]{2,60}")) wrong.add(key + " is no key");
            if (!roles.containsAll(paper.writers()) || !roles.containsAll(paper.readers()) || paper.writers().isEmpty()) wrong.add(key + " names unknown roles");
            if (paper.about().length() > 300 || paper.title().length() > 40) wrong.add(key + " says too much");
            var keys = new HashSet<String>();
            var labels = new HashSet<String>();
            for (var field : paper.fields()) {
                if (!field.key().matches("[a-z][a-z0-9_]{0,40}") || !keys.add(field.key())) wrong.add(key + "." + field.key());
                if (!field.label().matches(".*\\p{IsHan}.*") || !labels.add(field.label())) wrong.add(key + "." + field.key() + " " + field.label());
                if (field.type() == FieldType.CHOICE && field.choices().size() < 2) wrong.add(key + "." + field.key() + " has no choices");
            }
            if (!FieldSchema.of(paper).equals(FieldSchema.of(paper.with(FieldSchema.fields(FieldSchema.of(paper)))))) wrong.add(key + " does not survive its schema");
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void 职责里的限度_写进栏目() {
        assertThat(field("guard-patrol", "round").maximum()).isEqualByComparingTo("3");
        assertThat(shipped.get("guard-patrol").times()).isEqualTo(2);
        assertThat(field("lost-card", "card_fee").minimum()).isEqualByComparingTo("50");
        assertThat(shipped.get("night-post-check").times()).isEqualTo(2);
        assertThat(shipped.get("renovation-patrol").times()).isEqualTo(2);
        assertThat(field("repair-voucher-archive", "vouchers").required()).isTrue();
    }

    private Field field(String register, String key) {
        return shipped.get(register).field(key);
    }

    private static Map<String, Object> yaml(String business) {
        var reader = new YamlMapFactoryBean();
        reader.setResources(new FileSystemResource("src/main/resources/cn/anju/register/" + business + ".yaml"));
        return reader.getObject();
    }

    private static List<String> names(Object list) {
        return list == null ? List.of() : ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static Set<String> roles() {
        var reader = new YamlMapFactoryBean();
        reader.setResources(new ClassPathResource("cn/anju/access/roles.yaml"));
        return new HashMap<>(reader.getObject()).keySet();
    }
}
