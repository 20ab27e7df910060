package cn.anju.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** 商铺预付电费：近两个月设的表，采集系统每天送读数，快用完了来充值；有一户低着、一户几天没有读数。 */
final class DemoPrepaid implements DemoChapter {

    private static final int METERS = 8;
    private static final int SILENT = 0;
    private static final int LOW = 1;
    private static final String TOP_UP = "300.00";
    private static final BigDecimal ENOUGH = new BigDecimal("60");

    private final DemoOffice office;
    private final LocalDate begins;
    private final List<DemoRoom> shops;
    private final Map<String, BigDecimal> dials = new HashMap<>();
    private final Map<String, Long> meters = new HashMap<>();
    private final Random random = new Random(20_260_401);
    private String item = "";
    private int topUps;

    DemoPrepaid(DemoOffice office) {
        this.office = office;
        this.begins = office.today.minusMonths(2).withDayOfMonth(1);
        this.shops = office.estate.rooms.stream().filter(room -> room.kind().equals("商铺") && room.status().equals("出租")).limit(METERS).toList();
    }

    @Override
    public void morning(LocalDate day) {
        if (day.equals(begins)) begin();
        if (day.isBefore(begins) || office.counter.expectedOn(day) == 0) return;
        for (var row : office.get("fee_collector", "/prepaid-meters?size=50").get("items")) {
            var isLeft = row.get("roomCode").asString().equals(shops.get(LOW).code()) && day.isAfter(office.today.minusDays(20));
            if (!isLeft && new BigDecimal(row.get("balance").asString()).compareTo(ENOUGH) < 0) topUp(row.get("roomCode").asString());
        }
    }

    private void begin() {
        office.post("cs_supervisor", "/tariffs", Map.of("code", "DF01", "chargeItem", "电费(商业)", "rule", "METERED", "roomKinds", List.of("SHOP"), "price", "1.05",
            "isYearly", false, "from", begins.toString(), "dueDay", 25, "isDeveloperCharged", false, "meterKind", "电"));
        for (var item : office.get("fee_collector", "/charge-items")) if (item.get("name").asString().equals("电费(商业)")) this.item = item.get("code").asString();
        for (var shop : shops) {
            var start = BigDecimal.valueOf(2000 + random.nextInt(8000));
            var number = "D%05d".formatted(meters.size() + 1);
            meters.put(number, office.post("fee_collector", "/metering/meters", Map.of("number", number, "kind", "电", "room", shop.code(), "multiplier", "1", "digits", 6,
                "startReading", start.toPlainString(), "startOn", begins.toString())).get("id").asLong());
            dials.put(number, start);
        }
        office.post("fee_collector", "/prepaid-meters", Map.of("meterIds", List.copyOf(meters.values()), "fromOn", begins.toString()));
    }

    private void topUp(String room) {
        office.pay(office.collector(), "/payments", Map.of("roomCode", room, "billIds", List.of(), "prepayFor", item, "lateFee", "COLLECT", "surplus", "PREPAY",
            "tenders", List.of(Map.of("method", "POS", "amount", TOP_UP))), "prepaid-%03d".formatted(++topUps));
    }

    /** The collector's file of the day; on the month's last one what it says is the month's reading, too. */
    @Override
    public void evening(LocalDate day) {
        if (dials.isEmpty()) return;
        var rows = new ArrayList<List<String>>();
        for (var number : dials.keySet().stream().sorted().toList()) {
            var place = Integer.parseInt(number.substring(1)) - 1;
            dials.merge(number, BigDecimal.valueOf(30 + place * 12L + random.nextInt(80), 1), BigDecimal::add);
            if (place == SILENT && day.isAfter(office.today.minusDays(6))) continue;
            rows.add(List.of(number, day.toString(), dials.get(number).toPlainString()));
        }
        office.as("fee_collector").load(office.community, new DemoSheet("daily-readings", List.of("表号", "日期", "读数"), rows));
        if (!day.equals(YearMonth.from(day).atEndOfMonth())) return;
        meters.forEach((number, meter) -> office.put("fee_collector", "/metering/readings/%d/%s".formatted(meter, YearMonth.from(day)),
            Map.of("value", dials.get(number).toPlainString(), "readOn", day.toString())));
    }

    /** The steward has called those who are low; they said they would come. */
    @Override
    public void wait(LocalDate today) {
        for (var fall : office.get("steward", "/prepaid-falls?open=true&size=50").get("items"))
            office.post("steward", "/prepaid-falls/%d/notices".formatted(fall.get("id").asLong()), Map.of("way", "CALL", "told", "承租户", "note", "说今天下午来充值"));
    }
}
