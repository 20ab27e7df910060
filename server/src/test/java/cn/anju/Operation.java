package cn.anju;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * 接口说明里的一个操作。
 *
 * @param permission what it says it needs
 * @param required the names of the query parameters it cannot do without
 * @param types the types of its path and query parameters
 * @param body a body with every required property, of the right types
 * @param node the operation as the document has it
 * @param schemas what its references point to
 */
public record Operation(String method, String path, String permission, List<String> required, Map<String, String> types,
                 boolean hasBody, boolean isUpload, String body, JsonNode node, JsonNode schemas) {

    /** An id that no row has. */
    static final long NOBODY = 999_999_999;

    public static List<Operation> all(Office office) {
        var all = new ArrayList<Operation>();
        var api = office.get("/api/openapi").expect(200).json();
        var paths = api.at("/paths");
        for (var path : paths.propertyNames())
            for (var method : paths.get(path).propertyNames()) all.add(of(method, path, paths.get(path).get(method), api.at("/components/schemas")));
        all.sort(Comparator.comparing(Operation::path).thenComparing(Operation::method));
        return all;
    }

    private static Operation of(String method, String path, JsonNode node, JsonNode schemas) {
        var parameters = node.at("/parameters").valueStream().toList();
        return new Operation(method.toUpperCase(), path, node.at("/x-permission").asString(),
            parameters.stream().filter(each -> each.at("/in").asString().equals("query") && each.at("/required").asBoolean())
                .map(each -> each.at("/name").asString()).toList(),
            parameters.stream().collect(Collectors.toMap(each -> each.at("/name").asString(), Operation::type, (one, other) -> one)),
            node.has("requestBody"), node.at("/requestBody/content").has("multipart/form-data"),
            example(node.at("/requestBody/content/application~1json/schema"), schemas), node, schemas);
    }

    /** The body's schema, references followed. */
    JsonNode bodySchema() {
        return resolved(node.at("/requestBody/content/application~1json/schema"));
    }

    JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? resolved(schemas.get(schema.at("/$ref").asString().replaceFirst(".*/", ""))) : schema;
    }

    private static String example(JsonNode schema, JsonNode schemas) {
        if (schema.has("$ref")) return example(schemas.get(schema.at("/$ref").asString().replaceFirst(".*/", "")), schemas);
        if (schema.has("enum")) return schema.at("/enum/0").toString();
        return switch (schema.at("/type").asString("object")) {
            case "string" -> switch (schema.at("/format").asString("")) {
                case "date" -> "\"2026-11-21\"";
                case "month" -> "\"2026-11\"";
                case "decimal" -> "\"1.00\"";
                default -> "\"x\"";
            };
            case "integer", "number" -> "1";
            case "boolean" -> "true";
            case "array" -> "[]";
            default -> schema.at("/required").valueStream().map(JsonNode::asString)
                .map(name -> '"' + name + "\":" + example(schema.get("properties").get(name), schemas)).collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String type(JsonNode parameter) {
        var schema = parameter.at("/schema");
        if (schema.at("/enum").isArray()) return schema.at("/enum/0").asString();
        return schema.at("/format").asString(schema.at("/type").toString());
    }

    boolean isGet() {
        return method.equals("GET");
    }

    boolean isOfCommunity() {
        return path.contains("{community}");
    }

    boolean isOpen() {
        return permission.equals("public") || permission.equals("signed-in");
    }

    String row() {
        return method + "," + path + "," + permission;
    }

    /** The address with this community and values that fit no row. */
    String at(long community) {
        var address = path.replace("{community}", Long.toString(community));
        for (var name : types.keySet()) address = address.replace("{" + name + "}", filler(name));
        return address + required.stream().map(name -> name + "=" + filler(name)).collect(Collectors.joining("&", required.isEmpty() ? "" : "?", ""));
    }

    /** Sends it with an empty body of the right kind. */
    Office.Answer send(Office office, String address) {
        return send(office, address, "{}");
    }

    Office.Answer send(Office office, String address, String body) {
        if (isUpload) return office.upload(address, "空.xlsx", new byte[0]);
        return office.raw(method, address, "application/json", isGet() ? new byte[0] : body.getBytes(StandardCharsets.UTF_8),
            "Idempotency-Key", "0123456789abcdef-" + System.nanoTime());
    }

    private String filler(String name) {
        return switch (types.getOrDefault(name, "string").replace("\"", "")) {
            case "int64", "int32", "integer" -> Long.toString(NOBODY);
            case "date" -> "2026-11-21";
            case "month" -> "2026-11";
            case "boolean" -> "true";
            case "decimal", "number" -> "1.00";
            case "string" -> "none";
            case String choice -> choice;
        };
    }
}
