package cn.anju.cashier;

import cn.anju.billing.OpenBill;
import cn.anju.cashier.Discounts.Rounding;
import cn.anju.cashier.ReceivePayment.LateFeeMode;
import cn.anju.kernel.Money;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 收款的规则：小区的设置加上算法。 */
@Component
class CashierRules implements Settings.Catalogue {

    static final Setting<Rounding> ROUNDING = Setting.choice("cashier.rounding", "抹零",
        "一次付清时应收的零头抹到角或元，记作优惠", Rounding.class, List.of("不抹零", "抹到角", "抹到元"), Rounding.OFF);
    static final Setting<BigDecimal> ANNUAL_DISCOUNT = Setting.number("cashier.annual-discount", "年缴优惠（%）",
        "一次预缴某个收费标准今后满十二个月的账单，按此比例优惠；代收项目除外", "0", "0", "50");

    private final Settings settings;

    CashierRules(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String label() {
        return "收款";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ROUNDING, ANNUAL_DISCOUNT);
    }

    /** @param available null for exactly what is due */
    Allocation allocate(long community, List<OpenBill> bills, LocalDate day, LateFeeMode mode, @Nullable Money available) {
        var discounts = discounts(community, bills, day, mode);
        var whole = Allocation.of(bills, day, mode, discounts, Money.ZERO);
        return Allocation.of(bills, day, mode, discounts, available == null ? whole.due() : available);
    }

    Discounts discounts(long community, List<OpenBill> bills, LocalDate day, LateFeeMode mode) {
        if (bills.isEmpty()) return Discounts.NONE;
        var lateFee = mode == LateFeeMode.WAIVE ? Money.ZERO
            : Money.sum(bills, bill -> Allocation.fee(bill, bill.outstanding(), day));
        return Discounts.on(bills, day, settings.get(community, ANNUAL_DISCOUNT), settings.get(community, ROUNDING), lateFee);
    }
}
