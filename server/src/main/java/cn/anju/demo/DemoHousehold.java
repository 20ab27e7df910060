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
            if (place == 5 || place == 6) office.post(POST, room + "/watches", Map.of("kind", "WATCH", "everyDays", 15,
                "reason", List.of("下水道三个月堵了三次，每次都要人当面说清楚", "对车位划线多次不满，要主管答复").get(place - 5)));
            if (place == 7) office.post(POST, room + "/watches", Map.of("kind", "SILENT", "everyDays", 30, "reason", "一年没有联系上，电话不接，夜里有灯"));
            if (place < 5) office.post(POST, room + "/notes", Map.of("way", place % 2 == 0 ? "VISIT" : "PHONE", "text", List.of("上门走访，反映楼道灯有时不亮", "电话问候，说车位线磨花了",
                "走访，家里老人腿脚不便，想要扶手", "电话提醒装修报备，答应月底来办", "走访，一切都好").get(place), "notedOn", today.minusDays(3).toString(), "followUpOn", today.plusDays(place).toString()));
        }
        quiz();
        office.post(POST, "/affairs", Map.of("kind", "ERRAND", "roomId", office.room(homes.get(0).code()), "client", homes.get(0).owner().name(), "title", "代收空调安装的钥匙", "dueOn", today.toString(), "tells", false));
        office.post(POST, "/affairs", Map.of("kind", "REMINDER", "roomId", office.room(homes.get(1).code()), "client", homes.get(1).owner().name(), "title", "燃气热水器年检", "dueOn", today.plusDays(5).toString(), "tells", true));
    }

    /** Ten questions about each area's households: one steward knows nine of them, the other all. */
    private void quiz() {
        var wrong = 1;
        for (var area : office.get(POST, "/steward-areas")) {
            var check = office.post(POST, "/spot-checks", Map.of("areaId", area.get("id").asLong()));
            var isMissed = wrong-- > 0;
            office.post(POST, "/spot-checks/%d/answers".formatted(check.at("/check/id").asLong()), Map.of("answers", check.get("questions").valueStream().map(question -> {
                var place = question.get("place").asInt();
                return Map.of("place", place, "answer", isMissed && place == 4 ? "记不清" : "答对了", "isRight", !isMissed || place != 4);
            }).toList()));
        }
    }

    private void knowledge(LocalDate today) {
        var water = entry("AUTHORITY", "供水", "自来水公司", "96116", "24 小时");
        var power = entry("AUTHORITY", "供电", "供电公司", "95598", "24 小时");
        var gas = entry("AUTHORITY", "燃气", "燃气公司抢修", "96777", "24 小时");
        entry("AUTHORITY", "市政", "市民热线", "12345", "24 小时");
        var builder = entry("AUTHORITY", "建设单位", "建设单位客服", "025-80000110", "9:00 至 17:00");
        entry("LIFE", "医院", "社区卫生服务站", "025-80000120", "8:00 至 17:00");
        article(today, "NOT_OURS", "供水", "小区外面自来水管爆了", "水管爆,外面漏水,市政水管", "水表以外的水管归自来水公司，我们马上帮您报修，也请您直接打他们的抢修电话。", water);
        article(today, "FAQ", "装修", "装修垃圾几点可以运", "装修垃圾,建筑垃圾", "周一到周六 8:00 至 12:00、14:00 至 18:00；装袋，从货梯走，放到指定的堆放点。", null);
        article(today, "FAQ", "停车", "亲戚来了车停哪里", "访客停车,临时停车", "在门岗登记车牌，停地面访客车位；超过 30 分钟按公示的标准收费。", null);
        article(today, "NOT_OURS", "供电", "全小区停电", "停电,跳闸,没电", "电表以外的线路归供电公司，我们先查小区配电房，再帮您报修；也请您直接打抢修电话。", power);
        article(today, "NOT_OURS", "燃气", "闻到煤气味", "煤气,燃气,漏气", "请马上关阀、开窗、不开灯不打电话，到室外再打燃气抢修电话；我们的人同时到门口。", gas);
        article(today, "NOT_OURS", "建设单位", "墙面开裂、屋面渗漏（保修期内）", "开裂,渗漏,保修", "房子还在保修期，由建设单位维修；我们替您报给他们，约好时间再告诉您。", builder);
        article(today, "FAQ", "收费", "物业费按什么收，几时缴", "物业费,缴费,单价", "按房本面积乘公示的单价，每月一期；可以在前台、上门、转账缴，满半年预缴有凭证。", null);
        article(today, "FAQ", "收费", "空着的房子要不要缴物业费", "空置,空关", "空着也要缴：公共部位的保洁、秩序、设备一样在做。办过空置登记的按合同的约定减。", null);
        article(today, "FAQ", "门禁", "门禁卡丢了怎么补", "门禁卡,丢卡,补卡", "带身份证到前台，当场停旧卡、补新卡，收工本费。", null);
        article(today, "FAQ", "维修", "哪些维修收费，哪些不收", "收费维修,免费维修,工费", "公共部位不收费；自己家里的，按服务目录收工费，材料按实收，先报价、同意了再做。", null);
        article(today, "FAQ", "搬家", "搬家、大件出门要办什么", "搬家,放行条,大件", "业主本人或带委托书到前台开放行条，写清搬什么；欠费不扣东西，照样开条。", null);
        article(today, "RULES", "装修", "装修须知", null, "一、开工前到前台报备，签装修协议。\n二、施工时间：工作日 8:00 至 12:00、14:00 至 18:00，节假日不做有响声的活。\n三、不动承重墙，不改外立面。\n四、垃圾装袋，当天运到堆放点。", null);
        article(today, "HANDBOOK", "住户手册", "入住以后常用的事", null, "一、水表、电表、燃气表在楼道管井，开户带房本和身份证。\n二、宽带入户箱在进门鞋柜后，三家都通。\n三、快递柜在东门旁，大件放前台保管三天。\n四、生活垃圾早上七点到九点、晚上六点到八点投放。", null);
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
