package cn.anju.metering;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 更正出过账的读数：放开、改、后面的跟着重算，再照样定住；只供更正账单时用。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ReadingCorrections {

    /** 对的读数。 */
    public record Right(String meterNumber, YearMonth month, BigDecimal value, boolean isRollover, @Nullable BigDecimal oldStop,
                        @Nullable BigDecimal newStart) {}

    /** 放开了的读数，原先定在哪次出账。 */
    public record Reopened(List<Long> readings, List<Long> runs) {}

    /** 改了什么。 @param room the room, none for a public meter */
    public record Done(String place, String before, String after, Reopened reopened) {}

    private record Frozen(long id, long run) {}

    private final JdbcClient jdbc;
    private final Meters meters;
    private final ReadingBook book;
    private final ReadingStore store;

    ReadingCorrections(JdbcClient jdbc, Meters meters, ReadingBook book, ReadingStore store) {
        this.jdbc = jdbc;
        this.meters = meters;
        this.book = book;
        this.store = store;
    }

    /**
     * 改一个月的读数，那个月起同一处同种的表都放开。
     *
     * @throws Problem 404 {@code meter-unknown}, {@code reading-not-found}; 409 {@code reading-unchanged} and as for a reading that is put in
     */
    public Done correct(long community, Right right) {
        var found = meters.byNumbers(community, List.of(MeterSpelling.number(right.meterNumber()))).values().stream().findFirst()
            .orElseThrow(() -> Problem.notFound("meter-unknown", "没有表号「%s」", right.meterNumber()));
        var meter = meters.lock(community, found.id());
        var reopened = reopen(community, meter, right.month());
        var chain = book.unheld(community, meter);
        var before = chain.at(right.month());
        if (before == null) throw Problem.notFound("reading-not-found", "%s 没有这只表的读数，请先抄表", right.month());
        if ((right.oldStop() == null) != (right.newStart() == null))
            throw Problem.invalid("replacement-incomplete", "换表要同时填旧表止码和新表起码");
        var value = Figures.reading("读数", right.value());
        if (value.compareTo(BigDecimal.TEN.pow(meter.digits())) >= 0)
            throw Problem.invalid("reading-beyond-dial", "读数 %s 超过了 %d 位表盘，请核对", value.toPlainString(), meter.digits());
        var entry = new ReadingEntry(right.month(), value, right.isRollover(),
            right.oldStop() == null ? null : Figures.reading("旧表止码", right.oldStop()),
            right.newStart() == null ? null : Figures.reading("新表起码", right.newStart()), before.entry().readOn(), before.entry().note());
        if (entry.isSameReading(before.entry())) throw Problem.conflict("reading-unchanged", "读数就是 %s，没有要改的", Figures.shown(value));
        chain.put(entry, null, before.source() == ReadingSource.ESTIMATE ? ReadingSource.ENTRY : before.source(), Reader.current());
        store.store(community, List.of(chain));
        return new Done(meter.place() + " 表 " + meter.number(), text(before.entry()), text(entry), reopened);
    }

    /** 还没有随新账定住的，定回原来那次出账。 */
    public void freezeAgain(long community, Reopened reopened) {
        jdbc.sql("""
            update metering.reading r set billed_run_id = f.run
              from unnest(:ids::bigint[], :runs::bigint[]) as f(id, run)
             where r.community_id = :community and r.id = f.id and r.billed_run_id is null
            """).param("community", community).param("ids", reopened.readings().toArray(Long[]::new))
            .param("runs", reopened.runs().toArray(Long[]::new)).update();
    }

    private Reopened reopen(long community, Meter meter, YearMonth month) {
        var frozen = jdbc.sql("""
            select r.id, r.billed_run_id run
              from metering.reading r
              join metering.meter m on m.community_id = r.community_id and m.id = r.meter_id
             where r.community_id = :community and r.month >= :month and r.billed_run_id is not null and m.kind = :kind
               and (m.room_id = :room or m.share_group_id = :group)
             order by r.id for update of r
            """).param("community", community).param("month", month.atDay(1)).param("kind", meter.kind()).param("room", meter.roomId())
            .param("group", meter.shareGroupId()).query(Frozen.class).list();
        var ids = frozen.stream().map(Frozen::id).toList();
        jdbc.sql("update metering.reading set billed_run_id = null where community_id = :community and id = any (:ids)")
            .param("community", community).param("ids", ids.toArray(Long[]::new)).update();
        return new Reopened(ids, frozen.stream().map(Frozen::run).toList());
    }

    private static String text(ReadingEntry entry) {
        return Figures.shown(entry.value()) + (entry.isRollover() ? "（过零）" : "")
            + (entry.oldStop() == null ? "" : "（换表 %s → %s）".formatted(Figures.shown(entry.oldStop()), Figures.shown(entry.newStart())));
    }
}
