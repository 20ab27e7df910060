package cn.anju.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * 读 .xlsx：逐行，不把整本展开。
 *
 * <p>Only the workbook and its sheets need to be there. Shared strings and styles are optional in the format, and many
 * programs leave them out; parts are found by their relationships, wherever they lie.
 */
final class XlsxFile {

    private static final int DAYS_TO_1904 = 1462;

    private record Page(String name, @Nullable String part) {}

    private final ZipFile zip;
    private final XlsxInspection inspection;
    private final String workbook;
    private final List<Page> pages = new ArrayList<>();
    private int epoch;

    private XlsxFile(ZipFile zip, XlsxInspection inspection) {
        this.zip = zip;
        this.inspection = inspection;
        workbook = inspection.workbook();
    }

    static SheetTable read(byte[] content, List<SheetColumn> columns) {
        var inspection = XlsxInspection.of(content);
        try (var zip = ZipFile.builder().setByteArray(content).get()) {
            return new XlsxFile(zip, inspection).read(new TableReader(columns));
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw e instanceof Problem problem ? problem : XlsxInspection.broken();
        }
    }

    private SheetTable read(TableReader reader) throws IOException, XMLStreamException {
        within(workbook, this::contents);
        var texts = new ArrayList<String>();
        var strings = inspection.parts().first(workbook, "sharedStrings");
        if (strings.isPresent()) within(strings.get(), xml -> texts.addAll(XlsxText.shared(xml)));
        var styles = new XlsxStyles[] {XlsxStyles.none()};
        var formats = inspection.parts().first(workbook, "styles");
        if (formats.isPresent()) within(formats.get(), xml -> styles[0] = XlsxStyles.read(xml));
        var shared = new XlsxRows.Shared(texts, styles[0], epoch);
        for (var page : pages) {
            if (page.part == null) throw XlsxInspection.broken();
            var table = new SheetTable[1];
            within(page.part, xml -> table[0] = reader.read(page.name, new XlsxRows(xml, shared), inspection.merges(page.part)));
            if (table[0] != null) return table[0].alike(alike(page, reader, shared));
        }
        throw reader.missing();
    }

    private List<String> alike(Page read, TableReader reader, XlsxRows.Shared shared) throws IOException, XMLStreamException {
        var names = new ArrayList<String>();
        for (var page : pages.subList(pages.indexOf(read) + 1, pages.size()))
            if (page.part != null) within(page.part, xml -> {
                if (reader.hasHead(new XlsxRows(xml, shared))) names.add(page.name);
            });
        return names;
    }

    private void contents(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamReader.START_ELEMENT) continue;
            switch (xml.getLocalName()) {
                case "workbookPr" -> {
                    var flag = attribute(xml, "date1904");
                    if ("1".equals(flag) || "true".equals(flag)) epoch = DAYS_TO_1904;
                }
                case "sheet" -> {
                    // What is hidden, nobody means to import.
                    if (attribute(xml, "state") == null || "visible".equals(attribute(xml, "state")))
                        pages.add(new Page(String.valueOf(attribute(xml, "name")), inspection.parts().target(workbook, String.valueOf(attribute(xml, "id")))));
                }
                default -> { }
            }
        }
    }

    /** By local name: r:id stands in another namespace in strict files. */
    private static @Nullable String attribute(XMLStreamReader xml, String name) {
        return IntStream.range(0, xml.getAttributeCount()).filter(at -> xml.getAttributeLocalName(at).equals(name))
            .mapToObj(xml::getAttributeValue).findFirst().orElse(null);
    }

    private interface Look {
        void at(XMLStreamReader xml) throws XMLStreamException;
    }

    private void within(String part, Look look) throws IOException, XMLStreamException {
        var entry = inspection.parts().entry(part);
        if (entry == null) throw XlsxInspection.broken();
        try (var stream = zip.getInputStream(zip.getEntry(entry.getName()))) {
            look.at(inspection.reader(stream));
        }
    }
}
