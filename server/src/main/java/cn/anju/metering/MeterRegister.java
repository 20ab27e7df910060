package cn.anju.metering;

import cn.anju.kernel.Problem;
import cn.anju.kernel.Statistics;
import cn.anju.metering.MeterPlaces.Placed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 仪表的登记：建表、改表，一只也好，成千上万只也好。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MeterRegister {

    /** 要改的一只。 */
    record Edit(Meter before, Placed after) {}

    private static final int AT_ONCE = 10_000;
    private static final int MANY = 1_000;
    private static final String ROWS = """
        jsonb_to_recordset(:rows::jsonb) as n (id bigint, version int, number text, kind text, room bigint, share_group text collate "C",
            multiplier numeric, digits int, start_reading numeric, start_on date, used numeric, location text, note text)
          left join metering.share_group g on g.community_id = :community and g.code = n.share_group
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MeterIndex index;
    private final Statistics statistics;

    MeterRegister(JdbcClient jdbc, JsonMapper json, MeterIndex index, Statistics statistics) {
        this.jdbc = jdbc;
        this.json = json;
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
        var rows = json.writeValueAsString(meters.stream().map(meter -> Row.of(null, 0, meter)).toList());
        addGroups(community, rows);
        try {
            return jdbc.sql("""
                insert into metering.meter (community_id, number, kind, room_id, share_group_id, multiplier, digits, start_reading, start_on,
                                            used_this_year, location, note)
                select :community, n.number, n.kind, n.room, g.id, n.multiplier, n.digits, n.start_reading, n.start_on, n.used, n.location, n.note
                """ + " from " + ROWS + """
                 order by n.number collate "C"
                returning id
                """).param("community", community).param("rows", rows).query(Long.class).list();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("meter-exists", "这个表号已经登记过了");
        }
    }

    private void update(long community, List<Edit> edits) {
        var rows = json.writeValueAsString(edits.stream().map(edit -> Row.of(edit.before().id(), edit.before().version(), edit.after())).toList());
        addGroups(community, rows);
        int changed;
        try {
            changed = jdbc.sql("""
                update metering.meter m
                   set number = n.number, kind = n.kind, room_id = n.room, share_group_id = g.id, multiplier = n.multiplier,
                       digits = n.digits, start_reading = n.start_reading, start_on = n.start_on, used_this_year = n.used,
                       location = n.location, note = n.note, version = m.version + 1
                """ + " from " + ROWS + """
                 where m.community_id = :community and m.id = n.id and m.version = n.version
                """).param("community", community).param("rows", rows).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("meter-exists", "这个表号已经登记过了");
        }
        if (changed != edits.size()) throw changedMeanwhile();
    }

    static Problem changedMeanwhile() {
        return Problem.conflict("meter-changed", "这只表刚刚被别人改过，请刷新后再改");
    }

    private void addGroups(long community, String rows) {
        jdbc.sql("""
            insert into metering.share_group (community_id, code)
            select distinct :community::bigint, n.share_group from jsonb_to_recordset(:rows::jsonb) as n (share_group text)
             where n.share_group is not null order by 2
                on conflict (community_id, code) do nothing
            """).param("community", community).param("rows", rows).update();
    }

    /** One element of the JSON that carries the meters into SQL. */
    private record Row(@Nullable Long id, int version, String number, String kind, @Nullable Long room, @Nullable String share_group,
                       String multiplier, int digits, String start_reading, String start_on, String used, @Nullable String location,
                       @Nullable String note) {

        static Row of(@Nullable Long id, int version, Placed meter) {
            var facts = meter.facts();
            return new Row(id, version, facts.number(), facts.kind(), meter.roomId(), facts.shareGroup(), facts.multiplier().toPlainString(),
                facts.digits(), facts.startReading().toPlainString(), facts.startOn().toString(), facts.usedThisYear().toPlainString(),
                facts.location(), facts.note());
        }
    }
}
