package cn.anju.register;

import cn.anju.kernel.Html;
import cn.anju.kernel.Problem;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** 一条内容合不合定义；不合的逐栏说一句话。 */
@Component
class EntryCheck {

    /**
     * 合格的一条。
     *
     * @param values what the schema knows, nothing empty among it
     * @param texts key → what a person reads
     */
    record Checked(ObjectNode values, Map<String, String> texts, String summary, @Nullable Long room, @Nullable LocalDate followUpOn) {}

    private static final int SUMMARY = 120;

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
        builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final EntryNames names;
    private final JsonMapper json;
    private final Clock clock;

    EntryCheck(EntryNames names, JsonMapper json, Clock clock) {
        this.names = names;
        this.json = json;
        this.clock = clock;
    }

    /** @throws Problem 400 {@code fields-invalid}, with a sentence for each field */
    Checked check(long community, Definition definition, Map<String, ? extends @Nullable Object> sent) {
        var values = tidy(sent);
        var wrong = problems(community, definition, values);
        if (!wrong.isEmpty())
            throw Problem.invalid(wrong, wrong.stream().map(Problem.Field::message).collect(Collectors.joining("；")));
        var texts = new LinkedHashMap<String, String>();
        for (var field : definition.paper().fields()) {
            var value = values.get(field.key());
            if (value != null) texts.put(field.key(), text(community, field, value));
        }
        return new Checked(values, texts, summary(definition.paper(), texts), first(definition, values, FieldType.ROOM).map(JsonNode::asLong).orElse(null),
            first(definition, values, FieldType.DUE).map(node -> LocalDate.parse(node.asString())).orElse(null));
    }

    /** What is wrong with it, field by field. */
    List<Problem.Field> problems(long community, Definition definition, ObjectNode values) {
        var wrong = new LinkedHashMap<String, Problem.Field>();
        for (var error : schema(definition).validate(values)) {
            var key = "required".equals(error.getKeyword()) || "additionalProperties".equals(error.getKeyword()) ? error.getProperty() : error.getInstanceLocation().getName(0);
            wrong.putIfAbsent(key, new Problem.Field(key, sentence(definition.paper(), key, error)));
        }
        for (var field : definition.paper().fields()) {
            var value = values.get(field.key());
            if (value == null || wrong.containsKey(field.key())) continue;
            var sentence = beyondSchema(community, definition.key(), field, value);
            if (sentence != null) wrong.put(field.key(), new Problem.Field(field.key(), sentence));
        }
        return new ArrayList<>(wrong.values());
    }

    private Schema schema(Definition definition) {
        return schemas.computeIfAbsent(definition.key() + "/" + definition.version(), _ -> registry.getSchema(plain(FieldSchema.of(definition.paper()))));
    }

    /** Without our own words, which the validator would only warn about. */
    private static ObjectNode plain(ObjectNode schema) {
        schema.get("properties").forEach(property -> ((ObjectNode) property).remove(property.propertyNames().stream().filter(name -> name.startsWith("x-")).toList()));
        return schema;
    }

    /** What is empty is not there; texts lose the blanks around them. */
    ObjectNode tidy(Map<String, ? extends @Nullable Object> sent) {
        var values = json.createObjectNode();
        sent.forEach((key, value) -> {
            var node = value instanceof String text ? json.getNodeFactory().stringNode(text.strip()) : json.<JsonNode>valueToTree(value);
            var isEmpty = node.isNull() || node.isString() && node.asString().isEmpty() || node.isArray() && node.isEmpty();
            if (!isEmpty) values.set(key, node);
        });
        return values;
    }

