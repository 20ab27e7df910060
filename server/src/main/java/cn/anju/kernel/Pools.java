package cn.anju.kernel;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * 两池数据库连接：窗口上的请求一池，后台工作、导出、打印一池；一池占满了，另一池照常。
 *
 * <p>A thread takes from the desk's pool while it serves a request that is neither an export nor a print; every other
 * thread is at work behind the counter.
 */
public final class Pools extends AbstractDataSource implements AutoCloseable {

    private static final ThreadLocal<Boolean> AT_DESK = ThreadLocal.withInitial(() -> false);

    private final HikariDataSource desk;
    private final HikariDataSource work;

    Pools(HikariDataSource desk, HikariDataSource work) {
        this.desk = desk;
        this.work = work;
    }

    static void enterDesk() {
        AT_DESK.set(true);
    }

    static void leaveDesk() {
        AT_DESK.remove();
    }

    /** 人人都要的一小步，不等后台：比如认出是谁。 */
    public static <T extends @Nullable Object> T atDesk(Supplier<T> step) {
        var before = AT_DESK.get();
        AT_DESK.set(true);
        try {
            return step.get();
        } finally {
            AT_DESK.set(before);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return (AT_DESK.get() ? desk : work).getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLException("everybody connects as the same role");
    }

    public List<HikariDataSource> all() {
        return List.of(desk, work);
    }

    @Override
    public void close() {
        all().forEach(HikariDataSource::close);
    }
}
