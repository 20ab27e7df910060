package cn.anju.cashier;

import cn.anju.billing.LateFee;
import cn.anju.billing.OpenBill;
import cn.anju.cashier.ReceivePayment.LateFeeMode;
import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * 一笔钱怎样落到账单上。
 *
 * @param due what settles everything that was asked for, after discounts
 * @param applied principal settled with money
 * @param surplus what is left over
 */
record Allocation(List<Line> lines, Money due, Money applied, Money lateFee, Money waived, Money discount, Money surplus) {

    /**
     * 一行账单收了多少。
     *
     * @param principal settled with money
     * @param discount settled without
     * @param lateFee taken on top, never part of the receivable
     * @param waived late fee of what was paid, not taken
     */
    record Line(OpenBill bill, Money principal, Money discount, Money lateFee, Money waived) {

        Money settled() {
            return principal.plus(discount);
        }
    }

    /** What money settles of each charge item, late fees included. */
    Map<String, Money> byItem() {
        return lines.stream().collect(Collectors.toMap(line -> line.bill().itemCode(), line -> line.principal().plus(line.lateFee()), Money::plus));
    }

    /**
     * Settles the bills in the order given: everything, with its discounts, when the money suffices; else bill by bill as
     * far as it goes, each principal together with its late fee.
     */
    static Allocation of(List<OpenBill> bills, LocalDate day, LateFeeMode mode, Discounts discounts, Money available) {
        var whole = bills.stream().map(bill -> wholly(bill, day, mode, discounts)).toList();
        var due = Money.sum(whole, line -> line.principal().plus(line.lateFee()));
        if (available.compareTo(due) >= 0) return summed(whole, due, available.minus(due));

        var lines = new ArrayList<Line>();
        var left = available;
        for (var bill : bills) {
            if (!left.isPositive()) break;
            var principal = mode == LateFeeMode.WAIVE ? left.min(bill.outstanding())
                : LateFee.largestPrincipal(bill.outstanding(), bill.lateFeeDailyRate(), bill.lateFeeFrom(), day, left);
            if (principal.isZero()) continue;
            var line = line(bill, principal, Money.ZERO, fee(bill, principal, day), mode);
            lines.add(line);
            left = left.minus(line.principal()).minus(line.lateFee());
        }
        return summed(lines, due, left);
    }

    /** 一笔本金当日的违约金。 */
    static Money fee(OpenBill bill, Money principal, LocalDate day) {
        return LateFee.on(principal, bill.lateFeeDailyRate(), bill.lateFeeFrom(), day);
    }

    private static Line wholly(OpenBill bill, LocalDate day, LateFeeMode mode, Discounts discounts) {
        var discount = discounts.of(bill);
        return line(bill, bill.outstanding().minus(discount), discount, fee(bill, bill.outstanding(), day), mode);
    }

    private static Line line(OpenBill bill, Money principal, Money discount, Money fee, LateFeeMode mode) {
        return mode == LateFeeMode.WAIVE
            ? new Line(bill, principal, discount, Money.ZERO, fee)
            : new Line(bill, principal, discount, fee, Money.ZERO);
    }

    private static Allocation summed(List<Line> lines, Money due, Money surplus) {
        return new Allocation(List.copyOf(lines), due, Money.sum(lines, Line::principal), Money.sum(lines, Line::lateFee),
            Money.sum(lines, Line::waived), Money.sum(lines, Line::discount), surplus);
    }
}
