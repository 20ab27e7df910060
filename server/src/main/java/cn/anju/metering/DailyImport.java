package cn.anju.metering;

import cn.anju.estate.Communities;
import cn.anju.job.ImportChange;
import cn.anju.job.ImportColumn;
import cn.anju.job.ImportKind;
import cn.anju.job.ImportNote;
import cn.anju.job.ImportOptions;
import cn.anju.job.ImportPlan;
import cn.anju.job.ImportTrace;
import cn.anju.job.ImportUndone;
import cn.anju.kernel.Problem;
import cn.anju.kernel.SheetRow;
import cn.anju.kernel.SheetTable;
import cn.anju.metering.ReadingChain.Outcome;
import cn.anju.metering.ReadingDraft.Cell;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** 导入日读数：采集系统导出的，按表号和日期。 */
@Component
class DailyImport implements ImportKind {

    private static final String DAY = "日期";
    private static final String VALUE = "读数";

    private record Row(SheetRow sheet, Meter meter, LocalDate day) {}

    private final Meters meters;
    private final DailyBook book;
    private final Communities communities;
    private final MeteringSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DailyImport(Meters meters, DailyBook book, Communities communities, MeteringSettings settings, ApplicationEventPublisher events, Clock clock) {
        this.meters = meters;
        this.book = book;
        this.communities = communities;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "daily-readings";
    }

    @Override
    public String label() {
        return "日读数";
    }

    @Override
    public String permission() {
        return "metering.import";
    }

    @Override
    public List<ImportColumn> columns() {
        return List.of(
            ImportColumn.required(ReadingDraft.NUMBER, "W00001").alsoCalled("仪表编号", "表编号", "电表号").note("仪表清单里的表号"),
            ImportColumn.required(DAY, "2026-07-15").alsoCalled("抄表日期", "冻结日期", "数据日期").date().note("一行是一只表一天的读数"),
            ImportColumn.required(VALUE, "24230.02").alsoCalled("本次读数", "示数", "正向有功总").number().note("表盘上的数，不乘倍率"),
            ImportColumn.optional(ReadingDraft.ROLLOVER, "").choices(List.of("是", "否")).note("表盘走满一圈回到零，填是"),
            ImportColumn.optional(ReadingDraft.OLD_STOP, "").number().note("换了表：旧表拆下时的读数"),
            ImportColumn.optional(ReadingDraft.NEW_START, "").number().note("换了表：新表装上时的读数"),
            ImportColumn.optional(ReadingDraft.NOTE, "").note("这次抄表的备注"));
    }

    @Override
    public ImportPlan plan(long community, SheetTable table, ImportOptions options) {
        var plan = new Plan(community);
        var numbers = table.rows().stream().map(row -> MeterSpelling.number(row.text(ReadingDraft.NUMBER))).distinct().toList();
        var byNumber = meters.byNumbers(community, numbers);
        var booksStart = communities.booksStart(community);
        var today = LocalDate.now(clock);
        var known = new ArrayList<Row>();
        for (var row : table.rows()) {
            try {
                known.add(known(row, byNumber, booksStart, today));
            } catch (Problem problem) {
                plan.reject(row, problem);
            }
        }
        known.stream().map(Row::day).min(Comparator.naturalOrder()).ifPresent(first -> plan.chains = book.chains(community,
            known.stream().map(Row::meter).distinct().toList(), first, settings.dailyMost(community)));
        known.stream().collect(Collectors.groupingBy(row -> row.meter.id())).forEach((meter, rows) -> plan.take(plan.chains.get(meter), rows));
        return plan;
    }

    private static Row known(SheetRow row, Map<String, Meter> byNumber, LocalDate booksStart, LocalDate today) {
        var number = MeterSpelling.number(row.text(ReadingDraft.NUMBER));
        if (number.isEmpty()) throw Problem.invalid("meter-no-missing", "没有填表号");
        var meter = byNumber.get(number);
        if (meter == null) throw Problem.invalid("meter-unknown", "没有表号「%s」：请先登记这只表", number);
        var day = row.date(DAY);
        if (day == null) throw Problem.invalid("date-invalid", "日期「%s」不是日期，请写成 2026-07-15", row.text(DAY));
        DailyDesk.refuseOutside(meter, day, booksStart, today);
        return new Row(row, meter, day);
    }

