package cn.anju.demo;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** 报表：最近一个多月按期出，等着看过、报送。 */
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

    private void set(String kind, int day) {
        office.put("administrator", "/settings/reporting.day." + kind, Map.of("value", String.valueOf(day)));
    }
}
