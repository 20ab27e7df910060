package cn.anju.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 账：每月的手工凭证、报销、结账、账簿和档案；今天留着没审的凭证、没付的报销、没批的反结账。 */
final class DemoBooks implements DemoChapter {

    private record Claim(String title, String amount, String payee, String reason) {}

    private static final List<Claim> CLAIMS = List.of(new Claim("楼道灯管 20 支", "360.00", "城西五金店", "公共照明更换"), new Claim("保洁用品", "218.50", "洁净日用品行", "十一月保洁耗材"),
        new Claim("电梯年检费", "2400.00", "特种设备检验所", "年度检验"), new Claim("办公用纸", "96.00", "文具店", "收费窗口打印纸"),
        new Claim("消防栓维修", "780.00", "安泰消防器材", "3 栋消防栓漏水"), new Claim("绿化修剪", "650.00", "青禾园艺", "主干道行道树修剪"));

    private final DemoOffice office;
    private int turn;

    DemoBooks(DemoOffice office) {
        this.office = office;
        var year = office.estate.booksStart.getYear();
        for (var book : List.of(List.of("GENERAL", "总账"), List.of("CASH", "现金日记账"), List.of("BANK", "银行存款日记账")))
            office.post("accountant", "/ledger/books", Map.of("kind", book.getFirst(), "name", book.getLast(), "year", year, "openedOn", office.estate.booksStart.toString(),
                "keeper", "方舟", "supervisor", "江月"));
    }

    @Override
    public void morning(LocalDate day) {
        if (day.getDayOfMonth() == 1 && day.isAfter(office.estate.booksStart)) settleChannels(day);
        if (day.getDayOfMonth() == 8) spend(day);
        if (day.getDayOfMonth() == 25) accrue(day);
        if (day.getDayOfMonth() == 5 && day.minusDays(5).isAfter(office.estate.booksStart)) close(YearMonth.from(day).minusMonths(1));
    }

    /** What WeChat and the card machine collected comes to the bank less the fee. */
    private void settleChannels(LocalDate day) {
        var collected = new BigDecimal(office.get("cashier", "/ledger/accounts/1012").get("balance").asString());
        if (collected.signum() <= 0) return;
        var fee = collected.multiply(new BigDecimal("0.006")).setScale(2, RoundingMode.HALF_UP);
        voucher(day, "渠道结算到账", null, "结算单.png", List.of(line("1002", "debit", collected.subtract(fee)), line("6603", "debit", fee), line("1012", "credit", collected)));
    }

    private void accrue(LocalDate day) {
        voucher(day, "计提本月工资", "工资表留档，月末计提", null, List.of(line("6602", "debit", new BigDecimal("48600.00")), line("2211", "credit", new BigDecimal("48600.00"))));
    }

    private long voucher(LocalDate day, String summary, String withoutDocument, String document, List<Map<String, Object>> lines) {
        var id = make(day, summary, withoutDocument, lines);
        if (document != null) office.attach("cashier", "voucher:" + id, document, DemoPicture.png());
        office.post("cashier", at(id, "submission"), Map.of());
        office.post("accountant", at(id, "review"), Map.of());
        return id;
    }

    private long make(LocalDate day, String summary, String withoutDocument, List<Map<String, Object>> lines) {
        var draft = new HashMap<String, Object>(Map.of("date", day.toString(), "summary", summary, "documents", withoutDocument == null ? 1 : 0, "lines", lines));
        if (withoutDocument != null) draft.put("withoutDocument", withoutDocument);
        return office.post("cashier", "/ledger/vouchers", draft).get("id").asLong();
    }

    private static Map<String, Object> line(String account, String side, BigDecimal amount) {
        return Map.of("account", account, side, amount.toPlainString());
    }

    private static String at(long voucher, String act) {
        return "/ledger/vouchers/%d/%s".formatted(voucher, act);
    }

    private void spend(LocalDate day) {
        for (var i = 0; i < 2; i++) {
            var claim = claim(day, CLAIMS.get(turn++ % CLAIMS.size()));
            approve(submit(claim));
            office.post("cashier", "/ledger/expenses/%d/payout".formatted(claim), Map.of("funds", turn % 3 == 1 ? "CASH" : "BANK"));
        }
    }

    private long claim(LocalDate day, Claim claim) {
        var id = office.post("cs_supervisor", "/ledger/expenses", Map.of("title", claim.title(), "spentOn", day.minusDays(2).toString(), "amount", claim.amount(),
            "account", "6602", "payee", claim.payee(), "reason", claim.reason())).get("id").asLong();
        office.attach("cs_supervisor", "expense:" + id, "发票.png", DemoPicture.png());
        return id;
    }

    private long submit(long claim) {
        return office.post("cs_supervisor", "/ledger/expenses/%d/submission".formatted(claim), Map.of()).get("approvalId").asLong();
    }

    private void approve(long approval) {
        office.decide(approval, true, "票据齐全", "accountant", "director");
    }

    private void close(YearMonth month) {
        office.post("accountant", "/ledger/periods/%s/close".formatted(month), Map.of());
        var title = month.format(DateTimeFormatter.ofPattern("yyyy 年 M 月"));
        for (var volume : List.of(List.of("VOUCHERS", "凭证 第一册", "126"), List.of("BANK", "银行对账单与余额调节表", "14")))
            office.post("accountant", "/ledger/archive", Map.of("period", month.toString(), "kind", volume.get(0), "title", title + volume.get(1),
                "pages", Integer.parseInt(volume.get(2)), "keeper", "温如", "place", "财务室 2 号柜"));
        office.post("accountant", "/ledger/exports", Map.of("system", "U8", "month", month.toString()));
    }

    @Override
    public void wait(LocalDate today) {
        var fee = List.of(line("6603", "debit", new BigDecimal("35.00")), line("1002", "credit", new BigDecimal("35.00")));
        office.post("cashier", at(make(today, "银行账户管理费", "银行自动扣收，回单月底取", fee), "submission"), Map.of());
        var returned = make(today, "购置收费窗口座椅", "发票待补", List.of(line("6602", "debit", new BigDecimal("860.00")), line("2202", "credit", new BigDecimal("860.00"))));
        office.post("cashier", at(returned, "submission"), Map.of());
        office.post("accountant", at(returned, "rejection"), Map.of("cause", "MISTAKEN", "reason", "没有发票不能入账，请补发票"));
        var refused = make(today, "招待费报销", "收据遗失", List.of(line("6602", "debit", new BigDecimal("1200.00")), line("2202", "credit", new BigDecimal("1200.00"))));
        office.post("cashier", at(refused, "submission"), Map.of());
        office.post("accountant", at(refused, "rejection"), Map.of("cause", "FORGED", "reason", "发票号码查无此票"));
        make(today, "预提本月水电公摊", "月末按表数调整", List.of(line("6602", "debit", new BigDecimal("3200.00")), line("2202", "credit", new BigDecimal("3200.00"))));

        submit(claim(today, CLAIMS.get(4)));
        var paid = claim(today, CLAIMS.get(1));
        approve(submit(paid));
        claim(today, CLAIMS.get(0));
        var closed = office.get("accountant", "/ledger/periods");
        for (var period : closed)
            if (period.get("isClosed").asBoolean() && office.isFirst) {
                office.post("accountant", "/ledger/periods/%s/reopen".formatted(period.get("month").asString()), Map.of("reason", "漏记一笔银行利息，申请反结账补记"));
                return;
            }
    }
}
