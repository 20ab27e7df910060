package cn.anju.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** 小区本身：概况、业主委员会、每栋楼的结构和管线、公共区域；头一天记下。 */
final class DemoPlace implements DemoChapter {

    private static final String POST = "clerk";

    private final DemoOffice office;

    DemoPlace(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (!day.equals(office.estate.booksStart)) return;
        profile();
        for (var row : office.get(POST, "/buildings")) {
            var building = row.get("id").asLong();
            var code = row.get("code").asString();
            office.put(POST, "/buildings/" + building, building(code));
            areas(code, building);
        }
        area("地下车库", "车库", null, "负一层，东西两个口", "6800");
        area("中心花园", "绿地", null, "小区中央", "3200");
        area("配电房", "机房", null, "1 栋北侧", "120");
        area("生活水泵房", "机房", null, "地下车库西南角", "90");
        area("东门岗亭", "出入口", null, "城西路", "12");
    }

    private void profile() {
        var layout = office.estate.layout;
        var profile = new HashMap<String, Object>(Map.of("address", "城西路 1 号", "developer", "云栖置业有限公司", "completedOn", "2018-10-30", "landArea", "42600", "builtArea", "68900.50",
            "greenArea", "14900", "parkingSpaces", layout.parking(), "propertyCompany", "云栖物业服务有限公司", "servicePhone", "000-0000000"));
        profile.put("contractFrom", "2024-01-01");
        profile.put("contractTo", "2026-12-31");
        profile.put("note", "分两期交付；供热由市热力公司直供，物业代收。");
        var flats = office.flats(DemoRoom.Habit.QUARTERLY);
        var posts = List.of("主任", "副主任", "委员", "委员", "委员");
        var members = IntStream.range(0, posts.size()).mapToObj(place -> {
            var home = flats.get(flats.size() - 1 - place * 2);
            return Map.of("name", home.owner().name(), "post", posts.get(place), "roomCode", home.code());
        }).toList();
        office.as("administrator").put(office.path(""), Map.of("name", layout.name(), "profile", profile,
            "committee", Map.of("name", "第二届业主委员会", "electedOn", "2024-05-18", "termEndsOn", "2029-05-17", "filedWith", "城西街道办事处", "members", members)));
    }

    private Map<String, Object> building(String code) {
        var layout = office.estate.layout;
        var facts = new HashMap<String, Object>(Map.of("code", code, "structure", layout.hasLifts() ? "钢筋混凝土剪力墙" : "砖混", "floorsAbove", layout.floors(), "floorsBelow", layout.hasLifts() ? 1 : 0,
            "completedOn", "2018-10-30", "address", "城西路 1 号 %s 栋".formatted(code)));
        facts.put("pipelines", List.of(Map.of("kind", "给水", "route", "地下水泵房至各单元管井", "valveAt", "单元门厅右侧水表井"), Map.of("kind", "消防", "route", "环管沿楼外墙", "valveAt", "首层消防井"),
            Map.of("kind", "强电", "route", "配电房至各单元电表间", "valveAt", "首层电表间")));
        return facts;
    }

    private void areas(String code, long building) {
        area(code + " 栋大堂", "大堂", building, "首层", "46.5");
        area(code + " 栋楼梯间", "走道", building, "各层", "210");
        if (office.estate.layout.hasLifts()) area(code + " 栋电梯厅", "电梯厅", building, "各层", "96");
    }

    private void area(String name, String kind, @Nullable Long building, String location, String area) {
        var facts = new HashMap<String, Object>(Map.of("name", name, "kind", kind, "location", location, "area", area));
        if (building != null) facts.put("buildingId", building);
        office.post(POST, "/common-areas", facts);
    }
}
