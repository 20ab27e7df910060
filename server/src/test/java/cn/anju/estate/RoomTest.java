package cn.anju.estate;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class RoomTest {

    @Autowired Office office;

    private String root;

    @BeforeEach void community() {
        root = "/api/communities/" + office.newCommunity("房屋小区", "2026-07-01");
    }

    @Test void 建一间房_写法随意_房号只有一个() {
        var room = office.post(root + "/rooms", facts("３号楼", "2单元", "1201室", 12)).expect(201);
        assertThat(room.at("/code")).isEqualTo("3-2-1201");
        assertThat(room.at("/grossArea")).isEqualTo("89.5");
        assertThat(office.post(root + "/rooms", facts("3", "2", "1201", 12)).expect(409).code()).isEqualTo("room-exists");
        assertThat(office.get(root + "/buildings").at("/0/code")).isEqualTo("3");
    }

    @Test void 改状态留痕_出账看得见是谁何时为何改的() {
        var id = office.post(root + "/rooms", facts("3", "2", "1201", 12)).expect(201).id();
        var changed = facts("3", "2", "1201", 12);
        changed.put("status", "VACANT");
        office.put(root + "/rooms/" + id, Map.of("facts", changed, "reason", "业主搬走")).expect(200);
        var story = office.get(root + "/rooms/" + id + "/timeline").expect(200);
        assertThat(story.at("/0/text")).isEqualTo("房屋状态：自住 → 空置（业主搬走）");
        assertThat(story.at("/0/actor")).isNotEmpty();
        assertThat(story.json().size()).isEqualTo(2);
    }

    @Test void 面积不对的房_不收() {
        for (var area : List.of("0", "-1", "0.00001", "1e9")) {
            var facts = facts("3", "2", "1201", 12);
            facts.put("grossArea", area);
            assertThat(office.post(root + "/rooms", facts).status()).as(area).isEqualTo(400);
        }
    }

    @Test void 成批生成_先看后建_已有的跳过() {
        office.post(root + "/rooms", facts("2", "1", "101", 1)).expect(201);
        var generator = Map.of("buildings", "1-2、A", "entrances", 2, "fromFloor", -1, "toFloor", 3, "roomsPerFloor", 4, "kind", "HOUSE", "grossArea", "88.8", "status", "UNDELIVERED");
        var preview = office.post(root + "/rooms/generation-preview", generator).expect(200);
        assertThat(preview.at("/total")).isEqualTo("96");
        assertThat(preview.json().get("conflicts").toString()).isEqualTo("[\"2-1-101\"]");
        assertThat(office.get(root + "/rooms").at("/total")).isEqualTo("1");
        assertThat(office.post(root + "/rooms/generations", generator).expect(201).at("/created")).isEqualTo("95");
        assertThat(office.get(root + "/rooms").at("/total")).isEqualTo("96");
        assertThat(office.get(root + "/rooms?text=A-2-B1").at("/total")).isEqualTo("4");
        assertThat(office.get(root + "/overview").at("/buildings")).isEqualTo("3");
    }

    @Test void 一次生成太多_不做() {
        var generator = Map.of("buildings", "1-999", "entrances", 9, "fromFloor", 1, "toFloor", 99, "roomsPerFloor", 9, "kind", "HOUSE", "grossArea", "88.8", "status", "UNDELIVERED");
        assertThat(office.post(root + "/rooms/generation-preview", generator).expect(400).code()).isEqualTo("too-many-rooms");
    }

    @Test void 列表能筛能排能翻页_也能导出() {
        generate("1", 2, 3, 2);
        var shop = facts("S", null, "101", 1);
        shop.put("kind", "SHOP");
        office.post(root + "/rooms", shop).expect(201);
        assertThat(office.get(root + "/rooms?kind=SHOP").at("/items/0/code")).isEqualTo("S-101");
        assertThat(office.get(root + "/rooms?sort=-code&size=2&page=2").json().get("items").findValuesAsString("code")).containsExactly("1-2-301", "1-2-202");
        assertThat(office.get(root + "/rooms?handover=HANDED_OVER").at("/total")).isEqualTo("1");
        assertThat(office.get(root + "/rooms/totals?kind=HOUSE").at("/grossArea")).isEqualTo("1065.6");
        assertThat(office.get(root + "/rooms?sort=note").expect(400).code()).isEqualTo("sort-unknown");
        assertThat(office.get(root + "/rooms.xlsx?kind=SHOP").expect(200).raw().headers().firstValue("Content-Type").orElse("")).contains("spreadsheetml");
        assertThat(office.get(root + "/rooms?text=" + Office.encoded("'; drop table estate.room; --")).expect(200).at("/total")).isEqualTo("0");
    }

    @Test void 楼栋改编号_房号和搜索跟着改() {
        generate("1", 1, 1, 2);
        var building = office.get(root + "/buildings").at("/0/id");
        var facts = new HashMap<String, Object>(Map.of("code", "8号楼", "pipelines", List.of(Map.of("kind", "给水", "valveAt", "负一层管井"))));
        var changed = office.put(root + "/buildings/" + building, facts).expect(200);
        assertThat(changed.at("/facts/pipelines/0/valveAt")).isEqualTo("负一层管井");
        assertThat(office.get(root + "/rooms").json().get("items").findValuesAsString("code")).containsExactly("8-1-101", "8-1-102");
        assertThat(office.get(root + "/search?q=8-1-102").expect(200).text()).contains("8-1-102");
        assertThat(office.get(root + "/search?q=1-1-102").expect(200).text()).doesNotContain("8-1-102");
    }

    @Test void 房态图_按单元和楼层铺开() {
        generate("1", 2, 3, 2);
        var building = office.get(root + "/buildings").at("/0/id");
        var chart = office.get(root + "/buildings/" + building + "/chart").expect(200);
        assertThat(chart.json().get("entrances").size()).isEqualTo(2);
        assertThat(chart.at("/entrances/0/floors/0/floor")).isEqualTo("3");
        assertThat(chart.at("/entrances/1/floors/2/rooms/1/code")).isEqualTo("1-2-102");
        assertThat(chart.at("/statuses/UNDELIVERED")).isEqualTo("12");
        assertThat(chart.at("/handedOver")).isEqualTo("0");
    }

    @Test void 误建的房可以删_有住户的删不了() {
        generate("1", 1, 1, 2);
        var ids = new ArrayList<String>(office.get(root + "/rooms").json().get("items").findValuesAsString("id"));
        office.delete(root + "/rooms/" + ids.get(0)).expect(204);
        var person = office.post(root + "/people", Map.of("kind", "PERSON", "name", "张三")).expect(201).id();
        office.post(root + "/rooms/" + ids.get(1) + "/holdings", Map.of("personId", person, "role", "OWNER", "fromOn", "2026-01-01")).expect(201);
        assertThat(office.delete(root + "/rooms/" + ids.get(1)).expect(409).code()).isEqualTo("room-in-use");
        assertThat(office.get(root + "/rooms").at("/total")).isEqualTo("1");
    }

    @Test void 公共区域和片区_日期不重叠() {
        generate("1", 2, 2, 2);
        var building = Long.parseLong(office.get(root + "/buildings").at("/0/id"));
        office.post(root + "/common-areas", Map.of("name", "大堂", "kind", "大堂", "buildingId", building)).expect(201);
        assertThat(office.post(root + "/common-areas", Map.of("name", "大堂", "kind", "大堂", "buildingId", building)).expect(409).code()).isEqualTo("common-area-exists");
        var me = Long.parseLong(office.get(root + "/steward-areas/candidates").expect(200).at("/0/id"));
        var area = Map.of("name", "东片", "parts", List.of(Map.of("buildingId", building, "fromOn", "2026-01-01")),
            "assignments", List.of(Map.of("staffId", me, "fromOn", "2026-01-01")));
        var made = office.post(root + "/steward-areas", area).expect(201);
        assertThat(made.at("/rooms")).isEqualTo("8");
        assertThat(made.at("/steward")).isNotEmpty();
        var second = new HashMap<String, Object>(area);
        second.put("name", "西片");
        assertThat(office.post(root + "/steward-areas", second).expect(409).code()).isEqualTo("steward-area-overlaps");
        assertThat(office.get(root + "/archive/steward-areas").expect(200).at("/0/rooms")).isEqualTo("8");
    }

    @Test void 片区按单元_楼层段_单间划分_近的算数_日期到了就换() {
        generate("1", 2, 4, 2);
        var building = Long.parseLong(office.get(root + "/buildings").at("/0/id"));
        var entrance = Long.parseLong(office.get(root + "/buildings/" + building).at("/entrances/1/id"));
        var single = Long.parseLong(office.get(root + "/rooms?text=1-1-101").at("/items/0/id"));
        area("整栋", Map.of("buildingId", building, "fromOn", "2026-01-01"));
        area("二单元", Map.of("buildingId", building, "entranceId", entrance, "fromOn", "2026-01-01"));
        area("高区", Map.of("buildingId", building, "floorFrom", 3, "floorTo", 4, "fromOn", "2026-01-01"));
        area("单间", Map.of("buildingId", building, "roomId", single, "fromOn", "2026-01-01", "toOn", "2026-02-01"), Map.of("buildingId", building, "roomId", single, "fromOn", "2026-02-02"));
        assertThat(rooms()).containsExactlyInAnyOrderEntriesOf(Map.of("整栋", "3", "二单元", "4", "高区", "8", "单间", "1"));
        var archive = office.get(root + "/archive/steward-areas").expect(200).json();
        assertThat(archive.findValuesAsString("rooms").stream().mapToInt(Integer::parseInt).sum()).isEqualTo(16);
        assertThat(refused(Map.of("buildingId", building, "floorFrom", 4, "floorTo", 9, "fromOn", "2026-03-01"), 409)).isEqualTo("steward-area-overlaps");
        assertThat(refused(Map.of("buildingId", building, "roomId", single, "fromOn", "2026-03-01"), 409)).isEqualTo("steward-area-overlaps");
        assertThat(refused(Map.of("buildingId", building, "floorFrom", 9, "floorTo", 4, "fromOn", "2026-03-01"), 400)).isEqualTo("floors-invalid");
        assertThat(refused(Map.of("buildingId", building, "roomId", single, "floorFrom", 1, "floorTo", 1, "fromOn", "2026-03-01"), 400)).isEqualTo("part-too-narrow");
        generate("2", 1, 1, 1);
        var other = Long.parseLong(office.get(root + "/rooms?text=2-1-101").at("/items/0/id"));
        assertThat(refused(Map.of("buildingId", building, "roomId", other, "fromOn", "2026-03-01"), 400)).isEqualTo("room-not-in-building");
    }

    private void area(String name, Object... parts) {
        office.post(root + "/steward-areas", Map.of("name", name, "parts", List.of(parts), "assignments", List.of())).expect(201);
    }

    private String refused(Map<String, Object> part, int status) {
        return office.post(root + "/steward-areas", Map.of("name", "不该有的", "parts", List.of(part), "assignments", List.of())).expect(status).code();
    }

    private Map<String, String> rooms() {
        var rooms = new HashMap<String, String>();
        office.get(root + "/steward-areas").json().forEach(each -> rooms.put(each.get("name").asString(), each.get("rooms").asString()));
        return rooms;
    }

    @Test void 别的小区的房_看不见也改不了() {
        generate("1", 1, 1, 1);
        var room = office.get(root + "/rooms").at("/items/0/id");
        var other = "/api/communities/" + office.newCommunity("邻居小区", "2026-07-01");
        assertThat(office.get(other + "/rooms/" + room).expect(404).code()).isEqualTo("room-not-found");
        assertThat(office.put(other + "/rooms/" + room, Map.of("facts", facts("1", "1", "101", 1))).expect(404).code()).isEqualTo("room-not-found");
        assertThat(office.get(other + "/rooms").at("/total")).isEqualTo("0");
    }

    private void generate(String buildings, int entrances, int floors, int roomsPerFloor) {
        office.post(root + "/rooms/generations", Map.of("buildings", buildings, "entrances", entrances, "fromFloor", 1, "toFloor", floors,
            "roomsPerFloor", roomsPerFloor, "kind", "HOUSE", "grossArea", "88.8", "status", "UNDELIVERED")).expect(201);
    }

    private static Map<String, Object> facts(String building, String entrance, String number, int floor) {
        var facts = new HashMap<String, Object>(Map.of("building", building, "number", number, "floor", floor, "kind", "HOUSE", "grossArea", "89.50",
            "status", "SELF_USED", "handoverOn", "2023-04-03"));
        if (entrance != null) facts.put("entrance", entrance);
        return facts;
    }
}
