package cn.anju.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** 签到签退：第一个小区最近三周，各人早上签到、傍晚签退；有人忘了签退，有一条补签、一张请假单等主管批。 */
final class DemoAttendance implements DemoChapter {

    private static final int DAYS = 21;
    private static final List<String> POSTS = List.of("front_desk", "steward", "senior_steward", "fee_collector", "cashier", "accountant", "cs_supervisor", "director", "technician",
        "engineering_supervisor", "security_guard", "security_lead", "toll_attendant", "clerk", "warehouse", "leasing_agent", "cleaner_supervisor", "collector1", "collector2");

    private final DemoOffice office;
    private boolean isSet;

    DemoAttendance(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (!isWorked(day)) return;
        if (!isSet) {
            office.put("administrator", "/settings/workforce.hours", Map.of("value", "08:30-16:30"));
            office.put("administrator", "/settings/workforce.ahead", Map.of("value", "0"));
            isSet = true;
        }
        for (var post : POSTS) if (turn(day, post) % 47 != 0) sign(post, "IN", turn(day, post) % 19 == 0 ? List.of("胸卡佩戴") : List.of());
    }

    @Override
    public void evening(LocalDate day) {
        if (isWorked(day)) for (var post : POSTS) if (turn(day, post) % 47 != 0 && turn(day, post) % 29 != 0) sign(post, "OUT", List.of());
    }

    @Override
    public void wait(LocalDate today) {
        if (!office.isFirst) return;
        for (var post : List.of("front_desk", "steward", "cs_supervisor")) sign(post, "IN", List.of());
        var asked = office.post("steward", "/leaves", leave("ANNUAL", today.plusDays(3), today.plusDays(4), "回老家看父母", "senior_steward"));
        office.decide(asked.get("approval").asLong(), true, "已和代理的人说好", "cs_supervisor");
        office.post("technician", "/leaves", leave("PERSONAL", today.plusDays(1), today.plusDays(1), "孩子开家长会", "engineering_supervisor"));
        office.post("steward", "/attendance-corrections", Map.of("kind", "OUT", "at", today.minusDays(1) + "T08:45:00Z", "reason", "在业主家里，回来晚了忘了签退"));
    }

    private Map<String, Object> leave(String kind, LocalDate from, LocalDate to, String reason, String deputy) {
        return Map.of("kind", kind, "fromOn", from.toString(), "fromNoon", kind.equals("PERSONAL"), "toOn", to.toString(), "toNoon", false, "reason", reason, "deputyId", office.idOf(deputy));
    }

    private boolean isWorked(LocalDate day) {
        return office.isFirst && !day.isBefore(office.today.minusDays(DAYS)) && day.isBefore(office.today) && day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    }

    private static int turn(LocalDate day, String post) {
        return (int) day.toEpochDay() + 7 * POSTS.indexOf(post);
    }

    private void sign(String post, String kind, List<String> missing) {
        var mark = Map.of("kind", kind, "source", post.equals("technician") ? "PHONE" : "DESK", "missing", missing);
        office.post(post, "/attendance-marks", mark);
    }
}
