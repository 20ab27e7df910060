package cn.anju.resident;

import cn.anju.estate.RoomCode;
import cn.anju.estate.RoomFacts;
import cn.anju.estate.RoomKind;
import cn.anju.estate.RoomStatus;
import cn.anju.job.ImportColumn;
import cn.anju.job.ImportNote;
import cn.anju.kernel.CellText;
import cn.anju.kernel.SheetRow;
import cn.anju.kernel.SheetTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 读业主名册：逐行收下或拒收，只看表，不看库。 */
final class RosterSheet {

    static final String BUILDING = "楼栋";
    static final String ENTRANCE = "单元";
    static final String FLOOR = "楼层";
    static final String NUMBER = "房号";
    static final String KIND = "房屋类型";
    static final String AREA = "建筑面积(㎡)";
    static final String STATUS = "房屋状态";
    static final String OWNER = "业主姓名";
    static final String GENDER = "性别";
    static final String PHONE = "联系电话";
    static final String ID_NUMBER = "证件号码";
    static final String HANDOVER = "交房日期";
    static final String PLATE = "车牌号";
    static final String NOTE = "备注";

    static final List<ImportColumn> COLUMNS = List.of(
        ImportColumn.required(BUILDING, "3").note("3栋、3号楼、3幢、3座都是 3"), ImportColumn.optional(ENTRANCE, "2").note("没有单元的不填"),
        ImportColumn.optional(FLOOR, "12").note("整数，地下一层写 -1"), ImportColumn.required(NUMBER, "1201").note("只写门牌，不带楼栋和单元"),
        ImportColumn.required(KIND, "住宅").choices(Arrays.stream(RoomKind.values()).map(RoomKind::label).toList()),
        ImportColumn.required(AREA, "89.50").number().note("平方米，大于 0"),
        ImportColumn.optional(STATUS, "自住").choices(Arrays.stream(RoomStatus.values()).map(RoomStatus::label).toList())
            .note("空着：有交房日期的按自住，没有的按未交付"),
        ImportColumn.optional(OWNER, "张三、李四").note("两位业主写在一格，用 、 隔开，电话和证件号按同样的次序"),
        ImportColumn.optional(GENDER, "男").choices(List.of("男", "女")).note("第一位业主的"),
        ImportColumn.optional(PHONE, "13800000000").note("11 位手机，或带区号的固定电话"),
        ImportColumn.optional(ID_NUMBER, "").note("18 位身份证号，公司写统一社会信用代码"),
        ImportColumn.optional(HANDOVER, "2023-04-03").date().note("从这一天起收费；没有交房的不填"),
        ImportColumn.optional(PLATE, "京A12345").note("几块车牌用 、 隔开"), ImportColumn.optional(NOTE, "").note("房屋的备注"));

    private static final Pattern SEPARATOR = Pattern.compile("[、/,;\\n]");
    private static final Pattern ERROR_VALUE = Pattern.compile("#(N/A|REF!|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!)");
    private static final Pattern FLOOR_WORD = Pattern.compile("[\\s层楼Ff]+");
    private static final Pattern BELOW_GROUND = Pattern.compile("^(负|地下|[Bb])");
    private static final Pattern FLOOR_NUMBER = Pattern.compile("-?\\d{1,3}");
    private static final BigDecimal AREA_LIMIT = new BigDecimal("100000000");
    private static final int LONGEST_NAME = 100;

    private final List<RosterRow> rows = new ArrayList<>();
    private final List<ImportNote> rejects = new ArrayList<>();
    private final List<ImportNote> warnings = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> columns;

    private RosterSheet(SheetTable table) {
        columns = table.columns();
        table.rows().forEach(this::read);
    }

    static RosterSheet read(SheetTable table) {
        return new RosterSheet(table);
    }

    List<RosterRow> rows() {
        return rows;
    }

    List<ImportNote> rejects() {
        return rejects;
    }

    List<ImportNote> warnings() {
        return warnings;
    }

    /** Whether the sheet has this column at all; an absent column says nothing about the rooms. */
    boolean has(String column) {
        return columns.contains(column);
    }

