package cn.anju.metering;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 抄表单：按走的次序列出要抄的表，带上次读数和近三月用量。 */
@Component
@Transactional(readOnly = true)
class ReadingSheet {

    record MonthUsage(YearMonth month, BigDecimal usage) {}

    /**
     * 抄表单的一行。
     *
     * @param room code, none for a public meter; then {@code shareGroup}
     * @param previous what this month's usage is counted from
     * @param previousMonth none when that is the reading the meter started with
     * @param recent the last three usages, the latest first
     * @param entered this month's accepted reading
     */
    record Line(long meterId, String number, String kind, @Nullable Long roomId, @Nullable String room, @Nullable String building,
                @Nullable String entrance, @Nullable Integer floor, @Nullable String shareGroup, BigDecimal multiplier, int digits,
                @Nullable String location, BigDecimal previous, @Nullable YearMonth previousMonth, List<MonthUsage> recent,
                @Nullable BigDecimal mean, @Nullable ReadingView entered) {}

    record Sheet(YearMonth month, int entered, int missing, int odd, List<Line> lines) {}

    private static final int MOST = 3_000;

    private final JdbcClient jdbc;
    private final MeteringSettings settings;

    ReadingSheet(JdbcClient jdbc, MeteringSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** @throws Problem 400 {@code sheet-too-long} where a building has to be chosen first */
    Sheet sheet(long community, YearMonth month, @Nullable String kind, @Nullable Long building) {
        var odd = settings.odd(community);
        var lines = jdbc.sql(SQL)
            .param("community", community).param("month", month.atDay(1)).param("lastDay", month.atEndOfMonth())
            .param("kind", MeterList.blankAsNone(kind)).param("building", building).param("limit", MOST + 1)
            .query((row, i) -> line(row, odd)).list();
        if (lines.size() > MOST) throw Problem.invalid("sheet-too-long", "超过 %d 只表，请先选楼栋或表类型", MOST);
        var entered = lines.stream().map(Line::entered).filter(reading -> reading != null).toList();
        return new Sheet(month, entered.size(), lines.size() - entered.size(), (int) entered.stream().filter(ReadingView::isOdd).count(), lines);
    }

    private static Line line(ResultSet row, MeteringSettings.Odd odd) throws SQLException {
        var recent = recent(row);
        var usages = recent.stream().map(MonthUsage::usage).toList();
        var previous = row.getBigDecimal("last_value");
        ReadingView entered = null;
        if (row.getObject("value") != null) {
            var reading = ReadingBook.reading(row);
            entered = ReadingView.of(reading, odd.trend(reading.usage(), usages));
        }
        return new Line(row.getLong("id"), row.getString("number"), row.getString("kind"), row.getObject("room_id", Long.class),
            row.getString("room"), row.getString("building"), row.getString("entrance"), row.getObject("floor", Integer.class),
            row.getString("share_group"), row.getBigDecimal("dial_multiplier"), row.getInt("digits"), row.getString("location"),
            Figures.plain(previous == null ? row.getBigDecimal("start_reading") : previous), MeterList.month(row, "last_month"), recent,
            odd.trend(BigDecimal.ZERO, usages).mean(), entered);
    }

    private static List<MonthUsage> recent(ResultSet row) throws SQLException {
        var recent = new ArrayList<MonthUsage>();
        var months = row.getArray("months");
        if (months == null) return recent;
        var usages = (BigDecimal[]) row.getArray("usages").getArray();
        for (var day : (java.sql.Date[]) months.getArray()) {
            LocalDate first = day.toLocalDate();
            recent.add(new MonthUsage(YearMonth.from(first), Figures.plain(usages[recent.size()])));
        }
        return recent;
    }

    private static final String SQL = """
        select m.id, m.number, m.kind, m.room_id, r.code room, b.code building, e.code entrance, r.floor, g.code share_group,
               m.multiplier dial_multiplier, m.digits, m.start_reading, m.location, l.months, l.usages, l.months[1] last_month,
               l.vals[1] last_value, n.meter_id, n.month, n.value, n.previous, n.multiplier, n.is_rollover, n.old_stop, n.new_start, n.usage,
               n.read_on, n.source, n.read_by, n.note, n.version, n.billed_run_id, n.entered_by, n.hold,
               n.released_at is not null is_released, n.ahead_before, n.ahead, n.id reading_id
        """ + MeterList.FROM + """
          left join lateral (select array_agg(o.month order by o.month desc) months, array_agg(o.usage order by o.month desc) usages,
                                    array_agg(o.value order by o.month desc) vals
                               from (select p.month, p.usage, p.value from metering.reading p
                                      where p.community_id = m.community_id and p.meter_id = m.id and p.month < :month
                                      order by p.month desc limit 3) o) l on true
          left join metering.reading n on n.community_id = m.community_id and n.meter_id = m.id and n.month = :month
         where m.community_id = :community and (:kind::text is null or m.kind = :kind)
           and (n.id is not null or m.start_on <= :lastDay and (m.removed_on is null or m.removed_on > :lastDay))
           and
        """ + MeterList.IN_BUILDING + " order by " + MeterList.WALK + " limit :limit";
}
