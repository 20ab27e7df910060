package cn.anju.billing;

import cn.anju.job.ListExport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 账单与欠费行数多，导出交给后台。 */
@Configuration(proxyBeanMethods = false)
class BillingExports {

    @Bean
    ListExport<BillList.Filter, BillList.BillRow> billExport(BillList list) {
        return new ListExport<>("bills.xlsx", "账单", "billing.read", BillList.Filter.class, BillController.SHEET, list::page);
    }

    @Bean
    ListExport<Arrears.Filter, Arrears.ArrearsRow> arrearsExport(Arrears arrears) {
        return new ListExport<>("arrears.xlsx", "欠费明细", "billing.read", Arrears.Filter.class, ArrearsController.LINES, arrears::page);
    }
}
