package cn.anju.register;

import cn.anju.job.ImportColumn;
import cn.anju.job.ImportKind;
import cn.anju.job.ImportNote;
import cn.anju.job.ImportOptions;
import cn.anju.job.ImportPlan;
import cn.anju.kernel.Problem;
import cn.anju.kernel.SheetRow;
import cn.anju.kernel.SheetTable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 把一张表的各行写进一本台账；照片不能从表里来。 */
class EntryImport implements ImportKind {

    private record Line(LocalDate day, EntryCheck.Checked content) {}

    private static final String DAY = "日期";

    private final Definition definition;
    private final RegisterAccess access;
    private final EntryCheck check;
    private final EntryNames names;
    private final EntryTable table;
    private final Clock clock;

    EntryImport(Definition definition, RegisterAccess access, EntryCheck check, EntryNames names, EntryTable table, Clock clock) {
        this.definition = definition;
        this.access = access;
        this.check = check;
        this.names = names;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return EntryImports.PREFIX + definition.key();
    }

    @Override
    public String label() {
        return "台账：" + definition.paper().title();
    }

    @Override
    public String permission() {
        return "register.write";
    }

    @Override
    public void check(long community) {
        access.requireWrite(community, definition);
    }

    @Override
    public List<ImportColumn> columns() {
        var columns = new ArrayList<ImportColumn>();
        columns.add(ImportColumn.required(DAY, "2026-07-01").date().note("记的是哪天的事"));
        for (var field : fields()) {
            var column = field.required() ? ImportColumn.required(field.label(), example(field)) : ImportColumn.optional(field.label(), example(field));
            var noted = field.hint() == null && field.unit() == null ? column : column.note((field.unit() == null ? "" : "单位 " + field.unit() + " ") + (field.hint() == null ? "" : field.hint()));
            columns.add(switch (field.type()) {
                case CHOICE -> noted.choices(field.choices());
                case YES_NO -> noted.choices(List.of("是", "否"));
                case DATE, DUE -> noted.date();
                default -> noted;
            });
        }
        return columns;
    }

    private List<Field> fields() {
        return definition.paper().fields().stream().filter(field -> field.type() != FieldType.PHOTO).toList();
    }

    private static String example(Field field) {
        return switch (field.type()) {
            case CHOICE -> field.choices().getFirst();
            case YES_NO -> "是";
            case DATE, DUE -> "2026-07-01";
            case MOMENT -> "2026-07-01T08:10:00+08:00";
            case TIME -> "08:10";
            case COUNT, DECIMAL, MONEY -> field.minimum() == null ? "1" : field.minimum().toPlainString();
            case ROOM -> "3-2-1201";
            case STAFF -> "王丽";
            case AREA -> "大堂";
            case BUILDING -> "3";
            case TEXT, LONG_TEXT, PHOTO -> "";
        };
    }

    @Override
    public ImportPlan plan(long community, SheetTable sheet, ImportOptions options) {
        var lines = new ArrayList<Line>();
        var rejects = new ArrayList<ImportNote>();
        for (var row : sheet.rows()) {
            var day = row.date(DAY);
            if (day == null || day.isAfter(LocalDate.now(clock))) {
                rejects.add(new ImportNote(row.number(), day == null ? "day-missing" : "day-in-future", DAY, day == null ? "请填日期，如 2026-07-01" : "日期不能在今天以后", null));
                continue;
            }
            try {
                lines.add(new Line(day, check.check(community, definition, values(community, row))));
            } catch (Problem wrong) {
                rejects.add(new ImportNote(row.number(), wrong.code(), null, String.valueOf(wrong.getMessage()), null));
            }
        }
        return new Plan(community, lines, rejects);
    }

    private LinkedHashMap<String, @Nullable Object> values(long community, SheetRow row) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : fields()) {
            var text = row.text(field.label());
            if (!text.isEmpty()) values.put(String.valueOf(field.key()), value(community, field, row, text));
        }
        return values;
    }

    /** A name that nobody has stays as it stands, and the check says so. */
    private @Nullable Object value(long community, Field field, SheetRow row, String text) {
        var found = switch (field.type()) {
            case ROOM -> names.roomByCode(community, text);
            case STAFF -> names.staffByName(text);
            case AREA -> names.areaByName(community, text);
            case BUILDING -> names.buildingByCode(community, text);
            case DATE, DUE -> row.date(field.label()) == null ? text : String.valueOf(row.date(field.label()));
            case YES_NO -> text.equals("是") ? Boolean.TRUE : text.equals("否") ? Boolean.FALSE : text;
            case COUNT -> text.matches("-?\\d{1,9}") ? Integer.valueOf(text) : text;
            case TIME -> text.matches("\\d:.*") ? "0" + text : text;
            case TEXT, LONG_TEXT, CHOICE, MOMENT, DECIMAL, MONEY, PHOTO -> text;
        };
        return found == null ? text : found;
    }

    private final class Plan implements ImportPlan {

        private final long community;
        private final List<Line> lines;
        private final List<ImportNote> rejects;

        Plan(long community, List<Line> lines, List<ImportNote> rejects) {
            this.community = community;
            this.lines = lines;
            this.rejects = rejects;
        }

        @Override
        public int created() {
            return lines.size();
        }

        @Override
        public List<ImportNote> rejects() {
            return rejects;
        }

        @Override
        public void apply() {
            lines.forEach(line -> table.add(community, definition, line.day(), line.content(), "import-" + UUID.randomUUID()));
        }
    }
}
