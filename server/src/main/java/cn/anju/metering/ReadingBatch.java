package cn.anju.metering;

import cn.anju.job.ImportNote;
import cn.anju.kernel.Problem;
import cn.anju.metering.MeteringSettings.Odd;
import cn.anju.metering.ReadingChain.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 一批读数核对的结果。 */
final class ReadingBatch {

    /** 收下的一行。 @param before what stood there for the month */
    record Taken(ReadingDraft draft, Meter meter, Outcome outcome, @Nullable AcceptedReading before, AcceptedReading after, UsageTrend trend) {}

    private final Odd odd;
    private final List<Taken> taken = new ArrayList<>();
    private final List<ImportNote> rejects = new ArrayList<>();
    private final List<ImportNote> warnings = new ArrayList<>();
    Map<Long, ReadingChain> chains = Map.of();

    ReadingBatch(Odd odd) {
        this.odd = odd;
    }

    void take(ReadingDraft draft, Meter meter, Outcome outcome, @Nullable AcceptedReading before, ReadingChain chain) {
        var month = draft.month().meaning();
        var after = chain.at(month);
        var recent = chain.recent(month);
        var trend = odd.trend(after.usage(), recent);
        taken.add(new Taken(draft, meter, outcome, before, after, trend));
        if (outcome == Outcome.UNCHANGED) return;
        warnHeld(draft, after);
        if (after.entry().value().compareTo(BigDecimal.TEN.pow(meter.digits())) >= 0)
            warnings.add(ReadingIntake.note(draft, "reading-beyond-dial", "读数 %s 超过了 %d 位表盘".formatted(after.entry().value().toPlainString(), meter.digits())));
        if (trend.level() != UsageTrend.Level.NORMAL)
            warnings.add(ReadingIntake.note(draft, "usage-odd", "用量 %s %s，近三月平均 %s".formatted(after.usage().toPlainString(),
                trend.level().label, trend.mean().toPlainString())));
    }

    private void warnHeld(ReadingDraft draft, AcceptedReading after) {
        if (after.isHeld())
            warnings.add(ReadingIntake.note(draft, "reading-held", "%s，用量 %s：已存疑，由别人放行或更正后才出账".formatted(after.hold().label,
                after.usage().toPlainString())));
    }

    void reject(ReadingDraft draft, Problem problem) {
        rejects.add(ReadingIntake.note(draft, problem.code(), problem.getMessage()));
    }

    int count(Outcome outcome) {
        return (int) taken.stream().filter(row -> row.outcome == outcome).count();
    }

    List<Taken> taken() {
        return taken.stream().sorted(Comparator.comparing(row -> row.draft.row())).toList();
    }

    List<ImportNote> rejects() {
        return rejects.stream().sorted(Comparator.comparing(ImportNote::row)).toList();
    }

    List<ImportNote> warnings() {
        return warnings;
    }
}
