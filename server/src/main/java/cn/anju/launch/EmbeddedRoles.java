package cn.anju.launch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * 内置数据库里的角色：{@code anju} 拥有库表并负责升级，{@code anju_app} 只能按授权读写。
 *
 * <p>The superuser makes what is missing and puts right what does not fit the kept passwords.
 */
final class EmbeddedRoles {

    static final String OWNER = "anju";
    static final String APP = "anju_app";
    static final String DATABASE = "anju";

    private EmbeddedRoles() {}

    static Database prepare(EmbeddedPostgres postgres, Secrets secrets, Durability durability) {
        var owner = new Login(OWNER, secrets.password(OWNER));
        var app = new Login(APP, secrets.password(APP));
        var url = postgres.url(DATABASE);
        try {
            var database = new Database(url, owner, app);
            if (!isSound(database, durability)) {
                complete(postgres, owner, app);
                if (!isSound(database, durability)) throw new IllegalStateException("roles or extensions are still missing in " + url);
            }
            return database;
        } catch (SQLException e) {
            throw Database.unreachable(url, postgres.superuser().user(), e);
        }
    }

    /** Two connections where all is as it was left; each one costs a start some thousand hashes. */
    private static boolean isSound(Database database, Durability durability) throws SQLException {
        try (var owner = database.owner().connect(database.url()); var app = database.app().connect(database.url())) {
            if (!Database.hasExtensions(owner)) return false;
            database.check(owner, app);
            if (durability == Durability.DURABLE) requireDurable(app, database.app());
            return true;
        } catch (SQLException e) {
            if (Database.isRefusedLogin(e) || "3D000".equals(e.getSQLState())) return false;
            throw e;
        }
    }

    private static void complete(EmbeddedPostgres postgres, Login owner, Login app) throws SQLException {
        try (var connection = connect(postgres, "postgres")) {
            for (var login : List.of(owner, app)) {
                if (!Sql.exists(connection, "select from pg_roles where rolname = ?", login.user())) role(connection, "create", login);
                else if (!canSignIn(postgres, login)) role(connection, "alter", login);
            }
            if (!Sql.exists(connection, "select from pg_database where datname = ?", DATABASE))
                Sql.run(connection, "create database anju owner anju");
        }
        try (var connection = connect(postgres, DATABASE)) {
            Database.createExtensions(connection);
        }
    }

    /** The database of a server that runs on the same data folder. */
    static Database existing(String url, Secrets secrets) {
        return new Database(url, new Login(OWNER, secrets.password(OWNER)), new Login(APP, secrets.password(APP)));
    }

    /** Read back as the role the pool uses: settings of a role or a database would win over the command line. */
    private static void requireDurable(Connection connection, Login app) throws SQLException {
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
            var value = Sql.text(connection, "select current_setting(?)", setting);
            if (!value.equals("on"))
                throw new StartFailure("数据库的 %s 是 %s，断电会丢数据，拒绝启动：请改回 on（如 alter role %s reset %s）。",
                    setting, value, app.user(), setting);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres, String database) {
        try {
            return postgres.superuser().connect(postgres.url(database));
        } catch (SQLException e) {
            throw Database.unreachable(postgres.url(database), postgres.superuser().user(), e);
        }
    }

    private static boolean canSignIn(EmbeddedPostgres postgres, Login login) throws SQLException {
        try (var connection = login.connect(postgres.url("postgres"))) {
            return true;
        } catch (SQLException e) {
            if (Database.isRefusedLogin(e)) return false;
            throw e;
        }
    }

    private static void role(Connection superuser, String verb, Login login) throws SQLException {
        Sql.run(superuser, Sql.text(superuser, "select format(? || ' role %I login password %L', ?, ?)",
            verb, login.user(), login.password()));
    }
}
