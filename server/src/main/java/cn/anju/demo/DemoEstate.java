package cn.anju.demo;

import cn.anju.demo.DemoPeople.Person;
import cn.anju.demo.DemoRoom.Habit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** 一个小区的房屋、业主、仪表和读数；同一个种子每次一样。 */
final class DemoEstate {

    /** 小区的样子。 */
    record Layout(String name, int buildings, int floors, int flats, int shops, int parking, String houseArea, boolean hasLifts) {}

    private record Meter(String number, String kind, String room, String group, BigDecimal start, int least, int most) {}

    final Layout layout;
    final LocalDate booksStart;
    final List<DemoRoom> rooms = new ArrayList<>();
    private final List<Meter> meters = new ArrayList<>();
    private final Map<String, BigDecimal> dials = new LinkedHashMap<>();
    private final Random random;

    DemoEstate(Layout layout, DemoPeople people, LocalDate booksStart, Random random) {
        this.layout = layout;
        this.booksStart = booksStart;
        this.random = random;
        houses(people);
        shops(people);
        parking();
        meters();
    }

    DemoSheet roster() {
        return new DemoSheet("roster", List.of("楼栋", "单元", "楼层", "房号", "房屋类型", "建筑面积(㎡)", "房屋状态", "业主姓名", "性别", "联系电话",
            "证件号码", "交房日期", "车牌号", "备注"), rooms.stream().map(room -> {
                var owner = room.owner();
                return List.of(room.building(), room.entrance(), String.valueOf(room.floor()), room.number(), room.kind(), room.area(),
                    room.status(), owner == null ? "" : owner.name(), owner == null ? "" : owner.gender(), owner == null ? "" : owner.phone(),
                    owner == null ? "" : owner.idNumber(), room.handover(), room.plate(), "");
            }).toList());
    }

    /** 建账以前的：老欠费、预存、装修押金、保险柜和银行里的钱。 */
    DemoSheet openingBalances() {
        var rows = new ArrayList<List<String>>();
        for (var room : rooms) {
            var isDebtor = room.isHandedOver() && room.kind().equals("住宅") && (room.habit() == Habit.NEVER || room.habit() == Habit.LATE && random.nextInt(3) == 0);
            var years = isDebtor ? 1 + random.nextInt(room.habit() == Habit.NEVER ? 3 : 1) : 0;
            for (var year = 1; year <= years; year++) {
                var start = booksStart.minusYears(year);
                rows.add(row("欠费", room.building(), room.entrance(), room.number(), "往年物业服务费", start.toString(), start.plusYears(1).minusDays(1).toString(),
                    start.plusMonths(1).toString(), "", new BigDecimal(room.area()).multiply(new BigDecimal("26.40")).setScale(2, RoundingMode.HALF_UP).toPlainString(), ""));
            }
            if (!isDebtor && room.isHandedOver() && random.nextInt(25) == 0) rows.add(money("预存", room, 300 + 100 * random.nextInt(20) + ".00"));
            if (room.status().equals("装修中")) rows.add(money("押金", room, "2000.00"));
        }
        rows.add(row("现金", "", "", "", "", "", "", "", "", "5000.00", "保险柜"));
        rows.add(row("银行", "", "", "", "", "", "", "", "", "286430.55", "基本户"));
        return new DemoSheet("opening-balances", List.of("类别", "楼栋", "单元", "房号", "收费项目", "账期起", "账期止", "应缴日", "违约金日率", "金额", "备注"), rows);
    }

    DemoSheet tariffs() {
        var always = "2020-01-01";
        var metered = booksStart.toString();
        var rise = booksStart.plusMonths(3).plusDays(14);
        var rows = new ArrayList<List<String>>();
        rows.add(row("WY01", "物业服务费", "按面积", "住宅", "2.35", "", "", "", "月", always, rise.toString(), "0.7", "25", "0.0005", "", "", "开发商"));
        rows.add(row("WY01", "物业服务费", "按面积", "住宅", "2.60", "", "", "", "月", rise.plusDays(1).toString(), "", "0.7", "25", "0.0005", "", "", "开发商"));
        rows.add(row("WY02", "商铺物业服务费", "按面积", "商铺", "5.80", "", "", "", "季", always, "", "1", "10", "0.0005", "", "", ""));
        if (layout.hasLifts())
            rows.add(row("DT01", "电梯使用费", "固定", "住宅", "18.00", "", "", "", "月", always, "", "1", "31", "0", "2", "", ""));
        rows.add(row("LJ01", "垃圾清运费", "固定", "住宅,商铺", "8.00", "", "", "", "月", always, "", "1", "25", "0", "", "", ""));
        rows.add(row("CW01", "车位管理费", "固定", "车位", "80.00", "", "", "", "季", always, "", "1", "15", "0.0005", "", "", ""));
        rows.add(row("SF01", "水费", "按表", "住宅", "", "0-180:5.00;180-260:7.00;260-:9.00", "年", "", "月", metered, "", "1", "25", "0", "", "水", ""));
        rows.add(row("SF02", "水费(商业)", "按表", "商铺", "9.50", "", "", "", "月", metered, "", "1", "25", "0", "", "水", ""));
        rows.add(row("GT01", "公摊电费", "公摊", "住宅", "0.52", "", "", "面积", "月", metered, "", "1", "25", "0", "", "电", "开发商"));
        return new DemoSheet("tariffs", List.of("编码", "收费项目", "计费方式", "适用房屋类型", "单价", "阶梯", "阶梯周期", "公摊依据", "计费周期",
            "生效日期", "失效日期", "空置折扣", "应缴日", "违约金日率", "起始楼层", "表类型", "未交付"), rows);
    }

