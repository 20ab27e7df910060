package cn.anju.cashier.prepaid;

import cn.anju.kernel.Problem;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 哪些表预付费：查问与加锁。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Supplies {

    private static final String SELECT = """
        select s.id, s.room_id, r.code room_code, s.meter_kind, s.charge_item, s.from_on, s.ended_on, s.version
          from cashier.prepaid_supply s
          join estate.room r on r.community_id = s.community_id and r.id = s.room_id
         where s.community_id = :community
        """;

    private final JdbcClient jdbc;

    Supplies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem 404 {@code prepaid-not-found} */
    Supply byId(long community, long id) {
        return jdbc.sql(SELECT + " and s.id = :id").param("community", community).param("id", id).query(Supply.class).optional()
            .orElseThrow(() -> Problem.notFound("prepaid-not-found", "没有这个预付费户"));
    }

    /** Locked in id order, so that whoever works its days out again waits for the other. @param meters none for all that are in force */
    List<Supply> lockOfMeters(long community, @Nullable Collection<Long> meters) {
        return jdbc.sql(SELECT + """
             and s.ended_on is null
             and (:meters::bigint[] is null or exists (select from metering.meter m where m.community_id = s.community_id and m.room_id = s.room_id
                                                          and m.kind = s.meter_kind and m.id = any (:meters)))
             order by s.id for update of s
            """).param("community", community).param("meters", meters == null ? null : meters.toArray(Long[]::new)).query(Supply.class).list();
    }

    /** Those that a run of bills charges. */
    List<Supply> lockOfRun(long community, long run) {
        return jdbc.sql(SELECT + """
             and s.ended_on is null
             and exists (select from billing.bill b where b.community_id = s.community_id and b.run_id = :run and b.room_id = s.room_id)
             order by s.id for update of s
            """).param("community", community).param("run", run).query(Supply.class).list();
    }

    List<Supply> lock(long community, Collection<Long> ids) {
        return jdbc.sql(SELECT + " and s.id = any (:ids) order by s.id for update of s")
            .param("community", community).param("ids", ids.toArray(Long[]::new)).query(Supply.class).list();
    }
}
