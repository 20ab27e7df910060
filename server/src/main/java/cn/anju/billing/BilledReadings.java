package cn.anju.billing;

import cn.anju.metering.Usages;
import java.sql.Array;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 进了账单的读数：发布时定住，撤销时放开。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class BilledReadings {

    private final JdbcClient jdbc;
    private final Usages usages;

    BilledReadings(JdbcClient jdbc, Usages usages) {
        this.jdbc = jdbc;
        this.usages = usages;
    }

    /** 这次出账里按表和公摊的账单所用的读数。 */
    void freeze(long community, YearMonth month, long run) {
        var rooms = new HashMap<String, List<Long>>();
        var groups = new HashMap<String, List<Long>>();
        var kinds = meterKinds(community, run);
        // One pass over the lines, by version: joined to the versions, a table just filled is planned for one row.
        jdbc.sql("""
                select tariff_id, array_agg(room_id) filter (where share_group_id is null), array_agg(distinct share_group_id)
                  from billing.bill
                 where community_id = :community and run_id = :run and not is_reversed and tariff_id = any (:tariffs)
                 group by tariff_id
                """).param("community", community).param("run", run).param("tariffs", kinds.keySet().toArray(Long[]::new)).query(row -> {
                    var kind = kinds.get(row.getLong(1));
                    add(rooms, kind, row.getArray(2));
                    add(groups, kind, row.getArray(3));
                });
        for (var kind : rooms.keySet()) usages.freeze(community, month, run, kind, rooms.get(kind), groups.get(kind));
    }

    /** What the run billed by meter: version → kind of meter. */
    private Map<Long, String> meterKinds(long community, long run) {
        var kinds = new HashMap<Long, String>();
        jdbc.sql("""
                select t.id, t.meter_kind
                  from billing.tariff t
                 where t.community_id = :community and t.meter_kind is not null
                   and exists (select from billing.bill_run_total s
                                where s.community_id = t.community_id and s.run_id = :run and s.tariff_id = t.id)
                """).param("community", community).param("run", run).query(row -> {
                    kinds.put(row.getLong(1), row.getString(2));
                });
        return kinds;
    }

    void unfreeze(long community, YearMonth month, long run) {
        usages.unfreeze(community, month, run);
    }

    private static void add(Map<String, List<Long>> byKind, String kind, @Nullable Array found) throws SQLException {
        var ids = byKind.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (found == null) return;
        for (var id : (Long[]) found.getArray()) if (id != null) ids.add(id);
    }
}
