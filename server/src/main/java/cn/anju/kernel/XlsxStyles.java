package cn.anju.kernel;

import java.util.BitSet;
import java.util.HashMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** 哪些样式的格子是日期。 */
final class XlsxStyles {

    private static final Pattern NOT_FORMAT = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.|\\*.");
    private static final Pattern DATE_FORMAT = Pattern.compile("[ymdhs]", Pattern.CASE_INSENSITIVE);

    private final BitSet dates = new BitSet();

    /** A file without styles has no date cells: its dates are texts or plain numbers. */
    static XlsxStyles none() {
        return new XlsxStyles();
    }

    static XlsxStyles read(XMLStreamReader xml) throws XMLStreamException {
        var styles = new XlsxStyles();
        var formats = new HashMap<Integer, String>();
        var isCellFormat = false;
        var index = 0;
        while (xml.hasNext()) {
            var event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("cellXfs")) isCellFormat = false;
            if (event != XMLStreamReader.START_ELEMENT) continue;
            switch (xml.getLocalName()) {
                case "numFmt" -> formats.put(number(xml.getAttributeValue(null, "numFmtId")), xml.getAttributeValue(null, "formatCode"));
                case "cellXfs" -> isCellFormat = true;
                case "xf" -> {
                    if (isCellFormat) {
                        var id = number(xml.getAttributeValue(null, "numFmtId"));
                        styles.dates.set(index++, isBuiltInDate(id) || isDateFormat(formats.get(id)));
                    }
                }
                default -> { }
            }
        }
        return styles;
    }

    boolean isDate(String style) {
        return dates.get(Math.max(0, number(style)));
    }

    private static boolean isBuiltInDate(int id) {
        return id >= 14 && id <= 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 58;
    }

    private static boolean isDateFormat(@Nullable String format) {
        return format != null && !"General".equalsIgnoreCase(format)
            && DATE_FORMAT.matcher(NOT_FORMAT.matcher(format).replaceAll("")).find();
    }

    private static int number(@Nullable String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }
}
