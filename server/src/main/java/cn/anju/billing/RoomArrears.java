package cn.anju.billing;

import cn.anju.kernel.Money;
import cn.anju.kernel.Needs;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** 每间房欠多少：房态图按它上色。 */
@RestController
class RoomArrears {

    /**
     * 一间房没收清的账单合计。
     *
     * @param overdue the part that is past its due date
     * @param daysLate of the oldest open line; 0 when nothing is overdue
     */
    record RoomDebt(long roomId, Money outstanding, Money overdue, int daysLate) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    RoomArrears(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @GetMapping("/api/communities/{community}/arrears/rooms")
    @Needs("billing.read")
    @Transactional(readOnly = true)
    public List<RoomDebt> rooms(@PathVariable long community) {
        return jdbc.sql("""
                select b.room_id, sum(b.outstanding) outstanding, coalesce(sum(b.outstanding) filter (where b.due_on < :today), 0.00) overdue,
                       greatest(:today - min(b.due_on), 0) days_late
                  from billing.bill b
                  join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                 where b.community_id = :community and b.outstanding > 0
                 group by b.room_id
                 order by b.room_id
                """).param("community", community).param("today", LocalDate.now(clock))
            .query((row, i) -> new RoomDebt(row.getLong("room_id"), new Money(row.getBigDecimal("outstanding")), new Money(row.getBigDecimal("overdue")),
                row.getInt("days_late"))).list();
    }
}
