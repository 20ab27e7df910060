package cn.anju.kernel;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 读 CSV：UTF-8（有无 BOM）、GBK、UTF-16；逗号、制表符或分号分开。 */
final class CsvFile {

    private static final int LONGEST_FIELD = 1 << 20;

    private CsvFile() {}

    static boolean isUtf16(byte[] content) {
        return content.length >= 2 && (content[0] == (byte) 0xff && content[1] == (byte) 0xfe
            || content[0] == (byte) 0xfe && content[1] == (byte) 0xff);
    }

    static SheetTable read(byte[] content, List<SheetColumn> columns) {
        var text = decoded(content);
        if (text.isBlank()) throw Problem.invalid("file-empty", "这个文件是空的，请选择填好的 Excel 文件");
        var reader = new TableReader(columns);
        try {
            var csv = CsvReader.builder().fieldSeparator(separator(text)).skipEmptyLines(false).allowExtraFields(true)
                .allowMissingFields(true).allowUnclosedQuote(true).allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_FIELD).ofCsvRecord(text);
            var table = reader.read("CSV", lines(csv), Merges.none());
            if (table != null) return table;
        } catch (RuntimeException e) {
            throw e instanceof Problem problem ? problem : Problem.invalid("file-broken", "这个 CSV 文件读不下去，请检查引号是否成对");
        }
        throw reader.missing();
    }

    private static Iterator<TableReader.Line> lines(CsvReader<CsvRecord> csv) {
        return csv.stream().map(line -> new TableReader.Line(Math.toIntExact(line.getStartingLineNumber()),
            line.getFields().stream().limit(TableReader.MOST_COLUMNS).map(CsvFile::value).toArray())).iterator();
    }

    /** Takes away the apostrophe that {@link Csv} puts before what a spreadsheet would take for a formula. */
    private static @Nullable Object value(String field) {
        var text = Csv.isGuarded(field) ? field.substring(1) : field;
        return CellText.tidy(text).isEmpty() ? null : text;
    }

    private static String decoded(byte[] content) {
        if (isUtf16(content)) return new String(content, StandardCharsets.UTF_16);
        return Stream.of(StandardCharsets.UTF_8, Charset.forName("GB18030")).map(charset -> decoded(content, charset))
            .flatMap(Stream::ofNullable).findFirst().orElseThrow(() -> Problem.invalid("file-not-excel",
                "这个文件的文字编码认不出来，请在 Excel 里另存为「Excel 工作簿（.xlsx）」后再传"));
    }

    private static @Nullable String decoded(byte[] content, Charset charset) {
        try {
            var text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static char separator(String text) {
        var start = text.substring(0, Math.min(text.length(), 4096));
        return Stream.of(',', '\t', ';').max(Comparator.comparingLong(mark -> start.chars().filter(c -> c == mark).count()))
            .orElse(',');
    }
}
