package cn.anju.launch;

import cn.anju.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 用自己的 PostgreSQL 时，库的每一种不对：真的程序说一句话，退出码 1，一个表也没动。 */
class OutsideRefusalsTest {

    static OutsidePostgres outside;

    @TempDir static Path data;

    @BeforeAll
    static void 别人的服务器() throws Exception {
        outside = OutsidePostgres.start();
        outside.create("good");
    }

    @AfterAll
    static void 停下() throws Exception {
        outside.close();
    }

    @Test
    void 密码不对_没有库_连不上() throws Exception {
        start("good", Map.of("ANJU_DB_PASSWORD", "wrong")).isRefused("不接受用户 owner 的密码", "ANJU_DB_PASSWORD");
        start("nowhere", Map.of()).isRefused("没有数据库", "nowhere");
        start("good", Map.of("ANJU_DB_URL", "jdbc:postgresql://127.0.0.1:1/good")).isRefused("连不上数据库", "PostgreSQL 已启动");
        start("good", Map.of("ANJU_DB_URL", "jdbc:postgresql://nowhere.invalid/good")).isRefused("连不上数据库", "nowhere.invalid");
    }

    @Test
    void 认不出汉字的库() throws Exception {
        outside.create("latin", "C");
        start("latin", Map.of()).isRefused("LC_CTYPE = C", "认不出汉字");
    }

    @Test
    void 应用角色权力太大_与库主是同一个_密码对不上() throws Exception {
        outside.run("good", "create role mighty superuser login password 'mighty'", "create role plain login password 'plain'");
        start("good", Map.of("ANJU_DB_APP_USER", "mighty", "ANJU_DB_APP_PASSWORD", "mighty")).isRefused("数据库角色 mighty 权力太大");
        start("good", Map.of("ANJU_DB_APP_USER", "owner")).isRefused("不能是同一个角色");
        start("good", Map.of("ANJU_DB_USER", "mighty", "ANJU_DB_PASSWORD", "mighty", "ANJU_DB_APP_USER", "mighty")).isRefused("不能是同一个角色");
        start("good", Map.of("ANJU_DB_APP_USER", "plain", "ANJU_DB_APP_PASSWORD", "other")).isRefused("数据库角色 plain 已存在，但密码对不上");
    }

    @Test
    void 比程序新的库_说出模块和版本() throws Exception {
        outside.create("newer");
        outside.run("newer", "create table flyway_schema_history_cashier (version text, type text, success boolean)",
            "insert into flyway_schema_history_cashier values ('1', 'SQL', true), ('999', 'SQL', true)", "alter table flyway_schema_history_cashier owner to owner");
        for (var command : new String[] {"start", "verify"})
            anju(command, "newer", Map.of()).isRefused("数据库比程序新", "模块 cashier 已升到 V999");
    }

    /** The server is what it is; the wire makes it say 14. */
    @Test
    void 比十五旧的服务器() throws Exception {
        var number = version();
        try (var wire = new Wire(outside.port(), chunk -> replaced(chunk, number, "140012"))) {
            start("good", Map.of("ANJU_DB_URL", "jdbc:postgresql://127.0.0.1:" + wire.port() + "/good")).isRefused("太旧", "15 或更新");
        }
    }

    private Program.Ended start(String database, Map<String, String> environment) throws Exception {
        return anju("start", database, environment);
    }

    private Program.Ended anju(String command, String database, Map<String, String> environment) throws Exception {
        var all = new HashMap<>(OutsidePostgres.environment(outside.url(database)));
        all.put("ANJU_PORT", Integer.toString(Program.freePort()));
        all.putAll(environment);
        return Program.run(all, command, "--data", data.toString());
    }

    private static String version() throws Exception {
        try (var connection = OutsidePostgres.OWNER.connect(outside.url("good"))) {
            return Sql.text(connection, "show server_version_num");
        }
    }

    private static byte[] replaced(byte[] chunk, String from, String to) {
        return new String(chunk, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
