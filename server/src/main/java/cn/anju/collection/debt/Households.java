package cn.anju.collection.debt;

import cn.anju.billing.FormerOwners;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 逾期的户：今天还欠着、已过应缴日、由现业主缴的；正有异议的那一行不算，别的行照催。 */
@Component
@Transactional(readOnly = true)
public class Households {

    /** Room, amount, lines and oldest day of what is overdue at the beginning of {@code :asOf}. */
    public static final String OVERDUE = """
        select b.room_id, sum(b.outstanding) overdue, count(*) lines, min(b.due_on) oldest_due_on
          from billing.bill b
          join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
         where b.community_id = :community and b.outstanding > 0 and b.due_on < :asOf and b.payer = 'OWNER' and
        """ + FormerOwners.NONE + """
           and not exists (select from billing.dispute o where o.community_id = b.community_id and o.bill_id = b.id and o.state = 'OPEN')
         group by b.room_id
        """;

    /** 一户逾期的合计；没有逾期的金额为零。 */
    public record Overdue(long roomId, String roomCode, Money overdue, @Nullable LocalDate oldestDueOn) {

        public boolean isClear() {
            return overdue.isZero();
        }
    }

    /** 逾期的一行账单。 */
    public record Line(long billId, String itemName, LocalDate periodStart, LocalDate periodEnd, LocalDate dueOn, Money amount, Money outstanding) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Households(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws Problem 404 {@code room-not-found} */
    public Overdue of(long community, long room) {
        return jdbc.sql("with due as (" + OVERDUE + """
            )
            select r.id room_id, r.code room_code, coalesce(d.overdue, 0.00) overdue, d.oldest_due_on
              from estate.room r left join due d on d.room_id = r.id where r.community_id = :community and r.id = :room
            """).param("community", community).param("asOf", LocalDate.now(clock)).param("room", room)
            .query(Overdue.class).optional().orElseThrow(() -> Problem.notFound("room-not-found", "没有这间房"));
    }

    public List<Overdue> all(long community) {
        return jdbc.sql("with due as (" + OVERDUE + """
            )
            select d.room_id, r.code room_code, d.overdue, d.oldest_due_on from due d
              join estate.room r on r.community_id = :community and r.id = d.room_id order by r.code
            """).param("community", community).param("asOf", LocalDate.now(clock)).query(Overdue.class).list();
    }

    /** 逾期的各行，早的在前。 */
    public List<Line> lines(long community, long room) {
        return jdbc.sql("""
            select b.id bill_id, i.name item_name, b.period_start, b.period_end, b.due_on, b.amount, b.outstanding
              from billing.bill b
              join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
              join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
              join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
             where b.community_id = :community and b.room_id = :room and b.outstanding > 0 and b.due_on < :today and b.payer = 'OWNER' and
            """ + FormerOwners.NONE + """
               and not exists (select from billing.dispute o where o.community_id = b.community_id and o.bill_id = b.id and o.state = 'OPEN')
             order by b.due_on, i.code, b.id
            """).param("community", community).param("room", room).param("today", LocalDate.now(clock)).query(Line.class).list();
    }
}
