package cn.anju.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 抄表单、录入、粘贴、换表、拆表、漏抄、用量。 */
@Story
class ReadingDeskTest {

    @Autowired Office office;

    private Desk desk;
    private long w1;
    private long w2;

    @BeforeEach void 两间房两只水表() {
        desk = new Desk(office);
        w2 = desk.meter("W2", "1-2-102", "50");
        w1 = desk.meter("W1", "1-1-101", "100");
    }

    @Test void 录入_马上看到用量和与近三月平均比() {
        desk.read(w1, "2026-07", "110").expect(200);
        desk.read(w1, "2026-08", "122").expect(200);
        var first = desk.read(w1, "2026-09", "133").expect(200);
        assertThat(first.at("/usage") + " " + first.at("/mean") + " " + first.at("/changePercent") + " " + first.at("/level")).isEqualTo("11 11 0 NORMAL");
        var odd = desk.put(w1, "2026-10", Map.of("value", "173", "readOn", "2026-10-30")).expect(200);
        assertThat(odd.at("/usage") + " " + odd.at("/changePercent") + " " + odd.at("/level") + " " + odd.at("/isOdd")).isEqualTo("40 264 HIGH true");
        assertThat(odd.at("/readOn")).isEqualTo("2026-10-30");
    }

    @Test void 抄表单_按走的次序_带上次读数和近三月() {
        desk.read(w1, "2026-07", "110").expect(200);
        office.post(desk.root + "/metering/meters", Desk.facts("P1", "水", null, "1-1", "1", "6", "0")).expect(201);
        desk.room("2", "1", "201");
        desk.meter("W3", "2-1-201", "0");
        var sheet = office.get(desk.root + "/metering/sheet?month=2026-08&kind=" + Office.encoded("水") + "&building=" + desk.building("1-1")).expect(200);
        assertThat(sheet.json().get("lines").valueStream().map(line -> line.get("number").asString())).containsExactly("W1", "W2", "P1");
        assertThat(sheet.at("/lines/0/previous") + sheet.at("/lines/0/previousMonth") + sheet.at("/lines/0/recent/0/usage")).isEqualTo("1102026-0710");
        assertThat(sheet.at("/lines/1/previous") + sheet.at("/lines/1/previousMonth")).isEqualTo("50");
        assertThat(sheet.at("/missing")).isEqualTo("3");
        var july = office.get(desk.root + "/metering/sheet?month=2026-07").expect(200);
        assertThat(july.at("/lines/0/entered/value") + july.at("/entered")).isEqualTo("1101");
        assertThat(office.get(desk.root + "/metering/sheet").status()).isEqualTo(400);
    }

    @Test void 比上次小_超出表盘_还没到的月_不收() {
        assertThat(desk.read(w1, "2026-07", "99").expect(409).code()).isEqualTo("reading-decreased");
        assertThat(desk.read(w1, "2026-07", "1000000").expect(400).code()).isEqualTo("reading-beyond-dial");
        assertThat(desk.read(w1, "2026-12", "110").expect(400).code()).isEqualTo("month-in-future");
        assertThat(desk.read(w1, "2026-06", "110").expect(409).code()).isEqualTo("month-before-books");
        for (var bad : List.of("-1", "0.00001", "1e30", "NaN", "")) assertThat(desk.read(w1, "2026-07", bad).status()).as(bad).isEqualTo(400);
        assertThat(desk.put(w1, "2026-07", Map.of("value", "110", "oldStop", "105")).expect(400).code()).isEqualTo("replacement-incomplete");
        assertThat(desk.read(w1, "2026-07", "110").expect(200).at("/usage")).isEqualTo("10");
    }

    @Test void 过零_要注明() {
        var meter = office.post(desk.root + "/metering/meters", Desk.facts("E9", "电", "1-1-101", null, "10", "4", "9990")).expect(201).id();
        assertThat(desk.read(meter, "2026-07", "5").expect(409).code()).isEqualTo("reading-decreased");
        assertThat(desk.put(meter, "2026-07", Map.of("value", "5", "isRollover", true)).expect(200).at("/usage")).isEqualTo("150");
    }

    @Test void 两个人抄同一只表_后一个看得到前一个写的() {
        var first = desk.read(w1, "2026-07", "110").expect(200);
        assertThat(desk.read(w1, "2026-07", "111").expect(409).code()).isEqualTo("reading-changed");
        assertThat(desk.read(w1, "2026-07", "110").expect(200).at("/version")).as("一样的数不算冲突").isEqualTo(first.at("/version"));
        var corrected = desk.put(w1, "2026-07", Map.of("value", "111", "version", first.json().get("version").asInt())).expect(200);
        assertThat(corrected.at("/usage")).isEqualTo("11");
        assertThat(desk.put(w1, "2026-07", Map.of("value", "112", "version", first.json().get("version").asInt())).expect(409).code()).isEqualTo("reading-changed");
        office.delete(desk.root + "/metering/readings/" + w1 + "/2026-07").expect(204);
        office.delete(desk.root + "/metering/readings/" + w1 + "/2026-07").expect(404);
    }

    @Test void 换表_月底再抄_用量两段相加() {
        var replaced = office.post(desk.root + "/metering/meters/" + w1 + "/replacement",
            Map.of("replacedOn", "2026-07-10", "oldStop", "106", "newStart", "2")).expect(200);
        assertThat(replaced.at("/usage") + " " + replaced.at("/value")).isEqualTo("6 2");
        var end = desk.put(w1, "2026-07", Map.of("value", "7.5", "oldStop", "106", "newStart", "2", "version", replaced.json().get("version").asInt())).expect(200);
        assertThat(end.at("/usage")).isEqualTo("11.5");
        assertThat(desk.read(w1, "2026-08", "9").expect(200).at("/usage")).isEqualTo("1.5");
    }

