package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.launch.Database;
import cn.anju.launch.Durability;
import cn.anju.launch.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class MigrationsTest {

    /** Everything that makes a schema: columns, constraints, indexes, policies, triggers, functions, grants, views. */
    private static final String SHAPE = """
        select 'column ' || table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || ' '
               || coalesce(numeric_precision::text, '') || ',' || coalesce(numeric_scale::text, '') || ' ' || is_nullable || ' '
               || coalesce(column_default, '') || ' ' || is_identity || ' ' || coalesce(collation_name, '') || ' ' || coalesce(generation_expression, '')
          from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')
        union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
          from pg_constraint where connamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
        union all select 'index ' || indexdef from pg_indexes where schemaname not in ('pg_catalog', 'information_schema')
        union all select 'policy ' || schemaname || '.' || tablename || ' ' || policyname || ' ' || cmd || ' ' || coalesce(qual, '') || coalesce(with_check, '') from pg_policies
        union all select 'security ' || oid::regclass || ' ' || relrowsecurity || ' ' || coalesce(array_to_string(reloptions, ','), '')
          from pg_class where relkind in ('r', 'v', 'm', 'p') and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast')
        union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
        union all select 'function ' || oid::regprocedure || ' ' || md5(prosrc) || ' ' || prosecdef from pg_proc
          where pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'public')
        union all select 'grant ' || grantee || ' ' || table_schema || '.' || table_name || ' ' || privilege_type from information_schema.table_privileges
          where table_schema not in ('pg_catalog', 'information_schema')
        union all select 'column grant ' || grantee || ' ' || table_schema || '.' || table_name || '.' || column_name || ' ' || privilege_type
          from information_schema.column_privileges where table_schema not in ('pg_catalog', 'information_schema')
        """;

    @Test
    void 新建的库与一步步升上来的库_一模一样(@TempDir Path folder) throws IOException, SQLException {
        try (var postgres = EmbeddedPostgres.start(folder, Durability.RELAXED_FOR_TESTS, Path.of(System.getProperty("java.io.tmpdir"), "anju-postgres"))) {
            var database = postgres.database();
            var latest = latest();
            for (var version = 1; version <= latest; version++) {
                if (hasScript("__root", version)) migrate(database, "__root", "flyway_schema_history", String.valueOf(version));
                for (var module : Modules.ORDER)
                    if (hasScript(module, version)) migrate(database, module, "flyway_schema_history_" + module, String.valueOf(version));
            }
            var grown = shape(database);
            empty(database);
            new Modules().migrateInOrder().migrate(flyway(database, "__root", "flyway_schema_history", "latest", "classpath:db/migration"));
            var fresh = shape(database);
            assertThat(grown).hasSizeGreaterThan(500);
            assertThat(fresh).containsExactlyElementsOf(grown);
        }
    }

    private static void migrate(Database database, String module, String table, String target) {
        flyway(database, module, table, target, "classpath:db/migration/" + module).migrate();
    }

    private static Flyway flyway(Database database, String module, String table, String target, String location) {
        return Flyway.configure().dataSource(database.url(), database.owner().user(), database.owner().password()).locations(location)
            .defaultSchema("public").table(table).baselineOnMigrate(true).baselineVersion("0").target(target)
            .placeholders(java.util.Map.of("appRole", database.app().user())).load();
    }

    private static boolean hasScript(String module, int version) throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/%s/V%d__*.sql".formatted(module, version)).length > 0;
    }

    private static int latest() throws IOException {
        var latest = 1;
        for (var script : new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/V*__*.sql"))
            latest = Math.max(latest, Integer.parseInt(script.getFilename().replaceFirst("V(\\d+)__.*", "$1")));
        return latest;
    }

    private static List<String> shape(Database database) throws SQLException {
        var lines = new TreeSet<String>();
        try (var connection = database.connectAsOwner(); var statement = connection.createStatement(); var rows = statement.executeQuery(SHAPE)) {
            while (rows.next()) lines.add(rows.getString(1));
        }
        return new ArrayList<>(lines);
    }

    private static void empty(Database database) throws SQLException {
        var drops = new ArrayList<String>();
        try (var connection = database.connectAsOwner(); var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("""
                    select format('drop schema %I cascade', nspname) from pg_namespace where nspowner = (select oid from pg_roles where rolname = current_user)
                    union all select format('drop table public.%I cascade', tablename) from pg_tables where schemaname = 'public' and tableowner = current_user
                    """)) {
                while (rows.next()) drops.add(rows.getString(1));
            }
            for (var drop : drops) statement.execute(drop);
        }
    }
}
