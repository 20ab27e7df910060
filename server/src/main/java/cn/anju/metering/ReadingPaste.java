package cn.anju.metering;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CellText;
import cn.anju.kernel.CurrentUser;
import cn.anju.metering.ReadingChain.Outcome;
import cn.anju.metering.ReadingDraft.Cell;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 从表格里粘来的一批读数：好的收下，不好的逐行说明。 */
@Service
class ReadingPaste {

    /** 粘来的一行，格子里写什么就是什么。 */
    record Row(@NotNull @Size(max = 100) String number, @NotNull @Size(max = 40) String value, @Nullable @Size(max = 40) String readOn,
               @Nullable @Size(max = 10) String rollover, @Nullable @Size(max = 40) String oldStop, @Nullable @Size(max = 40) String newStart,
               @Nullable @Size(max = 200) String note) {}

    record Sheet(@NotNull(message = "请选月份") YearMonth month,
                 @NotEmpty(message = "没有可收的行") @Size(max = 5_000, message = "一次最多粘贴 5000 行，更多请用导入") List<@Valid @NotNull Row> rows) {}

    /**
     * 一行的结果。
     *
     * @param row from 1, in the order pasted
     * @param outcome none when it was rejected: {@code code} and {@code message} say why
     */
    record Result(int row, String number, @Nullable Outcome outcome, @Nullable Long meterId, @Nullable String place, @Nullable BigDecimal usage,
                  @Nullable BigDecimal changePercent, UsageTrend.@Nullable Level level, @Nullable String code, @Nullable String message) {}

    record Results(int accepted, int rejected, List<Result> rows) {}

    private final ReadingIntake intake;
    private final ReadingStore store;
    private final AuditTrail audit;

    ReadingPaste(ReadingIntake intake, ReadingStore store, AuditTrail audit) {
        this.intake = intake;
        this.store = store;
        this.audit = audit;
    }

    @Transactional
    Results paste(long community, Sheet sheet) {
        CurrentUser.get().require(community, "metering.edit");
        var drafts = new ArrayList<ReadingDraft>();
        for (var row : sheet.rows()) drafts.add(draft(drafts.size() + 1, sheet.month(), row));
        var batch = intake.check(community, drafts, ReadingSource.PASTE);
        store.store(community, batch.chains.values());
        var results = new ArrayList<Result>();
        for (var row : batch.taken())
            results.add(new Result(row.draft().row(), row.draft().number(), row.outcome(), row.meter().id(), row.meter().place(),
                row.after().usage(), row.trend().changePercent(), row.trend().level(), null, null));
        for (var note : batch.rejects())
            results.add(new Result(note.row(), drafts.get(note.row() - 1).number(), null, null, null, null, null, null, note.code(), note.message()));
        results.sort(Comparator.comparing(Result::row));
        audit.note("粘贴读数 " + sheet.month(), null, Map.of("收下", batch.taken().size(), "不收", batch.rejects().size()));
        return new Results(batch.taken().size(), batch.rejects().size(), results);
    }

    private static ReadingDraft draft(int number, YearMonth month, Row row) {
        var day = CellText.tidy(row.readOn() == null ? "" : row.readOn());
        return new ReadingDraft(number, MeterSpelling.number(row.number()), new Cell<>(month.toString(), month), Cell.figure(row.value()),
            new Cell<>(day, CellText.date(day)), CellText.tidy(row.rollover() == null ? "" : row.rollover()), Cell.figure(row.oldStop()),
            Cell.figure(row.newStart()), row.note() == null || row.note().isBlank() ? null : row.note().strip());
    }
}
