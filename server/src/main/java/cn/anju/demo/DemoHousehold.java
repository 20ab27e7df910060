package cn.anju.demo;

import cn.anju.demo.DemoRoom.Habit;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 知识库、电话簿、托办，住户情况、关爱与台账：今天打开就有东西看。 */
final class DemoHousehold implements DemoChapter {

    private static final String POST = "cs_supervisor";

    private final DemoOffice office;

    DemoHousehold(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void wait(LocalDate today) {
        knowledge(today);
        var homes = office.flats(Habit.QUARTERLY);
        for (var place = 0; place < Math.min(12, homes.size()); place++) {
            var room = "/rooms/" + office.room(homes.get(place).code());
            var isLet = place % 4 == 3;
            office.post(POST, room + "/occupancies", Map.of("usage", isLet ? "RENTED" : "SELF_USED", "householdType", isLet ? "SHARED" : place % 3 == 0 ? "COUPLE" : "FAMILY",
                "persons", isLet ? 4 : place % 3 == 0 ? 2 : 3, "fromOn", today.minusMonths(2 + place).toString()));
            office.post(POST, room + "/cards", Map.of("number", "%d%04d".formatted(office.community, 1001 + place), "holder", homes.get(place).owner().name()));
            if (place < 3) office.post(POST, room + "/care", Map.of("reason", List.of("OLD", "DISABLED", "IN_NEED").get(place), "who", homes.get(place).owner().name(),
                "help", List.of("每周敲门，代买米面", "出行帮着按电梯、推轮椅", "逢节走访，介绍社区救助").get(place), "everyDays", 7 + 7 * place));
            if (place < 5) office.post(POST, room + "/notes", Map.of("way", place % 2 == 0 ? "VISIT" : "PHONE", "text", List.of("上门走访，反映楼道灯有时不亮", "电话问候，说车位线磨花了",
                "走访，家里老人腿脚不便，想要扶手", "电话提醒装修报备，答应月底来办", "走访，一切都好").get(place), "notedOn", today.minusDays(3).toString(), "followUpOn", today.plusDays(place).toString()));
        }
        office.post(POST, "/affairs", Map.of("kind", "ERRAND", "roomId", office.room(homes.get(0).code()), "client", homes.get(0).owner().name(), "title", "代收空调安装的钥匙", "dueOn", today.toString(), "tells", false));
        office.post(POST, "/affairs", Map.of("kind", "REMINDER", "roomId", office.room(homes.get(1).code()), "client", homes.get(1).owner().name(), "title", "燃气热水器年检", "dueOn", today.plusDays(5).toString(), "tells", true));
    }

    private void knowledge(LocalDate today) {
        var water = entry("AUTHORITY", "供水", "自来水公司", "96116", "24 小时");
        entry("AUTHORITY", "供电", "供电公司", "95598", "24 小时");
        entry("AUTHORITY", "燃气", "燃气公司抢修", "96777", "24 小时");
        entry("AUTHORITY", "市政", "市民热线", "12345", "24 小时");
        entry("LIFE", "医院", "社区卫生服务站", "025-80000120", "8:00 至 17:00");
        article(today, "NOT_OURS", "供水", "小区外面自来水管爆了", "水管爆,外面漏水,市政水管", "水表以外的水管归自来水公司，我们马上帮您报修，也请您直接打他们的抢修电话。", water);
        article(today, "FAQ", "装修", "装修垃圾几点可以运", "装修垃圾,建筑垃圾", "周一到周六 8:00 至 12:00、14:00 至 18:00；装袋，从货梯走，放到指定的堆放点。", null);
        article(today, "FAQ", "停车", "亲戚来了车停哪里", "访客停车,临时停车", "在门岗登记车牌，停地面访客车位；超过 30 分钟按公示的标准收费。", null);
        article(today, "RULES", "规约", "住户守则", null, "一、爱护公共设施。\n二、晚上十点到早上七点不做有响声的活。\n三、楼道不堆放物品，不给电动车充电。\n四、遛狗牵绳，清理粪便。", null);
    }

    private Long entry(String kind, String category, String name, String phone, String hours) {
        return office.post(POST, "/directory", Map.of("kind", kind, "category", category, "name", name, "phone", phone, "hours", hours)).get("id").asLong();
    }

    private void article(LocalDate today, String kind, String category, String title, @Nullable String keywords, String body, @Nullable Long authority) {
        var text = new HashMap<String, Object>(Map.of("category", category, "title", title, "body", body, "validFrom", today.minusMonths(1).toString(), "reason", "物业服务合同与公示"));
        if (keywords != null) text.put("keywords", keywords);
        if (authority != null) text.put("authorityId", authority);
        office.post(POST, "/articles", Map.of("kind", kind, "text", text));
    }
}
