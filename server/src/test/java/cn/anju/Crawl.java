package cn.anju;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** 把一个小区里读得到的都读一遍：号码取自上一级列表的答复。 */
public final class Crawl {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final List<String> KEYS = List.of("id", "code", "key", "month", "number", "kind");

    private final Office office;
    private final int mostValues;
    private final Map<String, JsonNode> answers = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    private Crawl(Office office, int mostValues) {
        this.office = office;
        this.mostValues = mostValues;
    }

    /** What this person can read of the community and of the company, text by address; lists at their first page. */
    static Crawl of(Office office, List<Operation> operations, long community) {
        return of(office, operations, community, 2);
    }

    /** @param mostValues how many rows of each list are opened */
    public static Crawl of(Office office, List<Operation> operations, long community, int mostValues) {
        var crawl = new Crawl(office, mostValues);
        operations.stream().filter(Operation::isGet)
            .sorted(Comparator.comparing(operation -> PARAMETER.matcher(operation.path()).results().count()))
            .forEach(operation -> crawl.addresses(operation, operation.path().replace("{community}", Long.toString(community))).forEach(crawl::read));
        return crawl;
    }

    public Map<String, String> texts() {
        return texts;
    }

    /** The values that stand for the parameters of an address in this community: one row each, or nothing known. */
    List<String> addresses(Operation operation, String path) {
        var parameter = PARAMETER.matcher(path);
        if (!parameter.find()) return List.of(path + query(operation));
        var parent = path.substring(0, parameter.start() - 1);
        var all = new ArrayList<String>();
        for (var value : values(parent, parameter.group(1)))
            all.addAll(addresses(operation, path.substring(0, parameter.start()) + value + path.substring(parameter.end())));
        return all;
    }

    private static String query(Operation operation) {
        var filled = operation.at(0);
        return filled.contains("?") ? filled.substring(filled.indexOf('?')) : "";
    }

    private Set<String> values(String parent, String name) {
        var values = new LinkedHashSet<String>();
        var answer = answers.get(parent);
        if (answer == null) return values;
        var rows = answer.isArray() ? answer : answer.has("items") ? answer.get("items") : null;
        if (rows == null) return values;
        for (var row : rows) {
            if (values.size() == mostValues) break;
            var keys = new ArrayList<>(List.of(name));
            keys.addAll(KEYS);
            keys.stream().filter(key -> row.isObject() && row.has(key) && row.get(key).isValueNode()).findFirst()
                .ifPresent(key -> values.add(Office.encoded(row.get(key).asString())));
        }
        return values;
    }

    private void read(String address) {
        var answer = office.get(address);
        if (answer.json() != null) answers.put(address, answer.json());
        texts.put(address, answer.status() != 200 ? answer.text() : address.contains(".xlsx") ? answer.workbook() : answer.text().startsWith("%PDF") ? answer.pdf() : answer.text());
    }
}