    private void read(SheetRow row) {
        var building = RoomCode.building(value(row, BUILDING));
        var entrance = RoomCode.entrance(value(row, ENTRANCE));
        var number = RoomCode.number(value(row, NUMBER));
        var kind = RoomKind.byLabel(value(row, KIND).replaceAll("\\s+", ""));
        var area = area(row);
        var handover = row.date(HANDOVER);
        var status = RoomStatus.byLabel(value(row, STATUS).replaceAll("\\s+", ""));
        var code = number.isEmpty() ? null : building.isEmpty() ? number : RoomCode.of(building, entrance, number);

        if (number.isEmpty()) reject(row, "room-no-missing", NUMBER, "没有填房号", null);
        else if (kind.isEmpty()) reject(row, "room-kind-unknown", KIND, "房屋类型「%s」不认识，可填住宅、商铺、办公、车位、储藏间".formatted(row.text(KIND)), code);
        else if (area == null) reject(row, "area-invalid", AREA,
            row.isEmpty(AREA) ? "没有填建筑面积" : "建筑面积「%s」不对，要填大于 0 的数".formatted(row.text(AREA)), code);
        else if (!row.isEmpty(HANDOVER) && !isPlausible(handover))
            reject(row, "date-invalid", HANDOVER, "交房日期「%s」读不懂，请写成 2023-04-03".formatted(row.text(HANDOVER)), code);
        else if (building.isEmpty()) reject(row, "building-missing", BUILDING, "没有填楼栋；合并的单元格请先拆开填满", code);
        else if (code.length() > 60) reject(row, "room-no-too-long", NUMBER, "房号太长，最多 60 字", code.substring(0, 60));
        else if (status.isEmpty() && !row.isEmpty(STATUS))
            reject(row, "room-status-unknown", STATUS, "房屋状态「%s」不认识，可填自住、出租、空置、未交付、装修中".formatted(row.text(STATUS)), code);
        else if (!taken.add(code)) reject(row, "room-duplicate", NUMBER, "本表前面已有房号 %s".formatted(code), code);
        else {
            var facts = new RoomFacts(building, entrance.isEmpty() ? null : entrance, number, floor(row, code), kind.get(), area, null,
                status.orElse(handover == null ? RoomStatus.UNDELIVERED : RoomStatus.SELF_USED), handover, null, value(row, NOTE).isEmpty() ? null : value(row, NOTE));
            rows.add(new RosterRow(row.number(), facts, status.isPresent(), owners(row, code), plates(row, code)));
        }
    }

    private void reject(SheetRow row, String code, String column, String message, @Nullable String subject) {
        rejects.add(new ImportNote(row.number(), code, column, message, subject));
    }

    private void warn(SheetRow row, String code, String column, String message, String subject) {
        warnings.add(new ImportNote(row.number(), code, column, message, subject));
    }

    private static String value(SheetRow row, String column) {
        var text = row.text(column);
        return ERROR_VALUE.matcher(text).matches() ? "" : text;
    }

    /** Excel keeps fifteen digits; what stands behind them is the noise of its binary fractions. */
    private static @Nullable BigDecimal area(SheetRow row) {
        var figure = row.decimal(AREA);
        if (figure == null) return null;
        var area = figure.round(new MathContext(15, RoundingMode.HALF_EVEN)).setScale(4, RoundingMode.HALF_UP);
        return area.signum() > 0 && area.compareTo(AREA_LIMIT) < 0 ? area : null;
    }

    private static boolean isPlausible(@Nullable LocalDate handover) {
        return handover != null && handover.getYear() >= 1950 && handover.getYear() <= 2100;
    }

    private @Nullable Integer floor(SheetRow row, String code) {
        var text = BELOW_GROUND.matcher(FLOOR_WORD.matcher(value(row, FLOOR)).replaceAll("")).replaceFirst("-");
        if (text.isEmpty()) return null;
        if (FLOOR_NUMBER.matcher(text).matches()) return Integer.valueOf(text);
        warn(row, "floor-unknown", FLOOR, "楼层「%s」读不懂，没有登记楼层".formatted(row.text(FLOOR)), code);
        return null;
    }

