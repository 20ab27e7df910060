package cn.anju.metering;

import cn.anju.Office;
import cn.anju.kernel.Column;
import cn.anju.kernel.Workbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A community with two rooms, driven over HTTP the way the pages do. */
final class Desk {

    final Office office;
    final long community;
    final String root;
    final Map<String, Long> rooms = new HashMap<>();

    Desk(Office office) {
        this.office = office;
        community = office.newCommunity("抄表", "2026-07-01");
        root = "/api/communities/" + community;
        room("1", "1", "101");
        room("1", "2", "102");
    }

    void room(String building, String entrance, String number) {
        rooms.put(building + "-" + entrance + "-" + number, office.post(root + "/rooms", Map.of("building", building, "entrance", entrance,
            "number", number, "kind", "HOUSE", "grossArea", "80", "status", "SELF_USED", "handoverOn", "2020-01-01")).expect(201).id());
    }

    long building(String code) {
        return office.get(root + "/rooms?text=" + code).expect(200).json().at("/items/0/buildingId").asLong();
    }

    long meter(String number, String room, String start) {
        return office.post(root + "/metering/meters", facts(number, "水", room, null, "1", "6", start)).expect(201).id();
    }

    static Map<String, Object> facts(String number, String kind, String room, String group, String multiplier, String digits, String start) {
        var facts = new HashMap<String, Object>(Map.of("number", number, "kind", kind, "multiplier", multiplier, "digits", digits,
            "startReading", start, "startOn", "2026-07-01"));
        if (room != null) facts.put("room", room);
        if (group != null) facts.put("shareGroup", group);
        return facts;
    }

    Office.Answer read(long meter, String month, String value) {
        return put(meter, month, Map.of("value", value));
    }

    Office.Answer put(long meter, String month, Map<String, Object> input) {
        return office.put(root + "/metering/readings/" + meter + "/" + month, input);
    }

    /** Uploads a sheet made of a head and rows and waits for the end. */
    Office.Answer load(String kind, List<String> head, List<List<String>> rows) {
        var id = upload(kind, head, rows);
        return office.waitWhile(root + "/imports/" + id, "running");
    }

    long upload(String kind, List<String> head, List<List<String>> rows) {
        List<Column<List<String>>> columns = new ArrayList<>();
        IntStream.range(0, head.size()).forEach(place -> columns.add(Column.text(head.get(place), 12, row -> row.get(place))));
        return office.upload(root + "/imports/" + kind, kind + ".xlsx", Workbook.of("表", columns).bytes(rows)).expect(202).id();
    }

    /** The changes that an import found. */
    Office.Answer changes(Office.Answer done) {
        return office.get(root + "/imports/" + done.id() + "/changes").expect(200);
    }

    static List<String> rejects(Office.Answer answer) {
        if (!answer.at("/state").equals("done")) throw new AssertionError(answer.text());
        return answer.json().at("/rejects").valueStream()
            .map(reject -> reject.get("row").asString() + " " + reject.get("code").asString()).toList();
    }
}
