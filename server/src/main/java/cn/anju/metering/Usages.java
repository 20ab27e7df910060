package cn.anju.metering;

import cn.anju.estate.Communities;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 用量：供出账成批取用；进了账单的读数在此定住。 */
@Service
public class Usages {

    /**
     * 一间房某种表本月的用量（几只表合计，已乘倍率）。
     *
     * @param earlierThisYear all accepted usage of the calendar year before this month; in the year in which the books
     *     start with what the meter sheet says was used before
     * @param isMissing at least one meter that is in place has no accepted reading for the month
     * @param isHeld at least one has a reading of this month or an earlier one that is in doubt: nothing is to be billed yet
     */
    public record RoomUsage(long roomId, String meterKind, BigDecimal usage, BigDecimal earlierThisYear, boolean isMissing,
                            boolean isHeld) {}

    /** 一个公摊组某种公共表本月的用量（几只表合计，已乘倍率）。 */
    public record GroupUsage(long groupId, String groupCode, String meterKind, BigDecimal usage, BigDecimal earlierThisYear,
                             boolean isMissing, boolean isHeld) {}

    private static final int FETCH = 10_000;

    private final JdbcClient jdbc;
    private final Communities communities;

    Usages(JdbcClient jdbc, Communities communities) {
        this.jdbc = jdbc;
        this.communities = communities;
    }

    /** 各房屋各种表的用量，逐行交出；没有表的房屋不在其中。One query, streamed: join the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rooms(long community, YearMonth month, Consumer<RoomUsage> each) {
        totals(community, month, """
            select m.room_id, m.kind, %s
              from metering.meter m left join used u on u.meter_id = m.id left join held h on h.meter_id = m.id
             where m.community_id = :community and m.room_id is not null
             group by m.room_id, m.kind
            """).query(row -> {
                each.accept(new RoomUsage(row.getLong(1), row.getString(2), row.getBigDecimal(3), row.getBigDecimal(4), row.getBoolean(5), row.getBoolean(6)));
            });
    }

    /** 各公摊组各种公共表的用量，按组的编码。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public void groups(long community, YearMonth month, Consumer<GroupUsage> each) {
        totals(community, month, """
            select g.id, g.code, m.kind, %s
              from metering.share_group g
              join metering.meter m on m.community_id = g.community_id and m.share_group_id = g.id
              left join used u on u.meter_id = m.id left join held h on h.meter_id = m.id
             where g.community_id = :community and not m.is_master
             group by g.id, g.code, m.kind order by g.code, m.kind collate "C"
            """).query(row -> {
                each.accept(new GroupUsage(row.getLong(1), row.getString(2), row.getString(3), row.getBigDecimal(4), row.getBigDecimal(5),
                    row.getBoolean(6), row.getBoolean(7)));
            });
    }

    /**
     * 定住进了账单的读数：这些房屋和公摊组在这个月、这种表的读数从此不能再改。
     *
     * @param run the published run, named in refusals
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void freeze(long community, YearMonth month, long run, String meterKind, Collection<Long> rooms, Collection<Long> groups) {
        jdbc.sql("""
            update metering.reading r
               set billed_run_id = :run
              from metering.meter m
             where r.community_id = :community and r.month = :month and r.billed_run_id is null and (r.hold is null or r.released_at is not null)
               and m.community_id = :community and m.id = r.meter_id and m.kind = :kind and not m.is_master
               and (m.room_id in (select unnest(:rooms::bigint[])) or m.share_group_id in (select unnest(:groups::bigint[])))
            """).param("community", community).param("month", month.atDay(1)).param("run", run).param("kind", meterKind)
            .param("rooms", rooms.toArray(Long[]::new)).param("groups", groups.toArray(Long[]::new)).update();
    }

    /** 出账撤销：放开这次出账定住的读数。What stays billed (it was paid) is frozen again by {@link #freeze}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void unfreeze(long community, YearMonth month, long run) {
        jdbc.sql("""
            update metering.reading set billed_run_id = null
             where community_id = :community and month = :month and billed_run_id = :run
            """).param("community", community).param("month", month.atDay(1)).param("run", run).update();
    }

    private JdbcClient.StatementSpec totals(long community, YearMonth month, String select) {
        var booksStart = communities.booksStart(community);
        return jdbc.sql("""
            with used as (
              select meter_id, sum(usage) filter (where month = :month) this_month, sum(usage) filter (where month < :month) earlier
                from metering.reading
               where community_id = :community and month between :january and :month
               group by meter_id),
            held as (
              select distinct meter_id from metering.reading
               where community_id = :community and month <= :month and hold is not null and released_at is null)
            """ + select.formatted(TOTALS))
            .withFetchSize(FETCH).param("community", community)
            .param("month", month.atDay(1)).param("lastDay", month.atEndOfMonth()).param("january", LocalDate.of(month.getYear(), 1, 1))
            .param("isFirstYear", booksStart.getYear() == month.getYear());
    }

    private static final String TOTALS = """
        coalesce(sum(u.this_month), 0) usage,
        coalesce(sum(u.earlier), 0) + case when :isFirstYear then sum(m.used_this_year) else 0 end earlier,
        bool_or(u.this_month is null and m.start_on <= :lastDay and (m.removed_on is null or m.removed_on > :lastDay)) is_missing,
        bool_or(h.meter_id is not null) is_held
        """;
}
