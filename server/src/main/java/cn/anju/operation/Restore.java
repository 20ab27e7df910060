package cn.anju.operation;

import cn.anju.launch.Database;
import cn.anju.launch.StartFailure;
import cn.anju.operation.Catalogue.Module;
import cn.anju.operation.Catalogue.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.modulith.core.ApplicationModuleIdentifier;
import org.springframework.modulith.core.ApplicationModuleIdentifiers;
import org.springframework.modulith.runtime.flyway.HasMigrationFiles;
import org.springframework.modulith.runtime.flyway.SpringModulithFlywayMigrationStrategy;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * 恢复：先核对文件，把空库升到备份时的版本，在一个事务里装入全部行，再升到本程序的版本。
 *
 * <p>An owner that is no superuser cannot switch foreign keys off, so the tables are loaded in the order of their keys;
 * the triggers that refuse changes rest meanwhile, in the same transaction.
 */
@Component
class Restore {

    private final JsonMapper json;
    private final FlywayMigrationStrategy latest;

    Restore(JsonMapper json, FlywayMigrationStrategy latest) {
        this.json = json;
        this.latest = latest;
    }

    /** 把备份装进一个空的数据库。 */
    Manifest read(Database database, Path path) throws SQLException, IOException {
        try (var file = BackupFile.open(path, json)) {
            var manifest = file.manifest();
            refuseNewer(manifest);
            file.check();
            refuseUnlessEmpty(database, manifest.modules());
            for (var module : manifest.modules()) migrate(database, module);
            try (var owner = database.connectAsOwner()) {
                owner.setAutoCommit(false);
                load(owner, file);
                owner.commit();
            }
            latest.migrate(flyway(database, null));
            return manifest;
        }
    }

    private static void refuseNewer(Manifest manifest) throws IOException {
        for (var module : manifest.modules()) {
            var scripts = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/%s/V*__*.sql".formatted(module.name()));
            var known = List.of(scripts).stream().map(script -> script.getFilename())
                .map(name -> MigrationVersion.fromVersion(name.substring(1, name.indexOf("__")))).collect(Collectors.toSet());
            if (!known.contains(MigrationVersion.fromVersion(module.version())))
                throw new StartFailure("备份比程序新：模块 %s 在备份里是 V%s，本程序没有这一版。请换用更新的安居再恢复。", module.name(), module.version());
        }
    }

    /** What an interrupted restore has left, tables without an account, counts as empty. */
    private static void refuseUnlessEmpty(Database database, List<Module> modules) throws SQLException {
        try (var owner = database.connectAsOwner(); var statement = owner.createStatement()) {
            var present = new Catalogue(owner).modules();
            if (present.isEmpty()) return;
            try (var row = statement.executeQuery("select exists (select from access.staff) or exists (select from estate.community)")) {
                row.next();
                if (!row.getBoolean(1) && Map.copyOf(versions(present)).equals(versions(modules))) return;
            }
            throw new StartFailure("这个数据库里已经有安居的数据，不能恢复到这里：请用 --data 指定一个新的文件夹，或给一个空的数据库。");
        }
    }

    private static Map<String, String> versions(List<Module> modules) {
        return modules.stream().collect(Collectors.toMap(Module::name, Module::version));
    }

    private static void migrate(Database database, Module module) {
        var order = module.name().equals("__root") ? List.<ApplicationModuleIdentifier>of() : List.of(ApplicationModuleIdentifier.of(module.name()));
        new SpringModulithFlywayMigrationStrategy(ApplicationModuleIdentifiers.of(order), new HasMigrationFiles(new PathMatchingResourcePatternResolver()))
            .migrate(flyway(database, module.version()));
    }

    /** @param target the version of the module; the folder {@code __root} is looked at as well and may not have it */
    private static Flyway flyway(Database database, @Nullable String target) {
        var configuration = Flyway.configure().dataSource(database.url(), database.owner().user(), database.owner().password())
            .defaultSchema("public").placeholders(Map.of("appRole", database.app().user()));
        return (target == null ? configuration : configuration.target(target + "?")).load();
    }

    private static void load(Connection owner, BackupFile file) throws SQLException, IOException {
        var present = new Catalogue(owner).tables().stream().filter(table -> !isHistory(table))
            .collect(Collectors.toMap(Table::key, Function.identity()));
        for (var table : present.values()) run(owner, "alter table %s disable trigger user".formatted(table.quoted()));
        run(owner, "truncate " + present.values().stream().map(Table::quoted).collect(Collectors.joining(", ")));
        for (var content : file.manifest().contents()) {
            if (isHistory(content.table())) continue;
            try (var rows = file.content(content)) {
                var loaded = owner.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy %s (%s) from stdin".formatted(content.table().quoted(), content.table().quotedColumns()), rows);
                if (loaded != content.rows()) throw new IllegalStateException(content.entry() + ": " + loaded + " rows instead of " + content.rows());
            }
        }
        for (var counter : file.manifest().counters()) set(owner, counter);
        for (var table : present.values()) run(owner, "alter table %s enable trigger user".formatted(table.quoted()));
    }

    private static void set(Connection owner, Catalogue.Counter counter) throws SQLException {
        try (var statement = owner.prepareStatement("select setval(pg_get_serial_sequence(format('%I.%I', ?, ?), ?), ?, ?)")) {
            statement.setString(1, counter.schema());
            statement.setString(2, counter.table());
            statement.setString(3, counter.column());
            statement.setLong(4, counter.value());
            statement.setBoolean(5, counter.isCalled());
            statement.executeQuery().close();
        }
    }

    private static boolean isHistory(Table table) {
        return table.schema().equals("public");
    }

    private static void run(Connection owner, String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
