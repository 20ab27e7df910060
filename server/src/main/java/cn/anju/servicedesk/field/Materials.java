package cn.anju.servicedesk.field;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 常用的料和价钱；任务单上用了多少。 */
@Service
@Transactional
class Materials {

    record Material(long id, String name, String unit, Money price, boolean isActive) {}

    record NewMaterial(@NotBlank(message = "请写料的名称") @Size(max = 60) String name, @NotBlank(message = "请写单位") @Size(max = 10) String unit,
                       @NotNull(message = "请填单价") Money price, boolean isActive) {

        NewMaterial {
            if (price != null && price.isNegative()) throw Problem.invalid("amount-invalid", "单价 %s 不对：不能小于零", price);
        }
    }

    /** @param amount nothing when the price is not known */
    record Use(long id, String name, String unit, BigDecimal quantity, @Nullable Money price, @Nullable Money amount, Instant usedAt, String madeName) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    Materials(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<Material> list(long community) {
        return jdbc.sql("select id, name, unit, price, is_active from servicedesk.material where community_id = :community order by name, unit").param("community", community)
            .query(Material.class).list();
    }

    /** 添一种，或改同名同单位的那一种。 */
    void put(long community, NewMaterial material) {
        CurrentUser.get().require(community, "servicedesk.roster");
        jdbc.sql("""
            insert into servicedesk.material (community_id, name, unit, price, is_active) values (:community, :name, :unit, :price, :active)
            on conflict (community_id, name, unit) do update set price = excluded.price, is_active = excluded.is_active
            """).param("community", community).param("name", material.name().strip()).param("unit", material.unit().strip()).param("price", material.price().yuan())
            .param("active", material.isActive()).update();
        audit.note("材料 " + material.name().strip(), null, material);
    }

    /** @throws Problem 400 {@code material-missing}, {@code quantity-missing}; 404 {@code material-not-found} */
    @Transactional(propagation = Propagation.MANDATORY)
    long use(long community, long order, FieldAct act) {
        if (act.quantity() == null) throw Problem.invalid("quantity-missing", "请填用了多少");
        if (act.materialId() == null && (act.name() == null || act.name().isBlank())) throw Problem.invalid("material-missing", "请选料，或写明是什么料");
        var known = act.materialId() == null ? null : list(community).stream().filter(each -> each.id() == act.materialId()).findFirst()
            .orElseThrow(() -> Problem.notFound("material-not-found", "材料单里没有这种料了，请写明是什么料"));
        return jdbc.sql("""
            insert into servicedesk.material_use (community_id, order_id, client_id, material_id, name, unit, quantity, price, used_at, made_name)
            values (:community, :order, :client, :material, :name, :unit, :quantity, :price, :at, :by) returning id
            """).param("community", community).param("order", order).param("client", act.clientId()).param("material", act.materialId())
            .param("name", known == null ? act.name().strip() : known.name()).param("unit", known != null ? known.unit() : act.unit() == null ? "" : act.unit().strip())
            .param("quantity", act.quantity()).param("price", known != null ? known.price().yuan() : act.amount() == null ? null : act.amount().yuan())
            .param("at", act.madeAt().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.get().name()).query(Long.class).single();
    }

    @Transactional(readOnly = true)
    List<Use> of(long community, long order) {
        return jdbc.sql("""
            select id, name, unit, trim_scale(quantity) quantity, price, round(quantity * price, 2) amount, used_at, made_name from servicedesk.material_use
             where community_id = :community and order_id = :order order by id
            """).param("community", community).param("order", order).query(Use.class).list();
    }
}
