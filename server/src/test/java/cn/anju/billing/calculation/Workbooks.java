package cn.anju.billing.calculation;

import cn.anju.billing.calculation.BillFacts.Billed;
import cn.anju.billing.calculation.BillFacts.GroupUse;
import cn.anju.billing.calculation.BillFacts.RoomUse;
import cn.anju.metering.Dials;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A community as its spreadsheets tell it, read just well enough to feed the calculation; the import proper is tested elsewhere. */
final class Workbooks {

    private static final Set<String> KINDS = Set.of("住宅", "商铺", "办公", "车位", "储藏间");
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    private static final Pattern AREA = Pattern.compile("(\\d+(\\.\\d+)?)(㎡|m2)?");

    private record Meter(String number, String kind, @Nullable String room, @Nullable String group, BigDecimal usedBefore) {}

    private final Path folder;
    private final LocalDate booksStart;
    private final Dials dials = new Dials();
    private final Map<String, Meter> meters = new LinkedHashMap<>();
    private final Map<String, Long> groupIds = new HashMap<>();
    private final List<Billed> billed = new ArrayList<>();
    final Map<String, RoomFacts> rooms = new LinkedHashMap<>();
    final Map<Long, Tariff> tariffs = new LinkedHashMap<>();

    Workbooks(Path folder, LocalDate booksStart) {
        this.folder = folder;
        this.booksStart = booksStart;
        Sheet.read(folder.resolve("roster.xlsx"), "房屋类型").rows().forEach(this::addRoom);
        Sheet.read(folder.resolve("tariffs.xlsx"), "计费方式").rows().forEach(this::addTariff);
        Sheet.read(folder.resolve("meters.xlsx"), "启用读数").rows().forEach(this::addMeter);
    }

    void readMeters(YearMonth month) {
        for (var row : Sheet.read(folder.resolve("readings-" + month + ".xlsx"), "本期读数").rows())
            if (meters.containsKey(row.get("表号")))
                dials.read(row.get("表号"), month, row.get("本期读数"), row.get("过零").equals("是"),
                    row.get("换表止码"), row.get("换表起码"));
    }

    BillFacts facts(YearMonth month) {
        var roomUses = new LinkedHashMap<List<String>, RoomUse>();
        var groupUses = new LinkedHashMap<List<String>, GroupUse>();
        for (var meter : meters.values()) {
            var read = dials.usage(meter.number, month);
            var usage = read == null ? BigDecimal.ZERO : read;
            if (meter.room != null && rooms.containsKey(meter.room)) {
                var earlier = dials.usageEarlierInYear(meter.number, month);
                if (month.getYear() == booksStart.getYear()) earlier = earlier.add(meter.usedBefore);
                var use = new RoomUse(rooms.get(meter.room).id(), meter.kind, usage, earlier, read == null, false);
                roomUses.merge(List.of(meter.room, meter.kind), use, (a, b) -> new RoomUse(a.roomId(), a.meterKind(),
                    a.usage().add(b.usage()), a.earlierThisYear().add(b.earlierThisYear()), a.isMissing() || b.isMissing(), false));
            } else if (meter.group != null) {
                var group = new ShareGroup(groupIds.computeIfAbsent(meter.group, _ -> groupIds.size() + 1L), meter.group);
                groupUses.merge(List.of(meter.group, meter.kind), new GroupUse(group, meter.kind, usage, read == null, false),
                    (a, b) -> new GroupUse(group, a.meterKind(), a.usage().add(b.usage()), a.isMissing() || b.isMissing(), false));
            }
        }
        return new BillFacts(month, booksStart, List.copyOf(tariffs.values()), List.copyOf(rooms.values()),
            List.copyOf(roomUses.values()), List.copyOf(groupUses.values()), List.copyOf(billed));
    }

    void keep(BillLine line) {
        billed.add(Billed.of(line));
    }

    private void addRoom(Map<String, String> row) {
        var area = AREA.matcher(row.get("建筑面积(m2)"));
        var number = row.get("房号").replaceAll("[室号]$", "");
        if (number.isEmpty() || !KINDS.contains(row.get("房屋类型")) || !area.matches()) return;
        var building = row.get("楼栋").replaceAll("(栋|号楼|幢|座)$", "").strip();
        var entrance = row.get("单元").replaceAll("单元$", "").strip();
        var code = building + "-" + (entrance.isEmpty() ? "" : entrance + "-") + number;
        var floor = row.get("楼层").isEmpty() ? null : Integer.valueOf(row.get("楼层"));
        rooms.putIfAbsent(code, new RoomFacts(rooms.size() + 1, code, building, entrance.isEmpty() ? null : entrance,
            row.get("房屋类型"), floor, new BigDecimal(area.group(1)), row.get("房屋状态").equals("空置"),
            date(row.get("交房日期"))));
    }

    private void addTariff(Map<String, String> row) {
        if (row.get("编码").isEmpty()) return;
        var versionId = tariffs.size() + 1L;
        tariffs.put(versionId, new Tariff(versionId, row.get("编码"), row.get("收费项目"),
            Assignment.ofKinds(Set.of(row.get("适用房屋类型").split("[,、;]"))), rule(row), cycle(row.get("计费周期")),
            date(row.get("生效日期")), date(row.get("失效日期")), decimal(row.get("空置折扣"), BigDecimal.ONE),
            Integer.parseInt(row.get("应缴日")), decimal(row.get("违约金日率"), BigDecimal.ZERO),
            row.get("起始楼层").isEmpty() ? null : Integer.valueOf(row.get("起始楼层")), row.get("未交付").equals("开发商")));
    }

    private static ChargeRule rule(Map<String, String> row) {
        var price = decimal(row.get("单价"), null);
        return switch (row.get("计费方式")) {
            case "按面积" -> new ChargeRule.ByArea(price);
            case "固定" -> new ChargeRule.Fixed(price);
            case "按表" -> new ChargeRule.Metered(
                row.get("阶梯").isEmpty() ? TieredPrice.flat(price) : TieredPrice.of(row.get("阶梯")),
                row.get("阶梯周期").equals("年"), row.get("表类型"));
            case "公摊" -> new ChargeRule.Shared(price, row.get("表类型"),
                row.get("公摊依据").equals("户") ? ShareBasis.HOUSEHOLD : ShareBasis.AREA);
            default -> throw new IllegalArgumentException(row.get("计费方式"));
        };
    }

    private void addMeter(Map<String, String> row) {
        var number = row.get("表号");
        if (number.isEmpty()) return;
        var room = row.get("房号");
        var group = row.get("公摊组");
        meters.put(number, new Meter(number, row.get("表类型"), room.isEmpty() ? null : room,
            group.isEmpty() ? null : group, decimal(row.get("本年已用量"), BigDecimal.ZERO)));
        dials.start(number, row.get("启用读数"), row.get("倍率"), row.get("位数"));
    }

    private static Cycle cycle(String label) {
        for (var cycle : Cycle.values()) if (cycle.label().equals(label)) return cycle;
        throw new IllegalArgumentException(label);
    }

    private static @Nullable BigDecimal decimal(String text, @Nullable BigDecimal otherwise) {
        return text.isEmpty() ? otherwise : new BigDecimal(text);
    }

    private static @Nullable LocalDate date(String text) {
        var matcher = DATE.matcher(text);
        if (matcher.matches())
            return LocalDate.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        return text.isEmpty() ? null : LocalDate.of(1899, 12, 30).plusDays(new BigDecimal(text).longValue());
    }
}
