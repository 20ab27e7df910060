package cn.anju.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** .xlsx 里的文字：一段或几段（各有字体），注音不算。 */
final class XlsxText {

    /** Characters that XML cannot hold stand as {@code _x000D_}. */
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private XlsxText() {}

    /** Reads up to the end of the element (si, is) that the reader stands on. */
    static String read(XMLStreamReader xml) throws XMLStreamException {
        var text = new StringBuilder();
        for (var depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    if (xml.getLocalName().equals("t")) text.append(xml.getElementText());
                    else if (xml.getLocalName().equals("rPh")) skip(xml);
                    else depth++;
                }
                case XMLStreamReader.END_ELEMENT -> depth--;
                default -> { }
            }
        }
        return plain(text.toString());
    }

    /** 共享的文字，按次序。 */
    static List<String> shared(XMLStreamReader xml) throws XMLStreamException {
        var texts = new ArrayList<String>();
        while (xml.hasNext())
            if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("si")) texts.add(read(xml));
        return texts;
    }

    static String plain(String text) {
        return text.contains("_x") ? ESCAPE.matcher(text).replaceAll(match -> {
            var sign = (char) Integer.parseInt(match.group(1), 16);
            return sign == '$' || sign == '\\' ? "\\" + sign : String.valueOf(sign);
        }) : text;
    }

    private static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (var depth = 1; depth > 0; ) {
            var event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) depth++;
            else if (event == XMLStreamReader.END_ELEMENT) depth--;
        }
    }
}
