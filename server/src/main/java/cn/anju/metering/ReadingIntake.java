package cn.anju.metering;

import cn.anju.estate.Communities;
import cn.anju.job.ImportNote;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 收读数：一批读数，逐只表按月份的先后核对，好的收下，不好的说明为什么。 */
@Component
class ReadingIntake {

    private record Known(ReadingDraft draft, Meter meter, YearMonth month) {}

    private final Meters meters;
    private final ReadingBook book;
    private final Communities communities;
    private final MeteringSettings settings;
    private final Clock clock;

    ReadingIntake(Meters meters, ReadingBook book, Communities communities, MeteringSettings settings, Clock clock) {
        this.meters = meters;
        this.book = book;
        this.communities = communities;
        this.settings = settings;
        this.clock = clock;
    }

    /** Reads, writes nothing; {@link ReadingStore} stores the chains of the batch. */
    ReadingBatch check(long community, List<ReadingDraft> drafts, ReadingSource source) {
        var batch = new ReadingBatch(settings.odd(community));
        var known = known(community, drafts, batch);
        if (known.isEmpty()) return batch;
        var first = known.stream().map(Known::month).min(Comparator.naturalOrder()).orElseThrow();
        batch.chains = book.chains(community, known.stream().map(Known::meter).distinct().toList(), first);
        known.stream().collect(Collectors.groupingBy(row -> row.meter.id()))
            .forEach((meter, rows) -> takeAll(batch, batch.chains.get(meter), rows, source));
        return batch;
    }

    private List<Known> known(long community, List<ReadingDraft> drafts, ReadingBatch batch) {
        var byNumber = meters.byNumbers(community, drafts.stream().map(ReadingDraft::number).distinct().toList());
        var booksStart = YearMonth.from(communities.booksStart(community));
        var known = new ArrayList<Known>(drafts.size());
        for (var draft : drafts) {
            try {
                known.add(known(draft, byNumber, booksStart));
            } catch (Problem problem) {
                batch.reject(draft, problem);
            }
        }
        return known;
    }

    private static Known known(ReadingDraft draft, Map<String, Meter> byNumber, YearMonth booksStart) {
        if (draft.number().isEmpty()) throw Problem.invalid("meter-no-missing", "没有填表号");
        var meter = byNumber.get(draft.number());
        if (meter == null) throw Problem.invalid("meter-unknown", "没有表号「%s」：请先登记这只表", draft.number());
        var month = draft.month().meaning();
        if (month == null) throw Problem.invalid("month-invalid", "抄表月份「%s」不是月份，请写成 2026-07", draft.month().text());
        refuseOutside(meter, month, booksStart);
        return new Known(draft, meter, month);
    }

    /** @throws Problem 409 for a month in which the meter is not read */
    static void refuseOutside(Meter meter, YearMonth month, YearMonth booksStart) {
        if (month.isBefore(booksStart))
            throw Problem.conflict("month-before-books", "%s 在建账（%s）之前，不再收读数", month, booksStart);
        if (meter.removedOn() != null && month.isAfter(YearMonth.from(meter.removedOn())))
            throw Problem.conflict("meter-removed", "表 %s 已于 %s 拆下", meter.number(), meter.removedOn());
    }

    private void takeAll(ReadingBatch batch, ReadingChain chain, List<Known> rows, ReadingSource source) {
        var ordered = rows.stream().sorted(Comparator.comparing(Known::month).thenComparing(row -> row.draft.row())).toList();
        var taken = new HashSet<YearMonth>();
        for (var i = 0; i < ordered.size(); i++) {
            var row = ordered.get(i);
            try {
                if (taken.contains(row.month))
                    throw Problem.conflict("reading-duplicate", "表 %s 的 %s 在文件里已有一行", row.draft.number(), row.month);
                var before = chain.at(row.month);
                var entry = entry(row, before);
                var outcome = chain.put(entry, coming(ordered, i, chain), source, Reader.current());
                taken.add(row.month);
                batch.take(row.draft, row.meter, outcome, before, chain);
            } catch (Problem problem) {
                batch.reject(row.draft, problem);
            }
        }
    }

    private ReadingEntry entry(Known row, @Nullable AcceptedReading before) {
        var kept = before == null || before.source() == ReadingSource.ESTIMATE ? null : before.entry();
        return row.draft.checked(row.month, kept == null ? day(row.month, clock) : kept.readOn(), kept == null ? null : kept.note());
    }

    private @Nullable ReadingEntry coming(List<Known> ordered, int at, ReadingChain chain) {
        for (var row : ordered.subList(at + 1, ordered.size())) {
            if (!row.month.isAfter(ordered.get(at).month)) continue;
            try {
                return entry(row, chain.at(row.month));
            } catch (Problem unreadable) {
                continue;
            }
        }
        return null;
    }

    /** The day of a reading that names none: today within its month, else the month's last day. */
    static LocalDate day(YearMonth month, Clock clock) {
        var today = LocalDate.now(clock);
        return YearMonth.from(today).equals(month) ? today : month.atEndOfMonth();
    }

    static String column(String code) {
        return switch (code) {
            case "meter-no-missing", "meter-unknown", "meter-removed" -> ReadingDraft.NUMBER;
            case "month-invalid", "month-before-books", "month-already-billed", "later-month-billed", "reading-duplicate" -> ReadingDraft.MONTH;
            case "date-invalid" -> ReadingDraft.DATE;
            case "rollover-invalid" -> ReadingDraft.ROLLOVER;
            case "replacement-incomplete" -> ReadingDraft.OLD_STOP;
            default -> ReadingDraft.VALUE;
        };
    }

    static ImportNote note(ReadingDraft draft, String code, String message) {
        return new ImportNote(draft.row(), code, column(code), message, draft.number().isEmpty() ? null : draft.number());
    }
}
