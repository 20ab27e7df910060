package cn.anju.metering;

import cn.anju.kernel.Problem;
import cn.anju.metering.DailyChain.Monthly;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 日读数的存取，成批。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DailyBook {

    private static final int AT_ONCE = 10_000;
    private static final String ROWS = """
        jsonb_to_recordset(:rows::jsonb) as n (meter bigint, day date, value numeric, rollover boolean, stop numeric, start numeric, note text,
            version int)
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DailyBook(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /** 这些表从 {@code first} 起的读数，连同之前最近的一次；表已锁住。 */
    Map<Long, DailyChain> chains(long community, Collection<Meter> meters, LocalDate first, BigDecimal most) {
        var ids = meters.stream().map(Meter::id).sorted().toArray(Long[]::new);
        var days = new HashMap<Long, List<DailyReading>>();
        jdbc.sql("""
            select d.meter_id, d.read_on, d.value, d.is_rollover, d.old_stop, d.new_start, d.note, d.version
              from unnest(:ids::bigint[]) w(id)
              join metering.daily_reading d on d.community_id = :community and d.meter_id = w.id
               and d.read_on >= coalesce((select max(p.read_on) from metering.daily_reading p
                                           where p.community_id = :community and p.meter_id = w.id and p.read_on < :first), :first)
            """).param("community", community).param("ids", ids).param("first", first).query(DailyReading.class).stream()
            .forEach(day -> days.computeIfAbsent(day.meterId(), _ -> new ArrayList<>()).add(day));
        var months = new HashMap<Long, List<Monthly>>();
        jdbc.sql("""
            select r.meter_id, r.read_on, r.value, not r.is_rollover and r.old_stop is null continuous
              from unnest(:ids::bigint[]) w(id)
              join metering.reading r on r.community_id = :community and r.meter_id = w.id and r.source <> 'ESTIMATE'
               and (r.hold is null or r.released_at is not null)
               and r.read_on >= coalesce((select max(p.read_on) from metering.reading p where p.community_id = :community and p.meter_id = w.id
                                             and p.read_on < :first and p.source <> 'ESTIMATE' and (p.hold is null or p.released_at is not null)), :first)
             order by r.month
            """).param("community", community).param("ids", ids).param("first", first)
            .query(row -> { months.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>()).add(monthly(row)); });
        var chains = new HashMap<Long, DailyChain>();
        for (var meter : meters)
            chains.put(meter.id(), new DailyChain(meter, most, days.getOrDefault(meter.id(), List.of()), months.getOrDefault(meter.id(), List.of())));
        return chains;
    }

    private static Monthly monthly(ResultSet row) throws SQLException {
        return new Monthly(row.getObject(2, LocalDate.class), row.getBigDecimal(3), row.getBoolean(4));
    }

    /** @throws Problem 409 {@code reading-changed} when somebody else was faster; nothing is written then */
    void store(long community, Collection<DailyChain> chains, ReadingSource source) {
        var changed = chains.stream().flatMap(chain -> chain.changed().stream()).toList();
        if (changed.isEmpty()) return;
        for (var from = 0; from < changed.size(); from += AT_ONCE)
            write(community, changed.subList(from, Math.min(changed.size(), from + AT_ONCE)), source);
        events.publishEvent(new MeterReadingsChanged(community, changed.stream().map(DailyReading::meterId).distinct().toList(),
            changed.stream().map(DailyReading::readOn).min(Comparator.naturalOrder()).orElseThrow()));
    }

    /** @throws Problem 409 {@code reading-changed} */
    void remove(long community, DailyReading reading) {
        var removed = jdbc.sql("""
            delete from metering.daily_reading where community_id = :community and meter_id = :meter and read_on = :on and version = :version
            """).param("community", community).param("meter", reading.meterId()).param("on", reading.readOn()).param("version", reading.version()).update();
        if (removed == 0) throw ReadingStore.changedMeanwhile();
        events.publishEvent(new MeterReadingsChanged(community, List.of(reading.meterId()), reading.readOn()));
    }

    private void write(long community, List<DailyReading> readings, ReadingSource source) {
        var rows = json.writeValueAsString(readings.stream().map(Row::of).toList());
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        var by = Reader.current().name();
        var added = jdbc.sql("""
            insert into metering.daily_reading (community_id, meter_id, read_on, value, is_rollover, old_stop, new_start, source, read_by, note, written_at)
            select :community, n.meter, n.day, n.value, n.rollover, n.stop, n.start, :source, :by, n.note, :at
            """ + " from " + ROWS + """
             where n.version = 0
             order by n.meter, n.day
                on conflict (community_id, meter_id, read_on) do nothing
            """).param("community", community).param("rows", rows).param("source", source.name()).param("by", by).param("at", at).update();
        var changed = added == readings.size() ? 0 : jdbc.sql("""
            update metering.daily_reading d
               set value = n.value, is_rollover = n.rollover, old_stop = n.stop, new_start = n.start, source = :source, read_by = :by,
                   note = n.note, written_at = :at, version = d.version + 1
            """ + " from " + ROWS + """
             where d.community_id = :community and d.meter_id = n.meter and d.read_on = n.day and n.version > 0 and d.version = n.version
            """).param("community", community).param("rows", rows).param("source", source.name()).param("by", by).param("at", at).update();
        if (added + changed != readings.size()) throw ReadingStore.changedMeanwhile();
    }

    /** One element of the JSON that carries the readings into SQL. */
    private record Row(long meter, String day, String value, boolean rollover, @Nullable String stop,
                       @Nullable String start, @Nullable String note, int version) {

        static Row of(DailyReading reading) {
            return new Row(reading.meterId(), reading.readOn().toString(), reading.value().toPlainString(), reading.isRollover(),
                reading.oldStop() == null ? null : reading.oldStop().toPlainString(),
                reading.newStart() == null ? null : reading.newStart().toPlainString(), reading.note(), reading.version());
        }
    }
}
