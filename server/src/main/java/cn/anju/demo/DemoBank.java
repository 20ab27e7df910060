package cn.anju.demo;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** 银行：每月初拿上月的对账单来勾，签认余额调节表；微信账单三方对账；本月的勾到一半，有一笔来路不明。 */
final class DemoBank implements DemoChapter {

    private static final String HEAD = "演示银行账户交易明细\n流水号,交易日期,发生额,余额,对方户名,摘要\n";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final DemoOffice office;
    private final long book;
    private BigDecimal balance = new BigDecimal("286430.55");
    private int serial;

    DemoBank(DemoOffice office) {
        this.office = office;
        this.book = office.post("accountant", "/ledger/bank-books", Map.of("name", "基本户", "bank", "演示银行城西支行", "number", "62220000%08d".formatted(office.community),
            "accountCode", "1002", "purpose", "收费与日常付款", "seals", "财务专用章、法人章", "startsOn", office.estate.booksStart.toString(),
            "startBalance", balance.toPlainString(), "isActive", true)).get("id").asLong();
    }

    @Override
    public void morning(LocalDate day) {
        if (day.getDayOfMonth() != 2 || !day.minusMonths(1).withDayOfMonth(1).isBefore(day) || day.minusDays(2).isBefore(office.estate.booksStart)) return;
        var month = YearMonth.from(day).minusMonths(1);
        take(month.atDay(1), month.atEndOfMonth());
        matchAll();
        office.post("cashier", "/ledger/bank-books/%d/reconciliations/%s/signature".formatted(book, month), Map.of());
        wechat(month);
    }

    /** What the bank has booked in these days, as the bank writes it. */
    private void take(LocalDate from, LocalDate to) {
        var text = new StringBuilder(HEAD);
        for (var row : office.get("cashier", "/ledger/books/journal?funds=BANK&from=%s&to=%s".formatted(from, to))) {
            if (row.get("isDayTotal").asBoolean() || row.get("entryId").isNull()) continue;
            var amount = new BigDecimal(row.get("debit").asString()).subtract(new BigDecimal(row.get("credit").asString()));
            line(text, LocalDate.parse(row.get("date").asString()), amount, "", row.get("summary").asString());
        }
        office.as("cashier").upload(office.path("/ledger/bank-books/%d/statements".formatted(book)), "对账单.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void line(StringBuilder text, LocalDate on, BigDecimal amount, String party, String remark) {
        balance = balance.add(amount);
        var known = office.counter.bank.stream().filter(transfer -> transfer.at().toLocalDate().equals(on) && transfer.amount().compareTo(amount) == 0).findFirst();
        text.append("%s%06d,%s,%s,%s,%s,%s%n".formatted("YH" + office.community, ++serial, on, amount.toPlainString(), balance.toPlainString(), party,
            remark.replace(',', ' ') + known.map(transfer -> " " + transfer.reference()).orElse("")));
    }

    /** First by machine, then the rest by hand, each as proposed. */
    private void matchAll() {
        var at = "/ledger/bank-books/%d".formatted(book);
        office.post("cashier", at + "/automatic-matches", Map.of());
        for (var pair : office.get("cashier", at + "/proposals"))
            office.post("cashier", at + "/matches", Map.of("lineId", pair.get("bank").get("id").asLong(), "entryId", pair.get("book").get("entryId").asLong(),
                "postingLine", pair.get("book").get("line").asInt()));
    }

    private void wechat(YearMonth month) {
        var lines = new ArrayList<String>();
        for (var transfer : office.counter.wechat)
            if (YearMonth.from(transfer.at()).equals(month)) lines.add(wechatLine(transfer.at().format(MOMENT), transfer.reference(), transfer.amount()));
        if (lines.isEmpty()) return;
        lines.add(wechatLine(month.atDay(18) + " 20:31:07", "42%d9990001".formatted(office.community), new BigDecimal("88.00")));
        var text = "交易时间,公众账号ID,商户号,微信订单号,商户订单号,用户标识,交易状态,应结订单金额,微信退款单号,退款金额,手续费,费率\n" + String.join("\n", lines) + "\n";
        office.as("cashier").upload(office.path("/ledger/channel-bills"), "微信账单.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String wechatLine(String at, String order, BigDecimal amount) {
        var fee = amount.multiply(new BigDecimal("0.006")).setScale(5, java.math.RoundingMode.HALF_UP);
        return String.join(",", List.of("`" + at, "`wx0000", "`1900000000", "`" + order, "`" + order, "`o1", "`SUCCESS", "`" + amount.toPlainString(), "`0", "`0.00",
            "`" + fee.toPlainString(), "`0.60%"));
    }

    @Override
    public void wait(LocalDate today) {
        var first = today.withDayOfMonth(1);
        var text = new StringBuilder(HEAD);
        var until = today.minusDays(2);
        if (!until.isBefore(first)) take(first, until);
        office.post("cashier", "/ledger/bank-books/%d/automatic-matches".formatted(book), Map.of());
        line(text, today.minusDays(1), new BigDecimal("1280.00"), "陈先生", "转账 未注明房号");
        office.as("cashier").upload(office.path("/ledger/bank-books/%d/statements".formatted(book)), "对账单.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
