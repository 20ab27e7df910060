package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.access.People;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** 照着接口说明乱填：没有一个500，成了的答复都是说明里写的，不成的都有代码和一句话。 */
@Story
@SameOnAnyDatabase("how bad requests are answered")
class FuzzTest {

    private static final long SEED = Long.getLong("anju.fuzz.seed", 20261121L);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int DEEPEST = 3;
    private static final List<String> TEXTS = List.of("", " ", "x", "1-101", "晴川", "' or 1=1 --", "\\u0000", "%s%n", "<script>alert(1)</script>", "=1+1", "../../etc/passwd",
        "🏠", "\\ud800", "9".repeat(40), "a".repeat(5000), "-1", "1e9", "NaN", "null", "2026-02-30", "0000-01-01", "9999-12-31", "2026-13", "WY");
    private static final List<String> NUMBERS = List.of("0", "-1", "1", "2", "1.5", "1e3", "1e400", "2147483648", "9223372036854775807", "9223372036854775808",
        "123456789012345678901234567890", "\"1\"", "true", "0.1");
    private static final List<String> DECIMALS = List.of("\"1.00\"", "\"0\"", "\"-1\"", "\"0.001\"", "\"1e9\"", "\"1e999999999\"", "\"NaN\"", "\"99999999999999.99\"", "12.5", "\"一百\"");
    private static final List<String> DATES = List.of("\"2026-11-21\"", "\"2026-02-30\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"-999999999-01-01\"", "\"2026-11\"", "20261121", "\"明天\"");
    private static final List<String> BROKEN = List.of("", "{", "[]", "null", "\"x\"", "{\"a\":", "{}{}", "[".repeat(2000), "\u0000");
    private static final List<String> WORDS = List.of("0", "-1", "999999999", "9223372036854775807", "9223372036854775808", "no-number", "%00", "%F0%9F%8F%A0", "2026-11", "2026-13", "none", "..%2f..",
        "%27%20or%201%3D1", "roster", "cash", ".xlsx");

    @Autowired Office office;

    @Test
    void 乱填半分钟_没有一个500_没有说明以外的答复() {
        var community = office.newCommunity("乱填", "2026-07-01");
        var person = People.of(office).with("administrator", community);
        var companys = office.as("admin", StoryDatabase.PASSWORD);
        var operations = Operation.all(office).stream().filter(operation -> !operation.path().startsWith("/api/session") && !operation.isUpload()).toList();
        var random = new Random(SEED);
        var wrong = new ArrayList<String>();
        var sent = 0;
        for (var end = System.nanoTime() + LONGEST.toNanos(); System.nanoTime() < end && wrong.size() < 10; sent++) {
            var operation = operations.get(sent < operations.size() ? sent : random.nextInt(operations.size()));
            var address = address(operation, community, random);
            var body = operation.isGet() ? "" : random.nextInt(12) == 0 ? one(BROKEN, random) : operation.hasBody() ? value(operation, operation.bodySchema(), random, 0) : "{}";
            var answer = (operation.isOfCommunity() ? person : companys).raw(operation.method(), address, "application/json", body.getBytes(StandardCharsets.UTF_8),
                "Idempotency-Key", random.nextInt(5) == 0 ? "short" : "0123456789abcdef-" + random.nextLong());
            var complaint = complaint(operation, answer);
            if (complaint != null) wrong.add(operation.method() + " " + address + " " + body.substring(0, Math.min(300, body.length())) + " → " + answer.status() + " " + complaint.substring(0, Math.min(200, complaint.length())));
        }
        assertThat(wrong).as("seed %d, after %d requests", SEED, sent).isEmpty();
        assertThat(sent).isGreaterThan(operations.size());
    }

    private static String complaint(Operation operation, Office.Answer answer) {
        if (answer.status() >= 500) return answer.text();
        if (answer.status() < 400) return operation.node().at("/responses").has(Integer.toString(answer.status())) ? null : "is not declared";
        var type = answer.raw().headers().firstValue("Content-Type").orElse("");
        return type.startsWith("application/problem+json") && answer.code().matches("[a-z0-9]+(-[a-z0-9]+)*") && answer.at("/detail").codePoints().anyMatch(c -> c > 0x4e00)
            ? null : "has no code or sentence: " + answer.text();
    }

    private static String address(Operation operation, long community, Random random) {
        var path = operation.path().replace("{community}", Long.toString(community));
        while (path.contains("{")) path = path.replaceFirst("\\{\\w+}", one(WORDS, random).replace("$", ""));
        var query = operation.node().at("/parameters").valueStream().filter(each -> each.at("/in").asString().equals("query"))
            .filter(each -> each.at("/required").asBoolean() || random.nextInt(3) == 0)
            .map(each -> each.at("/name").asString() + "=" + parameter(each.at("/schema"), random)).collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String parameter(JsonNode schema, Random random) {
        if (schema.has("enum") && random.nextBoolean()) return schema.at("/enum/" + random.nextInt(schema.get("enum").size())).asString();
        return switch (random.nextInt(4)) {
            case 0 -> one(WORDS, random);
            case 1 -> Office.encoded(one(TEXTS, random));
            case 2 -> Office.encoded(one(DATES, random).replace("\"", ""));
            default -> Office.encoded(one(NUMBERS, random).replace("\"", ""));
        };
    }

    private static String value(Operation operation, JsonNode reference, Random random, int depth) {
        var schema = operation.resolved(reference);
        var dice = random.nextInt(14);
        if (dice == 0) return "null";
        if (dice == 1) return one(NUMBERS, random);
        if (dice == 2) return text(random);
        if (schema.has("enum")) return schema.at("/enum/" + random.nextInt(schema.get("enum").size())).toString();
        return switch (ForeignIds.type(schema)) {
            case "integer", "number" -> one(NUMBERS, random);
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "array" -> depth > DEEPEST ? "[]" : random.ints(random.nextInt(3), 0, 1).mapToObj(i -> value(operation, schema.at("/items"), random, depth + 1))
                .collect(Collectors.joining(",", "[", "]"));
            case "string" -> switch (schema.at("/format").asString("")) {
                case "date", "month" -> one(DATES, random);
                case "decimal" -> one(DECIMALS, random);
                default -> text(random);
            };
            default -> depth > DEEPEST ? "{}" : schema.at("/properties").propertyNames().stream().filter(name -> random.nextInt(10) > 0)
                .map(name -> '"' + name + "\":" + value(operation, schema.at("/properties").get(name), random, depth + 1))
                .collect(Collectors.joining(",", "{", random.nextInt(20) == 0 ? ",\"extra\":1}" : "}")).replace("{,", "{");
        };
    }

    private static String text(Random random) {
        return '"' + one(TEXTS, random).replace("\"", "") + '"';
    }

    private static <T> T one(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
