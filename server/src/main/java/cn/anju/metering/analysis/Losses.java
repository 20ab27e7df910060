package cn.anju.metering.analysis;

import cn.anju.kernel.Problem;
import cn.anju.metering.LossLimit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 损耗：总表的用量减去它管到的分表之和，逐月。 */
@Component
@Transactional(readOnly = true)
class Losses {

    /**
     * 一个公摊组一种表一个月。
     *
     * @param loss what went through the master meters and through none of those behind them
     * @param lossPercent of the master's usage; none when that is zero
     * @param isOver beyond the limit, in either direction: below zero means that a meter behind counts too much
     * @param unread meters behind, and masters, that have no reading for the month: the loss is not to be relied on
     */
    record Row(long groupId, String groupCode, @Nullable String groupLabel, String kind, YearMonth month, BigDecimal masterUsage,
               BigDecimal subUsage, BigDecimal loss, @Nullable BigDecimal lossPercent, boolean isOver, long subMeters, long unread) {}

    private static final int MOST_MONTHS = 24;

    private final JdbcClient jdbc;
    private final LossLimit limit;

    Losses(JdbcClient jdbc, LossLimit limit) {
        this.jdbc = jdbc;
        this.limit = limit;
    }

    List<Row> rows(long community, YearMonth from, YearMonth to) {
        if (from.isAfter(to) || from.plusMonths(MOST_MONTHS).isBefore(to))
            throw Problem.invalid("months-invalid", "请选先后正确、不超过 %d 个月的一段", MOST_MONTHS);
        var percent = limit.percent(community);
        return jdbc.sql("""
            with master as (
              select distinct g.id, g.code, g.label, m.kind
                from metering.meter m
                join metering.share_group g on g.community_id = m.community_id and g.id = m.share_group_id
               where m.community_id = :community and m.is_master),
            counted as (
              select g.id, g.kind, s.month::date "month",
                     coalesce(sum(n.usage) filter (where m.is_master), 0) master_usage, coalesce(sum(n.usage) filter (where not m.is_master), 0) sub_usage,
                     count(*) filter (where not m.is_master) sub_meters, count(*) filter (where n.id is null) unread,
                     count(n.id) filter (where m.is_master) masters_read
                from master g
               cross join generate_series(:from::timestamp, :to::timestamp, interval '1 month') s(month)
                join metering.meter m on m.community_id = :community and m.kind = g.kind and m.start_on < s.month + interval '1 month'
                                     and (m.removed_on is null or m.removed_on >= s.month)
            """ + MeterArea.PLACES + """
                left join metering.reading n on n.community_id = m.community_id and n.meter_id = m.id and n.month = s.month::date
                                            and (n.hold is null or n.released_at is not null)
               where case when m.is_master then m.share_group_id = g.id else
            """ + MeterArea.WITHIN + """
                     end
               group by g.id, g.kind, s.month)
            select g.id, g.code, g.label, c.kind, c.month, trim_scale(c.master_usage) master_usage, trim_scale(c.sub_usage) sub_usage,
                   trim_scale(c.master_usage - c.sub_usage) loss, round((c.master_usage - c.sub_usage) * 100 / nullif(c.master_usage, 0), 1) percent,
                   c.sub_meters, c.unread
              from counted c join master g on g.id = c.id and g.kind = c.kind
             where c.masters_read > 0
             order by c.month desc, g.code, c.kind collate "C"
            """).param("community", community).param("from", from.atDay(1)).param("to", to.atDay(1))
            .query((row, i) -> {
                var lost = row.getBigDecimal("percent");
                return new Row(row.getLong("id"), row.getString("code"), row.getString("label"), row.getString("kind"),
                    YearMonth.from(row.getObject("month", LocalDate.class)), row.getBigDecimal("master_usage"), row.getBigDecimal("sub_usage"),
                    row.getBigDecimal("loss"), lost, lost != null && lost.abs().compareTo(percent) > 0, row.getLong("sub_meters"), row.getLong("unread"));
            }).list();
    }
}
