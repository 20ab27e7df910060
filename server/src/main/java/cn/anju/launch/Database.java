package cn.anju.launch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * 一个可以用的数据库：地址与两个角色。
 *
 * @param url   JDBC address
 * @param owner owns the tables and migrates; {@code verify} and {@code backup} read as this one
 * @param app   what the server's pool uses: owns nothing, under row-level security
 */
public record Database(String url, Login owner, Login app) {

    private static final List<String> EXTENSIONS = List.of("pg_trgm", "btree_gist");
    private static final int OLDEST = 150000;

    /**
     * 检查并备好一个外部数据库：版本、扩展、汉字检索、不带特权的应用角色。
     *
     * @param app the role the pool shall use; made if the server does not know it
     */
    public static Database prepare(String url, Login owner, Login app) {
        try (var connection = connect(url, owner)) {
            if (owner.user().equals(app.user()))
                throw new StartFailure("ANJU_DB_APP_USER 与 ANJU_DB_USER 不能是同一个角色（%s）。", owner.user());
            refuseOld(Integer.parseInt(Sql.text(connection, "show server_version_num")), connection.getMetaData().getDatabaseProductVersion());
            createExtensions(connection);
            if (!Sql.exists(connection, "select from pg_roles where rolname = ?", app.user())) createRole(connection, app);
            var database = new Database(url, owner, app);
            try (var asApp = connectApp(url, app)) {
                database.check(connection, asApp);
            }
            return database;
        } catch (SQLException e) {
            throw unreachable(url, owner.user(), e);
        }
    }

    /** The embedded database of the server that runs on this data folder; empty until it is ready. */
    public static Optional<Database> ofServer(Path data) {
        var running = Running.in(data);
        return running.url().isEmpty() ? Optional.empty()
            : Optional.of(EmbeddedRoles.existing(running.databaseUrl(), new Secrets(data.resolve("secrets"))));
    }

    public Connection connectAsOwner() {
        return connect(url, owner);
    }

    public Connection connectAsApp() {
        return connect(url, app);
    }

    /** What must hold for every database, embedded or not. */
    void check(Connection asOwner, Connection asApp) throws SQLException {
        if (!Sql.text(asOwner, "show server_encoding").equals("UTF8"))
            throw new StartFailure("数据库的编码不是 UTF8：请用 create database … encoding 'UTF8' 重新建库。");
        if (Sql.text(asOwner, "select coalesce(array_length(show_trgm('安居'), 1), 0)").equals("0"))
            throw new StartFailure("数据库的排序规则（LC_CTYPE = %s）认不出汉字，检索将找不到中文：请用 locale 'C.UTF-8' 或 'zh_CN.UTF-8' 重新建库。",
                Sql.text(asOwner, "select datctype from pg_database where datname = current_database()"));
        if (Sql.exists(asApp, """
            select from pg_roles where (rolsuper or rolbypassrls or rolname = ?)
               and pg_has_role(current_user, oid, 'MEMBER')""", owner.user()))
            throw new StartFailure("数据库角色 %s 权力太大（超级用户、绕过行级安全，或是 %s 的成员），数据隔离会失效：请换一个普通角色。",
                app.user(), owner.user());
        if (Sql.exists(asApp, """
            select from pg_shdepend d join pg_roles r on r.oid = d.refobjid
              left join pg_database b on b.oid = d.dbid
             where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o' and r.rolname = current_user
               and coalesce(b.datname, current_database()) = current_database()"""))
            throw new StartFailure("数据库角色 %s 拥有表或其他对象，数据隔离会失效：请换一个什么也不拥有的角色。", app.user());
    }

    static boolean hasExtensions(Connection connection) throws SQLException {
        for (var extension : EXTENSIONS)
            if (!Sql.exists(connection, "select from pg_extension where extname = ?", extension)) return false;
        return true;
    }

    /** @param version 150000 for PostgreSQL 15 */
    static void refuseOld(int version, String name) {
        if (version < OLDEST) throw new StartFailure("数据库是 PostgreSQL %s，太旧：安居需要 15 或更新的版本。", name);
    }

    static void createExtensions(Connection connection) throws SQLException {
        for (var extension : EXTENSIONS) {
            if (Sql.exists(connection, "select from pg_extension where extname = ?", extension)) continue;
            try {
                Sql.run(connection, "create extension if not exists " + extension);
            } catch (SQLException e) {
                throw new StartFailure("数据库里没有扩展 %s，也装不上（%s）：请装上 postgresql-contrib，并由管理员执行 create extension %s。",
                    extension, e.getMessage().lines().findFirst().orElse(""), extension);
            }
        }
    }

    static StartFailure unreachable(String url, String user, SQLException e) {
        var place = url.replaceFirst("\\?.*", "");
        return switch (e.getSQLState() == null ? "" : e.getSQLState()) {
            case "28P01", "28000" -> new StartFailure("数据库 %s 不接受用户 %s 的密码：请检查 ANJU_DB_USER 和 ANJU_DB_PASSWORD。", place, user);
            case "3D000" -> new StartFailure("服务器上没有数据库 %s：请先建库，或检查 ANJU_DB_URL。", place);
            case "08001", "08004", "08006" -> new StartFailure("连不上数据库 %s：请检查 ANJU_DB_URL，并确认 PostgreSQL 已启动。", place);
            case "53100" -> new StartFailure("磁盘满了：数据库 %s 所在的磁盘没有空间了，请腾出一些再启动。", place);
            case "42501" -> new StartFailure("数据库用户 %s 权限不足（%s）。", user, e.getMessage().lines().findFirst().orElse(""));
            default -> new StartFailure("数据库 %s 用不了：%s", place, e.getMessage().lines().findFirst().orElse(""));
        };
    }

    static boolean isRefusedLogin(SQLException e) {
        return "28P01".equals(e.getSQLState()) || "28000".equals(e.getSQLState());
    }

    private static void createRole(Connection connection, Login app) throws SQLException {
        try {
            Sql.run(connection, Sql.text(connection, "select format('create role %I login password %L', ?, ?)",
                app.user(), app.password()));
            Sql.run(connection, Sql.text(connection, "select format('grant connect, temporary on database %I to %I', current_database(), ?)",
                app.user()));
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) throw e;
            throw new StartFailure("数据库用户不能新建角色：请管理员执行 create role %1$s login password '…'，"
                + "再用 ANJU_DB_APP_USER=%1$s 和 ANJU_DB_APP_PASSWORD 启动。", app.user());
        }
    }

    private static Connection connect(String url, Login login) {
        try {
            return login.connect(url);
        } catch (SQLException e) {
            throw unreachable(url, login.user(), e);
        }
    }

    private static Connection connectApp(String url, Login app) throws SQLException {
        try {
            return app.connect(url);
        } catch (SQLException e) {
            if (!isRefusedLogin(e)) throw e;
            throw new StartFailure("数据库角色 %s 已存在，但密码对不上：请用 ANJU_DB_APP_PASSWORD 给出它的密码，"
                + "或请管理员 alter role %s password '…'。", app.user(), app.user());
        }
    }
}
