package cn.anju.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 导入仪表清单。 */
@Story
class MeterImportTest {

    private static final List<String> HEAD = List.of("启用读数", "表号", "表类型", "房号", "公摊组", "倍率", "位数", "启用日期", "本年已用量");

    @Autowired Office office;

    private Desk desk;

    @BeforeEach void 一个小区() {
        desk = new Desk(office);
    }

    @Test void 好行收下_坏行各有各的说法_再导一次不变() {
        var rows = List.of(
            row("100", "W1", "水表", "1-1-101", "", "1", "6", "2026.7.1", "12.5"),
            row("0", " W２ ", "水", "1栋1单元101室", "", "", "", "", ""),
            row("5", "P1", "电", "", "99号楼-1单元", "40", "4", "2026年7月1日", ""),
            row("5", "", "电", "1-1-101", "", "", "", "", ""),
            row("5", "X1", "", "1-1-101", "", "", "", "", ""),
            row("5", "X2", "水", "9-9-909", "", "", "", "", ""),
            row("5", "X3", "水", "", "", "", "", "", ""),
            row("5", "X4", "水", "1-1-101", "全区", "", "", "", ""),
            row("5", "X5", "水", "1-1-101", "", "0", "", "", ""),
            row("5", "X6", "水", "1-1-101", "", "1", "99", "", ""),
            row("", "X7", "水", "1-1-101", "", "", "", "", ""),
            row("-5", "X8", "水", "1-1-101", "", "", "", "", ""),
            row("5", "X9", "水", "1-1-101", "", "", "", "某天", ""),
            row("7", "W1", "水", "1-2-102", "", "", "", "", ""));
        var done = desk.load("meters", HEAD, rows);
        assertThat(Desk.rejects(done)).containsExactly("5 meter-no-missing", "6 kind-missing", "7 room-unknown", "8 meter-place-missing",
            "9 meter-place-ambiguous", "10 multiplier-invalid", "11 digits-invalid", "12 reading-missing", "13 reading-invalid", "14 date-invalid",
            "15 meter-duplicate");
        assertThat(done.at("/created")).isEqualTo("3");
        var meters = office.get(desk.root + "/metering/meters?sort=number").expect(200);
        assertThat(meters.at("/items/0/meter/shareGroup") + meters.at("/items/0/meter/multiplier")).isEqualTo("99-140");
        assertThat(meters.at("/items/1/meter/kind") + meters.at("/items/1/meter/usedThisYear")).isEqualTo("水12.5");
        assertThat(meters.at("/items/2/meter/number") + meters.at("/items/2/meter/room") + meters.at("/items/2/meter/startOn"))
            .isEqualTo("W21-1-1012026-07-01");
        assertThat(desk.load("meters", HEAD, rows).at("/unchanged")).isEqualTo("3");
        assertThat(office.get(desk.root + "/metering/share-groups").expect(200).at("/0/rooms")).as("没有房屋的组").isEqualTo("0");
    }

    @Test void 更正后再导_只改不同的_没出账的用量重算() {
        desk.load("meters", HEAD, List.of(row("100", "W1", "水", "1-1-101", "", "1", "6", "", ""), row("0", "W2", "水", "1-1-101", "", "1", "6", "", "")));
        var w1 = office.get(desk.root + "/metering/meters?text=W1").expect(200).json().at("/items/0/meter/id").asLong();
        assertThat(desk.read(w1, "2026-07", "110").expect(200).at("/usage")).isEqualTo("10");
        var done = desk.load("meters", HEAD, List.of(row("100", "W1", "水", "1-1-101", "", "20", "6", "", ""), row("0", "W2", "水", "1-1-101", "", "1", "6", "", "")));
        assertThat(done.at("/changed") + done.at("/unchanged")).isEqualTo("11");
        var change = desk.changes(done);
        assertThat(change.at("/items/0/column") + change.at("/items/0/before") + change.at("/items/0/after")).isEqualTo("倍率120");
        assertThat(office.get(desk.root + "/metering/meters/" + w1).expect(200).at("/readings/0/usage")).isEqualTo("200");
        var impossible = desk.load("meters", HEAD, List.of(row("111", "W1", "水", "1-1-101", "", "20", "6", "", "")));
        assertThat(Desk.rejects(impossible)).containsExactly("2 reading-decreased");
    }

    @Test void 表号搜得到() {
        desk.load("meters", HEAD, List.of(row("100", "W00777", "水", "1-1-101", "", "1", "6", "", "")));
        assertThat(office.get(desk.root + "/search?q=W00777").expect(200).text()).contains("水表 · 1-1-101");
    }

    private static List<String> row(String... cells) {
        return List.of(cells);
    }
}
