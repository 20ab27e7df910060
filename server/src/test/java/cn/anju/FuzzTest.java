package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.access.People;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * 照着接口说明乱填，把好文件改坏了传：没有一个500，成了的答复都是说明里写的，不成的都有代码和一句话。
 *
 * <p>{@code -Danju.fuzz.seconds=600 -Danju.fuzz.seed=…} looks longer and elsewhere.
 */
@Story
@SameOnAnyDatabase("how bad requests are answered")
class FuzzTest {

    private static final long SEED = Long.getLong("anju.fuzz.seed", 20261121L);
    private static final Duration LONGEST = Duration.ofSeconds(Long.getLong("anju.fuzz.seconds", 30));
    private static final Duration LONGEST_UPLOADS = Duration.ofSeconds(Long.getLong("anju.fuzz.seconds", 8));
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

    private static final String STATEMENT = "流水号,交易日期,发生额,余额,对方户名,摘要\nS1,2026-08-05,200.00,200.00,张三,物业费\nS2,2026-08-06,-100.00,100.00,李四,退款\n";
    private static final String CHANNEL_BILL = "交易时间,公众账号ID,商户号,微信订单号,商户订单号,用户标识,交易状态,应结订单金额,微信退款单号,退款金额,手续费,费率\n"
        + "`2026-08-18 09:01:02,`wx1,`1900,`4200001,`B1,`o1,`SUCCESS,`204.80,`0,`0.00,`1.23,`0.60%\n总交易单数,应结订单总金额,退款总金额\n`1,`204.80,`0.00\n";

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

    @Test
    void 改坏的文件到处传_没有一个500_导入的都有结果() {
        var community = office.newCommunity("改坏", "2026-07-01");
        var root = "/api/communities/" + community + "/";
        var person = People.of(office).with("administrator", community);
        var kinds = office.get(root + "imports/kinds").expect(200).json().valueStream().filter(kind -> !kind.get("kind").asString().equals("toys")).toList();
        var templates = kinds.stream().map(kind -> office.get(root + "imports/" + kind.get("kind").asString() + "/template.xlsx").expect(200).raw().body()).toList();
        var book = office.post(root + "ledger/bank-books", Map.of("name", "基本户", "bank", "工商银行", "number", "6222000011112222", "accountCode", "1002", "purpose", "收费",
            "seals", "财务章", "startsOn", "2026-08-01", "startBalance", "0.00", "isActive", true)).expect(201).id();
        var random = new Random(SEED);
        var wrong = new ArrayList<String>();
        var imported = 0;
        for (var end = System.nanoTime() + LONGEST_UPLOADS.toNanos(); System.nanoTime() < end && wrong.size() < 10; ) {
            var place = random.nextInt(kinds.size());
            var kind = kinds.get(place);
            var where = random.nextInt(8);
            var good = where == 1 ? STATEMENT.getBytes(StandardCharsets.UTF_8) : where == 2 ? CHANNEL_BILL.getBytes(StandardCharsets.UTF_8)
                : random.nextInt(3) == 0 ? templates.get(place) : table(kind.get("columns"), random).getBytes(StandardCharsets.UTF_8);
            var file = random.nextInt(4) == 0 ? good : SpoiledFiles.spoil(good, random);
            var address = root + switch (where) {
                case 0 -> "attachments?subject=contact:" + random.nextInt(3);
                case 1 -> "ledger/bank-books/" + book + "/statements";
                case 2 -> "ledger/channel-bills";
                default -> "imports/" + kind.get("kind").asString() + "?preview=" + random.nextBoolean();
            };
            var answer = person.upload(address, one(TEXTS, random).replaceAll("[\\p{Cntrl}\"\\\\]", "") + ".xlsx", file);
            var complaint = answer.status() >= 500 ? answer.text() : answer.status() >= 400 ? refusal(answer) : null;
            if (answer.status() == 202) {
                imported++;
                var done = office.waitWhile(root + "imports/" + answer.id(), "running");
                if (done.at("/code").equals("unexpected")) complaint = done.text();
            }
            if (complaint != null) wrong.add(address + " " + Base64.getEncoder().encodeToString(file) + " → " + answer.status() + " " + complaint);
        }
        assertThat(wrong).as("seed %d, after %d imports", SEED, imported).isEmpty();
        assertThat(imported).isGreaterThan(kinds.size());
    }

    /** A few rows of what the template asks for, here and there something else. */
    private static String table(JsonNode columns, Random random) {
        var lines = new ArrayList<String>();
        lines.add(columns.valueStream().map(column -> column.get("name").asString()).collect(Collectors.joining(",")));
        for (var row = random.nextInt(1, 9); row > 0; row--) lines.add(columns.valueStream().map(column -> switch (random.nextInt(10)) {
            case 0 -> one(TEXTS, random);
            case 1 -> one(NUMBERS, random);
            case 2 -> one(DATES, random).replace("\"", "");
            case 3 -> "";
            default -> column.get("choices").isEmpty() ? column.get("example").asString() : column.at("/choices/" + random.nextInt(column.get("choices").size())).asString();
        }).map(cell -> '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(",")));
        return String.join("\n", lines);
    }

    private static String complaint(Operation operation, Office.Answer answer) {
        if (answer.status() >= 500) return answer.text();
        if (answer.status() < 400) return operation.node().at("/responses").has(Integer.toString(answer.status())) ? null : "is not declared";
        return refusal(answer);
    }

    private static String refusal(Office.Answer answer) {
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
