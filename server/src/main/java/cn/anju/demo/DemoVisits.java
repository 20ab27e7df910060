package cn.anju.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 走访：管家每个工作日联系几户，没有联系到的排上；今天还排着几户。 */
final class DemoVisits implements DemoChapter {

    private static final int DAYS = 24;
    private static final List<List<String>> SAID = List.of(List.of("楼道灯晚上太暗", "已报工程换声控灯，周五前装好"), List.of("保洁周末来得晚", "和保洁主管说好周末七点半到"), List.of("都好，没有意见", ""),
        List.of("孩子放学时门口车多", "请门岗四点半起疏导"), List.of("快递柜常满", "联系快递公司加一组柜"));

    private final DemoOffice office;
    private int turn;

    DemoVisits(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void evening(LocalDate day) {
        if (day.isBefore(office.today.minusDays(DAYS)) || day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0) return;
        var flats = office.estate.rooms.stream().filter(room -> room.kind().equals("住宅") && room.isHandedOver()).toList();
        for (var each = 0; each < 5; each++, turn++) {
            var said = SAID.get(turn % SAID.size());
            var isReached = turn % 6 != 0;
            var contact = new HashMap<String, Object>(Map.of("roomCode", flats.get(turn * 3 % flats.size()).code(), "way", List.of("VISIT", "PHONE", "WECHAT", "MET").get(turn % 4), "reached", isReached));
            if (isReached) {
                contact.put("opinion", said.get(0));
                contact.put("satisfaction", turn % 7 == 0 ? "FAIR" : "SATISFIED");
                if (!said.get(1).isEmpty()) contact.put("improvement", said.get(1));
            }
            office.post("steward", "/household-visits", contact);
        }
    }

    @Override
    public void wait(LocalDate today) {
        var missing = office.get("steward", "/household-contacts?contacted=false&size=8").get("items");
        var rooms = new ArrayList<Long>();
        missing.forEach(row -> rooms.add(row.get("roomId").asLong()));
        if (!rooms.isEmpty()) office.post("steward", "/household-visits/plans", Map.of("roomIds", rooms, "on", today.plusDays(2).toString()));
    }
}
