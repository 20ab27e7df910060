package cn.anju.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** 岗位与后勤：岗位说明、每天的班前会与讲评、谈话、社保、宿舍。 */
final class DemoPosts implements DemoChapter {

    private static final int GUARD_DAYS = 24;
    private static final List<List<String>> PROFILES = List.of(List.of("前台客服", "客服主管", "没有", "高中以上，会用办公软件，普通话好"), List.of("管家", "高级管家", "没有", "大专以上，一年以上客服经历"),
        List.of("高级管家", "客服主管", "管家", "大专以上，两年以上管家经历"), List.of("收费员", "客服主管", "没有", "持会计证，会用收费系统"), List.of("维修工", "工程主管", "没有", "持电工证，三年以上经历"),
        List.of("保安员", "保安队长", "没有", "持保安员证，五十岁以下"), List.of("保安队长", "管理处主任", "保安员", "持消防证，带班两年以上"));
    private static final List<String> INSURED = List.of("front_desk", "steward", "senior_steward", "fee_collector", "cashier", "technician", "security_lead");
    private static final List<String> SAID = List.of("查出入证，快递车走北门", "夜里有风，巡逻看高空物", "装修户多，物料出门看放行条", "消防演练，集合点在中心花园");

    private final DemoOffice office;
    private long room;

    DemoPosts(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (!office.isFirst) return;
        if (day.equals(office.estate.booksStart)) prepare(day);
        if (day.getDayOfMonth() == 5) office.post("clerk", "/dormitory-rooms/%d/checks".formatted(room),
            day.getMonthValue() % 3 == 0 ? Map.of("cleanness", "POOR", "isSafe", true, "problem", "床下堆物，当天清掉") : Map.of("cleanness", "GOOD", "isSafe", true));
        if (!day.isBefore(office.today.minusDays(GUARD_DAYS))) brief(day, "BRIEFING");
        if (day.equals(office.today.minusDays(40))) office.post("cs_supervisor", "/staff-talks/%d/follow-up".formatted(talk(day, "front_desk", "WORK", "来电多时顾不过来，想中午加一个人", day)), Map.of("outcome", "中午由管家轮流顶一小时"));
        if (day.equals(office.today.minusDays(12))) talk(day, "steward", "LIFE", "孩子上学接送难，想早半小时下班", office.today);
    }

    @Override
    public void evening(LocalDate day) {
        if (office.isFirst && !day.isBefore(office.today.minusDays(GUARD_DAYS))) brief(day, "REVIEW");
    }

    @Override
    public void wait(LocalDate today) {
        if (office.isFirst) insure("toll_attendant", YearMonth.from(today), "4800.00", today.plusDays(2), null);
    }

    private void prepare(LocalDate day) {
        for (var each : PROFILES) office.post("clerk", "/post-profiles", Map.of("post", each.get(0), "version", 0, "superior", each.get(1), "subordinates", each.get(2), "headcount", each.get(0).equals("保安员") ? 6 : 1,
            "requirements", each.get(3), "promotion", "考核连续两季优的，可竞聘上一级", "cooperation", "各岗位照交接班和任务单配合"));
        for (var post : INSURED) insure(post, YearMonth.from(day), "%d.00".formatted(5200 + 300 * INSURED.indexOf(post)), day.plusDays(15), "SB%s%02d".formatted(day.toString().replace("-", ""), INSURED.indexOf(post) + 1));
        room = office.post("clerk", "/dormitory-rooms", Map.of("name", "后勤楼 201", "beds", 4)).get("id").asLong();
        var other = office.post("clerk", "/dormitory-rooms", Map.of("name", "后勤楼 202", "beds", 4)).get("id").asLong();
        for (var bed : List.of(1, 2, 3)) office.post("clerk", "/dormitory-stays", Map.of("staffId", office.idOf(List.of("security_guard", "security_lead", "toll_attendant").get(bed - 1)), "roomId", room, "bed", bed, "fromOn", day.toString()));
        office.post("clerk", "/dormitory-stays", Map.of("staffId", office.idOf("technician"), "roomId", other, "bed", 1, "fromOn", day.toString()));
    }

    private void insure(String post, YearMonth month, String base, LocalDate dueOn, String receipt) {
        var id = office.add("clerk", "/insurance-changes", Map.of("staffId", office.idOf(post), "kind", "OPEN", "month", month.toString(), "base", base, "reason", "入职", "dueOn", dueOn.toString())).get("id").asLong();
        if (receipt != null) office.post("clerk", "/insurance-changes/%d/completion".formatted(id), Map.of("receipt", receipt));
    }

    private void brief(LocalDate day, String kind) {
        var isBefore = kind.equals("BRIEFING");
        var turn = day.getDayOfYear();
        office.post("security_lead", "/briefings", Map.of("kind", kind, "shift", "DAY", "day", day.toString(), "attention", isBefore ? SAID.get(turn % SAID.size()) : "交接清楚，各岗无脱岗", "people", List.of(
            Map.of("staffId", office.idOf("security_guard"), "isPresent", true, "isTidy", turn % 7 != 0, "duty", isBefore ? "南门岗" : "问询清楚，站姿好"),
            Map.of("staffId", office.idOf("toll_attendant"), "isPresent", true, "isTidy", true, "duty", isBefore ? "车场入口" : "指挥停车利落"))));
    }

    private long talk(LocalDate day, String post, String topic, String content, LocalDate followUpOn) {
        return office.add("cs_supervisor", "/staff-talks", Map.of("staffId", office.idOf(post), "talkedOn", day.toString(), "topic", topic, "content", content, "followUpOn", followUpOn.toString())).get("id").asLong();
    }
}
