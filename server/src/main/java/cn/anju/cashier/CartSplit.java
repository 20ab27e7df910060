package cn.anju.cashier;

import cn.anju.cashier.ReceivePayment.Surplus;
import cn.anju.cashier.ReceivePayment.Tender;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * 几种付款怎样分到几份应收上：加起来分毫不差。
 *
 * <p>Prepayment and deposits only pay bills of the community's own entity; a deposit is paid by one tender; cash goes
 * last, so that change is cash.
 */
final class CartSplit {

    /** 一份应收：一个主体的账单，或一笔押金。 */
    record Share(Money due, boolean isMain, boolean isDeposit) {}

    private static final class Purse {
        private final Tender tender;
        private Money left;

        private Purse(Tender tender) {
            this.tender = tender;
            this.left = tender.amount();
        }
    }

    private CartSplit() {}

    /** @return for each share the tenders that pay it; what is too much lies on the first share of bills */
    static List<List<Tender>> of(List<Share> shares, List<Tender> tenders, Surplus surplus) {
        var due = Money.sum(shares, Share::due);
        var purses = tenders.stream().sorted(Comparator.comparingInt(CartSplit::rank)).map(Purse::new).toList();
        var over = Money.sum(tenders, Tender::amount).minus(due);
        if (over.isNegative()) throw Problem.conflict("cart-short", "合并收款要一次收清，还差 %s 元", over.negated());
        var paid = new ArrayList<List<Tender>>();
        for (var share : shares) paid.add(new ArrayList<>());
        for (var purse : purses) if (isBooks(purse.tender)) fromBooks(purse, shares, paid);
        for (var i = 0; i < shares.size(); i++) if (shares.get(i).isDeposit()) whole(shares.get(i), purses, paid.get(i));
        for (var i = 0; i < shares.size(); i++) if (!shares.get(i).isDeposit()) fill(shares.get(i).due().minus(sum(paid.get(i))), purses, paid.get(i));
        rest(shares, purses, paid, surplus);
        return paid;
    }

    private static void fromBooks(Purse purse, List<Share> shares, List<List<Tender>> paid) {
        for (var i = 0; i < shares.size(); i++) {
            if (!shares.get(i).isMain() || shares.get(i).isDeposit()) continue;
            var part = purse.left.min(shares.get(i).due().minus(sum(paid.get(i))));
            take(purse, part, paid.get(i));
        }
        if (purse.left.isPositive()) throw Problem.conflict("prepayment-exceeds-due", "预存或押金抵扣多了 %s 元：只能抵小区主体的账单", purse.left);
    }

    private static void whole(Share share, List<Purse> purses, List<Tender> paid) {
        var purse = purses.stream().filter(each -> each.left.compareTo(share.due()) >= 0).min(Comparator.comparing(each -> each.left))
            .orElseThrow(() -> Problem.conflict("deposit-one-tender", "押金 %s 元要用一种付款方式付清", share.due()));
        take(purse, share.due(), paid);
    }

    private static void fill(Money due, List<Purse> purses, List<Tender> paid) {
        var open = due;
        for (var purse : purses) {
            var part = purse.left.min(open);
            take(purse, part, paid);
            open = open.minus(part);
        }
        if (open.isPositive()) throw Problem.conflict("cart-short", "合并收款要一次收清，还差 %s 元", open);
    }

    private static void rest(List<Share> shares, List<Purse> purses, List<List<Tender>> paid, Surplus surplus) {
        for (var purse : purses) {
            if (!purse.left.isPositive()) continue;
            if (surplus == Surplus.CHANGE && purse.tender.method() != PaymentMethod.CASH)
                throw Problem.conflict("change-exceeds-cash", "非现金多收了 %s 元，请转预存或少收", purse.left);
            for (var i = 0; i < shares.size(); i++) {
                if (shares.get(i).isDeposit() || surplus == Surplus.PREPAY && !shares.get(i).isMain()) continue;
                take(purse, purse.left, paid.get(i));
                break;
            }
        }
    }

    private static void take(Purse purse, Money amount, List<Tender> paid) {
        if (!amount.isPositive()) return;
        purse.left = purse.left.minus(amount);
        var same = paid.stream().filter(each -> isSame(each, purse.tender)).findFirst();
        same.ifPresent(paid::remove);
        paid.add(new Tender(purse.tender.method(), same.map(Tender::amount).orElse(Money.ZERO).plus(amount), purse.tender.bank(), purse.tender.reference()));
    }

    private static boolean isSame(Tender a, Tender b) {
        return a.method() == b.method() && java.util.Objects.equals(a.bank(), b.bank()) && java.util.Objects.equals(a.reference(), b.reference());
    }

    private static boolean isBooks(Tender tender) {
        return tender.method() == PaymentMethod.PREPAYMENT || tender.method() == PaymentMethod.DEPOSIT;
    }

    private static int rank(Tender tender) {
        return isBooks(tender) ? 0 : tender.method() == PaymentMethod.CASH ? 2 : 1;
    }

    static Money sum(List<Tender> tenders) {
        return Money.sum(tenders, Tender::amount);
    }
}
