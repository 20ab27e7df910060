package cn.anju.billing.relief;

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

/** 减免清单：谁的、因何、多少、到哪天，减掉了多少。 */
@Component
@Transactional(readOnly = true)
class ReliefList {

    /**
     * @param text the beginning of a room code
     * @param on only what holds on that day
     * @param id one of them
     */
    record Filter(@Nullable ReliefKind kind, @Nullable ReliefState state, @Nullable String text, @Nullable LocalDate on, @Nullable Long id) {}

    /**
     * @param amount of the line, or the most in one month
     * @param waived what it has settled so far
     * @param isRunning approved, dated and not over: it can be ended early
     */
    record Row(long id, ReliefKind kind, long roomId, String roomCode, String itemName, @Nullable Long billId, @Nullable BigDecimal percent,
               Money amount, LocalDate fromOn, LocalDate untilOn, LocalDate toOn, String reason, ReliefState state, Money waived,
               boolean isRunning, String madeName, Instant madeAt, @Nullable String endedName, @Nullable String endedReason) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "r.code", "amount", "f.amount", "fromOn", "f.from_on",
        "untilOn", "f.until_on", "madeAt", "f.made_at");
    private static final String FROM = """
          from billing.relief f
          join estate.room r on r.community_id = f.community_id and r.id = f.room_id
          join billing.charge_item i on i.community_id = f.community_id and i.id = f.charge_item_id
         where f.community_id = :community and (:kind::text is null or f.kind = :kind) and (:state::text is null or f.state = :state)
           and (:text::text is null or starts_with(r.code, :text)) and (:on::date is null or :on between f.from_on and f.until_on)
           and (:id::bigint is null or f.id = :id)
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ReliefList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("kind", filter.kind() == null ? null : filter.kind().name());
        parameters.put("state", filter.state() == null ? null : filter.state().name());
        parameters.put("text", filter.text() == null || filter.text().isBlank() ? null : filter.text().strip());
        parameters.put("on", filter.on());
        parameters.put("id", filter.id());
        var rows = jdbc.sql("""
            select f.id, f.kind, f.room_id, r.code room_code, i.name item_name, f.bill_id, f.percent, f.amount, f.from_on, f.until_on, f.to_on,
                   f.reason, f.state, f.state = 'APPROVED' and f.bill_id is null and f.until_on >= :today is_running, f.made_name, f.made_at,
                   f.ended_name, f.ended_reason,
                   coalesce((select sum(s.amount) from billing.settlement s where s.community_id = f.community_id and s.source_id = f.id
                                and s.kind = 'WAIVER'), 0.00) waived
            """ + FROM + paging.orderBy(SORTABLE, "f.id desc") + " limit :limit offset :offset")
            .params(parameters).param("today", LocalDate.now(clock)).param("limit", paging.limit()).param("offset", paging.offset())
            .query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(parameters).query(Long.class).single());
    }
}
