package cn.anju.kernel;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** 两池连接各按自己的一段设置：窗口的等不久，后台的可以算很久。 */
@Configuration(proxyBeanMethods = false)
class PoolConfiguration {

    @Bean(destroyMethod = "close")
    DataSource dataSource(DataSourceProperties properties, Environment environment) {
        return new Pools(pool("desk", properties, environment), pool("work", properties, environment));
    }

    private static HikariDataSource pool(String name, DataSourceProperties properties, Environment environment) {
        var pool = properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
        var binder = Binder.get(environment);
        binder.bind("spring.datasource.hikari", Bindable.ofInstance(pool));
        binder.bind("anju.pool." + name, Bindable.ofInstance(pool));
        pool.setPoolName(name);
        return pool;
    }

    /** Before everything that reads the session. */
    @Component
    @Order(Integer.MIN_VALUE)
    static class AtDesk extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
            Pools.enterDesk();
            try {
                chain.doFilter(request, response);
            } finally {
                Pools.leaveDesk();
            }
        }
    }
}
