package cn.anju.launch;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * 库表的版本：比程序新的数据库，程序不能碰。
 *
 * <p>Spring Modulith keeps one Flyway history per module, {@code flyway_schema_history_<module>} beside
 * {@code flyway_schema_history} for the folder {@code __root}.
 */
final class Migrations {

    private static final String HISTORY = "flyway_schema_history";
    private static final String ROOT = "__root";

    private Migrations() {}

    /** Refuses if any version was applied that this program does not have. */
    static void refuseNewer(Database database) {
        try (var connection = database.connectAsOwner()) {
            for (var table : histories(connection)) {
                var module = table.equals(HISTORY) ? ROOT : table.substring(HISTORY.length() + 1);
                var known = known(module);
                var unknown = applied(connection, table);
                unknown.removeAll(known);
                if (!unknown.isEmpty())
                    throw new StartFailure("数据库比程序新：模块 %s 已升到 V%s，本程序只到 V%s。请换用更新的安居，或恢复升级前的备份。",
                        module, unknown.last(), known.stream().max(Comparator.naturalOrder()).map(Object::toString).orElse("0"));
            }
        } catch (SQLException e) {
            throw Database.unreachable(database.url(), database.owner().user(), e);
        } catch (IOException e) {
            throw new StartFailure("程序包不完整，读不到升级脚本：%s", e.getMessage());
        }
    }

    /** Whether Anju has ever been here. */
    static boolean isEmpty(Database database) {
        try (var connection = database.connectAsOwner()) {
            return histories(connection).isEmpty();
        } catch (SQLException e) {
            throw Database.unreachable(database.url(), database.owner().user(), e);
        }
    }

    private static Set<String> histories(Connection connection) throws SQLException {
        var tables = new TreeSet<String>();
        try (var statement = connection.createStatement();
             var rows = statement.executeQuery("""
                 select tablename from pg_tables
                  where tablename ~ '^flyway_schema_history(_|$)' and schemaname = 'public'""")) {
            while (rows.next()) tables.add(rows.getString(1));
        }
        return tables;
    }

    private static TreeSet<MigrationVersion> applied(Connection connection, String table) throws SQLException {
        var versions = new TreeSet<MigrationVersion>();
        var query = Sql.text(connection, """
            select format('select version from public.%I where version is not null and type <> ''BASELINE''', ?)""", table);
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            while (rows.next()) versions.add(MigrationVersion.fromVersion(rows.getString(1)));
        }
        return versions;
    }

    private static Set<MigrationVersion> known(String module) throws IOException {
        var scripts = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/" + module + "/V*__*.sql");
        return Stream.of(scripts).map(script -> script.getFilename())
            .map(name -> MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))))
            .collect(Collectors.toSet());
    }
}
