package cn.anju.billing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 出账前检查与计费资料核查：样样齐了才绿，不齐的说得出是谁、为什么。 */
@Story
class CheckTest {

    @Autowired Office office;

    private String root;

    @Test void 样样齐了全绿_缺什么说什么_明细和导出一样() {
        root = "/api/communities/" + office.newCommunity("检查", "2026-07-01");
        assertThat(counts("before-cycle", "2026-09")).containsEntry("TARIFF_MISSING", 1L);
        for (var number : new String[] {"101", "102", "103", "104", "105", "106"}) room("1", number, "2020-01-01", "SELF_USED");
        room("2", "201", "2020-01-01", "SELF_USED");
        tariff("WY", "物业费", "BY_AREA", "2.00", "2026-07-01", Map.of("to", "2026-08-31"));
        tariff("SF", "水费", "METERED", "3", "2026-07-01", Map.of("meterKind", "水"));
        meter("W1", "1-101", null);
        office.post(root + "/metering/meters", facts("P1", null, "9")).expect(201);

        var september = counts("before-cycle", "2026-09");
        assertThat(september).containsEntry("TARIFF_MISSING", 1L).containsEntry("READING_MISSING", 1L).containsEntry("SHARE_READING_MISSING", 1L)
            .containsEntry("SHARE_GROUP_EMPTY", 1L).containsEntry("PRICE_CHANGES", 0L).containsEntry("ASSIGNMENT_MISSING", 0L).containsEntry("READING_HELD", 0L);
        assertThat(findings("2026-09", "TARIFF_MISSING")).contains("WY", "物业费 到 2026-08-31 为止");
        assertThat(findings("2026-09", "READING_MISSING")).contains("1-101", "水表 W1 没有读数");

        // The new price is limited to building 1: building 2 is left without.
        var building = office.get(root + "/rooms?text=1-101").expect(200).at("/items/0/buildingId");
        tariff("WY", "物业费", "BY_AREA", "2.50", "2026-09-11", Map.of(), "?buildings=" + building);
        assertThat(findings("2026-09", "PRICE_CHANGES")).contains("2026-09-11 起 2.5");
        assertThat(findings("2026-09", "ASSIGNMENT_MISSING")).contains("2-201").contains("没有「物业费」的收费标准，同类房屋 6 / 7 间都收");
        assertThat(office.get(root + "/billing-checks/before-cycle?month=2026-09").expect(200).at("/isReady")).isEqualTo("false");

        // The audit: no owners, a room whose state and handover contradict each other, nothing else to charge building 2.
        room("1", "107", null, "SELF_USED");
        var audit = counts("audit", "2026-10");
        assertThat(audit).containsEntry("OWNER_MISSING", 7L).containsEntry("DELIVERY_CONTRADICTS", 1L).containsEntry("CHARGE_MISSING", 1L)
            .containsEntry("ASSIGNMENT_MISSING", 1L).containsEntry("METER_UNBILLED", 0L);
        var all = office.get(root + "/billing-checks/findings?month=2026-10&size=200").expect(200);
        assertThat(all.json().get("items").size()).isEqualTo(10).isEqualTo(Integer.parseInt(all.at("/total")));
        assertThat(office.get(root + "/billing-checks/findings?month=2026-10&size=4&page=2").expect(200).at("/items/0/subject"))
            .isEqualTo(all.at("/items/4/subject"));
        assertThat(office.get(root + "/billing-checks/findings.xlsx?month=2026-10").expect(200).workbook()).contains("1-107", "2-201");
    }

    @Test void 出账以后改了面积_同类里独一份的价_核查得出() {
        root = "/api/communities/" + office.newCommunity("核查", "2026-07-01");
        for (var at = 1; at <= 7; at++) room("1", "10" + at, "2020-01-01", "SELF_USED");
        tariff("WY", "物业费", "BY_AREA", "2.00", "2026-07-01", Map.of());
        var one = office.get(root + "/rooms?text=1-107").expect(200).json().at("/items/0/id").asLong();
        tariff("WY2", "物业费", "BY_AREA", "1.00", "2026-07-01", Map.of(), "?rooms=" + one);
        assertThat(findings("2026-07", "PRICE_OUT_OF_LINE")).contains("1-107", "物业费 1 元，同类 8 间里只有 1 间是这个价");

        var run = office.post(root + "/bill-runs", Map.of("month", "2026-07")).expect(202).id();
        office.waitWhile(root + "/bill-runs/" + run, "calculating");
        assertThat(findings("2026-08", "RUN_WAITING")).contains("2026-07");
        office.post(root + "/bill-runs/" + run + "/publish", Map.of()).expect(200);
        assertThat(counts("audit", "2026-08")).containsEntry("AREA_DIFFERS", 0L);
        office.put(root + "/rooms/" + one, Map.of("facts", Map.of("building", "1", "number", "107", "kind", "HOUSE", "grossArea", "88.5",
            "status", "SELF_USED", "handoverOn", "2020-01-01"))).expect(200);
        assertThat(findings("2026-08", "AREA_DIFFERS")).contains("1-107", "按 80㎡ 出账，房屋资料是 88.5㎡");
    }

    @Test void 没有权限的看不到() {
        var community = office.newCommunity("权限", "2026-07-01");
        var other = People.of(office).permitted(community, "estate.read");
        assertThat(other.get("/api/communities/" + community + "/billing-checks/before-cycle?month=2026-09").status()).isEqualTo(403);
        assertThat(office.get("/api/communities/" + community + "/billing-checks/findings?month=2026-09&check=NOPE").status()).isEqualTo(400);
    }

    private TreeMap<String, Long> counts(String which, String month) {
        var counts = new TreeMap<String, Long>();
        office.get(root + "/billing-checks/" + which + "?month=" + month).expect(200).json().get("lines")
            .forEach(line -> counts.put(line.get("check").asString(), line.get("count").asLong()));
        return counts;
    }

    private String findings(String month, String check) {
        return office.get(root + "/billing-checks/findings?month=" + month + "&check=" + check).expect(200).text();
    }

    private long room(String building, String number, String handoverOn, String status) {
        var facts = new HashMap<String, Object>(Map.of("building", building, "number", number, "kind", "HOUSE", "grossArea", "80", "status", status));
        if (handoverOn != null) facts.put("handoverOn", handoverOn);
        return office.post(root + "/rooms", facts).expect(201).id();
    }

    private long tariff(String code, String item, String rule, String price, String from, Map<String, Object> more) {
        return tariff(code, item, rule, price, from, more, "");
    }

    private long tariff(String code, String item, String rule, String price, String from, Map<String, Object> more, String limits) {
        var terms = new HashMap<String, Object>(Map.of("code", code, "chargeItem", item, "rule", rule, "roomKinds", List.of("HOUSE"),
            "price", price, "isYearly", false, "from", from, "dueDay", 10, "isDeveloperCharged", false));
        terms.putAll(more);
        return office.post(root + "/tariffs" + limits, terms).expect(201).id();
    }

    private void meter(String number, String room, String group) {
        office.post(root + "/metering/meters", facts(number, room, group)).expect(201);
    }

    private static Map<String, Object> facts(String number, String room, String group) {
        var facts = new HashMap<String, Object>(Map.of("number", number, "kind", "水", "multiplier", "1", "digits", "6", "startReading", "0", "startOn", "2026-07-01"));
        if (room != null) facts.put("room", room);
        if (group != null) facts.put("shareGroup", group);
        return facts;
    }
}
