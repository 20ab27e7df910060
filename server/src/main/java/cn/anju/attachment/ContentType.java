package cn.anju.attachment;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 文件是什么类型：看开头的字节，不信它自己说的。 */
final class ContentType {

    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> BY_START = new LinkedHashMap<>();
    private static final Set<String> OFFICE = Set.of(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation");

    static {
        BY_START.put("\u00ff\u00d8\u00ff", "image/jpeg");
        BY_START.put("\u0089PNG\r\n", "image/png");
        BY_START.put("GIF8", "image/gif");
        BY_START.put("%PDF-", "application/pdf");
        BY_START.put("PK\u0003\u0004", "application/zip");
    }

    private ContentType() {}

    static String of(byte[] content, @Nullable String claimed) {
        var head = new String(content, 0, Math.min(content.length, 512), StandardCharsets.ISO_8859_1);
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return "image/webp";
        var found = BY_START.entrySet().stream().filter(entry -> head.startsWith(entry.getKey())).map(Map.Entry::getValue)
            .findFirst().orElse(UNKNOWN);
        if (found.equals("application/zip") && claimed != null && OFFICE.contains(claimed))
            return new String(content, StandardCharsets.ISO_8859_1).contains("[Content_Types].xml") ? claimed : found;
        return found.equals(UNKNOWN) && !head.isEmpty() && head.chars().noneMatch(c -> c < ' ' && c != '\t' && c != '\r' && c != '\n')
            ? "text/plain" : found;
    }
}