    private static DailyReading reading(Row row) {
        var entry = new ReadingDraft(row.sheet.number(), row.meter.number(), new Cell<>("", null), cell(row, VALUE), new Cell<>("", null),
            row.sheet.text(ReadingDraft.ROLLOVER), cell(row, ReadingDraft.OLD_STOP), cell(row, ReadingDraft.NEW_START),
            row.sheet.isEmpty(ReadingDraft.NOTE) ? null : row.sheet.text(ReadingDraft.NOTE)).checked(YearMonth.from(row.day), row.day, null);
        return new DailyReading(row.meter.id(), row.day, entry.value(), entry.isRollover(), entry.oldStop(), entry.newStart(), entry.note(), 0);
    }

    private static Cell<BigDecimal> cell(Row row, String column) {
        return new Cell<>(row.sheet.text(column), row.sheet.decimal(column));
    }

    @Override
    public List<ImportTrace> traces() {
        return List.of(new ImportTrace("metering.daily_reading", "日读数", "read_on"));
    }

    @Override
    public void undone(long community, ImportUndone rows) {
        events.publishEvent(new MeterReadingsChanged(community, null, communities.booksStart(community)));
    }

    private final class Plan implements ImportPlan {

        private final long community;
        private final List<ImportNote> rejects = new ArrayList<>();
        private final List<ImportChange> changes = new ArrayList<>();
        private final int[] counts = new int[Outcome.values().length];
        private Map<Long, DailyChain> chains = Map.of();

        Plan(long community) {
            this.community = community;
        }

        void take(DailyChain chain, List<Row> rows) {
            var taken = new HashSet<LocalDate>();
            for (var row : rows.stream().sorted(Comparator.comparing(Row::day).thenComparing(each -> each.sheet.number())).toList()) {
                try {
                    if (taken.contains(row.day))
                        throw Problem.conflict("reading-duplicate", "表 %s 的 %s 在文件里已有一行", row.meter.number(), row.day);
                    var before = chain.at(row.day);
                    var outcome = chain.put(reading(row));
                    taken.add(row.day);
                    counts[outcome.ordinal()]++;
                    if (outcome == Outcome.CHANGED && before != null)
                        changes.add(new ImportChange(row.sheet.number(), row.meter.number(), row.day + " 读数", Figures.shown(before.value()),
                            Figures.shown(chain.at(row.day).value()), false));
                } catch (Problem problem) {
                    reject(row.sheet, problem);
                }
            }
        }

        void reject(SheetRow row, Problem problem) {
            var number = MeterSpelling.number(row.text(ReadingDraft.NUMBER));
            rejects.add(new ImportNote(row.number(), problem.code(), column(problem.code()), problem.getMessage(), number.isEmpty() ? null : number));
        }

        @Override
        public int created() {
            return counts[Outcome.CREATED.ordinal()];
        }

        @Override
        public int changed() {
            return counts[Outcome.CHANGED.ordinal()];
        }

        @Override
        public int unchanged() {
            return counts[Outcome.UNCHANGED.ordinal()];
        }

        @Override
        public List<ImportNote> rejects() {
            return rejects;
        }

        @Override
        public List<ImportChange> changes() {
            return changes;
        }

        @Override
        public void apply() {
            book.store(community, chains.values(), ReadingSource.IMPORT);
        }
    }

    private static String column(String code) {
        return switch (code) {
            case "meter-no-missing", "meter-unknown", "meter-removed", "meter-not-in-room" -> ReadingDraft.NUMBER;
            case "date-invalid", "date-in-future", "date-before-books", "date-before-start", "reading-duplicate" -> DAY;
            case "rollover-invalid" -> ReadingDraft.ROLLOVER;
            case "replacement-incomplete" -> ReadingDraft.OLD_STOP;
            default -> VALUE;
        };
    }
}
