package cn.anju.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** 会议与任务：最近一个多月每周五的例会，定下的事派到人，多数办完，有的过了期；主任交办的有等签收的、在办的、等确认的。 */
final class DemoTasks implements DemoChapter {

    private static final int DAYS = 40;
    private static final List<String> TOPICS = List.of("本周收费与维修", "装修管理与楼道杂物", "消防检查的整改", "走访情况与投诉回头看");
    private static final List<String> DECIDED = List.of("欠费户分给管家逐户联系", "渗水的两户约维修上门", "楼道杂物拍照，发限期清理通知", "门禁反应慢的单元报厂家");
    private static final List<String> PEOPLE = List.of("steward", "senior_steward", "front_desk", "fee_collector");

    private final DemoOffice office;
    private long meeting;

    DemoTasks(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (!isRecent(day)) return;
        if (day.getDayOfWeek() == DayOfWeek.FRIDAY) {
            var people = new ArrayList<Long>();
            for (var post : PEOPLE) people.add(office.idOf(post));
            var turn = (int) (day.toEpochDay() / 7) % TOPICS.size();
            meeting = office.add("cs_supervisor", "/meetings", Map.of("kind", "DEPARTMENT", "topic", TOPICS.get(turn), "agenda", "一、上周的事办得怎样；二、本周要紧的；三、下周的安排", "place", "二楼会议室",
                "startsAt", day + "T07:30:00Z", "supplies", "投影、茶水、上周纪要", "people", people)).get("id").asLong();
            office.post("clerk", "/meetings/%d/readiness".formatted(meeting), Map.of());
        }
        if (day.getDayOfWeek() == DayOfWeek.MONDAY) for (var post : PEOPLE)
            for (var task : office.get(post, "/tasks?whose=MINE&state=GIVEN").get("items")) move(post, task.get("id").asLong(), "TAKE", null);
    }

    @Override
    public void evening(LocalDate day) {
        if (!isRecent(day)) return;
        if (day.getDayOfWeek() == DayOfWeek.FRIDAY && meeting > 0) {
            var turn = (int) (day.toEpochDay() / 7) % DECIDED.size();
            var tasks = new ArrayList<Map<String, Object>>();
            for (var i = 0; i < 2; i++) tasks.add(Map.of("title", DECIDED.get((turn + i) % DECIDED.size()), "staffId", office.idOf(PEOPLE.get(i)), "dueOn", day.plusDays(5 + i).toString()));
            office.post("cs_supervisor", "/meetings/%d/minutes".formatted(meeting), Map.of("minutes", "各岗位说了本周的情况；没办完的接着办，办不了的周三前说。", "present",
                List.of(office.idOf("steward"), office.idOf("senior_steward"), office.idOf("front_desk")), "tasks", tasks));
            for (var post : List.of("steward", "front_desk")) office.post(post, "/meetings/%d/reading".formatted(meeting), Map.of());
            meeting = 0;
        }
        if (day.getDayOfWeek() == DayOfWeek.WEDNESDAY && day.isBefore(office.today.minusDays(6)))
            for (var task : office.get("steward", "/tasks?whose=MINE&state=TAKEN").get("items")) {
                move("steward", task.get("id").asLong(), "FINISH", "逐户联系过，两户说月底来");
                move("cs_supervisor", task.get("id").asLong(), "CONFIRM", null);
            }
    }

    @Override
    public void wait(LocalDate today) {
        if (!office.isFirst) return;
        var month = give("director", "TARGET", "四季度收缴率到九成五", "cs_supervisor", today.withDayOfMonth(today.lengthOfMonth()));
        move("cs_supervisor", month, "TAKE", null);
        office.post("cs_supervisor", "/tasks/%d/moves".formatted(month), Map.of("move", "REPORT", "percent", 80, "note", "到昨天九成一，剩下的分给管家上门"));
        var answered = give("director", "ASSIGNED", "核对三栋地库的车位", "steward", today.plusDays(2));
        move("steward", answered, "TAKE", null);
        move("steward", answered, "FINISH", "核完，B12、B13 没有登记车主");
        give("cs_supervisor", "ASSIGNED", "下周停水通知贴到各单元", "front_desk", today.plusDays(1));
        give("steward", "HELP", "请帮忙核对一户的过户资料", "fee_collector", today.plusDays(3));
    }

    private boolean isRecent(LocalDate day) {
        return office.isFirst && !day.isBefore(office.today.minusDays(DAYS)) && day.isBefore(office.today);
    }

    private long give(String post, String kind, String title, String doer, LocalDate due) {
        return office.add(post, "/tasks", Map.of("kind", kind, "title", title, "staffId", office.idOf(doer), "dueOn", due.toString())).get("id").asLong();
    }

    private void move(String post, long task, String move, String note) {
        office.post(post, "/tasks/%d/moves".formatted(task), note == null ? Map.of("move", move) : Map.of("move", move, "note", note));
    }
}
