package cn.anju.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** 活动与要求：上月的座谈会、重阳活动总结了，见面会待总结，元旦活动等主任批；业委会、重点业主、需求各几件；生日一天天祝福。 */
final class DemoGatherings implements DemoChapter {

    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

    private final DemoOffice office;
    private long forum;
    private long feast;
    private long meeting;

    DemoGatherings(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (is(day, 45)) {
            forum = announced("cs_supervisor", plan("FORUM", "秋季客户座谈会", "听各楼栋代表说物业服务，逐条记下、七天里答复；主任、工程、秩序各来一人。", "会所二楼", day.plusDays(4), "0"));
            feast = approved(plan("CULTURE", "邻里便民日", "磨刀、理发、量血压、修小家电，请三家商户，保安二人维持，预备遮雨棚。", "中心广场", day.plusDays(7), "1500.00"));
            for (var home : homes(8, 2)) office.post("steward", "/gatherings/%d/guests".formatted(feast), Map.of("roomCode", home, "name", "住户", "people", 2));
            keyOwners();
        }
        if (is(day, 14)) meeting = announced("steward", plan("OWNER_MEETING", "东片业主见面会", "说说电梯大修和冬季用电，听听大家的想法。", "3 栋大堂", day.plusDays(10), "0"));
        if (is(day, 20)) demands(day);
    }

    @Override
    public void evening(LocalDate day) {
        if (is(day, 41)) hold("cs_supervisor", forum, 6, "主任介绍一季度工作，八位代表逐个发言，会后看了消防控制室。", List.of("门禁晚上常刷不开", "地库灯太暗", "希望快递车走北门"),
            List.of("十一月底前换读卡器，工程已报计划", "先换拐角的十二盏，其余列入明年", "秩序部已在北门立牌，月底看效果"), "三条意见都有人管、有日子，代表满意六位、一般两位。");
        if (is(day, 38)) {
            office.post("cs_supervisor", "/gatherings/%d/costs".formatted(feast), Map.of("what", "遮雨棚租金", "amount", "600.00", "spentOn", day.toString()));
            office.post("cs_supervisor", "/gatherings/%d/costs".formatted(feast), Map.of("what", "商户餐费与小礼品", "amount", "740.00", "spentOn", day.toString()));
            hold("cs_supervisor", feast, 14, "上午九点到十一点，理发四十人、磨刀六十二把、量血压三十人。", List.of("希望每季度办一次"), List.of("明年列入四次，见年度计划"), "到场十四户三十多人，花费在预算以内；下次多请一位理发师。");
        }
        if (is(day, 4)) {
            arrive("steward", meeting, 5);
            office.post("steward", "/gatherings/%d/opinions".formatted(meeting), Map.of("speaker", "三栋住户", "text", "电梯大修时老人上楼怎么办"));
            office.post("steward", "/gatherings/%d/minutes".formatted(meeting), Map.of("minutes", "说了大修时间和用电安全，大家最关心老人上下楼。"));
        }
        greet(day);
    }

    @Override
    public void wait(LocalDate today) {
        var coming = office.post("cs_supervisor", "/gatherings", plan("CULTURE", "元旦游园会", "套圈、猜谜、写春联，分四个点，每点二人。", "中心广场", today.plusDays(12), "3000.00")).get("id").asLong();
        office.post("cs_supervisor", "/gatherings/%d/submission".formatted(coming), Map.of());
    }

    private void hold(String who, long gathering, int households, String minutes, List<String> opinions, List<String> answers, String effect) {
        var path = "/gatherings/%d".formatted(gathering);
        arrive(who, gathering, households);
        for (var place = 0; place < opinions.size(); place++) {
            var said = office.post(who, path + "/opinions", Map.of("speaker", "业主代表", "text", opinions.get(place))).get("id").asLong();
            office.post(who, "/gathering-opinions/%d/answer".formatted(said), Map.of("answer", answers.get(place)));
        }
        office.post(who, path + "/minutes", Map.of("minutes", minutes));
        office.post(who, path + "/summary", Map.of("effect", effect));
    }

    private void arrive(String who, long gathering, int households) {
        for (var home : homes(households, 3)) office.post(who, "/gatherings/%d/arrivals".formatted(gathering), Map.of("roomCode", home, "name", "住户", "people", 1 + home.length() % 3));
    }

