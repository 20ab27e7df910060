package cn.anju.demo;

import cn.anju.demo.DemoRoom.Habit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** 押金与退款：收、扣、退，退预存；申请的、批了没付的、驳回的、付了的都有。 */
final class DemoDeposits implements DemoChapter {

    private record Kind(String key, String amount, String cause) {}

    private static final List<Kind> KINDS = List.of(new Kind("RENOVATION", "2000.00", "装修，工期三个月"), new Kind("RENOVATION_WASTE", "600.00", "装修垃圾清运"),
        new Kind("KEY", "100.00", "借用备用钥匙"));

    private static final BigDecimal ENOUGH = new BigDecimal("300.00");

    private final DemoOffice office;
    private final List<DemoRoom> rooms;
    private int taken;
    private long lastRenovation;

    DemoDeposits(DemoOffice office) {
        this.office = office;
        this.rooms = office.flats(Habit.HALF_YEARLY);
    }

    @Override
    public void morning(LocalDate day) {
        if (office.counter.expectedOn(day) == 0) return;
        var date = day.getDayOfMonth();
        if (date == 5) for (var kind : KINDS) take(kind);
        if (date == 16 && lastRenovation > 0) deduct();
        if (date == 19) giveBack(day);
    }

    private void take(Kind kind) {
        var room = rooms.get(taken++ * 5);
        var deposit = office.pay(office.collector(), "/deposits", Map.of("roomCode", room.code(), "kind", kind.key(), "amount", kind.amount(), "method", "POS",
            "payerName", payer(room), "cause", kind.cause()), "deposit-" + taken).get("deposit");
        if (kind.key().equals("RENOVATION")) lastRenovation = deposit.get("id").asLong();
    }

    /** Half a month into the work: the corridor wall was damaged. */
    private void deduct() {
        var proof = office.attach("front_desk", "deposit:" + lastRenovation, "墙面损坏.png", DemoPicture.png());
        office.pay("cs_supervisor", "/deposits/%d/deductions".formatted(lastRenovation),
            Map.of("amount", "180.00", "reason", "公共走廊墙砖碰损两块，照价赔偿", "attachmentIds", List.of(proof)), "deduct-" + taken);
    }

    /** Last month's keys come back, and what an opening deposit has left. */
    private void giveBack(LocalDate day) {
        var keys = office.get("front_desk", "/deposits?kind=KEY&held=true&sort=takenOn&size=50").get("items");
        if (!keys.isEmpty()) {
            var refund = ask("DEPOSIT", keys.get(0).get("id").asLong(), null, keys.get(0).get("roomCode").asString(), "钥匙已归还");
            office.decide(office.approvalOf("deposit-return", refund), true, "钥匙已收回", "cs_supervisor");
            office.post("cashier", "/refunds/%d/payout".formatted(refund), Map.of("method", "BANK_TRANSFER", "bank", "演示银行", "reference", "TK" + refund));
        }
        var accounts = fullAccounts();
        if (day.getMonthValue() % 2 == 0 && accounts.size() > 3) {
            var refund = ask("PREPAYMENT", accounts.get(3).get("id").asLong(), "100.00", accounts.get(3).get("roomCode").asString(), "房屋已出售，余款退回");
            office.decide(office.approvalOf("refund", refund), false, "过户手续未办完，暂不退", "cs_supervisor");
        }
    }

    /** Those that hold enough to give some of it back. */
    private List<JsonNode> fullAccounts() {
        return StreamSupport.stream(office.get("front_desk", "/prepayments?size=200").get("items").spliterator(), false)
            .filter(account -> account.get("chargeItem").isNull() && new BigDecimal(account.get("balance").asString()).compareTo(ENOUGH) >= 0).toList();
    }

    private long ask(String kind, long source, String amount, String room, String reason) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "sourceId", source, "payee", payer(room), "payeeBank", "演示银行 6222 0000 0000 0000", "reason", reason));
        if (amount != null) body.put("amount", amount);
        return office.post("front_desk", "/refunds", body).get("id").asLong();
    }

    private String payer(String code) {
        return office.estate.rooms.stream().filter(room -> room.code().equals(code)).findFirst().map(DemoDeposits::payer).orElse("业主");
    }

    private static String payer(DemoRoom room) {
        return room.owner() == null ? "业主" : room.owner().name();
    }

    @Override
    public void wait(LocalDate today) {
        var held = office.get("front_desk", "/deposits?kind=RENOVATION&held=true&size=50").get("items");
        ask("DEPOSIT", held.get(0).get("id").asLong(), null, held.get(0).get("roomCode").asString(), "装修验收合格，申请退还押金");
        var approved = ask("DEPOSIT", held.get(1).get("id").asLong(), "1500.00", held.get(1).get("roomCode").asString(), "装修完工，留 500 元待复验");
        office.decide(office.approvalOf("deposit-return", approved), true, "验收单已看", "cs_supervisor", "director");
        var accounts = fullAccounts();
        ask("PREPAYMENT", accounts.get(0).get("id").asLong(), "200.00", accounts.get(0).get("roomCode").asString(), "业主要求退回多存的预存款");
    }
}
