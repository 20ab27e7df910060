package cn.anju.metering;

import cn.anju.metering.ReadingChain.Prior;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 已收的读数：整批取出，一只表成一条链。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ReadingBook {

    static final String COLUMNS = """
        r.meter_id, r.month, r.value, r.previous, r.multiplier, r.is_rollover, r.old_stop, r.new_start, r.usage, r.read_on, r.source,
        r.read_by, r.note, r.version, r.billed_run_id, r.entered_by, r.hold, r.released_at is not null is_released,
        r.ahead_before, r.ahead, r.id reading_id
        """;

    private record Place(@Nullable Long room, @Nullable Long group, String kind) {}

    private final JdbcClient jdbc;
    private final MeteringSettings settings;

    ReadingBook(JdbcClient jdbc, MeteringSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** The chains of these meters from some months before {@code month}: enough to read that month and later ones. */
    Map<Long, ReadingChain> chains(long community, Collection<Meter> meters, YearMonth month) {
        var from = month.minusMonths(Math.max(3, settings.holds(community).months())).atDay(1);
        var ids = meters.stream().map(Meter::id).toArray(Long[]::new);
        var starts = new HashMap<Long, Prior>();
        jdbc.sql("""
            select m.id, b.value, b.ahead, b.source = 'ESTIMATE'
              from unnest(:ids::bigint[]) m(id)
             cross join lateral (select r.value, r.ahead, r.source from metering.reading r
                                  where r.community_id = :community and r.meter_id = m.id and r.month < :from
                                  order by r.month desc limit 1) b
            """).param("community", community).param("ids", ids).param("from", from)
            .query(row -> { starts.put(row.getLong(1), new Prior(row.getBigDecimal(2), row.getBigDecimal(3), row.getBoolean(4))); });
        return chains(community, meters, from, starts);
    }

    /** The whole chain of one meter. */
    ReadingChain chain(long community, Meter meter) {
        return chains(community, List.of(meter), LocalDate.EPOCH, Map.of()).get(meter.id());
    }

    /** The whole chains of these meters. */
    Map<Long, ReadingChain> wholeChains(long community, Collection<Meter> meters) {
        return chains(community, meters, LocalDate.EPOCH, Map.of());
    }

    /** The whole chain of one meter for a correction, which a supervisor answers for: nothing of it is held. */
    ReadingChain unheld(long community, Meter meter) {
        return chains(community, List.of(meter), LocalDate.EPOCH, Map.of(), HoldRule.OFF).get(meter.id());
    }

    private Map<Long, ReadingChain> chains(long community, Collection<Meter> meters, LocalDate from, Map<Long, Prior> starts) {
        return chains(community, meters, from, starts, settings.holds(community));
    }

    private Map<Long, ReadingChain> chains(long community, Collection<Meter> meters, LocalDate from, Map<Long, Prior> starts, HoldRule holds) {
        var readings = new HashMap<Long, List<AcceptedReading>>();
        jdbc.sql("select " + COLUMNS + """
              from metering.reading r
             where r.community_id = :community and r.meter_id in (select unnest(:ids::bigint[])) and r.month >= :from
            """).param("community", community).param("ids", meters.stream().map(Meter::id).toArray(Long[]::new)).param("from", from)
            .query((row, i) -> reading(row)).stream()
            .forEach(reading -> readings.computeIfAbsent(reading.meterId(), _ -> new ArrayList<>()).add(reading));
        var billed = billedPlaces(community, meters, from);
        var chains = new HashMap<Long, ReadingChain>();
        for (var meter : meters)
            chains.put(meter.id(), new ReadingChain(meter.id(), meter.dial(), starts.getOrDefault(meter.id(), Prior.of(meter.startReading())),
                readings.getOrDefault(meter.id(), List.of()), meter.isMaster() ? Set.of() : billed.getOrDefault(place(meter), Set.of()), holds));
        return chains;
    }

    private Map<Place, Set<YearMonth>> billedPlaces(long community, Collection<Meter> meters, LocalDate from) {
        var billed = new HashMap<Place, Set<YearMonth>>();
        jdbc.sql("""
            select distinct m.room_id, m.share_group_id, m.kind, r.month
              from metering.meter m
              join metering.reading r on r.community_id = m.community_id and r.meter_id = m.id
             where m.community_id = :community and r.month >= :from and r.billed_run_id is not null
               and (m.room_id in (select unnest(:rooms::bigint[])) or m.share_group_id in (select unnest(:groups::bigint[])))
            """).param("community", community).param("from", from)
            .param("rooms", meters.stream().map(Meter::roomId).filter(id -> id != null).distinct().toArray(Long[]::new))
            .param("groups", meters.stream().map(Meter::shareGroupId).filter(id -> id != null).distinct().toArray(Long[]::new))
            .query(row -> {
                billed.computeIfAbsent(new Place(row.getObject(1, Long.class), row.getObject(2, Long.class), row.getString(3)),
                    _ -> new HashSet<>()).add(YearMonth.from(row.getObject(4, LocalDate.class)));
            });
        return billed;
    }

    private static Place place(Meter meter) {
        return new Place(meter.roomId(), meter.shareGroupId(), meter.kind());
    }

    static AcceptedReading reading(ResultSet row) throws SQLException {
        var entry = new ReadingEntry(YearMonth.from(row.getObject("month", LocalDate.class)), row.getBigDecimal("value"),
            row.getBoolean("is_rollover"), row.getBigDecimal("old_stop"), row.getBigDecimal("new_start"),
            row.getObject("read_on", LocalDate.class), row.getString("note"));
        return new AcceptedReading(row.getLong("meter_id"), entry, row.getBigDecimal("previous"), row.getBigDecimal("multiplier"),
            row.getBigDecimal("usage"), ReadingSource.valueOf(row.getString("source")), row.getString("read_by"), row.getInt("version"),
            row.getObject("billed_run_id", Long.class), row.getObject("entered_by", Long.class),
            row.getString("hold") == null ? null : Hold.valueOf(row.getString("hold")), row.getBoolean("is_released"),
            row.getBigDecimal("ahead_before"), row.getBigDecimal("ahead"), row.getLong("reading_id"));
    }
}
