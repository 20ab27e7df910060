package cn.anju.billing;

import cn.anju.billing.calculation.BillFacts;
import cn.anju.billing.calculation.BillFacts.Billed;
import cn.anju.billing.calculation.BillFacts.GroupUse;
import cn.anju.billing.calculation.BillFacts.RoomUse;
import cn.anju.billing.calculation.ChargeRule;
import cn.anju.billing.calculation.RoomFacts;
import cn.anju.billing.calculation.ShareGroup;
import cn.anju.billing.calculation.StoppedDays;
import cn.anju.billing.calculation.StoppedDays.Stop;
import cn.anju.billing.calculation.Tariff;
import cn.anju.estate.Communities;
import cn.anju.kernel.Money;
import cn.anju.metering.Usages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 出账要知道的事实，每样成批读一次。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class FactsReader {

    private static final int FETCH = 10_000;

    private final JdbcClient jdbc;
    private final Communities communities;
    private final Tariffs tariffs;
    private final Usages usages;

    FactsReader(JdbcClient jdbc, Communities communities, Tariffs tariffs, Usages usages) {
        this.jdbc = jdbc;
        this.communities = communities;
        this.tariffs = tariffs;
        this.usages = usages;
    }

    /** 全小区一个月的事实。 */
    BillFacts ofMonth(long community, YearMonth month) {
        var versions = tariffs.forCalculation(community);
        var roomUses = new ArrayList<RoomUse>();
        usages.rooms(community, month, use -> roomUses.add(new RoomUse(use.roomId(), use.meterKind().intern(),
            Numbers.plain(use.usage()), Numbers.plain(use.earlierThisYear()), use.isMissing(), use.isHeld())));
        var groupUses = new ArrayList<GroupUse>();
        usages.groups(community, month, use -> groupUses.add(new GroupUse(new ShareGroup(use.groupId(), use.groupCode()),
            use.meterKind(), Numbers.plain(use.usage()), use.isMissing(), use.isHeld())));
        return new BillFacts(month, communities.booksStart(community), versions, rooms(community, null), roomUses, groupUses,
            billed(community, month, versions, null), stops(community, null));
    }

    /** 一间房一个月里按时间计费的事实（预缴用）。 */
    BillFacts ofRoom(long community, YearMonth month, long room) {
        var versions = tariffs.forCalculation(community).stream().filter(FactsReader::isPeriodic).toList();
        return new BillFacts(month, communities.booksStart(community), versions, rooms(community, room), List.of(), List.of(),
            billed(community, month, versions, room), stops(community, room));
    }

    private static boolean isPeriodic(Tariff tariff) {
        return switch (tariff.rule()) {
            case ChargeRule.ByArea _, ChargeRule.Fixed _ -> true;
            case ChargeRule.Metered _, ChargeRule.Shared _ -> false;
        };
    }

    private List<RoomFacts> rooms(long community, @Nullable Long only) {
        return jdbc.sql("""
                select r.id, r.code, b.code, e.code, r.kind, r.floor, r.gross_area, r.status = 'VACANT', r.handover_on
                  from estate.room r
                  join estate.building b on b.community_id = r.community_id and b.id = r.building_id
                  left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
                 where r.community_id = :community and (:only::bigint is null or r.id = :only)
                """).withFetchSize(FETCH).param("community", community).param("only", only).query(FactsReader::room).list();
    }

    private static RoomFacts room(ResultSet row, int number) throws SQLException {
        return new RoomFacts(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5).intern(),
            row.getObject(6, Integer.class), Numbers.plain(row.getBigDecimal(7)), row.getBoolean(8),
            row.getObject(9, LocalDate.class));
    }

    /** 批准了的停收；没有说到哪天的，一直停着。 */
    private List<Stop> stops(long community, @Nullable Long only) {
        return jdbc.sql("""
                select s.room_id, i.name, s.from_on, coalesce(s.until_on, date '9999-12-31')
                  from billing.charge_stop s
                  join billing.charge_item i on i.community_id = s.community_id and i.id = s.charge_item_id
                 where s.community_id = :community and s.state = 'APPROVED' and (:only::bigint is null or s.room_id = :only)
                 order by s.from_on
                """).param("community", community).param("only", only)
            .query((row, i) -> new Stop(row.getLong(1), row.getString(2),
                new StoppedDays(row.getObject(3, LocalDate.class), row.getObject(4, LocalDate.class)))).list();
    }

    /**
     * Lines that stand in the cycle which holds the month; a line of a cycle was made by a run of one of its months.
     * One that was reversed after a dispute is not charged again.
     */
    private List<Billed> billed(long community, YearMonth month, List<Tariff> versions, @Nullable Long only) {
        return jdbc.sql("""
                select b.room_id, b.tariff_id, b.share_group_id, b.period_start, b.amount
                  from unnest(:versions::bigint[], :firsts::date[], :lasts::date[]) as v(id, first_on, last_on)
                  join billing.bill_run n on n.community_id = :community and n.month between v.first_on and v.last_on
                  join billing.bill b on b.community_id = n.community_id and b.run_id = n.id and b.tariff_id = v.id
                 where (not b.is_reversed or exists (select from billing.dispute d where d.community_id = b.community_id and d.bill_id = b.id
                                                      and d.state = 'REVERSED'))
                   and not b.is_one_off and (:only::bigint is null or b.room_id = :only)
                """)
            .withFetchSize(FETCH).param("community", community).param("only", only)
            .param("versions", versions.stream().map(Tariff::versionId).toArray(Long[]::new))
            .param("firsts", versions.stream().map(tariff -> tariff.cycle().firstDay(month).toString()).toArray(String[]::new))
            .param("lasts", versions.stream().map(tariff -> tariff.cycle().lastDay(month).toString()).toArray(String[]::new))
            .query((row, i) -> new Billed(row.getLong(1), row.getLong(2), row.getObject(3, Long.class),
                row.getObject(4, LocalDate.class), new Money(row.getBigDecimal(5)))).list();
    }
}
