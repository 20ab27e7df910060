package cn.anju.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 收据号：每个小区、收款主体、号段连续无缺；作废的号保留。
 *
 * <p>The row of the series stays locked until the commit, so draw the number as the last thing a transaction does.
 */
@Service
public class ReceiptNumbers {

    private final JdbcClient jdbc;

    ReceiptNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 取下一个号。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public long next(long community, long entity, String series) {
        return jdbc.sql("""
                insert into ledger.receipt_series as s (community_id, entity_id, series, last_number)
                values (:community, :entity, :series, 1)
                    on conflict (community_id, entity_id, series) do update set last_number = s.last_number + 1
                returning last_number
                """)
            .param("community", community).param("entity", entity).param("series", series)
            .query(Long.class).single();
    }

    /** 号码的写法，如 {@code S00000012}。 */
    public static String text(String series, long number) {
        return "%s%08d".formatted(series, number);
    }
}
