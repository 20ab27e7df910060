package cn.anju.register;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** 栏目与 JSON Schema（2020-12）互换：标准的写法管校验，x- 开头的是填写方式、单位、提示。 */
final class FieldSchema {

    static final String TIME = "^([01]\\d|2[0-3]):[0-5]\\d$";
    private static final String DECIMAL = "^-?\\d{1,12}(\\.\\d{1,4})?$";
    private static final String MONEY = "^-?\\d{1,11}(\\.\\d{1,2})?$";
    private static final int MOST_FILES = 9;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FieldSchema() {}

    static ObjectNode of(Paper paper) {
        var schema = NODES.objectNode().put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", paper.title()).put("type", "object");
        schema.put("additionalProperties", false);
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        for (var field : paper.fields()) {
            if (field.required()) required.add(field.key());
            properties.set(String.valueOf(field.key()), property(field));
        }
        return schema;
    }

    private static ObjectNode property(Field field) {
        var property = NODES.objectNode().put("title", field.label()).put("x-type", field.type().word());
        switch (field.type()) {
            case TEXT, LONG_TEXT -> property.put("type", "string").put("minLength", 1).put("maxLength", field.longestText());
            case CHOICE -> field.choices().forEach(property.put("type", "string").putArray("enum")::add);
            case YES_NO -> property.put("type", "boolean");
            case DATE, DUE -> property.put("type", "string").put("format", "date");
            case MOMENT -> property.put("type", "string").put("format", "date-time");
            case TIME -> property.put("type", "string").put("pattern", TIME);
            case COUNT -> property.put("type", "integer").put("minimum", or(field.minimum(), BigDecimal.ZERO)).put("maximum", or(field.maximum(), BigDecimal.valueOf(100_000_000)));
            case DECIMAL -> limits(property.put("type", "string").put("pattern", DECIMAL), field);
            case MONEY -> limits(property.put("type", "string").put("pattern", MONEY), field);
            case ROOM, STAFF, AREA, BUILDING -> property.put("type", "integer").put("minimum", 1);
            case PHOTO -> property.put("type", "array").put("maxItems", MOST_FILES).put("uniqueItems", true).putObject("items").put("type", "integer");
        }
        if (field.unit() != null) property.put("x-unit", field.unit());
        if (field.hint() != null) property.put("x-hint", field.hint());
        return property;
    }

    /** A decimal travels as text, so that the schema's own minimum does not see it. */
    private static void limits(ObjectNode property, Field field) {
        if (field.minimum() != null) property.put("x-minimum", field.minimum());
        if (field.maximum() != null) property.put("x-maximum", field.maximum());
    }

    private static BigDecimal or(@Nullable BigDecimal limit, BigDecimal otherwise) {
        return limit == null ? otherwise : limit;
    }

    static List<Field> fields(JsonNode schema) {
        var required = schema.get("required").valueStream().map(JsonNode::asString).toList();
        var fields = new ArrayList<Field>();
        schema.get("properties").forEachEntry((key, property) -> {
            var type = FieldType.of(property.get("x-type").asString());
            var isCount = type == FieldType.COUNT;
            fields.add(new Field(key, property.get("title").asString(), type, required.contains(key),
                property.path("enum").valueStream().map(JsonNode::asString).toList(), text(property, "x-unit"), text(property, "x-hint"),
                number(property, isCount ? "minimum" : "x-minimum"), number(property, isCount ? "maximum" : "x-maximum"),
                property.has("maxLength") ? property.get("maxLength").asInt() : null));
        });
        return fields;
    }

    private static @Nullable String text(JsonNode property, String name) {
        return property.has(name) ? property.get(name).asString() : null;
    }

    private static @Nullable BigDecimal number(JsonNode property, String name) {
        return property.has(name) ? property.get(name).decimalValue() : null;
    }
}
