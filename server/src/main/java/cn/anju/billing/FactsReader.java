package cn.anju.billing;

import cn.anju.billing.calculation.BillFacts;
import cn.anju.billing.calculation.BillFacts.Billed;
import cn.anju.billing.calculation.BillFacts.GroupUse;
import cn.anju.billing.calculation.BillFacts.RoomUse;
import cn.anju.billing.calculation.BillFacts.SplitUse;
import cn.anju.billing.calculation.ChargeRule;
import cn.anju.billing.calculation.RoomFacts;
import cn.anju.billing.calculation.ShareGroup;
import cn.anju.billing.calculation.StoppedDays;
import cn.anju.billing.calculation.StoppedDays.Stop;
import cn.anju.billing.calculation.Tariff;
import cn.anju.estate.Communities;
import cn.anju.kernel.Money;
import cn.anju.metering.Usages;
import cn.anju.setting.Settings;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
    private final Settings settings;

    FactsReader(JdbcClient jdbc, Communities communities, Tariffs tariffs, Usages usages, Settings settings) {
        this.jdbc = jdbc;
        this.communities = communities;
        this.tariffs = tariffs;
        this.usages = usages;
        this.settings = settings;
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
        return new BillFacts(month, communities.booksStart(community), versions, rooms(community, month, null), roomUses, groupUses,
            billed(community, month, versions, null), stops(community, null), splitUses(community, month));
    }

    /** 重算用：一个月的事实，{@code first} 起各月出的账当作没出过，由调用者接着记。 */
    BillFacts asIfUnbilled(long community, YearMonth month, YearMonth first, List<Billed> sofar) {
        var now = ofMonth(community, month);
        var billed = new ArrayList<>(billed(community, month, tariffs.forCalculation(community), null, first));
        billed.addAll(sofar);
        return now.with(now.rooms(), billed);
    }

    /** 一间房一个月里按时间计费的事实（预缴用）。 */
    BillFacts ofRoom(long community, YearMonth month, long room) {
        var versions = tariffs.forCalculation(community).stream().filter(FactsReader::isPeriodic).toList();
        return new BillFacts(month, communities.booksStart(community), versions, rooms(community, month, new Long[] {room}), List.of(), List.of(),
            billed(community, month, versions, room), stops(community, room), List.of());
    }

    /** 这些房屋一个月的样子、停收和标准，不带用量和已出的账（按表估价用）。 */
    BillFacts ofRooms(long community, YearMonth month, Collection<Long> only) {
        return new BillFacts(month, communities.booksStart(community), tariffs.forCalculation(community),
            rooms(community, month, only.toArray(Long[]::new)), List.of(), List.of(), List.of(), stops(community, null), List.of());
    }

    private static boolean isPeriodic(Tariff tariff) {
        return switch (tariff.rule()) {
            case ChargeRule.ByArea _, ChargeRule.Fixed _ -> true;
            case ChargeRule.Metered _, ChargeRule.Shared _ -> false;
        };
    }

    private List<RoomFacts> rooms(long community, YearMonth month, Long @Nullable [] only) {
        return jdbc.sql("""
                select r.id, r.code, b.code, e.code, r.kind, r.floor, r.gross_area, r.status = 'VACANT', r.handover_on,
                       :everyone or h.room_id is not null, t.days, s.persons
                  from estate.room r
                  join estate.building b on b.community_id = r.community_id and b.id = r.building_id
                  left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
                  left join (select distinct room_id from billing.handover where community_id = :community) h on h.room_id = r.id
                  left join (select room_id, array_agg(transfer_on order by transfer_on) days from billing.ownership_transfer
                              where community_id = :community group by room_id) t on t.room_id = r.id
                  left join (select distinct on (room_id) room_id, persons from resident.household_size
                              where community_id = :community and from_on <= :last order by room_id, from_on desc) s on s.room_id = r.id
                 where r.community_id = :community and (:only::bigint[] is null or r.id = any (:only))
                """).withFetchSize(FETCH).param("community", community).param("only", only).param("last", month.atEndOfMonth())
            .param("everyone", settings.get(community, BillingSettings.DEVELOPER_UNTIL_HANDOVER)).query(FactsReader::room).list();
    }

    private static RoomFacts room(ResultSet row, int number) throws SQLException {
        return new RoomFacts(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5).intern(),
            row.getObject(6, Integer.class), Numbers.plain(row.getBigDecimal(7)), row.getBoolean(8),
            row.getObject(9, LocalDate.class), row.getBoolean(10), days(row.getArray(11)), row.getObject(12, Integer.class));
    }

    private static List<LocalDate> days(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.stream((Date[]) array.getArray()).map(Date::toLocalDate).toList();
    }

    /** 月中换人时抄的表；一间房同种的表都抄了才算数，当月换过表的不算：分不出是哪只表的数。 */
    private List<SplitUse> splitUses(long community, YearMonth month) {
        return jdbc.sql("""
                select m.room_id, m.kind, s.read_on,
                       sum((s.value - r.previous + case when s.value < r.previous and r.is_rollover then power(10::numeric, m.digits) else 0 end) * r.multiplier)
                  from billing.split_reading s
                  join metering.meter m on m.community_id = s.community_id and m.id = s.meter_id
                  join metering.reading r on r.community_id = s.community_id and r.meter_id = s.meter_id and r.month = :month
                                                                    and r.old_stop is null
                 where s.community_id = :community and s.read_on > :month and s.read_on <= :last
                 group by m.room_id, m.kind, s.read_on
                having count(*) = (select count(*) from metering.reading a
                                     join metering.meter o on o.community_id = a.community_id and o.id = a.meter_id
                                    where a.community_id = :community and a.month = :month and o.room_id = m.room_id and o.kind = m.kind)
                """).param("community", community).param("month", month.atDay(1)).param("last", month.atEndOfMonth())
            .query((row, i) -> new SplitUse(row.getLong(1), row.getString(2).intern(), row.getObject(3, LocalDate.class),
                Numbers.plain(row.getBigDecimal(4)))).list();
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
        return billed(community, month, versions, only, null);
    }

    /** @param before only lines that stand, of runs of earlier months */
    private List<Billed> billed(long community, YearMonth month, List<Tariff> versions, @Nullable Long only, @Nullable YearMonth before) {
        return jdbc.sql("""
                select b.room_id, b.tariff_id, b.share_group_id, b.period_start, b.period_end, b.amount
                  from unnest(:versions::bigint[], :firsts::date[], :lasts::date[]) as v(id, first_on, last_on)
                  join billing.bill_run n on n.community_id = :community and n.month between v.first_on and v.last_on
                  join billing.bill b on b.community_id = n.community_id and b.run_id = n.id and b.tariff_id = v.id
                 where (not b.is_reversed and n.month < coalesce(:before, date '9999-12-31') or :before::date is null and exists (select from billing.dispute d where d.community_id = b.community_id and d.bill_id = b.id
                                                      and d.state = 'REVERSED'))
                   and not b.is_one_off and (:only::bigint is null or b.room_id = :only)
                """)
            .withFetchSize(FETCH).param("community", community).param("only", only).param("before", before == null ? null : before.atDay(1))
            .param("versions", versions.stream().map(Tariff::versionId).toArray(Long[]::new))
            .param("firsts", versions.stream().map(tariff -> tariff.cycle().firstDay(month).toString()).toArray(String[]::new))
            .param("lasts", versions.stream().map(tariff -> tariff.cycle().lastDay(month).toString()).toArray(String[]::new))
            .query((row, i) -> new Billed(row.getLong(1), row.getLong(2), row.getObject(3, Long.class),
                row.getObject(4, LocalDate.class), row.getObject(5, LocalDate.class), new Money(row.getBigDecimal(6)))).list();
    }
}
