package cn.anju.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** 报表：最近一个多月按期出，看过、报送、签收。 */
final class DemoReports implements DemoChapter {

    /** Kind and the day on which it is made. */
    private static final Map<String, Integer> DAYS = new TreeMap<>(Map.of("weekly-collection", 6, "weekly-service", 7, "weekly-customer", 5, "fee-summary", 28, "monthly-management", 1,
        "complaint-monthly", 1, "complaint-analysis", 2, "fee-analysis", 3, "quality", 4, "department", 2));
    private static final int RECENT = 35;

    private final DemoOffice office;
    private boolean isQuiet;

    DemoReports(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (!isQuiet) {
            DAYS.keySet().forEach(kind -> set(kind, 0));
            set("daily-digest", 0);
            set("briefing", 0);
            isQuiet = true;
        }
        if (day.equals(office.today.minusDays(RECENT))) DAYS.forEach(this::set);
        if (day.equals(office.today.minusDays(4))) set("daily-digest", 1);
    }

    /** Handed up on the evening after they were made, and read; what came in the last days still waits. */
    @Override
    public void evening(LocalDate day) {
        if (!office.isFirst || day.isBefore(office.today.minusDays(RECENT)) || day.isAfter(office.today.minusDays(2))) return;
        office.get("director", "/reports?month=" + YearMonth.from(day)).forEach(row -> {
            if (row.path("id").isNumber() && !row.path("sentAt").isString()) hand(row, day);
        });
    }

    private void hand(JsonNode row, LocalDate day) {
        var receiver = row.get("receiver").asString();
        var report = "/reports/" + row.get("id").asLong();
        office.post(receiver.equals("cs_supervisor") ? "front_desk" : "cs_supervisor", report + "/submission",
            Map.of("remark", row.get("isArgued").asBoolean() ? "比上期平稳；超时的都在夜里，下月夜班加一人，备件先领足。" : "已核对。"));
        if (day.isBefore(office.today.minusDays(5))) office.post(receiver, report + "/receipt", Map.of("reply", "已阅，照办。"));
    }

    private void set(String kind, int day) {
        office.put("administrator", "/settings/reporting.day." + kind, Map.of("value", String.valueOf(day)));
    }
}
