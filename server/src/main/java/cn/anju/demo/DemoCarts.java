package cn.anju.demo;

import cn.anju.demo.DemoRoom.Habit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** 一次收清与挂单：替父母一起缴的，两户一张单；今天窗口上挂着两单，等人取了钱回来。 */
final class DemoCarts implements DemoChapter {

    private final DemoOffice office;

    DemoCarts(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (day.getDayOfMonth() != 12 || office.monthOf(day).isEmpty() || office.counter.expectedOn(day) == 0) return;
        var quiet = office.quiet(Habit.HALF_YEARLY, day);
        var parts = List.of(Map.of("roomCode", quiet.get(8).code(), "charges", List.of(Map.of("code", "MJK", "quantity", "1"))), Map.of("roomCode", quiet.get(9).code()));
        var due = office.post(office.collector(), "/carts/quote", Map.of("parts", parts)).get("due").asString();
        if (new BigDecimal(due).signum() == 0) return;
        office.pay(office.collector(), "/carts", Map.of("parts", parts, "tenders", List.of(Map.of("method", "POS", "amount", due)), "surplus", "PREPAY",
            "payerName", quiet.get(8).owner().name(), "expectedDue", due), "cart-" + day);
    }

    @Override
    public void wait(LocalDate today) {
        for (var room : office.flats(Habit.LATE).subList(0, 2))
            office.post(office.collector(), "/held-carts", Map.of("label", room.code() + " " + room.owner().name(), "content", Map.of("roomCode", room.code(),
                "lateFee", "COLLECT", "waiverReason", "", "charges", List.of(), "tenders", List.of(), "tendered", "", "note", "去银行取钱，下午回来")));
    }
}
