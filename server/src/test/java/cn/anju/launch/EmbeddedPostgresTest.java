package cn.anju.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** 内置数据库：真的启动、杀掉、恢复；文件夹名带空格和汉字。 */
class EmbeddedPostgresTest {

    private static final Path BINARIES = Path.of("target");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path temporary;
    static EmbeddedPostgres postgres;

    @BeforeAll
    static void 启动() {
        postgres = EmbeddedPostgres.start(folder(), Durability.DURABLE, BINARIES);
    }

    @AfterAll
    static void 停下() {
        postgres.close();
    }

    @Test
    void 写盘设置与校验和都开着_读回来看() throws SQLException {
        try (var connection = postgres.database().connectAsApp()) {
            for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"})
                assertThat(text(connection, "show " + setting)).as(setting).isEqualTo("on");
            assertThat(text(connection, "select datctype from pg_database where datname = 'anju'")).isEqualTo("C.UTF-8");
            assertThat(text(connection, "show server_version")).isEqualTo(PostgresBinaries.VERSION);
            assertThat(text(connection, "select array_length(show_trgm('安居'), 1)::text")).isEqualTo("3");
        }
    }

    @Test
    void 改松了写盘设置_拒绝启动() throws SQLException {
        var secrets = new Secrets(folder().resolve("secrets"));
        superuser("alter role anju_app set synchronous_commit = off");
        try {
            assertThatThrownBy(() -> EmbeddedRoles.prepare(postgres, secrets, Durability.DURABLE))
                .isInstanceOf(StartFailure.class).hasMessageContaining("synchronous_commit").hasMessageContaining("off");
        } finally {
            superuser("alter role anju_app reset synchronous_commit");
        }
    }

