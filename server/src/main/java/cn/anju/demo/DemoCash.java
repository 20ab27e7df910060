package cn.anju.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** 一天的钱：交接签字、短款了结、解款、签收、日结；昨天的解款单等着出纳签。 */
final class DemoCash implements DemoChapter {

    private static final BigDecimal KEPT = new BigDecimal("3000.00");
    private static final int SIGNED_DAYS = 12;

    private final DemoOffice office;

    DemoCash(DemoOffice office) {
        this.office = office;
        office.put("administrator", "/settings/cashier.cash-limit", Map.of("value", "3000"));
    }

    @Override
    public void evening(LocalDate day) {
        if (office.counter.expectedOn(day) == 0) return;
        if (day.isAfter(office.today.minusDays(SIGNED_DAYS))) handOver(day);
        var due = office.get(office.collector(), "/remittances/due");
        var cash = new BigDecimal(due.get("safe").asString()).subtract(KEPT).max(new BigDecimal("0.00"));
        var slip = office.pay(office.collector(), "/remittances", Map.of("amount", cash.toPlainString()), "slip-" + day).get("slip").get("id").asLong();
        if (cash.signum() > 0) office.attach(office.collector(), "remittance:" + slip, "银行回单.png", DemoPicture.png());
        if (isLeft(day)) return;
        office.post("cashier", "/remittances/%d/signature".formatted(slip), Map.of());
        office.post(office.collector(), "/day-closes/" + day, Map.of());
    }

    /** The slip of the last evening waits in one of the two. */
    private boolean isLeft(LocalDate day) {
        return office.isFirst && !day.isBefore(office.today.minusDays(1));
    }

    private void handOver(LocalDate day) {
        for (var shift : office.counter.closedOn(day)) {
            var contents = new HashMap<String, Object>(Map.of("cheques", shift.cheques(), "cards", 20, "stamps", "收款专用章 1 枚", "books", "电子收据，无纸质本"));
            shift.desk().post(office.path("/shifts/%d/handover".formatted(shift.id())), contents);
            office.post("front_desk", "/shifts/%d/handover/signature".formatted(shift.id()), Map.of());
            if (shift.isShort() && day.isBefore(office.today.minusDays(5)))
                office.post("accountant", "/shifts/%d/variance-settlement".formatted(shift.id()), Map.of("kind", "COMPENSATED", "reason", "收银员当日赔齐"));
        }
    }
}
