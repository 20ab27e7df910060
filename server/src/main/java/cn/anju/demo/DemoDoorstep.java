package cn.anju.demo;

import cn.anju.demo.DemoRoom.Habit;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** 上门收费：谁在哪栋收，今天约了谁。 */
final class DemoDoorstep implements DemoChapter {

    private final DemoOffice office;

    DemoDoorstep(DemoOffice office) {
        this.office = office;
        var buildings = office.get("front_desk", "/buildings");
        var from = office.estate.booksStart.toString();
        office.post("cs_supervisor", "/collector-areas", Map.of("staffId", office.idOf(office.collector()), "from", from, "note", "窗口收费员，全小区"));
        office.post("cs_supervisor", "/collector-areas", Map.of("staffId", office.idOf("front_desk"), "buildings", List.of(buildings.get(0).get("id").asLong()), "from", from,
            "note", "行动不便的住户，每周三上门"));
    }

    @Override
    public void wait(LocalDate today) {
        var late = office.flats(Habit.HALF_YEARLY);
        for (var turn = 0; turn < 3; turn++)
            office.post("cs_supervisor", "/doorstep-visits/assigned", Map.of("roomCode", late.get(2 + turn * 4).code(), "on", today.toString(), "at", "%d:30".formatted(18 + turn),
                "collectorId", office.idOf(turn == 2 ? "front_desk" : office.collector()), "note", "住户说晚上在家"));
    }
}
