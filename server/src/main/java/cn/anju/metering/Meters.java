package cn.anju.metering;

import cn.anju.kernel.Problem;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 仪表的查问。 */
@Component
@Transactional(readOnly = true)
class Meters {

    static final String FROM = """
          from metering.meter m
          left join estate.room r on r.community_id = m.community_id and r.id = m.room_id
          left join metering.share_group g on g.community_id = m.community_id and g.id = m.share_group_id
        """;

    private static final String SELECT = """
        select m.id, m.number, m.kind, m.room_id, r.code room, m.share_group_id, g.code share_group, m.multiplier, m.digits,
               m.start_reading, m.start_on, m.used_this_year, m.removed_on, m.location, m.note, m.version, m.is_master
        """ + FROM;

    /** By hand: an import reads tens of thousands. */
    private static final RowMapper<Meter> METER = (row, i) -> new Meter(row.getLong("id"), row.getString("number"), row.getString("kind"),
        row.getObject("room_id", Long.class), row.getString("room"), row.getObject("share_group_id", Long.class), row.getString("share_group"),
        row.getBigDecimal("multiplier"), row.getInt("digits"), row.getBigDecimal("start_reading"), row.getObject("start_on", LocalDate.class),
        row.getBigDecimal("used_this_year"), row.getObject("removed_on", LocalDate.class), row.getString("location"), row.getString("note"),
        row.getInt("version"), row.getBoolean("is_master"));

    private final JdbcClient jdbc;

    Meters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem 404 {@code meter-not-found} */
    Meter byId(long community, long id) {
        return jdbc.sql(SELECT + " where m.community_id = :community and m.id = :id").param("community", community).param("id", id)
            .query(METER).optional().orElseThrow(Meters::unknown);
    }

    /** Locks the meter, so that two people reading it queue. @throws Problem 404 {@code meter-not-found} */
    @Transactional(propagation = Propagation.MANDATORY)
    Meter lock(long community, long id) {
        jdbc.sql("select id from metering.meter where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Long.class).optional().orElseThrow(Meters::unknown);
        return byId(community, id);
    }

    Map<String, Meter> byNumbers(long community, Collection<String> numbers) {
        return jdbc.sql(SELECT + " where m.community_id = :community and m.number in (select unnest(:numbers::text[]))")
            .param("community", community).param("numbers", numbers.toArray(String[]::new)).query(METER).stream()
            .collect(Collectors.toMap(Meter::number, Function.identity()));
    }

    List<Meter> byIds(long community, Collection<Long> ids) {
        return jdbc.sql(SELECT + " where m.community_id = :community and m.id in (select unnest(:ids::bigint[])) order by m.number")
            .param("community", community).param("ids", ids.toArray(Long[]::new)).query(METER).list();
    }

    private static Problem unknown() {
        return Problem.notFound("meter-not-found", "没有这只表");
    }
}
