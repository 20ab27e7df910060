package cn.anju.billing;

import cn.anju.billing.calculation.Cycle;
import cn.anju.billing.calculation.ShareBasis;
import cn.anju.billing.calculation.Tariff;
import cn.anju.estate.RoomKind;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 收费标准的各个版本：读、加、收尾。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Tariffs {

    /**
     * 一个版本。
     *
     * @param isBilled whether any line was ever made by it: then nothing but its last day can change
     * @param billedTo the last day that lines of it stand for
     */
    record Version(long id, TariffTerms terms, boolean isBilled, @Nullable LocalDate billedTo) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Tariffs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All versions, by code and first day. */
    List<Version> all(long community) {
        return jdbc.sql(SELECT + " and t.rule <> 'ONE_OFF' and not t.is_withdrawn order by t.code, t.from_on, t.id").param("community", community)
            .query(Tariffs::version).list();
    }

    /** @throws Problem 404 {@code tariff-not-found} */
    Version get(long community, long id) {
        return jdbc.sql(SELECT + " and t.rule <> 'ONE_OFF' and t.id = :id").param("community", community).param("id", id)
            .query(Tariffs::version).optional().orElseThrow(() -> Problem.notFound("tariff-not-found", "没有这个收费标准"));
    }

    /** As the calculation wants them, each with the buildings and rooms it is limited to. */
    List<Tariff> forCalculation(long community) {
        var buildings = new HashMap<Long, Set<String>>();
        var rooms = new HashMap<Long, Set<Long>>();
        jdbc.sql("""
                select a.tariff_id, b.code, a.room_id
                  from billing.tariff_assignment a
                  left join estate.building b on b.community_id = a.community_id and b.id = a.building_id
                 where a.community_id = :community
                """).param("community", community).query(row -> {
                    var tariff = row.getLong(1);
                    if (row.getString(2) != null) buildings.computeIfAbsent(tariff, _ -> new HashSet<>()).add(row.getString(2));
                    else rooms.computeIfAbsent(tariff, _ -> new HashSet<>()).add(row.getLong(3));
                });
        return all(community).stream().map(version -> version.terms().toTariff(version.id(),
            buildings.getOrDefault(version.id(), Set.of()), rooms.getOrDefault(version.id(), Set.of()))).toList();
    }

    long add(long community, TariffTerms terms) {
        return jdbc.sql("""
                insert into billing.tariff (community_id, code, charge_item_id, rule, room_kinds, price, tiers, is_yearly,
                    meter_kind, share_basis, cycle, from_on, to_on, vacancy_factor, due_day, late_fee_rate, start_floor,
                    is_developer_charged, months, widen_five, widen_seven, made_by, made_at)
                values (:community, :code, :item, :rule, :kinds, :price, :tiers, :yearly, :meterKind, :basis, :cycle, :from,
                    :to, :vacancy, :dueDay, :lateFee, :floor, :developer, :months, :five, :seven, :by, :at)
                returning id
                """)
            .param("community", community).param("code", terms.code()).param("item", item(community, terms))
            .param("rule", terms.rule().name())
            .param("kinds", TariffTerms.sorted(terms.roomKinds()).stream().map(RoomKind::name).toArray(String[]::new))
            .param("price", terms.price()).param("tiers", terms.tiers()).param("yearly", terms.isYearly())
            .param("meterKind", terms.meterKind())
            .param("basis", terms.shareBasis() == null ? null : terms.shareBasis().name())
            .param("cycle", terms.cycle().name()).param("from", terms.from()).param("to", terms.to())
            .param("vacancy", terms.vacancyFactor()).param("dueDay", terms.dueDay()).param("lateFee", terms.lateFeeRate())
            .param("floor", terms.startFloor()).param("developer", terms.isDeveloperCharged())
            .param("months", terms.months() == null ? null : terms.months().toArray(Integer[]::new))
            .param("five", terms.widenFromFive()).param("seven", terms.widenFromSeven())
            .param("by", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
    }

    /** 改最后一天；这是一个版本唯一会动的。 */
    void end(long community, long id, @Nullable LocalDate last) {
        jdbc.sql("update billing.tariff set to_on = :last where community_id = :community and id = :id")
            .param("last", last).param("community", community).param("id", id).update();
    }

    /** 错的价格：从 {@code from} 起作废，之前照旧。Its lines keep pointing to it. */
    void withdraw(long community, Version version, LocalDate from) {
        if (from.isAfter(version.terms().from())) end(community, version.id(), from.minusDays(1));
        else jdbc.sql("update billing.tariff set is_withdrawn = true where community_id = :community and id = :id")
            .param("community", community).param("id", version.id()).update();
    }

    /** 还没有出过账的版本可以拿掉。 */
    void remove(long community, long id) {
        jdbc.sql("delete from billing.tariff where community_id = :community and id = :id")
            .param("community", community).param("id", id).update();
    }

    /** 限于哪些楼栋和房屋；都空着就是全部。 */
    record Limits(List<Long> buildings, List<Long> rooms) {

        static final Limits NONE = new Limits(List.of(), List.of());

        boolean isEmpty() {
            return buildings.isEmpty() && rooms.isEmpty();
        }
    }

    /** The limits of the versions that have any. */
    Map<Long, Limits> limits(long community) {
        var limits = new HashMap<Long, Limits>();
        jdbc.sql("select tariff_id, building_id, room_id from billing.tariff_assignment where community_id = :community order by id")
            .param("community", community).query(row -> {
                var known = limits.computeIfAbsent(row.getLong(1), _ -> new Limits(new ArrayList<>(), new ArrayList<>()));
                if (row.getObject(2) != null) known.buildings().add(row.getLong(2));
                else known.rooms().add(row.getLong(3));
            });
        return limits;
    }

    /** @throws Problem 409 when two versions of the code hold for the same room on the same day; to be asked after each change */
    void refuseOverlap(long community, String code) {
        var overlaps = jdbc.sql("select billing.tariff_overlap(:community, :code)").param("community", community).param("code", code)
            .query(Boolean.class).single();
        if (overlaps) throw Problem.conflict("tariff-overlap",
            "同一编码在同一类房屋上已有日期重叠的版本；请先让它失效，或把它们各自限定到不同的楼栋、房屋");
    }

    Limits assignment(long community, long tariff) {
        var buildings = new ArrayList<Long>();
        var rooms = new ArrayList<Long>();
        jdbc.sql("""
                select building_id, room_id from billing.tariff_assignment
                 where community_id = :community and tariff_id = :tariff order by id
                """).param("community", community).param("tariff", tariff).query(row -> {
                    if (row.getObject(1) != null) buildings.add(row.getLong(1));
                    else rooms.add(row.getLong(2));
                });
        return new Limits(buildings, rooms);
    }

    /** 换一套限定。 */
    void assign(long community, long tariff, Limits limits) {
        jdbc.sql("delete from billing.tariff_assignment where community_id = :community and tariff_id = :tariff")
            .param("community", community).param("tariff", tariff).update();
        jdbc.sql("""
                insert into billing.tariff_assignment (community_id, tariff_id, building_id, room_id)
                select :community, :tariff, a.building, a.room
                  from (select distinct unnest(:buildings::bigint[]) building, null::bigint room
                         union all select distinct null::bigint, unnest(:rooms::bigint[])) a
                """).param("community", community).param("tariff", tariff)
            .param("buildings", limits.buildings().toArray(Long[]::new)).param("rooms", limits.rooms().toArray(Long[]::new)).update();
    }

    /** Changes of tariffs and runs that read them wait for each other. */
    void lock(long community) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('tariffs', :community))").param("community", community)
            .query(row -> { });
    }

    private long item(long community, TariffTerms terms) {
        jdbc.sql("""
                insert into billing.charge_item (community_id, code, name, is_pass_through)
                values (:community, :name, :name, :passThrough) on conflict do nothing
                """).param("community", community).param("name", terms.chargeItem())
            .param("passThrough", terms.rule().isMetered()).update();
        return jdbc.sql("select id from billing.charge_item where community_id = :community and name = :name")
            .param("community", community).param("name", terms.chargeItem()).query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("charge-item-code-taken", "「%s」是另一个收费项目的编码，请换个名称", terms.chargeItem()));
    }

    private static @Nullable Set<Integer> months(@Nullable Array array) throws SQLException {
        return array == null ? null : Set.of((Integer[]) array.getArray());
    }

    static Version version(ResultSet row, int number) throws SQLException {
        var kinds = Arrays.stream((String[]) row.getArray("room_kinds").getArray()).map(RoomKind::valueOf).collect(Collectors.toSet());
        var basis = row.getString("share_basis");
        var terms = new TariffTerms(row.getString("code"), row.getString("charge_item"),
            TariffRule.valueOf(row.getString("rule")), kinds, row.getBigDecimal("price"), row.getString("tiers"),
            row.getBoolean("is_yearly"), row.getString("meter_kind"), basis == null ? null : ShareBasis.valueOf(basis),
            Cycle.valueOf(row.getString("cycle")), row.getObject("from_on", LocalDate.class),
            row.getObject("to_on", LocalDate.class), row.getBigDecimal("vacancy_factor"), row.getInt("due_day"),
            row.getBigDecimal("late_fee_rate"), row.getObject("start_floor", Integer.class), row.getBoolean("is_developer_charged"),
            months(row.getArray("months")), row.getBigDecimal("widen_five"), row.getBigDecimal("widen_seven"));
        return new Version(row.getLong("id"), terms, row.getBoolean("is_billed"), row.getObject("billed_to", LocalDate.class));
    }

    static final String SELECT = """
        select t.*, i.name charge_item,
               exists (select from billing.bill_run_total s where s.community_id = t.community_id and s.tariff_id = t.id) is_billed,
               (select max(s.period_end) from billing.bill_run_total s
                  join billing.bill_run n on n.community_id = s.community_id and n.id = s.run_id
                 where s.community_id = t.community_id and s.tariff_id = t.id
                   and (n.state <> 'UNDONE'
                        or exists (select from billing.bill b where b.community_id = n.community_id and b.run_id = n.id
                                      and b.tariff_id = t.id and not b.is_reversed))) billed_to
          from billing.tariff t
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
         where t.community_id = :community
        """;
}
