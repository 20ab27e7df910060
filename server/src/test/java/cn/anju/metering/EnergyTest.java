package cn.anju.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 总表与分表的损耗，节能措施前后的用量。 */
@Story
class EnergyTest {

    @Autowired Office office;

    @Test void 总表减分表是损耗_超限标出_总表不进公摊() {
        var desk = new Desk(office);
        var w1 = desk.meter("W1", "1-1-101", "0");
        var w2 = desk.meter("W2", "1-2-102", "0");
        desk.room("2", "1", "201");
        var elsewhere = desk.meter("W9", "2-1-201", "0");
        var total = office.post(desk.root + "/metering/meters", Desk.facts("T1", "水", null, "1", "1", "6", "0")).expect(201).id();
        var shared = office.post(desk.root + "/metering/meters", Desk.facts("P1", "水", null, "1-1", "1", "6", "0")).expect(201).id();
        var path = desk.root + "/metering/meters/";
        assertThat(office.put(path + w1 + "/master", Map.of("isMaster", true)).expect(409).code()).isEqualTo("not-a-public-meter");
        assertThat(office.put(path + total + "/master", Map.of("isMaster", true)).expect(200).at("/isMaster")).isEqualTo("true");
        for (var reading : List.of(w1 + " 40", w2 + " 30", shared + " 10", total + " 100", elsewhere + " 500"))
            desk.read(Long.parseLong(reading.split(" ")[0]), "2026-07", reading.split(" ")[1]).expect(200);
        var rows = office.get(desk.root + "/metering/losses?from=2026-07&to=2026-08").expect(200);
        assertThat(rows.json().size()).as("没抄总表的月没有").isEqualTo(1);
        assertThat(rows.at("/0/groupCode") + " " + rows.at("/0/masterUsage") + " " + rows.at("/0/subUsage") + " " + rows.at("/0/loss") + " " + rows.at("/0/lossPercent")
            + " " + rows.at("/0/isOver") + " " + rows.at("/0/subMeters") + " " + rows.at("/0/unread")).isEqualTo("1 100 80 20 20.0 true 3 0");
        office.put("/api/communities/" + desk.community + "/settings/metering.loss-limit", Map.of("value", "25")).expect(204);
        assertThat(office.get(desk.root + "/metering/losses?from=2026-07&to=2026-07").expect(200).at("/0/isOver")).isEqualTo("false");
        assertThat(office.get(desk.root + "/metering/losses.xlsx?from=2026-07&to=2026-07").expect(200).workbook()).contains("损耗率", "超限");

        assertThat(office.get(desk.root + "/metering/comparison?month=2026-07").expect(200).at("/0/usage")).as("总表不重复计").isEqualTo("580");

        // The pool of building 1 would be 100; a master meter is never shared out.
        office.post(desk.root + "/tariffs", Map.ofEntries(Map.entry("code", "GT"), Map.entry("chargeItem", "公摊水费"), Map.entry("rule", "SHARED"),
            Map.entry("roomKinds", List.of("HOUSE")), Map.entry("price", "1"), Map.entry("isYearly", false), Map.entry("meterKind", "水"),
            Map.entry("shareBasis", "HOUSEHOLD"), Map.entry("from", "2026-07-01"), Map.entry("dueDay", 10), Map.entry("isDeveloperCharged", false))).expect(201);
        var run = office.post(desk.root + "/bill-runs", Map.of("month", "2026-07")).expect(202).id();
        assertThat(office.waitWhile(desk.root + "/bill-runs/" + run, "calculating").at("/total")).isEqualTo("10.00");
        office.post(desk.root + "/bill-runs/" + run + "/publish", Map.of()).expect(200);
        assertThat(office.put(path + shared + "/master", Map.of("isMaster", true)).expect(409).code()).isEqualTo("meter-already-billed");
        assertThat(office.get(desk.root + "/metering/losses?from=2020-01&to=2026-07").expect(400).code()).isEqualTo("months-invalid");
    }

    @Test void 节能措施_前后三个月的月均_实施的月不算() {
        var desk = new Desk(office);
        var lamp = office.post(desk.root + "/metering/meters", Desk.facts("P1", "电", null, "1", "1", "6", "0")).expect(201).id();
        var readings = List.of("2026-07 100", "2026-08 210", "2026-09 300", "2026-10 380", "2026-11 430");
        for (var reading : readings) desk.read(lamp, reading.split(" ")[0], reading.split(" ")[1]).expect(200);
        var group = office.get(desk.root + "/metering/share-groups").expect(200).json().at("/0/id").asLong();
        var measure = new HashMap<String, Object>(Map.of("kind", "电", "shareGroup", group, "isPublicOnly", true, "takenOn", "2026-10-12", "what", "楼道换声控灯", "expected", "少三成"));
        var path = desk.root + "/metering/saving-measures";
        var id = office.post(path, measure).expect(201).id();
        var rows = office.get(path).expect(200);
        assertThat(rows.at("/items/0/before") + " " + rows.at("/items/0/after") + " " + rows.at("/items/0/change") + " " + rows.at("/items/0/monthsAfter"))
            .isEqualTo("100.00 50.00 -50.0 1");
        office.put(path + "/" + id + "/result", Map.of("result", "全部换完")).expect(204);
        assertThat(office.get(desk.root + "/metering/saving-measures.xlsx").expect(200).workbook()).contains("楼道换声控灯", "全部换完");
        assertThat(office.put(path + "/999999999/result", Map.of("result", "x")).expect(404).code()).isEqualTo("saving-measure-not-found");
        measure.put("shareGroup", 999999999);
        assertThat(office.post(path, measure).expect(404).code()).isEqualTo("share-group-not-found");
        measure.put("takenOn", "2099-01-01");
        assertThat(office.post(path, measure).expect(400).code()).isEqualTo("date-invalid");
        assertThat(People.of(office).permitted(desk.community, "metering.read").post(path, measure).status()).isEqualTo(403);
    }
}
