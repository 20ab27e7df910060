package cn.anju.cashier.invoice;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 收费项目怎样计税：税收分类编码和税率，会计登记。 */
@Service
class TaxItems {

    /** 一个收费项目；没有登记的没有编码。 */
    record Row(long chargeItemId, String itemCode, String itemName, @Nullable String taxCode, @Nullable BigDecimal rate) {}

    /** 登记。 @param rate 0.06 for six percent */
    record Tax(@NotNull @Pattern(regexp = "[0-9]{19}", message = "税收分类编码为 19 位数字") String taxCode, @NotNull BigDecimal rate) {

        Tax {
            if (rate != null && (rate.signum() < 0 || rate.compareTo(new BigDecimal("0.2")) > 0 || rate.stripTrailingZeros().scale() > 4))
                throw Problem.invalid("rate-invalid", "税率 %s 不对：百分之六写 0.06，最多 0.2", rate.toPlainString());
        }
    }

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    TaxItems(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<Row> list(long community) {
        return jdbc.sql("""
                select i.id charge_item_id, i.code item_code, i.name item_name, x.tax_code, x.rate
                  from billing.charge_item i
                  left join cashier.tax_item x on x.community_id = i.community_id and x.charge_item_id = i.id
                 where i.community_id = :community order by i.code
                """).param("community", community).query(Row.class).list();
    }

    @Transactional
    void put(long community, long item, Tax tax) {
        CurrentUser.get().require(community, "ledger.edit");
        try {
            jdbc.sql("""
                    insert into cashier.tax_item (community_id, charge_item_id, tax_code, rate) values (:community, :item, :code, :rate)
                        on conflict (community_id, charge_item_id) do update set tax_code = excluded.tax_code, rate = excluded.rate
                    """).param("community", community).param("item", item).param("code", tax.taxCode()).param("rate", tax.rate()).update();
        } catch (DataIntegrityViolationException e) {
            throw Problem.notFound("charge-item-not-found", "没有这个收费项目");
        }
        audit.note("计税项目 " + item, null, tax);
    }
}
