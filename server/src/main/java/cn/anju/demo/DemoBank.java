package cn.anju.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
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
        channels(month, month.atEndOfMonth());
    }

    /** What the bank has booked in these days, as the bank writes it. */
    private void take(LocalDate from, LocalDate to) {
        var text = new StringBuilder(HEAD);
        for (var row : office.get("cashier", "/ledger/books/journal?funds=BANK&from=%s&to=%s".formatted(from, to))) {
            if (row.get("isDayTotal").asBoolean() || row.get("entryId").isNull() || row.get("summary").asString().startsWith("期初")) continue;
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

    /** What WeChat and Alipay say of this month; one payment that nobody here knows of. */
    private void channels(YearMonth month, LocalDate until) {
        var wechat = in(office.counter.wechat, month, until).stream().map(transfer -> wechatLine(transfer.at().format(MOMENT), transfer.reference(), transfer.amount())).toList();
        if (!wechat.isEmpty())
            send("微信账单.csv", "交易时间,公众账号ID,商户号,微信订单号,商户订单号,用户标识,交易状态,应结订单金额,微信退款单号,退款金额,手续费,费率\n" + String.join("\n", wechat) + "\n"
                + wechatLine(month.atDay(1) + " 20:31:07", "42%d999%s".formatted(office.community, month.toString().replace("-", "")), new BigDecimal("88.00")) + "\n");
        var alipay = in(office.counter.alipay, month, until).stream().map(transfer -> String.join(",", transfer.reference(), transfer.reference(), "交易",
            transfer.at().format(MOMENT), "159****0000", transfer.amount().toPlainString(), fee(transfer.amount(), 2))).toList();
        if (!alipay.isEmpty()) send("支付宝账单.csv", "支付宝交易号,商户订单号,业务类型,完成时间,对方账户,订单金额,服务费\n" + String.join("\n", alipay) + "\n");
    }

    private static List<DemoCounter.Transfer> in(List<DemoCounter.Transfer> all, YearMonth month, LocalDate until) {
        return all.stream().filter(transfer -> YearMonth.from(transfer.at()).equals(month) && !transfer.at().toLocalDate().isAfter(until)).toList();
    }

    private void send(String filename, String text) {
        office.as("cashier").upload(office.path("/ledger/channel-bills"), filename, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String wechatLine(String at, String order, BigDecimal amount) {
        return String.join(",", List.of("`" + at, "`wx0000", "`1900000000", "`" + order, "`" + order, "`o1", "`SUCCESS", "`" + amount.toPlainString(), "`0", "`0.00",
            "`" + fee(amount, 5), "`0.60%"));
    }

    private static String fee(BigDecimal amount, int digits) {
        return amount.multiply(new BigDecimal("0.006")).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    @Override
    public void wait(LocalDate today) {
        var first = today.withDayOfMonth(1);
        channels(YearMonth.from(today), today.minusDays(1));
        var text = new StringBuilder(HEAD);
        var until = today.minusDays(2);
        if (!until.isBefore(first)) take(first, until);
        office.post("cashier", "/ledger/bank-books/%d/automatic-matches".formatted(book), Map.of());
        line(text, today.minusDays(1), new BigDecimal("1280.00"), "陈先生", "转账 未注明房号");
        office.as("cashier").upload(office.path("/ledger/bank-books/%d/statements".formatted(book)), "对账单.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
