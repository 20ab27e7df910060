package cn.anju;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** 断电：这个线程的第几条语句（或提交）起，数据库就没了。 */
@TestConfiguration(proxyBeanMethods = false)
public class Interruption {

    private static final ThreadLocal<Integer> LEFT = new ThreadLocal<>();

    /** 做到第 {@code statements} 条语句就断；@return 有没有断到 */
    public static boolean isKilledAfter(int statements, Callable<?> work) throws Exception {
        LEFT.set(statements);
        try {
            work.call();
            return false;
        } catch (RuntimeException e) {
            if (LEFT.get() >= 0) throw e;
            return true;
        } finally {
            LEFT.remove();
        }
    }

    @Bean
    static BeanPostProcessor breakable() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source && !(bean instanceof DelegatingDataSource) ? new DelegatingDataSource(source) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        return wrapped(Connection.class, super.getConnection());
                    }
                } : bean;
            }
        };
    }

    private static <T> T wrapped(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute") || method.getName().equals("commit") || method.getName().equals("unwrap")) tick();
            return switch (call(target, method, arguments)) {
                case CallableStatement statement -> wrapped(CallableStatement.class, statement);
                case PreparedStatement statement -> wrapped(PreparedStatement.class, statement);
                case Statement statement -> wrapped(Statement.class, statement);
                case null -> null;
                case Object result -> result;
            };
        }));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void tick() throws SQLException {
        var left = LEFT.get();
        if (left == null) return;
        LEFT.set(left - 1);
        if (left <= 0) throw new SQLException("killed", "57P01");
    }
}
