package cn.anju.metering;

import cn.anju.kernel.CellText;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 仪表列表：筛选、排序、分页。 */
@Component
@Transactional(readOnly = true)
class MeterList {

    /** 装在哪里：房屋里，还是公共的。 */
    enum Place { ROOM, SHARED }

    /** 在用还是已拆。 */
    enum State { IN_PLACE, REMOVED }

    /**
     * @param building id; public meters of the building and its entrances are included
     * @param text the beginning of a meter number, a room code or a share group
     */
    record Filter(@Nullable Long building, @Nullable Long room, @Nullable Long shareGroup, @Nullable String kind, @Nullable Place place,
                  @Nullable State state, @Nullable String text) {}

    /** @param lastMonth of the latest accepted reading, none before the first */
    record Line(Meter meter, @Nullable YearMonth lastMonth, @Nullable BigDecimal lastValue) {}

    /** 有哪些类型的表，各几只。 */
    record KindCount(String kind, long meters) {}

    /** Rooms in the order in which one walks past them, then the public meters. */
    static final String WALK = """
        m.room_id is null, length(b.code), b.code, length(e.code) nulls first, e.code, r.floor nulls first, length(r.number), r.number,
        g.code, m.kind, m.number""";

    static final String FROM = """

          from metering.meter m
          left join estate.room r on r.community_id = m.community_id and r.id = m.room_id
          left join estate.building b on b.community_id = r.community_id and b.id = r.building_id
          left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
          left join metering.share_group g on g.community_id = m.community_id and g.id = m.share_group_id
        """;

    static final String IN_BUILDING = """
        (:building::bigint is null or r.building_id = :building
            or exists (select from estate.building o where o.community_id = :community and o.id = :building
                                                       and (g.code = o.code or starts_with(g.code, o.code || '-'))))
        """;

    private static final String WHERE = " where m.community_id = :community and " + IN_BUILDING + """
           and (:room::bigint is null or m.room_id = :room)
           and (:shareGroup::bigint is null or m.share_group_id = :shareGroup)
           and (:kind::text is null or m.kind = :kind)
           and (:place::text is null or :place = case when m.room_id is null then 'SHARED' else 'ROOM' end)
           and (:state::text is null or :state = case when m.removed_on is null then 'IN_PLACE' else 'REMOVED' end)
           and (:text::text is null or starts_with(m.number, :text) or starts_with(r.code, :text) or starts_with(g.code, :text))
        """;

    private static final Map<String, String> COLUMNS = Map.of("number", "m.number", "kind", "m.kind", "room", "r.code",
        "startOn", "m.start_on", "lastMonth", "l.month");

    static final RowMapper<Meter> METER = new SimplePropertyRowMapper<>(Meter.class);

    private final JdbcClient jdbc;

    MeterList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Line> page(long community, Filter filter, Paging paging) {
        var parameters = parameters(community, filter);
        var items = jdbc.sql("""
            select m.id, m.number, m.kind, m.room_id, r.code room, m.share_group_id, g.code share_group, m.multiplier, m.digits,
                   m.start_reading, m.start_on, m.used_this_year, m.removed_on, m.location, m.note, m.version, m.is_master, l.month, l.value
            """ + FROM + """
              left join lateral (select o.month, o.value from metering.reading o where o.community_id = m.community_id and o.meter_id = m.id
                                  order by o.month desc limit 1) l on true
            """ + WHERE + paging.orderBy(COLUMNS, WALK) + " limit :limit offset :offset")
            .params(parameters).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> new Line(METER.mapRow(row, i), month(row, "month"), row.getBigDecimal("value"))).list();
        return new Page<>(items, jdbc.sql("select count(*)" + FROM + WHERE).params(parameters).query(Long.class).single());
    }

    List<KindCount> kinds(long community) {
        return jdbc.sql("select kind, count(*) meters from metering.meter where community_id = :community group by kind order by kind")
            .param("community", community).query(KindCount.class).list();
    }

    static @Nullable YearMonth month(ResultSet row, String column) throws SQLException {
        var first = row.getObject(column, LocalDate.class);
        return first == null ? null : YearMonth.from(first);
    }

    private static Map<String, @Nullable Object> parameters(long community, Filter filter) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("building", filter.building());
        parameters.put("room", filter.room());
        parameters.put("shareGroup", filter.shareGroup());
        parameters.put("kind", blankAsNone(filter.kind()));
        parameters.put("place", filter.place() == null ? null : filter.place().name());
        parameters.put("state", filter.state() == null ? null : filter.state().name());
        parameters.put("text", blankAsNone(filter.text()));
        return parameters;
    }

    static @Nullable String blankAsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : CellText.tidy(text);
    }
}
