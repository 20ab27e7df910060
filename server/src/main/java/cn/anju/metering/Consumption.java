package cn.anju.metering;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 用量：逐月、逐种表的合计。 */
@Component
@Transactional(readOnly = true)
class Consumption {

    /**
     * 一个月一种表的合计。
     *
     * @param rooms usage of the meters in rooms
     * @param shared usage of the public meters
     * @param changePercent of the total against the month before, none without one
     * @param meters how many were in place at the end of the month; {@code read} of all how many have a reading
     */
    record Line(YearMonth month, String kind, BigDecimal rooms, BigDecimal shared, BigDecimal total, @Nullable BigDecimal changePercent,
                long meters, long read, long missing) {}

    private static final int MOST_MONTHS = 36;

    private final JdbcClient jdbc;

    Consumption(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Line> byMonth(long community, YearMonth from, YearMonth to) {
        if (from.isAfter(to) || from.plusMonths(MOST_MONTHS).isBefore(to))
            throw Problem.invalid("months-invalid", "请选先后正确、不超过 %d 个月的一段", MOST_MONTHS);
        return jdbc.sql("""
            with used as (
              select r.month, m.kind, coalesce(sum(r.usage) filter (where m.room_id is not null), 0) rooms,
                     coalesce(sum(r.usage) filter (where m.room_id is null), 0) shared, count(*) read
                from metering.reading r
                join metering.meter m on m.community_id = r.community_id and m.id = r.meter_id and not m.is_master
               where r.community_id = :community and r.month between :from and :to
               group by r.month, m.kind),
            placed as (
              select s.month::date as month, m.kind, count(*) meters,
                     count(*) filter (where not exists (select from metering.reading r where r.community_id = m.community_id
                                                            and r.meter_id = m.id and r.month = s.month::date)) missing
                from generate_series(:from::timestamp, :to::timestamp, interval '1 month') s(month)
                join metering.meter m on m.community_id = :community and not m.is_master and m.start_on < s.month + interval '1 month'
                                     and (m.removed_on is null or m.removed_on >= s.month + interval '1 month')
               group by 1, m.kind)
            select coalesce(u.month, p.month) as month, coalesce(u.kind, p.kind) kind, coalesce(u.rooms, 0) rooms, coalesce(u.shared, 0) shared,
                   round((u.rooms + u.shared - b.rooms - b.shared) * 100 / nullif(b.rooms + b.shared, 0), 1) change,
                   coalesce(p.meters, 0) meters, coalesce(u.read, 0) read, coalesce(p.missing, 0) missing
              from used u full join placed p using (month, kind)
              left join used b on b.kind = coalesce(u.kind, p.kind) and b.month = coalesce(u.month, p.month) - interval '1 month'
             order by 1, coalesce(u.kind, p.kind) collate "C"
            """).param("community", community).param("from", from.atDay(1)).param("to", to.atDay(1))
            .query((row, i) -> new Line(MeterList.month(row, "month"), row.getString("kind"), Figures.plain(row.getBigDecimal("rooms")),
                Figures.plain(row.getBigDecimal("shared")), Figures.plain(row.getBigDecimal("rooms").add(row.getBigDecimal("shared"))),
                row.getBigDecimal("change"), row.getLong("meters"), row.getLong("read"), row.getLong("missing"))).list();
    }
}