    /** What a day late costs, for what the tariffs above charge. */
    static BigDecimal lateFeeRate(String tariff) {
        return tariff.startsWith("WY") || tariff.startsWith("CW") ? new BigDecimal("0.0005") : BigDecimal.ZERO;
    }

    DemoSheet meterList() {
        return new DemoSheet("meters", List.of("表号", "表类型", "房号", "公摊组", "倍率", "位数", "启用读数", "启用日期", "本年已用量"),
            meters.stream().map(meter -> List.of(meter.number(), meter.kind(), meter.room(), meter.group(), meter.group().isEmpty() ? "1" : "20",
                "6", meter.start().toPlainString(), booksStart.toString(), "")).toList());
    }

    /** @param isPartial only the first buildings, as far as the walk has come */
    DemoSheet readings(YearMonth month, LocalDate day, boolean isPartial) {
        var rows = new ArrayList<List<String>>();
        for (var meter : meters) {
            var usage = BigDecimal.valueOf(meter.least() * 10L + random.nextInt((meter.most() - meter.least()) * 10 + 1), 1);
            if (isPartial && !meter.room().startsWith("1-") && !meter.room().startsWith("2-")) continue;
            if (!isPartial && meter.group().isEmpty() && random.nextInt(180) == 0) continue;          // nobody at home
            var reading = dials.merge(meter.number(), usage, BigDecimal::add);
            rows.add(List.of(month.toString(), meter.number(), reading.toPlainString(), day.toString(), "", "", "", ""));
        }
        return new DemoSheet("readings", List.of("抄表月份", "表号", "本期读数", "抄表日期", "过零", "换表止码", "换表起码", "备注"), rows);
    }

    private void houses(DemoPeople people) {
        for (var building = 1; building <= layout.buildings(); building++)
            for (var entrance = 1; entrance <= 2; entrance++)
                for (var floor = 1; floor <= layout.floors(); floor++)
                    for (var flat = 1; flat <= layout.flats(); flat++) {
                        var status = status();
                        var isSold = !status.equals("未交付");
                        var area = new BigDecimal(layout.houseArea()).add(BigDecimal.valueOf(flat * 1373L, 2)).toPlainString();
                        rooms.add(new DemoRoom("" + building, "" + entrance, floor, "%d%02d".formatted(floor, flat), "住宅", area, status,
                            isSold ? owner(people) : null, isSold ? handover() : "", plate(isSold), Habit.of(random.nextInt(100))));
                    }
    }

    private void shops(DemoPeople people) {
        for (var shop = 1; shop <= layout.shops(); shop++)
            rooms.add(new DemoRoom("S", "", 1, "%d".formatted(100 + shop), "商铺", 40 + random.nextInt(90) + ".5", shop % 5 == 0 ? "空置" : "出租",
                people.next(), handover(), "", Habit.of(random.nextInt(90))));
    }

    /** Owned by who has a flat; his habits are the same for both. */
    private void parking() {
        var owners = rooms.stream().filter(room -> room.kind().equals("住宅") && room.owner() != null).toList();
        for (var space = 1; space <= layout.parking(); space++) {
            var home = owners.get((space * 7) % owners.size());
            rooms.add(new DemoRoom("P", "", -1, "B%03d".formatted(space), "车位", "12.50", "自住", home.owner(), home.handover(), "", home.habit()));
        }
    }

    private void meters() {
        for (var room : rooms)
            if (!room.kind().equals("车位")) {
                var isEmpty = room.status().equals("空置") || room.status().equals("未交付");
                meter("W%05d".formatted(meters.size() + 1), "水", room.code(), "", isEmpty ? 0 : 5, isEmpty ? 1 : 24);
            }
        for (var building = 1; building <= layout.buildings(); building++)
            meter("G%03d".formatted(building), "电", "", "" + building, 20, 60);
    }

    private void meter(String number, String kind, String room, String group, int least, int most) {
        var start = BigDecimal.valueOf(1000 + random.nextInt(200000), 1);
        meters.add(new Meter(number, kind, room, group, start, least, most));
        dials.put(number, start);
    }

    /** Every thirtieth flat belongs to who owns the one before. */
    private Person owner(DemoPeople people) {
        return random.nextInt(30) == 0 && !rooms.isEmpty() && rooms.getLast().owner() != null ? rooms.getLast().owner() : people.next();
    }

    private String status() {
        var percent = random.nextInt(100);
        if (percent < 72) return "自住";
        if (percent < 84) return "出租";
        return percent < 94 ? "空置" : percent < 97 ? "装修中" : "未交付";
    }

    private String handover() {
        return booksStart.minusDays(120 + random.nextInt(1200)).toString();
    }

    private String plate(boolean isSold) {
        return isSold && random.nextInt(3) == 0 ? "京Z%05d".formatted(10000 + rooms.size()) : "";
    }

    private static List<String> money(String kind, DemoRoom room, String amount) {
        return row(kind, room.building(), room.entrance(), room.number(), "", "", "", "", "", amount, "");
    }

    private static List<String> row(String... cells) {
        return List.of(cells);
    }
}
