package cn.anju.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** 通知公告：停水的、装修规定的、收费的，发过的取下了；一份等主任审，一份在起草。 */
final class DemoAnnouncements implements DemoChapter {

    private static final String WRITER = "cs_supervisor";

    private final DemoOffice office;

    DemoAnnouncements(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (is(day, 58)) {
            var rules = published("RULES", "装修时间提示", "中午十二点到两点、晚上八点以后和周末全天不做有噪声的施工。请互相体谅，共同遵守《管理规约》。", List.of("BOARD", "LIFT", "DOOR"), day, 60);
            post(rules, "东门公告栏");
            post(rules, "1 栋电梯轿厢");
            for (var home : office.flats(DemoRoom.Habit.QUARTERLY).stream().limit(6).toList())
                office.post("steward", "/announcements/%d/deliveries".formatted(rules), Map.of("roomCode", home.code(), "isSigned", home.floor() % 3 != 0));
        }
        if (is(day, 24)) post(published("FEE", "冬季供热费代收说明", "供热费由市热力公司核定，物业代收。面积和单价见各户账单，有疑问请到前台，我们逐项说明。", List.of("BOARD"), day, 45), "服务中心公告栏");
        if (is(day, 6)) {
            var outage = published("OUTAGE", "生活水箱清洗停水通知", "后天上午九点到十二点清洗生活水箱，期间停水。请提前备水，关好龙头。", List.of("BOARD", "LIFT", "SMS"), day, 3);
            var place = post(outage, "西门公告栏");
            office.post("steward", "/announcement-postings/%d/removal".formatted(place), Map.of());
        }
    }

    @Override
    public void wait(LocalDate today) {
        submit(draft("SAFETY", "冬季用电安全提示", "气温下降，取暖器请远离窗帘，不要在楼道给电动车充电。发现异味、冒烟请立即联系服务中心。", List.of("BOARD", "LIFT"), today, 30));
        draft("BRAND", "星级服务月", "十二月是服务月：前台延时一小时，管家逐户回访，欢迎提意见。", List.of("BOARD", "WECHAT"), today, 40);
    }

    private boolean is(LocalDate day, int daysAgo) {
        return day.equals(office.today.minusDays(daysAgo));
    }

    private long draft(String kind, String title, String content, List<String> channels, LocalDate from, int days) {
        return office.post(WRITER, "/announcements", Map.of("kind", kind, "title", title, "content", content, "channels", channels, "fromOn", from.toString(), "toOn", from.plusDays(days).toString(),
            "buildings", List.of(), "areas", List.of())).get("id").asLong();
    }

    private long submit(long announcement) {
        return office.post(WRITER, "/announcements/%d/submission".formatted(announcement), Map.of()).get("approvalId").asLong();
    }

    private long published(String kind, String title, String content, List<String> channels, LocalDate from, int days) {
        var id = draft(kind, title, content, channels, from, days);
        office.post("director", "/approvals/%d/decisions".formatted(submit(id)), Map.of("isApproved", true, "note", "同意发布"));
        office.post(WRITER, "/announcements/%d/publication".formatted(id), Map.of());
        return id;
    }

    private long post(long announcement, String place) {
        return office.post("steward", "/announcements/%d/postings".formatted(announcement), Map.of("place", place)).get("id").asLong();
    }
}
