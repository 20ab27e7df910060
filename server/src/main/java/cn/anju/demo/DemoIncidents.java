package cn.anju.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** 窗口上出的事：退票、差错、可疑钞票、复核；票据本的领用和核销。 */
final class DemoIncidents implements DemoChapter {

    private final DemoOffice office;
    private boolean isBounced;
    private boolean hasBooks;
    private int errors;

    DemoIncidents(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (!hasBooks) keepBooks(day);
        if (day.getDayOfMonth() == 14) report(day);
        if (day.getDayOfMonth() == 21 && day.getMonthValue() % 3 == 2) suspect();
    }

    @Override
    public void evening(LocalDate day) {
        if (office.counter.expectedOn(day) == 0) return;
        if (day.getDayOfMonth() % 2 == 0 && day.isAfter(office.today.minusDays(20))) recheck(day);
        if (!isBounced && day.isAfter(office.today.minusMonths(2))) bounce(day);
    }

    /** Paper books for when there is no power. */
    private void keepBooks(LocalDate day) {
        hasBooks = true;
        for (var from : List.of(1001, 1051, 1101, 1151))
            office.post("cs_supervisor", "/books", Map.of("kind", from == 1151 ? "INVOICE" : "RECEIPT", "series", from == 1151 ? "FP26" : "SJ26",
                "firstNumber", from, "lastNumber", from + 49, "boughtOn", day.toString()));
        var books = StreamSupport.stream(office.get("cs_supervisor", "/books?size=50").get("items").spliterator(), false)
            .map(book -> book.get("id").asLong()).sorted().toList();
        var holder = Map.of("holderId", office.idOf(office.collector()));
        office.post("cs_supervisor", book(books.get(0), "issue"), holder);
        office.post(office.collector(), book(books.get(0), "use"), Map.of("through", 1049));
        office.post(office.collector(), book(books.get(0), "marks"), Map.of("number", 1050, "kind", "SPOILED", "reason", "金额写错，三联作废粘回"));
        office.post("cs_supervisor", book(books.get(0), "return"), Map.of());
        office.post("cs_supervisor", book(books.get(0), "write-off"), Map.of("note", "存根 50 份核对无误"));
        office.post("cs_supervisor", book(books.get(1), "issue"), holder);
        office.post(office.collector(), book(books.get(1), "use"), Map.of("through", 1063));
        office.post(office.collector(), book(books.get(1), "marks"), Map.of("number", 1064, "kind", "LOST", "reason", "停电开票时遗失，已登报声明"));
    }

    private static String book(long id, String act) {
        return "/books/%d/%s".formatted(id, act);
    }

    private void report(LocalDate day) {
        var paid = office.get(office.collector(), "/payments?size=5&sort=-paidAt").get("items");
        if (paid.isEmpty()) return;
        var receipt = paid.get(0).get("receiptNo").asString();
        var fault = ++errors % 2 == 0
            ? Map.of("kind", "ROOM", "happenedOn", day.minusDays(1).toString(), "receiptNo", receipt, "cause", "两户同名，选错房号", "remedy", "当场作废重开，业主已确认")
            : Map.of("kind", "METHOD", "happenedOn", day.minusDays(1).toString(), "receiptNo", receipt, "cause", "支付宝记成微信", "remedy", "已登记，日结时按渠道账单核对");
        var id = office.post(office.collector(), "/counter-errors", fault).get("id").asLong();
        if (day.isBefore(office.today.minusDays(10))) office.post("cs_supervisor", "/counter-errors/%d/opinion".formatted(id), Map.of("opinion", "知道了，收款前与业主复述房号和金额"));
    }

    private void suspect() {
        office.post(office.collector(), "/suspicious-notes", Map.of("presentedBy", "业主家属", "denomination", "100.00", "pieces", 1, "serials", "冠字号模糊",
            "treatment", "TO_BANK", "remark", "验钞机两次报警，当面封存，开具收存条"));
        office.post(office.collector(), "/suspicious-notes", Map.of("presentedBy", "租户", "denomination", "20.00", "pieces", 1, "treatment", "EXCHANGED", "remark", "请顾客换了一张"));
    }

    private void recheck(LocalDate day) {
        var ids = StreamSupport.stream(office.get("front_desk", "/payment-register?from=%s&to=%s&rechecked=false&size=100".formatted(day, day)).get("items").spliterator(), false)
            .map(row -> row.get("id").asLong()).toList();
        if (!ids.isEmpty()) office.post("front_desk", "/payment-register/rechecks", Map.of("paymentIds", ids));
    }

    private void bounce(LocalDate day) {
        for (var row : office.get("accountant", "/payments?method=CHEQUE&voided=false&size=1&to=%s".formatted(day.minusDays(3))).get("items")) {
            isBounced = true;
            office.post("accountant", "/payments/%d/bounce".formatted(row.get("id").asLong()), Map.of("reason", "出票人存款不足", "fee", "20.00"));
        }
    }
}
