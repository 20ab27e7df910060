package cn.anju.month;

import cn.anju.Office;
import cn.anju.StoryDatabase;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** 一个小区里人写的每一栏文字，前面都加上公式、网页、脚本和控制符；再看谁当了真。 */
final class HostileTexts {

    private static final List<String> LEADS = List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1");
    static final String MARK = "<img src=x onerror=alert(1)><script>alert(1)</script>";
    private static final String CONTROLS = "\u0001\u001b\u0085\ufffe";
    private static final String COLUMNS = """
        select a.attrelid::regclass::text, quote_ident(a.attname)
          from pg_attribute a
          join pg_class t on t.oid = a.attrelid and t.relkind = 'r' and t.relpersistence = 'p'
          join pg_collation c on c.oid = a.attcollation and c.collname <> 'C'
         where a.atttypid = 'text'::regtype and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and t.relnamespace::regnamespace::text <> 'access'
           and a.attname !~ '(state|kind)$'
           and exists (select from pg_attribute k where k.attrelid = t.oid and k.attname = 'community_id')
         order by 1, 2
        """;

    private HostileTexts() {}

    /** Written past all rules, as its owner: what a code's own rule does not refuse. @return the columns that hold it now */
    static List<String> write(long community) throws SQLException {
        var written = new ArrayList<String>();
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement()) {
            var columns = new ArrayList<String[]>();
            try (var rows = statement.executeQuery(COLUMNS)) {
                while (rows.next()) columns.add(new String[] {rows.getString(1), rows.getString(2)});
            }
            for (var i = 0; i < columns.size(); i++)
                if (isWritten(connection, community, columns.get(i)[0], columns.get(i)[1], LEADS.get(i % LEADS.size()) + MARK + CONTROLS))
                    written.add(columns.get(i)[0] + "." + columns.get(i)[1]);
        }
        return written;
    }

    private static boolean isWritten(Connection connection, long community, String table, String column, String text) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement();
             var update = connection.prepareStatement("update %s set %2$s = ? || %2$s where community_id = ? and %2$s is not null".formatted(table, column))) {
            statement.execute("alter table " + table + " disable trigger user");
            update.setString(1, text);
            update.setLong(2, community);
            var rows = update.executeUpdate();
            statement.execute("alter table " + table + " enable trigger user");
            connection.commit();
            return rows > 0;
        } catch (SQLException e) {
            connection.rollback();
            if (!e.getSQLState().startsWith("23")) throw e;
            return false;
        }
    }

    /** What a spreadsheet would work out, or could not even open. */
    static List<String> inSheet(String address, Office.Answer answer) throws IOException {
        var wrong = new ArrayList<String>();
        try (var zip = ZipFile.builder().setByteArray(answer.raw().body()).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                if (!entry.getName().endsWith(".xml")) continue;
                try {
                    var xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(zip.getInputStream(entry));
                    while (xml.hasNext()) if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("f")) wrong.add(address + " 有公式");
                } catch (XMLStreamException e) {
                    wrong.add(address + " 打不开：" + e.getMessage());
                }
            }
        }
        return wrong;
    }

    static List<String> inCsv(String address, Office.Answer answer) {
        var wrong = new ArrayList<String>();
        CsvReader.builder().ofCsvRecord(new String(answer.raw().body(), StandardCharsets.UTF_8)).forEach(row -> row.getFields().stream()
            .filter(field -> field.contains("onerror") && "=+-@\t\r＝＋－＠".indexOf(field.charAt(0)) >= 0).forEach(field -> wrong.add(address + " " + field)));
        return wrong;
    }
}
