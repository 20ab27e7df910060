package cn.anju.servicedesk.statistics;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 统计里一种料背后的每一笔：哪张任务单、哪里、用了多少。 */
@Component
@Transactional(readOnly = true)
class UsedMaterials {

    /** @param from the first of this month unless given; {@code to} today unless given */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable String name, @Nullable String unit) {}

    /** @param amount nothing when the price is not known */
    record Row(long id, String name, String unit, BigDecimal quantity, @Nullable Money price, @Nullable Money amount, Instant usedAt, String madeName, long orderId,
               String orderNumber, String placeText, String technician) {}

    private static final Map<String, String> SORTABLE = Map.of("name", "u.name", "usedAt", "u.used_at", "orderNumber", "o.number", "quantity", "u.quantity");
    private static final String FROM = """
          from servicedesk.material_use u
          join servicedesk.work_order o on o.community_id = u.community_id and o.id = u.order_id
          join servicedesk.ticket t on t.community_id = o.community_id and t.id = o.ticket_id
          join access.staff p on p.id = o.technician_id
          left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
          left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
         where u.community_id = :community and u.used_at >= :from and u.used_at < :until
           and (:name::text is null or u.name = :name) and (:unit::text is null or u.unit = :unit)
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    UsedMaterials(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var last = filter.to() == null ? LocalDate.now(clock) : filter.to();
        var first = filter.from() == null ? last.withDayOfMonth(1) : filter.from();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "from", first.atStartOfDay(clock.getZone()).toOffsetDateTime(),
            "until", last.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime()));
        values.put("name", filter.name());
        values.put("unit", filter.unit());
        var rows = jdbc.sql("""
            select u.id, u.name, u.unit, trim_scale(u.quantity) quantity, u.price, round(u.quantity * u.price, 2) amount, u.used_at, u.made_name, o.id order_id,
                   o.number order_number, coalesce(r.code, a.name, t.place) place_text, p.name technician
            """ + FROM + paging.orderBy(SORTABLE, "u.used_at desc, u.id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(values).query(Long.class).single());
    }
}
