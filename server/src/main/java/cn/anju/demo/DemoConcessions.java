package cn.anju.demo;

import cn.anju.demo.DemoRoom.Habit;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 减免、停收、异议：每月几件，批的、驳的、裁了的都有；今天各留一件没有定的。 */
final class DemoConcessions implements DemoChapter {

    private static final String PROPERTY = "物业服务费";

    private final DemoOffice office;
    private final List<DemoRoom> steady;
    private final List<DemoRoom> debtors;
    private int turn;

    DemoConcessions(DemoOffice office) {
        this.office = office;
        this.steady = office.flats(Habit.QUARTERLY);
        this.debtors = office.flats(Habit.NEVER);
        office.put("administrator", "/settings/billing.relief-budget", Map.of("value", "3000"));
    }

    @Override
    public void morning(LocalDate day) {
        switch (day.getDayOfMonth()) {
            case 4 -> relieve(day);
            case 6 -> dispute();
            case 9 -> stop(day);
            case 11 -> waive();
            case 13 -> decide();
            default -> {}
        }
    }

    private void relieve(LocalDate day) {
        turn++;
        var from = day.withDayOfMonth(1).plusMonths(1);
        var hardship = relief("HARDSHIP", steady.get(turn * 3), "percent", "30", from, from.plusMonths(6).minusDays(1), "重病住院，社区开具困难证明");
        office.decide(hardship, true, "证明属实，同意", "cs_supervisor");
        var vacancy = relief("VACANCY", steady.get(turn * 3 + 1), "monthly", "40.00", from, from.plusMonths(3).minusDays(1), "业主出国，水表三个月未走");
        office.decide(vacancy, turn % 2 == 0, turn % 2 == 0 ? "水表核实" : "水表仍有用量，不符合空置", "cs_supervisor");
    }

    private long relief(String kind, DemoRoom room, String by, String value, LocalDate from, LocalDate to, String reason) {
        var terms = new HashMap<String, Object>(Map.of("kind", kind, "roomCode", room.code(), "chargeItem", office.item(PROPERTY),
            "from", from.toString(), "to", to.toString(), "reason", reason));
        terms.put(by, value);
        return office.post("front_desk", "/reliefs", terms).get("approval").asLong();
    }

    private void waive() {
        var bill = office.bill(debtor(turn).code(), "WY01");
        var asked = office.post("front_desk", "/bills/%d/waiver".formatted(bill), Map.of("amount", "60.00", "reason", "卫生间渗水维修延误两周，经协商减免"));
        office.decide(asked.get("approval").asLong(), true, "维修单已核对", "cs_supervisor");
    }

    private void stop(LocalDate day) {
        var from = day.withDayOfMonth(1).plusMonths(1);
        var asked = office.post("fee_collector", "/charge-stops", Map.of("roomCode", steady.get(40 + turn).code(), "chargeItem", office.item("垃圾清运费"),
            "from", from.toString(), "to", from.plusMonths(2).minusDays(1).toString(), "reason", "装修停住，自行清运"));
        office.decide(asked.get("approval").asLong(), true, "已到场查看", "cs_supervisor");
    }

    private DemoRoom debtor(int place) {
        return debtors.get(place % debtors.size());
    }

    private void dispute() {
        raise(debtor(turn + 7), "房屋面积与房产证不符，要求按证核减");
    }

    private long raise(DemoRoom room, String claim) {
        var owner = room.owner();
        return office.post("steward", "/bills/%d/disputes".formatted(office.bill(room.code(), "WY01")),
            Map.of("raisedBy", owner == null ? "业主" : owner.name(), "claim", claim)).get("id").asLong();
    }

    /** This month's dispute: explained, upheld or reversed in turn. */
    private void decide() {
        var open = office.get("cs_supervisor", "/disputes?state=OPEN").get("items");
        if (open.isEmpty()) return;
        var id = open.get(0).get("id").asLong();
        if (turn % 3 == 0) {
            office.post("steward", "/disputes/%d/explanations".formatted(id), Map.of("basis", "房产证复印件、实测面积表", "explanation", "登记面积与房产证一致，单价按备案价",
                "isAccepted", true, "confirmedBy", open.get(0).get("raisedBy").asString(), "way", "签字"));
            return;
        }
        var isReversed = turn % 3 == 1;
        office.post("director", "/disputes/%d/decision".formatted(id),
            Map.of("isReversed", isReversed, "note", isReversed ? "该月业主尚未入住，按未交付重算" : "实测面积无误，账单维持"));
    }

    @Override
    public void wait(LocalDate today) {
        var next = today.withDayOfMonth(1).plusMonths(1);
        relief("STAFF", steady.get(60), "percent", "50", next, next.plusMonths(12).minusDays(1), "本公司员工家属，按员工优惠办理");
        relief("HARDSHIP", steady.get(61), "percent", "40", next, next.plusMonths(6).minusDays(1), "低保家庭");
        office.post("fee_collector", "/charge-stops", Map.of("roomCode", steady.get(62).code(), "chargeItem", office.item("垃圾清运费"),
            "from", next.toString(), "reason", "房屋转为仓储，暂停清运"));
        office.post("front_desk", "/bills/%d/waiver".formatted(office.bill(debtor(7).code(), "WY01")), Map.of("amount", "40.00", "reason", "楼道照明报修十天未处理"));
        raise(debtor(0), "电梯停运半个月，物业费应当扣减");
        raise(debtor(1), "已经交过这个月的，有微信截图");
    }
}