    private List<RosterRow.OwnerLine> owners(SheetRow row, String code) {
        var names = parts(value(row, OWNER)).stream().map(Names::tidied).toList();
        var phones = parts(value(row, PHONE));
        var numbers = parts(value(row, ID_NUMBER));
        var people = (int) names.stream().filter(name -> !name.isEmpty()).count();
        if (people == 0) {
            if (!phones.isEmpty() || !numbers.isEmpty()) warn(row, "owner-name-missing", OWNER, "有电话或证件号，却没有业主姓名，没有登记业主", code);
            return List.of();
        }
        if (people > 1 && phones.size() > names.size()) warn(row, "phone-count-differs", PHONE, "电话比业主多，多出的没有登记", code);
        if (numbers.size() > names.size()) warn(row, "id-number-count-differs", ID_NUMBER, "证件号比业主多，多出的没有登记", code);
        var owners = new ArrayList<RosterRow.OwnerLine>();
        for (var place = 0; place < names.size(); place++)
            if (!names.get(place).isEmpty()) {
                var own = people == 1 && names.size() == 1 ? phones : at(phones, place);
                owners.add(owner(row, code, names.get(place), own, at(numbers, place), owners.isEmpty()));
            }
        return owners;
    }

    private RosterRow.OwnerLine owner(SheetRow row, String code, String name, List<String> phoneTexts, List<String> numberTexts, boolean isFirst) {
        var phones = new ArrayList<String>();
        var phoneNotes = new ArrayList<String>();
        for (var text : phoneTexts) {
            var phone = Phone.of(text);
            phone.filter(known -> !phones.contains(known)).ifPresent(phones::add);
            if (phone.isEmpty() && !text.isBlank()) {
                phoneNotes.add(text);
                warn(row, "phone-invalid", PHONE, "%s 的电话不像手机或带区号的固定电话，只作备注保留".formatted(name), code);
            }
        }
        var numberText = numberTexts.isEmpty() ? "" : numberTexts.getFirst();
        var number = IdNumber.of(numberText);
        if (number.isEmpty() && !numberText.isBlank())
            warn(row, "id-number-invalid", ID_NUMBER, "%s 的证件号码校验不对，只作备注保留".formatted(name), code);
        if (name.length() > LONGEST_NAME) warn(row, "owner-name-too-long", OWNER, "业主姓名太长，只登记前 %d 字".formatted(LONGEST_NAME), code);
        var gender = !isFirst ? null : switch (value(row, GENDER)) {
            case "男" -> "MALE";
            case "女" -> "FEMALE";
            default -> null;
        };
        return new RosterRow.OwnerLine(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name, gender, phones,
            phoneNotes.isEmpty() ? null : String.join(" ", phoneNotes), number.orElse(null),
            number.isPresent() || numberText.isBlank() ? null : numberText);
    }

    private List<String> plates(SheetRow row, String code) {
        var plates = new ArrayList<String>();
        for (var text : value(row, PLATE).split("[、/,;\\s]+")) {
            var plate = Plate.of(text);
            if (plate.text().isEmpty() || plates.contains(plate.text())) continue;
            if (plate.text().length() > 20) {
                warn(row, "plate-invalid", PLATE, "车牌「%s…」太长，没有登记".formatted(plate.text().substring(0, 20)), code);
                continue;
            }
            if (!plate.isUsual()) warn(row, "plate-unusual", PLATE, "车牌「%s」不常见，请核对".formatted(plate.text()), code);
            plates.add(plate.text());
        }
        return plates;
    }

    /** The parts of a cell in their places; an empty cell has none, blanks at the end do not count. */
    private static List<String> parts(String cell) {
        if (cell.isBlank()) return List.of();
        var parts = new ArrayList<>(Arrays.stream(SEPARATOR.split(cell, -1)).map(String::strip).toList());
        while (!parts.isEmpty() && parts.getLast().isEmpty()) parts.removeLast();
        return parts;
    }

    private static List<String> at(List<String> parts, int place) {
        return place < parts.size() ? List.of(parts.get(place)) : List.of();
    }
}
