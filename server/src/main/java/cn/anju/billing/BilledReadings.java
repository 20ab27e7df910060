package cn.anju.billing;

import cn.anju.metering.Usages;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        jdbc.sql("""
                select distinct t.meter_kind, case when b.share_group_id is null then b.room_id end, b.share_group_id
                  from billing.bill b
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                 where b.community_id = :community and b.run_id = :run and not b.is_reversed and t.meter_kind is not null
                """).withFetchSize(10_000).param("community", community).param("run", run).query(row -> {
                    var kind = row.getString(1);
                    add(rooms, kind, row.getObject(2, Long.class));
                    add(groups, kind, row.getObject(3, Long.class));
                });
        for (var kind : rooms.keySet()) usages.freeze(community, month, run, kind, rooms.get(kind), groups.get(kind));
    }

    void unfreeze(long community, YearMonth month, long run) {
        usages.unfreeze(community, month, run);
    }

    private static void add(Map<String, List<Long>> byKind, String kind, Long id) {
        var ids = byKind.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (id != null) ids.add(id);
    }
}
