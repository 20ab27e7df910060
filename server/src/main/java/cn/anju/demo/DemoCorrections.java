package cn.anju.demo;

import cn.anju.demo.DemoRoom.Habit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** 更正与过户：抄错的读数、登记错的面积，卖了的房子；先看影响，再照看过的办。 */
final class DemoCorrections implements DemoChapter {

    private final DemoOffice office;
    private final DemoPeople people;

    DemoCorrections(DemoOffice office, DemoPeople people) {
        this.office = office;
        this.people = people;
    }

    @Override
    public void morning(LocalDate day) {
        office.monthOf(day).ifPresent(month -> {
            if (day.getDayOfMonth() == 17 && month == 1) correctArea(day);
            if (day.getDayOfMonth() == 17 && month > 1) correctReading(day);
            if (day.getDayOfMonth() == 18 && month % 2 == 0 && month > 0) transfer(day);
        });
    }

    private void correctArea(LocalDate day) {
        var shop = office.estate.rooms.reversed().stream().filter(room -> room.kind().equals("商铺")
            && office.counter.visitOf(room).filter(visit -> !visit.isBefore(day)).isEmpty()).findFirst().orElseThrow();
        var right = new BigDecimal(shop.area()).subtract(new BigDecimal("1.25")).toPlainString();
        correct(YearMonth.from(day).minusMonths(1), "面积与产权证不符，按证更正", "area", Map.of("roomCode", shop.code(), "grossArea", right), "area-" + day);
    }

    /** Last month's dial read one too high; the next walk finds it. */
    private void correctReading(LocalDate day) {
        var month = YearMonth.from(day).minusMonths(1);
        for (var room : office.quiet(Habit.QUARTERLY, day)) {
            for (var meter : office.get("cs_supervisor", "/metering/meters?room=" + office.room(room.code())).get("items")) {
                var read = office.get("cs_supervisor", "/metering/meters/" + meter.get("meter").get("id").asLong()).get("readings").get(0);
                if (!read.get("month").asString().equals(month.toString()) || new BigDecimal(read.get("usage").asString()).compareTo(BigDecimal.TWO) < 0) continue;
                var right = new BigDecimal(read.get("value").asString()).subtract(BigDecimal.ONE).toPlainString();
                correct(month, "业主拍照核对，抄表时看错一格", "reading", Map.of("meterNumber", meter.get("meter").get("number").asString(), "value", right), "reading-" + day);
                return;
            }
        }
    }

    private void correct(YearMonth from, String reason, String what, Map<String, Object> right, String key) {
        var order = Map.of("from", from.toString(), "reason", reason, what, right);
        var digest = office.post("cs_supervisor", "/corrections/preview", order).get("digest").asString();
        office.pay("cs_supervisor", "/corrections", Map.of("order", order, "digest", digest), key);
    }

    private void transfer(LocalDate day) {
        var room = office.quiet(Habit.QUARTERLY, day).getLast();
        var buyer = people.next();
        var id = office.post("cs_supervisor", "/people", Map.of("kind", "PERSON", "name", buyer.name(), "phone", buyer.phone(), "idNumber", buyer.idNumber())).get("id").asLong();
        var order = Map.of("on", day.toString(), "ownerIds", List.of(id), "prepayment", "MOVE", "deposit", "MOVE");
        var at = "/rooms/%d/owner-settlements".formatted(office.room(room.code()));
        var digest = office.post("cs_supervisor", at + "/preview", order).get("digest").asString();
        office.pay("cs_supervisor", at, Map.of("order", order, "digest", digest, "fromConfirmed", room.owner().name() + " 签字", "toConfirmed", buyer.name() + " 签字"), "transfer-" + day);
    }
}
