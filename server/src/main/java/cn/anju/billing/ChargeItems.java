package cn.anju.billing;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.ledger.ItemNames;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 收费项目：收什么钱，是收入还是代收。 */
@Service
class ChargeItems implements ItemNames {

    /** @param isPassThrough collected for others (water, electricity, heat): 2241, never income */
    record ChargeItem(long id, String code, String name, boolean isPassThrough, long tariffs) {}

    /** 新的收费项目；没有编码的以名称为编码。 */
    record NewChargeItem(@Nullable @Size(max = 60) String code, @NotBlank @Size(max = 60) String name, boolean isPassThrough) {}

    /** 改名。 */
    record RenameChargeItem(@NotBlank @Size(max = 60) String name) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    ChargeItems(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, String> of(long community) {
        return list(community).stream().collect(Collectors.toMap(ChargeItem::code, ChargeItem::name));
    }

    @Transactional(readOnly = true)
    List<ChargeItem> list(long community) {
        return jdbc.sql("""
                select i.id, i.code, i.name, i.is_pass_through,
                       (select count(distinct t.code) from billing.tariff t
                         where t.community_id = i.community_id and t.charge_item_id = i.id) tariffs
                  from billing.charge_item i where i.community_id = :community order by i.code
                """).param("community", community).query(ChargeItem.class).list();
    }

    @Transactional
    long add(long community, NewChargeItem item) {
        CurrentUser.get().require(community, "billing.tariff");
        var code = item.code() == null || item.code().isBlank() ? item.name().strip() : item.code().strip();
        try {
            var id = jdbc.sql("""
                    insert into billing.charge_item (community_id, code, name, is_pass_through)
                    values (:community, :code, :name, :passThrough) returning id
                    """).param("community", community).param("code", code).param("name", item.name().strip())
                .param("passThrough", item.isPassThrough()).query(Long.class).single();
            audit.note("收费项目 " + item.name(), null, item);
            return id;
        } catch (DuplicateKeyException e) {
            throw taken(item.name());
        }
    }

    /** 改名；编码和收入、代收之分不变，账上认的是它们。 */
    @Transactional
    void rename(long community, long id, String name) {
        CurrentUser.get().require(community, "billing.tariff");
        try {
            var renamed = jdbc.sql("update billing.charge_item set name = :name where community_id = :community and id = :id")
                .param("name", name.strip()).param("community", community).param("id", id).update();
            if (renamed == 0) throw Problem.notFound("charge-item-not-found", "没有这个收费项目");
        } catch (DuplicateKeyException e) {
            throw taken(name);
        }
        audit.note("收费项目", null, new RenameChargeItem(name));
    }

    private static Problem taken(String name) {
        return Problem.conflict("charge-item-exists", "已有名称或编码相同的收费项目「%s」", name);
    }
}
