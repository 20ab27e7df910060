package cn.anju.metering;

import cn.anju.kernel.Problem;
import cn.anju.kernel.RowArrays;
import cn.anju.kernel.Statistics;
import cn.anju.metering.MeterPlaces.Placed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 仪表的登记：建表、改表，一只也好，成千上万只也好。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MeterRegister {

    /** 要改的一只。 */
    record Edit(Meter before, Placed after) {}

    private static final int AT_ONCE = 10_000;
    private static final int MANY = 1_000;
    private static final String ROWS = """
        unnest(:id::bigint[], :version::int[], :number::text[], :kind::text[], :room::bigint[], :group::text[], :multiplier::text[], :digits::int[],
               :startReading::text[], :startOn::text[], :used::text[], :location::text[], :note::text[])
          as n(id, version, number, kind, room, share_group, multiplier, digits, start_reading, start_on, used, location, note)
          left join metering.share_group g on g.community_id = :community and g.code = n.share_group
        """;

    private final JdbcClient jdbc;
    private final MeterIndex index;
    private final Statistics statistics;

    MeterRegister(JdbcClient jdbc, MeterIndex index, Statistics statistics) {
        this.jdbc = jdbc;
        this.index = index;
        this.statistics = statistics;
    }

    /** 建表；还没有的公摊组一并建好。 @return the ids @throws Problem 409 {@code meter-exists} */
    List<Long> add(long community, List<Placed> meters) {
        var ids = new ArrayList<Long>(meters.size());
        for (var from = 0; from < meters.size(); from += AT_ONCE)
            ids.addAll(insert(community, meters.subList(from, Math.min(meters.size(), from + AT_ONCE))));
        // The search reads them back through joins, which the planner must not take for a handful.
        if (ids.size() >= MANY) statistics.refresh();
        index.refresh(community, ids);
        return ids;
    }

    /** 改表。 @throws Problem 409 {@code meter-changed} when somebody else was faster */
    void change(long community, List<Edit> edits) {
        for (var from = 0; from < edits.size(); from += AT_ONCE)
            update(community, edits.subList(from, Math.min(edits.size(), from + AT_ONCE)));
        index.refresh(community, edits.stream().map(edit -> edit.before().id()).toList());
    }

    private List<Long> insert(long community, List<Placed> meters) {
        var rows = RowArrays.of(Row.class, meters.stream().map(meter -> Row.of(0, 0, meter)).toList());
        addGroups(community, rows);
        try {
            return jdbc.sql("""
                insert into metering.meter (community_id, number, kind, room_id, share_group_id, multiplier, digits, start_reading, start_on,
                                            used_this_year, location, note)
                select :community, n.number, n.kind, n.room, g.id, n.multiplier::numeric, n.digits, n.start_reading::numeric, n.start_on::date, n.used::numeric,
                       n.location, n.note
                """ + " from " + ROWS + """
                 order by n.number collate "C"
                returning id
                """).param("community", community).params(rows).query(Long.class).list();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("meter-exists", "这个表号已经登记过了");
        }
    }

    private void update(long community, List<Edit> edits) {
        var rows = RowArrays.of(Row.class, edits.stream().map(edit -> Row.of(edit.before().id(), edit.before().version(), edit.after())).toList());
        addGroups(community, rows);
        int changed;
        try {
            changed = jdbc.sql("""
                update metering.meter m
                   set number = n.number, kind = n.kind, room_id = n.room, share_group_id = g.id, multiplier = n.multiplier::numeric,
                       digits = n.digits, start_reading = n.start_reading::numeric, start_on = n.start_on::date, used_this_year = n.used::numeric,
                       location = n.location, note = n.note, version = m.version + 1
                """ + " from " + ROWS + """
                 where m.community_id = :community and m.id = n.id and m.version = n.version
                """).param("community", community).params(rows).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("meter-exists", "这个表号已经登记过了");
        }
        if (changed != edits.size()) throw changedMeanwhile();
    }

    static Problem changedMeanwhile() {
        return Problem.conflict("meter-changed", "这只表刚刚被别人改过，请刷新后再改");
    }

    private void addGroups(long community, Map<String, Object> rows) {
        jdbc.sql("""
            insert into metering.share_group (community_id, code)
            select distinct :community::bigint, n.share_group from unnest(:group::text[]) as n(share_group)
             where n.share_group is not null order by 2
                on conflict (community_id, code) do nothing
            """).param("community", community).params(rows).update();
    }

    /** One meter on its way into SQL. */
    private record Row(long id, int version, String number, String kind, @Nullable Long room, @Nullable String group, BigDecimal multiplier, int digits,
                       BigDecimal startReading, LocalDate startOn, BigDecimal used, @Nullable String location, @Nullable String note) {

        static Row of(long id, int version, Placed meter) {
            var facts = meter.facts();
            return new Row(id, version, facts.number(), facts.kind(), meter.roomId(), facts.shareGroup(), facts.multiplier(), facts.digits(),
                facts.startReading(), facts.startOn(), facts.usedThisYear(), facts.location(), facts.note());
        }
    }
}
