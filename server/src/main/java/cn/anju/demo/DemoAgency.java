package cn.anju.demo;

import cn.anju.demo.DemoRoom.Habit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** 代开发商收的地下储藏间使用费：每月收几户，月底移交，这个月的等着移交。 */
final class DemoAgency implements DemoChapter {

    private static final String CODE = "CCJ";
    private static final BigDecimal PRICE = new BigDecimal("1200.00");
    private static final List<Integer> DAYS = List.of(6, 13, 20);
    private static final int HANDED_ON = 24;

    private final DemoOffice office;
    private final List<DemoRoom> rooms;
    private final long developer;
    private int taken;

    DemoAgency(DemoOffice office) {
        this.office = office;
        this.rooms = office.flats(Habit.HALF_YEARLY);
        developer = office.as("administrator").post("/api/legal-entities", Map.of("name", "云栖置业有限公司", "taxNumber", "91000000DEMO000002",
            "bankAccounts", List.of(Map.of("bank", "演示银行城西支行", "number", "6222000000000002")))).get("id").asLong();
        office.put("administrator", "/one-off-prices", Map.of("code", CODE, "name", "地下储藏间使用费", "unit", "间", "price", PRICE.toPlainString(), "isActive", true));
        office.put("administrator", "/ledger/collectors", Map.of("chargeItem", CODE, "entityId", developer, "isAgency", true));
    }

    @Override
    public void morning(LocalDate day) {
        if (office.counter.expectedOn(day) == 0) return;
        if (DAYS.contains(day.getDayOfMonth())) take();
        if (day.getDayOfMonth() == HANDED_ON) handOn(day);
    }

    private void take() {
        var room = rooms.get(1 + taken++ * 3);
        office.pay(office.collector(), "/payments", Map.of("roomCode", room.code(), "billIds", List.of(), "charges", List.of(Map.of("code", CODE, "quantity", "1")),
            "tenders", List.of(Map.of("method", "POS", "amount", PRICE.toPlainString())), "lateFee", "COLLECT", "surplus", "PREPAY"), "storage-" + taken);
    }

    private void handOn(LocalDate day) {
        var asked = ask(day);
        if (asked == 0) return;
        office.decide(office.approvalOf("agency-payout", asked), true, "与收据存根核对无误", "accountant", "director");
        office.post("cashier", "/agency-payouts/%d/payment".formatted(asked), Map.of("method", "BANK_TRANSFER", "bank", "演示银行", "reference", "YJ" + asked));
    }

    /** @return 0 when there is nothing */
    private long ask(LocalDate day) {
        var from = day.minusMonths(1).withDayOfMonth(HANDED_ON);
        var due = office.get("cashier", "/agency-payouts/due?entity=%d&from=%s&to=%s".formatted(developer, from, day));
        if (due.get("lines").asLong() == 0) return 0;
        return office.post("cashier", "/agency-payouts", Map.of("entityId", developer, "from", from.toString(), "to", day.toString(),
            "expected", due.get("amount").asString(), "payee", "云栖置业有限公司", "payeeBank", "演示银行城西支行 6222 0000 0000 0002")).get("id").asLong();
    }

    @Override
    public void wait(LocalDate today) {
        ask(today);
    }
}
