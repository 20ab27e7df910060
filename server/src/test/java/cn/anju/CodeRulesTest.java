package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Money;
import cn.anju.kernel.Needs;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** 一眼看不出、却不许有的写法。 */
class CodeRulesTest {

    private static final Path SOURCES = Path.of("src/main/java/cn/anju");
    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(place -> !place.contains("__") && !place.contains("$$"))             // what process-aot has made of them
        .importPackages("cn.anju");
    private static final Pattern FLOATING = Pattern.compile("(?<![:\"])\\b(double|float|Double|Float)\\b|\\.(double|float)Value\\(");
    private static final Pattern WALL_CLOCK = Pattern.compile(
        "\\b(LocalDate|LocalDateTime|Instant|YearMonth|ZonedDateTime|OffsetDateTime|LocalTime)\\.now\\(\\)|System\\.currentTimeMillis|new Date\\(|Clock\\.system(UTC|DefaultZone)\\(");
    private static final Pattern LITERAL = Pattern.compile("\"\"\"(.*?)\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"", Pattern.DOTALL);
    private static final Pattern WRITES = Pattern.compile("(?:insert into|(?<!for |do |key )update|delete from)\\s+(\\w+)\\.\\w+");
    private static final Pattern CHANGES = Pattern.compile("(?:(?<!for |do |key )update|delete from)\\s+(\\w+)\\.\\w+");
    private static final int CONTINUED = 300;                     // a statement may be put together from several literals
    private static final Pattern COMMENT = Pattern.compile("//.*|^\\s*\\*.*|^\\s*/\\*.*");

    @Test
    void 算钱算量不用浮点数() throws IOException {
        assertThat(found(FLOATING, Set.of("estate", "ledger", "metering", "billing", "cashier", "collection", "kernel", "resident"))).isEmpty();
    }

    @Test
    void 时间一律问注入的钟() throws IOException {
        assertThat(found(WALL_CLOCK, Set.of("kernel", "setting", "access", "attachment", "job", "search", "estate", "resident", "ledger", "metering",
            "billing", "cashier", "collection", "reporting", "operation", "demo"))).isEmpty();
    }

    @Test
    void 取整只在一处() throws IOException {
        assertThat(found(Pattern.compile("RoundingMode|MathContext|\\.round\\("), Set.of("estate", "ledger", "billing", "cashier"))).isEmpty();
    }

    @Test
    void 没有脚本引擎_没有测试价() throws IOException {
        assertThat(found(Pattern.compile("ScriptEngine|javax\\.script|SpelExpression|GroovyShell|\\.eval\\(|(?i)test-?_?price"), Set.of())).isEmpty();
    }

    /** The benchmark alone makes rows of others, in a community of its own. */
    @Test
    void 每个模块只写自己的表() throws IOException {
        assertThat(statements(WRITES).filter(each -> !Set.of(each.module(), "pg_temp").contains(each.schema()))
            .filter(each -> !each.file().matches("operation/\\w*Bench\\w*\\.java"))).isEmpty();
    }

    @Test
    void 改和删都写明是哪些行() throws IOException {
        assertThat(statements(CHANGES)).hasSizeGreaterThan(40);
        assertThat(statements(CHANGES).filter(each -> !each.text().contains("where"))).isEmpty();
    }

    /** 源码里的一条语句。 */
    private record Statement(String file, String module, String schema, String text) {}

    private static Stream<Statement> statements(Pattern which) throws IOException {
        var all = new ArrayList<Statement>();
        for (var file : files(Set.of())) {
            var source = Files.readString(file);
            for (var literals = LITERAL.matcher(source); literals.find(); )
                for (var found = which.matcher(literals.group()); found.find(); )
                    all.add(new Statement(SOURCES.relativize(file).toString(), SOURCES.relativize(file).getName(0).toString(), found.group(1),
                        source.substring(literals.start(), Math.min(source.length(), literals.end() + CONTINUED))));
        }
        return all.stream();
    }

    @Test
    void 没有留着没办的事() throws IOException {
        assertThat(found(Pattern.compile("TODO|FIXME|XXX"), Set.of())).isEmpty();
    }

    @Test
    void 每个接口都写明要什么权限() {
        var silent = endpoints().stream().filter(method -> !method.isAnnotatedWith(Needs.class)).map(JavaMethod::getFullName).toList();
        assertThat(silent).isEmpty();
        assertThat(endpoints()).hasSizeGreaterThan(30);
    }

    @Test
    void 接口要的权限都在目录里_目录里的都有用() throws IOException {
        var known = permissions();
        var needed = new TreeSet<String>();
        endpoints().forEach(method -> needed.add(method.getAnnotationOfType(Needs.class).value()));
        needed.remove(Needs.SIGNED_IN);
        needed.remove(Needs.PUBLIC);
        assertThat(known).containsAll(needed);
        var sources = new StringBuilder();
        for (var file : files(Set.of())) sources.append(Files.readString(file));
        assertThat(known.stream().filter(permission -> sources.indexOf('"' + permission + '"') < 0)).as("asked for nowhere").isEmpty();
    }

    @Test
    void 岗位只有目录里的权限() {
        yaml("roles.yaml").forEach((role, value) -> {
            var given = new ArrayList<>(((List<?>) ((Map<?, ?>) value).get("permissions")).stream().map(String::valueOf).toList());
            given.remove("*");
            assertThat(permissions()).as(role).containsAll(given);
        });
    }

    /** A rule of a request without a sentence of its own falls back on ours, and the field has a name to stand before it. */
    @Test
    void 填得不对_规则都有说法_栏目都有名称() throws IOException {
        var sentences = ResourceBundle.getBundle("ValidationMessages");
        var names = PropertiesLoaderUtils.loadProperties(new EncodedResource(new ClassPathResource("cn/anju/kernel/field-names.properties"), StandardCharsets.UTF_8));
        var missing = new TreeSet<String>();
        for (var record : CLASSES.stream().map(JavaClass::reflect).filter(Class::isRecord).toList())
            for (var component : record.getRecordComponents())
                for (var key : withoutSentence(component)) {
                    if (!sentences.containsKey(key)) missing.add(key);
                    if (!names.containsKey(component.getName())) missing.add(record.getName() + "." + component.getName());
                }
        assertThat(missing).isEmpty();
    }

    /** What is not said to be nullable is asked for: a request without it is refused before a service stumbles over it. */
    @Test
    void 请求里必有的栏目_都写明不能少() {
        var loose = new TreeSet<String>();
        var seen = new HashSet<Type>();
        for (var endpoint : endpoints())
            for (var parameter : endpoint.reflect().getParameters())
                if (parameter.isAnnotationPresent(RequestBody.class)) collectLoose(parameter.getParameterizedType(), seen, loose);
        assertThat(seen).hasSizeGreaterThan(50);
        assertThat(loose).isEmpty();
    }

    private static void collectLoose(Type type, Set<Type> seen, Set<String> loose) {
        if (type instanceof ParameterizedType parameterized)
            for (var argument : parameterized.getActualTypeArguments()) collectLoose(argument, seen, loose);
        if (!(type instanceof Class<?> record && record.isRecord() && record.getName().startsWith("cn.anju.")) || record == Money.class || !seen.add(record)) return;
        for (var component : record.getRecordComponents()) {
            if (!isAskedFor(component)) loose.add(record.getName() + "." + component.getName());
            collectLoose(component.getGenericType(), seen, loose);
        }
    }

    private static boolean isAskedFor(RecordComponent component) {
        if (component.getType().isPrimitive()) return true;
        return Stream.concat(Arrays.stream(component.getAccessor().getAnnotations()), Arrays.stream(component.getAnnotatedType().getAnnotations()))
            .anyMatch(each -> each instanceof NotNull || each instanceof NotBlank || each instanceof NotEmpty || each instanceof Nullable);
    }

    private static List<String> withoutSentence(RecordComponent component) {
        return Stream.concat(Arrays.stream(component.getAccessor().getAnnotations()), Arrays.stream(component.getAnnotatedType().getAnnotations()))
            .filter(each -> each.annotationType().isAnnotationPresent(Constraint.class))
            .map(each -> String.valueOf(AnnotationUtils.getValue(each, "message"))).filter(message -> message.startsWith("{"))
            .map(message -> message.substring(1, message.length() - 1)).toList();
    }

    private static List<JavaMethod> endpoints() {
        return CLASSES.stream().flatMap(type -> type.getMethods().stream()).filter(method -> method.isMetaAnnotatedWith(RequestMapping.class)).toList();
    }

    private static Set<String> permissions() {
        return yaml("permissions.yaml").keySet();
    }

    private static Map<String, Object> yaml(String file) {
        var reader = new YamlMapFactoryBean();
        reader.setResources(new ClassPathResource("cn/anju/access/" + file));
        return reader.getObject();
    }

    private static List<String> found(Pattern forbidden, Set<String> packages) throws IOException {
        var places = new ArrayList<String>();
        for (var file : files(packages)) {
            var lines = Files.readAllLines(file);
            for (var i = 0; i < lines.size(); i++)
                if (forbidden.matcher(packages.isEmpty() ? lines.get(i) : COMMENT.matcher(lines.get(i)).replaceAll("")).find())
                    places.add(SOURCES.relativize(file) + ":" + (i + 1) + " " + lines.get(i).strip());
        }
        return places;
    }

    private static List<Path> files(Set<String> packages) throws IOException {
        try (var all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> packages.isEmpty() || packages.contains(SOURCES.relativize(file).getName(0).toString())).toList();
        }
    }
}
