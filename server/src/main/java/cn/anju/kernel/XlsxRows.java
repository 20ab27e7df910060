package cn.anju.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * 一张工作表的行，逐行读出。
 *
 * <p>Rows and cells may leave out where they stand; they then follow the one before. A formula stands as the value that
 * Excel computed last; a file written by a program may hold formulas without any.
 */
final class XlsxRows implements Iterator<TableReader.Line> {

    /** What the cells of all sheets share. @param epoch days to add to a serial: books of old Macs count from 1904 */
    record Shared(List<String> texts, XlsxStyles styles, int epoch) {}

    /** Excel shows fifteen digits; the file has seventeen, so that 1.1 stands there as 1.1000000000000001. */
    private static final MathContext SHOWN = new MathContext(15);
    private static final int LONGEST_NUMBER = 320;

    private final XMLStreamReader xml;
    private final Shared shared;
    private int number;
    private TableReader.@Nullable Line next;

    XlsxRows(XMLStreamReader xml, Shared shared) {
        this.xml = xml;
        this.shared = shared;
        next = read();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public TableReader.Line next() {
        var line = next;
        if (line == null) throw new NoSuchElementException();
        next = read();
        return line;
    }

    private TableReader.@Nullable Line read() {
        try {
            while (xml.hasNext())
                if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("row")) return row();
            return null;
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private TableReader.Line row() throws XMLStreamException {
        var at = xml.getAttributeValue(null, "r");
        number = at == null ? number + 1 : Integer.parseInt(at);
        var cells = new ArrayList<@Nullable Object>();
        var place = -1;
        while (true) {
            var event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("row")) break;
            if (event != XMLStreamReader.START_ELEMENT || !xml.getLocalName().equals("c")) continue;
            var reference = xml.getAttributeValue(null, "r");
            place = reference == null ? place + 1 : XlsxInspection.columnOf(reference);
            var value = cell();
            if (place >= TableReader.MOST_COLUMNS) continue;
            while (cells.size() <= place) cells.add(null);
            cells.set(place, value);
        }
        return new TableReader.Line(number, cells.toArray());
    }

    /** Ends with the cell's end. */
    private @Nullable Object cell() throws XMLStreamException {
        var type = xml.getAttributeValue(null, "t");
        var style = xml.getAttributeValue(null, "s");
        var isFormula = false;
        String value = null;
        while (true) {
            var event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("c")) break;
            if (event != XMLStreamReader.START_ELEMENT) continue;
            switch (xml.getLocalName()) {
                case "f" -> isFormula = true;
                case "v" -> value = xml.getElementText();
                case "is" -> value = XlsxText.read(xml);
                default -> { }
            }
        }
        if (value == null || value.isEmpty() && !"str".equals(type)) return isFormula ? new SheetRow.Fault("公式没有结果") : null;
        return value(type == null ? "n" : type, style, value);
    }

    private @Nullable Object value(String type, @Nullable String style, String value) {
        return switch (type) {
            case "s" -> text(shared.texts.get(Integer.parseInt(value.strip())));
            case "str" -> text(XlsxText.plain(value));
            case "inlineStr" -> text(value);
            case "b" -> value.strip().equals("1") || value.strip().equalsIgnoreCase("true");
            case "e" -> new SheetRow.Fault(value);
            case "d" -> {
                var day = CellText.date(value);
                yield day == null ? new SheetRow.Fault(value) : day.atStartOfDay();
            }
            default -> figure(style, value.strip());
        };
    }

    private Object figure(@Nullable String style, String value) {
        try {
            var figure = new BigDecimal(value);
            if (Math.abs((long) figure.precision() - figure.scale()) > LONGEST_NUMBER) return new SheetRow.Fault(value);
            if (style != null && shared.styles.isDate(style)) return SheetRow.moment(figure.add(BigDecimal.valueOf(shared.epoch)));
            return figure.round(SHOWN);
        } catch (NumberFormatException e) {
            return new SheetRow.Fault(value);
        }
    }

    private static @Nullable String text(String text) {
        return CellText.tidy(text).isEmpty() ? null : text;
    }
}
