package cn.anju.kernel;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 数据库的统计：大批写入以后当场更新，不等自动分析。 */
@Component
public class Statistics {

    private final JdbcClient jdbc;

    Statistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Last in a transaction that wrote many rows, or after it: tables that have grown are analyzed, milliseconds each. */
    @Transactional
    public void refresh() {
        jdbc.sql("select root.refresh_statistics()").query(row -> { });
    }
}
