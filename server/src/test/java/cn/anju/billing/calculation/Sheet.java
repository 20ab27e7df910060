package cn.anju.billing.calculation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/** The rows of a test spreadsheet, each as text by column name, blanks and full-width forms evened out. */
record Sheet(List<Map<String, String>> rows) {

    static Sheet read(Path file, String knownColumn) {
        try (var in = Files.newInputStream(file); var book = new ReadableWorkbook(in)) {
            var rows = new ArrayList<Map<String, String>>();
            Map<Integer, String> header = Map.of();
            for (var row : book.getFirstSheet().read()) {
                var cells = new HashMap<Integer, String>();
                for (var cell : row) if (cell != null) cells.put(cell.getColumnIndex(), text(cell));
                if (cells.containsValue(knownColumn)) header = cells;
                else if (!header.isEmpty()) rows.add(named(header, cells));
            }
            return new Sheet(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> named(Map<Integer, String> header, Map<Integer, String> cells) {
        var row = new HashMap<String, String>();
        header.forEach((column, name) -> row.put(name, cells.getOrDefault(column, "")));
        return row;
    }

    /** A spreadsheet keeps binary fractions and means the fifteen digits that it shows. */
    private static String number(Cell cell) {
        var shown = cell.asNumber().round(new MathContext(15)).stripTrailingZeros();
        return shown.toPlainString();
    }

    private static String text(Cell cell) {
        var text = cell.getType() == CellType.NUMBER ? number(cell) : cell.getRawValue();
        return text == null ? "" : Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }
}
