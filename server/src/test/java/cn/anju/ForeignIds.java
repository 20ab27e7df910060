package cn.anju;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** 同一个操作的请求，凡是能写号码的地方（内容、参数）都写上给定的号码。 */
final class ForeignIds {

    private static final int DEEPEST = 4;

    /** 一个请求。 */
    record Request(String address, String body) {}

    private ForeignIds() {}

    /** Empty when the operation takes no id besides those in its path. */
    static List<Request> requests(Operation operation, long community, long id) {
        var all = new ArrayList<Request>();
        if (!operation.isOfCommunity() || operation.isUpload()) return all;
        var ids = operation.node().at("/parameters").valueStream()
            .filter(each -> each.at("/in").asString().equals("query") && each.at("/schema/format").asString("").equals("int64"))
            .map(each -> each.at("/name").asString() + "=" + id).collect(Collectors.joining("&"));
        var address = operation.at(community);
        if (!ids.isEmpty()) all.add(new Request(address + (address.contains("?") ? "&" : "?") + ids, operation.body()));
        if (!operation.hasBody()) return all;
        for (var isFull : List.of(false, true)) {
            var body = value(operation, operation.bodySchema(), id, isFull, 0);
            if (body.contains(Long.toString(id))) all.add(new Request(address, body));
        }
        return all;
    }

    private static String value(Operation operation, JsonNode reference, long id, boolean isFull, int depth) {
        var schema = operation.resolved(reference);
        if (schema.has("enum")) return schema.at("/enum/0").toString();
        if (depth > DEEPEST) return "null";
        return switch (type(schema)) {
            case "integer" -> schema.at("/format").asString("").equals("int64") ? Long.toString(id) : "1";
            case "number" -> "1";
            case "boolean" -> "true";
            case "array" -> "[" + value(operation, schema.at("/items"), id, isFull, depth + 1) + "]";
            case "string" -> switch (schema.at("/format").asString("")) {
                case "date" -> "\"2026-11-21\"";
                case "month" -> "\"2026-11\"";
                case "decimal" -> "\"1.00\"";
                default -> "\"x\"";
            };
            default -> schema.at("/properties").propertyNames().stream()
                .filter(name -> isFull || schema.at("/required").valueStream().anyMatch(required -> required.asString().equals(name)))
                .map(name -> '"' + name + "\":" + value(operation, schema.at("/properties").get(name), id, isFull, depth + 1))
                .collect(Collectors.joining(",", "{", "}"));
        };
    }

    /** The first of its types that is not null. */
    static String type(JsonNode schema) {
        var type = schema.at("/type");
        return type.isArray() ? type.valueStream().map(JsonNode::asString).filter(name -> !name.equals("null")).findFirst().orElse("object") : type.asString("object");
    }
}
