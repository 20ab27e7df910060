package cn.anju.metering;

import cn.anju.access.AuditTrail;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.metering.ReadingChain.Outcome;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 手工录入读数：一个一个地录，马上看到用量。 */
@Service
class ReadingDesk {

    /**
     * 录入的读数。
     *
     * @param oldStop with {@code newStart}: the meter was replaced in this month
     * @param readOn today unless given, for a month that is over its last day
     * @param version of the row that is corrected, as it was shown; none for a new one
     */
    record Input(@NotNull(message = "请填读数") BigDecimal value, @Nullable Boolean isRollover, @Nullable BigDecimal oldStop,
                 @Nullable BigDecimal newStart, @Nullable LocalDate readOn, @Nullable @Size(max = 200, message = "备注最多 200 字") String note,
                 @Nullable Integer version) {}

    /** 一只表的来龙去脉，近的在前。 */
    record History(Meter meter, List<ReadingView> readings) {}

    private final Meters meters;
    private final ReadingBook book;
    private final ReadingStore store;
    private final Communities communities;
    private final MeteringSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    ReadingDesk(Meters meters, ReadingBook book, ReadingStore store, Communities communities, MeteringSettings settings, AuditTrail audit,
                Clock clock) {
        this.meters = meters;
        this.book = book;
        this.store = store;
        this.communities = communities;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** 录入或更正一条读数。 */
    @Transactional
    ReadingView put(long community, long meterId, YearMonth month, Input input) {
        CurrentUser.get().require(community, "metering.edit");
        return put(community, meters.lock(community, meterId), month, input, ReadingSource.ENTRY);
    }

    ReadingView put(long community, Meter meter, YearMonth month, Input input, ReadingSource source) {
        ReadingIntake.refuseOutside(meter, month, YearMonth.from(communities.booksStart(community)));
        if (month.isAfter(YearMonth.now(clock))) throw Problem.invalid("month-in-future", "%s 还没到，不能录入", month);
        var chain = book.chains(community, List.of(meter), month).get(meter.id());
        var before = chain.at(month);
        var entry = entry(meter, month, input, before);
        refuseStale(before, entry, input.version());
        var outcome = chain.put(entry, null, source, Reader.current());
        store.store(community, List.of(chain));
        if (outcome != Outcome.UNCHANGED) audit.note(meter.number() + " " + month, before == null ? null : before.entry(), entry);
        return view(community, meter, month);
    }

    /** 撤回一条没出账的读数；后面的跟着重算。 */
    @Transactional
    void remove(long community, long meterId, YearMonth month) {
        CurrentUser.get().require(community, "metering.edit");
        var meter = meters.lock(community, meterId);
        var chain = book.chains(community, List.of(meter), month).get(meterId);
        var before = chain.at(month);
        if (before == null) throw Problem.notFound("reading-not-found", "%s 没有这只表的读数", month);
        chain.remove(month);
        store.store(community, List.of(chain));
        audit.note(meter.number() + " " + month, before.entry(), null);
    }

    @Transactional(readOnly = true)
    History history(long community, long meterId) {
        var meter = meters.byId(community, meterId);
        var chain = book.chain(community, meter);
        var odd = settings.odd(community);
        return new History(meter, chain.latestFirst().stream()
            .map(reading -> ReadingView.of(reading, odd.trend(reading.usage(), chain.recent(reading.entry().month())))).toList());
    }

    private ReadingView view(long community, Meter meter, YearMonth month) {
        var chain = book.chains(community, List.of(meter), month).get(meter.id());
        var reading = chain.at(month);
        return ReadingView.of(reading, settings.odd(community).trend(reading.usage(), chain.recent(month)));
    }

    private ReadingEntry entry(Meter meter, YearMonth month, Input input, @Nullable AcceptedReading before) {
        if ((input.oldStop() == null) != (input.newStart() == null))
            throw Problem.invalid("replacement-incomplete", "换表要同时填旧表止码和新表起码");
        var value = Figures.reading("读数", input.value());
        if (value.compareTo(BigDecimal.TEN.pow(meter.digits())) >= 0)
            throw Problem.invalid("reading-beyond-dial", "读数 %s 超过了 %d 位表盘，请核对", value.toPlainString(), meter.digits());
        var today = LocalDate.now(clock);
        if (input.readOn() != null && input.readOn().isAfter(today)) throw Problem.invalid("date-invalid", "抄表日期不能晚于今天");
        var fallback = before == null || before.source() == ReadingSource.ESTIMATE ? ReadingIntake.day(month, clock) : before.entry().readOn();
        return new ReadingEntry(month, value, Boolean.TRUE.equals(input.isRollover()),
            input.oldStop() == null ? null : Figures.reading("旧表止码", input.oldStop()),
            input.newStart() == null ? null : Figures.reading("新表起码", input.newStart()),
            input.readOn() == null ? fallback : input.readOn(), input.note() == null || input.note().isBlank() ? null : input.note().strip());
    }

    /** Two people on the same meter: the second one is told what the first one wrote. */
    private static void refuseStale(@Nullable AcceptedReading before, ReadingEntry entry, @Nullable Integer version) {
        if (before == null) {
            if (version != null) throw Problem.conflict("reading-changed", "这条读数刚刚被撤回，请刷新后再录");
        } else if (!entry.isSameReading(before.entry()) && !Objects.equals(version, before.version()) && !before.isBilled()) {
            throw Problem.conflict("reading-changed", "%s 已录入 %s，请刷新后再改", before.readBy(), Figures.shown(before.entry().value()));
        }
    }
}
