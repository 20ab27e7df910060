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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 手工补录、更正、撤回日读数。 */
@Service
class DailyDesk {

    /**
     * 录入的日读数。
     *
     * @param oldStop with {@code newStart}: the meter was replaced since the reading before
     * @param version of the row that is corrected, as it was shown; none for a new one
     */
    record Input(@NotNull(message = "请填读数") BigDecimal value, @Nullable Boolean isRollover, @Nullable BigDecimal oldStop,
                 @Nullable BigDecimal newStart, @Nullable @Size(max = 200, message = "备注最多 200 字") String note, @Nullable Integer version) {}

    /** 收下的日读数。 @param usage since the reading before, with the multiplier */
    record Taken(long meterId, String number, LocalDate readOn, BigDecimal value, BigDecimal usage, int version) {}

    private final Meters meters;
    private final DailyBook book;
    private final Communities communities;
    private final MeteringSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    DailyDesk(Meters meters, DailyBook book, Communities communities, MeteringSettings settings, AuditTrail audit, Clock clock) {
        this.meters = meters;
        this.book = book;
        this.communities = communities;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** 录入或更正一天的读数。 */
    @Transactional
    Taken put(long community, long id, LocalDate day, Input input) {
        CurrentUser.get().require(community, "metering.edit");
        var meter = meters.lock(community, id);
        refuseOutside(meter, day, communities.booksStart(community), LocalDate.now(clock));
        var chain = book.chains(community, List.of(meter), day, settings.dailyMost(community)).get(id);
        var before = chain.at(day);
        if ((before == null ? 0 : before.version()) != (input.version() == null ? 0 : input.version()))
            throw ReadingStore.changedMeanwhile();
        if ((input.oldStop() == null) != (input.newStart() == null))
            throw Problem.invalid("replacement-incomplete", "换表要同时填旧表止码和新表起码");
        var reading = new DailyReading(id, day, Figures.reading("读数", input.value()), Boolean.TRUE.equals(input.isRollover()),
            input.oldStop() == null ? null : Figures.reading("旧表止码", input.oldStop()),
            input.newStart() == null ? null : Figures.reading("新表起码", input.newStart()), MeterList.blankAsNone(input.note()), 0);
        var outcome = chain.put(reading);
        var usage = Figures.plain(chain.usage(reading));
        book.store(community, List.of(chain), ReadingSource.ENTRY);
        if (outcome != Outcome.UNCHANGED) audit.note("日读数 %s %s".formatted(meter.number(), day), before, reading);
        var version = before == null ? 1 : outcome == Outcome.UNCHANGED ? before.version() : before.version() + 1;
        return new Taken(id, meter.number(), day, reading.value(), usage, version);
    }

    /** 撤回一天的读数；前后两次之间的用量归到后一次。 */
    @Transactional
    void remove(long community, long id, LocalDate day) {
        CurrentUser.get().require(community, "metering.edit");
        var meter = meters.lock(community, id);
        var before = book.chains(community, List.of(meter), day, settings.dailyMost(community)).get(id).at(day);
        if (before == null) throw Problem.notFound("reading-not-found", "表 %s 在 %s 没有日读数", meter.number(), day);
        book.remove(community, before);
        audit.note("日读数 %s %s".formatted(meter.number(), day), before, null);
    }

    /** @throws Problem 400, 409 for a day on which the meter is not read */
    static void refuseOutside(Meter meter, LocalDate day, LocalDate booksStart, LocalDate today) {
        if (meter.roomId() == null) throw Problem.conflict("meter-not-in-room", "表 %s 是公共表，只收房屋里的表的日读数", meter.number());
        if (day.isAfter(today)) throw Problem.invalid("date-in-future", "%s 还没到，不能录入", day);
        if (day.isBefore(booksStart)) throw Problem.conflict("date-before-books", "%s 在建账（%s）之前，不再收读数", day, booksStart);
        if (day.isBefore(meter.startOn())) throw Problem.conflict("date-before-start", "表 %s 从 %s 才启用", meter.number(), meter.startOn());
        if (meter.removedOn() != null && day.isAfter(meter.removedOn()))
            throw Problem.conflict("meter-removed", "表 %s 已于 %s 拆下", meter.number(), meter.removedOn());
    }
}
