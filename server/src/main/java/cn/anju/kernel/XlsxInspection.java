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
 * <p>The same parts are inflated here under a limit that the library reads afterwards without one.
 */
final class XlsxInspection {

    private static final long MOST_BYTES = 300L << 20;
    private static final int MOST_PARTS = 10_000;
    private static final int MOST_STRINGS = 1_000_000;
    private static final int MOST_MERGES = 50_000;
    private static final Pattern AREA = Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");

    private final XMLInputFactory factory = new InputFactoryImpl();
    private final Map<String, List<Merges.Area>> areasByPart = new HashMap<>();
    private final Map<String, String> partById = new HashMap<>();
    private long bytesLeft = MOST_BYTES;
    private int strings;

    private XlsxInspection() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    static XlsxInspection of(byte[] content) {
        var inspection = new XlsxInspection();
        try (var zip = ZipFile.builder().setByteArray(content).get()) {
            inspection.look(zip);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw e instanceof Problem problem ? problem : broken();
        }
        return inspection;
    }

    static Problem broken() {
        return Problem.invalid("file-broken", "这个 Excel 文件已损坏，打不开。请在 Excel 里打开、另存一份后再传");
    }

    Merges merges(String relationId) {
        return new Merges(areasByPart.getOrDefault(partById.getOrDefault(relationId, ""), List.of()));
    }

    private void look(ZipFile zip) throws IOException, XMLStreamException {
        if (zip.getEntry("[Content_Types].xml") == null || zip.getEntry("xl/workbook.xml") == null)
            throw Problem.invalid("file-not-excel", "这不是 Excel 文件，请在 Excel 里另存为「Excel 工作簿（.xlsx）」后再传");
        var entries = Collections.list(zip.getEntries());
        if (entries.size() > MOST_PARTS) throw tooLarge();
        for (var entry : entries) {
            var name = entry.getName();
            if (!name.endsWith(".xml") && !name.endsWith(".rels")) continue;
            try (var stream = new Limited(zip.getInputStream(entry))) {
                look(name, factory.createXMLStreamReader(stream));
            }
        }
    }

    private void look(String part, XMLStreamReader xml) throws XMLStreamException {
        var isRelations = part.equals("xl/_rels/workbook.xml.rels");
        while (xml.hasNext()) {
            var event = xml.next();
            if (event == XMLStreamReader.DTD || event == XMLStreamReader.ENTITY_REFERENCE)
                throw Problem.invalid("file-unsafe", "这个文件里有不该有的外部引用，不能导入。请在 Excel 里另存一份后再传");
            if (event != XMLStreamReader.START_ELEMENT) continue;
            switch (xml.getLocalName()) {
                case "si" -> count();
                case "mergeCell" -> merge(part, xml.getAttributeValue(null, "ref"));
                case "Relationship" -> {
                    if (isRelations) relate(xml.getAttributeValue(null, "Id"), xml.getAttributeValue(null, "Target"));
                }
                default -> { }
            }
        }
    }

    private void count() {
        if (++strings > MOST_STRINGS) throw tooLarge();
    }

    private void relate(String id, String target) {
        partById.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
    }

    private void merge(String part, String reference) {
        var match = AREA.matcher(reference);
        if (!match.matches()) return;
        var areas = areasByPart.computeIfAbsent(part, key -> new ArrayList<>());
        if (areas.size() == MOST_MERGES) throw tooLarge();
        areas.add(new Merges.Area(Integer.parseInt(match.group(2)) - 1, columnOf(match.group(1)),
            Integer.parseInt(match.group(4)) - 1, columnOf(match.group(3))));
    }

    private static int columnOf(String letters) {
        return letters.chars().reduce(0, (column, letter) -> column * 26 + letter - 'A' + 1) - 1;
    }

    private static Problem tooLarge() {
        return Problem.invalid("file-too-large", "这个 Excel 文件展开后太大，请只留下要导入的那张表，或把它分成几份");
    }

    /** Counts what comes out of the zip, whatever its directory claims. */
    private final class Limited extends FilterInputStream {

        Limited(InputStream in) {
            super(in);
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
            if (bytesLeft < 0) throw tooLarge();
        }
    }
}
