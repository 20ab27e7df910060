package cn.anju.cashier;

import cn.anju.billing.Bills;
import cn.anju.billing.OneOffCharge;
import cn.anju.billing.OpenBill;
import cn.anju.cashier.ReceivePayment.Charge;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 临时收费的价目表，以及按它当场成账。 */
@Service
class OneOffPrices {

    private static final Money MOST = Money.of("100000000.00");

    /**
     * 价目表的一行。
     *
     * @param price per unit; without it the amount is keyed in at the counter
     */
    record Price(@NotNull @Pattern(regexp = "[A-Z0-9-]{1,20}", message = "代码为 1 至 20 位大写字母、数字或横线") String code,
                 @NotBlank @Size(max = 40) String name, @NotBlank @Size(max = 10) String unit, @Nullable Money price,
                 boolean isActive) {

        Price {
            if (price != null && (!price.isPositive() || price.compareTo(MOST) > 0))
                throw Problem.invalid("amount-invalid", "单价 %s 不对：须大于零，不超过一亿元", price);
        }
    }

    private final JdbcClient jdbc;
    private final Bills bills;

    OneOffPrices(JdbcClient jdbc, Bills bills) {
        this.jdbc = jdbc;
        this.bills = bills;
    }

    @Transactional(readOnly = true)
    List<Price> list(long community) {
        return jdbc.sql("""
                select code, name, unit, price, is_active from cashier.one_off_price where community_id = :community order by code
                """).param("community", community)
            .query((row, i) -> new Price(row.getString("code"), row.getString("name"), row.getString("unit"),
                row.getBigDecimal("price") == null ? null : new Money(row.getBigDecimal("price")), row.getBoolean("is_active")))
            .list();
    }

    /** 登记或修改价目。 */
    @Transactional
    void put(long community, Price price) {
        CurrentUser.get().require(community, "billing.tariff");
        jdbc.sql("""
                insert into cashier.one_off_price (community_id, code, name, unit, price, is_active)
                values (:community, :code, :name, :unit, :price, :active)
                    on conflict (community_id, code) do update
                   set name = excluded.name, unit = excluded.unit, price = excluded.price, is_active = excluded.is_active
                """)
            .param("community", community).param("code", price.code()).param("name", price.name()).param("unit", price.unit())
            .param("price", price.price() == null ? null : price.price().yuan()).param("active", price.isActive()).update();
    }

    /** 按价目当场成账。 */
    @Transactional(propagation = Propagation.MANDATORY)
    List<OpenBill> charge(long community, long room, @Nullable List<Charge> charges) {
        if (charges == null || charges.isEmpty()) return List.of();
        var prices = list(community);
        return charges.stream().map(charge -> bills.addOneOff(community, room, priced(charge, prices))).toList();
    }

    /** 按价目算，还不成账。 */
    OneOffCharge priced(long community, Charge charge) {
        return priced(charge, list(community));
    }

    /** 按当初说好的金额成账，名称照价目表。 */
    @Transactional(propagation = Propagation.MANDATORY)
    long charge(long community, long room, Charge agreed) {
        var name = list(community).stream().filter(row -> row.code().equals(agreed.code())).findFirst().map(Price::name).orElse(agreed.code());
        return bills.addOneOff(community, room, new OneOffCharge(agreed.code(), name, agreed.count(), agreed.amount())).id();
    }

    private static OneOffCharge priced(Charge charge, List<Price> prices) {
        var price = prices.stream().filter(row -> row.isActive() && row.code().equals(charge.code())).findFirst()
            .orElseThrow(() -> Problem.notFound("one-off-price-not-found", "价目表里没有 %s", charge.code()));
        var exact = price.price() == null ? null : price.price().yuan().multiply(charge.count());
        if (exact != null && exact.compareTo(MOST.yuan()) > 0)
            throw Problem.invalid("amount-invalid", "「%s」的数量 %s 太大：一次不超过一亿元", price.name(), charge.count().toPlainString());
        var amount = exact == null ? charge.amount() : Money.rounded(exact);
        if (amount == null || !amount.isPositive() || amount.compareTo(MOST) > 0)
            throw Problem.invalid("amount-invalid", "请填「%s」的金额，须大于零", price.name());
        return new OneOffCharge(price.code(), price.name(), charge.count(), amount);
    }
}
