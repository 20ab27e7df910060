package cn.anju.cashier.invoice;

import cn.anju.kernel.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 发票的不变量。 */
@Configuration(proxyBeanMethods = false)
class InvoiceInvariants {

    @Bean
    Invariant invoicesWithinPayments() {
        return Invariant.of("一笔收款开出的发票不超过实收减退款", """
            select format('小区 %s 收款 %s：开票 %s，实收 %s', v.community_id, v.payment_id, sum(v.amount), min(p.tendered - p.change - coalesce(f.amount, 0)))
              from cashier.invoice v
              join cashier.payment p on p.community_id = v.community_id and p.id = v.payment_id
              left join (select community_id, source_id, sum(amount) amount from cashier.refund where kind = 'PAYMENT' and state = 'PAID' group by 1, 2) f
                on f.community_id = p.community_id and f.source_id = p.id
             where v.state in ('REQUESTED', 'ISSUED')
             group by v.community_id, v.payment_id
            having sum(v.amount) > min(p.tendered - p.change - coalesce(f.amount, 0)) order by 1 limit 100
            """);
    }

    @Bean
    Invariant invoiceLinesAreInvoices() {
        return Invariant.of("发票各行合计等于发票金额", """
            select format('小区 %s 发票 %s：%s，各行 %s', v.community_id, v.id, v.amount, coalesce(l.amount, 0))
              from cashier.invoice v
              left join (select community_id, invoice_id, sum(amount) amount from cashier.invoice_line group by 1, 2) l
                on l.community_id = v.community_id and l.invoice_id = v.id
             where v.amount <> coalesce(l.amount, 0) order by 1 limit 100
            """);
    }
}
