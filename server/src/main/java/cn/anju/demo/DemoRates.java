package cn.anju.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** 片区、目标、考核、每月分析；通知单的派发。 */
final class DemoRates implements DemoChapter {

    private final DemoOffice office;
    private final Set<YearMonth> aimed = new HashSet<>();

    DemoRates(DemoOffice office) {
        this.office = office;
        var from = office.estate.booksStart.toString();
        var buildings = StreamSupport.stream(office.get("administrator", "/buildings").spliterator(), false).map(building -> building.get("id").asLong()).toList();
        var half = (buildings.size() + 1) / 2;
        area("一片区", "steward", buildings.subList(0, half), from);
        area("二片区", "senior_steward", buildings.subList(half, buildings.size()), from);
    }

    private void area(String name, String post, List<Long> buildings, String from) {
        office.post("administrator", "/steward-areas", Map.of("name", name, "parts", buildings.stream().map(building -> Map.of("buildingId", building, "fromOn", from)).toList(),
            "assignments", List.of(Map.of("staffId", office.idOf(post), "fromOn", from))));
    }

    @Override
    public void morning(LocalDate day) {
        aim(YearMonth.of(day.getYear(), day.getMonthValue() < 7 ? 1 : 7));
        var month = YearMonth.from(day);
        if (day.getDayOfMonth() == 7) handOut(month, day);
        if (day.getDayOfMonth() == 6 && month.minusMonths(1).isAfter(YearMonth.from(office.estate.booksStart))) analyse(month.minusMonths(1));
        if (day.getDayOfMonth() == 8 && (day.getMonthValue() == 1 || day.getMonthValue() == 7)) assess(month.minusMonths(6));
    }

    private void aim(YearMonth period) {
        if (!aimed.add(period)) return;
        var targets = StreamSupport.stream(office.get("cs_supervisor", "/steward-areas").spliterator(), false)
            .map(area -> Map.of("areaId", area.get("id").asLong(), "rate", "88.00")).toList();
        office.put("cs_supervisor", "/collection/targets/" + period, Map.of("targets", targets));
    }

    /** The notices of this month; the current month is half way. */
    private void handOut(YearMonth month, LocalDate day) {
        var isCurrent = month.equals(YearMonth.from(office.today));
        var rooms = new LinkedHashMap<String, List<Long>>();
        for (var page = 1; page <= (isCurrent ? 1 : 3); page++) {
            var ids = StreamSupport.stream(office.get("steward", "/bill-notices?size=200&month=%s&page=%d".formatted(month, page)).get("items").spliterator(), false)
                .map(row -> row.get("roomId").asLong()).toList();
            for (var id : ids) rooms.computeIfAbsent(id % 4 == 0 ? "DOOR" : id % 4 == 1 ? "WECHAT" : "LETTER_BOX", way -> new java.util.ArrayList<>()).add(id);
        }
        rooms.forEach((way, ids) -> office.post("steward", "/bill-notices/deliveries", Map.of("month", month.toString(), "rooms", ids, "way", way, "on", day.toString())));
    }

    private void analyse(YearMonth month) {
        var started = office.post("cs_supervisor", "/collection/analyses/" + month, Map.of());
        var handlings = StreamSupport.stream(started.get("households").spliterator(), false)
            .map(house -> Map.of("roomId", house.get("roomId").asLong(), "handling", house.get("roomId").asLong() % 2 == 0 ? "主管上门，能分期的签承诺" : "发催缴函，一个月无回应转律师函")).toList();
        office.put("cs_supervisor", "/collection/analyses/" + month, Map.of("summary", "本月收缴平稳；陈欠集中在长期不在本地的业主，电话接通率低，下月以上门和函件为主。", "handlings", handlings));
        office.post("cs_supervisor", "/collection/analyses/%s/submission".formatted(month), Map.of());
    }

    private void assess(YearMonth period) {
        for (var row : office.post("cs_supervisor", "/collection/assessments/" + period, Map.of())) {
            if (!row.get("conclusion").asString().equals("MISSED")) continue;
            office.post("cs_supervisor", "/collection/assessments/%d/proposal".formatted(row.get("id").asLong()), Map.of("measure", "REDUCE", "reason", "半年目标未完成，片区陈欠没有进展"));
            return;
        }
    }
}
