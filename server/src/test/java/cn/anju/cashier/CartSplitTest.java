package cn.anju.cashier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.cashier.CartSplit.Share;
import cn.anju.cashier.ReceivePayment.Surplus;
import cn.anju.cashier.ReceivePayment.Tender;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CartSplitTest {

    @Test
    void 怎样分都分毫不差_每份够数_每种付款用完() {
        var random = new Random(5);
        for (var round = 0; round < 4000; round++) {
            var shares = new ArrayList<Share>();
            for (var i = 0; i <= random.nextInt(4); i++) shares.add(new Share(fen(1 + random.nextInt(100_000)), i == 0, false));
            var due = Money.sum(shares, Share::due);
            var tenders = new ArrayList<Tender>();
            var left = due;
            for (var method : List.of(PaymentMethod.WECHAT, PaymentMethod.POS, PaymentMethod.CHEQUE)) {
                var part = fen(random.nextInt(60_000)).min(left);
                if (part.isPositive() && random.nextBoolean()) {
                    tenders.add(new Tender(method, part, "工行", "1"));
                    left = left.minus(part);
                }
            }
            tenders.add(new Tender(PaymentMethod.CASH, left.plus(fen(1 + random.nextInt(5000))), null, null));
            var paid = CartSplit.of(shares, tenders, Surplus.CHANGE);
            assertThat(Money.sum(paid, CartSplit::sum)).isEqualTo(Money.sum(tenders, Tender::amount));
            for (var i = 1; i < shares.size(); i++) assertThat(CartSplit.sum(paid.get(i))).isEqualTo(shares.get(i).due());
            for (var tender : tenders)
                assertThat(Money.sum(paid.stream().flatMap(List::stream).filter(each -> each.method() == tender.method()).map(Tender::amount).toList()))
                    .isEqualTo(tender.amount());
        }
    }

    @Test
    void 预存只抵小区主体_押金一种付清_少一分不收_非现金不找零() {
        var main = new Share(Money.of("100.00"), true, false);
        var other = new Share(Money.of("50.00"), false, false);
        var deposit = new Share(Money.of("30.00"), true, true);
        refused("prepayment-exceeds-due", List.of(main, other), List.of(tender(PaymentMethod.PREPAYMENT, "120.00"), tender(PaymentMethod.CASH, "30.00")));
        refused("deposit-one-tender", List.of(main, deposit), List.of(tender(PaymentMethod.PREPAYMENT, "100.00"), tender(PaymentMethod.WECHAT, "15.00"),
            tender(PaymentMethod.CASH, "15.00")));
        refused("cart-short", List.of(main, other), List.of(tender(PaymentMethod.CASH, "149.99")));
        refused("change-exceeds-cash", List.of(main), List.of(tender(PaymentMethod.WECHAT, "101.00")));
    }

    private static void refused(String code, List<Share> shares, List<Tender> tenders) {
        assertThatThrownBy(() -> CartSplit.of(shares, tenders, Surplus.CHANGE))
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static Tender tender(PaymentMethod method, String amount) {
        return new Tender(method, Money.of(amount), null, null);
    }

    private static Money fen(int fen) {
        return new Money(BigDecimal.valueOf(fen, 2));
    }
}
