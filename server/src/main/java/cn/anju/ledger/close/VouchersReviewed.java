package cn.anju.ledger.close;

import cn.anju.ledger.CloseCheck;
import java.time.YearMonth;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 结账前：这个月的手工凭证都审过了。 */
@Component
class VouchersReviewed implements CloseCheck {

    private final JdbcClient jdbc;

    VouchersReviewed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String label() {
        return "手工凭证全部审核";
    }

    @Override
    @Transactional(readOnly = true)
    public Finding check(long community, YearMonth month) {
        var waiting = jdbc.sql("""
                select count(*) from ledger.voucher
                 where community_id = :community and state in ('DRAFT', 'SUBMITTED', 'RETURNED') and voucher_on <= :end
                """).param("community", community).param("end", month.atEndOfMonth()).query(Long.class).single();
        return waiting == 0 ? Finding.green("没有未审的凭证") : Finding.red("%d 张凭证还没有审核记账".formatted(waiting), "vouchers?to=" + month.atEndOfMonth());
    }
}