    @Test
    void 应用角色没有任何特权() throws SQLException {
        try (var connection = postgres.database().connectAsApp()) {
            assertThat(text(connection, """
                select concat_ws(',', rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication)
                  from pg_roles where rolname = current_user""")).isEqualTo("f,f,f,f,f");
            assertThatThrownBy(() -> Sql.run(connection, "create table public.mine (id int)"))
                .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> Sql.run(connection, "set role anju")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void 应用角色一旦有了特权或拥有东西_拒绝启动() throws SQLException {
        var database = postgres.database();
        superuser("alter role anju_app bypassrls");
        assertThatThrownBy(() -> Database.prepare(database.url(), database.owner(), database.app()))
            .isInstanceOf(StartFailure.class).hasMessageContaining("权力太大");
        superuser("alter role anju_app nobypassrls");
        superuser("create schema own authorization anju_app");
        assertThatThrownBy(() -> Database.prepare(database.url(), database.owner(), database.app()))
            .isInstanceOf(StartFailure.class).hasMessageContaining("拥有");
        superuser("drop schema own");
        assertThat(Database.prepare(database.url(), database.owner(), database.app())).isEqualTo(database);
    }

    @Test
    void 密码不对或没有库_一句话说清() {
        var database = postgres.database();
        assertThatThrownBy(() -> Database.prepare(database.url(), new Login("anju", "wrong"), database.app()))
            .isInstanceOf(StartFailure.class).hasMessageContaining("ANJU_DB_PASSWORD");
        assertThatThrownBy(() -> Database.prepare(database.url(), database.owner(), new Login("anju_app", "wrong")))
            .isInstanceOf(StartFailure.class).hasMessageContaining("ANJU_DB_APP_PASSWORD");
        assertThatThrownBy(() -> Database.prepare(postgres.url("nowhere"), database.owner(), database.app()))
            .isInstanceOf(StartFailure.class).hasMessageContaining("没有数据库");
        assertThatThrownBy(() -> Database.prepare("jdbc:postgresql://127.0.0.1:1/anju", database.owner(), database.app()))
            .isInstanceOf(StartFailure.class).hasMessageContaining("连不上");
    }

    @Test
    void 认不出汉字的数据库_拒绝() throws SQLException {
        superuser("create database latin owner anju template template0 lc_ctype 'C' lc_collate 'C'");
        var database = postgres.database();
        assertThatThrownBy(() -> Database.prepare(postgres.url("latin"), database.owner(), database.app()))
            .isInstanceOf(StartFailure.class).hasMessageContaining("认不出汉字");
        superuser("drop database latin");
    }

    @Test
    void 主进程被杀_自动重启_已确认的都在() throws Exception {
        superuser("create table if not exists kept (id int)");
        superuser("insert into kept values (1)");
        var before = postgres.pid();
        Postmaster.signal("KILL", before);
        for (var patience = 0; patience < 600 && !answers(); patience++) Thread.sleep(50);
        assertThat(postgres.pid()).isNotEqualTo(before);
        try (var connection = postgres.superuser().connect(postgres.url("anju"))) {
            assertThat(text(connection, "select count(*)::text from kept")).isEqualTo("1");
        }
    }

    @Test
    void 正常停下后再启动_无需恢复_密码文件只有本人可读() throws Exception {
        var folder = temporary.resolve("停 了 再开");
        EmbeddedPostgres.start(folder, Durability.RELAXED_FOR_TESTS, BINARIES).close();
        try (var again = EmbeddedPostgres.start(folder, Durability.RELAXED_FOR_TESTS, BINARIES)) {
            assertThat(Files.readString(folder.resolve("postgres.log")))
                .contains("database system is shut down").doesNotContain("automatic recovery");
            for (var name : new String[] {"postgres", "anju", "anju_app"})
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets/" + name))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> new Login("postgres", "").connect(again.url("anju"))).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void 数据库比程序新_拒绝并说出模块和版本() throws SQLException {
        var database = postgres.database();
        assertThat(Migrations.of(database).refuseNewer().isEmpty()).isTrue();
        assertThat(Migrations.of(database).isCurrent()).isFalse();
        try (var owner = database.connectAsOwner()) {
            Sql.run(owner, "create table flyway_schema_history (version text, type text, success boolean)");
            Sql.run(owner, "create table flyway_schema_history_ledger (version text, type text, success boolean)");
            Sql.run(owner, "insert into flyway_schema_history values ('1', 'SQL', true), (null, 'SQL', true)");
            Sql.run(owner, "insert into flyway_schema_history_ledger values ('0', 'BASELINE', true), ('1', 'SQL', true)");
            assertThatCode(() -> Migrations.of(database).refuseNewer()).doesNotThrowAnyException();
            Sql.run(owner, "insert into flyway_schema_history_ledger values ('99', 'SQL', true)");
            assertThatThrownBy(() -> Migrations.of(database).refuseNewer()).isInstanceOf(StartFailure.class)
                .hasMessageContaining("模块 ledger 已升到 V99").hasMessageMatching("(?s).*本程序只到 V\\d+。.*");
            Sql.run(owner, "drop table flyway_schema_history_ledger, flyway_schema_history");
        }
    }

    /** A server that was killed leaves its database running; the next one takes over. */
    @Test
    void 服务被杀后遗留的数据库_下一次启动先停掉它() throws Exception {
        var folder = temporary.resolve("遗留");
        var orphan = EmbeddedPostgres.start(folder, Durability.RELAXED_FOR_TESTS, BINARIES);
        var pid = orphan.pid();
        orphan.abandon();
        try (var next = EmbeddedPostgres.start(folder, Durability.RELAXED_FOR_TESTS, BINARIES)) {
            assertThat(next.pid()).isNotEqualTo(pid);
            assertThat(ProcessHandle.of(pid)).isEmpty();
        }
    }

    private static Path folder() {
        return temporary.resolve("数据 一");
    }

    private static boolean answers() {
        try (var connection = postgres.superuser().connect(postgres.url("anju"))) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void superuser(String statement) throws SQLException {
        try (var connection = postgres.superuser().connect(postgres.url("anju"))) {
            Sql.run(connection, statement);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        return Sql.text(connection, query);
    }
}
