package cn.anju.cashier.remittance;

import cn.anju.ledger.CloseCheck;
import java.time.YearMonth;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 结账前：这个月收的款都已解款，解款单财务都已签收。 */
@Component
class RemittancesSigned implements CloseCheck {

    private record Counts(long withoutSlip, long unsigned) {}

    private final JdbcClient jdbc;

    RemittancesSigned(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String label() {
        return "解款全部签收";
    }

    @Override
    @Transactional(readOnly = true)
    public Finding check(long community, YearMonth month) {
        var counts = jdbc.sql("""
                select (select count(*) from cashier.payment p
                         where p.community_id = :community and p.paid_on <= :end
                           and not exists (select from cashier.remittance_payment m
                                            where m.community_id = p.community_id and m.payment_id = p.id and m.is_live)) without_slip,
                       (select count(*) from cashier.remittance where community_id = :community and handed_on <= :end and state = 'HANDED') unsigned
                """).param("community", community).param("end", month.atEndOfMonth()).query(Counts.class).single();
        if (counts.withoutSlip() == 0 && counts.unsigned() == 0) return Finding.green("解款单都已签收");
        return Finding.red("还有 %d 张收据没有解款，%d 张解款单没有签收".formatted(counts.withoutSlip(), counts.unsigned()), "remittances");
    }
}
