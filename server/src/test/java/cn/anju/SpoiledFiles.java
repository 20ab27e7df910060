package cn.anju;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** 好文件改坏：字节乱改、截断、重复，压缩包里的部件换掉一段、丢掉、换位，表格文字里塞怪东西。 */
public final class SpoiledFiles {

    private static final List<String> ODD = List.of("", "\u0000", "]]>", "<!--", "<![CDATA[", "&a;", "&#0;", "&#x110000;", "<!DOCTYPE x [<!ENTITY a SYSTEM \"http://127.0.0.1:9/\">]>",
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>", "</row>", "<row>", "<row r=\"0\">", "<row r=\"-5\">", "<row r=\"99999999999\">", "<c r=\"XFE1\">", "<c r=\"\">", "<c r=\"1A\">",
        "<c t=\"s\"><v>-1</v></c>", "<c t=\"s\"><v>999999</v></c>", "<c t=\"s\"><v>x</v></c>", "<c t=\"b\"><v>2</v></c>", "<c t=\"e\"><v>#REF!</v></c>", "<c t=\"d\"><v>0000-99-99</v></c>",
        "<c s=\"99999\"><v>1</v></c>", "<c s=\"1\"><v>1e400</v></c>", "<c s=\"1\"><v>-1e9</v></c>", "<c><v>1e999999999</v></c>", "<c><v>NaN</v></c>", "<c><f>1/0</f></c>", "<c t=\"inlineStr\"><is/></c>",
        "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>", "<mergeCell ref=\"B2\"/>", "<mergeCell ref=\"Z9:A1\"/>", "Target=\"../../../etc/passwd\"", "TargetMode=\"External\"", "xmlns=\"\"", "_x0000_", "_xFFFF_",
        "\uD83C", "\uFFFE", "=cmd|' /C calc'!A0", "'; drop table x --", "%s%n", "1e9", "-1", "NaN", "9999-12-31", "2026-02-30", "９９９", "\"", "\"\"\"", "\r", "\n\n", ",,,,", "\t", "楼栋", "房号", "合计", "9".repeat(400), "汉".repeat(5_000));

    private SpoiledFiles() {}

    /** The file, spoiled in one to five places. */
    public static byte[] spoil(byte[] whole, Random random) {
        var isZip = whole.length > 4 && whole[0] == 'P' && whole[1] == 'K';
        if (isZip && random.nextInt(4) > 0) return zipped(spoiledParts(parts(whole), random));
        return isZip || random.nextInt(3) == 0 ? spoiledBytes(whole, random) : spoiledText(whole, random);
    }

    private static byte[] spoiledBytes(byte[] whole, Random random) {
        if (whole.length < 2) return whole;
        if (random.nextInt(5) == 0) return Arrays.copyOf(whole, random.nextInt(whole.length));
        var bytes = random.nextInt(8) == 0 ? joined(whole, whole) : whole.clone();
        for (var i = random.nextInt(1, 6); i > 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        return bytes;
    }

    private static byte[] spoiledText(byte[] part, Random random) {
        var text = new StringBuilder(new String(part, StandardCharsets.UTF_8));
        for (var i = random.nextInt(1, 6); i > 0; i--) {
            var from = random.nextInt(text.length() + 1);
            var to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(from, ODD.get(random.nextInt(ODD.size())));
                case 1 -> text.delete(from, to);
                case 2 -> text.insert(from, text.substring(Math.max(0, from - random.nextInt(200)), from));
                default -> text.replace(from, to, ODD.get(random.nextInt(ODD.size())));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> spoiledParts(Map<String, byte[]> parts, Random random) {
        var names = new ArrayList<>(parts.keySet());
        for (var i = random.nextInt(1, 4); i > 0; i--) {
            var name = names.get(random.nextInt(names.size()));
            var other = names.get(random.nextInt(names.size()));
            switch (random.nextInt(10)) {
                case 0 -> parts.remove(name);
                case 1 -> parts.put(other, parts.getOrDefault(name, new byte[0]));
                case 2 -> parts.put("../" + name, parts.getOrDefault(name, new byte[0]));
                default -> parts.computeIfPresent(name, (key, part) -> spoiledText(part, random));
            }
        }
        return parts;
    }

    private static Map<String, byte[]> parts(byte[] whole) {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = ZipFile.builder().setByteArray(whole).get()) {
            for (var entry : Collections.list(zip.getEntries())) parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zipped(Map<String, byte[]> parts) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
