package cn.anju.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.anju.launch.Durability;
import cn.anju.launch.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** 等备机的提交被取消：数据库照常返回，只留一句警告；我们不当作办成了。 */
class UncertainCommitTest {

    @TempDir
    Path folder;

    @Test
    void 等备机时被取消的提交_等不到备机的提交_都不算办成_行却在_再来一次才有定论() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder, Durability.DURABLE, Path.of(System.getProperty("java.io.tmpdir"), "anju-postgres"));
             var clerk = Executors.newSingleThreadExecutor()) {
            var owner = postgres.database().owner();
            var source = new DriverManagerDataSource(postgres.database().url(), owner.user(), owner.password());
            var superuser = new DriverManagerDataSource(postgres.url("anju"), postgres.superuser().user(), postgres.superuser().password());
            var jdbc = JdbcClient.create(source);
            var transaction = new TransactionTemplate(new ScopedTransactionManager(source, new DefaultListableBeanFactory().getBeanProvider(CommitHook.class)));
            jdbc.sql("create table public.paid (id int)").update();
            transaction.executeWithoutResult(status -> jdbc.sql("insert into public.paid values (1)").update());

            try (var admin = superuser.getConnection(); var statement = admin.createStatement()) {
                statement.execute("alter system set synchronous_standby_names = 'nobody'");
                statement.execute("select pg_reload_conf()");
                var paying = clerk.submit(() -> transaction.executeWithoutResult(status -> jdbc.sql("insert into public.paid values (2)").update()));
                await().atMost(Duration.ofSeconds(20)).until(() -> {
                    try (var cancelled = statement.executeQuery("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'")) {
                        return cancelled.next() && cancelled.getBoolean(1);
                    }
                });
                assertThatThrownBy(paying::get).hasCauseInstanceOf(CommitUncertain.class);
                assertThat(paid(statement)).isEqualTo(2);

                // Nobody cancels: the standby never answers, and only the socket's limit ends the wait.
                var limited = new DriverManagerDataSource(postgres.database().url() + "?socketTimeout=2", owner.user(), owner.password());
                var impatient = new TransactionTemplate(new ScopedTransactionManager(limited, new DefaultListableBeanFactory().getBeanProvider(CommitHook.class)));
                var waiting = clerk.submit(() -> impatient.executeWithoutResult(status -> JdbcClient.create(limited).sql("insert into public.paid values (3)").update()));
                assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CommitUncertain.class);
                statement.execute("alter system reset synchronous_standby_names");
                statement.execute("select pg_reload_conf()");
                await().atMost(Duration.ofSeconds(20)).until(() -> paid(statement) == 3);
            }
        }
    }

    private static int paid(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("select count(*) from public.paid")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
