package cn.anju.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 交接班：最近一个月天天交、天天签；今早夜班交来的还有一件没派人，工程的等人接。 */
final class DemoHandover implements DemoChapter {

    private static final int DAYS = 30;
    private static final List<String> MATTERS = List.of("3 栋住户约明早九点看漏水，请带测漏仪", "物业费发票一张放在抽屉，住户下午来取", "快递柜售后明天上午来修，请开门禁");

    private final DemoOffice office;

    DemoHandover(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void evening(LocalDate day) {
        if (day.isBefore(office.today.minusDays(DAYS)) || !day.isBefore(office.today)) return;
        var turn = (int) day.toEpochDay();
        var lines = new ArrayList<Map<String, Object>>(List.of(line("KEY", "消防通道钥匙 2 把、会议室钥匙 1 把，都在钥匙箱", false)));
        if (turn % 2 == 0) lines.add(line("MATTER", MATTERS.get(turn / 2 % MATTERS.size()), true));
        if (turn % 5 == 0) lines.add(line("VISITOR", "空调维修两人在 2 栋，预计六点走", false));
        var id = write("front_desk", "FRONT_DESK", "DAY", day, "接待来访、受理报修照常，下午电梯维保到过。", lines);
        var refused = turn % 9 == 0 ? List.of(Map.of("lineId", lineOf(id, "KEY").getLast(), "why", "会议室钥匙还没还回来")) : List.of();
        office.post("cs_supervisor", "/shift-handovers/%d/signature".formatted(id), Map.of("version", 1, "refused", refused));
        if (turn % 9 == 0 && day.isBefore(office.today.minusDays(3))) office.post("cs_supervisor", "/handover-lines/%d/signature".formatted(lineOf(id, "KEY").getLast()), Map.of());
        if (turn % 2 != 0) return;
        var matter = lineOf(id, "MATTER").getLast();
        office.post("cs_supervisor", "/handover-lines/%d/tasks".formatted(matter), Map.of("staffId", office.idOf("steward"), "note", "明天上午办"));
        if (day.isBefore(office.today.minusDays(2))) office.post("cs_supervisor", "/handover-lines/%d/outcome".formatted(matter), Map.of("outcome", "办好了，住户满意"));
    }

    @Override
    public void wait(LocalDate today) {
        var id = write("cs_supervisor", "FRONT_DESK", "NIGHT", today.minusDays(1), "夜间巡楼两次；零点二十地下室水浸报警一次，系集水井浮球误动，已复位。\n凌晨一点 5 栋噪音投诉，劝止。",
            List.of(line("ALARM", "地下室集水井浮球误报，请工程上午检查", true), line("MATTER", "5 栋 802 噪音，请管家白天回访", true), line("KEY", "夜班钥匙一串（12 把）", false)));
        office.post("front_desk", "/shift-handovers/%d/signature".formatted(id), Map.of("version", 1, "refused", List.of()));
        office.post("front_desk", "/handover-lines/%d/tasks".formatted(lineOf(id, "ALARM").getLast()), Map.of("staffId", office.idOf("technician"), "note", "今天上午"));
        write("technician", "ENGINEERING", "NIGHT", today.minusDays(1), "夜间无停电；二次供水压力正常。", List.of(line("KEY", "配电房钥匙 1 把", false)));
    }

    private long write(String post, String desk, String shift, LocalDate day, String log, List<Map<String, Object>> lines) {
        return office.post(post, "/shift-handovers", new HashMap<>(Map.of("post", desk, "shift", shift, "day", day.toString(), "log", log, "lines", lines))).get("id").asLong();
    }

    private List<Long> lineOf(long handover, String kind) {
        return office.get("cs_supervisor", "/shift-handovers/" + handover).get("lines").valueStream().filter(each -> each.get("kind").asString().equals(kind)).map(each -> each.get("id").asLong()).toList();
    }

    private static Map<String, Object> line(String kind, String text, boolean needsPerson) {
        return Map.of("kind", kind, "text", text, "needsPerson", needsPerson);
    }
}
