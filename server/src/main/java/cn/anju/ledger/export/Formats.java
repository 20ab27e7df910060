package cn.anju.ledger.export;

import cn.anju.kernel.Column;
import cn.anju.kernel.Money;
import cn.anju.kernel.Workbook;
import cn.anju.ledger.export.VoucherExports.Terms;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** 各家财务软件收凭证的格式。 */
final class Formats {

    private static final Charset GBK = Charset.forName("GBK");
    private static final int LONGEST_SUMMARY = 60;

    private record Row(OutgoingVoucher voucher, int place, OutgoingVoucher.Line line) {

        Money either() {
            return line.debit().isZero() ? line.credit() : line.debit();
        }

        boolean isDebit() {
            return !line.debit().isZero();
        }
    }

    private Formats() {}

    static byte[] file(FinanceSystem system, Terms terms, List<OutgoingVoucher> vouchers) {
        return switch (system) {
            case U8 -> u8(terms, vouchers).getBytes(GBK);
            case NC -> nc(terms, vouchers).getBytes(StandardCharsets.UTF_8);
            case KIS -> kis(terms, vouchers);
            case K3 -> k3(terms, vouchers);
            case EAS -> eas(terms, vouchers);
        };
    }

    /** 总账工具：一条分录一行，前八栏：制单日期、字、业务号、附单据数、摘要、科目、借方、贷方。 */
    static String u8(Terms terms, List<OutgoingVoucher> vouchers) {
        var text = new StringBuilder();
        for (var voucher : vouchers)
            for (var line : voucher.lines())
                text.append(String.join(",", voucher.date().toString(), terms.word(), String.valueOf(voucher.entryId()), String.valueOf(voucher.documents()),
                    summary(line).replace(',', '，').replace('\n', ' '), line.account(), line.debit().toString(), line.credit().toString())).append("\r\n");
        return text.toString();
    }

