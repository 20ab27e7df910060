package cn.anju.billing.stop;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 停收清单。 */
@Component
@Transactional(readOnly = true)
class StopList {

    /** @param text the beginning of a room code */
    record Filter(@Nullable StopState state, @Nullable String text) {}

    record Row(long id, long roomId, String roomCode, String itemName, LocalDate fromOn, @Nullable LocalDate untilOn, String reason, StopState state,
               String madeName, Instant madeAt, @Nullable String resumedName, @Nullable String resumedReason) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "r.code", "fromOn", "s.from_on", "untilOn", "s.until_on");
    private static final String FROM = """
          from billing.charge_stop s
          join estate.room r on r.community_id = s.community_id and r.id = s.room_id
          join billing.charge_item i on i.community_id = s.community_id and i.id = s.charge_item_id
         where s.community_id = :community and (:state::text is null or s.state = :state) and (:text::text is null or starts_with(r.code, :text))
        """;

    private final JdbcClient jdbc;

    StopList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("state", filter.state() == null ? null : filter.state().name());
        parameters.put("text", filter.text() == null || filter.text().isBlank() ? null : filter.text().strip());
        var rows = jdbc.sql("""
            select s.id, s.room_id, r.code room_code, i.name item_name, s.from_on, s.until_on, s.reason, s.state, s.made_name, s.made_at,
                   s.resumed_name, s.resumed_reason
            """ + FROM + paging.orderBy(SORTABLE, "s.id desc") + " limit :limit offset :offset")
            .params(parameters).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(parameters).query(Long.class).single());
    }
}