    private void keyOwners() {
        var homes = homes(3, 5);
        var reasons = List.of("商铺大业主，带三家租户", "业委会主任家", "多次提过好建议，常组织邻里活动");
        for (var place = 0; place < homes.size(); place++)
            office.post("cs_supervisor", "/key-owners", Map.of("roomCode", homes.get(place), "why", reasons.get(place), "channel", place == 1 ? "主任热线" : "高级管家微信", "staffId", office.idOf("senior_steward")));
    }

    private void demands(LocalDate day) {
        var homes = homes(3, 5);
        answered("steward", demand("COMMITTEE", "LETTER", null, "业委会", "公布上半年公共收益", day.plusDays(7)), "MET", "已按项公布在三处公告栏，附明细。", null);
        answered("senior_steward", demand("KEY_OWNER", "VISIT", homes.getFirst(), "业主", "商铺后门夜里太暗", day.plusDays(7)), "MET", "装了两盏感应灯。", "SATISFIED");
        answered("senior_steward", demand("KEY_OWNER", "PHONE", homes.get(1), "业主", "地库车位想换近一点的", day.plusDays(10)), "PARTLY", "登记排队，年底有退的先问他。", "FAIR");
        answered("steward", demand("NEED", "COUNTER", homes(9, 2).getLast(), "业主", "想要代收大件快递", day.plusDays(5)), "MET", "前台后面腾出一间，八点到八点。", "SATISFIED");
        demand("NEED", "VISIT", homes(12, 2).getLast(), "租户", "楼下想要充电桩", day.plusDays(30));
        demand("COMMITTEE", "MEETING", null, "业委会", "续聘前要看服务质量报告", day.plusDays(28));
    }

    private long demand(String kind, String way, @Nullable String room, String who, String topic, LocalDate due) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "way", way, "who", who, "topic", topic, "staffId", office.idOf(kind.equals("KEY_OWNER") ? "senior_steward" : "steward"), "dueOn", due.toString()));
        if (room != null) body.put("roomCode", room);
        return office.post("cs_supervisor", "/demands", body).get("id").asLong();
    }

    private void answered(String who, long demand, String outcome, String reply, @Nullable String satisfaction) {
        var body = new HashMap<String, Object>(Map.of("outcome", outcome, "reply", reply));
        if (satisfaction != null) body.put("satisfaction", satisfaction);
        office.post(who, "/demands/%d/reply".formatted(demand), body);
    }

    /** Most get a message on the day; now and then one is forgotten. */
    private void greet(LocalDate day) {
        if (day.isBefore(office.today.minusDays(30)) || day.toEpochDay() % 9 == 0 || !day.isBefore(office.today)) return;
        var ids = office.get("steward", "/birthdays?greeted=false&from=%s&to=%s&size=100".formatted(day, day)).get("items").valueStream().map(row -> row.get("id").asLong()).toList();
        if (!ids.isEmpty()) office.post("steward", "/birthdays/greetings", Map.of("ids", ids, "way", day.toEpochDay() % 4 == 0 ? "PHONE" : "MESSAGE"));
    }

    private Map<String, Object> plan(String kind, String title, String plan, String place, LocalDate on, String budget) {
        return Map.of("kind", kind, "title", title, "plan", plan, "place", place, "startsAt", on.atTime(9, 0).atZone(HERE).toInstant().toString(), "endsAt", on.atTime(11, 0).atZone(HERE).toInstant().toString(),
            "signUpUntil", on.minusDays(1).toString(), "capacity", 60, "budget", budget);
    }

    private long announced(String who, Map<String, Object> plan) {
        var id = office.post(who, "/gatherings", plan).get("id").asLong();
        office.post(who, "/gatherings/%d/announcement".formatted(id), Map.of());
        return id;
    }

    private long approved(Map<String, Object> plan) {
        var id = office.post("cs_supervisor", "/gatherings", plan).get("id").asLong();
        var asked = office.post("cs_supervisor", "/gatherings/%d/submission".formatted(id), Map.of()).get("approvalId").asLong();
        office.post("director", "/approvals/%d/decisions".formatted(asked), Map.of("isApproved", true, "note", "同意，注意安全"));
        return id;
    }

    private List<String> homes(int count, int step) {
        var flats = office.estate.rooms.stream().filter(room -> room.kind().equals("住宅") && room.isHandedOver()).toList();
        return IntStream.range(0, count).mapToObj(each -> flats.get(each * step % flats.size()).code()).toList();
    }

    private boolean is(LocalDate day, int daysAgo) {
        return day.equals(office.today.minusDays(daysAgo));
    }
}
