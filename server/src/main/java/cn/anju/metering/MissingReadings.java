package cn.anju.metering;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 漏抄：在用而这个月没有读数的表。 */
@Component
@Transactional(readOnly = true)
class MissingReadings {

    /** @param handedOver only meters that a bill run would miss: public ones and those of rooms handed over by the month's end */
    record Filter(@Nullable String kind, @Nullable Long building, @Nullable Boolean handedOver) {}

    /** @param handoverOn of the room */
    record Line(long meterId, String number, String kind, @Nullable Long roomId, @Nullable String room, @Nullable String shareGroup,
                @Nullable String location, @Nullable LocalDate handoverOn, @Nullable YearMonth lastMonth, BigDecimal lastValue) {}

    private static final Map<String, String> COLUMNS = Map.of("number", "m.number", "room", "r.code", "kind", "m.kind");

    private static final String WHERE = """
         where m.community_id = :community and (:kind::text is null or m.kind = :kind)
           and m.start_on <= :lastDay and (m.removed_on is null or m.removed_on > :lastDay)
           and (not :handedOver or m.room_id is null or r.handover_on <= :lastDay)
           and not exists (select from metering.reading n where n.community_id = m.community_id and n.meter_id = m.id and n.month = :month)
           and
        """ + MeterList.IN_BUILDING;

    private final JdbcClient jdbc;

    MissingReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Line> page(long community, YearMonth month, Filter filter, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("month", month.atDay(1));
        parameters.put("lastDay", month.atEndOfMonth());
        parameters.put("kind", MeterList.blankAsNone(filter.kind()));
        parameters.put("building", filter.building());
        parameters.put("handedOver", Boolean.TRUE.equals(filter.handedOver()));
        var items = jdbc.sql("""
            select m.id, m.number, m.kind, m.room_id, r.code room, g.code share_group, m.location, r.handover_on, l.month,
                   coalesce(l.value, m.start_reading) last_value
            """ + MeterList.FROM + """
              left join lateral (select o.month, o.value from metering.reading o
                                  where o.community_id = m.community_id and o.meter_id = m.id and o.month < :month
                                  order by o.month desc limit 1) l on true
            """ + WHERE + paging.orderBy(COLUMNS, MeterList.WALK) + " limit :limit offset :offset")
            .params(parameters).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> new Line(row.getLong("id"), row.getString("number"), row.getString("kind"), row.getObject("room_id", Long.class),
                row.getString("room"), row.getString("share_group"), row.getString("location"), row.getObject("handover_on", LocalDate.class),
                MeterList.month(row, "month"), row.getBigDecimal("last_value"))).list();
        return new Page<>(items, jdbc.sql("select count(*)" + MeterList.FROM + WHERE).params(parameters).query(Long.class).single());
    }
}
