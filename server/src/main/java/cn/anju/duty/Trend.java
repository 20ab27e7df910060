package cn.anju.duty;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 近一年逐月履行得怎样：全部，或一条职责，或一个人；没有到期的月份不出现。 */
@Service
@Transactional(readOnly = true)
class Trend {

    /**
     * @param rate of all that was due in the month
     * @param figure of a standing duty
     */
    record Month(YearMonth month, long due, long onTime, @Nullable BigDecimal rate, Metric.@Nullable Value figure) {}

    private record Counted(String month, long due, long onTime, long excused) {}

    private final JdbcClient jdbc;
    private final Fulfilment fulfilment;
    private final Clock clock;

    Trend(JdbcClient jdbc, Fulfilment fulfilment, Clock clock) {
        this.jdbc = jdbc;
        this.fulfilment = fulfilment;
        this.clock = clock;
    }

    /** All rounds, or those that were a person's. */
    List<Month> of(long community, YearMonth last, @Nullable Long staff) {
        return jdbc.sql("""
            select to_char(due_at at time zone :zone, 'YYYY-MM') "month", count(*) due, count(*) filter (where done_at <= due_at) on_time,
                   count(*) filter (where done_at is null and (absence_id is not null or idle_at is not null or is_rest)) excused
              from duty.task
             where community_id = :community and due_at >= :from and due_at < least(cast(:to as timestamptz), cast(:now as timestamptz))
               and (cast(:staff as bigint) is null or coalesce(doer_id, done_by) = :staff) group by 1 order by 1
            """)
            .param("zone", clock.getZone().getId()).param("community", community).param("from", start(last.minusMonths(11))).param("to", start(last.plusMonths(1)))
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("staff", staff).query(Counted.class).stream()
            .map(row -> new Month(YearMonth.parse(row.month()), row.due(), row.onTime(), Fulfilment.rate(row.onTime(), row.due() - row.excused()), null)).toList();
    }

    /** One duty, as the list of each month shows it. @throws cn.anju.kernel.Problem 404 {@code duty-unknown} */
    List<Month> of(long community, YearMonth last, String dutyId) {
        var duty = List.of(fulfilment.duty(dutyId));
        var months = new ArrayList<Month>();
        for (var month = last.minusMonths(11); !month.isAfter(last); month = month.plusMonths(1))
            for (var row : fulfilment.byDuty(community, month, duty))
                if (row.due() > 0 || row.figure() != null) months.add(new Month(month, row.due(), row.onTime(), row.rate(), row.figure()));
        return months;
    }

    private OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay(clock.getZone()).toOffsetDateTime();
    }
}
