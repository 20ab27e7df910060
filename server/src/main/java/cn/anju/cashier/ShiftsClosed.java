package cn.anju.cashier;

import cn.anju.ledger.CloseCheck;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 结账前：这个月开的班全部交清。 */
@Component
class ShiftsClosed implements CloseCheck {

    private final JdbcClient jdbc;
    private final Clock clock;

    ShiftsClosed(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String label() {
        return "班次全部交清";
    }

    @Override
    @Transactional(readOnly = true)
    public Finding check(long community, YearMonth month) {
        var open = jdbc.sql("""
                select cashier_name from cashier.shift
                 where community_id = :community and is_open and opened_at < :end order by id
                """).param("community", community)
            .param("end", month.plusMonths(1).atDay(1).atStartOfDay(clock.getZone()).toInstant().atOffset(ZoneOffset.UTC))
            .query(String.class).list();
        return open.isEmpty() ? Finding.green("没有未交的班") : Finding.red("%s 的班还没有交".formatted(String.join("、", open)), "shifts");
    }
}
