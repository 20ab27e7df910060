package cn.anju.cashier;

import cn.anju.cashier.ReceivePayment.Charge;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 临时收费的价目表，给别的模块用：查价、按价给一间房成账，账单在收费台收。 */
@Service
public class PriceList {

    /** @param price per unit; without it the amount is agreed each time */
    public record Item(String code, String name, String unit, @Nullable Money price) {}

    private final OneOffPrices prices;

    PriceList(OneOffPrices prices) {
        this.prices = prices;
    }

    /** 在用的价目。 */
    @Transactional(readOnly = true)
    public List<Item> active(long community) {
        return prices.list(community).stream().filter(OneOffPrices.Price::isActive).map(row -> new Item(row.code(), row.name(), row.unit(), row.price())).toList();
    }

    /** 这么多要多少钱，还不成账。 @throws Problem 404 {@code one-off-price-not-found}; 400 {@code amount-invalid} */
    @Transactional(readOnly = true)
    public Money priced(long community, String code, BigDecimal count, @Nullable Money amount) {
        return prices.priced(community, new Charge(code, count, amount)).amount();
    }

    /** 成账，今天应缴；谁能这么办，由调用的模块先问过。金额是当初说好的，价目以后涨了也不变。 @return the bill */
    @Transactional(propagation = Propagation.MANDATORY)
    public long charge(long community, long room, String code, BigDecimal count, Money agreed) {
        return prices.charge(community, room, new Charge(code, count, agreed));
    }
}
