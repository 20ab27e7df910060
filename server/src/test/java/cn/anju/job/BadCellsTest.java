package cn.anju.job;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 每一种导入的每一栏，各种写坏的值：要么收下，要么一句话退回，写得进去，没有一次出意外。 */
@Story
class BadCellsTest {

    private static final List<String> VALUES = List.of("1e9", "-1", "0.001", "NaN", "Infinity", "99999999999999999999", "0.0000000000001", "1,2,3",
        "#N/A", "=1+1", "２３４ａ", "2026-02-30", "9999-12-31", "0001-01-01", "二〇二六年", "\u0000", "😀", "'; drop table x; --", "长".repeat(3_000));

    /** The column that must differ from row to row, in the order in which the kinds need each other. */
    private static final Map<String, String> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put("roster", "房号");
        KEYS.put("tariffs", "编码");
        KEYS.put("meters", "表号");
        KEYS.put("readings", "表号");
        KEYS.put("daily-readings", "表号");
        KEYS.put("opening-balances", "收费项目");
        KEYS.put("dunning-plans", "方案");
    }

    @Autowired Office office;
    @Autowired List<ImportKind> kinds;

    @Test void 没有一格能让导入出意外() {
        var root = "/api/communities/" + office.newCommunity("坏格子", "2026-07-01") + "/imports";
        prepare(root);
        for (var name : KEYS.keySet()) {
            var kind = kinds.stream().filter(each -> each.kind().equals(name)).findFirst().orElseThrow();
            var rows = rows(kind, KEYS.get(name));
            var preview = uploaded(root, name, csv(kind, rows), "?preview=true");
            assertThat(preview.at("/state")).as(name + preview.at("/message")).isEqualTo("preview");
            var rejects = preview.json().get("rejects");
            assertThat(rejects.size() + Integer.parseInt(preview.at("/accepted"))).as(name).isEqualTo(rows.size());
            for (var reject : rejects) assertThat(reject.get("message").asString()).as(name + reject).containsPattern("\\p{IsHan}").hasSizeLessThan(4_000);
            assertThat(refusedNumbers(kind, rows, rejects.findValuesAsString("row"))).as(name).isEmpty();
            office.post(root + "/" + preview.id() + "/apply", Map.of()).expect(202);
            var done = office.waitWhile(root + "/" + preview.id(), "running");
            assertThat(done.at("/state")).as(name + done.at("/code") + done.at("/message")).isEqualTo("done");
        }
    }

    /** What the other kinds point to: the room of the examples, and a meter for each reading. */
    private void prepare(String root) {
        uploaded(root, "roster", "楼栋,单元,房号,房屋类型,建筑面积\n3,2,1201,住宅,89.5\n".getBytes(StandardCharsets.UTF_8), "");
        var meters = IntStream.range(0, 400).mapToObj(i -> "K%d,水,3-2-1201,1".formatted(i)).collect(Collectors.joining("\n", "表号,表类型,房号,启用读数\n", "\n"));
        assertThat(uploaded(root, "meters", meters.getBytes(StandardCharsets.UTF_8), "").at("/created")).isEqualTo("400");
    }

    private record Row(ImportColumn column, String value, Map<String, String> cells) {}

    private static List<Row> rows(ImportKind kind, String key) {
        var rows = new ArrayList<Row>();
        for (var column : kind.columns())
            for (var value : VALUES) {
                var cells = new LinkedHashMap<String, String>();
                kind.columns().forEach(each -> cells.put(each.name(), each.example()));
                cells.put(key, "K" + rows.size());
                cells.put(column.name(), value);
                rows.add(new Row(column, value, cells));
            }
        return rows;
    }

    private static byte[] csv(ImportKind kind, List<Row> rows) {
        var text = new StringBuilder(kind.columns().stream().map(ImportColumn::name).collect(Collectors.joining(","))).append('\n');
        for (var row : rows)
            text.append(row.cells.values().stream().map(cell -> '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(","))).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Rows that were taken although a column of numbers holds no number, or a date no date. */
    private static List<String> refusedNumbers(ImportKind kind, List<Row> rows, List<String> refused) {
        return IntStream.range(0, rows.size()).filter(i -> !refused.contains(String.valueOf(i + 2)))
            .filter(i -> switch (rows.get(i).column.format()) {
                case NUMBER -> List.of("1e9", "NaN", "Infinity", "1,2,3", "２３４ａ", "#N/A", "=1+1", "99999999999999999999").contains(rows.get(i).value);
                case DATE -> List.of("1e9", "NaN", "2026-02-30", "二〇二六年", "=1+1").contains(rows.get(i).value);
                case TEXT -> false;
            }).mapToObj(i -> rows.get(i).column.name() + "「" + rows.get(i).value + "」").toList();
    }

    private Office.Answer uploaded(String root, String kind, byte[] file, String query) {
        return office.waitWhile(root + "/" + office.upload(root + "/" + kind + query, kind + ".csv", file).expect(202).id(), "running");
    }
}
