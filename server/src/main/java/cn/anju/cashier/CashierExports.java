package cn.anju.cashier;

import cn.anju.job.ListExport;
import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 收款行数多，导出交给后台；直接下载用同样的栏。 */
@Configuration(proxyBeanMethods = false)
class CashierExports {

    @Bean
    ListExport<PaymentList.Filter, PaymentList.Row> paymentExport(PaymentList list, Clock clock) {
        return new ListExport<>("payments.xlsx", "收款", "cashier.read", PaymentList.Filter.class, payments(clock.getZone()), list::list);
    }

    static List<Column<PaymentList.Row>> payments(ZoneId zone) {
        return List.of(
            Column.text("收据号", 14, PaymentList.Row::receiptNo), Column.text("时间", 18, row -> Html.moment(row.paidAt(), zone)),
            Column.text("房号", 14, PaymentList.Row::roomCode), Column.text("付款人", 16, PaymentList.Row::payerName),
            Column.text("付款方式", 16, PaymentList.Row::methods), Column.money("收到", 12, PaymentList.Row::tendered),
            Column.money("本金", 12, PaymentList.Row::applied).withSum(), Column.money("违约金", 12, PaymentList.Row::lateFee).withSum(),
            Column.money("减免违约金", 12, PaymentList.Row::waived).withSum(), Column.money("优惠", 12, PaymentList.Row::discount).withSum(),
            Column.money("预存", 12, PaymentList.Row::prepaid).withSum(), Column.money("找零", 12, PaymentList.Row::change),
            Column.text("收款人", 12, PaymentList.Row::cashierName), Column.text("状态", 8, row -> row.isVoided() ? "作废" : ""));
    }
}
