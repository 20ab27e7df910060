package cn.anju.launch;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * 库表的版本，程序里有的和数据库里升过的：比程序新的数据库，程序不能碰。
 *
 * <p>Spring Modulith keeps one Flyway history per module, {@code flyway_schema_history_<module>} beside
 * {@code flyway_schema_history} for the folder {@code __root}. Read here by one query, because asking Flyway itself
 * opens two connections for each module: a seventh of the start.
 *
 * @param known   by module, the versions this program has
 * @param applied by module, those the database has gone through
 */
record Migrations(Map<String, TreeSet<MigrationVersion>> known, Map<String, TreeSet<MigrationVersion>> applied) {

    private static final String HISTORY = "flyway_schema_history";
    private static final String ROOT = "__root";

    static Migrations of(Database database) {
        try (var connection = database.connectAsOwner()) {
            return new Migrations(scripts(), histories(connection));
        } catch (SQLException e) {
            throw Database.unreachable(database.url(), database.owner().user(), e);
        } catch (IOException e) {
            throw new StartFailure("程序包不完整，读不到升级脚本：%s", e.getMessage());
        }
    }

    /** Refuses if any version was applied that this program does not have. */
    Migrations refuseNewer() {
        applied.forEach((module, versions) -> {
            var mine = known.getOrDefault(module, new TreeSet<>());
            var unknown = new TreeSet<>(versions);
            unknown.removeAll(mine);
            if (!unknown.isEmpty())
                throw new StartFailure("数据库比程序新：模块 %s 已升到 V%s，本程序只到 V%s。请换用更新的安居，或恢复升级前的备份。",
                    module, unknown.last(), mine.isEmpty() ? "0" : mine.last());
        });
        return this;
    }

    /** Whether Anju has never been here. */
    boolean isEmpty() {
        return applied.isEmpty();
    }

    /** Whether there is nothing to upgrade. */
    boolean isCurrent() {
        return applied.equals(known);
    }

    private static Map<String, TreeSet<MigrationVersion>> scripts() throws IOException {
        var known = new TreeMap<String, TreeSet<MigrationVersion>>();
        for (var script : new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/V*__*.sql")) {
            var path = URI.create(script.getURL().toString()).getSchemeSpecificPart().split("/");
            var name = path[path.length - 1];
            known.computeIfAbsent(path[path.length - 2], _ -> new TreeSet<>())
                .add(MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))));
        }
        return known;
    }

    private static Map<String, TreeSet<MigrationVersion>> histories(Connection connection) throws SQLException {
        var applied = new TreeMap<String, TreeSet<MigrationVersion>>();
        var query = Sql.text(connection, """
            select coalesce(string_agg(format(
                     'select %L, version from public.%I where version is not null and success and type <> ''BASELINE''',
                     tablename, tablename), ' union all '), '')
              from pg_tables where tablename ~ '^flyway_schema_history(_|$)' and schemaname = 'public'""");
        if (query.isEmpty()) return applied;
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            while (rows.next())
                applied.computeIfAbsent(module(rows.getString(1)), _ -> new TreeSet<>()).add(MigrationVersion.fromVersion(rows.getString(2)));
        }
        return applied;
    }

    private static String module(String history) {
        return history.equals(HISTORY) ? ROOT : history.substring(HISTORY.length() + 1);
    }
}
