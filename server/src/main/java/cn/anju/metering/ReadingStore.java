package cn.anju.metering;

import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 把链上的改动整批写回。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ReadingStore {

    private static final int AT_ONCE = 10_000;
    private static final String ROWS = """
        jsonb_to_recordset(:rows::jsonb) as n (meter bigint, month date, value numeric, previous numeric, multiplier numeric,
            rollover boolean, stop numeric, start numeric, usage numeric, day date, source text, by text, note text, version int,
            "enteredBy" bigint, hold text, keeps boolean, "aheadBefore" numeric, ahead numeric)
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final HoldNotice notice;
    private final Clock clock;

    ReadingStore(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events, HoldNotice notice, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
        this.notice = notice;
        this.clock = clock;
    }

    /** @throws Problem 409 {@code reading-changed} when somebody else was faster; nothing is written then */
    void store(long community, Collection<ReadingChain> chains) {
        for (var chain : chains) for (var month : chain.removed()) remove(community, chain.meterId(), month);
        var changed = chains.stream().flatMap(chain -> chain.changed().stream()).toList();
        for (var from = 0; from < changed.size(); from += AT_ONCE)
            write(community, changed.subList(from, Math.min(changed.size(), from + AT_ONCE)));
        notice.tell(community, changed);
        var moved = chains.stream().filter(chain -> !chain.changed().isEmpty() || !chain.removed().isEmpty()).toList();
        Stream.concat(changed.stream().map(reading -> reading.entry().month()), chains.stream().flatMap(chain -> chain.removed().stream()))
            .min(Comparator.naturalOrder()).ifPresent(first -> events.publishEvent(
                new MeterReadingsChanged(community, moved.stream().map(ReadingChain::meterId).toList(), first.atDay(1))));
    }

    static Problem changedMeanwhile() {
        return Problem.conflict("reading-changed", "读数刚刚被别人改过，请刷新后再录");
    }

    private void remove(long community, long meter, YearMonth month) {
        jdbc.sql("delete from metering.reading where community_id = :community and meter_id = :meter and month = :month")
            .param("community", community).param("meter", meter).param("month", month.atDay(1)).update();
    }

    private void write(long community, List<AcceptedReading> readings) {
        var rows = json.writeValueAsString(readings.stream().map(Row::of).toList());
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        var added = jdbc.sql("""
            insert into metering.reading (community_id, meter_id, month, value, previous, multiplier, is_rollover, old_stop, new_start, usage,
                                          read_on, source, read_by, note, written_at, entered_by, hold, ahead_before, ahead)
            select :community, n.meter, n.month, n.value, n.previous, n.multiplier, n.rollover, n.stop, n.start, n.usage,
                   n.day, n.source, n.by, n.note, :at, n."enteredBy", n.hold, n."aheadBefore", n.ahead
            """ + " from " + ROWS + """
             where n.version = 0
             order by n.meter, n.month
                on conflict (community_id, meter_id, month) do nothing
            """).param("community", community).param("rows", rows).param("at", at).update();
        var changed = added == readings.size() ? 0 : jdbc.sql("""
            update metering.reading r
               set value = n.value, previous = n.previous, multiplier = n.multiplier, is_rollover = n.rollover, old_stop = n.stop,
                   new_start = n.start, usage = n.usage, read_on = n.day, source = n.source, read_by = n.by, note = n.note,
                   written_at = :at, version = r.version + 1, entered_by = n."enteredBy", hold = n.hold,
                   ahead_before = n."aheadBefore", ahead = n.ahead,
                   released_by = case when n.keeps then r.released_by end, released_name = case when n.keeps then r.released_name end,
                   released_at = case when n.keeps then r.released_at end, release_reason = case when n.keeps then r.release_reason end
            """ + " from " + ROWS + """
             where r.community_id = :community and r.meter_id = n.meter and r.month = n.month
               and n.version > 0 and r.version = n.version and r.billed_run_id is null
            """).param("community", community).param("rows", rows).param("at", at).update();
        if (added + changed != readings.size()) throw changedMeanwhile();
    }

    /** One element of the JSON that carries the readings into SQL. */
    private record Row(long meter, String month, String value, String previous, String multiplier, boolean rollover, @Nullable String stop,
                       @Nullable String start, String usage, String day, String source, String by, @Nullable String note, int version,
                       @Nullable Long enteredBy, @Nullable Hold hold, boolean keeps, String aheadBefore, String ahead) {

        static Row of(AcceptedReading reading) {
            var entry = reading.entry();
            return new Row(reading.meterId(), entry.month().atDay(1).toString(), entry.value().toPlainString(),
                reading.previous().toPlainString(), reading.multiplier().toPlainString(), entry.isRollover(),
                entry.oldStop() == null ? null : entry.oldStop().toPlainString(),
                entry.newStart() == null ? null : entry.newStart().toPlainString(), reading.usage().toPlainString(),
                entry.readOn().toString(), reading.source().name(), reading.readBy(), entry.note(), reading.version(), reading.enteredBy(), reading.hold(), reading.isReleased(),
                reading.aheadBefore().toPlainString(), reading.ahead().toPlainString());
        }
    }
}
