package cn.anju.ledger.bank;

import cn.anju.kernel.CellText;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Sheet;
import cn.anju.kernel.SheetColumn;
import cn.anju.kernel.SheetRow;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 读微信、支付宝的交易账单。 */
final class ChannelBillReader {

    /** 渠道账单的一笔；退款为负。 */
    record Line(String channel, String transaction, @Nullable String order, @Nullable String merchant, String refund, Instant at, Money amount, Money fee,
                boolean isSuccess, @Nullable String payer) {}

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-M-d H:mm[:ss]");

    private static final BigDecimal MOST = new BigDecimal("100000000");
    private static final int LONGEST = 200;

    private ChannelBillReader() {}

    static List<Line> read(byte[] file, ZoneId zone) {
        try {
            return wechat(file, zone);
        } catch (Problem problem) {
            if (!problem.code().equals("header-missing")) throw problem;
            return alipay(file, zone);
        }
    }

    /** Every value is preceded by one extra character; a summary of its own follows the lines. */
    private static List<Line> wechat(byte[] file, ZoneId zone) {
        var table = Sheet.read(file, List.of(SheetColumn.required("交易时间"), SheetColumn.required("微信订单号"), SheetColumn.optional("商户订单号"),
            SheetColumn.optional("商户号"), SheetColumn.optional("用户标识"), SheetColumn.required("交易状态"), SheetColumn.required("应结订单金额"),
            SheetColumn.optional("微信退款单号"), SheetColumn.optional("退款金额"), SheetColumn.optional("手续费")));
        var lines = new ArrayList<Line>();
        for (var row : table.rows()) {
            if (text(row, "交易时间").startsWith("总交易单数")) break;
            var at = moment(row, "交易时间", zone);
            var isRefund = text(row, "交易状态").equals("REFUND");
            var refund = text(row, "微信退款单号");
            lines.add(new Line("WECHAT", number(row, "微信订单号"), blank(text(row, "商户订单号")), blank(text(row, "商户号")), isRefund ? refund : "", at,
                isRefund ? amount(row, "退款金额").negated() : amount(row, "应结订单金额"), fee(row, "手续费"),
                isRefund || text(row, "交易状态").equals("SUCCESS"), blank(text(row, "用户标识"))));
        }
        return lines;
    }

    private static List<Line> alipay(byte[] file, ZoneId zone) {
        var table = Sheet.read(file, List.of(SheetColumn.required("支付宝交易号"), SheetColumn.required("商户订单号"), SheetColumn.required("业务类型"),
            SheetColumn.required("完成时间"), SheetColumn.optional("对方账户"), SheetColumn.required("订单金额"), SheetColumn.optional("服务费"),
            SheetColumn.optional("退款批次号/请求号")));
        var lines = new ArrayList<Line>();
        for (var row : table.rows()) {
            if (text(row, "支付宝交易号").startsWith("#")) continue;
            var isRefund = text(row, "业务类型").equals("退款");
            var amount = amount(row, "订单金额");
            var fee = fee(row, "服务费");
            lines.add(new Line("ALIPAY", number(row, "支付宝交易号"), blank(text(row, "商户订单号")), null, isRefund ? text(row, "退款批次号/请求号") : "",
                moment(row, "完成时间", zone), isRefund && amount.isPositive() ? amount.negated() : amount, isRefund ? fee : fee.max(fee.negated()), true,
                blank(text(row, "对方账户"))));
        }
        return lines;
    }

    private static Instant moment(SheetRow row, String column, ZoneId zone) {
        try {
            return LocalDateTime.parse(text(row, column).replace('/', '-'), MOMENT).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid("channel-line-broken", "第 %d 行的时间「%s」读不出来", row.number(), text(row, column));
        }
    }

    private static Money amount(SheetRow row, String column) {
        var figure = figure(row, column);
        if (figure.stripTrailingZeros().scale() > 2)
            throw Problem.invalid("channel-line-broken", "第 %d 行的%s「%s」最多两位小数", row.number(), column, text(row, column));
        return Money.rounded(figure);
    }

    /** The channels write fees with more decimals than there are fen. */
    private static Money fee(SheetRow row, String column) {
        return text(row, column).isEmpty() ? Money.ZERO : Money.rounded(figure(row, column));
    }

    private static BigDecimal figure(SheetRow row, String column) {
        var figure = CellText.decimal(text(row, column));
        if (figure == null) throw Problem.invalid("channel-line-broken", "第 %d 行的%s「%s」读不成金额", row.number(), column, text(row, column));
        if (figure.abs().compareTo(MOST) > 0) throw Problem.invalid("channel-line-broken", "第 %d 行的%s「%s」太大，请核对", row.number(), column, text(row, column));
        return figure;
    }

    private static String number(SheetRow row, String column) {
        if (text(row, column).isEmpty()) throw Problem.invalid("channel-line-broken", "第 %d 行没有%s", row.number(), column);
        return text(row, column);
    }

    private static String text(SheetRow row, String column) {
        var text = row.text(column).replaceFirst("^`", "").strip();
        if (text.length() > LONGEST) throw Problem.invalid("channel-line-broken", "第 %d 行的%s超过 %d 字", row.number(), column, LONGEST);
        return text;
    }

    private static @Nullable String blank(String text) {
        return text.isEmpty() ? null : text;
    }
}
