package cn.anju.metering;

import cn.anju.kernel.Problem;
import cn.anju.kernel.RowArrays;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
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

/** 把链上的改动整批写回。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ReadingStore {

    private static final int AT_ONCE = 10_000;
    private static final String ROWS = """
        unnest(:meter::bigint[], :month::text[], :value::text[], :previous::text[], :multiplier::text[], :rollover::boolean[], :stop::text[], :start::text[],
               :usage::text[], :day::text[], :source::text[], :by::text[], :note::text[], :version::int[], :enteredBy::bigint[], :hold::text[],
               :keeps::boolean[], :aheadBefore::text[], :ahead::text[])
          as n(meter, month, value, previous, multiplier, rollover, stop, start, usage, day, source, by, note, version, entered_by, hold, keeps, ahead_before, ahead)
        """;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final HoldNotice notice;
    private final Clock clock;

    ReadingStore(JdbcClient jdbc, ApplicationEventPublisher events, HoldNotice notice, Clock clock) {
        this.jdbc = jdbc;
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
        var rows = RowArrays.of(Row.class, readings.stream().map(Row::of).toList());
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        var added = jdbc.sql("""
            insert into metering.reading (community_id, meter_id, month, value, previous, multiplier, is_rollover, old_stop, new_start, usage,
                                          read_on, source, read_by, note, written_at, entered_by, hold, ahead_before, ahead)
            select :community, n.meter, n.month::date, n.value::numeric, n.previous::numeric, n.multiplier::numeric, n.rollover, n.stop::numeric,
                   n.start::numeric, n.usage::numeric, n.day::date, n.source, n.by, n.note, :at, n.entered_by, n.hold, n.ahead_before::numeric, n.ahead::numeric
            """ + " from " + ROWS + """
             where n.version = 0
             order by n.meter, n.month
                on conflict (community_id, meter_id, month) do nothing
            """).param("community", community).params(rows).param("at", at).update();
        var changed = added == readings.size() ? 0 : jdbc.sql("""
            update metering.reading r
               set value = n.value::numeric, previous = n.previous::numeric, multiplier = n.multiplier::numeric, is_rollover = n.rollover,
                   old_stop = n.stop::numeric, new_start = n.start::numeric, usage = n.usage::numeric, read_on = n.day::date, source = n.source,
                   read_by = n.by, note = n.note, written_at = :at, version = r.version + 1, entered_by = n.entered_by, hold = n.hold,
                   ahead_before = n.ahead_before::numeric, ahead = n.ahead::numeric,
                   released_by = case when n.keeps then r.released_by end, released_name = case when n.keeps then r.released_name end,
                   released_at = case when n.keeps then r.released_at end, release_reason = case when n.keeps then r.release_reason end
            """ + " from " + ROWS + """
             where r.community_id = :community and r.meter_id = n.meter and r.month = n.month::date
               and n.version > 0 and r.version = n.version and r.billed_run_id is null
            """).param("community", community).params(rows).param("at", at).update();
        if (added + changed != readings.size()) throw changedMeanwhile();
    }

    /** One reading on its way into SQL. */
    private record Row(long meter, LocalDate month, BigDecimal value, BigDecimal previous, BigDecimal multiplier, boolean rollover, @Nullable BigDecimal stop,
                       @Nullable BigDecimal start, BigDecimal usage, LocalDate day, ReadingSource source, String by, @Nullable String note, int version,
                       @Nullable Long enteredBy, @Nullable Hold hold, boolean keeps, BigDecimal aheadBefore, BigDecimal ahead) {

        static Row of(AcceptedReading reading) {
            var entry = reading.entry();
            return new Row(reading.meterId(), entry.month().atDay(1), entry.value(), reading.previous(), reading.multiplier(), entry.isRollover(),
                entry.oldStop(), entry.newStart(), reading.usage(), entry.readOn(), reading.source(), reading.readBy(), entry.note(), reading.version(),
                reading.enteredBy(), reading.hold(), reading.isReleased(), reading.aheadBefore(), reading.ahead());
        }
    }
}
