package cn.anju.metering.hold;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.metering.Hold;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 存疑的读数，和放行了的。 */
@Component
@Transactional(readOnly = true)
class HeldList {

    /** 还没放行、已经放行。 */
    enum State { HELD, RELEASED }

    /** @param text the beginning of a meter number, a room code or a share group */
    record Filter(@Nullable State state, @Nullable Hold hold, @Nullable YearMonth month, @Nullable Long building, @Nullable String text) {}

    /**
     * 一条存疑的读数。
     *
     * @param mean of the three usages before it
     * @param isOwn entered by the one who asks: another one has to release it
     */
    record Row(long meterId, String number, String kind, @Nullable Long roomId, @Nullable String room, @Nullable String shareGroup,
               YearMonth month, BigDecimal previous, BigDecimal value, BigDecimal usage, @Nullable BigDecimal mean, Hold hold, LocalDate readOn,
               String readBy, boolean isOwn, int version, @Nullable String releasedName, @Nullable Instant releasedAt,
               @Nullable String releaseReason) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "m.number", "room", "r.code", "month", "n.month", "usage", "n.usage",
        "readOn", "n.read_on");
    private static final String FROM = """

          from metering.reading n
          join metering.meter m on m.community_id = n.community_id and m.id = n.meter_id
          left join estate.room r on r.community_id = m.community_id and r.id = m.room_id
          left join metering.share_group g on g.community_id = m.community_id and g.id = m.share_group_id
         where n.community_id = :community and n.hold is not null
           and (:state::text is null or :state = case when n.released_at is null then 'HELD' else 'RELEASED' end)
           and (:hold::text is null or n.hold = :hold) and (:month::date is null or n.month = :month)
           and (:building::bigint is null or r.building_id = :building)
           and (:text::text is null or starts_with(m.number, :text) or starts_with(r.code, :text) or starts_with(g.code, :text))
        """;

    private final JdbcClient jdbc;

    HeldList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("state", filter.state() == null ? null : filter.state().name());
        parameters.put("hold", filter.hold() == null ? null : filter.hold().name());
        parameters.put("month", filter.month() == null ? null : filter.month().atDay(1));
        parameters.put("building", filter.building());
        parameters.put("text", filter.text() == null || filter.text().isBlank() ? null : filter.text().strip());
        var rows = jdbc.sql("""
            select n.meter_id, m.number, m.kind, m.room_id, r.code room, g.code share_group, n.month, n.previous, n.value, n.usage, n.hold,
                   n.read_on, n.read_by, n.entered_by, n.version, n.released_name, n.released_at, n.release_reason,
                   (select round(avg(o.usage), 2) from (select p.usage from metering.reading p
                      where p.community_id = n.community_id and p.meter_id = n.meter_id and p.month < n.month
                      order by p.month desc limit 3) o) mean
            """ + FROM + paging.orderBy(SORTABLE, "n.released_at is not null, n.month desc, m.number") + " limit :limit offset :offset")
            .params(parameters).param("limit", paging.limit()).param("offset", paging.offset()).query(HeldList::row).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM).params(parameters).query(Long.class).single());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var releasedAt = row.getObject("released_at", OffsetDateTime.class);
        return new Row(row.getLong("meter_id"), row.getString("number"), row.getString("kind"), row.getObject("room_id", Long.class),
            row.getString("room"), row.getString("share_group"), YearMonth.from(row.getObject("month", LocalDate.class)),
            row.getBigDecimal("previous"), row.getBigDecimal("value"), row.getBigDecimal("usage"), row.getBigDecimal("mean"),
            Hold.valueOf(row.getString("hold")), row.getObject("read_on", LocalDate.class), row.getString("read_by"),
            row.getLong("entered_by") == CurrentUser.get().id(), row.getInt("version"), row.getString("released_name"),
            releasedAt == null ? null : releasedAt.toInstant(), row.getString("release_reason"));
    }
}