    static String nc(Terms terms, List<OutgoingVoucher> vouchers) {
        var xml = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <ufinterface account="%s" billtype="vouchergl" businessunitcode="%s" groupcode="" receiver="%s" sender="ANJU" orgcode="%s">
            """.formatted(text(terms.book()), text(terms.organization()), text(terms.organization()), text(terms.organization())));
        for (var voucher : vouchers) {
            xml.append("""
                <voucher id="%d"><voucher_head><pk_vouchertype>%s</pk_vouchertype><year>%d</year><period>%02d</period><voucherkind>0</voucherkind>\
                <discardflag>N</discardflag><no>%d</no><attachment>%d</attachment><prepareddate>%s</prepareddate><pk_prepared>%s</pk_prepared>\
                <pk_system>GL</pk_system><pk_accountingbook>%s</pk_accountingbook><pk_org>%s</pk_org><details>
                """.formatted(voucher.entryId(), text(terms.word()), voucher.date().getYear(), voucher.date().getMonthValue(), voucher.number(),
                    voucher.documents(), voucher.date(), text(voucher.maker()), text(terms.book()), text(terms.organization())));
            var place = 0;
            for (var line : voucher.lines())
                xml.append("""
                    <item><detailindex>%d</detailindex><accsubjcode>%s</accsubjcode><pk_accasoa>%s</pk_accasoa><explanation>%s</explanation>\
                    <verifydate>%s</verifydate><debitamount>%s</debitamount><creditamount>%s</creditamount><localdebitamount>%s</localdebitamount>\
                    <localcreditamount>%s</localcreditamount><pk_currtype>CNY</pk_currtype></item>
                    """.formatted(++place, text(line.account()), text(line.account()), text(summary(line)), voucher.date(), line.debit(), line.credit(),
                        line.debit(), line.credit()));
            xml.append("</details></voucher_head></voucher>\n");
        }
        return xml.append("</ufinterface>\n").toString();
    }

    static byte[] kis(Terms terms, List<OutgoingVoucher> vouchers) {
        return Workbook.of("凭证", List.<Column<Row>>of(
            Column.date("日期", 12, row -> row.voucher().date()), Column.text("凭证字", 8, row -> terms.word()),
            Column.count("凭证号", 8, row -> (long) row.voucher().number()), Column.count("附单据数", 8, row -> (long) row.voucher().documents()),
            Column.text("摘要", 30, row -> summary(row.line())), Column.text("科目代码", 12, row -> row.line().account()),
            Column.text("科目名称", 24, row -> row.line().accountName()), Column.money("借方金额", 14, row -> row.line().debit()),
            Column.money("贷方金额", 14, row -> row.line().credit()), Column.text("币别", 8, row -> "RMB"), Column.number("汇率", 6, row -> BigDecimal.ONE),
            Column.number("数量", 6, row -> null), Column.number("单价", 6, row -> null), Column.text("制单人", 10, row -> row.voucher().maker()),
            Column.text("审核人", 10, row -> row.voucher().reviewer()), Column.text("过账人", 10, row -> null))).bytes(rows(vouchers));
    }

    static byte[] k3(Terms terms, List<OutgoingVoucher> vouchers) {
        var columns = new ArrayList<Column<Row>>(List.of(
            Column.date("FDATE", 12, row -> row.voucher().date()), Column.date("FTRANSDATE", 12, row -> row.voucher().date()),
            Column.count("FPERIOD", 8, row -> (long) row.voucher().date().getMonthValue()), Column.text("FGROUP", 8, row -> terms.word()),
            Column.count("FNUM", 8, row -> (long) row.voucher().number()), Column.count("FENTRYID", 8, row -> (long) row.place()),
            Column.text("FEXP", 30, row -> summary(row.line())), Column.text("FACCTID", 12, row -> row.line().account())));
        IntStream.rangeClosed(1, 8).forEach(place -> List.of("FCLSNAME", "FOBJID", "FOBJNAME").forEach(name -> columns.add(Column.text(name + place, 6, row -> null))));
        columns.addAll(List.of(
            Column.text("FTRANSID", 10, row -> row.voucher().voucherNo()), Column.text("FCYID", 6, row -> "RMB"), Column.number("FEXCHRATE", 6, row -> BigDecimal.ONE),
            Column.count("FDC", 5, row -> row.isDebit() ? 0L : 1L), Column.money("FFCYAMT", 14, Row::either), Column.number("FQTY", 6, row -> null),
            Column.number("FPRICE", 6, row -> null), Column.money("FDEBIT", 14, row -> row.line().debit()), Column.money("FCREDIT", 14, row -> row.line().credit()),
            Column.text("FSETTLCODE", 6, row -> null), Column.text("FSETTLENO", 6, row -> null), Column.text("FPREPARE", 10, row -> row.voucher().maker()),
            Column.text("FPAY", 6, row -> null), Column.text("FCASH", 6, row -> null), Column.text("FPOSTER", 6, row -> null),
            Column.text("FCHECKER", 10, row -> row.voucher().reviewer()), Column.count("FATTCHMENT", 6, row -> (long) row.voucher().documents()),
            Column.count("FPOSTED", 6, row -> 0L), Column.text("FMODULE", 6, row -> null), Column.count("FDELETED", 6, row -> 0L),
            Column.count("FSERIALNO", 10, row -> row.voucher().entryId()), Column.text("FUNITNAME", 6, row -> null),
            Column.text("FREFERENCE", 12, row -> row.voucher().voucherNo()), Column.text("FCASHFLOW", 6, row -> null), Column.text("FHANDLER", 6, row -> null)));
        return Workbook.of("凭证", columns).bytes(rows(vouchers));
    }

    static byte[] eas(Terms terms, List<OutgoingVoucher> vouchers) {
        return Workbook.of("WSWSVoucher", List.<Column<Row>>of(
            Column.text("CompanyNumber", 12, row -> terms.organization()), Column.date("BookedDate", 12, row -> row.voucher().date()),
            Column.date("BizDate", 12, row -> row.voucher().date()), Column.count("PeriodYear", 8, row -> (long) row.voucher().date().getYear()),
            Column.count("PeriodNumber", 8, row -> (long) row.voucher().date().getMonthValue()), Column.text("VoucherType", 8, row -> terms.word()),
            Column.count("VoucherNumber", 8, row -> (long) row.voucher().number()), Column.count("EntrySeq", 8, row -> (long) row.place()),
            Column.text("AccountNumber", 12, row -> row.line().account()), Column.text("CurrencyNumber", 8, row -> "BB01"),
            Column.number("EntryDC", 6, row -> row.isDebit() ? BigDecimal.ONE : BigDecimal.ONE.negate()), Column.money("OriginalAmount", 14, Row::either),
            Column.money("DebitAmount", 14, row -> row.line().debit()), Column.money("CreditAmount", 14, row -> row.line().credit()),
            Column.count("Attaches", 6, row -> (long) row.voucher().documents()), Column.text("Creator", 10, row -> row.voucher().maker()),
            Column.text("VoucherAbstract", 30, row -> summary(row.line())))).bytes(rows(vouchers));
    }

    private static List<Row> rows(List<OutgoingVoucher> vouchers) {
        return vouchers.stream().flatMap(voucher -> IntStream.range(0, voucher.lines().size())
            .mapToObj(place -> new Row(voucher, place + 1, voucher.lines().get(place)))).toList();
    }

    private static String summary(OutgoingVoucher.Line line) {
        return line.summary().length() <= LONGEST_SUMMARY ? line.summary() : line.summary().substring(0, LONGEST_SUMMARY);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
