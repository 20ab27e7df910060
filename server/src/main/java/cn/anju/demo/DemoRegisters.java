package cn.anju.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 台账：最近一个多月，各岗位每天照着写；有的待签认，有的待跟进。 */
final class DemoRegisters implements DemoChapter {

    private static final int DAYS = 40;
    private static final int GUARD_DAYS = 24;
    private static final List<String> SEEN = List.of("正常", "2 单元楼道灯不亮，已报修", "正常", "地下室入口有纸箱堆放，已劝住户搬走", "消防通道停了一辆电动车，已联系车主移走");
    private static final List<String> TOOLS = List.of("雨伞", "推车", "梯子", "工具箱");

    private final DemoOffice office;
    private final List<DemoRoom> flats;

    DemoRegisters(DemoOffice office) {
        this.office = office;
        flats = office.estate.rooms.stream().filter(room -> room.kind().equals("住宅") && room.isHandedOver()).toList();
    }

    @Override
    public void evening(LocalDate day) {
        if (day.isBefore(office.today.minusDays(DAYS)) || day.getDayOfWeek() == DayOfWeek.SUNDAY || !day.isBefore(office.today)) return;
        var turn = (int) day.toEpochDay();
        write("steward", "building-tour", day, Map.of("round", 1, "building", building(turn), "route", "大堂—各层—天台—地库", "start", "09:10", "end", "10:05",
            "found", SEEN.get(turn % SEEN.size())));
        write("cs_supervisor", "supervisor-tour", day, Map.of("guard", "好", "cleaning", turn % 4 == 0 ? "一般" : "好", "greening", "好", "building_work", turn % 3 == 0 ? "一般" : "没有施工"));
        write("front_desk", "counter-gear", day, Map.of("radios", 6, "charged", true, "others", turn % 9 == 0 ? "有坏" : "齐全"));
        write("technician", "operation-log", day, Map.of("shift", "早班", "power", "正常", "voltage", "%d".formatted(378 + turn % 7), "water", "正常", "pressure", "0.3%d".formatted(turn % 9), "lift", "正常"));
        if (office.isFirst && !day.isBefore(office.today.minusDays(GUARD_DAYS))) rounds(day, turn);
        if (turn % 3 == 0) lend(day, turn, day.plusDays(1));
        if (turn % 4 == 0) rectify(day, turn, day.isBefore(office.today.minusDays(6)));
        if (turn % 5 == 0) write("steward", "renovation-patrol", day, Map.of("room", room(turn * 3), "round", 1, "trade", "管家日常", "workers", 3, "permit", true, "fire", true, "structure", "未动",
            "rubbish", turn % 2 == 0 ? "及时" : "不及时", "found", "按批准的图纸施工"));
        if (day.getDayOfMonth() == 8 || day.getDayOfMonth() == 20) write("engineering_supervisor", "night-post-check", day, Map.of("checked_at", day + "T15:30:00Z", "post", "监控室",
            "staff", office.idOf("technician"), "on_post", true));
    }

    @Override
    public void wait(LocalDate today) {
        write("front_desk", "parcel", today, Map.of("room", room(7), "item", "挂号信", "arrived_at", today + "T01:20:00Z"));
        lend(today, 5, today);
        rectify(today, 9, false);
    }

    /** 保安、管家、文员每天都有的：门岗、巡逻、查岗、片区、水电、夜巡、办公室；偶尔漏一天。 */
    private void rounds(LocalDate day, int turn) {
        if (turn % 9 != 0) write("security_guard", "gate-log", day, Map.of("gate", "南门岗", "shift", "早班", "traffic", turn % 6 == 0 ? "人多" : "正常"));
        for (var round : List.of(1, 2)) if (turn % 11 != round) {
            write("security_guard", "guard-patrol", day, Map.of("shift", "早班", "round", round, "start", "0%d:10".formatted(7 + round), "end", "0%d:50".formatted(7 + round),
                "facility", turn % 10 == 0 ? "有损坏" : "完好"), "-" + round);
        }
        write("security_lead", "post-check-guard", day, Map.of("kind", turn % 2 == 0 ? "查岗" : "秩序巡查", "post", "全区", "result", "正常"));
        write("security_guard", "vehicle-patrol", day, Map.of("shift", "早班", "place", "地库 B 区", "condition", turn % 8 == 0 ? "未关窗" : "正常", "order", "正常"));
        write("steward", "zone-patrol", day, Map.of("period", "上午", "place", "%d 栋大堂与楼道".formatted(1 + turn % 3), "kind", "综合", "result", turn % 7 == 0 ? "有问题已处理" : "正常"));
        write("steward", "utility-check", day, Map.of("water", turn % 13 == 0 ? "水压低" : "正常", "power", "正常", "gas", "正常", "lift", "正常"));
        if (turn % 5 != 0) write("security_guard", "night-patrol", day, Map.of("period", "晚间", "start", "21:00", "end", "21:50", "route", "南门—1 栋—地库—北门", "found", SEEN.get(turn % SEEN.size())));
        write("clerk", "office-cleaning", day, Map.of("place", "办公室", "result", turn % 6 == 0 ? "一般" : "干净"));
        write("clerk", "office-equipment", day, Map.of("kind", "每日清查", "computers", "正常", "printers", turn % 12 == 0 ? "有故障" : "正常", "phones", "正常"));
    }

    private void lend(LocalDate day, int turn, LocalDate due) {
        var loan = write("front_desk", "tool-loan", day, Map.of("tool", TOOLS.get(turn % TOOLS.size()), "room", room(turn), "borrower", "住户", "lent_at", day + "T02:00:00Z", "due", due.toString()));
        if (day.isBefore(office.today.minusDays(4))) office.post("front_desk", "/registers/tool-loan/entries/%d/follow-up".formatted(loan), Map.of("note", "已还，完好"));
    }

    /** 管家开单，主管签认；早些的都改完了。 */
    private void rectify(LocalDate day, int turn, boolean isDone) {
        var made = write("steward", "rectification", day, Map.of("place", "%d 栋大堂".formatted(1 + turn % 3), "problem", "墙砖空鼓，边角翘起", "department", "工程", "due", day.plusDays(7).toString(),
            "measure", "铲除重贴"));
        if (!isDone) return;
        office.post("cs_supervisor", "/registers/rectification/entries/%d/confirmation".formatted(made), Map.of());
        office.post("steward", "/registers/rectification/entries/%d/follow-up".formatted(made), Map.of("note", "已重贴，复查合格"));
    }

    private long room(int turn) {
        return office.room(flats.get(Math.floorMod(turn * 37, flats.size())).code());
    }

    private long building(int turn) {
        var buildings = office.get("steward", "/buildings");
        return buildings.get(turn % buildings.size()).get("id").asLong();
    }

    private long write(String post, String register, LocalDate day, Map<String, Object> values) {
        return write(post, register, day, values, "");
    }

    private long write(String post, String register, LocalDate day, Map<String, Object> values, String which) {
        return office.pay(post, "/registers/" + register + "/entries", new HashMap<>(Map.of("day", day.toString(), "values", values)),
            "register-%s-%s%s".formatted(register, day, which)).get("id").asLong();
    }
}
