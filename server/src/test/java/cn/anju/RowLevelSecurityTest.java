package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Scope;
import cn.anju.kernel.ScopedTransactionManager;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 忘了写小区的查询什么也看不到，这一条由数据库保证。 */
@Story
class RowLevelSecurityTest {

    /** Company-wide tables that name a community without belonging to it. */
    private static final List<String> COMPANY_TABLES = List.of("access.role_grant");
    private static final String OF_COMMUNITIES = """
        from pg_class t join pg_attribute c on c.attrelid = t.oid and c.attname = 'community_id' and not c.attisdropped
        where t.relkind in ('r', 'p') and t.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
          and t.relpersistence = 'p'
        """;
    private static final int CALLS = 10_000;

    @Autowired Office office;

    @Test
    void 每张有小区的表_都有行级安全和按范围放行的规则() throws SQLException {
        assertThat(tables()).hasSizeGreaterThan(20);
        assertThat(column("select t.oid::regclass::text " + OF_COMMUNITIES + """
              and t.oid::regclass::text <> 'access.role_grant'
              and (not t.relrowsecurity or not exists (select from pg_policies p
                   where p.schemaname = t.relnamespace::regnamespace::text and p.tablename = t.relname and p.permissive = 'PERMISSIVE'
                     and p.cmd = 'ALL' and p.qual ~ 'community_id = ANY \\(root\\.scope\\(\\)\\)')
                or (select count(*) from pg_policies p where p.schemaname = t.relnamespace::regnamespace::text and p.tablename = t.relname) <> 1)
            """)).as("tables without the policy").isEmpty();
    }

    @Test
    void 小区在每个主键和唯一键的最前_在每个外键里() throws SQLException {
        assertThat(column("select i.indexrelid::regclass::text " + OF_COMMUNITIES.replace("where", "join pg_index i on i.indrelid = t.oid and i.indisunique where") + """
              and t.oid::regclass::text <> 'access.role_grant' and i.indkey[0] <> c.attnum
            """)).as("unique keys that do not begin with the community").isEmpty();
        assertThat(column("select k.conrelid::regclass || ' ' || k.conname " + OF_COMMUNITIES.replace("where", """
            join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
            join pg_attribute o on o.attrelid = k.confrelid and o.attname = 'community_id'
            where""") + " and k.confrelid::regclass::text <> 'access.role_grant' and not c.attnum = any (k.conkey)"))
            .as("foreign keys into another community").isEmpty();
    }

    @Test
    void 应用的角色_什么也不拥有_绕不过去() throws SQLException {
        var app = StoryDatabase.shared().app().user();
        // A bill run's own temporary table, in whatever order the stories are told, is gone with its connection.
        assertThat(column("select relname from pg_class where relowner = '%s'::regrole and relnamespace::regnamespace::text !~ '^pg_(toast_)?temp_'".formatted(app))).isEmpty();
        assertThat(column("select rolname from pg_roles where rolname = '%s' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)".formatted(app))).isEmpty();
        assertThat(column("select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = '%s'::regrole".formatted(app))).isEmpty();
        assertThat(column("""
            select oid::regclass::text from pg_class where relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
               and relname !~ '^pg_stat_statements' and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions, '{}') @> '{security_invoker=true}')
            """)).as("views that would show everything").isEmpty();
    }

    @Test
    void 没有说范围_语句失败_说了别的范围_一行也没有() throws SQLException {
        try (var connection = StoryDatabase.shared().connectAsApp()) {
            connection.setAutoCommit(false);
            for (var table : tables()) {
                assertThat(refusal(connection, "select count(*) from " + table)).as("%s without a scope", table).isIn("22P02", "42704", "42501");
                if (may(connection, table, "select"))
                    assertThat(count(connection, "set local anju.scope = '987654321'", "select count(*) from " + table)).as(table).isZero();
            }
        }
    }

    @Test
    void 写不进别的小区() throws SQLException {
        try (var connection = StoryDatabase.shared().connectAsApp()) {
            connection.setAutoCommit(false);
            for (var table : tables()) {
                if (!may(connection, table, "insert")) continue;
                assertThat(refusal(connection, "set local anju.scope = '987654321'", "insert into %s (community_id) values (987654322)".formatted(table)))
                    .as(table).isEqualTo("42501");
            }
        }
    }

    @Test
    void 两个小区交替一万次_共用两条连接_一行也不串() throws Exception {
        var one = office.newCommunity("甲", "2026-07-01");
        var other = office.newCommunity("乙", "2026-07-01");
        for (var community : List.of(one, other)) office.delete("/api/communities/" + community + "/settings/no.such").expect(404);
        var config = new HikariConfig();
        config.setJdbcUrl(StoryDatabase.shared().url());
        config.setUsername(StoryDatabase.shared().app().user());
        config.setPassword(StoryDatabase.shared().app().password());
        config.setMaximumPoolSize(2);
        try (var pool = new HikariDataSource(config); var threads = Executors.newFixedThreadPool(4)) {
            var jdbc = JdbcClient.create(pool);
            var transaction = new TransactionTemplate(new ScopedTransactionManager(pool, new StaticListableBeanFactory().getBeanProvider(cn.anju.kernel.CommitHook.class)));
            var calls = new ArrayList<Callable<List<Long>>>();
            for (var i = 0; i < CALLS; i++) {
                var community = i % 2 == 0 ? one : other;
                calls.add(() -> Scope.of(community).call(() -> transaction.execute(status ->
                    jdbc.sql("select distinct community_id from access.audit").query(Long.class).list())));
            }
            var answers = threads.invokeAll(calls);
            for (var i = 0; i < CALLS; i++) assertThat(answers.get(i).get()).containsExactly(i % 2 == 0 ? one : other);
        }
    }

    private static List<String> tables() throws SQLException {
        var tables = column("select t.oid::regclass::text " + OF_COMMUNITIES + " order by 1");
        tables.removeAll(COMPANY_TABLES);
        return tables;
    }

    private static List<String> column(String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            while (rows.next()) values.add(rows.getString(1));
        }
        return values;
    }

    private static boolean may(Connection connection, String table, String privilege) throws SQLException {
        return count(connection, "select 1", "select has_table_privilege('%s', '%s')::int".formatted(table, privilege)) == 1;
    }

    private static long count(Connection connection, String first, String then) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(first);
            try (var rows = statement.executeQuery(then)) {
                rows.next();
                return rows.getLong(1);
            }
        } finally {
            connection.rollback();
        }
    }

    private static String refusal(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
            return "done";
        } catch (SQLException e) {
            return e.getSQLState();
        } finally {
            connection.rollback();
        }
    }
}
