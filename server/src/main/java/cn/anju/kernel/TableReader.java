package cn.anju.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 从一行行格子里认出表头，收下数据行。 */
final class TableReader {

    /** One line of a sheet. @param number from 1, as Excel shows it */
    record Line(int number, @Nullable Object[] cells) {

        boolean isBlank() {
            return Arrays.stream(cells).allMatch(Objects::isNull);
        }
    }

    static final int MOST_ROWS = 200_000;
    static final int MOST_COLUMNS = 200;
    private static final int HEAD_WITHIN = 100;
    private static final Pattern BLANK = Pattern.compile("\\s");
    private static final Pattern SUM = Pattern.compile("(本页)?(合计|总计|小计|共计|累计)");

    private final List<SheetColumn> columns;
    private List<String> closest = List.of();
    private int closestMatches;

    TableReader(List<SheetColumn> columns) {
        this.columns = columns;
    }

    /** Reads one sheet; nothing if it does not have the head. */
    @Nullable SheetTable read(String sheet, Iterator<Line> lines, Merges merges) {
        var head = head(lines);
        return head == null ? null : new SheetTable(sheet, head.names, Set.copyOf(head.places.keySet()), rows(head, lines, merges), List.of());
    }

    /** Whether this sheet could have been read as well. */
    boolean hasHead(Iterator<Line> lines) {
        try {
            return head(lines) != null;
        } catch (Problem problem) {
            return false;   // a doubled column: not the same head
        }
    }

    private @Nullable Head head(Iterator<Line> lines) {
        Line previous = null;
        for (var seen = 0; lines.hasNext() && seen < HEAD_WITHIN; seen++) {
            var line = lines.next();
            var head = headOf(line.cells());
            if (head == null && previous != null) head = headOf(overlaid(previous.cells(), line.cells()));
            if (head != null) return head;
            previous = line;
        }
        return null;
    }

    /** 没有一张表有要的表头：说出缺哪几栏。 */
    Problem missing() {
        if (closestMatches == 0) closest = columns.stream().filter(SheetColumn::required).map(SheetColumn::name).toList();
        return Problem.invalid("header-missing", "没有找到表头：缺少「%s」这一栏。请对照模板检查表头的名字",
            String.join("」「", closest));
    }

    private record Head(List<String> names, Map<String, Integer> places) {}

    private @Nullable Head headOf(@Nullable Object[] cells) {
        var names = Arrays.stream(cells).map(cell -> cell instanceof String text ? CellText.tidy(text) : "").toList();
        var places = new HashMap<String, Integer>();
        var doubled = new ArrayList<Problem>();
        for (var column : columns) {
            var found = column.placesIn(names);
            if (found.size() > 1) doubled.add(duplicate(column, found, names));
            if (!found.isEmpty()) places.put(column.name(), found.getFirst());
        }
        if (!doubled.isEmpty() && places.size() >= Math.min(2, columns.size())) throw doubled.getFirst();
        var missing = columns.stream().filter(SheetColumn::required).map(SheetColumn::name)
            .filter(name -> !places.containsKey(name)).toList();
        if (missing.isEmpty() && !places.isEmpty()) return new Head(withoutTail(names), places);
        if (places.size() > closestMatches) {
            closestMatches = places.size();
            closest = missing;
        }
        return null;
    }

    private List<SheetRow> rows(Head head, Iterator<Line> lines, Merges merges) {
        var rows = new ArrayList<SheetRow>();
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.isBlank() || isExample(head, line) || merges.isTitle(line) || isSum(line) || isHeadAgain(head, line)) continue;
            var cells = merges.filled(line);
            if (head.places.values().stream().allMatch(place -> place >= cells.length || cells[place] == null)) continue;
            if (rows.size() == MOST_ROWS)
                throw Problem.invalid("file-too-many-rows", "一次最多导入 %d 行，请把文件分成几份", MOST_ROWS);
            rows.add(new SheetRow(line.number(), head.places,
                cells.length > head.names.size() ? Arrays.copyOf(cells, head.names.size()) : cells));
        }
        return rows;
    }

    private static boolean isSum(Line line) {
        var first = Arrays.stream(line.cells()).filter(Objects::nonNull).limit(3)
            .map(cell -> cell instanceof String text ? BLANK.matcher(CellText.tidy(text)).replaceAll("") : "").toList();
        return SUM.matcher(first.getFirst()).lookingAt() || first.stream().anyMatch(text -> SUM.matcher(text).matches());
    }

    /** Whoever types over the example row means what is typed. */
    private boolean isExample(Head head, Line line) {
        if (!Arrays.asList(line.cells()).contains(Sheet.EXAMPLE)) return false;
        var row = new SheetRow(line.number(), head.places, line.cells());
        return columns.stream().allMatch(column -> row.text(column.name()).equals(CellText.tidy(column.example())));
    }

    private static boolean isHeadAgain(Head head, Line line) {
        return head.places.values().stream().allMatch(place -> place < line.cells().length
            && line.cells()[place] instanceof String text && CellText.tidy(text).equals(head.names.get(place)));
    }

    /** A head of two lines: what stands in the lower one, else in the upper one (merged downwards). */
    private static @Nullable Object[] overlaid(@Nullable Object[] upper, @Nullable Object[] lower) {
        var both = Arrays.copyOf(upper, Math.max(upper.length, lower.length));
        for (var i = 0; i < lower.length; i++) if (lower[i] != null) both[i] = lower[i];
        return both;
    }

    private static List<String> withoutTail(List<String> names) {
        var end = names.size();
        while (end > 0 && names.get(end - 1).isEmpty()) end--;
        return List.copyOf(names.subList(0, end));
    }

    private static Problem duplicate(SheetColumn column, List<Integer> found, List<String> names) {
        return Problem.invalid("header-duplicate", "表头里「%s」这一栏出现了 %d 次（%s），请只留一个", column.name(), found.size(),
            found.stream().map(place -> columnLetter(place) + " 列「" + names.get(place) + "」").collect(Collectors.joining("、")));
    }

    private static String columnLetter(int place) {
        return (place >= 26 ? columnLetter(place / 26 - 1) : "") + (char) ('A' + place % 26);
    }
}
