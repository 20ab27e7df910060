package cn.anju.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 发票：会计登记税目、领发票本；缴了费的来开，开错的红冲，今天等着开的一张。 */
final class DemoInvoices implements DemoChapter {

    private static final String TAX_CODE = "3040802050000000000";
    private static final int EACH_MONTH = 3;

    private final DemoOffice office;
    private boolean hasBook;

    DemoInvoices(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        var month = office.monthOf(day);
        if (day.getDayOfMonth() != 22 || month.isEmpty() || month.getAsInt() < 2) return;
        if (!hasBook) takeBook();
        registerTaxes();
        var issued = new ArrayList<Long>();
        for (var payment : wanted(day, EACH_MONTH)) {
            var invoice = request(payment, day);
            office.post("accountant", "/invoices/%d/issue".formatted(invoice), Map.of());
            issued.add(invoice);
        }
        if (!issued.isEmpty() && month.getAsInt() % 2 == 0)
            office.post("accountant", "/invoices/%d/red".formatted(issued.getLast()), Map.of("reason", "抬头开成个人，退回重开"));
    }

    private void takeBook() {
        hasBook = true;
        var book = office.get("cs_supervisor", "/books?kind=INVOICE&size=5").get("items").get(0).get("id").asLong();
        office.post("cs_supervisor", "/books/%d/issue".formatted(book), Map.of("holderId", office.idOf("accountant")));
    }

    /** New items since last time among them. */
    private void registerTaxes() {
        for (var item : office.get("accountant", "/tax-items"))
            if (item.get("taxCode").isNull()) office.put("accountant", "/tax-items/" + item.get("chargeItemId").asLong(), Map.of("taxCode", TAX_CODE, "rate", "0.06"));
    }

    /** What was paid lately by phone; a cheque may still bounce. */
    private List<Payment> wanted(LocalDate day, int most) {
        var wanted = new ArrayList<Payment>();
        for (var row : office.get("accountant", "/payments?method=WECHAT&voided=false&sort=-paidAt&size=20&from=%s&to=%s".formatted(day.minusDays(21), day)).get("items")) {
            var payment = new Payment(row.get("id").asLong(), row.get("roomCode").asString());
            if (wanted.size() < most && !office.get("accountant", "/payments/%d/invoiceable".formatted(payment.id())).isEmpty()) wanted.add(payment);
        }
        return wanted;
    }

    private record Payment(long id, String room) {}

    private String title(String code) {
        return code.startsWith("S-") ? code + " 商铺经营部" : office.estate.rooms.stream().filter(room -> room.code().equals(code)).findFirst().orElseThrow().owner().name();
    }

    private long request(Payment payment, LocalDate day) {
        var body = new HashMap<String, Object>(Map.of("kind", "NORMAL", "title", title(payment.room()), "email", "fapiao@example.com"));
        return office.pay(office.collector(), "/payments/%d/invoices".formatted(payment.id()), body, "invoice-%s-%d".formatted(day, payment.id())).get("invoice").get("id").asLong();
    }

    @Override
    public void wait(LocalDate today) {
        registerTaxes();
        wanted(today, 1).forEach(payment -> request(payment, today));
    }
}
