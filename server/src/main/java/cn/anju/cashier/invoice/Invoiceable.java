package cn.anju.cashier.invoice;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 一笔收款还能开多少发票：各项目的本金和违约金，减去退掉的和已经申请或开出的。 */
@Component
public class Invoiceable {

    /**
     * 一个项目还能开的。
     *
     * @param taxCode absent until the accountant has said how the item is taxed
     */
    public record Item(long chargeItemId, String itemName, Money left, @Nullable String taxCode, @Nullable BigDecimal rate) {}

    private final JdbcClient jdbc;

    Invoiceable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whoever refunds, voids or invoices a payment waits for the others. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(long community, long payment) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:text, 0))").param("text", "payment " + community + " " + payment).query(rs -> {});
    }

    /** 申请了或开出了的合计，取消和红冲的不算。 */
    @Transactional(readOnly = true)
    public Money live(long community, long payment) {
        return jdbc.sql("""
                select coalesce(sum(amount), 0.00) from cashier.invoice
                 where community_id = :community and payment_id = :payment and state in ('REQUESTED', 'ISSUED')
                """).param("community", community).param("payment", payment).query((row, i) -> new Money(row.getBigDecimal(1))).single();
    }

    /** Items in the order of the receipt; what is used up stays out. */
    @Transactional(readOnly = true)
    List<Item> of(long community, long payment) {
        return jdbc.sql("""
                with paid as (
                    select i.id, min(l.line) line, min(l.item_name) item_name, sum(l.principal + l.late_fee) amount
                      from cashier.payment_line l
                      join billing.bill b on b.community_id = l.community_id and b.id = l.bill_id
                      join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                      join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                     where l.community_id = :community and l.payment_id = :payment
                       and not exists (select from cashier.payment_void v where v.community_id = l.community_id and v.payment_id = l.payment_id)
                       and not exists (select from cashier.bounced_cheque c where c.community_id = l.community_id and c.payment_id = l.payment_id)
                       and not exists (select from cashier.refund f where f.community_id = l.community_id and f.kind = 'PAYMENT'
                                          and f.source_id = l.payment_id and f.state = 'PAID' and (f.bills is null or l.bill_id = any (f.bills)))
                     group by i.id),
                used as (
                    select n.charge_item_id, sum(n.amount) amount
                      from cashier.invoice v
                      join cashier.invoice_line n on n.community_id = v.community_id and n.invoice_id = v.id
                     where v.community_id = :community and v.payment_id = :payment and v.state in ('REQUESTED', 'ISSUED')
                     group by n.charge_item_id)
                select p.id charge_item_id, p.item_name, p.amount - coalesce(u.amount, 0) as left, x.tax_code, x.rate
                  from paid p
                  left join used u on u.charge_item_id = p.id
                  left join cashier.tax_item x on x.community_id = :community and x.charge_item_id = p.id
                 where p.amount > coalesce(u.amount, 0) order by p.line
                """).param("community", community).param("payment", payment).query(Item.class).list();
    }
}
