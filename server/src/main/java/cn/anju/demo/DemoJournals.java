package cn.anju.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 日志：前台、管家、主管各写各的，主管每天一篇大厦日志；列出来的事隔几天了结，留着几件未了。 */
final class DemoJournals implements DemoChapter {

    private static final int DAYS = 21;
    private static final Map<String, List<String>> DONE = Map.of(
        "front_desk", List.of("接待来访六位，受理报修两件，电话通知交费九户。", "补办门禁卡两张，收物业费四户，解款一次。", "回访上周维修单七件，都接通。"),
        "steward", List.of("走访五户，楼道巡查一遍，贴停水告示。", "和二栋三户谈了欠费，两户答应月底交。", "陪维修工上门两处，回访一户。"));
    private static final List<String> BUILDING = List.of("设备运行正常，东门道闸下午停用半小时，已恢复。", "供水压力偏低，工程部联系自来水公司。", "秩序、保洁正常；夜间一起噪声劝阻。");
    private static final List<String> LEFT = List.of("三栋地下室应急灯两盏不亮", "快递柜旁的灯没装", "五栋 201 要的发票没开", "中庭座椅一张松动");

    private final DemoOffice office;

    DemoJournals(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void evening(LocalDate day) {
        if (day.isBefore(office.today.minusDays(DAYS)) || day.getDayOfWeek() == DayOfWeek.SUNDAY || !day.isBefore(office.today)) return;
        var turn = (int) day.toEpochDay();
        DONE.forEach((post, texts) -> write(post, "WORK", texts.get(turn % texts.size()), turn, post.equals("steward") && turn % 4 == 0));
        write("cs_supervisor", "BUILDING", BUILDING.get(turn % BUILDING.size()), turn, turn % 3 == 0);
    }

    private void write(String post, String kind, String content, int turn, boolean isLeft) {
        var follows = new ArrayList<Map<String, Object>>();
        for (var item : office.get(post, "/journals/today?kind=" + kind).get("carried")) {
            var days = item.get("days").asInt();
            if (days >= 4) follows.add(Map.of("itemId", item.get("id").asLong(), "text", "办好了，看过", "isClosing", true));
            else if (days == 2) follows.add(Map.of("itemId", item.get("id").asLong(), "text", "已报工程部，等配件", "isClosing", false));
        }
        var body = new HashMap<String, Object>(Map.of("kind", kind, "content", content, "follows", follows,
            "items", isLeft ? List.of(Map.of("text", LEFT.get(turn % LEFT.size()), "ownerId", office.idOf(turn % 2 == 0 ? "engineering_supervisor" : "steward"))) : List.of()));
        if (kind.equals("BUILDING")) body.put("weather", List.of("晴", "多云", "阴", "雨").get(turn % 4));
        office.put(post, "/journals/today", body);
    }
}