    private static String sentence(Paper paper, String key, Error error) {
        var found = paper.fields().stream().filter(field -> key.equals(field.key())).findFirst();
        if (found.isEmpty()) return "没有「%s」这一栏，请刷新页面".formatted(key);
        var field = found.get();
        return switch (error.getKeyword()) {
            case "required", "minLength" -> "「%s」必须填写".formatted(field.label());
            case "maxLength" -> "「%s」最多 %d 字".formatted(field.label(), field.longestText());
            case "enum" -> "「%s」请在 %s 里选一项".formatted(field.label(), String.join("、", field.choices()));
            case "minimum" -> "「%s」不能小于 %s".formatted(field.label(), figure(field.minimum(), field));
            case "maximum" -> "「%s」不能大于 %s".formatted(field.label(), figure(field.maximum(), field));
            case "maxItems" -> "「%s」最多 9 个文件".formatted(field.label());
            default -> switch (field.type()) {
                case COUNT -> "「%s」请填整数".formatted(field.label());
                case DECIMAL -> "「%s」请填数，最多四位小数".formatted(field.label());
                case MONEY -> "「%s」请填金额，最多两位小数".formatted(field.label());
                case DATE, DUE -> "「%s」请填日期，如 2026-11-22".formatted(field.label());
                case MOMENT -> "「%s」请填日期和时间".formatted(field.label());
                case TIME -> "「%s」请填时刻，如 07:50".formatted(field.label());
                case YES_NO -> "「%s」请选是或否".formatted(field.label());
                default -> "「%s」填得不对".formatted(field.label());
            };
        };
    }

    private @Nullable String beyondSchema(long community, String register, Field field, JsonNode value) {
        return switch (field.type()) {
            case DECIMAL, MONEY -> outside(field, new BigDecimal(value.asString()));
            case ROOM -> names.room(community, value.asLong()) == null ? "「%s」没有这间房".formatted(field.label()) : null;
            case STAFF -> names.staff(value.asLong()) == null ? "「%s」没有这位同事".formatted(field.label()) : null;
            case AREA -> names.area(community, value.asLong()) == null ? "「%s」没有这处公共区域".formatted(field.label()) : null;
            case BUILDING -> names.building(community, value.asLong()) == null ? "「%s」没有这栋楼".formatted(field.label()) : null;
            case PHOTO -> value.valueStream().allMatch(file -> names.isFileOf(community, register, file.asLong())) ? null
                : "「%s」有文件没有传上来，请重新选".formatted(field.label());
            case TEXT, LONG_TEXT, CHOICE, YES_NO, DATE, DUE, MOMENT, TIME, COUNT -> null;
        };
    }

    private static @Nullable String outside(Field field, BigDecimal figure) {
        if (field.minimum() != null && figure.compareTo(field.minimum()) < 0) return "「%s」不能小于 %s".formatted(field.label(), figure(field.minimum(), field));
        if (field.maximum() != null && figure.compareTo(field.maximum()) > 0) return "「%s」不能大于 %s".formatted(field.label(), figure(field.maximum(), field));
        return null;
    }

    private static String figure(@Nullable BigDecimal limit, Field field) {
        var text = limit == null ? field.type() == FieldType.COUNT ? "0" : "" : limit.stripTrailingZeros().toPlainString();
        return field.unit() == null ? text : text + " " + field.unit();
    }

    private String text(long community, Field field, JsonNode value) {
        var text = switch (field.type()) {
            case YES_NO -> value.asBoolean() ? "是" : "否";
            case ROOM -> names.room(community, value.asLong());
            case STAFF -> names.staff(value.asLong());
            case AREA -> names.area(community, value.asLong());
            case BUILDING -> names.building(community, value.asLong());
            case PHOTO -> "附件 " + value.valueStream().map(JsonNode::asString).collect(Collectors.joining("、"));
            case MOMENT -> Html.moment(OffsetDateTime.parse(value.asString()).toInstant(), clock.getZone());
            case TEXT, LONG_TEXT, CHOICE, DATE, DUE, TIME, COUNT, DECIMAL, MONEY -> value.asString();
        };
        return String.valueOf(text);
    }

    /** The first fields that say something, as far as a line goes. */
    private static String summary(Paper paper, Map<String, String> texts) {
        var said = paper.fields().stream().filter(field -> field.type() != FieldType.PHOTO && texts.containsKey(field.key()))
            .map(field -> field.type() == FieldType.YES_NO ? field.label() + texts.get(field.key())
                : texts.get(field.key()) + (field.unit() == null ? "" : " " + field.unit())).limit(4).collect(Collectors.joining("，"));
        return said.isEmpty() ? paper.title() : said.length() <= SUMMARY ? said : said.substring(0, SUMMARY - 1) + "…";
    }

    private static Optional<JsonNode> first(Definition definition, ObjectNode values, FieldType type) {
        return definition.paper().fields().stream().filter(field -> field.type() == type && values.has(String.valueOf(field.key()))).findFirst()
            .map(field -> values.get(field.key()));
    }
}