    @Test void 拆表_从此不抄_有读数的不能删() {
        desk.read(w1, "2026-07", "110").expect(200);
        assertThat(office.delete(desk.root + "/metering/meters/" + w1).expect(409).code()).isEqualTo("meter-in-use");
        var removed = office.post(desk.root + "/metering/meters/" + w1 + "/removal", Map.of("removedOn", "2026-08-15", "lastReading", "115")).expect(200);
        assertThat(removed.at("/removedOn")).isEqualTo("2026-08-15");
        assertThat(desk.read(w1, "2026-09", "120").expect(409).code()).isEqualTo("meter-removed");
        var history = office.get(desk.root + "/metering/meters/" + w1).expect(200);
        assertThat(history.at("/readings/0/usage") + history.at("/readings/0/source")).isEqualTo("5REMOVAL");
        assertThat(office.get(desk.root + "/metering/missing?month=2026-09").expect(200).at("/total")).isEqualTo("1");
        office.delete(desk.root + "/metering/meters/" + w1 + "/removal").expect(200);
        desk.read(w1, "2026-09", "120").expect(200);
        office.delete(desk.root + "/metering/meters/" + w2).expect(204);
    }

    @Test void 改表_别人先改过的要先刷新_没出账的用量重算() {
        desk.read(w1, "2026-07", "110").expect(200);
        var facts = Desk.facts("W1", "水", "1-1-101", null, "10", "6", "100");
        var changed = office.put(desk.root + "/metering/meters/" + w1, Map.of("facts", facts, "version", 1)).expect(200);
        assertThat(changed.at("/version")).isEqualTo("2");
        assertThat(office.get(desk.root + "/metering/meters/" + w1).expect(200).at("/readings/0/usage")).isEqualTo("100");
        assertThat(office.put(desk.root + "/metering/meters/" + w1, Map.of("facts", Desk.facts("W1", "水", "1-1-101", null, "20", "6", "100"), "version", 1))
            .expect(409).code()).isEqualTo("meter-changed");
        assertThat(office.post(desk.root + "/metering/meters", facts).expect(409).code()).isEqualTo("meter-exists");
        assertThat(office.post(desk.root + "/metering/meters", Desk.facts("W8", "水", "9-9", null, "1", "6", "0")).expect(400).code()).isEqualTo("room-unknown");
    }

    @Test void 粘贴一批_好的收下_不好的逐行说明() {
        var answer = office.post(desk.root + "/metering/readings/paste", Map.of("month", "2026-07", "rows", List.of(
            Map.of("number", "W1", "value", "1,10.5"), Map.of("number", "W2", "value", "57.5", "readOn", "2026.7.30"),
            Map.of("number", "W9", "value", "1"), Map.of("number", "W1", "value", "112")))).expect(200);
        assertThat(answer.at("/accepted") + answer.at("/rejected")).isEqualTo("22");
        assertThat(answer.json().get("rows").valueStream().map(row -> row.get("code").asString(""))).containsExactly("reading-invalid", "", "meter-unknown", "");
        assertThat(answer.at("/rows/1/usage") + answer.at("/rows/1/outcome")).isEqualTo("7.5CREATED");
    }

    @Test void 漏抄和用量_导出与列表一样() {
        desk.read(w1, "2026-07", "110").expect(200);
        desk.read(w1, "2026-08", "115").expect(200);
        desk.read(w2, "2026-07", "58").expect(200);
        var missing = office.get(desk.root + "/metering/missing?month=2026-08&handedOver=true").expect(200);
        assertThat(missing.at("/total") + missing.at("/items/0/number") + missing.at("/items/0/lastValue")).isEqualTo("1W258");
        var use = office.get(desk.root + "/metering/consumption?from=2026-07&to=2026-08").expect(200);
        assertThat(use.at("/0/total") + " " + use.at("/1/total") + " " + use.at("/1/read") + " " + use.at("/1/missing")).isEqualTo("18 5 1 1");
        assertThat(use.at("/0/changePercent") + use.at("/1/changePercent")).isEqualTo("-72.2");
        for (var path : List.of("missing.xlsx?month=2026-08", "consumption.xlsx?from=2026-07&to=2026-08", "meters.xlsx"))
            assertThat(office.get(desk.root + "/metering/" + path).expect(200).raw().body()).startsWith('P', 'K');
        assertThat(office.get(desk.root + "/metering/consumption?from=2026-08&to=2026-07").status()).isEqualTo(400);
        assertThat(office.get(desk.root + "/metering/missing").status()).isEqualTo(400);
    }

    @Test void 公摊组有哪些房屋和表_房屋时间线上有读数() {
        office.post(desk.root + "/metering/meters", Desk.facts("P1", "电", null, "1栋", "40", "6", "0")).expect(201);
        var groups = office.get(desk.root + "/metering/share-groups").expect(200);
        assertThat(groups.at("/0/code") + groups.at("/0/rooms") + groups.at("/0/meters")).isEqualTo("121");
        var group = office.get(desk.root + "/metering/share-groups/" + groups.json().at("/0/id").asLong()).expect(200);
        assertThat(group.at("/rooms/0/code") + group.at("/meters/0/meter/number")).isEqualTo("1-1-101P1");
        desk.read(w1, "2026-07", "110").expect(200);
        assertThat(office.get(desk.root + "/rooms/" + desk.rooms.get("1-1-101") + "/timeline").expect(200).text()).contains("2026-07 水表 W1 读数 110，用量 10");
    }
}
