package cn.anju.ledger.bank;

import cn.anju.kernel.CellText;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetColumn;
import cn.anju.kernel.SheetRow;
import cn.anju.kernel.SheetTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 读任何银行的对账单：栏目按常见叫法认，认不出的用这个账户记住的对照。 */
final class StatementReader {

    /** 栏目对照：我们的栏目在这家银行叫什么；空的按常见叫法认。 */
    record Headings(@Nullable String date, @Nullable String income, @Nullable String expense, @Nullable String amount, @Nullable String direction,
                    @Nullable String balance, @Nullable String counterparty, @Nullable String counterAccount, @Nullable String remark, @Nullable String serial) {

        static final Headings NONE = new Headings(null, null, null, null, null, null, null, null, null, null);
    }

    /** 对账单的一行；收为正，付为负。 @param key tells the same line in another file from another line that looks like it */
    record Line(String key, LocalDate on, Money amount, @Nullable Money balance, @Nullable String counterparty, @Nullable String counterAccount,
                @Nullable String remark, @Nullable String serial) {}

    private static final List<String> DATES = List.of("交易日期", "日期", "记账日期", "入账日期", "交易日", "记账日", "交易日期时间");
    private static final String INCOME = "贷方发生额";
    private static final String EXPENSE = "借方发生额";
    private static final String AMOUNT = "交易金额";
    private static final String DIRECTION = "借贷标志";
    private static final String BALANCE = "余额";
    private static final String PARTY = "对方户名";
    private static final String PARTY_ACCOUNT = "对方账号";
    private static final String REMARK = "摘要";
    private static final String NOTE = "附言";
    private static final String SERIAL = "交易流水号";

    private StatementReader() {}

    /** @throws Problem 400 {@code header-missing} and what {@link Sheet} says, {@code statement-line-broken} with the row */
    static List<Line> read(byte[] file, Headings headings) {
        var dates = headings.date() == null ? DATES : List.of(headings.date());
        var shape = new ArrayList<List<SheetColumn>>();
        shape.add(columns(new SheetColumn(dates.getFirst(), true, dates), headings, true));
        shape.add(columns(new SheetColumn(dates.getFirst(), true, dates), headings, false));
        shape.add(columns(SheetColumn.required("交易时间"), headings, true));
        shape.add(columns(SheetColumn.required("交易时间"), headings, false));
        Problem missing = null;
        for (var columns : shape) try {
            return lines(Sheet.read(file, columns), columns.getFirst().name());
        } catch (Problem problem) {
            if (!problem.code().equals("header-missing")) throw problem;
            if (missing == null) missing = problem;
        }
        throw missing;
    }

    private static List<SheetColumn> columns(SheetColumn date, Headings headings, boolean isSplit) {
        var columns = new ArrayList<SheetColumn>();
        columns.add(date);
        if (isSplit) {
            columns.add(column(INCOME, true, headings.income(), "贷方金额", "收入金额", "收入", "贷方", "贷方发生额(收入)", "转入金额", "存入金额"));
            columns.add(column(EXPENSE, true, headings.expense(), "借方金额", "支出金额", "支出", "借方", "借方发生额(支取)", "转出金额", "支取金额"));
        } else {
            columns.add(column(AMOUNT, true, headings.amount(), "发生额", "金额", "交易额", "入账金额"));
            columns.add(column(DIRECTION, false, headings.direction(), "借贷", "收支", "收支标志", "借/贷", "交易方向", "借贷方向"));
        }
        columns.add(column(BALANCE, false, headings.balance(), "账户余额", "本次余额", "交易后余额", "当前余额"));
        columns.add(column(PARTY, false, headings.counterparty(), "对方名称", "对方单位", "对方户名/商户名称", "交易对手", "对方姓名", "对方账户名称"));
        columns.add(column(PARTY_ACCOUNT, false, headings.counterAccount(), "对方账户", "对方卡号", "对方帐号"));
        columns.add(column(REMARK, false, headings.remark(), "交易摘要", "用途", "备注", "交易备注"));
        if (headings.remark() == null) columns.add(column(NOTE, false, null, "客户附言", "交易附言", "留言"));
        columns.add(column(SERIAL, false, headings.serial(), "流水号", "交易流水", "凭证号", "核心流水号", "业务流水号", "交易编号"));
        return columns;
    }

    private static SheetColumn column(String name, boolean required, @Nullable String known, String... usual) {
        return new SheetColumn(name, required, known == null ? List.of(usual) : List.of(known));
    }

    private static List<Line> lines(SheetTable table, String date) {
        var seen = new HashMap<String, Integer>();
        var lines = new ArrayList<Line>();
        for (var row : table.rows()) {
            var amount = amount(row);
            var on = date(row, date);
            if (amount == null || amount.signum() == 0) continue;
            if (on == null) throw Problem.invalid("statement-line-broken", "第 %d 行的日期读不出来，请检查文件", row.number());
            var serial = text(row, SERIAL);
            var balance = row.decimal(BALANCE);
            var remark = join(text(row, REMARK), text(row, NOTE));
            var party = text(row, PARTY);
            var key = serial != null ? String.join("|", serial, on.toString(), fen(amount))
                : String.join("|", "", on.toString(), fen(amount), balance == null ? "" : fen(balance), party == null ? "" : party, remark == null ? "" : remark);
            var nth = seen.merge(key, 1, Integer::sum);
            lines.add(new Line(nth == 1 ? key : key + "#" + nth, on, Money.entered(amount), balance == null ? null : Money.entered(balance), party,
                text(row, PARTY_ACCOUNT), remark, serial));
        }
        return lines;
    }

    private static @Nullable BigDecimal amount(SheetRow row) {
        var income = row.decimal(INCOME);
        var expense = row.decimal(EXPENSE);
        if (income != null && income.signum() != 0) return income;
        if (expense != null && expense.signum() != 0) return expense.abs().negate();
        var amount = row.decimal(AMOUNT);
        if (amount == null) return null;
        var direction = row.text(DIRECTION);
        return direction.matches(".*(借|付|支|出|D).*") ? amount.abs().negate() : amount;
    }

    private static @Nullable LocalDate date(SheetRow row, String column) {
        var date = row.date(column);
        if (date != null) return date;
        var text = row.text(column).replaceAll("\\s.*|T.*", "");
        return text.isEmpty() ? null : CellText.date(text);
    }

    private static @Nullable String text(SheetRow row, String column) {
        var text = row.text(column);
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String join(@Nullable String one, @Nullable String other) {
        if (one == null || other == null || one.equals(other)) return one == null ? other : one;
        return one + " " + other;
    }

    private static String fen(BigDecimal yuan) {
        return Money.entered(yuan).toString();
    }
}
