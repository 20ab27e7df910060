package cn.anju.estate;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 房屋列表：筛选、排序、分页。 */
@Component
@Transactional(readOnly = true)
class RoomList {

    /** 交付没有：已交付、待交付（有日期在后）、没有日期。 */
    enum Handover { HANDED_OVER, UPCOMING, NONE }

    /** @param text the beginning of a room code, a number or a part of the note */
    record Filter(@Nullable Long building, @Nullable Long entrance, @Nullable RoomKind kind, @Nullable RoomStatus status,
                  @Nullable Handover handover, @Nullable String text) {}

    private static final Map<String, String> COLUMNS = Map.of("code", "r.code", "floor", "r.floor", "grossArea", "r.gross_area",
        "handoverOn", "r.handover_on", "kind", "r.kind", "status", "r.status");

    private final JdbcClient jdbc;
    private final Clock clock;

    RoomList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 面积合计与户数，随同一筛选。 */
    record Totals(long rooms, BigDecimal grossArea) {}

    Page<Room> page(long community, Filter filter, Paging paging) {
        var parameters = parameters(community, filter);
        var items = jdbc.sql(Rooms.SELECT + WHERE + paging.orderBy(COLUMNS, "r.code") + " limit :limit offset :offset")
            .params(parameters).param("limit", paging.limit()).param("offset", paging.offset()).query(Room.class).list();
        return new Page<>(items, totals(community, filter).rooms());
    }

    Totals totals(long community, Filter filter) {
        return jdbc.sql("select count(*) rooms, trim_scale(coalesce(sum(r.gross_area), 0)) gross_area from estate.room r" + WHERE)
            .params(parameters(community, filter)).query(Totals.class).single();
    }

    private Map<String, @Nullable Object> parameters(long community, Filter filter) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("building", filter.building());
        parameters.put("entrance", filter.entrance());
        parameters.put("kind", filter.kind() == null ? null : filter.kind().name());
        parameters.put("status", filter.status() == null ? null : filter.status().name());
        parameters.put("handover", filter.handover() == null ? null : filter.handover().name());
        parameters.put("text", filter.text() == null || filter.text().isBlank() ? null : RoomCode.bare(filter.text()));
        parameters.put("today", LocalDate.now(clock));
        return parameters;
    }

    private static final String WHERE = """

         where r.community_id = :community
           and (:building::bigint is null or r.building_id = :building)
           and (:entrance::bigint is null or r.entrance_id = :entrance)
           and (:kind::text is null or r.kind = :kind)
           and (:status::text is null or r.status = :status)
           and (:handover::text is null or :handover = case when r.handover_on <= :today then 'HANDED_OVER'
                                                            when r.handover_on > :today then 'UPCOMING' else 'NONE' end)
           and (:text::text is null or starts_with(r.code, :text) or starts_with(r.number, :text) or position(:text in r.note) > 0)
        """;
}
