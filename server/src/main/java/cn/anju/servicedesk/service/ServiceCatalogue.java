package cn.anju.servicedesk.service;

import cn.anju.access.AuditTrail;
import cn.anju.cashier.PriceList;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 服务目录：做什么、多少钱、提成多少；价钱就是收费台的临时收费价目。 */
@Service
@Transactional(readOnly = true)
public class ServiceCatalogue {

    /** 哪一类服务。 */
    public enum Category {
        REPAIR("有偿维修"),
        CLEANING("保洁"),
        SHOPPING("代购"),
        WEDDING("婚庆"),
        MOVING("搬家"),
        TICKETING("票务"),
        COURIER("快递"),
        BUSINESS("商务"),
        OTHER("其他");

        private final String label;

        Category(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 目录里的一项。 @param price of the price list now; nothing when it is agreed each time */
    public record Item(long id, String name, Category category, String priceCode, String unit, @Nullable Money price, @Nullable String description, BigDecimal commissionRate,
                       boolean isActive) {}

    record NewItem(@NotBlank(message = "请写服务名称") @Size(max = 40) String name, @NotNull(message = "请选哪一类") Category category,
                   @NotBlank(message = "请选价目") @Size(max = 20) String priceCode, @Nullable @Size(max = 200) String description,
                   @NotNull(message = "请填提成比例") @DecimalMin("0") @DecimalMax("100") BigDecimal commissionRate, boolean isActive) {}

    private record Row(long id, String name, Category category, String priceCode, @Nullable String description, BigDecimal commissionRate, boolean isActive) {}

    private final JdbcClient jdbc;
    private final PriceList prices;
    private final AuditTrail audit;

    ServiceCatalogue(JdbcClient jdbc, PriceList prices, AuditTrail audit) {
        this.jdbc = jdbc;
        this.prices = prices;
        this.audit = audit;
    }

    /** 价目停用了的服务也算停用。 */
    public List<Item> list(long community) {
        var priced = prices.active(community).stream().collect(Collectors.toMap(PriceList.Item::code, each -> each));
        return jdbc.sql("""
                select id, name, category, price_code, description, commission_rate, is_active from servicedesk.service
                 where community_id = :community order by category, name
                """).param("community", community).query(Row.class).stream().map(row -> {
                    var price = priced.get(row.priceCode());
                    return new Item(row.id(), row.name(), row.category(), row.priceCode(), price == null ? "" : price.unit(), price == null ? null : price.price(), row.description(),
                        row.commissionRate(), row.isActive() && price != null);
                }).toList();
    }

    List<PriceList.Item> prices(long community) {
        return prices.active(community);
    }

    /** @throws Problem 404 {@code service-not-found} unless it is offered now */
    Item offered(long community, long id) {
        return list(community).stream().filter(each -> each.id() == id && each.isActive()).findFirst()
            .orElseThrow(() -> Problem.notFound("service-not-found", "目录里没有这项服务，或已停用"));
    }

    /** 添一项。 @throws Problem 404 {@code one-off-price-not-found}; 409 {@code service-taken} */
    @Transactional
    long add(long community, NewItem item) {
        check(community, item);
        try {
            var id = write("""
                insert into servicedesk.service (community_id, name, category, price_code, description, commission_rate, is_active)
                values (:community, :name, :category, :price, :description, :rate, :active) returning id
                """, community, item).query(Long.class).single();
            audit.note("服务 " + item.name().strip(), null, item);
            return id;
        } catch (DuplicateKeyException _) {
            throw taken(item);
        }
    }

    /** 改一项；已经报过价的照旧。 @throws Problem 404 {@code service-not-found}, {@code one-off-price-not-found}; 409 {@code service-taken} */
    @Transactional
    void change(long community, long id, NewItem item) {
        check(community, item);
        try {
            var changed = write("""
                update servicedesk.service set name = :name, category = :category, price_code = :price, description = :description, commission_rate = :rate, is_active = :active
                 where community_id = :community and id = :id
                """, community, item).param("id", id).update();
            if (changed == 0) throw Problem.notFound("service-not-found", "目录里没有这项服务，或已停用");
        } catch (DuplicateKeyException _) {
            throw taken(item);
        }
        audit.note("服务 " + item.name().strip(), null, item);
    }

    private void check(long community, NewItem item) {
        CurrentUser.get().require(community, "servicedesk.manage");
        if (prices.active(community).stream().noneMatch(each -> each.code().equals(item.priceCode())))
            throw Problem.notFound("one-off-price-not-found", "价目表里没有 %s，请先在临时收费价目里添上", item.priceCode());
    }

    private JdbcClient.StatementSpec write(String sql, long community, NewItem item) {
        return jdbc.sql(sql).param("community", community).param("name", item.name().strip()).param("category", item.category().name()).param("price", item.priceCode())
            .param("description", item.description() == null || item.description().isBlank() ? null : item.description().strip()).param("rate", item.commissionRate())
            .param("active", item.isActive());
    }

    private static Problem taken(NewItem item) {
        return Problem.conflict("service-taken", "目录里已经有「%s」", item.name().strip());
    }
}
