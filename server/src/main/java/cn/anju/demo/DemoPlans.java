package cn.anju.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 计划与总结：管理处的年度计划，客服部每月、每周的计划，月底总结，没办完的转下期；这个月的在执行，下月的在等批。 */
final class DemoPlans implements DemoChapter {

    private static final List<String> MONTHLY = List.of("收缴率到 95%，旧欠逐户联系", "走访六十户，重点户每户一次", "楼道杂物清理一遍", "消防设施检查，坏的报修", "电梯困人演练");
    private static final List<String> WEEKLY = List.of("欠费三个月以上的逐户上门", "回访上周办结的报修", "大堂与地库保洁抽查两次");
    private static final List<String> DOERS = List.of("fee_collector", "steward", "senior_steward", "technician", "front_desk");

    private final DemoOffice office;

    DemoPlans(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (day.equals(office.estate.booksStart)) {
            var year = write("director", "OFFICE", "YEAR", day, "收缴率 95%，满意率 92%，无责任事故", List.of("年度收缴率 95%", "外墙渗水治理", "消防演练两次", "业主满意度调查"), day.withMonth(12).withDayOfMonth(20));
            office.decide(submit("director", year), true, "同意，按季检查", "general_manager");
        }
        if (day.getDayOfMonth() == 1) {
            var plan = write("cs_supervisor", "DEPARTMENT", "MONTH", day, "把该收的收上来，把该修的修好", MONTHLY, day.plusDays(24));
            office.decide(submit("cs_supervisor", plan), true, "同意", "director");
        }
        if (isRecent(day) && day.getDayOfWeek() == DayOfWeek.MONDAY)
            submit("cs_supervisor", write("cs_supervisor", "DEPARTMENT", "WEEK", day, "本周三件事", WEEKLY, day.plusDays(4)));
    }

    @Override
    public void evening(LocalDate day) {
        if (day.plusDays(1).getDayOfMonth() == 1 && day.plusDays(1).isBefore(office.today.plusDays(1))) summarise(current("MONTH", day), true);
        if (isRecent(day) && day.getDayOfWeek() == DayOfWeek.SUNDAY && current("WEEK", day) > 0) summarise(current("WEEK", day), false);
    }

    @Override
    public void wait(LocalDate today) {
        var running = current("MONTH", today);
        if (running > 0) {
            var items = office.get("cs_supervisor", "/plans/" + running).get("items");
            office.post("cs_supervisor", "/plan-items/%d/progress".formatted(items.get(0).get("id").asLong()), Map.of("percent", 60, "note", "还有十一户没联系上"));
            office.post("cs_supervisor", "/plan-items/%d/progress".formatted(items.get(1).get("id").asLong()), Map.of("percent", 100, "note", "走访完"));
        }
        var next = today.plusMonths(1).withDayOfMonth(1);
        submit("cs_supervisor", write("cs_supervisor", "DEPARTMENT", "MONTH", next, "年底收缴冲刺", MONTHLY.subList(0, 3), next.plusDays(24)));
        if (office.isFirst) write("steward", "PERSON", "MONTH", next, "片区走访", List.of("走访二十户", "装修户每周看一次"), next.plusDays(20));
    }

    private boolean isRecent(LocalDate day) {
        return office.isFirst && !day.isBefore(office.today.minusDays(40));
    }

    /** The running plan of the department; 0 for none. */
    private long current(String span, LocalDate day) {
        for (var row : office.get("cs_supervisor", "/plans?state=APPROVED&level=DEPARTMENT&span=%s&from=%s&to=%s".formatted(span, day, day)).get("items")) return row.get("id").asLong();
        return 0;
    }

    private long write(String post, String level, String span, LocalDate day, String aim, List<String> items, LocalDate due) {
        var lines = new ArrayList<Map<String, Object>>();
        for (var text : items) lines.add(Map.of("text", text, "staffId", office.idOf(DOERS.get(lines.size() % DOERS.size())), "dueOn", due.minusDays(lines.size() % 3).toString(), "measure", "有记录可查"));
        var plan = new HashMap<String, Object>(Map.of("level", level, "span", span, "day", day.toString(), "aim", aim, "items", lines));
        if (level.equals("DEPARTMENT")) plan.put("department", "客服部");
        return office.post(post, "/plans", plan).get("id").asLong();
    }

    /** @return the approval that waits; 0 where none does */
    private long submit(String post, long plan) {
        return office.post(post, "/plans/%d/submission".formatted(plan), Map.of()).path("approval").asLong(0);
    }

    private void summarise(long plan, boolean isDecided) {
        if (plan == 0) return;
        var items = new ArrayList<Map<String, Object>>();
        for (var item : office.get("cs_supervisor", "/plans/" + plan).get("items"))
            items.add(items.size() == 2 ? Map.of("id", item.get("id").asLong(), "outcome", "PARTLY", "why", "有三户不在家，约了下期", "isCarried", true)
                : Map.of("id", item.get("id").asLong(), "outcome", "DONE", "isCarried", false));
        var asked = office.post("cs_supervisor", "/plans/%d/summary".formatted(plan), Map.of("summary", "大体照计划办完；没见到的三户转到下期接着约。", "items", items)).path("approval").asLong(0);
        if (isDecided) office.decide(asked, true, "看过", "director");
    }
}
