package cn.anju.kernel;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * 打开 .xlsx 之前先查一遍：压缩炸弹、外部实体、过大的文件一律拒收；顺手记下合并的格子。
 *
 * <p>The same parts are inflated here under a limit that {@link XlsxFile} reads afterwards without one.
 */
final class XlsxInspection {

    private static final long MOST_BYTES = 300L << 20;
    /** A sheet of equal rows packs to a hundredth; only blanks pack to a five-hundredth. */
    private static final long SUSPICIOUS_BYTES = 30L << 20;
    private static final int MOST_RATIO = 500;
    private static final int MOST_PARTS = 10_000;
    private static final int MOST_STRINGS = 1_000_000;
    private static final int MOST_MERGES = 50_000;
    private static final Pattern AREA = Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");

    private final XMLInputFactory factory = new InputFactoryImpl();
    private final Map<String, List<Merges.Area>> areasByPart = new HashMap<>();
    private final XlsxParts parts;
    private long bytesLeft = MOST_BYTES;
    private int strings;

    private XlsxInspection(ZipFile zip) {
        parts = new XlsxParts(zip);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    static XlsxInspection of(byte[] content) {
        try (var zip = ZipFile.builder().setByteArray(content).get()) {
            var inspection = new XlsxInspection(zip);
            inspection.look(zip);
            return inspection;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw e instanceof Problem problem ? problem : broken();
        }
    }

    static Problem broken() {
        return Problem.invalid("file-broken", "这个 Excel 文件已损坏，打不开。请在 Excel 里打开、另存一份后再传");
    }

    XlsxParts parts() {
        return parts;
    }

    String workbook() {
        return parts.workbook().orElseThrow(XlsxInspection::notExcel);
    }

    Merges merges(String part) {
        return new Merges(areasByPart.getOrDefault(part, List.of()));
    }

    /** 外部实体不展开、不联网的读法。 */
    XMLStreamReader reader(InputStream stream) throws XMLStreamException {
        return factory.createXMLStreamReader(stream);
    }

    private void look(ZipFile zip) throws IOException, XMLStreamException {
        if (!parts.has("[content_types].xml")) throw notExcel();
        var entries = Collections.list(zip.getEntries());
        if (entries.size() > MOST_PARTS) throw tooLarge();
        for (var entry : entries) {
            var name = XlsxParts.normal(entry.getName());
            if (!XlsxParts.isInspected(name)) continue;
            try (var stream = new Limited(zip.getInputStream(entry), entry.getCompressedSize())) {
                look(name, reader(stream));
            }
        }
        if (parts.workbook().isEmpty()) throw notExcel();
    }

    private void look(String part, XMLStreamReader xml) throws XMLStreamException {
        var isRelations = XlsxParts.isRelations(part);
        while (xml.hasNext()) {
            var event = xml.next();
            if (event == XMLStreamReader.DTD || event == XMLStreamReader.ENTITY_REFERENCE)
                throw Problem.invalid("file-unsafe", "这个文件里有不该有的外部引用，不能导入。请在 Excel 里另存一份后再传");
            if (event != XMLStreamReader.START_ELEMENT) continue;
            switch (xml.getLocalName()) {
                case "si" -> count();
                case "mergeCell" -> merge(part, xml.getAttributeValue(null, "ref"));
                case "Relationship" -> {
                    if (isRelations) parts.relate(part, xml.getAttributeValue(null, "Id"), xml.getAttributeValue(null, "Type"),
                        xml.getAttributeValue(null, "Target"), "External".equals(xml.getAttributeValue(null, "TargetMode")));
                }
                default -> { }
            }
        }
    }

    private void count() {
        if (++strings > MOST_STRINGS) throw tooLarge();
    }

    private void merge(String part, String reference) {
        var match = AREA.matcher(reference);
        if (!match.matches()) return;
        var areas = areasByPart.computeIfAbsent(part, key -> new ArrayList<>());
        if (areas.size() == MOST_MERGES) throw tooLarge();
        areas.add(new Merges.Area(Integer.parseInt(match.group(2)) - 1, columnOf(match.group(1)),
            Integer.parseInt(match.group(4)) - 1, columnOf(match.group(3))));
    }

    /** Column of {@code AB} or {@code AB12}, from 0; what is beyond the last of Excel is the one after the last. */
    static int columnOf(String reference) {
        var column = 0;
        for (var i = 0; i < reference.length() && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z'; i++)
            column = Math.min(column * 26 + reference.charAt(i) - 'A' + 1, 16_385);
        return column - 1;
    }

    private static Problem notExcel() {
        return Problem.invalid("file-not-excel", "这不是 Excel 文件，请在 Excel 里另存为「Excel 工作簿（.xlsx）」后再传");
    }

    private static Problem tooLarge() {
        return Problem.invalid("file-too-large", "这个 Excel 文件展开后太大，请只留下要导入的那张表，或把它分成几份");
    }

    /** Counts what comes out of the zip, whatever its directory claims. */
    private final class Limited extends FilterInputStream {

        private final long packed;
        private long unpacked;

        Limited(InputStream in, long packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            if (one >= 0) took(1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            if (read > 0) took(read);
            return read;
        }

        private void took(int bytes) {
            bytesLeft -= bytes;
            unpacked += bytes;
            if (bytesLeft < 0 || unpacked > SUSPICIOUS_BYTES && unpacked / MOST_RATIO > packed) throw tooLarge();
        }
    }
}
