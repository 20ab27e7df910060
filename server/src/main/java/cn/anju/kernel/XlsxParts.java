package cn.anju.kernel;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * .xlsx 里有哪些部件、哪个指向哪个。
 *
 * <p>Names are compared without case, and with either slash: programs write {@code xl\sharedStrings.xml} for what the
 * relationship calls {@code /xl/SharedStrings.xml}.
 */
final class XlsxParts {

    /** One part points to another. @param part the target's name, normal; null when it lies outside the file */
    record Relation(String id, String type, @Nullable String part) {

        /** Both the usual and the strict (ISO 29500) namespaces end alike. */
        boolean is(String kind) {
            return type.endsWith("/" + kind);
        }
    }

    private static final String RELATIONS = ".rels";

    private final Map<String, ZipArchiveEntry> entries = new HashMap<>();
    private final Map<String, Map<String, Relation>> relations = new HashMap<>();

    XlsxParts(ZipFile zip) {
        for (var entry : Collections.list(zip.getEntries()))
            if (isInspected(normal(entry.getName()))) entries.putIfAbsent(normal(entry.getName()), entry);
    }

    boolean has(String part) {
        return entries.containsKey(part);
    }

    @Nullable ZipArchiveEntry entry(String part) {
        return entries.get(part);
    }

    /** @param relationsPart such as {@code xl/_rels/workbook.xml.rels}, which tells what {@code xl/workbook.xml} points to */
    void relate(String relationsPart, String id, String type, String target, boolean isOutside) {
        var folder = folderOf(folderOf(relationsPart));
        var source = folder + relationsPart.substring(folderOf(relationsPart).length(), relationsPart.length() - RELATIONS.length());
        relations.computeIfAbsent(source, key -> new HashMap<>())
            .put(id, new Relation(id, type, isOutside ? null : resolved(folder, target)));
    }

    @Nullable String target(String source, String id) {
        var relation = relations.getOrDefault(source, Map.of()).get(id);
        return relation == null ? null : relation.part;
    }

    Optional<String> first(String source, String kind) {
        return relations.getOrDefault(source, Map.of()).values().stream().filter(relation -> relation.is(kind))
            .map(Relation::part).filter(part -> part != null && has(part)).findFirst();
    }

    /** 工作簿在哪；没有写明的，在惯常的地方。 */
    Optional<String> workbook() {
        return first("", "officeDocument").or(() -> List.of("xl/workbook.xml").stream().filter(this::has).findFirst());
    }

    /** Nothing else is read, so nothing else needs to be counted. */
    static boolean isInspected(String part) {
        return part.endsWith(".xml") || isRelations(part);
    }

    static boolean isRelations(String part) {
        return part.endsWith(RELATIONS);
    }

    static String normal(String name) {
        var plain = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return plain.startsWith("/") ? plain.substring(1) : plain;
    }

    private static String folderOf(String part) {
        var end = part.endsWith("/") ? part.lastIndexOf('/', part.length() - 2) : part.lastIndexOf('/');
        return part.substring(0, end + 1);
    }

    private static String resolved(String folder, String target) {
        var path = new ArrayDeque<String>();
        for (var step : ((target.startsWith("/") || target.startsWith("\\") ? "" : folder) + normal(target)).split("/")) {
            if (step.equals("..")) path.pollLast();
            else if (!step.isEmpty() && !step.equals(".")) path.add(step);
        }
        return String.join("/", path);
    }
}
